//! Every environment variable that qetta reads, one row each. Flags, keys of the config file,
//! `config show` and `docs/environment.md` follow from these rows.
//!
//! A provider more is a table of rows more, named in [`GROUPS`]. Its keys in the config file are
//! the variables' names without the prefix; a secret has two keys, one for each way to it.

use crate::model::{Provider, Text};
use crate::settings::{Format, Source, StoreChoice};

/// One environment variable, and the same setting elsewhere.
#[derive(Clone, Copy, Debug)]
pub struct Variable {
    /// Its name.
    pub name: &'static str,
    /// The lower-case spelling that other programs use too; it is read first, as `curl` does.
    pub lower_case: Option<&'static str>,
    /// What it holds.
    pub kind: Kind,
    /// The flag that says the same for one command.
    pub flag: Option<&'static str>,
    /// The keys in `config.toml` that say the same; for a secret, the two ways to it.
    pub keys: &'static [&'static str],
    /// What holds where nobody says anything.
    pub default: DefaultValue,
    /// Whether its provider cannot be used without it.
    pub required: bool,
    en: &'static str,
    ko: &'static str,
}

/// What a variable holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Any text.
    Text,
    /// One of a few words.
    Choice(&'static [&'static str]),
    /// A file or folder; in a file of settings it is relative to that file.
    Path,
    /// A number of seconds.
    Seconds,
    /// A provider's base address. The sandbox has no default for one: nothing may leave the machine.
    Address,
    /// A proxy, whose address can hold a password.
    Proxy,
    /// A secret: masked wherever it is shown, and never in the config file itself.
    Secret,
}

/// What holds where nobody says anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DefaultValue {
    /// Nothing.
    None,
    /// A value, under every profile.
    Value(&'static str),
    /// A value under one profile alone. Such values of one provider belong together: whoever
    /// replaces one replaces all.
    Under {
        /// The profile.
        profile: &'static str,
        /// The value.
        value: &'static str,
    },
    /// Something that depends on the system, in words.
    Words(&'static str),
}

impl Variable {
    const fn new(name: &'static str, kind: Kind, en: &'static str, ko: &'static str) -> Self {
        Self {
            name,
            lower_case: None,
            kind,
            flag: None,
            keys: &[],
            default: DefaultValue::None,
            required: false,
            en,
            ko,
        }
    }

    const fn lower_case(self, name: &'static str) -> Self {
        Self { lower_case: Some(name), ..self }
    }

    const fn flag(self, flag: &'static str) -> Self {
        Self { flag: Some(flag), ..self }
    }

    const fn keys(self, keys: &'static [&'static str]) -> Self {
        Self { keys, ..self }
    }

    const fn default(self, default: DefaultValue) -> Self {
        Self { default, ..self }
    }

    const fn required(self) -> Self {
        Self { required: true, ..self }
    }

    /// What it means, for people.
    pub fn meaning(&self) -> Text {
        Text::new(self.en, self.ko)
    }

    /// What it is called where `source` is: the flag, the key, or the variable itself.
    pub(super) fn name_at(&self, source: &Source) -> &'static str {
        let there = match source {
            Source::Flag => self.flag,
            Source::ConfigFile(_) => self.keys.first().copied(),
            _ => None,
        };
        there.unwrap_or(self.name)
    }

    /// Its spellings, in the order in which they are read.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.lower_case.into_iter().chain([self.name])
    }
}

/// Variables that belong together.
#[derive(Clone, Copy, Debug)]
pub struct Group {
    /// The heading above them.
    pub title: &'static str,
    /// The provider whose settings they are.
    pub provider: Option<Provider>,
    /// Whether `--env-file` can set them, or the process's environment alone.
    pub in_env_file: bool,
    /// The variables.
    pub rows: &'static [Variable],
}

/// The set of settings in use.
pub const PROFILE: Variable = Variable::new(
    "QETTA_PROFILE",
    Kind::Text,
    "The set of settings in use: `sandbox` (embedded providers, no network), `test`, `production`, or one from the config file",
    "사용할 설정 묶음: `sandbox`(내장 제공자, 네트워크 없음), `test`, `production` 또는 설정 파일에 있는 이름",
)
.flag("--profile, --sandbox")
.keys(&["profile"])
.default(DefaultValue::Value("test"));

/// One of several connections to the same provider.
pub const ACCOUNT: Variable = Variable::new(
    "QETTA_ACCOUNT",
    Kind::Text,
    "One of several connections to the same provider",
    "같은 제공자에 대한 여러 연결 가운데 하나",
)
.flag("--account")
.keys(&["account"])
.default(DefaultValue::Value("default"));

/// How results are written.
pub const FORMAT: Variable = Variable::new(
    "QETTA_FORMAT",
    Kind::Choice(Format::NAMES),
    "How results are written: `text`, `json`, `ndjson` or `csv`",
    "결과를 쓰는 형식: `text`, `json`, `ndjson`, `csv`",
)
.flag("--format, --json")
.keys(&["format"])
.default(DefaultValue::Value("text"));

/// The config file; not read from an env file.
pub const CONFIG: Variable = Variable::new(
    "QETTA_CONFIG",
    Kind::Path,
    "The config file; an env file cannot name it",
    "설정 파일. env 파일에서는 지정할 수 없음",
)
.flag("--config")
.default(DefaultValue::Words("`$XDG_CONFIG_HOME/qetta/config.toml`, or the system's own place"));

/// The folder of the token database and of the sandbox's state.
pub const DATA_DIR: Variable = Variable::new(
    "QETTA_DATA_DIR",
    Kind::Path,
    "The folder of the token database and of the sandbox's state",
    "토큰 데이터베이스와 샌드박스 상태를 두는 폴더",
)
.flag("--data-dir")
.default(DefaultValue::Words("`$XDG_DATA_HOME/qetta`, or the system's own place"));

/// Where tokens are kept.
pub const STORE: Variable = Variable::new(
    "QETTA_STORE",
    Kind::Choice(StoreChoice::NAMES),
    "Where tokens are kept: `keyring`, `sqlite`, or `auto` for a keyring where one answers",
    "토큰을 두는 곳: `keyring`, `sqlite`, 또는 키링이 있으면 키링을 쓰는 `auto`",
)
.flag("--store")
.keys(&["store"])
.default(DefaultValue::Value("auto"));

/// A `.env` file; never one that was not named, and not read from an env file.
pub const ENV_FILE: Variable = Variable::new(
    "QETTA_ENV_FILE",
    Kind::Path,
    "A `.env` file to read; one that is not named is never read",
    "읽을 `.env` 파일. 지정하지 않은 파일은 절대 읽지 않음",
)
.flag("--env-file");

/// How long one HTTP exchange may take.
pub const TIMEOUT: Variable = Variable::new(
    "QETTA_TIMEOUT",
    Kind::Seconds,
    "How long one HTTP exchange may take, in seconds from 0.05 to 600",
    "HTTP 요청 한 번의 제한 시간(초), 0.05부터 600까지",
)
.flag("--timeout")
.keys(&["timeout"])
.default(DefaultValue::Value("30"));

/// The language of words to people.
pub const LANGUAGE: Variable = Variable::new(
    "QETTA_LANG",
    Kind::Choice(&crate::model::Lang::NAMES),
    "The language of words to people: `ko` or `en`; then `LC_ALL`, `LC_MESSAGES` and `LANG` decide. JSON never changes with it",
    "사람에게 보이는 말의 언어: `ko` 또는 `en`. 없으면 `LC_ALL`, `LC_MESSAGES`, `LANG` 순서로 정함. JSON은 바뀌지 않음",
)
.flag("--lang")
.keys(&["lang"])
.default(DefaultValue::Value("en"));

/// More certificate authorities to trust.
pub const CA_FILE: Variable = Variable::new(
    "QETTA_CA_FILE",
    Kind::Path,
    "A PEM file of certificate authorities to trust besides the system's",
    "시스템 인증 기관에 더해 신뢰할 인증 기관의 PEM 파일",
)
.flag("--ca-file")
.keys(&["ca_file"]);

/// The key of the encrypted database.
pub const KEY_FILE: Variable = Variable::new(
    "QETTA_KEY_FILE",
    Kind::Path,
    "The file of the 32-byte key (raw, hex or Base64) that encrypts the token database",
    "토큰 데이터베이스를 암호화하는 32바이트 키 파일(원시 바이트, 16진수 또는 Base64)",
)
.keys(&["key_file"]);

/// Where Toss issues tokens.
pub const TOSS_OAUTH_BASE: Variable = Variable::new(
    "TOSS_OAUTH_BASE",
    Kind::Address,
    "Where Toss issues tokens",
    "토스가 토큰을 발급하는 주소",
)
.keys(&["oauth_base"])
.default(DefaultValue::Value("https://oauth2.cert.toss.im"))
.required();

/// Where Toss answers with those tokens.
pub const TOSS_API_BASE: Variable = Variable::new(
    "TOSS_API_BASE",
    Kind::Address,
    "Where the Toss Certification API answers",
    "토스 인증 API의 주소",
)
.keys(&["api_base"])
.default(DefaultValue::Value("https://cert.toss.im"))
.required();

/// Our name at Toss. The default is the test pair that Toss itself publishes in its developer
/// documentation: it opens nothing but Toss's test data.
pub const TOSS_CLIENT_ID: Variable = Variable::new(
    "TOSS_CLIENT_ID",
    Kind::Text,
    "The client id that Toss issued",
    "토스가 발급한 클라이언트 아이디",
)
.keys(&["client_id"])
.default(DefaultValue::Under { profile: "test", value: "test_a8e23336d673ca70922b485fe806eb2d" })
.required();

/// Our secret at Toss; the default belongs to the published test client of [`TOSS_CLIENT_ID`].
pub const TOSS_CLIENT_SECRET: Variable = Variable::new(
    "TOSS_CLIENT_SECRET",
    Kind::Secret,
    "The client secret that Toss issued with the id",
    "토스가 아이디와 함께 발급한 클라이언트 시크릿",
)
.keys(&["client_secret_file", "client_secret_env"])
.default(DefaultValue::Under {
    profile: "test",
    value: "test_418087247d66da09fda1964dc4734e453c7cf66a7a9e3",
})
.required();

/// What we ask Toss for.
pub const TOSS_SCOPE: Variable =
    Variable::new("TOSS_SCOPE", Kind::Text, "The scope that is asked for", "요청할 권한 범위")
        .keys(&["scope"])
        .default(DefaultValue::Value("ca"))
        .required();

/// The proxy to the providers, all of which are `https`.
pub const HTTPS_PROXY: Variable = Variable::new(
    "HTTPS_PROXY",
    Kind::Proxy,
    "The proxy to the providers; never used for this machine itself",
    "제공자에 접속할 때 쓰는 프록시. 이 컴퓨터 자신에게는 쓰지 않음",
)
.lower_case("https_proxy");

/// The proxy for everything.
pub const ALL_PROXY: Variable = Variable::new(
    "ALL_PROXY",
    Kind::Proxy,
    "The same, where `HTTPS_PROXY` is not set",
    "`HTTPS_PROXY`가 없을 때 쓰는 프록시",
)
.lower_case("all_proxy");

/// Hosts without a proxy.
pub const NO_PROXY: Variable = Variable::new(
    "NO_PROXY",
    Kind::Text,
    "Hosts that are reached without the proxy, between commas",
    "프록시 없이 접속할 호스트 목록(쉼표로 구분)",
)
.lower_case("no_proxy");

/// Instead of the system's certificate authorities, as OpenSSL has it.
pub const SSL_CERT_FILE: Variable = Variable::new(
    "SSL_CERT_FILE",
    Kind::Path,
    "A PEM file of certificate authorities to trust instead of the system's",
    "시스템 인증 기관 대신 신뢰할 인증 기관의 PEM 파일",
);

/// The same as a folder.
pub const SSL_CERT_DIR: Variable =
    Variable::new("SSL_CERT_DIR", Kind::Path, "A folder of such files", "그런 파일을 모아 둔 폴더");

/// No colour.
pub const NO_COLOR: Variable =
    Variable::new("NO_COLOR", Kind::Text, "Set: no colour", "설정되어 있으면 색을 쓰지 않음")
        .flag("--color never");

/// Colour anyway.
pub const CLICOLOR_FORCE: Variable = Variable::new(
    "CLICOLOR_FORCE",
    Kind::Text,
    "Set and not `0`: colour also where the output is no terminal",
    "`0`이 아닌 값이면 터미널이 아니어도 색을 사용",
)
.flag("--color always");

/// Nobody is there to answer.
pub const CI: Variable = Variable::new(
    "CI",
    Kind::Text,
    "Set and neither `false` nor `0`: never ask, fail with what is missing",
    "`false`나 `0`이 아닌 값이면 묻지 않고, 빠진 것을 알리며 실패",
)
.flag("--no-input");

/// The user's language, before the others.
pub const LC_ALL: Variable = Variable::new(
    "LC_ALL",
    Kind::Text,
    "The language, where `QETTA_LANG` is not set",
    "`QETTA_LANG`이 없을 때의 언어",
);

/// The user's language for messages.
pub const LC_MESSAGES: Variable =
    Variable::new("LC_MESSAGES", Kind::Text, "The same, after `LC_ALL`", "`LC_ALL` 다음");

/// The user's language.
pub const LANG: Variable =
    Variable::new("LANG", Kind::Text, "The same, after `LC_MESSAGES`", "`LC_MESSAGES` 다음");

/// Where the user keeps settings.
pub const XDG_CONFIG_HOME: Variable = Variable::new(
    "XDG_CONFIG_HOME",
    Kind::Path,
    "The folder under which the config file is looked for; ignored unless absolute",
    "설정 파일을 찾을 상위 폴더. 절대 경로가 아니면 무시",
)
.default(DefaultValue::Words("`~/.config`, or the system's own place"));

/// Where the user keeps data.
pub const XDG_DATA_HOME: Variable = Variable::new(
    "XDG_DATA_HOME",
    Kind::Path,
    "The folder under which the data folder stands; ignored unless absolute",
    "데이터 폴더가 놓이는 상위 폴더. 절대 경로가 아니면 무시",
)
.default(DefaultValue::Words("`~/.local/share`, or the system's own place"));

/// Where the session's sockets are.
pub const XDG_RUNTIME_DIR: Variable = Variable::new(
    "XDG_RUNTIME_DIR",
    Kind::Path,
    "The folder in which the session bus is looked for, to know whether a keyring can answer",
    "키링이 응답할 수 있는지 알기 위해 세션 버스를 찾는 폴더",
);

/// The session bus.
pub const DBUS_SESSION_BUS_ADDRESS: Variable = Variable::new(
    "DBUS_SESSION_BUS_ADDRESS",
    Kind::Text,
    "Set: there is a session bus, and so perhaps a keyring",
    "설정되어 있으면 세션 버스가 있고, 따라서 키링이 있을 수 있음",
);

/// A clock that stands still.
pub const TEST_NOW: Variable = Variable::new(
    "QETTA_TEST_NOW",
    Kind::Text,
    "An RFC 3339 instant at which the clock of the client and of the sandbox stands still",
    "클라이언트와 샌드박스의 시계가 멈춰 설 RFC 3339 시각",
);

/// How long the keyring is waited for.
pub const TEST_KEYRING_DEADLINE_MS: Variable = Variable::new(
    "QETTA_TEST_KEYRING_DEADLINE_MS",
    Kind::Text,
    "How long the keyring is waited for, in milliseconds",
    "키링의 응답을 기다리는 시간(밀리초)",
);

/// Ours, for every command.
pub const GENERAL: Group = Group {
    title: "General",
    provider: None,
    in_env_file: true,
    rows: &[
        PROFILE, ACCOUNT, FORMAT, CONFIG, DATA_DIR, STORE, ENV_FILE, TIMEOUT, LANGUAGE, CA_FILE,
        KEY_FILE,
    ],
};

/// Toss's, by the names that its documents give them.
pub const TOSS: Group = Group {
    title: "Toss",
    provider: Some(Provider::Toss),
    in_env_file: true,
    rows: &[TOSS_OAUTH_BASE, TOSS_API_BASE, TOSS_CLIENT_ID, TOSS_CLIENT_SECRET, TOSS_SCOPE],
};

/// The network's, as other programs have them.
pub const NETWORK: Group = Group {
    title: "Network",
    provider: None,
    in_env_file: false,
    rows: &[HTTPS_PROXY, ALL_PROXY, NO_PROXY, SSL_CERT_FILE, SSL_CERT_DIR],
};

/// The terminal's and the session's.
pub const TERMINAL: Group = Group {
    title: "Terminal and session",
    provider: None,
    in_env_file: false,
    rows: &[
        NO_COLOR,
        CLICOLOR_FORCE,
        CI,
        LC_ALL,
        LC_MESSAGES,
        LANG,
        XDG_CONFIG_HOME,
        XDG_DATA_HOME,
        XDG_RUNTIME_DIR,
        DBUS_SESSION_BUS_ADDRESS,
    ],
};

/// For tests of the program as a whole.
pub const TESTS: Group = Group {
    title: "For tests",
    provider: None,
    in_env_file: false,
    rows: &[TEST_NOW, TEST_KEYRING_DEADLINE_MS],
};

/// Every group, in the order in which people meet them.
pub const GROUPS: &[Group] = &[GENERAL, TOSS, NETWORK, TERMINAL, TESTS];

/// The settings of `provider`.
pub(super) fn of_provider(provider: Provider) -> &'static [Variable] {
    let group = GROUPS.iter().find(|group| group.provider == Some(provider));
    group.map_or(&[], |group| group.rows)
}

/// Whether a line of an env file with this name is meant for us.
pub(super) fn is_ours(name: &str) -> bool {
    let groups = GROUPS.iter().filter(|group| group.in_env_file);
    groups.flat_map(|group| group.rows).any(|row| row.name == name)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn rows() -> impl Iterator<Item = &'static Variable> {
        GROUPS.iter().flat_map(|group| group.rows)
    }

    #[test]
    fn every_row_stands_in_one_group() {
        let written = include_str!("variables.rs")
            .lines()
            .filter(|line| line.starts_with("pub const ") && line.contains(": Variable ="))
            .count();
        assert_eq!(rows().count(), written);
        let names: BTreeSet<_> = rows().flat_map(Variable::names).collect();
        assert_eq!(names.len(), rows().flat_map(Variable::names).count());
    }

    #[test]
    fn every_provider_has_its_group() {
        for provider in Provider::ALL {
            assert!(!of_provider(provider).is_empty(), "{provider}");
        }
    }

    #[test]
    fn a_providers_keys_are_its_variables_without_the_prefix() {
        for row in GROUPS.iter().filter(|group| group.provider.is_some()).flat_map(|g| g.rows) {
            let (_, key) = row.name.split_once('_').unwrap();
            let key = key.to_ascii_lowercase();
            let keys = match row.kind {
                Kind::Secret => vec![format!("{key}_file"), format!("{key}_env")],
                _ => vec![key],
            };
            assert_eq!(row.keys, keys, "{}", row.name);
        }
    }

    #[test]
    fn an_env_file_speaks_to_us_by_our_own_names_alone() {
        assert!(is_ours("TOSS_CLIENT_SECRET") && is_ours("QETTA_PROFILE"));
        assert!(!is_ours("HTTPS_PROXY") && !is_ours("QETTA_TEST_NOW") && !is_ours("DATABASE_URL"));
    }
}
