//! The three behaviors, through the handlers.

mod browser;
mod coded;
mod documented;
mod strict;
