//! A request as handlers see it: read to its end, with the few questions that they ask of it.

use http::header::{AUTHORIZATION, AsHeaderName, CONTENT_TYPE};
use http::request::Parts;
use hyper::body::Bytes;

/// One request.
pub(crate) struct Call {
    /// Method, path and headers.
    pub(crate) head: Parts,
    /// All of its body.
    pub(crate) body: Bytes,
}

impl Call {
    /// The path, without its query.
    pub(crate) fn path(&self) -> &str {
        self.head.uri.path()
    }

    /// The one value of a header; sent twice, it counts as not sent, for nobody could say which of
    /// the two is meant.
    pub(crate) fn header(&self, name: impl AsHeaderName) -> Option<&str> {
        let mut values = self.head.headers.get_all(name).iter();
        let only = values.next()?;
        if values.next().is_some() { None } else { only.to_str().ok() }
    }

    /// Whether the body is said to be of this media type, whatever its parameters.
    pub(crate) fn is_of_type(&self, media_type: &str) -> bool {
        let said = self.header(CONTENT_TYPE).and_then(|value| value.split(';').next());
        said.is_some_and(|said| said.trim().eq_ignore_ascii_case(media_type))
    }

    /// Whether credentials were sent in a header at all.
    pub(crate) fn has_authorization(&self) -> bool {
        self.head.headers.contains_key(AUTHORIZATION)
    }

    /// The token after `Bearer` (RFC 6750 §2.1); the scheme's case does not matter.
    pub(crate) fn bearer(&self) -> Option<&str> {
        let (scheme, token) = self.header(AUTHORIZATION)?.split_once(' ')?;
        let token = token.trim_matches(' ');
        (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then_some(token)
    }
}

#[cfg(test)]
mod tests {
    use crate::sandbox::testing::Asking;

    #[test]
    fn a_bearer_is_read_whatever_the_case_of_its_scheme() {
        for (value, token) in [
            ("Bearer abc", Some("abc")),
            ("bearer abc", Some("abc")),
            ("BEARER  abc ", Some("abc")),
            ("Bearer", None),
            ("Bearer ", None),
            ("Basic abc", None),
            ("abc", None),
        ] {
            let call = Asking::get("/").header("authorization", value).call();
            assert_eq!(call.bearer(), token, "{value:?}");
            assert!(call.has_authorization());
        }
    }

    #[test]
    fn a_header_sent_twice_counts_as_not_sent() {
        let call = Asking::get("/")
            .header("authorization", "Bearer a")
            .header("authorization", "Bearer b");
        assert_eq!(call.call().bearer(), None);
    }

    #[test]
    fn a_media_type_may_have_parameters() {
        let call =
            Asking::get("/").header("content-type", "Application/JSON ; charset=utf-8").call();
        assert!(call.is_of_type("application/json"));
        assert!(!call.is_of_type("application/js"));
        assert!(!Asking::get("/").call().is_of_type("application/json"));
    }
}
