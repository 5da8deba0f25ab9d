//! The real binary, in a cleared environment. A file per command; `story` tells a token's life.

mod api;
mod bad_input;
mod canary;
mod command_line;
mod config;
mod demo;
mod disconnect;
mod interrupt;
mod network;
mod sandbox;
mod status;
mod story;
mod support;
mod token;
mod toss;
