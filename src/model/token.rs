//! A token and how long it is good for.

use jiff::{SignedDuration, Timestamp};

use crate::model::{AccessToken, Provider, RefreshToken, clock};

/// What an authorization server issued (RFC 6749 §5.1).
#[derive(Clone, Debug)]
pub struct Token {
    /// Lets us in.
    pub access_token: AccessToken,
    /// Gets the next one, where the grant has it.
    pub refresh_token: Option<RefreshToken>,
    /// `Bearer`, as the provider spells it.
    pub token_type: String,
    /// What was granted.
    pub scope: String,
    /// When it was issued, by our clock.
    pub issued_at: Timestamp,
    /// How long it lives, in seconds, as the provider said; `None` where it did not.
    pub expires_in: Option<i64>,
}

impl Token {
    /// When the access token ends, by our clock.
    pub fn expires_at(&self) -> Option<Timestamp> {
        self.expires_in
            .map(|seconds| clock::moved(self.issued_at, SignedDuration::from_secs(seconds)))
    }

    /// How it stands at `now`.
    pub fn state(&self, margin: RenewalMargin, now: Timestamp) -> TokenState {
        TokenState::of(self.issued_at, self.expires_at(), margin, now)
    }
}

/// How long before its end a token is renewed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RenewalMargin(SignedDuration);

impl RenewalMargin {
    /// A margin of so many seconds.
    pub const fn seconds(seconds: i64) -> Self {
        Self(SignedDuration::from_secs(seconds))
    }

    /// How long before its end a token of `provider` is renewed: MAX Platform's document says 30
    /// minutes, and nobody else says anything.
    pub const fn of(provider: Provider) -> Self {
        match provider {
            Provider::Max => Self::seconds(30 * 60),
            _ => Self::seconds(60),
        }
    }

    /// The time itself.
    pub const fn duration(self) -> SignedDuration {
        self.0
    }

    /// When a token of this life is due. One that lives less than two margins is due at half of its
    /// life, or it would be renewed at every use.
    fn due(self, issued_at: Timestamp, expires_at: Timestamp) -> Timestamp {
        let life = expires_at.duration_since(issued_at).max(SignedDuration::ZERO);
        let margin = self.0.min(life / 2);
        clock::moved(expires_at, -margin)
    }
}

impl Default for RenewalMargin {
    /// A minute: longer than one HTTP exchange may take, far shorter than any token lives.
    fn default() -> Self {
        Self::seconds(60)
    }
}

/// How an access token stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenState {
    /// Good for a while.
    Valid,
    /// Still good, and due to be renewed.
    Expiring,
    /// Over.
    Expired,
}

impl TokenState {
    /// How far two machines that share a data folder may disagree before it matters.
    pub const CLOCK_TOLERANCE: SignedDuration = SignedDuration::from_mins(5);

    pub(crate) fn of(
        issued_at: Timestamp,
        expires_at: Option<Timestamp>,
        margin: RenewalMargin,
        now: Timestamp,
    ) -> Self {
        // A provider that names no end is taken at its word until it refuses the token.
        let Some(expires_at) = expires_at else { return Self::Valid };
        // A token from the future means that the clock was set back: its end proves nothing.
        let clock_was_set_back = clock::moved(issued_at, -Self::CLOCK_TOLERANCE) > now;
        if now >= expires_at {
            Self::Expired
        } else if clock_was_set_back || now >= margin.due(issued_at, expires_at) {
            Self::Expiring
        } else {
            Self::Valid
        }
    }

    /// As JSON has it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::Expiring => "expiring",
            Self::Expired => "expired",
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn state_after(life: i64, seconds: i64) -> TokenState {
        let issued_at = Timestamp::from_second(1_800_000_000).unwrap();
        let at = |by| clock::moved(issued_at, SignedDuration::from_secs(by));
        TokenState::of(issued_at, Some(at(life)), RenewalMargin::default(), at(seconds))
    }

    #[test]
    fn a_token_is_due_a_minute_before_its_end() {
        assert_eq!(state_after(3_600, 3_539), TokenState::Valid);
        assert_eq!(state_after(3_600, 3_540), TokenState::Expiring);
        assert_eq!(state_after(3_600, 3_599), TokenState::Expiring);
        assert_eq!(state_after(3_600, 3_600), TokenState::Expired);
    }

    #[test]
    fn a_short_token_is_due_at_half_of_its_life() {
        assert_eq!(state_after(60, 29), TokenState::Valid);
        assert_eq!(state_after(60, 30), TokenState::Expiring);
        assert_eq!(state_after(0, 0), TokenState::Expired);
        assert_eq!(state_after(-5, 0), TokenState::Expired);
    }

    #[test]
    fn a_clock_set_back_makes_the_token_due() {
        assert_eq!(state_after(3_600, -60), TokenState::Valid);
        assert_eq!(state_after(3_600, -86_400), TokenState::Expiring);
    }

    proptest! {
        #[test]
        fn no_life_and_no_moment_overflows(life: i64, seconds: i64) {
            state_after(life, seconds);
        }

        #[test]
        fn what_is_valid_has_not_ended(life in 0..100_000_000_i64, seconds in 0..100_000_000_i64) {
            if state_after(life, seconds) != TokenState::Expired {
                prop_assert!(seconds < life);
            }
        }
    }
}
