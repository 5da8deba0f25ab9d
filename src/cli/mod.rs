//! What can be typed. A file per verb: the clap struct, whose doc comment is its help, and a
//! function that takes the arguments to one operation and its result to the [`Ui`](crate::ui::Ui).

mod api;
mod completions;
mod config;
#[cfg(feature = "sandbox")]
mod demo;
mod disconnect;
pub mod generate;
mod global;
mod man;
#[cfg(feature = "sandbox")]
mod sandbox;
mod status;
mod token;
mod toss;
mod unparsed;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::app::App;
use crate::error::Error;
use crate::model::text;
use crate::settings::{Environment, Format};

pub(crate) use global::Global;

/// OAuth tokens of Korean services: get them, keep them, use them
///
/// qetta gets, keeps, refreshes and uses OAuth tokens of Korean services. With `--sandbox` every
/// provider is emulated inside qetta, without network or credentials; `qetta demo` shows the tour.
#[derive(Debug, Parser)]
#[command(
    name = "qetta",
    version,
    arg_required_else_help = true,
    subcommand_required = true,
    disable_help_subcommand = true,
    after_help = "Exit codes: 0 done, 2 usage, 3 connect again, 4 the provider said no, 5 network, 7 settings, 8 store, 130 Ctrl-C"
)]
pub(crate) struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    #[command(subcommand)]
    Toss(toss::Toss),
    Token(token::Token),
    Api(api::Api),
    Status(status::Status),
    Disconnect(disconnect::Disconnect),
    #[command(subcommand)]
    Config(config::Config),
    #[cfg(feature = "sandbox")]
    Sandbox(sandbox::Sandbox),
    #[cfg(feature = "sandbox")]
    Demo(demo::Demo),
    Completions(completions::Completions),
    Man(man::Man),
}

/// Runs one command line to its exit code. The only place that turns errors into words and codes.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.into_iter().collect();
    let environment = Environment::of_process();
    let cli = match Cli::try_parse_from(&args) {
        Ok(cli) => cli,
        Err(unparsed) => return unparsed::answer(&unparsed, &args, &environment),
    };
    let ui = cli.global.early_ui(&environment);
    let outcome = App::build(cli.global.into_flags(), environment)
        .map_err(|error| (ui, error))
        .and_then(|app| cli.command.run(&app).map_err(|error| (app.ui, error)));
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err((_, error)) if error.is_closed_pipe() => ExitCode::SUCCESS,
        Err((ui, error)) => {
            ui.fail(&error);
            ExitCode::from(error.kind().exit_code())
        }
    }
}

impl Command {
    fn run(self, app: &App) -> Result<(), Error> {
        if app.ui.format == Format::Csv && !matches!(self, Self::Status(_)) {
            return Err(Error::usage(text!(
                "this command has no rows, so there is no csv of it",
                "이 명령의 결과는 목록이 아니므로 csv로 낼 수 없습니다"
            ))
            .hint(text!("use text, json or ndjson", "text, json, ndjson 중에서 고르세요")));
        }
        match self {
            Self::Toss(toss) => toss.run(app),
            Self::Token(token) => token.run(app),
            Self::Api(api) => api.run(app),
            Self::Status(status) => status.run(app),
            Self::Disconnect(disconnect) => disconnect.run(app),
            Self::Config(config) => config.run(app),
            #[cfg(feature = "sandbox")]
            Self::Sandbox(sandbox) => sandbox.run(app),
            #[cfg(feature = "sandbox")]
            Self::Demo(demo) => demo.run(app),
            Self::Completions(completions) => completions.run(app),
            Self::Man(man) => man.run(app),
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }
}
