//! A client for HTTP/1.1 that costs next to nothing, for the benchmarks that count answers.

use std::io::{BufRead as _, BufReader, Error, ErrorKind, Read as _, Result, Write as _};
use std::net::TcpStream;
use std::time::Duration;

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// The status line and the headers, as they came.
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (own, value) = line.split_once(':')?;
            own.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }
}

/// One connection, kept open for as long as the other side likes.
pub(crate) struct Connection {
    pub(crate) address: String,
    stream: Option<BufReader<TcpStream>>,
}

impl Connection {
    /// To a host with its port; `http://` in front of it and a path behind it are left out.
    pub(crate) fn to(url: &str) -> Self {
        let address = url.trim_start_matches("http://").split('/').next().unwrap_or_default();
        Self { address: address.to_owned(), stream: None }
    }

    pub(crate) fn get(&mut self, target: &str, bearer: &str) -> Result<Answer> {
        let head = format!(
            "GET {target} HTTP/1.1\r\nhost: {}\r\nauthorization: Bearer {bearer}\r\n\r\n",
            self.address
        );
        self.exchange(&head)
    }

    pub(crate) fn form(&mut self, target: &str, form: &str) -> Result<Answer> {
        let length = form.len();
        let request = format!(
            "POST {target} HTTP/1.1\r\nhost: {}\r\ncontent-length: {length}\r\n\
             content-type: application/x-www-form-urlencoded\r\n\r\n{form}",
            self.address
        );
        self.exchange(&request)
    }

    /// A connection that broke is not used again.
    pub(crate) fn exchange(&mut self, request: &str) -> Result<Answer> {
        let mut stream = match self.stream.take() {
            Some(stream) => stream,
            None => self.open()?,
        };
        stream.get_mut().write_all(request.as_bytes())?;
        let answer = read(&mut stream)?;
        let closes = answer.header("connection").is_some_and(|it| it.eq_ignore_ascii_case("close"));
        self.stream = (!closes).then_some(stream);
        Ok(answer)
    }

    fn open(&self) -> Result<BufReader<TcpStream>> {
        let stream = TcpStream::connect(&self.address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        Ok(BufReader::new(stream))
    }
}

fn read(stream: &mut BufReader<TcpStream>) -> Result<Answer> {
    let head = head(stream)?;
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
    let status = status.ok_or_else(|| Error::from(ErrorKind::InvalidData))?;
    let mut answer = Answer { status, head, body: String::new() };
    let body = if answer.header("transfer-encoding") == Some("chunked") {
        chunks(stream)?
    } else {
        let length = answer.header("content-length").and_then(|length| length.parse().ok());
        let mut body = vec![0; length.unwrap_or(0)];
        stream.read_exact(&mut body)?;
        body
    };
    answer.body = String::from_utf8(body).map_err(|_| ErrorKind::InvalidData)?;
    Ok(answer)
}

fn head(stream: &mut BufReader<TcpStream>) -> Result<String> {
    let mut head = String::new();
    loop {
        let before = head.len();
        if stream.read_line(&mut head)? == 0 {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        if head.len() - before <= 2 {
            return Ok(head);
        }
    }
}

fn chunks(stream: &mut BufReader<TcpStream>) -> Result<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let mut line = String::new();
        stream.read_line(&mut line)?;
        let size = usize::from_str_radix(line.trim(), 16).map_err(|_| ErrorKind::InvalidData)?;
        let from = body.len();
        body.resize(from + size + 2, 0);
        stream.read_exact(&mut body[from..])?;
        body.truncate(from + size);
        if size == 0 {
            return Ok(body);
        }
    }
}

/// A text member of a document, wherever it stands; those here have nothing to unescape.
pub(crate) fn member<'a>(document: &'a str, name: &str) -> Option<&'a str> {
    let (_, behind) = document.split_once(&format!("\"{name}\":\""))?;
    behind.split_once('"').map(|(value, _)| value)
}
