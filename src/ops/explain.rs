//! What a provider's code means, offline.

use crate::model::Explanation;
use crate::oauth;
use crate::providers::{hive, kftc, ottm, toss};

/// At most so many codes are offered for one that is unknown.
const OFFERED: usize = 5;

/// The explanation of a code as it is typed or printed; the number inside an `O0001` wins over it.
pub fn explain(typed: &str) -> Option<Explanation> {
    let typed = typed.trim();
    kftc::explain(typed)
        .map(of_kftc)
        .or_else(|| others().find(|row| row.code.eq_ignore_ascii_case(typed)).cloned())
}

/// The codes that were perhaps meant by `typed`: a typing error away, two where it is long.
pub fn near(typed: &str) -> Vec<&'static str> {
    const LONG: usize = 8;

    let typed = typed.trim().to_ascii_lowercase();
    let farthest = if typed.len() < LONG { 1 } else { 2 };
    let mut near: Vec<(usize, &str)> = codes()
        .map(|code| (strsim::osa_distance(&typed, &code.to_ascii_lowercase()), code))
        .filter(|(distance, _)| *distance <= farthest)
        .collect();
    near.sort_unstable();
    near.into_iter().take(OFFERED).map(|(_, code)| code).collect()
}

fn codes() -> impl Iterator<Item = &'static str> {
    kftc::all_codes().map(|row| row.code).chain(others().map(|row| row.code))
}

/// The tables that have nothing of their own to say.
fn others() -> impl Iterator<Item = &'static Explanation> {
    [toss::CODES, ottm::CODES, hive::CODES, oauth::CODES].into_iter().flatten()
}

fn of_kftc(row: &kftc::Explained) -> Explanation {
    Explanation {
        code: row.code,
        means: row.means.clone(),
        remedy: row.remedy.clone(),
        source: row.source.words(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::model::Lang;

    #[test]
    fn every_code_is_explained_by_its_own_row() {
        let mut seen = BTreeSet::new();
        for code in codes() {
            assert_eq!(explain(code).map(|row| row.code), Some(code));
            assert!(seen.insert(code.to_ascii_lowercase()), "{code} stands there twice");
        }
    }

    #[test]
    fn every_code_has_words_in_both_languages() {
        for row in codes().filter_map(explain) {
            for text in [&row.means, &row.remedy, &row.source] {
                assert!(text.english().is_ascii(), "{}: {}", row.code, text.english());
                let korean = text.say(Lang::Ko);
                assert!(korean.contains(|c| ('가'..='힣').contains(&c)), "{}: {korean}", row.code);
            }
        }
    }

    #[test]
    fn a_code_is_found_however_it_is_typed() {
        for (typed, code) in [
            ("a0002", "A0002"),
            (" ce1000 ", "CE1000"),
            ("INVALID_CLIENT", "invalid_client"),
            ("O0001[3000114]", "3000114"),
            ("415", "415"),
        ] {
            assert_eq!(explain(typed).map(|row| row.code), Some(code), "{typed}");
        }
        assert_eq!(explain(""), None);
    }

    #[test]
    fn a_typing_error_finds_what_was_meant() {
        assert_eq!(near("invalid_cleint"), ["invalid_client"]);
        assert!(near("0002").contains(&"A0002"));
        assert!(near("CE300").contains(&"CE3000"));
        assert!(near("A9").is_empty() && near("").is_empty());
        assert!(codes().all(|code| near(code).len() <= OFFERED));
    }
}
