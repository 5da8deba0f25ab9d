//! The binary: one statement.

fn main() {}
