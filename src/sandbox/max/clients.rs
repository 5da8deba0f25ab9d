//! Who is registered: the services and the web clients that the platform comes with, and a few more
//! with Korean names, so that a list has a second page.

use rusqlite::Connection;
use subtle::ConstantTimeEq as _;

use crate::sandbox::max::{DEFAULT_SCOPES, memory};
use crate::sandbox::secrets;

/// The client of the guide, with the secret that the guide prints for developers: its samples and
/// the platform's own test script work here as they stand.
pub(super) const CLIENT_ID: &str = "maxplatform-service";
pub(super) const CLIENT_SECRET: &str = "service_maxplatform_2025_dev_secret";

/// One client.
#[derive(Debug)]
pub(super) struct Client {
    pub(super) id: &'static str,
    pub(super) name: &'static str,
    pub(super) scopes: &'static [&'static str],
    /// On which port of this machine a web client lives; a service lives nowhere.
    pub(super) port: Option<u16>,
    pub(super) is_confidential: bool,
    pub(super) is_active: bool,
}

/// Everybody, in the order of their ids.
pub(super) static CLIENTS: [Client; 25] = [
    service("billing-batch", "정산 배치", &["admin:system"]),
    service("daily-report", "일일 보고서", &["admin:system", "read:features"]),
    service("event-relay", "이벤트 중계", &["read:features"]),
    web("file-archive", "파일 보관소", &["read:profile", "read:groups"], 3101),
    web("help-desk", "고객 지원 창구", &["read:profile", "read:features"], 3102),
    web("hr-portal", "인사 포털", &["read:profile", "read:groups"], 3103),
    service("ledger-sync", "장부 동기화", &["admin:users"]),
    web(
        "maxapa",
        "MAX APA",
        &["read:profile", "read:features", "read:groups", "manage:apis"],
        3005,
    ),
    service("maxapi-gateway", "MAX API Gateway Service", &DEFAULT_SCOPES),
    service("maxbackup-service", "MAX Backup Service", &["admin:system", "admin:users"]),
    web(
        "maxflowstudio",
        "MAX FlowStudio",
        &["read:profile", "read:features", "read:groups", "manage:workflows"],
        3001,
    ),
    web(
        "maxlab",
        "MAX Lab",
        &["read:profile", "read:features", "read:groups", "manage:experiments"],
        3003,
    ),
    web(
        "maxmlops",
        "MAX MLOps",
        &["read:profile", "read:features", "read:groups", "manage:models"],
        3006,
    ),
    service("maxmonitoring-service", "MAX Monitoring Service", &["admin:system", "read:features"]),
    service(
        "maxnotification-service",
        "MAX Notification Service",
        &["admin:users", "read:profile"],
    ),
    service(
        CLIENT_ID,
        "MAX Platform Service Token",
        &["admin:oauth", "admin:users", "admin:system", "admin:full"],
    ),
    web(
        "maxteamsync",
        "MAX TeamSync",
        &["read:profile", "read:features", "read:groups", "manage:teams"],
        3002,
    ),
    web(
        "maxworkspace",
        "MAX Workspace",
        &["read:profile", "read:features", "read:groups", "manage:workspaces"],
        3004,
    ),
    web("meeting-room", "회의실 예약", &["read:profile", "read:groups"], 3104),
    Client {
        is_confidential: false, ..web("mobile-app", "모바일 앱", &["read:profile"], 3105)
    },
    Client { is_active: false, ..web("old-intranet", "옛 사내망", &["read:profile"], 3106) },
    Client { is_active: false, ..service("search-index", "검색 색인", &["admin:system"]) },
    web("seat-map", "좌석 배치도", &["read:profile", "read:features"], 3107),
    web("survey", "설문 조사", &["read:profile", "read:features"], 3108),
    web("wiki", "사내 위키", &["read:profile", "read:groups"], 3109),
];

const fn service(id: &'static str, name: &'static str, scopes: &'static [&'static str]) -> Client {
    Client { id, name, scopes, port: None, is_confidential: true, is_active: true }
}

const fn web(
    id: &'static str,
    name: &'static str,
    scopes: &'static [&'static str],
    port: u16,
) -> Client {
    Client { id, name, scopes, port: Some(port), is_confidential: true, is_active: true }
}

/// The client of this id, active or not.
pub(super) fn known(id: &str) -> Option<&'static Client> {
    CLIENTS.iter().find(|client| client.id == id)
}

impl Client {
    /// One without a redirect URI.
    pub(super) fn is_service(&self) -> bool {
        self.port.is_none()
    }

    /// Where the browser brings a code.
    pub(super) fn redirect_uris(&self) -> Vec<String> {
        self.homepage().map(|url| format!("{url}/oauth/callback")).into_iter().collect()
    }

    pub(super) fn homepage(&self) -> Option<String> {
        self.port.map(|port| format!("http://localhost:{port}"))
    }

    /// Whether this is its secret: the latest one that was made, else the one that it came with. Of
    /// the former no more than a digest is known, and no comparison tells how much of it was right.
    pub(super) fn has_secret(
        &self,
        offered: &str,
        connection: &Connection,
    ) -> Result<bool, rusqlite::Error> {
        let right = match memory::secret(connection, self.id)? {
            Some(regenerated) => regenerated.digest,
            None => secrets::digest(&self.first_secret()),
        };
        Ok(right.ct_eq(&secrets::digest(offered)).into())
    }

    fn first_secret(&self) -> String {
        if self.id == CLIENT_ID {
            return CLIENT_SECRET.to_owned();
        }
        format!("sandbox_{}_secret_not_a_real_one", self.id)
    }
}
