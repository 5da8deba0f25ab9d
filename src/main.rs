//! The binary: one statement. Everything else is the library's.

fn main() -> std::process::ExitCode {
    qetta::run(std::env::args_os())
}
