//! What a client asks for in the browser, and the way back.

use http::StatusCode;
use http::header::LOCATION;
use serde::{Deserialize, Serialize};
use url::{Url, form_urlencoded};

use crate::sandbox::SandboxError;
use crate::sandbox::answer::Answer;
use crate::sandbox::context::Context;
use crate::sandbox::ottm::refusal::REQUEST;
use crate::sandbox::ottm::{CLIENT_ID, ISSUER, is_strict, issuer, member_id, opaque};
use crate::sandbox::people::Person;
use crate::sandbox::state::consents::{self, Code};

/// An authorization request that was looked at.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(super) struct Asked {
    pub(super) redirect_uri: String,
    pub(super) scope: String,
    pub(super) state: Option<String>,
    pub(super) nonce: Option<String>,
    /// By the standards alone; the document knows nothing of it.
    pub(super) challenge: Option<String>,
}

impl Asked {
    /// A code for this request.
    pub(super) fn granted_by(
        &self,
        person: &Person,
        context: &Context,
    ) -> Result<String, SandboxError> {
        let code = opaque()?;
        let granted = Code {
            issuer: ISSUER,
            client_id: CLIENT_ID.to_owned(),
            redirect_uri: self.redirect_uri.clone(),
            scope: self.scope.clone(),
            subject: member_id(person),
            challenge: self.challenge.clone(),
            nonce: self.nonce.clone(),
            expires_at: context.now().as_second() + consents::LIFE,
            used: false,
        };
        context.state().write(|transaction| Ok(consents::keep(transaction, &code, &granted)?))?;
        Ok(code)
    }

    /// The way back: with the empty first pair that the document prints, or by the standards without
    /// it and with who we are (S15).
    pub(super) fn sent_back(
        &self,
        name: &str,
        value: &str,
        status: StatusCode,
        context: &Context,
    ) -> Answer {
        let Ok(mut url) = Url::parse(&self.redirect_uri) else {
            return REQUEST.answer("S01: not a redirect URI", context);
        };
        let state = self.state.as_deref().map(|state| ("state", state));
        if is_strict(context) {
            let pairs = [(name, value)].into_iter().chain(state);
            url.query_pairs_mut().extend_pairs(pairs).append_pair("iss", &issuer(context));
            return Answer::empty(status).with(LOCATION, url.as_str());
        }
        let mut pairs = form_urlencoded::Serializer::new(String::new());
        pairs.append_pair(name, value).extend_pairs(state);
        let start = if self.redirect_uri.contains('?') { "&" } else { "?&" };
        let location = format!("{}{start}{}", self.redirect_uri, pairs.finish());
        Answer::empty(status).with(LOCATION, &location)
    }
}
