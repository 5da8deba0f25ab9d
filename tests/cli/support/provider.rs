//! A provider that answers as it is told, byte for byte, and remembers what it was asked.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use super::ACCESS_TOKEN;

/// One answer.
#[derive(Clone)]
pub enum Reply {
    /// These bytes, and the end of the connection.
    Bytes(Vec<u8>),
    /// Nothing: the connection stays open until the client leaves.
    Silence,
}

impl Reply {
    /// A status, header lines, and a body with its length.
    pub fn new(status: &str, headers: &[&str], body: &str) -> Self {
        let mut bytes =
            format!("HTTP/1.1 {status}\r\ncontent-length: {}\r\nconnection: close\r\n", body.len());
        for header in headers {
            bytes.push_str(header);
            bytes.push_str("\r\n");
        }
        Self::Bytes(format!("{bytes}\r\n{body}").into_bytes())
    }

    pub fn json(status: &str, body: &str) -> Self {
        Self::new(status, &["content-type: application/json;charset=UTF-8"], body)
    }

    /// A token as Toss issues it, a canary inside, good for an hour.
    pub fn token() -> Self {
        Self::token_named(ACCESS_TOKEN)
    }

    pub fn token_named(token: &str) -> Self {
        let body = format!(
            r#"{{"access_token":"{token}","scope":"ca","token_type":"Bearer","expires_in":3600}}"#
        );
        Self::json("200 OK", &body)
    }

    /// Toss's envelope of a refusal.
    pub fn envelope(status: &str, code: &str, reason: &str) -> Self {
        let body = format!(
            r#"{{"resultType":"FAIL","error":{{"errorType":0,"errorCode":"{code}","reason":"{reason}","data":{{}},"title":null}},"success":null}}"#
        );
        Self::json(status, &body)
    }
}

/// Answers one reply a request, in order; the last one again and again.
pub struct Provider {
    url: String,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Provider {
    pub fn answering(replies: impl IntoIterator<Item = Reply>) -> Self {
        let replies: Vec<Reply> = replies.into_iter().collect();
        assert!(!replies.is_empty(), "a provider answers something");
        let mut answered = 0;
        Self::deciding(move |_| {
            answered += 1;
            replies[(answered - 1).min(replies.len() - 1)].clone()
        })
    }

    /// Answers as `decide` says of each request, one after the other.
    pub fn deciding(mut decide: impl FnMut(&str) -> Reply + Send + 'static) -> Self {
        // There are machines without the first, and tests that make one.
        let here = ["127.0.0.1:0".parse().unwrap(), "[::1]:0".parse().unwrap()];
        let listener = TcpListener::bind::<&[SocketAddr]>(&here).unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::new(Mutex::new(Vec::new()));
        let remembered = Arc::clone(&asked);
        // The thread ends with the process: a listener that is waited on cannot be dropped.
        thread::spawn(move || {
            for connection in listener.incoming().flatten() {
                let mut asked = remembered.lock().unwrap();
                let Some(request) = read_request(&connection) else { continue };
                let reply = decide(&request);
                asked.push(request);
                drop(asked);
                answer(connection, reply);
            }
        });
        Self { url, asked }
    }

    pub fn url(&self) -> &str {
        &self.url
    }

    /// Every request so far, head and body.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

fn answer(mut connection: TcpStream, reply: Reply) {
    match reply {
        Reply::Bytes(bytes) => {
            // A client that has seen enough may be gone.
            let _ = connection.write_all(&bytes);
            let _ = connection.shutdown(std::net::Shutdown::Write);
        }
        Reply::Silence => {
            thread::spawn(move || {
                let _ = connection.read(&mut [0; 1]);
            });
        }
    }
}

fn read_request(connection: &TcpStream) -> Option<String> {
    let mut reader = BufReader::new(connection);
    let mut head = String::new();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if line == "\r\n" {
            break;
        }
        head.push_str(&line);
    }
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse().ok())?
    });
    let mut body = vec![0; length.unwrap_or(0)];
    reader.read_exact(&mut body).ok()?;
    Some(format!("{head}\r\n{}", String::from_utf8_lossy(&body)))
}

/// An address at which nobody listens, nor ever will while these tests run: the port is taken, and no
/// connection is.
pub fn closed_port() -> String {
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let address = socket.local_addr().unwrap();
    std::mem::forget(socket);
    format!("http://{address}")
}

/// An address that takes connections and never says a word.
pub fn silent_port() -> Provider {
    Provider::answering([Reply::Silence])
}
