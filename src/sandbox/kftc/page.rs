//! The consent page: small, Korean, and it loads nothing.
//!
//! Every text goes through [`escaped`].

use std::fmt::Write as _;

use http::StatusCode;

use crate::sandbox::answer::Answer;
use crate::sandbox::context::Context;
use crate::sandbox::kftc::account::Account;
use crate::sandbox::kftc::authorize::sorted_scopes;
use crate::sandbox::kftc::people::{Person, Standing};
use crate::sandbox::page::{self as shared, escaped};
use crate::wire::kftc::AuthorizeQuery;

/// Where the form goes. At KFTC these pages have another host.
pub(super) const CONSENT: &str = "/kftc/apt/mobileweb/consent";

/// What the page is about.
pub(super) struct Page<'a> {
    pub(super) asked: &'a AuthorizeQuery,
    /// Binds the form to the request.
    pub(super) ticket: &'a str,
    /// Who agreed to nothing at all just now.
    pub(super) empty_handed: Option<&'static Person>,
}

/// The page as an answer.
pub(super) fn shown(page: &Page<'_>, context: &Context) -> Answer {
    shared::shown(StatusCode::OK, "오픈뱅킹 동의 (샌드박스)", &written(page, context))
}

fn written(page: &Page<'_>, context: &Context) -> String {
    let scopes: String = sorted_scopes(&page.asked.scope).into_iter().map(scope_line).collect();
    let everybody = context.scenario.cast.depositors;
    let chosen = page.empty_handed.unwrap_or(&everybody[0]).user_seq_no;
    let people: String = everybody
        .iter()
        .map(|person| choice(person, person.user_seq_no == chosen, context))
        .collect();
    let wrong = if page.empty_handed.is_some() {
        "<p class=\"wrong\" role=\"alert\">계좌를 하나 이상 선택하세요.</p>"
    } else {
        ""
    };
    format!(
        "<h1>오픈뱅킹 계좌 정보 제공 동의</h1>\
         <p class=\"note\">qetta 샌드박스입니다. 실제 금융결제원이 아니며, 사람과 계좌는 모두 가상입니다.</p>\
         <dl><dt>요청한 권한</dt>{scopes}<dt>동의 후 돌아갈 곳</dt><dd><code>{redirect_uri}</code></dd></dl>{wrong}\
         <form method=\"post\" action=\"{CONSENT}\"><h2>누구의 어느 계좌를 제공할까요?</h2>\
         <input type=\"hidden\" name=\"ticket\" value=\"{ticket}\">{people}\
         <button name=\"decision\" value=\"approve\">동의하고 계속</button>\
         <button name=\"decision\" value=\"refuse\">취소</button></form>",
        redirect_uri = escaped(&page.asked.redirect_uri),
        ticket = escaped(page.ticket),
    )
}

/// One person and their accounts, all of them chosen.
fn choice(person: &'static Person, checked: bool, context: &Context) -> String {
    let id = escaped(person.user_seq_no);
    let mut html = format!(
        "<div class=\"person\"><input type=\"radio\" name=\"user\" id=\"u{id}\" value=\"{id}\"{checked}>\
         <label class=\"who\" for=\"u{id}\">{name} <small>{known_for}</small></label>\
         <fieldset aria-label=\"{name} 계좌\">",
        checked = if checked { " checked" } else { "" },
        name = escaped(person.name),
        known_for = escaped(person.known_for),
    );
    for account in Account::all_of(person, &context.scenario) {
        let note = match account.plan.standing {
            Standing::Open => "",
            Standing::TransfersOnly => " (이체만 동의)",
            Standing::Closed => " (해지)",
        };
        // Writing to a string cannot fail.
        let _ = write!(
            html,
            "<label><input type=\"checkbox\" name=\"account\" value=\"{number}\" checked> \
             <span>{bank} {masked}<small>{alias}{note}</small></span></label>",
            number = escaped(&account.fintech_use_num()),
            bank = escaped(account.plan.bank.known_as()),
            masked = escaped(&account.masked_number()),
            alias = escaped(&account.alias()),
        );
    }
    html + "</fieldset></div>"
}

fn scope_line(scope: &str) -> String {
    format!("<dd>{}</dd>", escaped(scope_name(scope)))
}

fn scope_name(scope: &str) -> &str {
    match scope {
        "login" => "사용자·계좌 목록 조회 (login)",
        "inquiry" => "잔액·거래내역 조회 (inquiry)",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sandbox::kftc::people::PEOPLE;
    use crate::sandbox::kftc::testing::{Kftc, authorize_with};

    fn shown_with(name: &str, value: &str) -> (Answer, String) {
        let answer = Kftc::new().stage.answer(authorize_with(name, Some(value)));
        let html = String::from_utf8(answer.body.clone()).unwrap();
        (answer, html)
    }

    #[test]
    fn the_page_shows_everybody_and_loads_nothing() {
        let (answer, html) = shown_with("auth_type", "0");
        assert_eq!(answer.status, StatusCode::OK);
        for person in PEOPLE {
            assert!(html.contains(person.name));
            for plan in person.accounts {
                assert!(html.contains(plan.bank.known_as()) && html.contains(plan.alias));
            }
        }
        for word in ["동의하고 계속", "취소", "lang=\"ko\""] {
            assert!(html.contains(word), "{word}");
        }
        for foreign in ["src=", "href=", "<script", "url(", "@import", "onclick"] {
            assert!(!html.contains(foreign), "{foreign}");
        }
    }

    #[test]
    fn nothing_of_the_request_becomes_markup() {
        let canary = "\"'><script>canary</script>&x";
        let encoded: String = url::form_urlencoded::byte_serialize(canary.as_bytes()).collect();
        let padded = format!("{encoded}{}", "x".repeat(32 - canary.chars().count()));
        for (name, value) in [
            ("client_info", encoded.clone()),
            ("lang", encoded.clone()),
            ("state", padded),
            ("redirect_uri", format!("http%3A%2F%2Flocalhost%2F%3Fq%3D{encoded}")),
            ("unknown", encoded.clone()),
        ] {
            let (answer, html) = shown_with(name, &value);
            assert_eq!(answer.status, StatusCode::OK);
            assert!(html.contains("동의하고 계속"), "{name} is taken");
            assert!(!html.contains("<script") && !html.contains("\"'>"), "{name}: {html}");
        }
        let (_, html) =
            shown_with("redirect_uri", &format!("http%3A%2F%2Flocalhost%2F%3Fq%3D{encoded}"));
        assert!(html.contains("http://localhost/?q=&quot;&#39;&gt;&lt;script&gt;"), "{html}");
    }
}
