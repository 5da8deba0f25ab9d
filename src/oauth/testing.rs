//! A token endpoint for tests: it says what it was told to say and remembers what it heard.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

use jiff::Timestamp;
use url::form_urlencoded;

use crate::http::{Client, Options};
use crate::model::{ClientAuth, ClientSecret, Clock, Registration};

/// Its end is awaited when it is dropped.
pub(super) struct Endpoint {
    address: SocketAddr,
    heard: Arc<Mutex<Vec<String>>>,
    ending: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Endpoint {
    /// Answers every request with `body`, or, where there is none, hangs up.
    pub(super) fn saying(status: u16, body: Option<&'static str>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let heard = Arc::<Mutex<Vec<String>>>::default();
        let ending = Arc::<AtomicBool>::default();
        let (log, end) = (Arc::clone(&heard), Arc::clone(&ending));
        let thread = std::thread::spawn(move || {
            for stream in listener.incoming() {
                if end.load(Ordering::SeqCst) {
                    break;
                }
                let mut stream = stream.unwrap();
                log.lock().unwrap().push(read_body(&stream));
                if let Some(body) = body {
                    let length = body.len();
                    let answer = format!(
                        "HTTP/1.1 {status} X\r\nContent-Type: application/json\r\n\
                         Content-Length: {length}\r\nConnection: close\r\n\r\n{body}"
                    );
                    stream.write_all(answer.as_bytes()).unwrap();
                }
            }
        });
        Self { address, heard, ending, thread: Some(thread) }
    }

    /// The form fields of every request so far.
    pub(super) fn heard(&self) -> Vec<Vec<(String, String)>> {
        let heard = self.heard.lock().unwrap();
        let fields = |body: &String| form_urlencoded::parse(body.as_bytes()).into_owned().collect();
        heard.iter().map(fields).collect()
    }

    pub(super) fn registration(&self) -> Registration {
        registration(&format!("http://{}/token", self.address))
    }
}

impl Drop for Endpoint {
    fn drop(&mut self) {
        self.ending.store(true, Ordering::SeqCst);
        let _ = TcpStream::connect(self.address);
        if let Some(thread) = self.thread.take() {
            thread.join().unwrap();
        }
    }
}

fn read_body(stream: &TcpStream) -> String {
    let mut reader = BufReader::new(stream);
    let mut length = 0;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).unwrap();
        let line = line.trim_end().to_ascii_lowercase();
        if line.is_empty() {
            break;
        }
        if let Some(value) = line.strip_prefix("content-length:") {
            length = value.trim().parse().unwrap();
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    String::from_utf8(body).unwrap()
}

pub(super) fn registration(token_endpoint: &str) -> Registration {
    Registration {
        issuer: "https://issuer.example".to_owned(),
        token_endpoint: token_endpoint.parse().unwrap(),
        client_id: "client".to_owned(),
        client_auth: ClientAuth::Post(ClientSecret::new("canary-secret")),
        scope: "login inquiry".to_owned(),
    }
}

pub(super) fn client() -> Client {
    let options = Options { timeout: Duration::from_secs(60), ..Options::default() };
    Client::new(options, Clock::Fixed(noon()))
}

pub(super) fn noon() -> Timestamp {
    "2026-11-21T12:00:00Z".parse().unwrap()
}

pub(super) fn field<'a>(fields: &'a [(String, String)], name: &str) -> Option<&'a str> {
    let mut values = fields.iter().filter(|(named, _)| named == name).map(|(_, value)| value);
    let value = values.next();
    assert!(values.next().is_none(), "{name} came twice");
    value.map(String::as_str)
}
