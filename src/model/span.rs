//! A length of time as it is typed: `30s`, `15m`, `24h`, `7d`, or several as in `1d12h`.

use std::fmt;
use std::str::FromStr;

use jiff::SignedDuration;

use crate::model::Text;

/// A typed length of time, never negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span(SignedDuration);

impl Span {
    /// As a duration to calculate with.
    pub fn duration(self) -> SignedDuration {
        self.0
    }
}

/// Why a text is not a length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a length of time such as 30s, 15m, 24h, 7d or 1d12h")]
pub struct NotASpan;

impl FromStr for Span {
    type Err = NotASpan;

    fn from_str(typed: &str) -> Result<Self, NotASpan> {
        if typed.is_empty() {
            return Err(NotASpan);
        }
        let mut seconds: i64 = 0;
        let mut rest = typed;
        while !rest.is_empty() {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let count: i64 = rest[..digits].parse().map_err(|_| NotASpan)?;
            let unit = match rest.as_bytes().get(digits) {
                Some(b's') => 1,
                Some(b'm') => 60,
                Some(b'h') => 3_600,
                Some(b'd') => 86_400,
                _ => return Err(NotASpan),
            };
            let part = count.checked_mul(unit).ok_or(NotASpan)?;
            seconds = seconds.checked_add(part).ok_or(NotASpan)?;
            rest = &rest[digits + 1..];
        }
        Ok(Self(SignedDuration::from_secs(seconds)))
    }
}

impl Span {
    /// The two largest units, which is what a person wants to know: `364d 23h`, `364일 23시간`.
    pub fn in_words(self) -> Text {
        Text::new(
            self.largest_units(["d", "h", "m", "s"]),
            self.largest_units(["일", "시간", "분", "초"]),
        )
    }

    fn largest_units(self, units: [&str; 4]) -> String {
        let seconds = self.0.as_secs().max(0);
        let counts = [seconds / 86_400, seconds / 3_600 % 24, seconds / 60 % 60, seconds % 60];
        let first = counts.iter().position(|count| *count > 0).unwrap_or(counts.len() - 1);
        let largest = format!("{}{}", counts[first], units[first]);
        match counts.get(first + 1) {
            Some(count) if *count > 0 => format!("{largest} {count}{}", units[first + 1]),
            _ => largest,
        }
    }
}

/// As it can be typed again.
impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.0.as_secs();
        let counts = [seconds / 86_400, seconds / 3_600 % 24, seconds / 60 % 60, seconds % 60];
        for (count, unit) in counts.into_iter().zip(["d", "h", "m", "s"]) {
            if count > 0 || (seconds == 0 && unit == "s") {
                write!(f, "{count}{unit}")?;
            }
        }
        Ok(())
    }
}

impl From<SignedDuration> for Span {
    fn from(duration: SignedDuration) -> Self {
        Self(duration.max(SignedDuration::ZERO))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn seconds(typed: &str) -> Option<i64> {
        typed.parse::<Span>().ok().map(|span| span.duration().as_secs())
    }

    #[test]
    fn units_add_up() {
        assert_eq!(seconds("30s"), Some(30));
        assert_eq!(seconds("15m"), Some(900));
        assert_eq!(seconds("7d"), Some(604_800));
        assert_eq!(seconds("1d12h"), Some(129_600));
    }

    #[test]
    fn what_is_no_length_of_time_is_refused() {
        for typed in
            ["", "30", "s", "-1s", "1.5h", "1w", "30 s", "1h ", "999999999999999999d", "１s"]
        {
            assert_eq!(seconds(typed), None, "{typed:?}");
        }
    }

    #[test]
    fn people_see_the_two_largest_units() {
        let shown = |secs| Span::from(SignedDuration::from_secs(secs)).in_words();
        assert_eq!(shown(31_535_999), Text::new("364d 23h", "364일 23시간"));
        assert_eq!(shown(3_600), Text::new("1h", "1시간"));
        assert_eq!(shown(59), Text::new("59s", "59초"));
        assert_eq!(shown(-5), Text::new("0s", "0초"));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(seconds in 0..i64::MAX) {
            let span = Span::from(SignedDuration::from_secs(seconds));
            prop_assert_eq!(span.to_string().parse(), Ok(span));
        }

        #[test]
        fn any_text_is_read_or_refused_without_a_panic(typed in "\\PC*") {
            let _ = typed.parse::<Span>();
        }
    }
}
