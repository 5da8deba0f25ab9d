//! What may be shown of words that are not ours.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use url::form_urlencoded;
use zeroize::Zeroizing;

/// `words` without control characters and without the marks that turn the direction of writing, so
/// that what a provider sent cannot move the cursor, forge a line, or disguise another one.
/// A line break or a tab becomes a space.
pub fn plain(words: &str) -> String {
    words
        .chars()
        .filter_map(|c| match c {
            '\n' | '\r' | '\t' => Some(' '),
            c => is_plain(c).then_some(c),
        })
        .collect()
}

fn is_plain(c: char) -> bool {
    let turns =
        matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    !turns && !c.is_control()
}

/// The most characters of foreign words that are shown: more is no message to anybody.
const SHOWN: usize = 1_000;

/// Knows the secrets of one exchange and takes them out of any text, whichever way they are written.
/// A clone shares what is known until it learns more.
#[derive(Clone, Default)]
pub struct Redactor {
    spellings: Arc<Vec<Zeroizing<String>>>,
}

impl Redactor {
    /// Learns one more secret, in every spelling that an answer could echo.
    #[must_use]
    pub fn knowing(mut self, secret: &str) -> Self {
        if !secret.is_empty() {
            let in_a_form: String = form_urlencoded::byte_serialize(secret.as_bytes()).collect();
            let in_json = serde_json::Value::from(secret).to_string();
            let spellings = [
                secret.to_owned(),
                in_a_form,
                in_json[1..in_json.len() - 1].to_owned(),
                STANDARD.encode(secret),
            ];
            self.learn(spellings.map(Zeroizing::new));
        }
        self
    }

    /// Learns everything that `other` knows.
    #[must_use]
    pub fn and(mut self, other: &Self) -> Self {
        if self.spellings.is_empty() {
            return other.clone();
        }
        self.learn(other.spellings.iter().cloned());
        self
    }

    fn learn(&mut self, spellings: impl IntoIterator<Item = Zeroizing<String>>) {
        let known = Arc::make_mut(&mut self.spellings);
        for spelling in spellings {
            if !known.contains(&spelling) {
                known.push(spelling);
            }
        }
        // Longest first, so that no spelling leaves a part of a longer one behind.
        known.sort_by_key(|spelling| Reverse(spelling.len()));
    }

    /// `words` with every known secret taken out, [`plain`], and not endless.
    pub fn clean(&self, words: &str) -> String {
        let mut clean = Cow::Borrowed(words);
        for spelling in &*self.spellings {
            if is_in(&clean, spelling) {
                clean = Cow::Owned(clean.replace(spelling.as_str(), "…"));
            }
        }
        let plain = plain(&clean);
        match plain.char_indices().nth(SHOWN) {
            Some((end, _)) => format!("{}…", &plain[..end]),
            None => plain,
        }
    }

    /// The same for words of one's own, which are handed back where nothing is to be taken out.
    pub fn cleaned(&self, words: String) -> String {
        let is_clean = words.len() <= SHOWN
            && words.chars().all(is_plain)
            && !self.spellings.iter().any(|spelling| is_in(&words, spelling));
        if is_clean { words } else { self.clean(&words) }
    }
}

/// Most words are shorter than any secret, and to prepare a search costs more than one.
fn is_in(words: &str, spelling: &str) -> bool {
    words.len() >= spelling.len() && words.contains(spelling)
}

impl std::fmt::Debug for Redactor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Redactor(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_and_turned_text_are_dropped() {
        assert_eq!(
            plain("토큰이\u{1b}[31m 유효\u{7}하지\n않습니다\u{202e}"),
            "토큰이[31m 유효하지 않습니다"
        );
        assert_eq!(plain("a\u{9b}2Jb\u{7f}"), "a2Jb");
    }

    #[test]
    fn a_known_secret_is_taken_out_in_every_spelling() {
        let redactor = Redactor::default().knowing("s3cr+t \"비밀\"");
        for spelling in [
            "s3cr+t \"비밀\"",
            "s3cr%2Bt+%22%EB%B9%84%EB%B0%80%22",
            "s3cr+t \\\"비밀\\\"",
            "czNjcit0ICLruYTrsIAi",
        ] {
            assert_eq!(redactor.clean(&format!("got {spelling}!")), "got …!");
        }
        assert_eq!(redactor.clean("nothing here"), "nothing here");
    }

    #[test]
    fn words_of_ones_own_come_out_as_borrowed_ones_do() {
        let redactor = Redactor::default().knowing("canary");
        let long = "가".repeat(SHOWN + 1);
        for words in ["", "급여", "a canary", "line\nbreak", "\u{202e}turned", &long] {
            assert_eq!(redactor.cleaned(words.to_owned()), redactor.clean(words), "{words}");
        }
    }

    #[test]
    fn what_two_know_is_known_together() {
        let one = Redactor::default().knowing("short");
        let other = Redactor::default().knowing("shorter").knowing("canary");
        for both in [one.clone().and(&other), other.clone().and(&one)] {
            assert_eq!(both.clean("shorter canary, short"), "… …, …");
        }
        assert_eq!(one.clean("canary"), "canary");
        assert_eq!(Redactor::default().and(&one).clean("short"), "…");
    }
}
