//! `qetta sandbox env`

use clap::Args;
use http::Method;
use url::Url;

use crate::app::{App, sandbox_folder};
use crate::cli::sandbox::authority_file;
use crate::error::{Error, Kind};
use crate::http::{Client, Request};
use crate::model::{AccessToken, text};
use crate::sandbox::{self, Running};
use crate::settings::variables::CA_FILE;
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
        let authority = running.ca_pem.as_ref().map(|_| authority_file(&folder));
        network.ca_file = authority.clone().or(network.ca_file);
        let client = Client::new(network, app.settings.clock());
        let asking = text!("asking the sandbox", "샌드박스에 묻는 중");
        let answer = app.wait_for(&asking, async {
            client.send(request).await.map_err(|error| not_running().because(error))
        })?;
        // Whoever holds the port now need not be who announced it: the answer is a sign of life and
        // nothing more, and what is printed, which a shell will run, is what we know ourselves.
        if !answer.status().is_success() {
            return Err(not_running());
        }
        let authority = authority.map(|path| (CA_FILE.name, path.display().to_string()));
        let settings = sandbox::environment(&running.url);
        let environment: Vec<_> = authority.into_iter().chain(settings).collect();
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
