//! What a code means and what to do about it.

use crate::model::Text;

/// One code of a provider or of the protocol, explained.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// As it is written: `CE1000`, `invalid_client`.
    pub code: &'static str,
    /// What happened.
    pub means: Text,
    /// What to do about it.
    pub remedy: Text,
    /// How we know.
    pub source: Text,
}

impl Explanation {
    /// The remedy for what is nobody's mistake.
    pub const WAIT: Text = Text::fixed(
        "it passes by itself: try again in a while",
        "일시적인 문제입니다. 잠시 후 다시 시도하세요",
    );

    /// A row of a table; `means` is English, then Korean.
    pub const fn row(
        code: &'static str,
        means: (&'static str, &'static str),
        remedy: Text,
        source: Text,
    ) -> Self {
        Self { code, means: Text::fixed(means.0, means.1), remedy, source }
    }
}
