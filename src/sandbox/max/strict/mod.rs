//! The endpoints of OAuth by the standards (RFC 6749, 7009, 7662): a service proves who it is, in the
//! body or by HTTP Basic, and gets no more than it asks for and is registered for.

mod bearer;
mod client;
mod token;

pub(super) use bearer::{introspect, revoke};
pub(super) use token::issue;
