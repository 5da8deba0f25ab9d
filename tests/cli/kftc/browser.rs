//! A person with a browser: raw sockets, no cookies, and every redirect followed by hand.

use std::fmt::Write as _;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, ChildStderr};

use serde_json::Value;
use url::Url;

use crate::support::{Output, Run};

/// What a server sent.
pub struct Seen {
    pub status: u16,
    pub head: String,
    pub body: String,
    at: Url,
}

impl Seen {
    /// Where it leads.
    #[track_caller]
    pub fn location(&self) -> Url {
        let line = self.head.lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case("location").then(|| value.trim())
        });
        self.at.join(line.unwrap_or_else(|| panic!("no redirect: {}", self.head))).unwrap()
    }

    /// The value of the form's hidden field.
    fn ticket(&self) -> &str {
        let (_, rest) = self.body.split_once("name=\"ticket\" value=\"").unwrap();
        rest.split_once('"').unwrap().0
    }
}

pub fn get(url: &Url) -> Seen {
    let host = host(url);
    sent(url, &format!("GET {} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n", target(url)))
}

pub fn post(url: &Url, form: &str) -> Seen {
    let (host, length) = (host(url), form.len());
    sent(
        url,
        &format!(
            "POST {} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: {length}\r\n\r\n{form}",
            target(url),
        ),
    )
}

/// Any bytes, and what comes back.
pub fn sent(url: &Url, request: &str) -> Seen {
    let host = url.host_str().unwrap().trim_matches(['[', ']']);
    let at = |host: &str| TcpStream::connect((host, url.port().unwrap()));
    // A browser knows that `localhost` is both, whatever the machine's list of hosts says.
    let mut connection = match host {
        "localhost" => at("127.0.0.1").or_else(|_| at("::1")),
        host => at(host),
    }
    .unwrap();
    connection.write_all(request.as_bytes()).unwrap();
    let mut bytes = Vec::new();
    let _ = connection.read_to_end(&mut bytes);
    let answer = String::from_utf8(bytes).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
    Seen { status, head: head.to_owned(), body: body.to_owned(), at: url.clone() }
}

fn host(url: &Url) -> String {
    format!("{}:{}", url.host_str().unwrap(), url.port().unwrap())
}

fn target(url: &Url) -> String {
    url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()))
}

/// Looks at the consent page and decides; where that leads is the answer.
#[track_caller]
pub fn decide(authorization: &Url, decision: &str) -> Seen {
    let page = get(authorization);
    assert_eq!(page.status, 200, "{}", page.body);
    assert!(page.body.contains("동의하고 계속") && page.body.contains("취소"), "{}", page.body);
    let form = format!("ticket={}&{decision}", page.ticket());
    let decided = post(&authorization.join("/kftc/apt/mobileweb/consent").unwrap(), &form);
    assert_eq!(decided.status, 303, "{}", decided.body);
    decided
}

/// The form of somebody who agrees for so many accounts, counted from the first.
pub fn agrees(person: u32, accounts: u32) -> String {
    let mut form = format!("user=110100{person:04}");
    for account in 0..accounts {
        write!(form, "&account=1202600001{person:04}{account:010}").unwrap();
    }
    form + "&decision=approve"
}

/// A login that waits for its browser.
pub struct Login {
    child: Child,
    stderr: BufReader<ChildStderr>,
    said: String,
    /// Where the person is sent.
    pub url: Url,
}

impl Login {
    /// Starts `run`, which prints its address with `--no-browser`, and reads up to that.
    #[track_caller]
    pub fn begin(run: Run) -> Self {
        let mut child = run.spawn();
        let stderr = BufReader::new(child.stderr.take().unwrap());
        let nowhere = "about:blank".parse().unwrap();
        let mut login = Self { child, stderr, said: String::new(), url: nowhere };
        loop {
            let mut line = String::new();
            let length = login.stderr.read_line(&mut line).unwrap();
            login.said.push_str(&line);
            assert_ne!(length, 0, "no address: {}", login.said);
            if let Some(url) = address(&line) {
                login.url = url;
                return login;
            }
        }
    }

    pub fn child(&mut self) -> &mut Child {
        &mut self.child
    }

    pub fn parameter(&self, name: &str) -> String {
        let pair = self.url.query_pairs().find(|(pair, _)| pair == name);
        pair.unwrap_or_else(|| panic!("no {name} in {}", self.url)).1.into_owned()
    }

    /// The redirect URI with the right state and `query`.
    pub fn back(&self, query: &str) -> Url {
        let (at, state) = (self.parameter("redirect_uri"), self.parameter("state"));
        format!("{at}?{query}&state={state}").parse().unwrap()
    }

    /// The browser comes back with this, sees the last page, and the command ends.
    #[track_caller]
    pub fn comes_back(self, to: &Url) -> (Seen, Output) {
        let redirect = get(to);
        assert_eq!(redirect.status, 303, "{}\n{}", redirect.head, redirect.body);
        let page = get(&redirect.location());
        assert_eq!(page.status, 200, "{}", page.head);
        (page, self.ends())
    }

    /// What it left, all of it.
    pub fn ends(mut self) -> Output {
        let mut stdout = String::new();
        self.child.stdout.take().unwrap().read_to_string(&mut stdout).unwrap();
        self.stderr.read_to_string(&mut self.said).unwrap();
        let code = self.child.wait().unwrap().code();
        Output { code, stdout, stderr: std::mem::take(&mut self.said) }
    }
}

impl Drop for Login {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn address(line: &str) -> Option<Url> {
    if let Ok(event) = serde_json::from_str::<Value>(line) {
        return (event["event"] == "authorization_url")
            .then(|| event["authorizationUrl"].as_str().unwrap().parse().unwrap());
    }
    line.starts_with("http://").then(|| line.trim_end().parse().unwrap())
}
