//! How members are read and written: `""` and nothing are the same; a number is as good as its
//! digits.

use std::convert::Infallible;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, SeqAccess, Unexpected, Visitor};
use serde::{Deserialize, Serializer};

use crate::model::Won;

/// Hands the words of a member to a reader before anything is copied: a string without the spaces
/// around it, a number as its digits, `null` as no words.
struct Spelled<R>(R);

impl<T, F: fmt::Display, R: FnOnce(&str) -> Result<T, F>> Visitor<'_> for Spelled<R> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string or a number")
    }

    fn visit_str<E: serde::de::Error>(self, words: &str) -> Result<T, E> {
        (self.0)(words.trim()).map_err(E::custom)
    }

    fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<T, E> {
        self.visit_str(&number.to_string())
    }

    fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<T, E> {
        self.visit_str(&number.to_string())
    }

    fn visit_f64<E: serde::de::Error>(self, number: f64) -> Result<T, E> {
        // Prints without a fraction where there is none.
        self.visit_str(&number.to_string())
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<T, E> {
        self.visit_str("")
    }
}

/// A string; a number becomes its digits; `""`, `null` and a missing member become `None`.
pub(super) mod text {
    use super::{Deserializer, Infallible, Serializer, Spelled};

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<String>, D::Error> {
        from.deserialize_any(Spelled(|words: &str| {
            Ok::<_, Infallible>((!words.is_empty()).then(|| words.to_owned()))
        }))
    }

    #[expect(clippy::ref_option, reason = "serde hands over a reference to the field")]
    pub(crate) fn serialize<S: Serializer>(
        words: &Option<String>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        to.serialize_str(words.as_deref().unwrap_or_default())
    }
}

/// A string that is sent back as it came, to the last space; `""` and `null` become `None`.
pub(super) mod exact {
    use super::{Deserialize, Deserializer};

    pub(crate) use super::text::serialize;

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<String>, D::Error> {
        let words = Option::<String>::deserialize(from)?;
        Ok(words.filter(|words| !words.trim().is_empty()))
    }
}

/// Won as a string of digits, whatever it was; what is no amount fails the whole answer, because an
/// amount is never guessed.
pub(super) mod won {
    use super::{Deserializer, Serializer, Spelled, Won};

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Won>, D::Error> {
        from.deserialize_any(Spelled(Won::read))
    }

    #[expect(clippy::ref_option, reason = "serde hands over a reference to the field")]
    pub(crate) fn serialize<S: Serializer>(won: &Option<Won>, to: S) -> Result<S::Ok, S::Error> {
        match won {
            Some(won) => to.collect_str(won),
            None => to.serialize_str(""),
        }
    }
}

/// A count as a string of digits. One that cannot be read is unknown: nothing is decided by it.
pub(super) mod count {
    use super::{Deserializer, Infallible, Serializer, Spelled};

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<u32>, D::Error> {
        from.deserialize_any(Spelled(|words: &str| Ok::<_, Infallible>(words.parse().ok())))
    }

    #[expect(
        clippy::ref_option,
        clippy::trivially_copy_pass_by_ref,
        reason = "serde hands over a reference to the field"
    )]
    pub(crate) fn serialize<S: Serializer>(count: &Option<u32>, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&count.map(|count| count.to_string()).unwrap_or_default())
    }
}

/// A list; `null` and `""` are empty ones, as every empty member here is `""`.
pub(super) fn list<'de, D, T>(from: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    from.deserialize_any(ListOf(PhantomData))
}

/// By hand: an untagged enum would lose which item and which member could not be read.
struct ListOf<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ListOf<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<Vec<T>, E> {
        Ok(Vec::new())
    }

    fn visit_str<E: serde::de::Error>(self, words: &str) -> Result<Vec<T>, E> {
        if words.trim().is_empty() {
            Ok(Vec::new())
        } else {
            Err(E::invalid_type(Unexpected::Str("…"), &self))
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Vec<T>, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(list)
    }
}

#[cfg(test)]
mod tests {
    use serde::Serialize;

    use super::*;

    #[derive(Debug, Deserialize, Serialize)]
    struct Members {
        #[serde(default, with = "text")]
        words: Option<String>,
        #[serde(default, with = "won")]
        amount: Option<Won>,
        #[serde(default, with = "count")]
        count: Option<u32>,
        #[serde(default, deserialize_with = "list")]
        list: Vec<String>,
    }

    fn read(json: &str) -> Members {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn amounts_are_read_from_strings_and_numbers() {
        for json in ["\"1234567\"", "1234567", "1234567.0", "\" 1234567 \"", "\"0001234567\""] {
            let members = read(&format!(r#"{{"amount":{json}}}"#));
            assert_eq!(members.amount, Some(Won::new(1_234_567)), "{json}");
        }
        assert_eq!(read(r#"{"amount":"-5"}"#).amount, Some(Won::new(-5)));
        for json in ["\"\"", "null", "\" \""] {
            assert_eq!(read(&format!(r#"{{"amount":{json}}}"#)).amount, None, "{json}");
        }
        assert_eq!(read("{}").amount, None);
    }

    #[test]
    fn an_amount_is_never_guessed() {
        for json in ["\"1,000\"", "1.5", "\"1e3\"", "1e300", "true", "[]", "\"12원\""] {
            let body = format!(r#"{{"amount":{json}}}"#);
            assert!(serde_json::from_str::<Members>(&body).is_err(), "{json}");
        }
    }

    #[test]
    fn words_come_without_the_spaces_around_them() {
        let words = |json: &str| read(&format!(r#"{{"words":{json}}}"#)).words;
        assert_eq!(words(r#"" \uae09\uc5ec ""#).as_deref(), Some("급여"));
        for json in ["\"\"", "\" \"", "null"] {
            assert_eq!(words(json), None, "{json}");
        }
        assert!(serde_json::from_str::<Members>(r#"{"words":true}"#).is_err());
    }

    #[test]
    fn counts_and_lists_bear_what_is_odd() {
        assert_eq!(read(r#"{"count":"25"}"#).count, Some(25));
        assert_eq!(read(r#"{"count":25}"#).count, Some(25));
        assert_eq!(read(r#"{"count":"many"}"#).count, None);
        assert!(read(r#"{"list":null}"#).list.is_empty());
        assert!(read(r#"{"list":""}"#).list.is_empty());
        assert_eq!(read(r#"{"list":["a"]}"#).list, ["a"]);
    }

    #[test]
    fn what_has_no_value_is_written_as_an_empty_string() {
        let written = serde_json::to_string(&read("{}")).unwrap();
        assert_eq!(written, r#"{"words":"","amount":"","count":"","list":[]}"#);
        let largest = read(r#"{"words":18446744073709551615}"#);
        assert_eq!(largest.words.as_deref(), Some("18446744073709551615"));
        let full = read(r#"{"words":97,"amount":-1,"count":2}"#);
        let written = serde_json::to_string(&full).unwrap();
        assert_eq!(written, r#"{"words":"97","amount":"-1","count":"2","list":[]}"#);
    }
}
