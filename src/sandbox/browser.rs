//! For the tests of whatever answers a browser: what stands on a page, and where it leads.

use http::header::LOCATION;
use url::Url;

use crate::sandbox::answer::Answer;

/// The page itself.
pub(crate) fn html(answer: &Answer) -> String {
    String::from_utf8(answer.body.clone()).unwrap()
}

/// The value of a hidden field.
pub(crate) fn field(answer: &Answer, name: &str) -> Option<String> {
    let html = html(answer);
    let after = html.split(&format!("name=\"{name}\" value=\"")).nth(1)?;
    Some(after.split('"').next().unwrap().to_owned())
}

/// Where the browser is sent, to the letter.
pub(crate) fn location(answer: &Answer) -> String {
    let headers = answer.header_map();
    let location = headers.get(LOCATION).unwrap_or_else(|| panic!("no redirect: {answer:?}"));
    location.to_str().unwrap().to_owned()
}

/// A parameter of that address.
pub(crate) fn brought_back(answer: &Answer, name: &str) -> Option<String> {
    let url = Url::parse(&location(answer)).unwrap();
    let found = url.query_pairs().find(|(known, _)| known == name);
    found.map(|(_, value)| value.into_owned())
}

/// A value as it stands in a form or an address.
pub(crate) fn encoded(value: &str) -> String {
    url::form_urlencoded::byte_serialize(value.as_bytes()).collect()
}

/// What is replaced, left out or added.
pub(crate) type Changed<'a> = &'a [(&'a str, Option<&'a str>)];

/// The usual parameters, with some replaced or left out, and others added.
pub(crate) fn form(usual: &[(&str, &str)], changed: Changed<'_>) -> String {
    let kept = usual.iter().filter(|(name, _)| !changed.iter().any(|(other, _)| other == name));
    let added = changed.iter().filter_map(|(name, value)| value.map(|value| (*name, value)));
    let pairs = kept.copied().chain(added);
    let pairs = pairs.map(|(name, value)| format!("{name}={}", encoded(value)));
    pairs.collect::<Vec<_>>().join("&")
}
