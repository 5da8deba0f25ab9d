//! A provider said no.

/// What a provider said, in its own words, and what it means to us.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What it is about.
    pub cause: Cause,
    /// The HTTP status that it came with; some come with 200.
    pub http_status: u16,
    /// The provider's own code: `invalid_client`, `CE1000`, `A0002`.
    pub code: Option<String>,
    /// The code of the bank that stands behind the provider: `415`.
    pub bank_code: Option<String>,
    /// The provider's own words, already fit to be shown.
    pub message: Option<String>,
}

impl Refusal {
    /// The same once a renewed token was turned away too: what is over is the connection, and only the
    /// user can make a new one.
    #[must_use]
    pub fn after_refresh(self) -> Self {
        let over = matches!(self.cause, Cause::Token | Cause::Grant);
        let cause = if over { Cause::Connect } else { self.cause };
        Self { cause, ..self }
    }

    /// The same of a refresh token: unless it is about the client, or passes, only the user can get the
    /// next token. A client that may not use this grant at all (RFC 6749 §5.2) has no other way either.
    #[must_use]
    pub fn of_refresh(self) -> Self {
        let may_not = self.code.as_deref() == Some("unauthorized_client");
        let mended_elsewhere = matches!(self.cause, Cause::Client | Cause::Outage) && !may_not;
        let cause = if mended_elsewhere { self.cause } else { Cause::Connect };
        Self { cause, ..self }
    }
}

/// What a refusal is about, which decides what a person does next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The client id or its secret is wrong, or not allowed to do this.
    Client,
    /// The scope is not ours to ask for.
    Scope,
    /// The access token is over, revoked or unknown.
    Token,
    /// What the user agreed to is over or was never finished: only connecting again helps.
    Connect,
    /// The authorization code or the refresh token is over, revoked, used or another client's.
    Grant,
    /// The provider is out of order or overloaded; it passes by itself.
    Outage,
    /// Anything else about the request.
    Request,
}

impl Cause {
    /// Of a code of RFC 6749 §5.2, RFC 6750 §3.1, RFC 8628 §3.5. Whoever asks to be asked more slowly
    /// has nothing against the request.
    pub fn of_oauth(code: &str) -> Self {
        match code {
            "invalid_client" | "unauthorized_client" => Self::Client,
            "invalid_scope" | "insufficient_scope" => Self::Scope,
            "invalid_token" => Self::Token,
            "invalid_grant" => Self::Grant,
            "server_error" | "temporarily_unavailable" | "slow_down" => Self::Outage,
            _ => Self::Request,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refused_refresh_ends_the_connection_unless_something_else_mends_it() {
        let of = |code: &str| {
            let refusal = Refusal {
                cause: Cause::of_oauth(code),
                http_status: 400,
                code: Some(code.into()),
                bank_code: None,
                message: None,
            };
            refusal.of_refresh().cause
        };
        for code in ["invalid_grant", "invalid_request", "invalid_scope", "unauthorized_client"] {
            assert_eq!(of(code), Cause::Connect, "{code}");
        }
        assert_eq!(of("invalid_client"), Cause::Client);
        for code in ["temporarily_unavailable", "slow_down"] {
            assert_eq!(of(code), Cause::Outage, "{code}");
        }
    }
}
