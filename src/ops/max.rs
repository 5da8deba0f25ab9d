//! What is MAX Platform's alone: its admin API, and the six checks of its document.

use jiff::Timestamp;
use serde_json::Value;

use crate::http::{Answer, Request};
use crate::model::{AccessToken, ClientSecret, Provider, Registration, Token};
use crate::oauth::{self, Dialect};
use crate::ops::token::Subject;
use crate::ops::{Desk, OpError, Rules, call};
use crate::providers::max::{self, ClientQuery, Max, OTHER_SCOPE, read_document};
use crate::store::Vault;

/// How its answers are to be understood.
pub const MAX_RULES: Rules =
    Rules { read_refusal: max::read_refusal, is_token_refused: max::is_token_refused };

/// MAX Platform for one connection, and all that it takes to ask it.
#[derive(Clone, Copy, Debug)]
pub struct MaxParts<'a> {
    /// Clock and network.
    pub desk: &'a Desk,
    /// The token.
    pub vault: &'a Vault,
    /// Which connection.
    pub subject: &'a Subject,
    /// Where it is.
    pub max: &'a Max,
}

/// A document of the admin API, and why the token was an old one.
pub type Document = (Value, Option<OpError>);

/// How many clients, sessions and tokens there are.
pub async fn statistics(parts: MaxParts<'_>) -> Result<Document, OpError> {
    ask(parts, parts.max.statistics()?).await
}

/// A list of clients.
pub async fn clients(parts: MaxParts<'_>, query: &ClientQuery) -> Result<Document, OpError> {
    ask(parts, parts.max.clients(query)?).await
}

/// Gives the client `id` a new secret.
pub async fn regenerate(parts: MaxParts<'_>, id: &str) -> Result<ClientSecret, OpError> {
    let MaxParts { desk, vault, subject, max } = parts;
    let called = call(desk, vault, subject, MAX_RULES, max.regenerate(id)?).await?;
    if let Some(refusal) = called.refusal {
        return Err(OpError::Refused { provider: subject.key.provider, refusal });
    }
    max::read_regenerated(&called.answer).map_err(|no| OpError::no_result(subject.key.provider, no))
}

async fn ask(parts: MaxParts<'_>, request: Request) -> Result<Document, OpError> {
    let MaxParts { desk, vault, subject, .. } = parts;
    let provider = subject.key.provider;
    let called = call(desk, vault, subject, MAX_RULES, request).await?;
    if let Some(refusal) = called.refusal {
        return Err(OpError::Refused { provider, refusal });
    }
    let document = read_document(&called.answer).map_err(|no| OpError::no_result(provider, no))?;
    Ok((document, called.stale_because))
}

/// Asks for a token, always, and stores nothing.
pub async fn issue(
    desk: &Desk,
    registration: &Registration,
    dialect: Dialect,
    now: Timestamp,
) -> Result<Token, OpError> {
    oauth::client_credentials(&desk.http, registration, dialect, now)
        .await
        .map(|issued| desk.noted(issued).token)
        .map_err(|error| OpError::oauth(Provider::Max, error))
}

/// One of the six checks, by the document's order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Check {
    /// OAuth Metadata 확인: the metadata name the grant.
    Metadata,
    /// 서비스 토큰 발급: a token is issued.
    Issue,
    /// 서비스 API 접근: it opens the statistics.
    Access,
    /// OAuth 클라이언트 조회: it lists clients.
    Clients,
    /// 보안 테스트: a forged one opens nothing.
    Security,
    /// 스코프 검증: one without the scope opens nothing.
    Scope,
}

impl Check {
    /// As JSON has it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Metadata => "metadata",
            Self::Issue => "issue",
            Self::Access => "access",
            Self::Clients => "clients",
            Self::Security => "security",
            Self::Scope => "scope",
        }
    }
}

/// What a check found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// As the document promises.
    Good,
    /// Good enough, and not as the document promises.
    Remark(Remark),
    /// Not good.
    Bad(String),
}

/// What is good enough, and not as it is promised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remark {
    /// The two documents of metadata do not say the same.
    MetadataDiffer,
    /// A refresh token came with a token that needs none.
    RefreshToken,
    /// Refused, but with 401 where 403 is promised.
    Unauthorized,
}

/// The members of the statistics that the document prints.
const STATISTICS: [&str; 6] = [
    "total_clients",
    "active_clients",
    "service_clients",
    "total_sessions",
    "active_tokens",
    "active_service_tokens",
];

/// Makes the six checks. What goes wrong in one is its finding; none holds up another, but without a
/// token there is nothing to try it with.
pub async fn check(desk: &Desk, max: &Max, dialect: Dialect) -> Vec<(Check, Finding)> {
    let mut found = vec![(Check::Metadata, settled(metadata(desk, max).await))];
    let token = issue(desk, &max.registration, dialect, desk.clock.now()).await;
    let (issued, token) = match token {
        Ok(token) if token.refresh_token.is_some() => {
            (Finding::Remark(Remark::RefreshToken), Some(token))
        }
        Ok(token) => (Finding::Good, Some(token)),
        Err(error) => (Finding::Bad(words(&error)), None),
    };
    found.push((Check::Issue, issued));
    for (check, outcome) in [
        (Check::Access, access(desk, max, token.as_ref()).await),
        (Check::Clients, list(desk, max, token.as_ref()).await),
        (Check::Security, security(desk, max).await),
        (Check::Scope, scope(desk, max, dialect).await),
    ] {
        found.push((check, settled(outcome)));
    }
    found
}

/// A failure is a finding too.
fn settled(outcome: Result<Finding, OpError>) -> Finding {
    outcome.unwrap_or_else(|error| Finding::Bad(words(&error)))
}

/// What happened, in the provider's words where it has any.
fn words(error: &OpError) -> String {
    match error {
        OpError::Refused { refusal, .. } => {
            let said = refusal.message.as_deref().or(refusal.code.as_deref());
            format!("HTTP {}: {}", refusal.http_status, said.unwrap_or("no words"))
        }
        OpError::Http { source, .. } => source.to_string(),
        other => other.to_string(),
    }
}

async fn metadata(desk: &Desk, max: &Max) -> Result<Finding, OpError> {
    let grants = |document: &Value| {
        let grants = document.get("grant_types_supported").and_then(Value::as_array);
        grants.is_some_and(|grants| grants.iter().any(|grant| grant == "client_credentials"))
    };
    let answer = send(desk, max.metadata()?).await?;
    let Ok(document) = read_document(&answer) else {
        return Ok(Finding::Bad(format!("HTTP {}", answer.status())));
    };
    if !grants(&document) {
        return Ok(Finding::Bad("grant_types_supported has no client_credentials".to_owned()));
    }
    let root = send(desk, max.root_metadata()?).await?;
    let same = read_document(&root).is_ok_and(|root| grants(&root));
    Ok(if same { Finding::Good } else { Finding::Remark(Remark::MetadataDiffer) })
}

async fn access(desk: &Desk, max: &Max, token: Option<&Token>) -> Result<Finding, OpError> {
    let Some(token) = token else { return Ok(Finding::Bad("no token".to_owned())) };
    let answer = send_with(desk, max.statistics()?, &token.access_token).await?;
    let Ok(document) = read_document(&answer) else {
        return Ok(Finding::Bad(format!("HTTP {}", answer.status())));
    };
    let missing: Vec<&str> =
        STATISTICS.into_iter().filter(|name| document.get(name).is_none()).collect();
    Ok(if missing.is_empty() {
        Finding::Good
    } else {
        Finding::Bad(format!("without {}", missing.join(", ")))
    })
}

async fn list(desk: &Desk, max: &Max, token: Option<&Token>) -> Result<Finding, OpError> {
    let Some(token) = token else { return Ok(Finding::Bad("no token".to_owned())) };
    let query = ClientQuery { limit: Some(10), ..ClientQuery::default() };
    let answer = send_with(desk, max.clients(&query)?, &token.access_token).await?;
    Ok(match read_document(&answer) {
        Ok(document) if document.is_array() => Finding::Good,
        Ok(_) => Finding::Bad("not a list".to_owned()),
        Err(_) => Finding::Bad(format!("HTTP {}", answer.status())),
    })
}

async fn security(desk: &Desk, max: &Max) -> Result<Finding, OpError> {
    let forged = AccessToken::new("invalid.token.here");
    let answer = send_with(desk, max.statistics()?, &forged).await?;
    Ok(match answer.status().as_u16() {
        401 => Finding::Good,
        other => Finding::Bad(format!("HTTP {other} for a forged token, not 401")),
    })
}

async fn scope(desk: &Desk, max: &Max, dialect: Dialect) -> Result<Finding, OpError> {
    let registration = max.asking_for(OTHER_SCOPE);
    let token = issue(desk, &registration, dialect, desk.clock.now()).await?;
    let answer = send_with(desk, max.statistics()?, &token.access_token).await?;
    Ok(match answer.status().as_u16() {
        403 => Finding::Good,
        401 => Finding::Remark(Remark::Unauthorized),
        other => Finding::Bad(format!("HTTP {other} for a token without the scope, not 403")),
    })
}

async fn send_with(desk: &Desk, request: Request, token: &AccessToken) -> Result<Answer, OpError> {
    let provider = Provider::Max;
    let request = request.bearer(token).map_err(|_| OpError::Unsendable { provider })?;
    send(desk, request).await
}

async fn send(desk: &Desk, request: Request) -> Result<Answer, OpError> {
    let provider = Provider::Max;
    desk.http.send(request).await.map_err(|source| OpError::Http { provider, source })
}
