//! What may be shown of words that are not ours.

use std::borrow::Cow;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use url::form_urlencoded;

/// `words` without control characters and without the marks that turn the direction of writing, so
/// that what a provider sent cannot move the cursor, forge a line, or disguise another one.
/// A line break or a tab becomes a space.
pub fn plain(words: &str) -> String {
    words
        .chars()
        .filter_map(|c| match c {
            '\n' | '\r' | '\t' => Some(' '),
            c if c.is_control() => None,
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => None,
            c => Some(c),
        })
        .collect()
}

/// The most characters of foreign words that are shown: more is no message to anybody.
const SHOWN: usize = 1_000;

/// Knows the secrets of one exchange and takes them out of any text, whichever way they are written.
#[derive(Clone, Default)]
pub struct Redactor {
    spellings: Vec<zeroize::Zeroizing<String>>,
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
            for spelling in spellings.map(zeroize::Zeroizing::new) {
                if !self.spellings.contains(&spelling) {
                    self.spellings.push(spelling);
                }
            }
            // Longest first, so that no spelling leaves a part of a longer one behind.
            self.spellings.sort_by_key(|spelling| std::cmp::Reverse(spelling.len()));
        }
        self
    }

    /// `words` with every known secret taken out, [`plain`], and not endless.
    pub fn clean(&self, words: &str) -> String {
        let mut clean = Cow::Borrowed(words);
        for spelling in &self.spellings {
            // Most words are shorter than any secret, and to prepare a search costs more than one.
            if clean.len() >= spelling.len() && clean.contains(spelling.as_str()) {
                clean = Cow::Owned(clean.replace(spelling.as_str(), "…"));
            }
        }
        let plain = plain(&clean);
        match plain.char_indices().nth(SHOWN) {
            Some((end, _)) => format!("{}…", &plain[..end]),
            None => plain,
        }
    }
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
}
