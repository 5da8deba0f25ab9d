//! A sandbox that runs in another process, by its own pages.

use std::path::PathBuf;

use http::{Method, StatusCode};
use serde::Serialize;
use serde::de::DeserializeOwned;
use url::Url;

use crate::app::{App, sandbox_folder};
use crate::error::{Error, Kind};
use crate::http::{Answer, Client, Request};
use crate::model::{AccessToken, text};
use crate::sandbox::Running;

/// The sandbox that was announced last.
#[derive(Debug)]
pub(super) struct Remote {
    running: Running,
    folder: PathBuf,
}

impl Remote {
    /// Who says that it runs here; it may have been killed since.
    pub(super) fn announced(app: &App) -> Result<Option<Self>, Error> {
        let folder = sandbox_folder(app.settings.data_dir()?);
        Ok(Running::find(&folder).map(|running| Self { running, folder }))
    }

    /// What it said of itself.
    pub(super) fn running(&self) -> &Running {
        &self.running
    }

    /// Whether it still says that it runs.
    pub(super) fn is_announced(&self) -> bool {
        self.running.is_announced(&self.folder)
    }

    /// What one of its pages says; `None` where nobody is there, or somebody else.
    pub(super) fn get(&self, app: &App, path: &str) -> Result<Option<Answer>, Error> {
        self.ask(app, Method::GET, path, None)
    }

    /// The same of a page that is told something.
    pub(super) fn post(
        &self,
        app: &App,
        path: &str,
        document: &impl Serialize,
    ) -> Result<Option<Answer>, Error> {
        self.ask(app, Method::POST, path, Some(json(document)?))
    }

    /// Asks once: where nobody answers, nobody is there.
    pub(super) fn ask(
        &self,
        app: &App,
        method: Method,
        path: &str,
        body: Option<Vec<u8>>,
    ) -> Result<Option<Answer>, Error> {
        let Some(request) = self.request(method, path, body) else { return Ok(None) };
        let mut network = app.network()?;
        network.ca_file = self.running.ca_file.clone().or(network.ca_file);
        let client = Client::new(network, app.settings.clock());
        let asking = text!("asking the sandbox", "샌드박스에 묻는 중");
        let outcome =
            app.wait_for(&asking, async { Ok::<_, Error>(client.send(request).await) })?;
        // Of a stranger no word is taken, not even a refusal.
        let ours = |status: StatusCode| status.is_success() || status == StatusCode::BAD_REQUEST;
        Ok(outcome.ok().filter(|answer| ours(answer.status())))
    }

    fn request(&self, method: Method, path: &str, body: Option<Vec<u8>>) -> Option<Request> {
        let url = Url::parse(&format!("{}{path}", self.running.url)).ok()?;
        let admin_token = AccessToken::new(self.running.admin_token.expose());
        let request = Request::new(method, url).bearer(&admin_token).ok()?;
        Some(match body {
            Some(body) => request.body("application/json", body),
            None => request,
        })
    }
}

/// What the sandbox answered, or why it did not do it.
pub(super) fn answered<T: DeserializeOwned>(answer: &Answer) -> Result<T, Error> {
    if answer.status() == StatusCode::BAD_REQUEST {
        let refusal: serde_json::Value = serde_json::from_slice(answer.body()).unwrap_or_default();
        let words = crate::model::plain(refusal["error_description"].as_str().unwrap_or_default());
        return Err(Error::usage(text!(
            "the sandbox refused: {words}",
            "샌드박스가 거부했습니다: {words}"
        )));
    }
    serde_json::from_slice(answer.body()).map_err(|error| not_running().because(error))
}

/// Nobody is there to be asked.
pub(super) fn not_running() -> Error {
    Error::new(Kind::Network, text!("no sandbox is running", "실행 중인 샌드박스가 없습니다"))
        .hint(text!("start one with `qetta sandbox`", "`qetta sandbox`로 시작하세요"))
}

fn json(document: &impl Serialize) -> Result<Vec<u8>, Error> {
    serde_json::to_vec(document).map_err(|error| Error::output(error.into()))
}
