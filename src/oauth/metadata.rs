//! What an authorization server says about itself: RFC 8414, and `OpenID` Connect Discovery.

use http::header::{ACCEPT, HeaderValue};
use http::{Method, StatusCode};
use serde_json::Value;
use url::Url;

use crate::http::{Answer, Client, HttpError, Request};
use crate::model::{EndpointUrl, Endpoints, ExpectedIssuer};
use crate::wire::discovery::Metadata;

/// A server that described itself.
#[derive(Clone, Debug)]
pub struct Discovered {
    /// Where tokens are asked for.
    pub token_endpoint: Option<Url>,
    /// Where else it answers.
    pub endpoints: Endpoints,
    /// Whom its answers have to come from.
    pub issuer: ExpectedIssuer,
    /// Whether it could bind a code by SHA-256; a server that does not say is taken to be able to.
    pub has_s256: bool,
    /// All that it said, as it came.
    pub document: Value,
}

/// Why the metadata cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum MetadataError {
    /// The issuer is no address that could be trusted.
    #[error("{0} is no https address")]
    BadIssuer(String),
    /// There was no answer.
    #[error(transparent)]
    Http(#[from] HttpError),
    /// Nothing at either of the two places.
    #[error("there are no metadata at {}", .tried.join(" or "))]
    NotFound {
        /// Where they were looked for.
        tried: Vec<String>,
    },
    /// The server is somebody else, by its own words (RFC 8414 §3.3).
    #[error("the metadata are those of {said}")]
    OtherIssuer {
        /// Who it says to be, fit to be shown.
        said: String,
    },
    /// An endpoint to which no secret may be sent.
    #[error("its {name} is no https address")]
    BadEndpoint {
        /// Which.
        name: &'static str,
    },
}

/// Where the metadata of `issuer` may stand: RFC 8414 §3 puts the well-known part between host and
/// path, `OpenID` Connect Discovery §4 puts it at the end.
fn places(issuer: &Url) -> [Url; 2] {
    let path = issuer.path().trim_end_matches('/').to_owned();
    let at = |path: &str| {
        let mut url = issuer.clone();
        url.set_path(path);
        url.set_query(None);
        url
    };
    [
        at(&format!("/.well-known/oauth-authorization-server{path}")),
        at(&format!("{path}/.well-known/openid-configuration")),
    ]
}

/// Reads what `issuer` says about itself. One that turns out to be another is refused, letter by
/// letter, and not looked for elsewhere.
pub async fn discover(http: &Client, issuer: &str) -> Result<Discovered, MetadataError> {
    let url: EndpointUrl =
        issuer.parse().map_err(|_| MetadataError::BadIssuer(issuer.to_owned()))?;
    let places = places(&url.into_url());
    for place in &places {
        let request = Request::new(Method::GET, place.clone())
            .header(ACCEPT, HeaderValue::from_static("application/json"));
        let answer = http.send(request).await?;
        if let Some(said) = read(&answer, issuer) {
            return said;
        }
    }
    Err(MetadataError::NotFound { tried: places.map(String::from).to_vec() })
}

/// The metadata of `issuer` in an answer, or why they cannot be used; `None` where there are none.
pub(super) fn read(answer: &Answer, issuer: &str) -> Option<Result<Discovered, MetadataError>> {
    if answer.status() != StatusCode::OK {
        return None;
    }
    let document: Value = serde_json::from_slice(answer.body()).ok()?;
    let metadata: Metadata = serde_json::from_value(document.clone()).ok()?;
    Some(judged(&metadata, document, issuer, answer))
}

fn judged(
    metadata: &Metadata,
    document: Value,
    issuer: &str,
    answer: &Answer,
) -> Result<Discovered, MetadataError> {
    if metadata.issuer != issuer {
        return Err(MetadataError::OtherIssuer { said: answer.clean(&metadata.issuer) });
    }
    let methods = metadata.code_challenge_methods_supported.as_ref();
    Ok(Discovered {
        token_endpoint: endpoint("token_endpoint", metadata.token_endpoint.as_ref())?,
        endpoints: endpoints(metadata)?,
        issuer: ExpectedIssuer {
            identifier: issuer.to_owned(),
            always_named: metadata.authorization_response_iss_parameter_supported,
        },
        has_s256: methods.is_none_or(|methods| methods.iter().any(|method| method == "S256")),
        document,
    })
}

fn endpoints(metadata: &Metadata) -> Result<Endpoints, MetadataError> {
    Ok(Endpoints {
        authorization: endpoint(
            "authorization_endpoint",
            metadata.authorization_endpoint.as_ref(),
        )?,
        revocation: endpoint("revocation_endpoint", metadata.revocation_endpoint.as_ref())?,
        introspection: endpoint(
            "introspection_endpoint",
            metadata.introspection_endpoint.as_ref(),
        )?,
        device_authorization: endpoint(
            "device_authorization_endpoint",
            metadata.device_authorization_endpoint.as_ref(),
        )?,
        userinfo: endpoint("userinfo_endpoint", metadata.userinfo_endpoint.as_ref())?,
        jwks: endpoint("jwks_uri", metadata.jwks_uri.as_ref())?,
    })
}

fn endpoint(name: &'static str, said: Option<&String>) -> Result<Option<Url>, MetadataError> {
    let parsed = said.map(|said| said.parse::<EndpointUrl>().map(EndpointUrl::into_url));
    parsed.transpose().map_err(|_| MetadataError::BadEndpoint { name })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places_of(issuer: &str) -> [String; 2] {
        places(&issuer.parse().unwrap()).map(String::from)
    }

    #[test]
    fn c26_the_well_known_part_stands_between_host_and_path_or_at_the_end() {
        for (issuer, rfc_8414, openid) in [
            (
                "https://a.example",
                "https://a.example/.well-known/oauth-authorization-server",
                "https://a.example/.well-known/openid-configuration",
            ),
            (
                "https://a.example/",
                "https://a.example/.well-known/oauth-authorization-server",
                "https://a.example/.well-known/openid-configuration",
            ),
            (
                "https://a.example/tenant/1",
                "https://a.example/.well-known/oauth-authorization-server/tenant/1",
                "https://a.example/tenant/1/.well-known/openid-configuration",
            ),
        ] {
            assert_eq!(places_of(issuer), [rfc_8414, openid], "{issuer}");
        }
    }

    fn judge(body: &str, issuer: &str) -> Result<Discovered, MetadataError> {
        read(&Answer::of(200, body.as_bytes(), ""), issuer).unwrap()
    }

    #[test]
    fn c25_metadata_of_another_issuer_are_refused_letter_by_letter() {
        let body = r#"{"issuer":"https://a.example"}"#;
        assert!(judge(body, "https://a.example").is_ok());
        for other in ["https://a.example/", "https://A.example", "https://b.example"] {
            let error = judge(body, other).unwrap_err();
            assert!(matches!(error, MetadataError::OtherIssuer { .. }), "{other}");
        }
    }

    #[test]
    fn c17_metadata_cannot_lead_to_plain_http() {
        let body = r#"{"issuer":"https://a.example","token_endpoint":"http://a.example/token"}"#;
        let error = judge(body, "https://a.example").unwrap_err();
        assert!(matches!(error, MetadataError::BadEndpoint { name: "token_endpoint" }));
    }

    #[test]
    fn c03_a_server_that_only_has_plain_is_seen() {
        let with = |methods: &str| {
            let body = format!(r#"{{"issuer":"https://a.example"{methods}}}"#);
            judge(&body, "https://a.example").unwrap().has_s256
        };
        assert!(with(""));
        assert!(with(r#","code_challenge_methods_supported":["plain","S256"]"#));
        assert!(!with(r#","code_challenge_methods_supported":["plain"]"#));
    }

    #[test]
    fn what_is_no_metadata_is_none() {
        for (status, body) in [(404, "{}"), (200, "<html>"), (200, "{}"), (302, "")] {
            let said = read(&Answer::of(status, body.as_bytes(), ""), "https://a.example");
            assert!(said.is_none(), "{status} {body}");
        }
    }
}
