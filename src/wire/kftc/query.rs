//! Requests as pairs of names and values: how queries and forms are written, and read again.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// Why pairs are not the request that was expected. `OpenBanking` says `O0001` `[3000103]` or `A0004`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadQuery {
    /// A name that was sent twice.
    #[error("{0} was sent twice")]
    Twice(String),
    /// A member is missing; the words name it and repeat no value.
    #[error("{0}")]
    Missing(String),
}

/// The pairs of a request; what is `None` is left out.
pub fn pairs(request: &impl Serialize) -> Vec<(String, String)> {
    // Structs of strings are objects and cannot fail.
    let Ok(Value::Object(members)) = serde_json::to_value(request) else { return Vec::new() };
    let sent = members.into_iter().filter_map(|(name, value)| match value {
        Value::String(value) => Some((name, value)),
        _ => None,
    });
    sent.collect()
}

/// A request out of its pairs. Unknown names are ignored; a value that is empty was not sent.
pub fn read<T: DeserializeOwned>(
    sent: impl IntoIterator<Item = (String, String)>,
) -> Result<T, BadQuery> {
    let mut members = Map::new();
    for (name, value) in sent.into_iter().filter(|(_, value)| !value.is_empty()) {
        if members.insert(name.clone(), Value::String(value)).is_some() {
            return Err(BadQuery::Twice(name));
        }
    }
    // Every member of a request is a string, so all that can be wrong is that one is missing; a
    // choice that is not one of its names would repeat the value, and is named without it.
    serde_json::from_value(Value::Object(members)).map_err(|error| {
        let words = error.to_string();
        let missing = words.starts_with("missing field");
        BadQuery::Missing(if missing { words } else { "not one of the allowed values".to_owned() })
    })
}

#[cfg(test)]
mod tests {
    use super::super::{TransactionListQuery, UserMeQuery};
    use super::*;

    fn query(trace: Option<&str>) -> TransactionListQuery {
        TransactionListQuery {
            bank_tran_id: "M202600001U000000001".into(),
            fintech_use_num: "120260000100000000000001".into(),
            inquiry_type: "A".into(),
            inquiry_base: "D".into(),
            from_date: "20261001".into(),
            to_date: "20261031".into(),
            sort_order: "D".into(),
            tran_dtime: "20261101090000".into(),
            befor_inquiry_trace_info: trace.map(str::to_owned),
        }
    }

    #[test]
    fn the_first_page_leaves_the_trace_out_and_the_next_has_it() {
        let names = |query| pairs(&query).into_iter().map(|(name, _)| name).collect::<Vec<_>>();
        assert!(!names(query(None)).iter().any(|name| name.contains("trace")));
        assert!(names(query(Some("1T1"))).iter().any(|name| name == "befor_inquiry_trace_info"));
    }

    #[test]
    fn what_is_written_is_read_back() {
        for trace in [None, Some("1T201806171")] {
            assert_eq!(read(pairs(&query(trace))), Ok(query(trace)));
        }
    }

    #[test]
    fn a_request_says_each_thing_once() {
        let sent = |pairs: &[(&str, &str)]| {
            let pairs = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
            read::<UserMeQuery>(pairs.collect::<Vec<_>>())
        };
        assert!(sent(&[("user_seq_no", "1"), ("unknown", "x")]).is_ok());
        let twice = sent(&[("user_seq_no", "1"), ("user_seq_no", "1")]);
        assert_eq!(twice, Err(BadQuery::Twice("user_seq_no".into())));
        for missing in [sent(&[]), sent(&[("user_seq_no", "")])] {
            assert_eq!(missing.unwrap_err().to_string(), "missing field `user_seq_no`");
        }
    }
}
