//! What can go wrong: one table, from which faults are read, checked and documented.

use std::fmt::Write as _;
use std::time::Duration;

use crate::model::Span;

/// What a fault does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The call never reaches the provider: something before it answers.
    Status,
    /// A rate limit.
    TooMany,
    /// The connection is torn down.
    Reset,
    /// The connection is closed without a byte.
    Empty,
    /// A page for people instead of a document.
    Html,
    /// The way to somewhere else.
    Redirect,
    /// The answer comes late.
    Latency,
    /// The answer comes a few bytes at a time.
    Drip,
    /// The answer ends before its end.
    Truncated,
    /// The answer is in chunks, one of which is none.
    MalformedChunk,
    /// The answer says that it is something else.
    ContentType,
    /// The answer has no end.
    Oversized,
    /// Whatever the call presents has ended.
    Expired,
    /// Whatever the call presents was used before.
    Reuse,
    /// The provider acts, and nobody hears of it.
    LostResponse,
    /// The provider says it is somebody else.
    WrongIss,
    /// The way back has no state.
    NoState,
    /// The way back has another state.
    WrongState,
    /// The provider's clock goes wrong.
    SkewedDate,
    /// A device is told to wait longer.
    SlowDown,
    /// A refusal that HTTP calls a success.
    RspCode,
    /// There is always one more page.
    EndlessPages,
    /// The challenge of PKCE is forgotten.
    PkceDropped,
    /// `expires_in` in another unit.
    MsExpiry,
    /// A scope that is missing, said with the wrong status.
    Scope401,
    /// Members that are there and say nothing.
    NullFields,
    /// One of a provider's hosts is dead.
    FallbackHost,
}

/// A parameter of a kind.
#[derive(Debug)]
pub(crate) struct Param {
    pub(crate) name: &'static str,
    pub(crate) default: &'static str,
    pub(crate) takes: Takes,
}

/// What values a parameter has.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Takes {
    /// A whole number between these two.
    Number(u64, u64),
    /// A length of time: `250ms`, `2s`, `1h`.
    Time,
    /// Any words.
    Words,
    /// One of these.
    OneOf(&'static [&'static str]),
}

impl Takes {
    pub(crate) fn allows(self, value: &str) -> bool {
        match self {
            Self::Number(low, high) => value.parse().is_ok_and(|n: u64| (low..=high).contains(&n)),
            Self::Time => time(value).is_some(),
            Self::Words => !value.is_empty() && !value.contains(['\r', '\n']),
            Self::OneOf(words) => words.contains(&value),
        }
    }

    /// For whoever typed another.
    pub(crate) fn expected(self) -> String {
        match self {
            Self::Number(low, high) => format!("a number from {low} to {high}"),
            Self::Time => "a length of time such as 250ms, 2s or 1h".to_owned(),
            Self::Words => "words".to_owned(),
            Self::OneOf(words) => format!("one of {}", words.join(", ")),
        }
    }
}

/// `250ms`, or a [`Span`].
pub(crate) fn time(value: &str) -> Option<Duration> {
    if let Some(milliseconds) = value.strip_suffix("ms") {
        return milliseconds.parse().map(Duration::from_millis).ok();
    }
    value.parse::<Span>().ok()?.duration().try_into().ok()
}

/// A kind, as it is named, set up and explained.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) kind: Kind,
    pub(crate) name: &'static str,
    pub(crate) params: &'static [Param],
    /// Where it is, if nobody says.
    pub(crate) place: &'static str,
    /// For the documentation.
    pub(crate) says: &'static str,
}

const fn number(name: &'static str, default: &'static str, low: u64, high: u64) -> Param {
    Param { name, default, takes: Takes::Number(low, high) }
}

const fn span(name: &'static str, default: &'static str) -> Param {
    Param { name, default, takes: Takes::Time }
}

const fn words(name: &'static str, default: &'static str) -> Param {
    Param { name, default, takes: Takes::Words }
}

const fn row(
    kind: Kind,
    name: &'static str,
    params: &'static [Param],
    place: &'static str,
    says: &'static str,
) -> Row {
    Row { kind, name, params, place, says }
}

const ALL: &str = "all";

/// Every kind there is.
pub(crate) static ROWS: [Row; 27] = [
    row(
        Kind::Status,
        "status",
        &[number("code", "503", 200, 599), number("retry-after", "0", 0, 86_400)],
        ALL,
        "this status and a JSON error; the provider does not act. `retry-after=0` sends no such header",
    ),
    row(
        Kind::TooMany,
        "429",
        &[number("retry-after", "1", 0, 86_400)],
        ALL,
        "429 with `Retry-After`; the provider does not act",
    ),
    row(Kind::Reset, "reset", &[], ALL, "TCP RST instead of an answer; the provider does not act"),
    row(
        Kind::Empty,
        "empty",
        &[],
        ALL,
        "the connection is closed without a byte; the provider does not act",
    ),
    row(
        Kind::Html,
        "html",
        &[number("code", "200", 200, 599)],
        ALL,
        "a page for people instead of a document, as a gateway sends it; the provider does not act",
    ),
    row(
        Kind::Redirect,
        "redirect",
        &[number("code", "307", 300, 399), words("to", "https://elsewhere.invalid/")],
        ALL,
        "the way to somewhere else; the provider does not act",
    ),
    row(
        Kind::Latency,
        "latency",
        &[span("delay", "1s"), span("jitter", "0s")],
        ALL,
        "the answer comes later by `delay`, and by up to `jitter` more",
    ),
    row(
        Kind::Drip,
        "drip",
        &[number("bytes", "1", 1, 65_536), span("pause", "100ms")],
        ALL,
        "the answer comes so many bytes at a time, with a pause after each",
    ),
    row(Kind::Truncated, "truncated", &[], ALL, "half of the promised body, then the end"),
    row(
        Kind::MalformedChunk,
        "malformed-chunk",
        &[],
        ALL,
        "a chunked answer whose second chunk is none",
    ),
    row(
        Kind::ContentType,
        "content-type",
        &[words("is", "text/plain")],
        ALL,
        "the right answer, said to be of another type",
    ),
    row(
        Kind::Oversized,
        "oversized",
        &[number("mib", "64", 1, 4096)],
        ALL,
        "so many MiB of blanks after the answer",
    ),
    row(
        Kind::Expired,
        "expired",
        &[],
        ALL,
        "the call is judged ten years on: its token, code or refresh token has ended, in the provider's own words",
    ),
    row(
        Kind::Reuse,
        "reuse",
        &[],
        "POST */token",
        "the call was made once before: its code or refresh token is used up, and what that entails has happened",
    ),
    row(
        Kind::LostResponse,
        "lost-response",
        &[span("hold", "0s")],
        ALL,
        "the provider acts (a refresh token is rotated) and its answer is lost; `hold` keeps the connection open so long",
    ),
    row(
        Kind::WrongIss,
        "wrong-iss",
        &[words("iss", "https://attacker.invalid")],
        ALL,
        "another `iss` on the way back from the browser, and another `issuer` in metadata",
    ),
    row(Kind::NoState, "no-state", &[], ALL, "no `state` on the way back from the browser"),
    row(
        Kind::WrongState,
        "wrong-state",
        &[],
        ALL,
        "another `state` on the way back from the browser",
    ),
    row(
        Kind::SkewedDate,
        "skewed-date",
        &[
            Param { name: "way", default: "ahead", takes: Takes::OneOf(&["ahead", "behind"]) },
            span("by", "1h"),
        ],
        ALL,
        "a `Date` that is ahead or behind; tokens keep the right time",
    ),
    row(
        Kind::SlowDown,
        "slow-down",
        &[],
        "POST */token",
        "`slow_down` (RFC 8628); the provider does not act",
    ),
    row(
        Kind::RspCode,
        "rsp-code",
        &[words("code", "A0007")],
        "/kftc/v2.0/*",
        "status 200 with this `rsp_code` of KFTC; the provider does not act",
    ),
    row(
        Kind::EndlessPages,
        "endless-pages",
        &[Param { name: "trace", default: "new", takes: Takes::OneOf(&["new", "same"]) }],
        "GET /kftc/*/transaction_list/*",
        "every page says that there is another, with a new trace or always the same",
    ),
    row(
        Kind::PkceDropped,
        "pkce-dropped",
        &[],
        ALL,
        "the authorization request loses its `code_challenge`, as where somebody takes PKCE out",
    ),
    row(
        Kind::MsExpiry,
        "ms-expiry",
        &[Param { name: "as", default: "ms", takes: Takes::OneOf(&["ms", "string", "ms-string"]) }],
        ALL,
        "`expires_in` in milliseconds, as a string, or both",
    ),
    row(
        Kind::Scope401,
        "scope-401",
        &[],
        ALL,
        "401 with `insufficient_scope`, where 403 is meant; the provider does not act",
    ),
    row(
        Kind::NullFields,
        "null-fields",
        &[words("fields", "*")],
        ALL,
        "`null` in these members (`a+b`) of the answer, or in all",
    ),
    row(
        Kind::FallbackHost,
        "fallback-host",
        &[words("host", "127.0.0.1")],
        "/hive/*",
        "503 for whoever calls by this host; the other name of the sandbox, `localhost`, goes on answering",
    ),
];

/// `docs/faults.md`: every kind, with its parameters.
pub fn fault_reference() -> String {
    let mut page = HEAD.to_owned();
    for Row { name, params, place, says, .. } in &ROWS {
        let params: Vec<String> = params
            .iter()
            .map(|Param { name, default, .. }| format!("`{name}={default}`"))
            .collect();
        let params = params.join(" ");
        // Writing into a `String` cannot fail.
        let _ = writeln!(page, "| `{name}` | {params} | `{place}` | {says} |");
    }
    page
}

const HEAD: &str = "\
# The faults of the sandbox

What `qetta sandbox` can do wrong on purpose; how it is asked for is said in
[its page](sandbox.md#faults), and what qetta itself makes of each in [reliability](reliability.md).
This page is made by `QETTA_BLESS=1 cargo test --test generated`.

Everywhere `on=` says where (`all`, a provider, `/kftc/v2.0/*`, `POST */token`), and `nth=N`, `every=N`,
`chance=5%` and `count=N` say when; all that is said has to hold.

| kind | parameters, with their defaults | where, if nobody says | does |
| --- | --- | --- | --- |
";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sandbox::faults::place::Place;

    #[test]
    fn the_table_is_in_order_with_itself() {
        for row in &ROWS {
            assert!(row.place.parse::<Place>().is_ok(), "{}", row.name);
            for param in row.params {
                assert!(param.takes.allows(param.default), "{}: {}", row.name, param.name);
                let common = ["kind", "on", "nth", "every", "chance", "count"];
                assert!(!common.contains(&param.name), "{}: {}", row.name, param.name);
            }
            let of_that_name = ROWS.iter().filter(|other| other.name == row.name);
            assert_eq!(of_that_name.count(), 1, "{}", row.name);
        }
    }

    #[test]
    fn a_length_of_time_may_be_in_milliseconds() {
        assert_eq!(time("250ms"), Some(Duration::from_millis(250)));
        assert_eq!(time("1m30s"), Some(Duration::from_secs(90)));
        for wrong in ["", "ms", "1.5s", "-1s", "1"] {
            assert_eq!(time(wrong), None, "{wrong}");
        }
    }
}
