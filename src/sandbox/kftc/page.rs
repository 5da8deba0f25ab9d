//! The consent page: small, Korean, and it loads nothing.
//!
//! Every text goes through [`escaped`]. The page may not be framed (S19). Its CSP names no
//! `form-action`: browsers apply that one to the redirect after the form as well, and the redirect
//! is the point of the form.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::StatusCode;
use http::header::{
    CONTENT_SECURITY_POLICY, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};

use crate::sandbox::answer::Answer;
use crate::sandbox::context::Context;
use crate::sandbox::kftc::account::Account;
use crate::sandbox::kftc::authorize::sorted_scopes;
use crate::sandbox::kftc::people::{PEOPLE, Person, Standing};
use crate::sandbox::secrets;
use crate::wire::kftc::AuthorizeQuery;

/// Where the form goes. At KFTC these pages have another host.
pub(super) const CONSENT: &str = "/kftc/apt/mobileweb/consent";

/// Shows the accounts of whoever is chosen, without a script.
const STYLE: &str = "\
body{font:16px/1.6 system-ui,sans-serif;max-width:34rem;margin:2rem auto;padding:0 1rem;color:#222}\
h1{font-size:1.3rem}small,.note{color:#666}.wrong{color:#b00020}code{word-break:break-all}\
label{display:block;padding:.2rem 0}fieldset{display:none;border:0;margin:0 0 0 1.6rem;padding:0}\
input[type=radio]:checked+label+fieldset{display:block}input[type=radio]{float:left;margin:.6rem .5rem}\
button{font:inherit;padding:.5rem 1rem;margin:1rem .5rem 0 0}";

/// What the page is about.
pub(super) struct Page<'a> {
    pub(super) asked: &'a AuthorizeQuery,
    /// Binds the form to the request.
    pub(super) ticket: &'a str,
    /// Whether the user agreed to nothing at all just now.
    pub(super) nothing_chosen: bool,
}

/// The page as an answer.
pub(super) fn shown(page: &Page<'_>, context: &Context) -> Answer {
    let style = STANDARD.encode(secrets::digest(STYLE));
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{style}'; base-uri 'none'; frame-ancestors 'none'"
    );
    Answer { body: written(page, context).into_bytes(), ..Answer::empty(StatusCode::OK) }
        .with(CONTENT_TYPE, "text/html; charset=utf-8")
        .with(CONTENT_SECURITY_POLICY, &policy)
        .with(X_FRAME_OPTIONS, "DENY")
        .with(X_CONTENT_TYPE_OPTIONS, "nosniff")
}

fn written(page: &Page<'_>, context: &Context) -> String {
    let scopes: Vec<&str> = sorted_scopes(&page.asked.scope).into_iter().map(scope_name).collect();
    let people: String =
        PEOPLE.iter().enumerate().map(|(at, person)| choice(person, at == 0, context)).collect();
    let wrong = if page.nothing_chosen {
        "<p class=\"wrong\">계좌를 하나 이상 선택하세요.</p>"
    } else {
        ""
    };
    format!(
        "<!doctype html><html lang=\"ko\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\">\
         <title>오픈뱅킹 동의 (샌드박스)</title><style>{STYLE}</style></head><body>\
         <h1>오픈뱅킹 계좌 정보 제공 동의</h1>\
         <p class=\"note\">qetta 샌드박스입니다. 실제 금융결제원이 아니며, 여기 있는 사람과 계좌는 모두 가상입니다.</p>\
         <p>요청한 권한: {scopes}<br>동의 후 돌아갈 곳: <code>{redirect_uri}</code></p>{wrong}\
         <form method=\"post\" action=\"{CONSENT}\">\
         <input type=\"hidden\" name=\"ticket\" value=\"{ticket}\">{people}\
         <button name=\"decision\" value=\"approve\">동의하고 계속</button>\
         <button name=\"decision\" value=\"refuse\">취소</button></form></body></html>",
        scopes = escaped(&scopes.join(", ")),
        redirect_uri = escaped(&page.asked.redirect_uri),
        ticket = escaped(page.ticket),
    )
}

/// One person and their accounts, all of them chosen.
fn choice(person: &'static Person, checked: bool, context: &Context) -> String {
    let id = escaped(person.user_seq_no);
    let mut html = format!(
        "<input type=\"radio\" name=\"user\" id=\"u{id}\" value=\"{id}\"{checked}>\
         <label for=\"u{id}\">{name} <small>{known_for}</small></label><fieldset>",
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
             {bank} {masked} <small>{alias}{note}</small></label>",
            number = escaped(&account.fintech_use_num()),
            bank = escaped(account.plan.bank.known_as()),
            masked = escaped(&account.masked_number()),
            alias = escaped(&account.alias()),
        );
    }
    html + "</fieldset>"
}

fn scope_name(scope: &str) -> &str {
    match scope {
        "login" => "사용자·계좌 목록 조회 (login)",
        "inquiry" => "잔액·거래내역 조회 (inquiry)",
        other => other,
    }
}

/// A text as it may stand in HTML, between tags and in a quoted attribute.
fn escaped(text: &str) -> String {
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
    fn s19_the_page_cannot_be_framed_and_its_form_can_redirect() {
        let headers = shown_with("auth_type", "0").0.header_map();
        let policy = headers[CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(policy.contains("default-src 'none'"));
        assert!(policy.contains("frame-ancestors 'none'"));
        assert!(policy.contains(&STANDARD.encode(secrets::digest(STYLE))));
        assert!(!policy.contains("form-action") && !policy.contains("unsafe"));
        assert_eq!(headers[X_FRAME_OPTIONS], "DENY");
        assert_eq!(headers[X_CONTENT_TYPE_OPTIONS], "nosniff");
        assert_eq!(headers["referrer-policy"], "no-referrer");
        assert_eq!(headers["cache-control"], "no-store");
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
