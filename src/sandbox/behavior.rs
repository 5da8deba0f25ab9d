//! How faithful a provider is: to its document, to its code, or to the standard.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use crate::sandbox::{hyfata, max, ottm};

/// Whose rules a provider keeps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Behavior {
    /// What the provider's document promises, so that every sample in it succeeds.
    #[default]
    Documented,
    /// What the provider's code does today, where that is another thing.
    AsCoded,
    /// What the standards ask for.
    Strict,
}

impl Behavior {
    fn name(self) -> &'static str {
        match self {
            Self::Documented => "documented",
            Self::AsCoded => "as-coded",
            Self::Strict => "strict",
        }
    }
}

impl fmt::Display for Behavior {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Who can behave in more than one way, and in which.
const CHOICES: &[(&str, &[Behavior])] = &[
    (hyfata::ISSUER, &[Behavior::Documented, Behavior::AsCoded, Behavior::Strict]),
    // Nobody has seen its code.
    (ottm::ISSUER, &[Behavior::Documented, Behavior::Strict]),
    (max::ISSUER, &[Behavior::Documented, Behavior::AsCoded, Behavior::Strict]),
];

/// One choice, as it is typed: `hyfata=as-coded`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BehaviorChoice {
    provider: &'static str,
    behavior: Behavior,
}

/// Why a choice is none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected one of {}", allowed())]
pub struct NoSuchBehavior;

impl FromStr for BehaviorChoice {
    type Err = NoSuchBehavior;

    fn from_str(words: &str) -> Result<Self, NoSuchBehavior> {
        let (provider, behavior) = words.split_once('=').ok_or(NoSuchBehavior)?;
        let (provider, behaviors) =
            CHOICES.iter().find(|(known, _)| *known == provider).ok_or(NoSuchBehavior)?;
        let behavior = behaviors.iter().find(|known| known.name() == behavior);
        Ok(Self { provider, behavior: *behavior.ok_or(NoSuchBehavior)? })
    }
}

/// Every choice that there is.
fn allowed() -> String {
    let each = |(provider, behaviors): &(&str, &[Behavior])| {
        let names: Vec<&str> = behaviors.iter().map(|behavior| behavior.name()).collect();
        format!("{provider}={}", names.join("|"))
    };
    CHOICES.iter().map(each).collect::<Vec<_>>().join(", ")
}

/// The behavior of everybody; [`Behavior::Documented`] where nothing was chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Behaviors(BTreeMap<&'static str, Behavior>);

impl Behaviors {
    /// How this one behaves.
    pub(crate) fn of(&self, provider: &str) -> Behavior {
        self.0.get(provider).copied().unwrap_or_default()
    }
}

impl FromIterator<BehaviorChoice> for Behaviors {
    /// The last choice for a provider counts.
    fn from_iter<I: IntoIterator<Item = BehaviorChoice>>(choices: I) -> Self {
        let pair = |choice: BehaviorChoice| (choice.provider, choice.behavior);
        Self(choices.into_iter().map(pair).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_chosen_is_documented_and_the_last_choice_counts() {
        let typed = ["hyfata=strict", "hyfata=as-coded"];
        let behaviors: Behaviors = typed.iter().map(|words| words.parse().unwrap()).collect();
        assert_eq!(behaviors.of("hyfata"), Behavior::AsCoded);
        assert_eq!(behaviors.of("ottm"), Behavior::Documented);
    }

    #[test]
    fn what_there_is_not_is_answered_with_what_there_is() {
        for wrong in ["", "hyfata", "hyfata=", "hyfata=loose", "nobody=strict", "ottm=as-coded"] {
            let error = wrong.parse::<BehaviorChoice>().unwrap_err().to_string();
            assert_eq!(
                error,
                "expected one of hyfata=documented|as-coded|strict, ottm=documented|strict, \
                 max=documented|as-coded|strict",
                "{wrong}"
            );
        }
    }
}
