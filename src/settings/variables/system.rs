//! The variables that every program shares: network, terminal, session.

use super::{DefaultValue, Kind, Variable};

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

/// More certificate authorities, by the name that OpenSSL gave it.
pub const SSL_CERT_FILE: Variable = Variable::new(
    "SSL_CERT_FILE",
    Kind::Path,
    "A PEM file of certificate authorities to trust besides the system's",
    "시스템 인증 기관에 더해 신뢰할 인증 기관의 PEM 파일",
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

/// Which browser a login is shown in.
pub const BROWSER: Variable = Variable::new(
    "BROWSER",
    Kind::Text,
    "The browser for logins: command lines between colons, tried in order; `%s`, or the end, is the address",
    "로그인에 쓸 브라우저. 콜론으로 구분한 명령을 차례로 시도하며 `%s` 또는 끝에 주소가 들어감",
)
.flag("--no-browser");

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
