//! The browser leg of a login: the helper listens, the browser goes, somebody comes back.

use std::io::BufRead as _;
use std::time::Duration;

use http::Method;
use http::header::LOCATION;
use tokio::sync::mpsc;
use url::Url;

use crate::app::App;
use crate::error::{Error, Kind};
use crate::http::{Client, HttpError, Request};
use crate::model::{Lang, Provider, RedirectUri, is_loopback, text};
use crate::oauth::authorization::Authorization;
use crate::oauth::browser::{self, Browser, Opened};
use crate::oauth::callback::Listener;
use crate::oauth::{Expected, Outcome, paste};
use crate::ops::{LoginWhy, OpError};

/// How long somebody may take to come back, where nobody says otherwise.
const PATIENCE: Duration = Duration::from_secs(300);
/// After this it is said what else can be done.
const DOUBT: Duration = Duration::from_secs(20);

/// How the person is to be reached.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Manner {
    /// Whether a browser may be opened.
    pub(crate) browser: bool,
    /// Whether the address that the browser ended on is read from stdin too.
    pub(crate) paste: bool,
    /// Whether nobody is asked: the sandbox agrees by itself.
    pub(crate) approve: bool,
    /// How long to wait.
    pub(crate) wait: Option<Duration>,
}

/// Sends the person to `provider` and waits for what they decide. `begin` makes the login once the
/// redirect URI is known to the port.
pub(crate) fn go(
    app: &App,
    provider: Provider,
    redirect_uri: &RedirectUri,
    manner: Manner,
    begin: impl FnOnce(RedirectUri) -> Result<Authorization, OpError>,
) -> Result<(Authorization, Outcome), Error> {
    somebody_is_there(app, provider, manner)?;
    // A redirect URI on another machine can only be pasted; one on this machine is listened on,
    // before any browser is sent there.
    let url = redirect_uri.url();
    let comes_here = is_loopback(url) && url.scheme() == "http";
    let listener = if comes_here { Some(Listener::bind(redirect_uri)?) } else { None };
    let actual = listener.as_ref().map_or(redirect_uri, Listener::redirect_uri).clone();
    let authorization = begin(actual)?;
    let reading = manner.paste || listener.is_none();
    let expected = authorization.expected();
    if manner.approve {
        allow_approval(app, authorization.url())?;
    }
    let outcome = app.block_on(async {
        tokio::select! {
            biased;
            outcome = callback(listener, &expected, manner.wait.unwrap_or(PATIENCE)) => outcome,
            outcome = pasted(app, &expected, reading) => outcome,
            failed = approved(app, authorization.url(), manner.approve) => Err(failed),
            never = guide(app, provider, &authorization, manner, reading) => match never {},
        }
    })?;
    Ok((authorization, outcome))
}

/// Whether a login can come to anything: without hands it needs the sandbox, an address on stdin, or
/// a time after which it is over.
pub(crate) fn somebody_is_there(
    app: &App,
    provider: Provider,
    manner: Manner,
) -> Result<(), Error> {
    let nobody = app.settings.no_input() && !manner.approve && !manner.paste;
    if nobody && manner.wait.is_none() { Err(nobody_is_there(provider)) } else { Ok(()) }
}

/// Shows the person the way to the provider.
async fn show_the_way(
    app: &App,
    provider: Provider,
    authorization: &Authorization,
    manner: Manner,
) {
    if manner.approve {
        return;
    }
    let url = authorization.url();
    let browser = if manner.browser { app.browser() } else { Browser::None };
    match browser::open(url, &browser).await {
        Opened::By(program) => {
            let title = provider.title();
            let (en, ko) = (title.say(Lang::En), title.say(Lang::Ko));
            app.ui.note(&text!(
                "agree at {en} in the browser ({program})",
                "브라우저({program})에서 {ko} 동의를 진행하세요"
            ));
        }
        Opened::NotAsked => app.ui.authorization_url(url, authorization.state()),
        Opened::Failed(_) => {
            app.ui.note(&text!(
                "no browser could be opened: open this address yourself",
                "브라우저를 열 수 없습니다. 다음 주소를 직접 여세요"
            ));
            app.ui.authorization_url(url, authorization.state());
        }
    }
}

async fn callback(
    listener: Option<Listener>,
    expected: &Expected,
    patience: Duration,
) -> Result<Outcome, Error> {
    match listener {
        Some(listener) => Ok(listener.wait(expected, patience).await?),
        None => std::future::pending().await,
    }
}

/// Reads addresses line by line until one belongs to this login.
async fn pasted(app: &App, expected: &Expected, reading: bool) -> Result<Outcome, Error> {
    if !reading {
        return std::future::pending().await;
    }
    app.ui.note(&text!(
        "paste the address that the browser ended on:",
        "브라우저가 마지막으로 이동한 주소를 붙여 넣으세요:"
    ));
    let mut lines = lines_of_stdin();
    while let Some(line) = lines.recv().await {
        match paste::read(&line, expected) {
            Ok(outcome) => return Ok(outcome),
            Err(bad) => app.ui.warn(&text!("that is not it: {bad}", "이 주소가 아닙니다: {bad}")),
        }
    }
    // Nobody types any more; the browser may still come back by itself.
    std::future::pending().await
}

/// Reading a line blocks, so it has a thread of its own, which ends with the process.
fn lines_of_stdin() -> mpsc::UnboundedReceiver<String> {
    let (send, receive) = mpsc::unbounded_channel();
    std::thread::spawn(move || {
        for line in std::io::stdin().lock().lines().map_while(Result::ok) {
            if !line.trim().is_empty() && send.send(line).is_err() {
                return;
            }
        }
    });
    receive
}

/// Shows the way, and after a while what else can be done; beside the waiting, since a browser may
/// take its time to show that it cannot open.
async fn guide(
    app: &App,
    provider: Provider,
    authorization: &Authorization,
    manner: Manner,
    reading: bool,
) -> std::convert::Infallible {
    show_the_way(app, provider, authorization, manner).await;
    tokio::time::sleep(DOUBT).await;
    if !reading {
        app.ui.note(&text!(
            "still waiting; where the browser cannot reach this machine, `--paste` reads the address it ended on",
            "아직 기다리는 중입니다. 브라우저가 이 컴퓨터에 접속할 수 없다면 `--paste`로 마지막 주소를 붙여 넣을 수 있습니다"
        ));
    }
    std::future::pending().await
}

fn nobody_is_there(provider: Provider) -> Error {
    let error = OpError::LoginRequired { provider, why: LoginWhy::NeverConnected };
    Error::from(error).hint(text!(
        "it needs a person and a browser: run it in a terminal, or say how long to wait with `--wait SECS`",
        "사람과 브라우저가 필요합니다. 터미널에서 실행하거나 `--wait 초`로 기다릴 시간을 지정하세요"
    ))
}

/// Only a sandbox agrees by itself; a real consent is a person's.
fn allow_approval(app: &App, url: &Url) -> Result<(), Error> {
    if !is_loopback(url) {
        return Err(Error::usage(text!(
            "`--approve` is for the sandbox: a real consent is a person's",
            "`--approve`는 샌드박스에서만 쓸 수 있습니다. 실제 동의는 사람이 해야 합니다"
        )));
    }
    app.let_the_sandbox_agree();
    Ok(())
}

/// Goes the browser's way without hands; ready only where that leads nowhere.
async fn approved(app: &App, url: &Url, approve: bool) -> Error {
    if !approve {
        return std::future::pending().await;
    }
    let client = match app.network() {
        Ok(network) => Client::new(network, app.settings.clock()),
        Err(error) => return error,
    };
    match follow(&client, url.clone()).await {
        Ok(true) => std::future::pending().await,
        Ok(false) => disagreed(),
        Err(error) => disagreed().because(error),
    }
}

fn disagreed() -> Error {
    Error::new(
        Kind::ProviderRefused,
        text!("the sandbox did not agree by itself", "샌드박스가 자동으로 동의하지 않았습니다"),
    )
    .hint(text!(
        "start it with `qetta sandbox --approve`, or use the embedded one with `--sandbox`",
        "`qetta sandbox --approve`로 시작하거나 `--sandbox`로 내장 샌드박스를 쓰세요"
    ))
}

/// A page leads to the next: to the helper, and there to the page that says so. The answer is whether
/// any did.
async fn follow(client: &Client, from: Url) -> Result<bool, HttpError> {
    const STEPS: usize = 4;
    let mut next = Some(from);
    let mut led = false;
    for _ in 0..STEPS {
        let Some(url) = next.filter(is_loopback) else { return Ok(led) };
        let answer = client.send(Request::new(Method::GET, url.clone()).once()).await?;
        let location = answer.headers().get(LOCATION).and_then(|value| value.to_str().ok());
        next = location.and_then(|location| url.join(location).ok());
        led |= next.is_some();
    }
    Ok(led)
}
