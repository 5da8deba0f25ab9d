//! The tokens that come of a grant.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::StatusCode;
use rusqlite::Connection;
use serde_json::json;

use crate::model::{AccessToken, IdToken, RefreshToken};
use crate::sandbox::acme::ISSUER;
use crate::sandbox::acme::key::Key;
use crate::sandbox::acme::memory::Login;
use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::client::Client;
use crate::sandbox::context::Context;
use crate::sandbox::secrets::random_text;
use crate::sandbox::state::pairs::{self, Family, Kind, Token};
use crate::sandbox::{SandboxError, secrets};
use crate::wire::oauth::{Extra, TokenAnswer};

/// An hour, for access tokens and id tokens.
pub(in crate::sandbox::acme) const LIFE: i64 = 3_600;

/// Thirty days. Each refresh begins them anew, so what lapses is what nobody uses (S11).
pub(in crate::sandbox::acme) const REFRESH_LIFE: i64 = 2_592_000;

/// What was agreed to.
pub(super) struct Agreed<'a> {
    pub(super) client: &'static Client,
    /// What all of its tokens descend from.
    pub(super) family: Family,
    pub(super) login: Option<Login>,
    /// Everything that was agreed to, which is what a refresh token can get.
    pub(super) scope: &'a str,
    /// What comes back in the id token of the login.
    pub(super) nonce: Option<&'a str>,
}

impl Agreed<'_> {
    /// The answer with tokens for `scope`, which is all that was agreed to or less: an access token;
    /// with `offline_access` a refresh token, and with `openid` an id token.
    pub(super) fn tokens(
        &self,
        scope: &str,
        connection: &Connection,
        context: &Context,
    ) -> Result<Answer, Stop> {
        let access = self.kept(Kind::Access, scope, LIFE, connection, context)?;
        let refresh = if has(self.scope, "offline_access") && self.login.is_some() {
            Some(self.kept(Kind::Refresh, self.scope, REFRESH_LIFE, connection, context)?)
        } else {
            None
        };
        let id_token = match &self.login {
            Some(login) if has(scope, "openid") => Some(self.id_token(login, &access, context)),
            _ => None,
        };
        let document = TokenAnswer {
            access_token: AccessToken::new(access),
            token_type: "Bearer".to_owned(),
            expires_in: Some(LIFE),
            refresh_token: refresh.map(RefreshToken::new),
            scope: Some(scope.to_owned()).filter(|scope| !scope.is_empty()),
            extra: Extra { id_token: id_token.map(IdToken::new), ..Extra::default() },
        };
        Ok(Answer::json(StatusCode::OK, &document))
    }

    /// A new token that says nothing to whoever holds it.
    fn kept(
        &self,
        kind: Kind,
        scope: &str,
        life: i64,
        connection: &Connection,
        context: &Context,
    ) -> Result<String, SandboxError> {
        let token = random_text()?;
        let login = self.login.as_ref();
        let facts = Token {
            issuer: ISSUER,
            family: self.family,
            client_id: self.client.id.to_owned(),
            audience: login.map_or(self.client.id, |login| &login.subject).to_owned(),
            scope: scope.to_owned(),
            jti: String::new(),
            auth_time: login.map(|login| login.at),
            expires_at: context.now().as_second() + life,
            dead: false,
        };
        pairs::keep(connection, kind, &token, &facts, context.now())?;
        Ok(token)
    }

    /// Who logged in, and when, for this client alone (`OpenID` Connect Core §2).
    fn id_token(&self, login: &Login, access: &str, context: &Context) -> String {
        let now = context.now().as_second();
        // §3.1.3.6: the left half of the digest.
        let digest = secrets::digest(access);
        let (half, _) = digest.split_at(digest.len() / 2);
        let mut claims = json!({
            "iss": context.issuer(ISSUER),
            "sub": login.subject,
            "aud": self.client.id,
            "exp": now + LIFE,
            "iat": now,
            "auth_time": login.at,
            "at_hash": URL_SAFE_NO_PAD.encode(half),
        });
        if let Some(nonce) = self.nonce {
            claims["nonce"] = nonce.into();
        }
        Key::of(context.state()).signed(&claims)
    }
}

fn has(scopes: &str, scope: &str) -> bool {
    scopes.split(' ').any(|granted| granted == scope)
}
