//! What is sent back: a page or a way to one, with the headers that keep both to themselves.

use tokio::io::{AsyncRead, AsyncWrite};

use crate::http::local::{self, Unread};
use crate::model::text;
use crate::oauth::Outcome;
use crate::oauth::callback::judgement::TurnedAway;
use crate::oauth::callback::page;
use crate::oauth::outcome::BadAnswer;

/// An answer to one request, after which the connection ends.
pub(super) struct Reply {
    status: &'static str,
    header: String,
    body: String,
    /// Whether bytes of the request may still be on their way.
    pub(super) is_unread: bool,
}

impl Reply {
    /// To the page at `path`, which is ours and never anything that a request said (C16). So the
    /// code is in no address bar, no history entry that is shown, and nobody's `Referer` (C15).
    pub(super) fn see_other(path: &str) -> Self {
        let header = format!("Location: {path}\r\n");
        Self { status: "303 See Other", header, body: String::new(), is_unread: false }
    }

    /// The page after the answer.
    pub(super) fn farewell(outcome: &Outcome) -> Self {
        let body = page::farewell(outcome);
        Self { status: "200 OK", header: String::new(), body, is_unread: false }
    }

    /// For whoever is not the answer; `None` where nobody is there to read it.
    pub(super) fn turned_away(why: TurnedAway) -> Option<Self> {
        let nothing = text!("There is nothing here", "이 주소에는 아무것도 없습니다");
        let unfit = text!("This request does not belong here", "이곳으로 보낼 요청이 아닙니다");
        let (status, title) = match why {
            TurnedAway::Unread(Unread::Silent) => return None,
            TurnedAway::Unread(Unread::Slow) => ("408 Request Timeout", unfit),
            TurnedAway::Unread(Unread::TooLarge) => ("431 Request Header Fields Too Large", unfit),
            TurnedAway::Unread(Unread::Malformed) | TurnedAway::Hosts => ("400 Bad Request", unfit),
            TurnedAway::Method => ("405 Method Not Allowed", unfit),
            TurnedAway::OtherHost => ("421 Misdirected Request", unfit),
            TurnedAway::Path | TurnedAway::TooEarly | TurnedAway::Answer(BadAnswer::NoState) => {
                ("404 Not Found", nothing)
            }
            TurnedAway::TooLate => (
                "410 Gone",
                text!("This login has already been answered", "이미 응답을 받은 로그인입니다"),
            ),
            TurnedAway::Answer(_) => (
                "400 Bad Request",
                text!(
                    "This is not the login that qetta is waiting for",
                    "qetta가 기다리는 로그인이 아닙니다"
                ),
            ),
        };
        let header = if why == TurnedAway::Method { "Allow: GET\r\n" } else { "" }.to_owned();
        Some(Self { status, header, body: page::turned_away(&title), is_unread: true })
    }

    /// Sends it and ends the connection; what goes wrong is the peer's loss.
    pub(super) async fn send(self, stream: impl AsyncRead + AsyncWrite + Unpin) {
        local::send(stream, &self.to_string(), self.is_unread).await;
    }
}

impl std::fmt::Display for Reply {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "HTTP/1.1 {}\r\n{}\
             Content-Type: text/html; charset=utf-8\r\n\
             Content-Length: {}\r\n\
             Content-Security-Policy: {}\r\n\
             X-Frame-Options: DENY\r\n\
             X-Content-Type-Options: nosniff\r\n\
             Referrer-Policy: no-referrer\r\n\
             Cache-Control: no-store\r\n\
             Connection: close\r\n\r\n{}",
            self.status,
            self.header,
            self.body.len(),
            *page::POLICY,
            self.body
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reply_keeps_to_itself() {
        let not_found = Reply::turned_away(TurnedAway::Path).unwrap();
        let replies = [Reply::see_other("/done"), Reply::farewell(&Outcome::Cancelled), not_found];
        for reply in replies {
            let (head, body) = {
                let text = reply.to_string();
                let (head, body) = text.split_once("\r\n\r\n").unwrap();
                (head.to_owned(), body.to_owned())
            };
            for header in [
                "Cache-Control: no-store",
                "Referrer-Policy: no-referrer",
                "Content-Security-Policy: default-src 'none'; style-src 'sha256-",
                "frame-ancestors 'none'",
                "X-Frame-Options: DENY",
                "Connection: close",
                &format!("Content-Length: {}", body.len()),
            ] {
                assert!(head.contains(header), "{header}: {head}");
            }
            assert!(!head.to_ascii_lowercase().contains("access-control"), "{head}");
        }
    }

    #[test]
    fn nobody_is_answered_who_said_nothing() {
        assert!(Reply::turned_away(TurnedAway::Unread(Unread::Silent)).is_none());
    }
}
