//! Hyfata as it would be by the standards (RFC 6749, 7009, 7636, 7662, 8414, 9207, 9700): an error
//! has its own code and status and goes back to the client, a code is burned by its first use, a
//! refresh token that comes twice ends its family, and there is metadata to find all of it by.

mod authorize;
mod bearer;
mod client;
mod login;
mod metadata;
mod token;

use crate::sandbox::Behavior;
use crate::sandbox::answer::Answer;
use crate::sandbox::context::Context;
use crate::sandbox::hyfata::{behavior, not_there};

pub(super) use authorize::ask;
pub(super) use bearer::{introspect, revoke, userinfo};
pub(super) use login::decide;
pub(crate) use metadata::metadata;
pub(super) use token::issue;

/// What Hyfata does not have is there by the standards alone.
fn only_here(context: &Context) -> Result<(), Answer> {
    if behavior(context) == Behavior::Strict { Ok(()) } else { Err(not_there()) }
}
