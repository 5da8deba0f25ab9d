//! What a check found, in words, and what mends it.

use jiff::SignedDuration;

use crate::error::Error;
use crate::model::{Lang, RedirectUri, Text, text};
use crate::ops::OpError;
use crate::ops::doctor::{Finding, NoKeyring, RedirectForm};

/// What was found, and what to do about it.
pub(super) type Words = (Text, Option<Text>);

pub(super) fn of(finding: Finding) -> Words {
    match finding {
        Finding::Redirect(uri, form) => redirect(&uri, form),
        Finding::BadRedirect(bad) => (
            text!("this cannot be a redirect URI: {bad}", "리디렉션 URI로 쓸 수 없습니다: {bad}"),
            Some(text!("set KFTC_REDIRECT_URI", "KFTC_REDIRECT_URI를 설정하세요")),
        ),
        Finding::PortFree(Some(port)) => {
            fine(text!("port {port} is free", "{port}번 포트를 쓸 수 있습니다"))
        }
        Finding::PortFree(None) => {
            fine(text!("any free port will do", "남는 포트를 자동으로 씁니다"))
        }
        Finding::PortUnusable(error) => of_error(&error.into()),
        Finding::Loopback { v4, v6 } => loopback(v4, v6),
        Finding::Browser(Some(program)) => fine(Text::same(program.display().to_string())),
        Finding::Browser(None) => (
            text!(
                "no program that opens a browser was found",
                "브라우저를 여는 프로그램이 없습니다"
            ),
            Some(text!(
                "set BROWSER, or connect with `--no-browser` or `--paste`",
                "BROWSER 환경 변수를 설정하거나 `--no-browser`나 `--paste`로 연결하세요"
            )),
        ),
        Finding::ClockNotCompared | Finding::ClockShared | Finding::ClockAhead(..) => {
            clock(&finding)
        }
        Finding::Resolved(..)
        | Finding::Connected(..)
        | Finding::Answered { .. }
        | Finding::Unreachable(..)
        | Finding::Addresses { .. } => network(finding),
        Finding::KeyringAnswers
        | Finding::KeyringAbsent(_)
        | Finding::KeyringMute(_)
        | Finding::NoStore
        | Finding::StoreWithoutKey
        | Finding::StoreOpens
        | Finding::StoreKeyAsked
        | Finding::StoreKeyInKeyring { .. }
        | Finding::StoreUnusable(_) => at_rest(finding),
        Finding::AtRest(finding) => super::at_rest::of(finding),
    }
}

/// An error in the words that it has everywhere else, on one line each.
pub(super) fn of_error(error: &Error) -> Words {
    let said = |lang| {
        let message = error.message().say(lang).to_owned();
        std::iter::once(message).chain(error.causes()).collect::<Vec<_>>().join(": ")
    };
    let hinted = |lang| {
        let hints = error.hints().iter().map(|hint| hint.say(lang));
        hints.collect::<Vec<_>>().join("; ")
    };
    let hint = Text::new(hinted(Lang::En), hinted(Lang::Ko));
    (Text::new(said(Lang::En), said(Lang::Ko)), (!error.hints().is_empty()).then_some(hint))
}

pub(super) fn fine(detail: Text) -> Words {
    (detail, None)
}

fn redirect(uri: &RedirectUri, form: RedirectForm) -> Words {
    let hint = match form {
        RedirectForm::Fit { slash, literal } => {
            // With any port nothing is registered to the letter.
            let hint = uri.port().map(|_| registered(slash, literal));
            return (Text::same(uri.to_string()), hint);
        }
        RedirectForm::NoPort => text!(
            "KFTC compares it to the letter: name the port that is registered in KFTC_REDIRECT_URI",
            "금융결제원은 글자 그대로 비교합니다. 등록한 포트를 KFTC_REDIRECT_URI에 적으세요"
        ),
        RedirectForm::Elsewhere | RedirectForm::NotHttp => text!(
            "connect with `--paste`, or register `http://localhost:PORT/…`, which qetta can listen on",
            "`--paste`로 연결하거나 qetta가 받을 수 있는 `http://localhost:포트/…`를 등록하세요"
        ),
    };
    let detail = match form {
        RedirectForm::Elsewhere => {
            text!("{uri} leads to another machine", "{uri}은(는) 다른 컴퓨터의 주소입니다")
        }
        RedirectForm::NotHttp => {
            text!("{uri} is not plain http", "{uri}은(는) http 주소가 아닙니다")
        }
        _ => text!("{uri} names no port", "{uri}에 포트가 없습니다"),
    };
    (detail, Some(hint))
}

/// What is easily registered otherwise than it is set.
fn registered(slash: bool, literal: bool) -> Text {
    let (slash_en, slash_ko) = if slash {
        ("with the slash at its end", "끝 슬래시까지 포함해")
    } else {
        ("without a slash at its end", "끝 슬래시 없이")
    };
    let (host_en, host_ko) = if literal {
        ("it is an address, not localhost", "localhost가 아닌 IP 주소로")
    } else {
        ("localhost is not 127.0.0.1", "127.0.0.1이 아닌 localhost로")
    };
    text!(
        "it has to be registered to the letter: {slash_en}; {host_en}",
        "글자 그대로 등록되어 있어야 합니다: {slash_ko}, {host_ko}"
    )
}

fn loopback(v4: bool, v6: bool) -> Words {
    let missing = match (v4, v6) {
        (true, true) => {
            return fine(text!(
                "127.0.0.1 and [::1] are there",
                "127.0.0.1과 [::1]을 쓸 수 있습니다"
            ));
        }
        (true, false) => "[::1]",
        (false, true) => "127.0.0.1",
        (false, false) => {
            return (
                text!(
                    "neither 127.0.0.1 nor [::1] can be listened on",
                    "127.0.0.1과 [::1]을 모두 쓸 수 없습니다"
                ),
                Some(text!("connect with `--paste`", "`--paste`로 연결하세요")),
            );
        }
    };
    (
        text!("{missing} cannot be listened on", "{missing}을(를) 쓸 수 없습니다"),
        Some(text!(
            "harmless unless the browser tries {missing} for localhost: then `--paste`",
            "브라우저가 localhost를 {missing}(으)로 접속하지 않으면 문제없습니다. 접속하면 `--paste`를 쓰세요"
        )),
    )
}

fn network(finding: Finding) -> Words {
    match finding {
        Finding::Resolved(host, 1) => {
            fine(text!("{host} has an address", "{host}의 주소를 찾았습니다"))
        }
        Finding::Resolved(host, count) => {
            fine(text!("{host} has {count} addresses", "{host}의 주소 {count}개를 찾았습니다"))
        }
        Finding::Connected(host, port) => {
            fine(text!("{host} takes connections at {port}", "{host}의 {port}번 포트에 연결됩니다"))
        }
        Finding::Answered { host, status, secure: true } => fine(text!(
            "{host} is trusted and answers (HTTP {status})",
            "{host}을(를) 신뢰할 수 있고 응답합니다 (HTTP {status})"
        )),
        Finding::Answered { host, status, secure: false } => fine(text!(
            "{host} answers (HTTP {status}); this machine, without TLS",
            "{host}이(가) 응답합니다 (HTTP {status}). 이 컴퓨터이므로 TLS를 쓰지 않습니다"
        )),
        Finding::Unreachable(provider, source) => {
            of_error(&OpError::Http { provider, source }.into())
        }
        Finding::Addresses { open, closed } => addresses(&open, &closed),
        _ => fine(Text::same("")),
    }
}

fn addresses(open: &[&str], closed: &[&str]) -> Words {
    let (some, all) = (open.len(), open.len() + closed.len());
    let closed = closed.join(", ");
    if closed.is_empty() {
        return fine(text!(
            "all {all} addresses of Toss take connections at 443",
            "토스 주소 {all}개 모두 443 포트에 연결됩니다"
        ));
    }
    (
        text!(
            "{some} of {all} addresses of Toss take connections at 443; not: {closed}",
            "토스 주소 {all}개 중 {some}개만 443 포트에 연결됩니다. 안 되는 주소: {closed}"
        ),
        Some(text!(
            "let port 443 out to {closed} through the firewall",
            "방화벽에서 {closed}(으)로 나가는 443 포트를 허용하세요"
        )),
    )
}

fn clock(finding: &Finding) -> Words {
    let Finding::ClockAhead(host, ahead) = finding else {
        return fine(if matches!(finding, Finding::ClockShared) {
            text!(
                "not compared: the sandbox has this machine's own",
                "비교하지 않음: 샌드박스는 이 컴퓨터의 시계를 씁니다"
            )
        } else {
            text!(
                "not compared: no provider told its time",
                "비교하지 않음: 시각을 알려 준 제공자가 없습니다"
            )
        });
    };
    let seconds = ahead.as_secs().abs();
    let detail = if *ahead < SignedDuration::ZERO {
        text!("{seconds} s behind {host}", "{host}보다 {seconds}초 느립니다")
    } else {
        text!("{seconds} s ahead of {host}", "{host}보다 {seconds}초 빠릅니다")
    };
    let off = seconds > 30;
    let hint = text!(
        "set the clock, best by NTP: tokens end and logins are judged by it",
        "NTP 등으로 시계를 맞추세요. 토큰 만료와 로그인을 이 시계로 판단합니다"
    );
    (detail, off.then_some(hint))
}

fn at_rest(finding: Finding) -> Words {
    match finding {
        Finding::KeyringAnswers => fine(text!("it answers", "응답합니다")),
        Finding::KeyringAbsent(NoKeyring::Off) => fine(text!(
            "this session has none; the store's key rests in a file",
            "이 세션에는 키링이 없어 저장소의 키를 파일에 둡니다"
        )),
        Finding::KeyringAbsent(NoKeyring::NotBuilt) => fine(text!(
            "this qetta was built without keyrings; the store's key rests in a file",
            "키링 없이 빌드된 qetta이므로 저장소의 키를 파일에 둡니다"
        )),
        Finding::KeyringMute(error) | Finding::StoreUnusable(error) => of_error(&error.into()),
        Finding::NoStore => fine(text!(
            "there is none yet: the first token makes it",
            "아직 없습니다. 첫 토큰을 받을 때 만들어집니다"
        )),
        Finding::StoreWithoutKey => fine(text!(
            "it opens, and has no key yet: the first token brings one",
            "열 수 있습니다. 키는 첫 토큰을 받을 때 만들어집니다"
        )),
        Finding::StoreOpens => {
            fine(text!("it opens, and so does its key", "저장소와 키를 열 수 있습니다"))
        }
        Finding::StoreKeyAsked => fine(text!(
            "it opens; its key is made of a passphrase, which nobody was asked for",
            "열 수 있습니다. 키는 암호문으로 만들며 암호문을 묻지는 않았습니다"
        )),
        Finding::StoreKeyInKeyring { answers: true } => fine(text!(
            "it opens; its key rests in the keyring, which was not asked for it",
            "열 수 있습니다. 키는 키링에 있으며 꺼내 보지는 않았습니다"
        )),
        Finding::StoreKeyInKeyring { answers: false } => (
            text!(
                "its key rests in the keyring, which does not answer",
                "키가 키링에 있는데 키링이 응답하지 않습니다"
            ),
            Some(text!(
                "run it where the keyring is, and unlock it",
                "키링이 있는 세션에서 잠금을 풀고 실행하세요"
            )),
        ),
        _ => fine(Text::same("")),
    }
}
