//! A command line that is not one: help, version, or a mistake.

use std::ffi::OsString;
use std::io::Write as _;
use std::process::ExitCode;

use clap::error::ErrorKind;

use crate::error::Error;
use crate::model::Text;
use crate::settings::{Environment, Flags, Format};
use crate::ui::Ui;

/// Prints what clap has to say, and names the exit code: 0 where it was asked for, else 2.
pub(super) fn answer(
    unparsed: &clap::Error,
    args: &[OsString],
    environment: &Environment,
) -> ExitCode {
    let asked_for = matches!(unparsed.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
    if asked_for || !wants_json(args, environment) {
        // Help that nobody reads to its end is no error; nor is a stderr that is gone.
        let _ = unparsed.print();
        let _ = std::io::stdout().flush();
        return if asked_for { ExitCode::SUCCESS } else { ExitCode::from(2) };
    }
    let flags = Flags { format: Some(Format::Json), ..Flags::default() };
    Ui::early(&flags, environment).fail(&Error::usage(Text::same(first_paragraph(unparsed))));
    ExitCode::from(2)
}

/// Whether errors were to come as JSON, as far as arguments that do not parse can tell.
fn wants_json(args: &[OsString], environment: &Environment) -> bool {
    let typed = |window: &[OsString]| {
        let is_json = |format: &OsString| format == "json" || format == "ndjson";
        window[0] == "--json"
            || window[0] == "--format=json"
            || window[0] == "--format=ndjson"
            || (window[0] == "--format" && window.get(1).is_some_and(is_json))
    };
    let from_environment = || Ui::early(&Flags::default(), environment).format != Format::Text;
    (1..args.len()).any(|at| typed(&args[at..])) || from_environment()
}

/// What is wrong, without the usage that clap prints below it.
fn first_paragraph(unparsed: &clap::Error) -> String {
    let rendered = unparsed.render().to_string();
    let paragraph = rendered.split("\n\n").next().unwrap_or_default();
    let lines: Vec<&str> = paragraph.trim_start_matches("error: ").lines().map(str::trim).collect();
    lines.join(" ")
}
