//! The login form and the page of an error.

use http::StatusCode;
use maud::{Markup, html};

use crate::sandbox::answer::Answer;
use crate::sandbox::asked::Asked;
use crate::sandbox::context::Context;
use crate::sandbox::page;
use crate::sandbox::people::PASSWORD;

const ACTION: &str = "/hyfata/oauth/login";

/// What the form is about.
pub(super) struct Login<'a> {
    pub(super) asked: &'a Asked,
    /// Why it is shown again.
    pub(super) wrong: Option<&'a str>,
    /// What was typed the last time.
    pub(super) email: &'a str,
}

/// The form of today, which carries the request from the first address to the code.
pub(super) fn login(login: &Login<'_>, method: Option<&str>, context: &Context) -> Answer {
    let asked = login.asked;
    let hidden = [
        ("client_id", Some(asked.client_id.as_str())),
        ("redirect_uri", Some(&asked.redirect_uri)),
        ("state", asked.state.as_deref()),
        ("code_challenge", asked.challenge.as_deref()),
        ("code_challenge_method", method),
    ];
    let hidden = html! {
        @for (name, value) in hidden {
            @if let Some(value) = value { input type="hidden" name=(name) value=(value); }
        }
    };
    form(login, &hidden, &html! {}, context)
}

/// The same by the standards: the request stays here, and the form knows it by a ticket.
pub(super) fn ticketed_login(login: &Login<'_>, ticket: &str, context: &Context) -> Answer {
    let hidden = html! { input type="hidden" name="ticket" value=(ticket); };
    let cancel = html! { button name="decision" value="refuse" formnovalidate { "취소" } };
    form(login, &hidden, &cancel, context)
}

fn form(login: &Login<'_>, hidden: &Markup, cancel: &Markup, context: &Context) -> Answer {
    let body = html! {
        h1 { "Hyfata 로그인" }
        p.note { "qetta 샌드박스입니다. 실제 Hyfata가 아니며, 사람은 모두 가상입니다." }
        dl {
            dt { "로그인 후 돌아갈 곳" }
            dd { code { (login.asked.redirect_uri) } }
        }
        @if let Some(wrong) = login.wrong { p.wrong role="alert" { (wrong) } }
        form method="post" action=(ACTION) {
            (hidden)
            label.field {
                small { "이메일" }
                input type="email" name="email" value=(login.email) autocomplete="off" required;
            }
            label.field {
                small { "비밀번호" }
                input type="password" name="password" autocomplete="off" required;
            }
            button name="decision" value="approve" { "로그인" }
            (cancel)
        }
        h2 { "샌드박스의 사람들, 비밀번호는 모두 " code { (PASSWORD) } }
        dl { @for person in context.scenario.cast.members { dt { (person.name) } dd { code { (person.email) } } } }
    };
    page::shown(StatusCode::OK, "OAuth Login - Hyfata", &body.into_string())
}

/// What is refused in the browser: the status says that all is well.
pub(super) fn error(words: &str, rule: &'static str) -> Answer {
    failed(StatusCode::OK, words, rule)
}

/// The same by the standards, with a status that says so.
pub(super) fn bad_request(words: &str, rule: &'static str) -> Answer {
    failed(StatusCode::BAD_REQUEST, words, rule)
}

fn failed(status: StatusCode, words: &str, rule: &'static str) -> Answer {
    let body = html! { h1 { "OAuth Error" } p.wrong role="alert" { (words) } };
    page::shown(status, "OAuth Error - Hyfata", &body.into_string()).breaking(rule)
}
