//! Reading a request: as much of it as is needed, and no longer than it is worth.

use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt as _};
use zeroize::Zeroizing;

/// A head of more than this is nobody's answer: the longest codes have a few thousand characters.
const HEAD_LIMIT: usize = 16 * 1024;

/// The most header fields that a request may have; browsers send about twenty.
const FIELDS: usize = 100;

/// How long a request may take to arrive. A browser that connects ahead of time says nothing for a
/// while, and connects again when it has something to say.
const READ_TIME: Duration = Duration::from_secs(10);

/// What is read of a request. The target may hold a code.
#[derive(Default)]
pub struct Head {
    /// As it came: `GET`.
    pub method: String,
    /// Path and query, as they came.
    pub target: Zeroizing<String>,
    /// Every `Host` field, as it came.
    pub hosts: Vec<Vec<u8>>,
    /// Every `Authorization` field, as it came.
    pub authorizations: Vec<Zeroizing<Vec<u8>>>,
}

impl std::fmt::Debug for Head {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Head(…)")
    }
}

/// Why there is no request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// The connection ended or broke off, or nothing ever came.
    Silent,
    /// It began, and did not end in time.
    Slow,
    /// Its head is larger than 16 KiB.
    TooLarge,
    /// It is not HTTP/1: TLS, for instance, which a browser may try first.
    Malformed,
}

/// Reads the head of one request. What follows it is not read: no request of ours has a body.
pub async fn read_head(stream: &mut (impl AsyncRead + Unpin)) -> Result<Head, Unread> {
    // Never grown, so that no copy of a code is left behind.
    let mut bytes = Zeroizing::new(Vec::with_capacity(HEAD_LIMIT));
    match tokio::time::timeout(READ_TIME, read_into(stream, &mut bytes)).await {
        Ok(read) => read,
        Err(_) if bytes.is_empty() => Err(Unread::Silent),
        Err(_) => Err(Unread::Slow),
    }
}

async fn read_into(
    stream: &mut (impl AsyncRead + Unpin),
    bytes: &mut Vec<u8>,
) -> Result<Head, Unread> {
    loop {
        let room = HEAD_LIMIT - bytes.len();
        if room == 0 {
            return Err(Unread::TooLarge);
        }
        match (&mut *stream).take(room as u64).read_buf(bytes).await {
            Ok(0) | Err(_) => return Err(Unread::Silent),
            // From the beginning every time: it is small, and what is not HTTP shows at once.
            Ok(_) => {
                if let Some(head) = parse(bytes)? {
                    return Ok(head);
                }
            }
        }
    }
}

/// The head, once it is whole.
pub(crate) fn parse(bytes: &[u8]) -> Result<Option<Head>, Unread> {
    let mut fields = [httparse::EMPTY_HEADER; FIELDS];
    let mut request = httparse::Request::new(&mut fields);
    match request.parse(bytes) {
        Ok(httparse::Status::Complete(_)) => {}
        Ok(httparse::Status::Partial) => return Ok(None),
        Err(httparse::Error::TooManyHeaders) => return Err(Unread::TooLarge),
        Err(_) => return Err(Unread::Malformed),
    }
    let named = |name| {
        let fields = request.headers.iter();
        fields.filter(move |field| field.name.eq_ignore_ascii_case(name)).map(|field| field.value)
    };
    Ok(Some(Head {
        hosts: named("host").map(<[u8]>::to_vec).collect(),
        authorizations: named("authorization").map(|value| value.to_vec().into()).collect(),
        method: request.method.unwrap_or_default().to_owned(),
        target: Zeroizing::new(request.path.unwrap_or_default().to_owned()),
    }))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use tokio::io::AsyncWriteExt as _;
    use tokio::time::Instant;

    use super::*;

    fn read(bytes: &[u8]) -> Result<Head, Unread> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        runtime.block_on(async { read_head(&mut &*bytes).await })
    }

    fn why(bytes: &[u8]) -> Option<Unread> {
        read(bytes).err()
    }

    #[test]
    fn a_head_is_read_up_to_its_end() {
        let head = read(b"GET /x?y=1 HTTP/1.1\r\nhost: a\r\nHost: b\r\n\r\nrest").unwrap();
        assert_eq!((head.method.as_str(), head.target.as_str()), ("GET", "/x?y=1"));
        assert_eq!(head.hosts, [b"a", b"b"]);
        let head = read(b"GET / HTTP/1.1\r\nAUTHORIZATION: Bearer canary\r\n\r\n").unwrap();
        assert_eq!(*head.authorizations[0], b"Bearer canary");
        assert_eq!(format!("{head:?}"), "Head(…)");
    }

    #[test]
    fn what_is_no_request_is_told_apart() {
        assert_eq!(why(b""), Some(Unread::Silent));
        assert_eq!(why(b"GET /x HTTP/1.1\r\nHost:"), Some(Unread::Silent));
        assert_eq!(why(b"\x16\x03\x01\x02\x00\x01"), Some(Unread::Malformed));
        assert_eq!(why(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), Some(Unread::Malformed));
        let many = format!("GET / HTTP/1.1\r\n{}\r\n", "a: b\r\n".repeat(FIELDS + 1));
        assert_eq!(why(many.as_bytes()), Some(Unread::TooLarge));
    }

    #[test]
    fn a_head_has_sixteen_kibibytes_and_no_more() {
        let sized = |size: usize| {
            let frame = "GET / HTTP/1.1\r\n\r\n".len();
            format!("GET /{} HTTP/1.1\r\n\r\n", "x".repeat(size - frame)).into_bytes()
        };
        assert_eq!(why(&sized(HEAD_LIMIT)), None);
        assert_eq!(why(&sized(HEAD_LIMIT + 1)), Some(Unread::TooLarge));
        assert_eq!(why(&sized(1024 * 1024)), Some(Unread::TooLarge));
    }

    #[tokio::test(start_paused = true)]
    async fn who_says_nothing_is_not_waited_for() {
        let (mut ours, _theirs) = tokio::io::duplex(64);
        let began = Instant::now();
        assert_eq!(read_head(&mut ours).await.err(), Some(Unread::Silent));
        assert_eq!(began.elapsed(), READ_TIME);
    }

    #[tokio::test(start_paused = true)]
    async fn who_dribbles_has_no_more_time_than_others() {
        let (mut ours, mut theirs) = tokio::io::duplex(64);
        let began = Instant::now();
        let dribble = async {
            loop {
                tokio::time::sleep(Duration::from_millis(900)).await;
                theirs.write_all(b"G").await.unwrap();
            }
        };
        let read = tokio::select! {
            read = read_head(&mut ours) => read.err(),
            () = dribble => None,
        };
        assert_eq!(read, Some(Unread::Slow));
        assert_eq!(began.elapsed(), READ_TIME);
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused_without_a_panic(bytes: Vec<u8>) {
            let _ = read(&bytes);
        }
    }
}
