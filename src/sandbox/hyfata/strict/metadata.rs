//! The metadata (RFC 8414), at both of the places where one looks for it. The issuer is plain `http`
//! on loopback, which the standard would not allow anywhere else (S17).

use http::StatusCode;

use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::hyfata::strict::only_here;
use crate::sandbox::hyfata::{ISSUER, SCOPES};
use crate::sandbox::metadata;

/// Where everything is, and what it takes.
pub(crate) fn metadata(_: &Call, context: &Context) -> Result<Answer, Stop> {
    only_here(context)?;
    let grants = ["authorization_code", "refresh_token"];
    let document = metadata::document(&context.issuer(ISSUER), "/oauth", &SCOPES, &grants);
    Ok(Answer::json(StatusCode::OK, &document))
}
