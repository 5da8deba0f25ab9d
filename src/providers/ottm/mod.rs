//! OTTM: the login of its membership.
//!
//! What is refused comes in an envelope with status 400 and a code in quotes, a token that is over
//! included; what succeeds comes bare. Its id tokens name a key that is published nowhere. That a
//! refresh token can be spent is not documented: it is tried as RFC 6749 has it, and where that is
//! refused the person logs in again. Sources: see [`crate::wire::ottm`].

mod codes;

use http::Method;
use http::header::{ACCEPT, HeaderValue};

use crate::http::{Answer, Request};
use crate::model::{
    BaseUrl, Cause, ClientAuth, ClientSecret, Endpoints, Grant, Member, OffBase, Pkce,
    ProviderSpec, RedirectUri, Refusal, Registration, Token,
};
use crate::providers::NoResult;
use crate::providers::no_result::bare;
use crate::wire::ottm::{self as wire, Envelope, UserInfo, path};

pub use codes::CODES;

/// How long an access token lives at most: an hour as documented, and room for more.
pub const LONGEST_DAYS: i64 = 30;

/// Where OTTM is.
#[derive(Clone, Debug)]
pub struct Place {
    /// Where members log in.
    pub member_base: BaseUrl,
    /// On which page of it.
    pub authorize_path: String,
    /// Where tokens are issued and the API answers.
    pub api_base: BaseUrl,
}

/// OTTM at `place`, for a client that it issued. `issuer` names the authorization server for good,
/// whatever port it happens to be at.
///
/// # Errors
///
/// Where an endpoint does not fit below its base.
pub fn spec(
    issuer: String,
    place: Place,
    client: (String, ClientSecret),
    redirect_uri: RedirectUri,
    scope: String,
) -> Result<ProviderSpec, OffBase> {
    let (client_id, client_secret) = client;
    Ok(ProviderSpec {
        registration: Registration {
            issuer,
            token_endpoint: place.api_base.join(path::TOKEN)?,
            client_id,
            client_auth: ClientAuth::Post(client_secret),
            scope,
        },
        endpoints: Endpoints {
            authorization: Some(place.member_base.join(&place.authorize_path)?),
            userinfo: Some(place.api_base.join(path::USERINFO)?),
            ..Endpoints::default()
        },
        grant: Grant::AuthorizationCode,
        redirect_uri,
        pkce: Pkce::None,
        has_s256: false,
        issuer: None,
        authorize_extras: &[],
        api_base: Some(place.api_base),
    })
}

/// Asks who the token is for; the token itself is added by who sends it.
///
/// # Errors
///
/// Where the endpoint does not fit below `base`.
pub fn userinfo(base: &BaseUrl) -> Result<Request, OffBase> {
    Ok(Request::new(Method::GET, base.join(path::USERINFO)?)
        .header(ACCEPT, HeaderValue::from_static("application/json")))
}

/// Who the token is for.
pub fn read_userinfo(answer: &Answer) -> Result<Member, NoResult> {
    if let Some(refusal) = read_refusal(answer) {
        return Err(NoResult::Refused(refusal));
    }
    if !answer.status().is_success() {
        return Err(NoResult::unreadable(answer));
    }
    let user: UserInfo =
        serde_json::from_slice(answer.body()).map_err(|_| NoResult::unreadable(answer))?;
    Ok(Member {
        sub: answer.clean(&user.sub),
        nickname: user.nickname.map(|name| answer.clean(&name)),
        email: user.email.map(|email| answer.clean(&email)),
    })
}

/// A refusal in OTTM's envelope, whatever the HTTP status.
pub fn read_refusal(answer: &Answer) -> Option<Refusal> {
    let envelope: Envelope = serde_json::from_slice(answer.body()).ok()?;
    let failure = envelope.error?;
    let cause = match failure.code.as_deref() {
        Some(wire::INVALID_CLIENT | wire::UNAUTHORIZED_CLIENT) => Cause::Client,
        Some(wire::INVALID_SCOPE | wire::INSUFFICIENT_SCOPE) => Cause::Scope,
        Some(wire::INVALID_TOKEN) => Cause::Token,
        _ if answer.is_outage() => Cause::Outage,
        _ => Cause::Request,
    };
    Some(Refusal {
        code: failure.code.map(|code| answer.clean(&code)),
        message: failure.message.map(|words| answer.clean(&words)),
        ..bare(answer, cause)
    })
}

/// The same at the token endpoint, where what is not good is the code or the refresh token.
pub fn token_refusal(answer: &Answer) -> Option<Refusal> {
    let refusal = read_refusal(answer)?;
    let cause = if refusal.cause == Cause::Token { Cause::Grant } else { refusal.cause };
    Some(Refusal { cause, ..refusal })
}

/// A refusal of a refresh token. That the client is registered for another grant means there that it
/// has none to refresh with.
pub fn of_refresh(refusal: Refusal) -> Refusal {
    let no_refresh = refusal.code.as_deref() == Some(wire::UNAUTHORIZED_CLIENT);
    if no_refresh { Refusal { cause: Cause::Connect, ..refusal } } else { refusal }
}

/// Whether this answer says that the token is no longer good; with status 400, not 401.
pub fn is_token_refused(answer: &Answer, _: &Token) -> bool {
    read_refusal(answer).is_some_and(|refusal| refusal.cause == Cause::Token)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(code: &str) -> Answer {
        let body = serde_json::to_vec(&Envelope::refusal(code, "canary-words")).unwrap();
        Answer::of(400, &body, "canary-words")
    }

    #[test]
    fn each_code_is_about_something() {
        for (code, cause) in [
            ("10051", Cause::Request),
            ("10071", Cause::Scope),
            ("10073", Cause::Client),
            ("10074", Cause::Scope),
            ("10075", Cause::Token),
            ("10076", Cause::Client),
            ("19999", Cause::Request),
        ] {
            let refusal = read_refusal(&refused(code)).unwrap();
            assert_eq!((refusal.cause, refusal.code.as_deref()), (cause, Some(code)));
            assert_eq!(refusal.message.as_deref(), Some("…"));
        }
        assert_eq!(token_refusal(&refused("10075")).unwrap().cause, Cause::Grant);
        let token = crate::providers::testing::token("openid");
        assert!(is_token_refused(&refused("10075"), &token));
        assert!(!is_token_refused(&refused("10074"), &token));
    }

    #[test]
    fn a_client_that_may_not_refresh_has_nothing_but_a_login() {
        let of = |code: &str| of_refresh(token_refusal(&refused(code)).unwrap()).cause;
        assert_eq!(of("10076"), Cause::Connect);
        assert_eq!(of("10073"), Cause::Client, "a wrong secret is mended elsewhere");
    }

    #[test]
    fn a_member_is_read_without_control_characters() {
        let body = br#"{"sub":"e68a","nickname":"te\u001b[31mst"}"#;
        let user = read_userinfo(&Answer::of(200, body, "")).unwrap();
        assert_eq!(user.nickname.as_deref(), Some("te[31mst"));
        let denied = read_userinfo(&Answer::of(403, body, ""));
        assert!(matches!(denied, Err(NoResult::NotPromised { .. })));
        let page = read_userinfo(&Answer::of(200, b"<html>", ""));
        assert!(matches!(page, Err(NoResult::NotPromised { .. })));
        assert!(matches!(read_userinfo(&refused("10075")), Err(NoResult::Refused(_))));
    }
}
