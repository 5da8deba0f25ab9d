//! `qetta provider`

use serde::Serialize;
use serde_json::{Map, Value};
use url::Url;

use crate::error::Error;
use crate::model::{Endpoints, Pkce, Provider, Registration, Text, text};
use crate::settings::Source;
use crate::ui::report::claims;
use crate::ui::{Page, Report};

/// A provider, as far as the settings tell.
#[derive(Debug)]
pub struct ProviderRow {
    /// Which.
    pub provider: Provider,
    /// How tokens are had there.
    pub grants: Vec<&'static str>,
    /// Whether codes are bound to us.
    pub pkce: Pkce,
    /// Who says which client we are there.
    pub source: Option<Source>,
    /// The rest, or what is missing.
    pub known: Result<KnownProvider, Error>,
}

/// What is known of a provider that is set up. No secret is.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct KnownProvider {
    /// The authorization server, whose metadata name what is not named here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
    /// Our name.
    pub client_id: Option<String>,
    /// How we prove ourselves.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auth_method: Option<&'static str>,
    /// Where the browser comes back to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub redirect_uri: Option<String>,
    /// What we ask for.
    pub scope: String,
    /// Where its API answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub api_base: Option<String>,
    /// Where it answers, by the names of RFC 8414.
    pub endpoints: Map<String, Value>,
}

impl KnownProvider {
    /// Who we are there, and where tokens are asked for.
    pub fn of(registration: &Registration) -> Self {
        Self {
            client_id: Some(registration.client_id.clone()),
            auth_method: Some(registration.client_auth.name()),
            scope: registration.scope.clone(),
            ..Self::default()
        }
        .with("token_endpoint", Some(&registration.token_endpoint))
    }

    /// With one more endpoint, where there is one.
    #[must_use]
    pub fn with(mut self, name: &str, endpoint: Option<&Url>) -> Self {
        if let Some(endpoint) = endpoint {
            self.endpoints.insert(name.to_owned(), endpoint.as_str().into());
        }
        self
    }

    /// With all of these.
    #[must_use]
    pub fn at(self, endpoints: &Endpoints) -> Self {
        self.with("authorization_endpoint", endpoints.authorization.as_ref())
            .with("revocation_endpoint", endpoints.revocation.as_ref())
            .with("introspection_endpoint", endpoints.introspection.as_ref())
            .with("device_authorization_endpoint", endpoints.device_authorization.as_ref())
            .with("userinfo_endpoint", endpoints.userinfo.as_ref())
            .with("jwks_uri", endpoints.jwks.as_ref())
    }

    fn fields(&self) -> Vec<(Text, String)> {
        let optional = [
            (text!("issuer", "인가 서버"), self.issuer.as_deref()),
            (text!("client id", "클라이언트 ID"), self.client_id.as_deref()),
            (text!("proves itself by", "클라이언트 인증"), self.auth_method),
            (text!("redirect URI", "리디렉션 URI"), self.redirect_uri.as_deref()),
            (text!("scope", "권한 범위"), Some(self.scope.as_str())),
            (text!("API", "API"), self.api_base.as_deref()),
        ];
        let there = |(title, value): (Text, Option<&str>)| Some((title, value?.to_owned()));
        let endpoints = self.endpoints.iter();
        let endpoints =
            endpoints.map(|(name, url)| (Text::same(name.clone()), claims::plainly(url)));
        optional.into_iter().filter_map(there).chain(endpoints).collect()
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Document<'a> {
    name: &'a str,
    provider: &'a str,
    built_in: bool,
    configured: bool,
    grants: &'a [&'static str],
    pkce: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<String>,
    #[serde(flatten)]
    known: Option<&'a KnownProvider>,
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<&'a str>,
}

impl<'a> Document<'a> {
    fn of(row: &'a ProviderRow) -> Self {
        Self {
            name: row.provider.name(),
            provider: row.provider.code(),
            built_in: !matches!(row.provider, Provider::Custom(_)),
            configured: row.known.is_ok(),
            grants: &row.grants,
            pkce: row.pkce.to_string(),
            source: row.source.as_ref().map(ToString::to_string),
            known: row.known.as_ref().ok(),
            problem: row.known.as_ref().err().map(|error| error.message().english()),
        }
    }
}

impl Report for ProviderRow {
    fn text(&self, page: &mut Page) {
        let lang = page.lang();
        let mut fields = vec![
            (text!("name", "이름"), self.provider.name().to_owned()),
            (text!("provider", "제공자"), self.provider.title().say(lang).to_owned()),
            (text!("grants", "발급 방식"), self.grants.join(", ")),
            (Text::same("PKCE"), self.pkce.to_string()),
        ];
        match &self.known {
            Ok(known) => fields.extend(known.fields()),
            Err(error) => {
                let problem = error.message().say(lang).to_owned();
                fields.push((text!("not set up", "설정 안 됨"), problem));
            }
        }
        let source = self.source.as_ref();
        fields.extend(source.map(|source| (text!("source", "출처"), source.to_string())));
        page.fields(&fields);
    }

    fn json(&self) -> impl Serialize {
        Document::of(self)
    }
}

/// All of them.
#[derive(Debug)]
pub struct ProviderTable {
    /// The built-in ones first.
    pub rows: Vec<ProviderRow>,
}

impl Report for ProviderTable {
    fn text(&self, page: &mut Page) {
        let headings = [
            text!("name", "이름"),
            text!("provider", "제공자"),
            text!("grants", "발급 방식"),
            Text::same("PKCE"),
            text!("set up", "설정"),
        ];
        let lang = page.lang();
        let cells = |row: &ProviderRow| {
            let set_up =
                if row.known.is_ok() { text!("yes", "예") } else { text!("no", "아니요") };
            vec![
                row.provider.name().to_owned(),
                row.provider.title().say(lang).to_owned(),
                row.grants.join(", "),
                row.pkce.to_string(),
                set_up.say(lang).to_owned(),
            ]
        };
        page.table(&headings, self.rows.iter().map(cells).collect());
    }

    fn json(&self) -> impl Serialize {
        #[derive(Serialize)]
        struct Table<'a> {
            providers: Vec<Document<'a>>,
        }
        Table { providers: self.rows.iter().map(Document::of).collect() }
    }
}
