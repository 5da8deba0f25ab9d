//! `qetta service-token`

use std::io;
use std::path::Path;

use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::model::{
    ClientSecret, Connection, Provider, Span, Text, Token, TokenState, iso8601, korean_time,
    masked, plain, text,
};
use crate::ops::{Check, Finding, Remark};
use crate::ui::{Page, Report, Rows};

/// A token that was just issued. Text masks it; the document has it.
#[derive(Debug)]
pub struct ServiceTokenIssued<'a> {
    /// The token.
    pub token: &'a Token,
    /// The present moment.
    pub now: Timestamp,
}

impl Report for ServiceTokenIssued<'_> {
    fn text(&self, page: &mut Page) {
        let token = self.token;
        let ends = token.expires_at().map_or_else(
            || "-".to_owned(),
            |end| {
                let left = Span::from(end.duration_since(self.now)).in_words();
                format!("{} ({})", korean_time(end), left.say(page.lang()))
            },
        );
        page.fields(&[
            (Text::new("access token", "액세스 토큰"), masked(token.access_token.expose())),
            (Text::new("ends", "만료"), ends),
            (Text::new("scope", "권한 범위"), plain(&token.scope)),
        ]);
    }

    fn json(&self) -> impl Serialize {
        #[derive(Serialize)]
        #[serde(rename_all = "camelCase")]
        struct Document<'a> {
            provider: &'a str,
            access_token: &'a str,
            token_type: &'a str,
            expires_in: Option<i64>,
            expires_at: Option<String>,
            scope: &'a str,
        }
        Document {
            provider: Provider::Max.code(),
            access_token: self.token.access_token.expose(),
            token_type: &self.token.token_type,
            expires_in: self.token.expires_in,
            expires_at: self.token.expires_at().map(iso8601),
            scope: &self.token.scope,
        }
    }
}

/// How the token stands that would be used, and where it is.
#[derive(Debug)]
pub struct ServiceTokenState {
    source: &'static str,
    state: Option<TokenState>,
    expires_at: Option<Timestamp>,
    scope: Option<String>,
}

impl ServiceTokenState {
    /// The one that the settings hold.
    pub fn of_settings(scope: String, state: TokenState, expires_at: Option<Timestamp>) -> Self {
        Self { source: "env", state: Some(state), expires_at, scope: Some(scope) }
    }

    /// The stored one, where there is one.
    pub fn of_store(kept: Option<&Connection>, now: Timestamp) -> Self {
        Self {
            source: "cache",
            state: kept.map(|kept| kept.state(now)),
            expires_at: kept.and_then(|kept| kept.expires_at),
            scope: kept.map(|kept| kept.scope.clone()),
        }
    }
}

impl Report for ServiceTokenState {
    fn text(&self, page: &mut Page) {
        let state = match self.state {
            None => Text::new("there is none", "없음"),
            Some(TokenState::Valid) => Text::new("valid", "유효"),
            Some(TokenState::Expiring) => Text::new("to be renewed", "갱신 필요"),
            Some(TokenState::Expired) => Text::new("expired", "만료"),
        };
        let source = match self.source {
            "env" => Text::same("SERVICE_TOKEN"),
            _ => Text::new("the store", "저장소"),
        };
        let lang = page.lang();
        page.fields(&[
            (Text::new("state", "상태"), state.say(lang).to_owned()),
            (Text::new("from", "출처"), source.say(lang).to_owned()),
            (
                Text::new("ends", "만료"),
                self.expires_at.map_or_else(|| "-".to_owned(), korean_time),
            ),
            (
                Text::new("scope", "권한 범위"),
                self.scope.as_deref().map_or_else(|| "-".to_owned(), plain),
            ),
        ]);
    }

    fn json(&self) -> impl Serialize {
        #[derive(Serialize)]
        #[serde(rename_all = "camelCase")]
        struct Document<'a> {
            provider: &'a str,
            source: &'a str,
            state: &'a str,
            expires_at: Option<String>,
            scope: Option<&'a str>,
        }
        Document {
            provider: Provider::Max.code(),
            source: self.source,
            state: self.state.map_or("none", TokenState::as_str),
            expires_at: self.expires_at.map(iso8601),
            scope: self.scope.as_deref(),
        }
    }
}

/// What MAX Platform counts, as it says it.
#[derive(Debug)]
pub struct Statistics<'a> {
    /// Its document.
    pub document: &'a Value,
}

impl Report for Statistics<'_> {
    fn text(&self, page: &mut Page) {
        let titles = [
            ("total_clients", Text::new("clients", "클라이언트")),
            ("active_clients", Text::new("active clients", "활성 클라이언트")),
            ("service_clients", Text::new("service clients", "서비스 클라이언트")),
            ("total_sessions", Text::new("sessions", "세션")),
            ("active_tokens", Text::new("active tokens", "활성 토큰")),
            ("active_service_tokens", Text::new("active service tokens", "활성 서비스 토큰")),
            ("recent_authorizations_24h", Text::new("logins in 24 h", "24시간 인가")),
            ("accessed_by_service", Text::new("asked by", "조회한 서비스")),
        ];
        let shown = |name: &str| self.document.get(name).map(in_words);
        let fields: Vec<_> =
            titles.into_iter().filter_map(|(name, title)| Some((title, shown(name)?))).collect();
        page.fields(&fields);
    }

    fn json(&self) -> impl Serialize {
        self.document
    }
}

/// The clients of MAX Platform, as it lists them.
#[derive(Debug)]
pub struct RegisteredClients<'a> {
    /// Its document.
    pub document: &'a Value,
}

impl RegisteredClients<'_> {
    fn clients(&self) -> impl Iterator<Item = &Map<String, Value>> {
        self.document.as_array().into_iter().flatten().filter_map(Value::as_object)
    }
}

impl Report for RegisteredClients<'_> {
    fn text(&self, page: &mut Page) {
        let headings = [
            Text::new("client id", "클라이언트 ID"),
            Text::new("name", "이름"),
            Text::new("active", "활성"),
            Text::new("scopes", "권한 범위"),
        ];
        let lang = page.lang();
        let rows = self.clients().map(|client| {
            let member = |name: &str| client.get(name).map(in_words).unwrap_or_default();
            let active = match client.get("is_active").and_then(Value::as_bool) {
                Some(true) => Text::new("yes", "예"),
                Some(false) => Text::new("no", "아니요"),
                None => Text::same("-"),
            };
            vec![
                member("client_id"),
                member("client_name"),
                active.say(lang).to_owned(),
                member("allowed_scopes"),
            ]
        });
        let rows = rows.collect();
        page.table(&headings, rows);
    }

    fn json(&self) -> impl Serialize {
        self.document
    }

    fn rows(&self, rows: &mut Rows<'_>) -> Option<io::Result<()>> {
        #[derive(Serialize)]
        struct Row {
            client_id: String,
            client_name: String,
            is_active: Option<bool>,
            is_confidential: Option<bool>,
            allowed_scopes: String,
        }
        Some(self.clients().try_for_each(|client| {
            let member = |name: &str| client.get(name).map(in_words).unwrap_or_default();
            let flag = |name: &str| client.get(name).and_then(Value::as_bool);
            rows.row(&Row {
                client_id: member("client_id"),
                client_name: member("client_name"),
                is_active: flag("is_active"),
                is_confidential: flag("is_confidential"),
                allowed_scopes: member("allowed_scopes"),
            })
        }))
    }
}

/// Somebody else's member, fit to be shown: a text as it is, a list between spaces.
fn in_words(value: &Value) -> String {
    match value {
        Value::Null => "-".to_owned(),
        Value::String(text) => plain(text),
        Value::Array(list) => list.iter().map(in_words).collect::<Vec<_>>().join(" "),
        other => plain(&other.to_string()),
    }
}

/// A secret that was made anew.
#[derive(Debug)]
pub struct NewSecret<'a> {
    /// Whose.
    pub client_id: &'a str,
    /// The secret.
    pub secret: &'a ClientSecret,
    /// Where it was written, instead of being shown.
    pub out: Option<&'a Path>,
    /// Whether these settings use it.
    pub is_ours: bool,
}

impl Report for NewSecret<'_> {
    fn text(&self, page: &mut Page) {
        let id = plain(self.client_id);
        match self.out {
            Some(out) => {
                let out = out.display();
                page.line(&text!(
                    "the new secret of `{id}` is in {out}, readable by you alone",
                    "`{id}`의 새 시크릿을 {out}에 저장했습니다 (본인만 읽을 수 있음)"
                ));
            }
            None => page.fields(&[(
                text!("new secret of {id}, shown once", "{id}의 새 시크릿(다시 표시되지 않음)"),
                plain(self.secret.expose()),
            )]),
        }
        if self.is_ours {
            page.line(&text!(
                "these settings use it: put it where SERVICE_CLIENT_SECRET comes from",
                "현재 설정에서 쓰는 클라이언트입니다. SERVICE_CLIENT_SECRET의 값을 바꾸세요"
            ));
        }
    }

    fn json(&self) -> impl Serialize {
        #[derive(Serialize)]
        struct Document<'a> {
            client_id: &'a str,
            #[serde(skip_serializing_if = "Option::is_none")]
            client_secret: Option<&'a str>,
            #[serde(skip_serializing_if = "Option::is_none")]
            file: Option<&'a Path>,
        }
        let shown = self.out.is_none().then(|| self.secret.expose());
        Document { client_id: self.client_id, client_secret: shown, file: self.out }
    }
}

/// The six checks of MAX Platform's document.
#[derive(Debug)]
pub struct SixChecks<'a> {
    /// Each with what it found.
    pub found: &'a [(Check, Finding)],
}

impl Report for SixChecks<'_> {
    fn text(&self, page: &mut Page) {
        let headings =
            [Text::new("check", "점검"), Text::new("result", "결과"), Text::new("detail", "내용")];
        let lang = page.lang();
        let rows = self.found.iter().map(|(check, found)| {
            let result = match found {
                Finding::Bad(_) => Text::new("fail", "실패"),
                _ => Text::new("pass", "통과"),
            };
            vec![
                name(*check).say(lang).to_owned(),
                result.say(lang).to_owned(),
                detail(*check, found).say(lang).to_owned(),
            ]
        });
        let rows = rows.collect();
        page.table(&headings, rows);
    }

    fn json(&self) -> impl Serialize {
        #[derive(Serialize)]
        struct Row {
            id: &'static str,
            passed: bool,
            detail: String,
        }
        #[derive(Serialize)]
        struct Document {
            passed: usize,
            failed: usize,
            checks: Vec<Row>,
        }
        let checks: Vec<Row> = self
            .found
            .iter()
            .map(|(check, found)| Row {
                id: check.id(),
                passed: !matches!(found, Finding::Bad(_)),
                detail: detail(*check, found).english().to_owned(),
            })
            .collect();
        let passed = checks.iter().filter(|row| row.passed).count();
        Document { passed, failed: checks.len() - passed, checks }
    }
}

/// As the document calls it.
fn name(check: Check) -> Text {
    match check {
        Check::Metadata => Text::new("metadata", "OAuth Metadata 확인"),
        Check::Issue => Text::new("issue", "서비스 토큰 발급"),
        Check::Access => Text::new("access", "서비스 API 접근"),
        Check::Clients => Text::new("clients", "OAuth 클라이언트 조회"),
        Check::Security => Text::new("security", "보안 테스트"),
        Check::Scope => Text::new("scope", "스코프 검증"),
    }
}

fn detail(check: Check, found: &Finding) -> Text {
    match found {
        Finding::Good => good(check),
        Finding::Bad(words) => Text::same(plain(words)),
        Finding::Remark(Remark::MetadataDiffer) => Text::new(
            "client_credentials is announced at the documented place, and not at RFC 8414's",
            "문서의 위치에는 client_credentials가 있지만 RFC 8414의 위치에는 없음",
        ),
        Finding::Remark(Remark::RefreshToken) => Text::new(
            "a refresh token came along, which nobody needs",
            "필요 없는 리프레시 토큰이 함께 발급됨",
        ),
        Finding::Remark(Remark::Unauthorized) => Text::new(
            "refused, but with 401 where 403 is promised",
            "거부되었지만 문서의 403이 아니라 401",
        ),
    }
}

fn good(check: Check) -> Text {
    match check {
        Check::Metadata => Text::new("client_credentials is announced", "client_credentials 지원"),
        Check::Issue => Text::new("a token was issued", "토큰이 발급됨"),
        Check::Access => Text::new("the token opens the statistics", "통계를 조회할 수 있음"),
        Check::Clients => Text::new("clients are listed", "클라이언트 목록을 조회할 수 있음"),
        Check::Security => Text::new("a forged token gets 401", "위조 토큰은 401로 거부됨"),
        Check::Scope => Text::new(
            "a token without the scope gets 403",
            "권한 범위가 없는 토큰은 403으로 거부됨",
        ),
    }
}
