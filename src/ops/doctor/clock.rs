//! Our clock beside a provider's.

use http::header::DATE;
use jiff::{SignedDuration, Timestamp};

use super::{Check, Finding, Status, check};
use crate::http::Answer;

/// A difference that harms nobody: whole seconds, and the way of the answer.
const HARMLESS: SignedDuration = SignedDuration::from_secs(30);
/// From here on a token is renewed after its end, or a state is over before it began.
const HARMFUL: SignedDuration = SignedDuration::from_mins(5);

/// How far `now` is ahead of the time that an answer was sent at, where it says so.
pub(super) fn ahead(answer: &Answer, now: Timestamp) -> Option<SignedDuration> {
    let sent = answer.headers().get(DATE)?.to_str().ok()?;
    let sent = jiff::fmt::rfc2822::parse(sent.trim()).ok()?.timestamp();
    Some(now.duration_since(sent))
}

/// What the first answer with a time says.
pub(super) fn judge(shared: bool, told: Option<(String, SignedDuration)>) -> Check {
    const ID: &str = "clock";

    match told {
        _ if shared => check(ID, Status::Ok, Finding::ClockShared),
        None => check(ID, Status::Warn, Finding::ClockNotCompared),
        Some((host, ahead)) => {
            let status = match ahead.abs() {
                off if off <= HARMLESS => Status::Ok,
                off if off < HARMFUL => Status::Warn,
                _ => Status::Fail,
            };
            check(ID, status, Finding::ClockAhead(host, ahead))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_is_as_good_as_its_distance() {
        let judged = |seconds| {
            let told = Some(("h".to_owned(), SignedDuration::from_secs(seconds)));
            judge(false, told).status
        };
        assert_eq!([judged(0), judged(-30)], [Status::Ok, Status::Ok]);
        assert_eq!([judged(31), judged(-299)], [Status::Warn, Status::Warn]);
        assert_eq!([judged(300), judged(-90_000)], [Status::Fail, Status::Fail]);
    }

    #[test]
    fn what_nobody_tells_is_not_compared() {
        assert!(matches!(judge(false, None).finding, Finding::ClockNotCompared));
        assert!(matches!(judge(true, None).finding, Finding::ClockShared));
        let now = Timestamp::UNIX_EPOCH;
        assert_eq!(ahead(&Answer::of(200, b"", ""), now), None);
    }
}
