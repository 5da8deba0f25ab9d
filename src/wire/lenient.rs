//! How members are read where their spelling cannot be relied on: a number is as good as its digits.

use serde::Deserialize;
use serde::de::{Deserializer, Error as _};

#[derive(Deserialize)]
#[serde(untagged)]
enum Spelling {
    Words(String),
    Whole(u64),
    Signed(i64),
}

/// An identifier, with or without quotes around its digits; an empty one is none.
pub(super) fn words<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    let spelled = Option::<Spelling>::deserialize(from)?.map(|spelling| match spelling {
        Spelling::Words(words) => words,
        Spelling::Whole(number) => number.to_string(),
        Spelling::Signed(number) => number.to_string(),
    });
    Ok(spelled.filter(|words| !words.is_empty()))
}

/// A whole number that has to be there, to its last digit: never by way of a fraction, which is
/// exact to 2^53 alone.
pub(super) fn number<'de, D, T>(from: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: std::str::FromStr,
{
    let digits = words(from)?.unwrap_or_default();
    digits.trim().parse().map_err(|_| D::Error::custom("not a whole number that fits"))
}

/// A whole number where there is one; one that cannot be read is none, for nothing depends on it.
pub(super) fn number_if_any<'de, D, T>(from: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: std::str::FromStr,
{
    Ok(words(from)?.and_then(|digits| digits.trim().parse().ok()))
}

/// An object; `null`, `""` and any other thing that is none count as missing.
pub(super) fn object_if_any<'de, D, T>(from: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Found<T> {
        Object(T),
        Other(serde::de::IgnoredAny),
    }

    Ok(match Option::<Found<T>>::deserialize(from)? {
        Some(Found::Object(object)) => Some(object),
        Some(Found::Other(_)) | None => None,
    })
}

/// A document as the other side writes it, for the tests that compare with what is printed.
#[cfg(test)]
pub(super) fn there_and_back<T>(golden: &str) -> T
where
    T: serde::de::DeserializeOwned + serde::Serialize,
{
    let read: T = serde_json::from_str(golden).unwrap();
    assert_eq!(serde_json::to_string(&read).unwrap(), golden);
    read
}
