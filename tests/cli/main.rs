//! The real binary, in a cleared environment. A file per command; `story` tells a token's life.

#![allow(unreachable_pub, reason = "a test binary has no outside")]
#![expect(
    clippy::disallowed_methods,
    clippy::panic,
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "a test fails by panicking, and arranges the world that it looks at"
)]

mod account;
mod api;
mod audit;
mod bad_input;
mod canary;
mod ci;
mod clock;
mod command_line;
mod config;
mod demo;
mod disconnect;
mod doctor;
mod exec;
mod explain;
mod faults;
mod interrupt;
mod introspect;
mod jwt;
mod keyring;
mod kftc;
mod login;
mod network;
mod output;
mod own_provider;
mod pkce;
mod provider;
mod refresh;
mod reliability;
mod sandbox;
mod service_token;
mod status;
mod store;
mod story;
mod support;
mod token;
mod toss;
