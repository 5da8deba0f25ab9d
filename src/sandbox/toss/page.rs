//! What the phone shows: small, Korean, and it loads nothing.

use http::StatusCode;
use maud::{Markup, html};

use crate::sandbox::answer::Answer;
use crate::sandbox::page as shared;
use crate::sandbox::toss::app::APP;
use crate::sandbox::toss::family::Family;
use crate::sandbox::toss::memory::Transaction;
use crate::sandbox::toss::people::Citizen;
use crate::sandbox::toss::request::written;

/// What waits.
pub(super) fn list(waiting: &[Transaction]) -> Answer {
    let body = html! {
        @if waiting.is_empty() { p { "기다리는 요청이 없습니다." } }
        @for found in waiting {
            p {
                a href={ (APP) "/" (found.tx_id) } { (title(found)) }
                " " small { (written(found.requested_at)) " " code { (found.tx_id) } }
            }
        }
    };
    shown(StatusCode::OK, "받은 인증 요청", &body)
}

/// What is wanted, and who would agree to it.
pub(super) fn question(found: &Transaction, people: &[Citizen], ticket: &str) -> Answer {
    let Transaction { asked, .. } = found;
    let body = html! {
        dl {
            @if let Some(service) = &asked.service { dt { "요청한 서비스" } dd { (service) } }
            dt { "요청한 시각" } dd { (written(found.requested_at)) }
            dt { "만료되는 시각" } dd { (written(found.expires_at)) }
            @if let Some(document) = &asked.document {
                dt { "서명할 문서" }
                dd { (document.title) }
                dd { (document.text) }
            }
        }
        form method="post" action=(APP) {
            input type="hidden" name="ticket" value=(ticket);
            (choices(people))
            button name="decision" value="approve" { "인증하기" }
            button name="decision" value="refuse" { "거절" }
        }
    };
    shown(StatusCode::OK, &title(found), &body)
}

fn choices(people: &[Citizen]) -> Markup {
    html! {
        @for (place, citizen) in people.iter().enumerate() {
            @let phone = citizen.phone();
            div.person {
                input type="radio" name="person" id=(phone) value=(phone) checked[place == 0];
                label.who for=(phone) {
                    (citizen.name) " " small { (citizen.birthday()) " · " (phone) }
                }
            }
        }
    }
}

/// After a person agreed.
pub(super) fn done() -> Answer {
    let words = html! { p { "요청한 서비스로 돌아가세요. 이 창은 닫아도 됩니다." } };
    shown(StatusCode::OK, "인증을 마쳤습니다", &words)
}

/// After a person refused.
pub(super) fn refused() -> Answer {
    let words = html! { p { "이 요청은 만료될 때까지 진행 중으로 남습니다." } };
    shown(StatusCode::OK, "인증을 거절했습니다", &words)
}

/// A question that is gone, or its time is.
pub(super) fn over() -> Answer {
    let words = html! { p { "서비스에서 다시 요청하세요. " a href=(APP) { "받은 요청 보기" } } };
    shown(StatusCode::BAD_REQUEST, "만료된 요청입니다", &words)
}

/// A transaction that nobody began.
pub(super) fn unknown() -> Answer {
    let words = html! { p { a href=(APP) { "받은 요청 보기" } } };
    shown(StatusCode::NOT_FOUND, "없는 요청입니다", &words)
}

fn title(found: &Transaction) -> String {
    format!("토스 {} 요청", Family::with_key(&found.family).name())
}

fn shown(status: StatusCode, title: &str, body: &Markup) -> Answer {
    let body = html! {
        h1 { (title) }
        p.note { "qetta 샌드박스가 토스 앱을 대신하는 화면입니다. 실제 토스가 아니며, 사람은 모두 가상입니다." }
        (body)
    };
    shared::shown(status, "토스 인증 (샌드박스)", &body.into_string())
}
