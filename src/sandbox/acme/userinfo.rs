//! `/acme/userinfo` (`OpenID` Connect Core §5.3): who logged in, as far as the scope goes.

use http::StatusCode;
use serde_json::json;
use url::form_urlencoded;

use crate::sandbox::acme::memory::tokens::{self, Kind};
use crate::sandbox::acme::people::person;
use crate::sandbox::acme::refusal;
use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;

/// For whoever bears an access token of a login (S23).
pub(super) fn tell(call: &Call, context: &Context) -> Result<Answer, Stop> {
    let query = call.head.uri.query().unwrap_or_default();
    if form_urlencoded::parse(query.as_bytes()).any(|(name, _)| name == "access_token") {
        let words = "a token in the address is in every log on the way";
        let refusal = refusal::bearer(StatusCode::BAD_REQUEST, "invalid_request", words);
        return Err(refusal.breaking("C18: a token in the address").into());
    }
    if !call.has_authorization() {
        return Err(refusal::bearer(StatusCode::UNAUTHORIZED, "", "").into());
    }
    let invalid = || {
        let words = "the access token is not known, expired or revoked";
        refusal::bearer(StatusCode::UNAUTHORIZED, "invalid_token", words)
    };
    let sent = call.bearer().ok_or_else(invalid)?;
    let token = context
        .state()
        .read(|connection| tokens::known(connection, Kind::Access, sent))?
        .filter(|token| token.stands(context.now()))
        .ok_or_else(invalid)?;
    let login = token.login.as_ref().filter(|_| token.is_for("openid"));
    let person = login.and_then(|login| person(&login.subject)).ok_or_else(|| {
        let words = "the access token is not for scope openid";
        refusal::bearer(StatusCode::FORBIDDEN, "insufficient_scope", words)
    })?;
    let mut claims = json!({ "sub": person.subject });
    if token.is_for("profile") {
        claims["name"] = person.name.into();
        claims["preferred_username"] = person.username.into();
    }
    if token.is_for("email") {
        claims["email"] = person.email.into();
        claims["email_verified"] = person.email_verified.into();
    }
    Ok(Answer::json(StatusCode::OK, &claims))
}
