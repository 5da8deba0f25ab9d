//! `GET /oauth2/v1/userinfo`: who logged in. It succeeds without an envelope. What it tells with less
//! than both scopes is not published: here `openid` is for the id, and `profile` for the rest.

use http::StatusCode;

use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::bearer::{self, OVER};
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::ottm::refusal::{TOKEN, TOKEN_SCOPE};
use crate::sandbox::ottm::{ISSUER, member};
use crate::sandbox::state::pairs::{self, Kind};
use crate::wire::ottm::UserInfo;

/// The member of a token that stands.
pub(super) fn ask(call: &Call, context: &Context) -> Result<Answer, Stop> {
    let Some(sent) = call.bearer() else {
        let rule = bearer::misplaced(call, "S23: no bearer token");
        return Err(TOKEN.of_nobody(rule, context).into());
    };
    let found = context
        .state()
        .read(|connection| Ok(pairs::known(connection, ISSUER, Kind::Access, sent)?))?;
    let token = match found {
        Some(token) if token.stands(context.now()) => token,
        Some(token) if !token.dead => return Err(TOKEN.of_a_bearer(OVER, context).into()),
        _ => return Err(TOKEN.of_a_bearer("S23: not a token", context).into()),
    };
    if !token.is_for("openid") {
        return Err(TOKEN_SCOPE.of_a_bearer("S23: not a token for this", context).into());
    }
    let person = member(&token.audience, context).filter(|_| token.is_for("profile"));
    let user = UserInfo {
        nickname: person.map(|person| person.nickname.to_owned()),
        email: person.map(|person| person.email.to_owned()),
        sub: token.audience,
    };
    Ok(Answer::json(StatusCode::OK, &user))
}
