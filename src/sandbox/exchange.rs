//! One exchange: from the bytes of a request to the bytes of its answer, and a line in the log.

use std::error::Error;
use std::time::{Duration, Instant};

use http::header::{CONNECTION, DATE, HeaderName, HeaderValue, SERVER};
use http::{Request, Response, StatusCode};
use http_body_util::{BodyExt as _, Full, LengthLimitError, Limited};
use hyper::body::{Body, Bytes};
use jiff::Timestamp;

use crate::model::{moved, plain};
use crate::sandbox::answer::Answer;
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::faults::{self, Delivery, Played, Script};
use crate::sandbox::journal::{Broken, Outcome};
use crate::sandbox::router::Found;
use crate::sandbox::{admin, host, router};

/// More than any request to any provider needs.
const BODY_LIMIT: usize = 1024 * 1024;

/// How long a request may take to arrive: its head, and then its body.
pub(crate) const READ_TIME: Duration = Duration::from_secs(10);

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// How a request is answered.
#[derive(Debug)]
pub(crate) enum Exchanged {
    /// As HTTP has it.
    Answered(Response<Full<Bytes>>),
    /// With bytes of our own, and with the end of the connection.
    Spoilt(Script),
}

/// Answers one request. No header of CORS is ever sent: no web page may read the sandbox (S25).
pub(crate) async fn exchange<B>(request: Request<B>, context: &Context) -> Exchanged
where
    B: Body<Data = Bytes>,
    B::Error: Into<Box<dyn Error + Send + Sync>>,
{
    let begun = Instant::now();
    let (head, body) = request.into_parts();
    let found = router::find(&head.method, head.uri.path());
    // The host comes first: whoever calls us by a foreign name gets nothing read.
    let read = match host::check(&head, context.address) {
        Err(refusal) => Err(refusal),
        Ok(()) => read(body).await,
    };
    let (call, played) = match read {
        Err(answer) => {
            let played = Played { answer, delivery: Delivery::default() };
            (Call { head, body: Bytes::new() }, played)
        }
        Ok(body) => {
            let call = Call { head, body };
            admin::patience(&call, context).await;
            let played = faults::play(found, &call, context);
            (call, played)
        }
    };
    let Played { answer, delivery } = played;
    let id = context.next_request_id();
    let mut outcome = Outcome::of(id.clone(), context.now(), found, &answer);
    outcome.took = begun.elapsed();
    outcome.fault = (!delivery.faults.is_empty()).then(|| delivery.faults.join(" "));
    log(&call, found, outcome, context);
    if !delivery.delay.is_zero() {
        tokio::time::sleep(delivery.delay).await;
    }
    let response = finished(answer, &id, moved(context.now(), delivery.skew));
    match delivery.spoilt {
        None => Exchanged::Answered(response),
        Some(spoilt) => Exchanged::Spoilt(Script::of(response, spoilt).await),
    }
}

/// The journal is about the client: whoever looks at the sandbox's own pages is not in it.
fn log(call: &Call, found: Found, outcome: Outcome, context: &Context) {
    tracing::debug!(
        target: "qetta::sandbox",
        id = outcome.id,
        method = %call.head.method,
        path = plain(call.path()),
        status = outcome.status,
        rule = outcome.rule.map(|Broken(words)| words),
        fault = outcome.fault,
    );
    if !found.is_own() {
        context.scenario.journal.write(call, outcome);
    }
}

/// The whole body, within its bounds.
async fn read<B>(body: B) -> Result<Bytes, Answer>
where
    B: Body<Data = Bytes>,
    B::Error: Into<Box<dyn Error + Send + Sync>>,
{
    // Where the length is announced, the rest need not be waited for.
    if body.size_hint().lower() > BODY_LIMIT as u64 {
        return Err(too_large());
    }
    let whole = Limited::new(body, BODY_LIMIT).collect();
    match tokio::time::timeout(READ_TIME, whole).await {
        Ok(Ok(whole)) => Ok(whole.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(too_large()),
        Ok(Err(_)) => Err(unread(StatusCode::BAD_REQUEST, "R10: the body ends before its end")),
        Err(_) => Err(unread(StatusCode::REQUEST_TIMEOUT, "R10: the body takes too long")),
    }
}

fn too_large() -> Answer {
    unread(StatusCode::PAYLOAD_TOO_LARGE, "R10: the body is larger than 1 MiB")
}

/// A refusal that leaves bytes unread, after which the connection is of no more use.
fn unread(status: StatusCode, rule: &'static str) -> Answer {
    let words = rule.split_once(": ").map_or(rule, |(_, words)| words);
    Answer::error(status, "invalid_request", words).with(CONNECTION, "close").breaking(rule)
}

/// As HTTP, with what every answer bears.
fn finished(answer: Answer, id: &str, now: Timestamp) -> Response<Full<Bytes>> {
    let date = now.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
    let answer = answer.with(DATE, &date).with(REQUEST_ID, id);
    let mut response = Response::new(Full::from(answer.body));
    *response.status_mut() = answer.status;
    let headers = response.headers_mut();
    headers.reserve(answer.headers.len() + 2);
    headers.extend(answer.headers);
    headers.insert(SERVER, HeaderValue::from_static("qetta-sandbox"));
    response
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;
    use std::io::Write;
    use std::pin::Pin;
    use std::sync::{Arc, Mutex};
    use std::task::{self, Poll};

    use hyper::body::Frame;
    use tracing_subscriber::fmt::MakeWriter;

    use super::*;
    use crate::sandbox::testing::{Asking, Stage, TOSS_FORM};

    fn exchanged(stage: &Stage, asking: Asking) -> Response<Full<Bytes>> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        let (head, body) = asking.request().into_parts();
        let request = Request::from_parts(head, Full::new(body));
        match runtime.block_on(exchange(request, &stage.context)) {
            Exchanged::Answered(response) => response,
            Exchanged::Spoilt(script) => panic!("{script:?}"),
        }
    }

    fn at_home(asking: Asking) -> Asking {
        asking.header("host", "127.0.0.1:9480")
    }

    #[test]
    fn every_answer_says_who_when_and_which() {
        let stage = Stage::new();
        for (path, id) in [("/__qetta/health", "sandbox-00000001"), ("/x", "sandbox-00000002")] {
            let response = exchanged(&stage, at_home(Asking::get(path)));
            let headers = response.headers();
            assert_eq!(headers[SERVER], "qetta-sandbox");
            assert_eq!(headers[DATE], "Fri, 15 Jan 2027 08:00:00 GMT");
            assert_eq!(headers[REQUEST_ID], id);
        }
    }

    #[test]
    fn s25_no_web_page_is_let_in() {
        let asking =
            at_home(Asking::get("/__qetta/health")).header("origin", "https://evil.example");
        let response = exchanged(&Stage::new(), asking);
        assert!(!response.headers().keys().any(|name| name.as_str().starts_with("access-control")));
    }

    #[test]
    fn s25_a_foreign_host_is_misdirected() {
        let asking = Asking::get("/__qetta/health").header("host", "evil.example:9480");
        assert_eq!(exchanged(&Stage::new(), asking).status(), StatusCode::MISDIRECTED_REQUEST);
    }

    #[test]
    fn a_body_has_a_mebibyte_and_no_more() {
        let stage = Stage::new();
        let form = |size: usize| at_home(Asking::form("/toss/token", &"x".repeat(size)));
        assert_eq!(exchanged(&stage, form(BODY_LIMIT)).status(), StatusCode::BAD_REQUEST);
        let refused = exchanged(&stage, form(BODY_LIMIT + 1));
        assert_eq!(refused.status(), StatusCode::PAYLOAD_TOO_LARGE);
        assert_eq!(refused.headers()[CONNECTION], "close");
    }

    #[test]
    fn a_body_that_does_not_say_its_length_is_counted() {
        /// Sends for ever.
        struct Endless;

        impl Body for Endless {
            type Data = Bytes;
            type Error = Infallible;

            fn poll_frame(
                self: Pin<&mut Self>,
                _: &mut task::Context<'_>,
            ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
                Poll::Ready(Some(Ok(Frame::data(Bytes::from_static(&[0; 4096])))))
            }
        }

        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        let refusal = runtime.block_on(read(Endless)).unwrap_err();
        assert_eq!(refusal.status, StatusCode::PAYLOAD_TOO_LARGE);
    }

    /// Takes the log of one thread.
    #[derive(Clone, Default)]
    struct Log(Arc<Mutex<Vec<u8>>>);

    impl Write for Log {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    impl MakeWriter<'_> for Log {
        type Writer = Self;

        fn make_writer(&self) -> Self {
            self.clone()
        }
    }

    fn logged(work: impl FnOnce()) -> String {
        let log = Log::default();
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(tracing::Level::TRACE)
            .with_ansi(false)
            .with_writer(log.clone())
            .finish();
        tracing::subscriber::with_default(subscriber, work);
        let bytes = log.0.lock().unwrap().clone();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn s24_a_guesser_is_visible_in_the_log_and_no_secret_is() {
        let stage = Stage::new();
        let log = logged(|| {
            for _ in 0..11 {
                let body = TOSS_FORM.replace("sandbox_toss_secret", "canary");
                exchanged(&stage, at_home(Asking::form("/toss/token?secret=canary", &body)));
            }
        });
        assert!(log.contains("S14: not a client") && log.contains("S24: too many"), "{log}");
        assert!(log.contains("path=\"/toss/token\"") && log.contains("status=429"), "{log}");
        assert!(!log.contains("canary"), "{log}");
    }

    #[test]
    fn no_token_is_in_the_log() {
        let stage = Stage::new();
        let token = stage.toss_token();
        let log = logged(|| {
            exchanged(&stage, at_home(Asking::form("/toss/token", TOSS_FORM)));
            let path = "/toss/api/v2/sign/doc/status";
            exchanged(&stage, at_home(Asking::json(path, r#"{"txId":"1"}"#).bearer(&token)));
        });
        assert!(log.contains("unknown txId"), "{log}");
        assert!(!log.contains("eyJ") && !log.contains("not_a_real_one"), "{log}");
    }
}
