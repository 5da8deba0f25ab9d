//! Our own variables, and those for tests of the program as a whole.

use super::{DefaultValue, Kind, Variable};
use crate::settings::{Format, StoreChoice};

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
    "출력 형식: `text`, `json`, `ndjson`, `csv`",
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
    "Where a new store keeps tokens: `auto` and `sqlite` in the encrypted database, whose key rests in the keyring where one answers; `keyring` in the keyring itself; `keyutils` with the Linux kernel, which forgets them at reboot or logout. A store that is there keeps to its place: `qetta store move`",
    "새 저장소가 토큰을 두는 곳: `auto`와 `sqlite`는 암호화된 데이터베이스(키링이 있으면 그 키를 키링에 둠), `keyring`은 키링 자체, `keyutils`는 재부팅이나 로그아웃 때 잊는 Linux 커널. 이미 있는 저장소는 그대로 두며 `qetta store move`로 옮김",
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
    "메시지 언어: `ko` 또는 `en`. 없으면 `LC_ALL`, `LC_MESSAGES`, `LANG` 순서로 정함. JSON은 바뀌지 않음",
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

/// What the sandbox plays.
pub const SANDBOX_SCENARIO: Variable = Variable::new(
    "QETTA_SANDBOX_SCENARIO",
    Kind::Path,
    "A scenario file for the sandbox to play: seed, clock, rules and faults, anew with each command; under any other profile it counts for nothing",
    "샌드박스가 재현할 시나리오 파일: 시드, 시각, 규칙, 장애. 명령마다 처음부터 적용하며, 다른 프로필에서는 무시함",
)
.flag("--scenario");

/// The key of the encrypted database.
pub const KEY_FILE: Variable = Variable::new(
    "QETTA_KEY_FILE",
    Kind::Path,
    "The file of the 32-byte key (raw, hex or Base64) that encrypts the token database",
    "토큰 데이터베이스를 암호화하는 32바이트 키 파일(원시 바이트, 16진수 또는 Base64)",
)
.keys(&["key_file"]);

/// The passphrase of the store's key.
pub const PASSPHRASE_FILE: Variable = Variable::new(
    "QETTA_PASSPHRASE_FILE",
    Kind::Path,
    "The file of a passphrase that the token database is locked with (Argon2id); one newline at its end is no part of it",
    "토큰 데이터베이스를 잠그는 암호문 파일(Argon2id). 끝의 줄바꿈 하나는 암호문이 아님",
)
.keys(&["passphrase_file"]);

/// A clock that stands still.
pub const TEST_NOW: Variable = Variable::new(
    "QETTA_TEST_NOW",
    Kind::Text,
    "An RFC 3339 instant at which the clock of the client and of the sandbox stands still",
    "클라이언트와 샌드박스의 시계를 고정할 시각(RFC 3339)",
);

/// How long the keyring is waited for.
pub const TEST_KEYRING_DEADLINE_MS: Variable = Variable::new(
    "QETTA_TEST_KEYRING_DEADLINE_MS",
    Kind::Text,
    "How long the keyring is waited for, in milliseconds",
    "키링의 응답을 기다리는 시간(밀리초)",
);
