//! A client at each provider that lets people log in, and its usual requests

use super::{Ask, Wire};

/// What is replaced, left out or added.
pub type Changed<'a> = &'a [(&'a str, Option<&'a str>)];

/// RFC 7636, appendix B.
pub const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
pub const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

/// A request without a challenge, and an exchange without a verifier.
pub const BARE: Changed<'_> = &[("code_challenge", None), ("code_challenge_method", None)];
pub const UNVERIFIED: Changed<'_> = &[("code_verifier", None)];

pub const ADDRESS: &str = "http://127.0.0.1:1/callback";
/// Another one that is registered just as well.
pub const ELSEWHERE: &str = "http://127.0.0.1:2/callback";

/// 32 characters, which KFTC wants.
pub const STATE: &str = "0123456789abcdef0123456789abcdef";

/// A client at a provider, and how that provider speaks.
#[derive(Clone, Copy)]
pub struct Party {
    pub provider: &'static str,
    authorize: &'static str,
    pub token: &'static str,
    /// A call that an access token is for.
    whoami: &'static str,
    pub id: &'static str,
    pub secret: Option<&'static str>,
    /// All that it asks for, and a part of that.
    pub scope: &'static str,
    pub less: &'static str,
    /// How long a code and a refresh token live, in seconds.
    pub code_life: i64,
    pub refresh_life: i64,
    /// Whether a code is gone after an exchange that failed.
    pub burns: bool,
    /// What it calls a code, a refresh token and a scope that it refuses.
    pub bad_code: &'static str,
    pub bad_refresh: &'static str,
    pub bad_scope: &'static str,
    /// The rule of whoever bears a token that is none.
    pub turned_away: &'static str,
}

pub const ACME_CLI: Party = Party {
    provider: "acme",
    authorize: "/acme/authorize",
    token: "/acme/token",
    whoami: "/acme/userinfo",
    id: "acme_cli",
    secret: None,
    scope: "openid profile offline_access",
    less: "openid offline_access",
    code_life: 60,
    refresh_life: 2_592_000,
    burns: false,
    bad_code: "invalid_grant",
    bad_refresh: "invalid_grant",
    bad_scope: "invalid_scope",
    turned_away: "S23",
};

pub const ACME_WEB: Party =
    Party {
        id: "acme_web", secret: Some("sandbox acme:secret+%한글 not a real one"), ..ACME_CLI
    };

pub const HYFATA_WEB: Party = Party {
    provider: "hyfata",
    authorize: "/hyfata/oauth/authorize",
    token: "/hyfata/oauth/token",
    whoami: "/hyfata/oauth/userinfo",
    id: "client_1800000000000_0001",
    secret: Some("sandbox_hyfata_secret_not_a_real_one"),
    scope: "profile email",
    less: "profile",
    code_life: 600,
    refresh_life: 1_209_600,
    burns: true,
    ..ACME_CLI
};

pub const HYFATA_CLI: Party =
    Party { id: "client_1800000000000_public", secret: None, ..HYFATA_WEB };

pub const OTTM: Party = Party {
    provider: "ottm",
    authorize: "/ottm/auth/authorize",
    token: "/ottm/oauth2/v1/token",
    whoami: "/ottm/oauth2/v1/userinfo",
    id: "sandbox_ottm_client",
    secret: Some("sandbox_ottm_secret_not_a_real_one"),
    scope: "openid profile",
    less: "openid",
    bad_code: "10051",
    bad_refresh: "10075",
    bad_scope: "10071",
    ..HYFATA_WEB
};

/// KFTC has no strict behavior; what of these rules it holds, it holds as it is.
pub const KFTC: Party = Party {
    provider: "kftc",
    authorize: "/kftc/oauth/2.0/authorize",
    token: "/kftc/oauth/2.0/token",
    whoami: "/kftc/v2.0/user/me?user_seq_no=1101000001",
    id: "00000000-5a4d-4b0c-8000-000000000000",
    secret: Some("sandbox_kftc_secret_not_a_real_one"),
    scope: "inquiry login",
    less: "login",
    code_life: 600,
    refresh_life: 8_639_999,
    burns: false,
    bad_code: "O0001",
    bad_refresh: "O0014",
    bad_scope: "O0011",
    turned_away: "O0002",
};

/// Everybody who keeps the standards.
pub const STRICT: [Party; 5] = [ACME_CLI, ACME_WEB, HYFATA_WEB, HYFATA_CLI, OTTM];

/// Everybody with codes.
pub const ALL: [Party; 6] = [ACME_CLI, ACME_WEB, HYFATA_WEB, HYFATA_CLI, OTTM, KFTC];

/// Clients of one provider, each beside another.
pub const NEIGHBOURS: [(Party, Party); 4] = [
    (ACME_CLI, ACME_WEB),
    (ACME_WEB, ACME_CLI),
    (HYFATA_WEB, HYFATA_CLI),
    (HYFATA_CLI, HYFATA_WEB),
];

/// An access token and its refresh token.
pub struct Pair {
    pub access: String,
    pub refresh: String,
}

impl Party {
    /// The same with another secret.
    pub fn with_secret(self, secret: &'static str) -> Self {
        Self { secret: Some(secret), ..self }
    }

    pub fn authorize(&self, changed: Changed<'_>) -> Ask {
        let usual = [
            ("response_type", "code"),
            ("client_id", self.id),
            ("redirect_uri", ADDRESS),
            ("scope", self.scope),
            ("state", STATE),
            ("auth_type", "0"),
            ("code_challenge", CHALLENGE),
            ("code_challenge_method", "S256"),
        ];
        Ask::query(self.authorize, &over(&usual, changed))
    }

    /// A code of whoever agrees by themselves.
    pub fn code(&self, wire: &Wire, changed: Changed<'_>) -> String {
        let heard = wire.ask(&self.authorize(changed));
        heard.back("code").unwrap_or_else(|| panic!("{}: {heard}", self.id))
    }

    /// A form at the token endpoint or beside it, with whoever asks.
    pub fn form(&self, path: &str, usual: &[(&str, &str)], changed: Changed<'_>) -> Ask {
        let own = [Some(("client_id", self.id)), self.secret.map(|it| ("client_secret", it))];
        let all: Vec<(&str, &str)> = own.into_iter().flatten().chain(usual.to_vec()).collect();
        Ask::form(path, &over(&all, changed))
    }

    pub fn exchange(&self, code: &str, changed: Changed<'_>) -> Ask {
        let usual = [
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", ADDRESS),
            ("code_verifier", VERIFIER),
        ];
        self.form(self.token, &usual, changed)
    }

    pub fn refresh(&self, token: &str, changed: Changed<'_>) -> Ask {
        let usual =
            [("grant_type", "refresh_token"), ("refresh_token", token), ("scope", self.scope)];
        self.form(self.token, &usual, changed)
    }

    /// The tokens of a good answer.
    pub fn pair(&self, wire: &Wire, ask: &Ask) -> Pair {
        let heard = wire.is_served(self.provider, ask);
        Pair { access: heard.text("access_token"), refresh: heard.text("refresh_token") }
    }

    pub fn connected(&self, wire: &Wire) -> Pair {
        self.pair(wire, &self.exchange(&self.code(wire, &[]), &[]))
    }

    /// Whoever bears an access token asks who it is of.
    pub fn whoami(&self, token: &str) -> Ask {
        Ask::get(self.whoami).bearer(token)
    }

    /// The access token is good.
    pub fn lets_in(&self, wire: &Wire, token: &str) {
        wire.is_served(self.provider, &self.whoami(token));
    }

    /// The access token is none any more.
    pub fn turns_away(&self, wire: &Wire, token: &str) {
        wire.breaks(self.provider, self.turned_away, &self.whoami(token));
    }
}

/// The usual parameters, with some replaced, left out or added.
fn over<'a>(usual: &[(&'a str, &'a str)], changed: Changed<'a>) -> Vec<(&'a str, &'a str)> {
    let kept = usual.iter().filter(|(name, _)| !changed.iter().any(|(other, _)| other == name));
    let added = changed.iter().filter_map(|(name, value)| value.map(|value| (*name, value)));
    kept.copied().chain(added).collect()
}
