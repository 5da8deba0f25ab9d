//! `qetta sandbox env`

use std::collections::BTreeMap;

use clap::Args;
use http::Method;
use url::Url;

use crate::app::{App, sandbox_folder};
use crate::error::{Error, Kind};
use crate::http::{Client, Request};
use crate::model::{AccessToken, text};
use crate::sandbox::Running;
use crate::ui::report::SandboxEnvironment;

/// Print the settings that lead to the running sandbox, as `export NAME=value` lines
///
/// For example `eval "$(qetta sandbox env)"`; with `--json` one object.
#[derive(Debug, Args)]
pub(super) struct Env {}

impl Env {
    pub(super) fn run(self, app: &App) -> Result<(), Error> {
        let folder = sandbox_folder(app.settings.data_dir()?);
        let running = Running::find(&folder).ok_or_else(not_running)?;
        let request = question(&running).ok_or_else(not_running)?;
        let mut network = app.network()?;
        if running.ca_pem.is_some() {
            network.ca_file = Some(folder.join("ca.pem"));
        }
        let client = Client::new(network, app.settings.clock());
        let asking = text!("asking the sandbox", "샌드박스에 묻는 중");
        let answer = app.wait_for(&asking, async {
            client.send(request).await.map_err(|error| not_running().because(error))
        })?;
        let pairs: BTreeMap<String, String> =
            serde_json::from_slice(answer.body()).map_err(|error| not_running().because(error))?;
        let environment: Vec<_> = pairs.into_iter().collect();
        app.ui.show(&SandboxEnvironment { environment: &environment })
    }
}

fn question(running: &Running) -> Option<Request> {
    let url = Url::parse(&format!("{}/__qetta/env", running.url)).ok()?;
    let admin_token = AccessToken::new(running.admin_token.expose());
    Request::new(Method::GET, url).bearer(&admin_token).ok()
}

fn not_running() -> Error {
    Error::new(Kind::Network, text!("no sandbox is running", "실행 중인 샌드박스가 없습니다"))
        .hint(text!("start one with `qetta sandbox`", "`qetta sandbox`로 시작하세요"))
}
