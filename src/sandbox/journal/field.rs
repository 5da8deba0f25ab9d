//! A value of a request, fit to be shown.

use serde::ser::{SerializeMap as _, SerializeSeq as _};
use serde::{Serialize, Serializer};
use sha2::{Digest as _, Sha256};

/// One name with its value. What is not harmless is shown as `…`, and can be compared all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Field {
    pub(crate) name: String,
    shown: String,
    /// Of the whole value, under the salt of the run, where it is not shown as it was sent.
    digest: Option<[u8; 32]>,
}

impl Field {
    /// A value that is shown.
    pub(super) fn open(name: String, value: String) -> Self {
        Self { name, shown: value, digest: None }
    }

    /// A value of which only `shown` can be seen.
    pub(super) fn hidden(name: String, shown: String, value: &str, salt: &Salt) -> Self {
        Self { name, shown, digest: Some(salt.digest(value)) }
    }

    /// Whether this was sent.
    pub(crate) fn is(&self, value: &str, salt: &Salt) -> bool {
        self.digest.map_or_else(|| self.shown == value, |digest| digest == salt.digest(value))
    }

    /// The value, as far as it can be seen.
    pub(crate) fn shown(&self) -> &str {
        &self.shown
    }
}

/// What makes the digests of one run worthless to everybody else.
#[derive(Clone)]
pub(crate) struct Salt(pub(super) [u8; 32]);

impl Salt {
    fn digest(&self, value: &str) -> [u8; 32] {
        Sha256::new().chain_update(self.0).chain_update(value).finalize().into()
    }
}

/// Fields as one object: a name that was sent more than once has a list.
pub(super) fn object<S: Serializer>(fields: &[Field], to: S) -> Result<S::Ok, S::Error> {
    let mut object = to.serialize_map(None)?;
    for (at, field) in fields.iter().enumerate() {
        if fields[..at].iter().any(|earlier| earlier.name == field.name) {
            continue;
        }
        let same = Same { name: &field.name, fields: &fields[at..] };
        object.serialize_entry(&field.name, &same)?;
    }
    object.end()
}

/// Every value of one name.
struct Same<'a> {
    name: &'a str,
    fields: &'a [Field],
}

impl Serialize for Same<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let values: Vec<&str> =
            self.fields.iter().filter(|field| field.name == self.name).map(Field::shown).collect();
        if let [only] = values[..] {
            return to.serialize_str(only);
        }
        let mut list = to.serialize_seq(Some(values.len()))?;
        for value in values {
            list.serialize_element(value)?;
        }
        list.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hidden_value_can_be_compared_and_not_seen() {
        let salt = Salt([7; 32]);
        let field = Field::hidden("code".to_owned(), "…".to_owned(), "canary", &salt);
        assert!(field.is("canary", &salt) && !field.is("…", &salt));
        assert!(!field.is("canary", &Salt([8; 32])));
        assert!(!format!("{field:?}").contains("canary"));
        let open = Field::open("scope".to_owned(), "ca".to_owned());
        assert!(open.is("ca", &salt) && !open.is("cb", &salt));
    }

    #[test]
    fn a_name_that_was_sent_twice_has_a_list() {
        struct Document(Vec<Field>);

        impl Serialize for Document {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                object(&self.0, to)
            }
        }

        let field = |name: &str, value: &str| Field::open(name.to_owned(), value.to_owned());
        let document = Document(vec![field("a", "1"), field("b", "2"), field("a", "3")]);
        assert_eq!(serde_json::to_string(&document).unwrap(), r#"{"a":["1","3"],"b":"2"}"#);
    }
}
