//! The pages of Acme, Korean and English on one: its clients are nobody's in particular, and so are
//! their users.

use http::StatusCode;
use maud::{Markup, html};

use crate::model::{Lang, Text, text};
use crate::sandbox::acme::client::name;
use crate::sandbox::acme::memory::devices::Device;
use crate::sandbox::acme::people::subject;
use crate::sandbox::answer::Answer;
use crate::sandbox::asked::Asked;
use crate::sandbox::client::Client;
use crate::sandbox::context::Context;
use crate::sandbox::page;

/// Where the decision for a browser goes.
pub(super) const CONSENT: &str = "/acme/consent";

/// Where a device's code is typed, and where the decision for it goes.
pub(super) const DEVICE: &str = "/acme/device";

/// What a client wants, and who would agree to it.
pub(super) fn consent(client: &Client, asked: &Asked, ticket: &str, context: &Context) -> Answer {
    let name = name(client);
    let title = text!("{name} asks to log in", "{name}이(가) 로그인을 요청합니다");
    let back = html! {
        (term(&text!("then back to", "동의 후 돌아갈 곳")))
        dd { code { (asked.redirect_uri) } }
    };
    shown(StatusCode::OK, &title, &question(CONSENT, &asked.scope, &back, ticket, context))
}

/// The same for a device, which cannot be seen from here: its code is to be compared (RFC 8628
/// §3.3.1).
pub(super) fn device(
    client: &Client,
    device: &Device,
    user_code: &str,
    ticket: &str,
    context: &Context,
) -> Answer {
    let name = name(client);
    let title = text!("{name} asks to log in on a device", "{name}이(가) 기기 로그인을 요청합니다");
    let code = html! {
        (term(&text!("the code on the device, to be compared", "기기에 표시된 코드와 같은지 확인하세요")))
        dd { code { (user_code) } }
    };
    shown(StatusCode::OK, &title, &question(DEVICE, &device.scope, &code, ticket, context))
}

/// Where a code can be typed.
pub(super) fn typing() -> Answer {
    shown(StatusCode::OK, &typing_title(), &typing_form())
}

/// The same, after a code that is not one.
pub(super) fn mistyped() -> Answer {
    let words = text!("no device is waiting with this code", "이 코드로 기다리는 기기가 없습니다");
    let body = html! { (both(&words)) (typing_form()) };
    shown(StatusCode::BAD_REQUEST, &typing_title(), &body)
}

/// The same, for whoever tried too many.
pub(super) fn guessed() -> Answer {
    let title = text!("too many wrong codes", "코드가 너무 많이 틀렸습니다");
    let words = text!("try again in a minute", "1분 후에 다시 시도하세요");
    shown(StatusCode::TOO_MANY_REQUESTS, &title, &both(&words))
}

/// After a decision for a device.
pub(super) fn done() -> Answer {
    let title = text!("the device knows", "기기에 전달했습니다");
    let words = text!("this page can be closed", "이 창을 닫아도 됩니다");
    shown(StatusCode::OK, &title, &both(&words))
}

/// S02: a request of which nobody knows where its answer goes.
pub(super) fn lost() -> Answer {
    let title = text!("this request cannot be answered", "이 요청에는 응답할 수 없습니다");
    let words = text!(
        "client_id or redirect_uri is not registered; the browser is sent nowhere",
        "client_id나 redirect_uri가 등록되어 있지 않아 어디로도 이동하지 않습니다"
    );
    shown(StatusCode::BAD_REQUEST, &title, &both(&words))
}

/// A form whose question is gone.
pub(super) fn over() -> Answer {
    let title = text!("this page is out of date", "오래된 페이지입니다");
    let words = text!("begin again in the program", "프로그램에서 다시 시작하세요");
    shown(StatusCode::BAD_REQUEST, &title, &both(&words))
}

/// The form with which a person agrees or refuses.
fn question(action: &str, scope: &str, more: &Markup, ticket: &str, context: &Context) -> Markup {
    let everybody = context.scenario.cast.members;
    html! {
        dl {
            (term(&text!("scope", "요청한 권한 범위")))
            dd { @for scope in scope.split(' ') { code { (scope) } " " } }
            (more)
        }
        form method="post" action=(action) {
            input type="hidden" name="ticket" value=(ticket);
            (page::people("person", everybody, |person| subject(person, context)))
            (choice("approve", &text!("agree", "동의하고 계속")))
            (choice("refuse", &text!("refuse", "거절")))
        }
    }
}

fn typing_title() -> Text {
    text!("type the code of the device", "기기에 표시된 코드를 입력하세요")
}

fn typing_form() -> Markup {
    html! {
        form method="get" action=(DEVICE) {
            label.field {
                small { (side_by_side(&text!("the code on the device", "기기의 코드"))) }
                input type="text" name="user_code" required autocomplete="off"
                    autocapitalize="characters";
            }
            button { (side_by_side(&text!("next", "다음"))) }
        }
    }
}

fn choice(value: &str, words: &Text) -> Markup {
    html! { button name="decision" value=(value) { (side_by_side(words)) } }
}

fn term(words: &Text) -> Markup {
    html! { dt { (side_by_side(words)) } }
}

fn side_by_side(words: &Text) -> Markup {
    html! { (words.say(Lang::Ko)) " / " span lang="en" { (words.say(Lang::En)) } }
}

fn both(words: &Text) -> Markup {
    html! {
        p { (words.say(Lang::Ko)) }
        p.note lang="en" { (words.say(Lang::En)) }
    }
}

fn shown(status: StatusCode, title: &Text, body: &Markup) -> Answer {
    let body = html! {
        h1 { (title.say(Lang::Ko)) }
        p.note lang="en" { (title.say(Lang::En)) }
        p.note {
            (side_by_side(&text!(
                "this is qetta's sandbox: neither Acme nor its people exist",
                "qetta 샌드박스입니다. Acme도 이 사람들도 실제로 존재하지 않습니다"
            )))
        }
        (body)
    };
    page::shown(status, "Acme (qetta sandbox)", &body.into_string())
}
