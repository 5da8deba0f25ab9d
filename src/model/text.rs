//! Words for people, in every language that qetta speaks, side by side.
//!
//! A sentence is written once, at the place that knows what happened, in both languages; the
//! compiler then sees to it that none is forgotten. JSON and logs always take the English one.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

/// A language for people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// English, the default.
    #[default]
    En,
    /// Korean.
    Ko,
}

impl Lang {
    /// What `--lang` takes.
    pub const NAMES: [&'static str; 2] = ["ko", "en"];

    /// Reads a POSIX locale such as `ko_KR.UTF-8`; one that is neither Korean nor English says nothing.
    pub fn from_locale(locale: &str) -> Option<Self> {
        match locale.split(['_', '.', '@']).next() {
            Some("ko") => Some(Self::Ko),
            Some("en" | "C" | "POSIX") => Some(Self::En),
            _ => None,
        }
    }
}

impl FromStr for Lang {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        match name {
            "ko" => Ok(Self::Ko),
            "en" => Ok(Self::En),
            _ => Err(UnknownName { allowed: &Self::NAMES }),
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::En => "en",
            Self::Ko => "ko",
        })
    }
}

/// A name that is not one of a fixed list; carries the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected one of: {}", allowed.join(", "))]
pub struct UnknownName {
    /// Every name that would have been taken.
    pub allowed: &'static [&'static str],
}

/// One sentence in every language; made by `text!`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    en: Cow<'static, str>,
    ko: Cow<'static, str>,
}

impl Text {
    /// Puts the two wordings of one sentence together.
    pub fn new(en: impl Into<Cow<'static, str>>, ko: impl Into<Cow<'static, str>>) -> Self {
        Self { en: en.into(), ko: ko.into() }
    }

    /// The same for tables, which are there before anything runs.
    pub const fn fixed(en: &'static str, ko: &'static str) -> Self {
        Self { en: Cow::Borrowed(en), ko: Cow::Borrowed(ko) }
    }

    /// A name, a command or a foreign sentence, which reads the same in every language.
    pub fn same(words: impl Into<Cow<'static, str>>) -> Self {
        let words = words.into();
        Self { en: words.clone(), ko: words }
    }

    /// The words in `lang`.
    pub fn say(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Ko => &self.ko,
        }
    }

    /// The same with one word for another, which reads the same in every language.
    #[must_use]
    pub fn with(&self, word: &str, other: &str) -> Self {
        Self::new(self.en.replace(word, other), self.ko.replace(word, other))
    }

    /// The English words, which JSON and logs take whatever the language.
    pub fn english(&self) -> &str {
        &self.en
    }
}

/// Writes one sentence in English and Korean, with the captures of `format!`.
macro_rules! text {
    ($en:literal, $ko:literal $(,)?) => {
        $crate::model::Text::new(format!($en), format!($ko))
    };
}
pub(crate) use text;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locales_are_read_by_their_language() {
        assert_eq!(Lang::from_locale("ko_KR.UTF-8"), Some(Lang::Ko));
        assert_eq!(Lang::from_locale("ko"), Some(Lang::Ko));
        assert_eq!(Lang::from_locale("C.UTF-8"), Some(Lang::En));
        assert_eq!(Lang::from_locale("fr_FR"), None);
        assert_eq!(Lang::from_locale(""), None);
    }

    #[test]
    fn a_sentence_is_said_in_the_language_asked_for() {
        let name = "qetta";
        let sentence = text!("run {name}", "{name} 실행");
        assert_eq!(sentence.say(Lang::En), "run qetta");
        assert_eq!(sentence.say(Lang::Ko), "qetta 실행");
    }
}
