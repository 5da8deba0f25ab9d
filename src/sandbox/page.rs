//! What every page in the browser shares: small, and it loads nothing.
//!
//! A page may not be framed (S19). Its CSP names no `form-action`: browsers apply that one to the
//! redirect after the form as well, and the redirect is the point of the form.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::StatusCode;
use http::header::{
    CONTENT_SECURITY_POLICY, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use maud::{Markup, html};

use crate::sandbox::answer::Answer;
use crate::sandbox::people::Person;
use crate::sandbox::secrets;

/// Shows the accounts of whoever is chosen, without a script. Nothing is lower than a finger is wide.
const STYLE: &str = "\
:root{color-scheme:light dark;--line:#8884;--calm:#666;--lead:#1b5fc9;--wrong:#b00020}\
@media(prefers-color-scheme:dark){:root{--calm:#aaa;--wrong:#ff8a8a}}\
*{box-sizing:border-box}\
body{font:1rem/1.5 system-ui,sans-serif;word-break:keep-all;max-width:30rem;margin:0 auto;padding:1.5rem 1rem 3rem}\
h1{font-size:1.35rem;margin:0 0 .25rem}h2,dt,small,.note{color:var(--calm);font-size:.875rem;font-weight:400}\
.note{margin:0 0 1.25rem}.wrong{color:var(--wrong);font-weight:600}code{font-size:.875rem;overflow-wrap:anywhere}\
dl{border:solid var(--line);border-width:1px 0;margin:0 0 1.25rem;padding:.75rem 0}dd{margin:0}dd+dt{margin-top:.5rem}\
h2{margin:0 0 .5rem}.person{position:relative;border:1px solid var(--line);border-radius:.6rem;margin:0 0 .5rem}\
label{display:flex;align-items:center;gap:.1rem .6rem;min-height:2.75rem;cursor:pointer}\
.who{flex-wrap:wrap;padding:.5rem .9rem .5rem 2.75rem}input{flex:none;width:1.15rem;height:1.15rem;margin:0;accent-color:var(--lead)}\
[type=radio]{position:absolute;left:.9rem;top:.8rem}\
fieldset{display:none;border:0;border-top:1px solid var(--line);margin:0;padding:.25rem .9rem;max-height:20rem;overflow:auto}\
:checked~fieldset{display:block}fieldset small{display:block}\
button{font:inherit;width:100%;min-height:3rem;border-radius:.6rem;border:1px solid var(--line);background:none;color:inherit;cursor:pointer;margin-top:.5rem}\
[type=text],[type=email],[type=password]{display:block;width:100%;height:2.75rem;font:inherit;padding:0 .75rem;border:1px solid var(--line);border-radius:.6rem;background:none;color:inherit}\
.field{display:block;margin:0 0 .75rem}\
button[value=approve]{background:var(--lead);border-color:var(--lead);color:#fff;font-weight:600;margin-top:1rem}";

/// A page. `title` and `body` are HTML already: see [`escaped`].
pub(crate) fn shown(status: StatusCode, title: &str, body: &str) -> Answer {
    let style = STANDARD.encode(secrets::digest(STYLE));
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{style}'; base-uri 'none'; frame-ancestors 'none'"
    );
    let html = format!(
        "<!doctype html><html lang=\"ko\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\">\
         <title>{title}</title><style>{STYLE}</style></head><body>{body}</body></html>"
    );
    Answer { body: html.into_bytes(), ..Answer::empty(status) }
        .with(CONTENT_TYPE, "text/html; charset=utf-8")
        .with(CONTENT_SECURITY_POLICY, &policy)
        .with(X_FRAME_OPTIONS, "DENY")
        .with(X_CONTENT_TYPE_OPTIONS, "nosniff")
}

/// Everybody, to choose one of as `field`, by what the provider calls them; the first is chosen.
pub(crate) fn people(field: &str, everybody: &[Person], id: impl Fn(&Person) -> String) -> Markup {
    html! {
        @for (number, person) in everybody.iter().enumerate() {
            @let id = id(person);
            div.person {
                input type="radio" name=(field) id=(id) value=(id) checked[number == 0];
                label.who for=(id) { (person.name) " " small { (person.email) } }
            }
        }
    }
}

/// A text as it may stand in HTML, between tags and in a quoted attribute.
pub(crate) fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            c => html.push(c),
        }
    }
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s19_a_page_cannot_be_framed_and_its_form_can_redirect() {
        let headers = shown(StatusCode::OK, "t", "").header_map();
        let policy = headers[CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(policy.contains("default-src 'none'"));
        assert!(policy.contains("frame-ancestors 'none'"));
        assert!(policy.contains(&STANDARD.encode(secrets::digest(STYLE))));
        assert!(!policy.contains("form-action") && !policy.contains("unsafe"));
        assert_eq!(headers[X_FRAME_OPTIONS], "DENY");
        assert_eq!(headers[X_CONTENT_TYPE_OPTIONS], "nosniff");
        assert_eq!(headers["referrer-policy"], "same-origin");
        assert_eq!(headers["cache-control"], "no-store");
    }

    #[test]
    fn what_is_escaped_is_no_markup() {
        assert_eq!(escaped("<a b=\"c\" d='&'>"), "&lt;a b=&quot;c&quot; d=&#39;&amp;&#39;&gt;");
    }
}
