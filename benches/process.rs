//! Whole processes, side by side.

fn main() {}
