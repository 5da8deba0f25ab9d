//! Client × fault.

/// What is there afterwards, once the fault is gone.
#[derive(Clone, Copy)]
pub enum Kept {
    /// The token that was there.
    OldToken,
    /// One that is new.
    NewToken,
    /// No connection, where there was none before.
    Nothing,
    /// Whatever there was: the same command then goes well.
    Everything,
}

impl Kept {
    pub fn says(self) -> &'static str {
        match self {
            Self::OldToken => "the old token, which is used on",
            Self::NewToken => "the new token",
            Self::Nothing => "no half of a connection",
            Self::Everything => "everything: the same command then goes well",
        }
    }
}

/// One meeting.
pub struct Row {
    /// As it is typed.
    pub fault: &'static str,
    /// What goes well before.
    pub before: &'static [&'static str],
    /// What meets the fault.
    pub command: &'static str,
    /// Whose token is looked at.
    pub provider: &'static str,
    pub exit: i32,
    pub kind: Option<&'static str>,
    /// Part of what is said.
    pub says: &'static str,
    pub kept: Kept,
    /// Whether it ends before a browser is sent for.
    pub metadata_first: bool,
}

const ACME: &[&str] = &["login acme"];
const KFTC: &[&str] = &["kftc connect"];
const TOSS: &[&str] = &["toss token"];
const MAX: &[&str] = &["service-token issue"];

/// What is said where a token is said to live too long.
const DOUBT: &str = "which cannot be";

const NETWORK: Option<&str> = Some("network");
const LOGIN: Option<&str> = Some("login_required");
const REFUSED: Option<&str> = Some("provider_refused");
const TIMEOUT: Option<&str> = Some("callback_timeout");

const fn row(
    fault: &'static str,
    before: &'static [&'static str],
    command: &'static str,
    ends: (i32, Option<&'static str>, &'static str),
    kept: Kept,
) -> Row {
    let provider = match before {
        [] => "acme",
        [first, ..] => match first.as_bytes() {
            [b'k', ..] => "kftc",
            [b't', ..] => "toss",
            [b's', ..] => "max",
            _ => "acme",
        },
    };
    let (exit, kind, says) = ends;
    Row { fault, before, command, provider, exit, kind, says, kept, metadata_first: false }
}

const RENEW: &str = "refresh acme";
const RENEW_SOON: &str = "refresh acme --timeout 1";
const ASK: &str = "kftc accounts --refresh";
const PAGES: &str = "kftc transactions 120260000100010000000000";

use Kept::{Everything, NewToken, Nothing, OldToken};

pub const ROWS: &[Row] = &[
    // A renewal is not repeated where the provider may have acted.
    row("status,on=POST */token", ACME, RENEW, (5, NETWORK, "out of order"), OldToken),
    row("429,on=POST */token,nth=1", ACME, RENEW, (0, None, "ACME"), NewToken),
    row(
        "429,retry-after=3600,on=POST */token",
        ACME,
        RENEW,
        (5, NETWORK, "2026-11-21T13:00:00"),
        OldToken,
    ),
    row("reset,on=POST */token", ACME, RENEW, (5, NETWORK, "broke off"), OldToken),
    row("empty,on=POST */token", ACME, RENEW, (5, NETWORK, "broke off"), OldToken),
    row("truncated,on=POST */token", ACME, RENEW, (5, NETWORK, "broke off"), OldToken),
    row("malformed-chunk,on=POST */token", ACME, RENEW, (5, NETWORK, "broke off"), OldToken),
    row("html,on=POST */token", ACME, RENEW, (5, NETWORK, "text/html"), OldToken),
    row("html,code=502,on=POST */token", ACME, RENEW, (5, NETWORK, "out of order"), OldToken),
    row("content-type,on=POST */token", ACME, RENEW, (0, None, "ACME"), NewToken),
    row("oversized,on=POST */token", ACME, RENEW, (5, NETWORK, "larger than"), OldToken),
    row("redirect,on=POST */token", ACME, RENEW, (5, NETWORK, "HTTP 307"), OldToken),
    row("latency,delay=20ms,jitter=20ms,on=POST */token", ACME, RENEW, (0, None, "ACME"), NewToken),
    row("latency,delay=1h,on=POST */token", ACME, RENEW_SOON, (5, NETWORK, "within 1 s"), OldToken),
    row("drip,pause=1h,on=POST */token", ACME, RENEW_SOON, (5, NETWORK, "within 1 s"), OldToken),
    row("drip,bytes=64,pause=1ms,on=POST */token", ACME, RENEW, (0, None, "ACME"), NewToken),
    // OAuth's own.
    row("expired,on=POST */token", ACME, RENEW, (3, LOGIN, "qetta login acme"), OldToken),
    row("reuse,on=POST */token", ACME, RENEW, (3, LOGIN, "qetta login acme"), OldToken),
    row("lost-response,on=POST */token", ACME, RENEW, (5, NETWORK, "broke off"), OldToken),
    row(
        "lost-response,hold=1h,on=POST */token",
        ACME,
        RENEW_SOON,
        (5, NETWORK, "within 1 s"),
        OldToken,
    ),
    row(
        "lost-response,on=POST */token",
        KFTC,
        "kftc token --refresh",
        (0, None, "could not be renewed"),
        OldToken,
    ),
    row(
        "expired,on=POST */token",
        KFTC,
        "kftc token --refresh",
        (0, None, "could not be renewed"),
        OldToken,
    ),
    row("ms-expiry,on=POST */token", ACME, RENEW, (0, None, "2026-11-21T13:00:00"), NewToken),
    row("ms-expiry,on=POST */token", KFTC, "kftc token --refresh", (0, None, DOUBT), NewToken),
    row("ms-expiry,on=POST */token", TOSS, "toss token --refresh", (0, None, DOUBT), NewToken),
    row("ms-expiry,as=ms-string,on=POST */token", MAX, "refresh max", (0, None, DOUBT), NewToken),
    row(
        "ms-expiry,as=string,on=POST */token",
        ACME,
        RENEW,
        (0, None, "2026-11-21T13:00:00"),
        NewToken,
    ),
    row(
        "null-fields,on=POST */token",
        ACME,
        RENEW,
        (5, NETWORK, "not what its API promises"),
        OldToken,
    ),
    row(
        "null-fields,fields=scope+id_token,on=POST */token",
        ACME,
        RENEW,
        (0, None, "ACME"),
        NewToken,
    ),
    Row {
        metadata_first: true,
        ..row(
            "wrong-iss,on=acme",
            &[],
            "login acme",
            (7, Some("config"), "attacker.invalid"),
            Nothing,
        )
    },
    row(
        "wrong-iss,on=/acme/authorize",
        &[],
        "login acme --wait 1",
        (6, TIMEOUT, "nobody came back"),
        Nothing,
    ),
    row("no-state", &[], "login acme --wait 1", (6, TIMEOUT, "nobody came back"), Nothing),
    row("wrong-state", &[], "login acme --wait 1", (6, TIMEOUT, "nobody came back"), Nothing),
    row("pkce-dropped", &[], "login acme", (4, REFUSED, "code_challenge"), Nothing),
    row("lost-response,on=POST */token", &[], "login acme", (5, NETWORK, "broke off"), Nothing),
    row("slow-down", ACME, RENEW, (5, NETWORK, "slow_down"), OldToken),
    row("slow-down", TOSS, "toss token --refresh", (0, None, "could not be renewed"), OldToken),
    row("slow-down", MAX, "service-token issue", (5, NETWORK, "slow_down"), OldToken),
    row("slow-down,nth=1", TOSS, "toss test", (5, NETWORK, "slow_down"), Everything),
    row("skewed-date", TOSS, "doctor", (1, Some("check_failed"), "3600"), Everything),
    // Reads are repeated, where what went wrong may pass.
    row("status,nth=1,on=kftc", KFTC, ASK, (0, None, "120260000100010000000000"), OldToken),
    row("reset,nth=1,on=kftc", KFTC, ASK, (0, None, "120260000100010000000000"), OldToken),
    row("status,on=kftc", KFTC, ASK, (5, NETWORK, "out of order"), OldToken),
    row(
        "expired,nth=1,on=/kftc/v2.0/*",
        KFTC,
        ASK,
        (0, None, "120260000100010000000000"),
        NewToken,
    ),
    row("rsp-code", KFTC, ASK, (5, NETWORK, "A0007"), OldToken),
    row("rsp-code,code=O0011", KFTC, ASK, (4, REFUSED, "O0011"), OldToken),
    row("null-fields,on=/kftc/v2.0/*", KFTC, ASK, (5, NETWORK, "rsp_code"), OldToken),
    row("endless-pages", KFTC, PAGES, (0, None, "the gateway says that there is more"), Everything),
    row(
        "endless-pages,trace=same",
        KFTC,
        PAGES,
        (0, None, "the gateway says that there is more"),
        Everything,
    ),
    row(
        "scope-401,on=/max/api/admin/*",
        MAX,
        "service-token stats",
        (4, REFUSED, "MAX_PLATFORM"),
        Everything,
    ),
    row("expired,nth=1,on=/max/api/admin/*", MAX, "service-token stats", (0, None, "25"), NewToken),
    row("status,on=toss", TOSS, "toss test", (5, NETWORK, "out of order"), OldToken),
    row(
        "fallback-host",
        &[],
        "hive verify --player-id 1 --did d --token-stdin",
        (4, REFUSED, "HIVE"),
        Nothing,
    ),
];
