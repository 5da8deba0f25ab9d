//! What a client asks for in the browser, from the first address to the code, and the way back.

use http::StatusCode;
use http::header::LOCATION;
use serde::{Deserialize, Serialize};
use url::form_urlencoded;

use crate::sandbox::answer::Answer;
use crate::sandbox::context::Context;
use crate::sandbox::state::consents::Code;

/// An authorization request that was looked at.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub(crate) struct Asked {
    pub(crate) client_id: String,
    pub(crate) redirect_uri: String,
    /// What is granted, where somebody agrees.
    pub(crate) scope: String,
    pub(crate) state: Option<String>,
    pub(crate) nonce: Option<String>,
    /// By S256, which is the only method.
    pub(crate) challenge: Option<String>,
}

impl Asked {
    /// What a code of `issuer` stands for, once somebody has agreed.
    pub(crate) fn agreed_by(self, subject: &str, issuer: &'static str, expires_at: i64) -> Code {
        Code {
            issuer,
            client_id: self.client_id,
            redirect_uri: self.redirect_uri,
            scope: self.scope,
            subject: subject.to_owned(),
            challenge: self.challenge,
            nonce: self.nonce,
            expires_at,
            used: false,
        }
    }

    /// Sends the browser back with an answer, see [`back`].
    pub(crate) fn sent_back(
        &self,
        issuer: &str,
        answer: &[(&str, &str)],
        status: StatusCode,
        context: &Context,
    ) -> Answer {
        back(&self.redirect_uri, self.state.as_deref(), &context.issuer(issuer), answer, status)
    }
}

/// The way back by the standards, to an address without parameters of its own: everything is encoded,
/// the state comes back as it came, and whatever the answer is, it says whose (S15). After a form the
/// `status` is 303, so that the form is not sent on (S18).
pub(crate) fn back(
    redirect_uri: &str,
    state: Option<&str>,
    issuer: &str,
    answer: &[(&str, &str)],
    status: StatusCode,
) -> Answer {
    let pairs = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(answer)
        .extend_pairs(state.map(|state| ("state", state)))
        .append_pair("iss", issuer)
        .finish();
    Answer::empty(status).with(LOCATION, &format!("{redirect_uri}?{pairs}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s15_the_way_back_is_encoded_and_says_whose_it_is() {
        let sent = |state| {
            let answer = back(
                "http://127.0.0.1:80/callback",
                state,
                "http://127.0.0.1/a",
                &[("error", "x y")],
                StatusCode::SEE_OTHER,
            );
            answer.header_map()[LOCATION].to_str().unwrap().to_owned()
        };
        let iss = "iss=http%3A%2F%2F127.0.0.1%2Fa";
        let start = "http://127.0.0.1:80/callback?error=x+y";
        assert_eq!(sent(Some("a&b\r\n가")), format!("{start}&state=a%26b%0D%0A%EA%B0%80&{iss}"));
        assert_eq!(sent(None), format!("{start}&{iss}"));
    }
}
