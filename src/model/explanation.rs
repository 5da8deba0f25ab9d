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
