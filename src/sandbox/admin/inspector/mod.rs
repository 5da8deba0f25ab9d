//! `/__qetta/`: the page on which a person watches the run and steers it.
//!
//! The page itself knows nothing and needs no token. What it shows it asks for, with the token that
//! stands behind the `#` of its address: a browser sends that to nobody. It loads nothing but itself,
//! and its policy lets it speak to the sandbox alone.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::StatusCode;
use http::header::{
    CONTENT_SECURITY_POLICY, CONTENT_TYPE, LOCATION, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
    X_FRAME_OPTIONS,
};

use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::secrets;

const BODY: &str = include_str!("page.html");
const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// `GET /__qetta/`.
#[expect(clippy::unnecessary_wraps, reason = "a handler")]
pub(super) fn page(_: &Call, _: &Context) -> Result<Answer, Stop> {
    let hash = |text: &str| STANDARD.encode(secrets::digest(text));
    let policy = format!(
        "default-src 'none'; script-src 'sha256-{}'; style-src 'sha256-{}'; connect-src 'self'; \
         img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        hash(SCRIPT),
        hash(STYLE)
    );
    let html = format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\">\
         <link rel=\"icon\" href=\"data:,\">\
         <title>qetta sandbox</title><style>{STYLE}</style></head>\
         <body>{BODY}<script>{SCRIPT}</script></body></html>"
    );
    let mut answer = Answer { body: html.into_bytes(), ..Answer::empty(StatusCode::OK) };
    // The address has the token until the script has taken it out.
    answer.headers.retain(|(name, _)| name != REFERRER_POLICY);
    Ok(answer
        .with(REFERRER_POLICY, "no-referrer")
        .with(CONTENT_TYPE, "text/html; charset=utf-8")
        .with(CONTENT_SECURITY_POLICY, &policy)
        .with(X_FRAME_OPTIONS, "DENY")
        .with(X_CONTENT_TYPE_OPTIONS, "nosniff"))
}

/// `GET /__qetta`: whoever leaves out the slash keeps what stands behind the `#`.
#[expect(clippy::unnecessary_wraps, reason = "a handler")]
pub(super) fn moved(_: &Call, _: &Context) -> Result<Answer, Stop> {
    Ok(Answer::empty(StatusCode::SEE_OTHER).with(LOCATION, "/__qetta/"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sandbox::testing::{Asking, Stage};

    #[test]
    fn the_slash_at_its_end_may_be_left_out() {
        let answer = Stage::new().answer(Asking::get("/__qetta"));
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        assert_eq!(answer.header_map()[LOCATION], "/__qetta/");
    }

    #[test]
    fn s19_the_inspector_knows_nothing_loads_nothing_and_cannot_be_framed() {
        let stage = Stage::new();
        let answer = stage.answer(Asking::get("/__qetta/"));
        let headers = answer.header_map();
        let policy = headers[CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'; script-src 'sha256-"), "{policy}");
        assert!(!policy.contains("unsafe") && policy.contains("frame-ancestors 'none'"));
        assert_eq!(headers[X_FRAME_OPTIONS], "DENY");
        assert_eq!(headers[REFERRER_POLICY], "no-referrer");
        let page = String::from_utf8(answer.body).unwrap();
        assert!(!page.contains(stage.context.scenario.admin_token.expose()));
        for outside in ["http://", "https://", "innerHTML", " onclick", " style="] {
            assert!(!page.contains(outside), "{outside}");
        }
    }

    #[test]
    fn every_word_of_the_page_is_there_in_korean_too() {
        for tag in ["<h2", "<th", "<button", "<p class"] {
            for part in BODY.split(tag).skip(1) {
                let (head, rest) = part.split_once('>').unwrap();
                let word = rest.split('<').next().unwrap();
                let is_same = ["#", "ms", "한국어", ""].contains(&word);
                assert!(is_same || head.contains("data-ko="), "{tag}{head}>{word}");
            }
        }
    }
}
