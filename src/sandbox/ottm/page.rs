//! The page on which a member logs in: with OTTM by way of Google, Apple or an e-mail address; here by
//! being chosen.

use http::StatusCode;
use maud::html;

use crate::sandbox::answer::Answer;
use crate::sandbox::asked::Asked;
use crate::sandbox::context::Context;
use crate::sandbox::ottm::member_id;
use crate::sandbox::page;

/// Where the form goes; not published.
pub(super) const ACTION: &str = "/ottm/auth/consent";

/// The page as an answer. `ticket` binds its form to the request.
pub(super) fn shown(asked: &Asked, ticket: &str, context: &Context) -> Answer {
    let body = html! {
        h1 { "OTTM 멤버십 로그인" }
        p.note { "qetta 샌드박스입니다. 실제 OTTM이 아니며, 회원은 모두 가상입니다." }
        dl {
            dt { "요청한 권한" }
            @for scope in asked.scope.split(' ') { dd { (scope_name(scope)) } }
            dt { "로그인 후 돌아갈 곳" }
            dd { code { (asked.redirect_uri) } }
        }
        form method="post" action=(ACTION) {
            h2 { "누구로 로그인할까요?" }
            input type="hidden" name="ticket" value=(ticket);
            (page::people("member", context.scenario.cast.members, member_id))
            button name="decision" value="approve" { "동의하고 로그인" }
            button name="decision" value="refuse" { "취소" }
        }
    };
    page::shown(StatusCode::OK, "OTTM 로그인 (샌드박스)", &body.into_string())
}

fn scope_name(scope: &str) -> &str {
    match scope {
        "openid" => "회원 ID (openid)",
        "profile" => "닉네임과 이메일 (profile)",
        other => other,
    }
}
