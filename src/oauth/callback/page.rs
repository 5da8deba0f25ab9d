//! What the person sees in the browser: small pages, Korean and English on one, which load nothing
//! and show nothing of the code. What a server said is escaped by the template.

use std::fmt::Write as _;
use std::sync::LazyLock;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest as _, Sha256};

use crate::model::{Lang, Text, text};
use crate::oauth::Outcome;

const STYLE: &str = "body{font:1rem/1.6 system-ui,sans-serif;word-break:keep-all;\
    max-width:30rem;margin:min(15vh,6rem) auto;padding:0 1.5rem}\
    h1{font-size:1.35rem;margin:0}h2{font-size:1rem;margin:0}p{margin:.25rem 0 0}\
    code{overflow-wrap:anywhere}\
    div{border-top:1px solid #8884;margin-top:1.5rem;padding-top:1.25rem;font-size:.9rem;opacity:.7}";

/// Nothing at all may be loaded, run, sent or framed; the one style is named by its hash.
pub(super) static POLICY: LazyLock<String> = LazyLock::new(|| {
    let hash = STANDARD.encode(Sha256::digest(STYLE));
    format!(
        "default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'; \
         frame-ancestors 'none'"
    )
});

/// After the answer.
pub(super) fn farewell(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Code { .. } => page(
            &text!("The answer has arrived", "응답을 받았습니다"),
            &text!(
                "qetta goes on in the terminal. This page can be closed.",
                "이 창을 닫고 터미널에서 계속하세요."
            ),
            &html! {},
        ),
        Outcome::Refused { error, description } => page(
            &text!("The login was refused", "로그인이 거부되었습니다"),
            &text!("The terminal says more.", "자세한 내용은 터미널에서 확인하세요."),
            &html! { p { code { (error) } @if let Some(words) = description { " " (words) } } },
        ),
        Outcome::Cancelled => page(
            &text!("The login was cancelled", "로그인을 취소했습니다"),
            &text!("This page can be closed.", "이 창을 닫아도 됩니다."),
            &html! {},
        ),
    }
}

/// For whoever is not the answer.
pub(super) fn turned_away(title: &Text) -> String {
    let words = text!(
        "qetta is waiting here for another page to come back.",
        "qetta가 다른 페이지의 응답을 기다리고 있습니다."
    );
    page(title, &words, &html! {})
}

fn page(title: &Text, words: &Text, more: &Markup) -> String {
    let markup = html! {
        (DOCTYPE)
        html lang="ko" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width";
                meta name="color-scheme" content="light dark";
                title { "qetta" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                h1 { (title.say(Lang::Ko)) }
                p { (words.say(Lang::Ko)) }
                (more)
                div lang="en" {
                    h2 { (title.say(Lang::En)) }
                    p { (words.say(Lang::En)) }
                }
            }
        }
    };
    let mut page = String::new();
    // Writing into memory cannot fail.
    let _ = writeln!(page, "{}", markup.into_string());
    page
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::AuthorizationCode;

    #[test]
    fn both_languages_stand_on_one_page() {
        let code = AuthorizationCode::new("canary");
        for outcome in [Outcome::Cancelled, Outcome::Code { code, scope: None, issuer: None }] {
            let page = farewell(&outcome);
            assert!(page.contains("창을") && page.contains("can be closed"), "{page}");
            assert!(!page.contains("canary"), "{page}");
        }
    }

    #[test]
    fn c15_what_a_stranger_says_is_escaped() {
        let refused = |error: &str, description: Option<&str>| {
            let (error, description) = (error.to_owned(), description.map(str::to_owned));
            farewell(&Outcome::Refused { error, description })
        };
        let script = "<script>alert(1)</script>\"'&";
        let page = refused(script, Some(script));
        assert!(!page.contains("<script>") && !page.contains("\"'&"), "{page}");
        assert_eq!(page.matches("&lt;script&gt;").count(), 2, "{page}");
        assert!(refused("access_denied", None).contains("<code>access_denied</code></p>"));
    }

    #[test]
    fn c15_a_page_loads_nothing() {
        let page = turned_away(&Text::same("<title>"));
        for tag in ["<script", "<link", "<img", "<iframe", "<form", "href", "src=", "url("] {
            assert!(!page.contains(tag), "{page}");
        }
        assert!(page.contains(STYLE), "the policy's hash is of what is sent");
    }
}
