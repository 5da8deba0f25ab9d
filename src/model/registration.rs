//! Who we are to an authorization server.

use url::Url;

use crate::model::{ClientSecret, RegistrationId};

/// A client registration (RFC 6749 §2) and what we ask for with it.
#[derive(Clone, Debug)]
pub struct Registration {
    /// The authorization server by a name that stays: the same server at another port, as the
    /// sandbox has it, is the same issuer.
    pub issuer: String,
    /// Where tokens are asked for.
    pub token_endpoint: Url,
    /// Public.
    pub client_id: String,
    /// How we prove that we are this client.
    pub client_auth: ClientAuth,
    /// Space separated (RFC 6749 §3.3).
    pub scope: String,
}

/// How a client proves itself to the token endpoint (RFC 6749 §2.3.1), by the names of `OpenID`
/// Connect Core §9.
#[derive(Clone, Debug)]
pub enum ClientAuth {
    /// `none`: a public client, which has no secret and says who it is in the body.
    None,
    /// `client_secret_post`: in the body.
    Post(ClientSecret),
    /// `client_secret_basic`: in the `Authorization` header.
    Basic(ClientSecret),
}

impl ClientAuth {
    /// By its name in `OpenID` Connect Core §9.
    pub fn name(&self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Post(_) => "client_secret_post",
            Self::Basic(_) => "client_secret_basic",
        }
    }
}

impl Registration {
    /// What tokens issued to this registration are marked with.
    pub fn id(&self) -> RegistrationId {
        RegistrationId::new(&self.issuer, &self.client_id, &self.scope)
    }

    /// The secret as it is sent; a public client's is empty.
    pub fn secret(&self) -> &str {
        match &self.client_auth {
            ClientAuth::None => "",
            ClientAuth::Post(secret) | ClientAuth::Basic(secret) => secret.expose(),
        }
    }
}
