//! What is tried again, when, and how often.

use std::time::Duration;

use backon::{BackoffBuilder as _, ExponentialBackoff, ExponentialBuilder};
use http::StatusCode;
use http::header::{HeaderMap, RETRY_AFTER};
use jiff::{SignedDuration, Timestamp};

use crate::http::{Answer, HttpError, Repeat};

/// At most so many tries of one request.
const TRIES: usize = 3;
/// The first pause; each next one is twice as long, and jitter keeps a crowd from marching in step.
const FIRST_PAUSE: Duration = Duration::from_millis(200);
/// The longest wait that a provider may ask of a command.
const PATIENCE: SignedDuration = SignedDuration::from_secs(60);

/// What to do after one try.
pub(super) enum Verdict {
    /// The outcome stands.
    Done,
    /// Try again after a pause.
    Again(Duration),
    /// The provider wants more patience than we have.
    Later(Timestamp),
}

/// Keeps count for one request.
pub(super) struct Policy {
    repeat: Repeat,
    pauses: ExponentialBackoff,
}

impl Policy {
    pub(super) fn new(repeat: Repeat) -> Self {
        let pauses = ExponentialBuilder::default()
            .with_min_delay(FIRST_PAUSE)
            .with_max_times(TRIES - 1)
            .with_jitter()
            .build();
        Self { repeat, pauses }
    }

    /// Judges one outcome at `now`.
    pub(super) fn judge(&mut self, outcome: &Result<Answer, HttpError>, now: Timestamp) -> Verdict {
        if !self.may_repeat(outcome) {
            return Verdict::Done;
        }
        let asked = outcome.as_ref().ok().and_then(|answer| retry_after(answer.headers(), now));
        if let Some(asked) = asked.filter(|asked| *asked > PATIENCE) {
            return Verdict::Later(crate::model::moved(now, asked));
        }
        match (self.pauses.next(), asked) {
            (None, _) => Verdict::Done,
            (Some(_), Some(asked)) => Verdict::Again(asked.try_into().unwrap_or_default()),
            (Some(pause), None) => Verdict::Again(pause),
        }
    }

    fn may_repeat(&self, outcome: &Result<Answer, HttpError>) -> bool {
        match (outcome, self.repeat) {
            (Ok(answer), Repeat::IfUnsent) => answer.status() == StatusCode::TOO_MANY_REQUESTS,
            (Ok(answer), Repeat::Freely) => answer.is_outage(),
            (_, Repeat::Never) | (Ok(_), Repeat::Once) => false,
            (Err(error), Repeat::IfUnsent | Repeat::Once) => error.may_pass() && error.is_unsent(),
            (Err(error), Repeat::Freely) => error.may_pass(),
        }
    }
}

/// `Retry-After` in either of its forms (RFC 9110 §10.2.3), as a wait from `now`, never negative.
pub(super) fn retry_after(headers: &HeaderMap, now: Timestamp) -> Option<SignedDuration> {
    let value = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    let wait = match value.parse::<u64>() {
        Ok(seconds) => SignedDuration::from_secs(seconds.min(u32::MAX.into()).cast_signed()),
        Err(_) => jiff::fmt::rfc2822::parse(value).ok()?.timestamp().duration_since(now),
    };
    Some(wait.max(SignedDuration::ZERO))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::Phase;
    use crate::model::Redactor;

    fn now() -> Timestamp {
        "2026-11-21T12:00:00Z".parse().unwrap()
    }

    type Outcome = Result<Answer, HttpError>;

    #[expect(clippy::unnecessary_wraps, reason = "one of two outcomes")]
    fn answer(status: u16, retry_after: Option<&str>) -> Outcome {
        let mut headers = HeaderMap::new();
        if let Some(value) = retry_after {
            headers.insert(RETRY_AFTER, value.parse().unwrap());
        }
        let status = StatusCode::from_u16(status).unwrap();
        Ok(Answer::new(status, headers, Vec::new(), Redactor::default()))
    }

    fn timed_out(phase: Phase) -> Outcome {
        Err(HttpError::TimedOut { host: "h".into(), after: Duration::ZERO, phase })
    }

    /// How many times `outcome` would be tried in a row.
    fn tries(repeat: Repeat, outcome: impl Fn() -> Outcome) -> usize {
        let mut policy = Policy::new(repeat);
        let mut tries = 1;
        while let Verdict::Again(_) = policy.judge(&outcome(), now()) {
            tries += 1;
        }
        tries
    }

    #[test]
    fn reads_are_tried_three_times_where_it_may_pass() {
        assert_eq!(tries(Repeat::Freely, || answer(503, None)), 3);
        assert_eq!(tries(Repeat::Freely, || timed_out(Phase::Answer)), 3);
        assert_eq!(tries(Repeat::Freely, || answer(200, None)), 1);
        assert_eq!(tries(Repeat::Freely, || answer(401, None)), 1);
    }

    #[test]
    fn a_token_request_is_repeated_only_where_the_provider_cannot_have_acted() {
        assert_eq!(tries(Repeat::IfUnsent, || timed_out(Phase::Connect)), 3);
        assert_eq!(tries(Repeat::IfUnsent, || answer(429, None)), 3);
        assert_eq!(tries(Repeat::IfUnsent, || timed_out(Phase::Answer)), 1);
        assert_eq!(tries(Repeat::IfUnsent, || answer(503, None)), 1);
        let broken = || Err(HttpError::Broken { host: "h".into(), cause: "reset".into() });
        assert_eq!(tries(Repeat::IfUnsent, broken), 1);
    }

    #[test]
    fn what_is_sent_once_is_not_repeated_even_where_the_provider_turned_it_away() {
        assert_eq!(tries(Repeat::Once, || timed_out(Phase::Connect)), 3);
        assert_eq!(tries(Repeat::Once, || timed_out(Phase::Answer)), 1);
        assert_eq!(tries(Repeat::Once, || answer(429, None)), 1);
        assert_eq!(tries(Repeat::Once, || answer(503, None)), 1);
    }

    #[test]
    fn what_is_asked_for_the_moment_is_asked_once() {
        assert_eq!(tries(Repeat::Never, || timed_out(Phase::Connect)), 1);
        assert_eq!(tries(Repeat::Never, || answer(503, None)), 1);
    }

    #[test]
    fn the_provider_names_the_pause_up_to_a_minute() {
        let verdict = |value| Policy::new(Repeat::Freely).judge(&answer(503, Some(value)), now());
        let Verdict::Again(pause) = verdict("7") else { panic!("7 s are waited for") };
        assert_eq!(pause, Duration::from_secs(7));
        let Verdict::Again(pause) = verdict("Sat, 21 Nov 2026 12:00:30 GMT") else {
            panic!("a date")
        };
        assert_eq!(pause, Duration::from_secs(30));
        let Verdict::Again(pause) = verdict("Sat, 21 Nov 2026 11:00:00 GMT") else {
            panic!("past")
        };
        assert_eq!(pause, Duration::ZERO);
        let Verdict::Later(until) = verdict("61") else { panic!("61 s are too long") };
        assert_eq!(until.to_string(), "2026-11-21T12:01:01Z");
    }

    #[test]
    fn what_cannot_pass_is_not_tried_again() {
        let refused = || Err(HttpError::Tls { host: "h".into(), cause: "unknown issuer".into() });
        assert_eq!(tries(Repeat::Freely, refused), 1);
    }
}
