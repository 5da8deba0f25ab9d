//! Answers that say something else than they did.

use http::HeaderValue;
use http::header::{CONTENT_TYPE, LOCATION};
use serde_json::Value;
use url::{Url, form_urlencoded};

use crate::sandbox::answer::Answer;

/// The same answer with another body, where it is a JSON object.
pub(super) fn object(
    mut answer: Answer,
    edit: impl FnOnce(&mut serde_json::Map<String, Value>),
) -> Answer {
    if let Ok(Value::Object(mut object)) = serde_json::from_slice(&answer.body) {
        edit(&mut object);
        answer.body = serde_json::to_vec(&object).unwrap_or_default();
    }
    answer
}

/// The same answer with another type.
pub(super) fn content_type(mut answer: Answer, media_type: &str) -> Answer {
    answer.headers.retain(|(name, _)| name != CONTENT_TYPE);
    answer.with(CONTENT_TYPE, media_type)
}

/// The same answer, where it is a way back that has `parameter`: it then has this value, or none.
pub(super) fn way_back(mut answer: Answer, parameter: &str, value: Option<&str>) -> Answer {
    for (name, location) in &mut answer.headers {
        let url = location.to_str().ok().filter(|_| *name == LOCATION);
        let Some(mut url) = url.and_then(|url| Url::parse(url).ok()) else { continue };
        if !url.query_pairs().any(|(name, _)| name == "state" || name == parameter) {
            continue;
        }
        let kept = url.query().unwrap_or_default().to_owned();
        url.set_query(Some(&with(&kept, parameter, value)));
        if let Ok(changed) = HeaderValue::from_str(url.as_str()) {
            *location = changed;
        }
    }
    answer
}

/// A query in which `parameter` has this value, or is missing.
pub(super) fn with(query: &str, parameter: &str, value: Option<&str>) -> String {
    let pairs = form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name != parameter);
    let mut changed = form_urlencoded::Serializer::new(String::new());
    changed.extend_pairs(pairs);
    if let Some(value) = value {
        changed.append_pair(parameter, value);
    }
    changed.finish()
}

/// `expires_in` in another unit, another type, or both.
pub(super) fn expiry(answer: Answer, unit: &str) -> Answer {
    object(answer, |object| {
        let Some(life) = object.get_mut("expires_in") else { return };
        let seconds = match &*life {
            Value::String(words) => words.parse().ok(),
            number => number.as_i64(),
        };
        let Some(seconds) = seconds else { return };
        let count: i64 = if unit == "string" { seconds } else { seconds.saturating_mul(1000) };
        *life = if unit == "ms" { count.into() } else { count.to_string().into() };
    })
}

/// `null` in these members, or in all.
pub(super) fn nulls(answer: Answer, fields: &str) -> Answer {
    object(answer, |object| {
        for (name, value) in object {
            if fields == "*" || fields.split('+').any(|field| field == name) {
                *value = Value::Null;
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use http::StatusCode;
    use serde_json::json;

    use super::*;

    fn answer(document: &Value) -> Answer {
        Answer::json(StatusCode::OK, document)
    }

    fn read(answer: &Answer) -> Value {
        serde_json::from_slice(&answer.body).unwrap()
    }

    #[test]
    fn expiry_changes_its_unit_or_its_type() {
        let document = json!({"access_token": "t", "expires_in": 3600});
        for (unit, expected) in
            [("ms", json!(3_600_000)), ("string", json!("3600")), ("ms-string", json!("3600000"))]
        {
            assert_eq!(read(&expiry(answer(&document), unit))["expires_in"], expected, "{unit}");
        }
        let without = json!({"rsp_code": "A0000"});
        assert_eq!(read(&expiry(answer(&without), "ms")), without);
    }

    #[test]
    fn nulls_are_where_they_were_asked_for() {
        let document = json!({"a": 1, "b": [2], "c": "3"});
        assert_eq!(read(&nulls(answer(&document), "a+c")), json!({"a": null, "b": [2], "c": null}));
        assert_eq!(read(&nulls(answer(&document), "*")), json!({"a": null, "b": null, "c": null}));
    }

    #[test]
    fn a_way_back_loses_or_changes_what_it_brings() {
        let back = || {
            let location = "http://127.0.0.1:1/callback?code=c&state=s";
            Answer::empty(StatusCode::FOUND).with(LOCATION, location)
        };
        let location = |answer: &Answer| answer.header_map()[LOCATION].to_str().unwrap().to_owned();
        let lost = location(&way_back(back(), "state", None));
        assert_eq!(lost, "http://127.0.0.1:1/callback?code=c");
        let wrong = location(&way_back(back(), "iss", Some("https://a.invalid")));
        assert!(wrong.ends_with("?code=c&state=s&iss=https%3A%2F%2Fa.invalid"), "{wrong}");
        let elsewhere =
            Answer::empty(StatusCode::FOUND).with(LOCATION, "http://h.invalid/login?x=1");
        assert_eq!(location(&way_back(elsewhere, "iss", Some("i"))), "http://h.invalid/login?x=1");
    }
}
