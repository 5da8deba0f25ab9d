//! A setting is missing or wrong. All of these end with exit code 7.

use crate::error::{Error, Kind};
use crate::model::{BadBaseUrl, Lang, Provider, Text, text};
use crate::settings::{EnvFileFault, Expected, SettingsError};

impl From<SettingsError> for Error {
    fn from(error: SettingsError) -> Self {
        let kind = match &error {
            // Nobody set it: it was typed.
            SettingsError::UnknownProvider { .. } => Kind::Usage,
            _ => Kind::Config,
        };
        let mut met = Self::new(kind, message(&error));
        if let SettingsError::Missing { provider, .. } = &error {
            met = met.at(*provider);
        }
        for hint in remedies(&error) {
            met = met.hint(hint);
        }
        match error {
            SettingsError::Unreadable { why, .. } => met.because(why),
            _ => met,
        }
    }
}

fn message(error: &SettingsError) -> Text {
    match error {
        SettingsError::NotUnicode { name } => {
            text!("{name} is not Unicode", "{name}의 값이 유니코드가 아닙니다")
        }
        SettingsError::BadValue { name, origin, value: Some(value), .. } => text!(
            "{name} is `{value}` ({origin}), which is not possible",
            "{name}의 값 `{value}`은(는) 쓸 수 없습니다 ({origin})"
        ),
        SettingsError::BadValue { name, origin, value: None, .. } => {
            text!("{name} is not usable ({origin})", "{name}의 값을 쓸 수 없습니다 ({origin})")
        }
        SettingsError::UnknownKey { key, table, place, .. } => {
            text!(
                "{place}: there is no setting `{key}` in {table}",
                "{place}: {table}에 `{key}` 설정은 없습니다"
            )
        }
        SettingsError::SecretInFile { key, place } => text!(
            "{place}: a secret does not stand in the config file (`{key}`)",
            "{place}: 설정 파일에는 시크릿을 적을 수 없습니다 (`{key}`)"
        ),
        SettingsError::TwoSecrets { first, second, place } => text!(
            "{place}: `{first}` and `{second}` are both set",
            "{place}: `{first}`와(과) `{second}`이(가) 모두 설정되어 있습니다"
        ),
        SettingsError::SecretVariableUnset { key, place } => text!(
            "{place}: the variable that `{key}` names is not set",
            "{place}: `{key}`이(가) 가리키는 환경 변수가 없습니다"
        ),
        SettingsError::UnknownProfile { profile, origin, .. } => {
            text!(
                "there is no profile `{profile}` ({origin})",
                "`{profile}` 프로필은 없습니다 ({origin})"
            )
        }
        SettingsError::UnknownProvider { provider, .. } => {
            text!("there is no provider `{provider}`", "`{provider}` 제공자는 없습니다")
        }
        SettingsError::ConfigSyntax { place, fault } => {
            text!("{place}: not TOML: {fault}", "{place}: TOML 문법 오류: {fault}")
        }
        SettingsError::EnvFileSyntax { place, fault: EnvFileFault::NotAnAssignment } => {
            text!("{place}: the line is not KEY=VALUE", "{place}: KEY=VALUE 형식이 아닙니다")
        }
        SettingsError::EnvFileSyntax { place, fault: EnvFileFault::Quote } => {
            text!("{place}: a quote is not closed", "{place}: 따옴표가 닫히지 않았습니다")
        }
        _ => message_about_files_and_pairs(error),
    }
}

fn message_about_files_and_pairs(error: &SettingsError) -> Text {
    match error {
        SettingsError::Unreadable { name, origin, path, .. } => {
            let path = path.display();
            text!(
                "cannot read {path}, which {name} names ({origin})",
                "{name}이(가) 가리키는 {path}을(를) 읽을 수 없습니다 ({origin})"
            )
        }
        SettingsError::EmptyFile { name, origin, path } => {
            let path = path.display();
            text!(
                "{path}, which {name} names, is empty ({origin})",
                "{name}이(가) 가리키는 {path}이(가) 비어 있습니다 ({origin})"
            )
        }
        SettingsError::Missing { provider, profile, names } => {
            let title = provider.title();
            let (en, ko) = (title.say(Lang::En), title.say(Lang::Ko));
            let names = names.join(", ");
            text!(
                "settings of {en} are missing under profile `{profile}`: {names}",
                "프로필 `{profile}`에 {ko} 설정이 없습니다: {names}"
            )
        }
        SettingsError::HalfPair { given, missing } => {
            let (given, missing) = (given.join(", "), missing.join(", "));
            text!(
                "{given} is set and {missing} is not: they are one pair",
                "{given}만 있고 {missing}이(가) 없습니다. 둘은 한 쌍입니다"
            )
        }
        SettingsError::NoHome { name } => text!(
            "there is no home folder, so there is no place for what {name} names",
            "홈 폴더를 찾을 수 없어 {name}의 기본 위치를 정할 수 없습니다"
        ),
        other => Text::same(other.to_string()),
    }
}

fn remedies(error: &SettingsError) -> Vec<Text> {
    match error {
        SettingsError::BadValue { expected, .. } => vec![wanted(expected)],
        SettingsError::UnknownKey { allowed, nearest, .. } => {
            let allowed = allowed.join(", ");
            let mut hints: Vec<Text> =
                nearest.iter().map(|nearest| did_you_mean(nearest)).collect();
            hints.push(text!("allowed here: {allowed}", "쓸 수 있는 설정: {allowed}"));
            hints
        }
        SettingsError::SecretInFile { .. } => vec![text!(
            "name a file with `client_secret_file`, or a variable with `client_secret_env`",
            "`client_secret_file`로 파일을, 또는 `client_secret_env`로 환경 변수를 지정하세요"
        )],
        SettingsError::TwoSecrets { .. } => {
            vec![text!("keep one of the two", "둘 중 하나만 남기세요")]
        }
        SettingsError::UnknownProfile { known, nearest, .. } => {
            let known = known.join(", ");
            let mut hints: Vec<Text> =
                nearest.iter().map(|nearest| did_you_mean(nearest)).collect();
            hints.push(text!("known profiles: {known}", "있는 프로필: {known}"));
            hints
        }
        SettingsError::UnknownProvider { known, nearest, .. } => {
            let known = known.join(", ");
            let mut hints: Vec<Text> =
                nearest.iter().map(|nearest| did_you_mean(nearest)).collect();
            hints.push(text!("known providers: {known}", "있는 제공자: {known}"));
            hints.push(text!(
                "one of your own stands in the config file: [providers.NAME]",
                "직접 정의하려면 설정 파일에 [providers.NAME]을 적으세요"
            ));
            hints
        }
        SettingsError::Missing { provider, .. } => where_to_get_them(*provider),
        SettingsError::HalfPair { missing, .. } => {
            let missing = missing.join(", ");
            vec![text!("set {missing} too", "{missing}도 설정하세요")]
        }
        SettingsError::NoHome { name } => vec![text!("set {name}", "{name}을(를) 설정하세요")],
        _ => Vec::new(),
    }
}

fn where_to_get_them(provider: Provider) -> Vec<Text> {
    let source = match provider {
        Provider::Toss => text!(
            "set them in the environment or with `--env-file`; for production Toss sends them by e-mail after the contract (cert.support@toss.im)",
            "환경 변수나 `--env-file`로 설정하세요. 운영용은 계약 후 토스에서 이메일로 보내 줍니다 (cert.support@toss.im)"
        ),
        Provider::Max | Provider::Hyfata | Provider::Ottm => text!(
            "the provider gave them out when the client was registered; set them in the environment or with `--env-file`",
            "클라이언트를 등록할 때 제공자가 발급한 값입니다. 환경 변수나 `--env-file`로 설정하세요"
        ),
        Provider::Hive => text!(
            "they stand in Hive's console (App Center, security key); set them in the environment or with `--env-file`",
            "Hive 콘솔(앱센터 > 보안 키)에 있습니다. 환경 변수나 `--env-file`로 설정하세요"
        ),
        Provider::Custom(_) => {
            let name = provider.name();
            return vec![text!(
                "write them below [providers.{name}] in the config file: `qetta config path`",
                "설정 파일의 [providers.{name}] 아래에 적으세요: `qetta config path`"
            )];
        }
        Provider::Kftc => text!(
            "they stand in KFTC's developer console (developers.kftc.or.kr, My Page, API Key); set them in the environment or with `--env-file`",
            "금융결제원 개발자 사이트(developers.kftc.or.kr)의 마이페이지 > API Key 관리에 있습니다. 환경 변수나 `--env-file`로 설정하세요"
        ),
    };
    let without = match provider {
        Provider::Toss => text!(
            "without credentials: `--sandbox` needs none, profile `test` has Toss's published test pair",
            "자격 증명이 없다면 `--sandbox`를 쓰세요. `test` 프로필에는 토스가 공개한 테스트 쌍이 있습니다"
        ),
        Provider::Max
        | Provider::Hyfata
        | Provider::Ottm
        | Provider::Hive
        | Provider::Custom(_) => text!(
            "without credentials: `--sandbox` needs none",
            "자격 증명이 없다면 `--sandbox`를 쓰세요"
        ),
        Provider::Kftc => text!(
            "without credentials: `qetta kftc connect --sandbox --approve` needs none",
            "자격 증명이 없다면 `qetta kftc connect --sandbox --approve`를 쓰세요"
        ),
    };
    vec![source, without]
}

fn did_you_mean(nearest: &str) -> Text {
    text!("did you mean `{nearest}`?", "혹시 `{nearest}`인가요?")
}

fn wanted(expected: &Expected) -> Text {
    match expected {
        Expected::OneOf(names) => {
            let names = names.join(", ");
            text!("one of: {names}", "다음 중 하나: {names}")
        }
        Expected::Base(BadBaseUrl::PlainHttp) => text!(
            "use https: plain http would show the secret to the network (http is for loopback alone)",
            "https를 쓰세요. 평문 http는 시크릿을 네트워크에 노출합니다 (http는 루프백에서만 허용)"
        ),
        expected => Text::same(expected.to_string()),
    }
}
