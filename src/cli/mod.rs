//! What can be typed. A file per verb: the clap struct, whose doc comment is its help, and a
//! function that takes the arguments to one operation and its result to the [`Ui`].

#![expect(clippy::doc_markdown, reason = "doc comments are the help: backticks would be printed")]
#![expect(clippy::unused_self, reason = "a verb without flags is run like every other")]

mod account;
mod api;
mod audit;
mod completions;
mod config;
#[cfg(feature = "sandbox")]
mod demo;
mod disconnect;
mod doctor;
mod exec;
mod explain;
pub mod generate;
mod global;
mod hive;
mod hyfata;
mod introspect;
mod jwt;
mod kftc;
mod login;
mod man;
mod narrow;
mod ottm;
mod pkce;
mod provider;
mod refresh;
#[cfg(feature = "sandbox")]
mod sandbox;
mod service_token;
mod status;
mod stdin;
mod store;
mod token;
mod toss;
mod unparsed;
mod words;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand};

use crate::app::{App, harden};
use crate::error::Error;
use crate::model::text;
use crate::settings::{Environment, Flags, Format};
use crate::ui::Ui;

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

/// The commands, by what they need.
#[derive(Debug, Subcommand)]
enum Command {
    #[command(flatten)]
    Working(Working),
    #[command(flatten)]
    Bare(Bare),
}

/// The commands that work with tokens, by the settings.
#[derive(Debug, Subcommand)]
enum Working {
    #[command(subcommand)]
    Toss(toss::Toss),
    #[command(subcommand)]
    Kftc(kftc::Kftc),
    Login(login::Login),
    #[command(subcommand)]
    Hyfata(hyfata::Hyfata),
    #[command(subcommand)]
    Ottm(ottm::Ottm),
    #[command(subcommand)]
    Hive(hive::Hive),
    #[command(subcommand)]
    ServiceToken(service_token::ServiceToken),
    Token(token::Token),
    Refresh(refresh::Refresh),
    Exec(exec::Exec),
    Api(api::Api),
    Jwt(jwt::Jwt),
    Introspect(introspect::Introspect),
    Status(status::Status),
    Audit(audit::Audit),
    #[command(subcommand)]
    Account(account::Account),
    #[command(subcommand)]
    Store(store::Store),
    #[command(subcommand)]
    Provider(provider::Provider),
    Disconnect(disconnect::Disconnect),
    Doctor(doctor::Doctor),
    #[cfg(feature = "sandbox")]
    Sandbox(sandbox::Sandbox),
}

/// The commands that do not fail for wrong settings, because they need none or are what mends them.
#[derive(Debug, Subcommand)]
enum Bare {
    #[command(subcommand)]
    Config(config::Config),
    #[cfg(feature = "sandbox")]
    Demo(demo::Demo),
    Explain(explain::Explain),
    #[command(subcommand)]
    Pkce(pkce::Pkce),
    Completions(completions::Completions),
    Man(man::Man),
}

/// Runs one command line to its exit code. The only place that turns errors into words and codes.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    harden();
    let args: Vec<OsString> = args.into_iter().collect();
    let environment = Environment::of_process();
    let (cli, words) = match narrow::parse(&args).map_or_else(|| parse(&args), Ok) {
        Ok(read) => read,
        Err(unparsed) => return unparsed::answer(&unparsed, &args, &environment),
    };
    crate::store::audit::introduce(words);
    let flags = cli.global.into_flags();
    let mut ui = Ui::early(&flags, &environment);
    match cli.command.run(flags, environment, &mut ui) {
        Ok(code) => code,
        Err(error) if error.is_closed_pipe() => ExitCode::SUCCESS,
        Err(error) => {
            ui.fail(&error);
            ExitCode::from(error.kind().exit_code())
        }
    }
}

/// What `args` say by the whole tree, and in which words.
fn parse(args: &[OsString]) -> Result<(Cli, String), clap::Error> {
    let matches = Cli::command().try_get_matches_from(args)?;
    Ok((Cli::from_arg_matches(&matches)?, words::of(&matches)))
}

impl Command {
    /// `ui` is how to speak until the settings are resolved, and from then on as they say.
    fn run(self, flags: Flags, environment: Environment, ui: &mut Ui) -> Result<ExitCode, Error> {
        match self {
            Self::Bare(command) => command.run(flags, environment, ui).map(|()| ExitCode::SUCCESS),
            Self::Working(command) => {
                let app = match (App::build(flags, environment), &command) {
                    (Err(error), Working::Doctor(doctor)) => {
                        return doctor.unsettled(*ui, error).map(|()| ExitCode::SUCCESS);
                    }
                    (app, _) => app?,
                };
                *ui = app.ui;
                check_format(ui.format, command.has_rows())?;
                command.check_scenario(&app)?;
                let done = command.run(&app);
                app.warn_of_doubts();
                done.map_err(|error| app.for_connection(error))
            }
        }
    }
}

/// Refuses a csv of what is no list, before anything is done.
fn check_format(format: Format, has_rows: bool) -> Result<(), Error> {
    if format != Format::Csv || has_rows {
        return Ok(());
    }
    let message = text!(
        "this command has no rows, so there is no csv of it",
        "이 명령의 결과는 목록이 아니므로 csv로 출력할 수 없습니다"
    );
    Err(Error::usage(message)
        .hint(text!("use text, json or ndjson", "text, json, ndjson 중에서 고르세요")))
}

impl Working {
    /// Whether its result is a list, row by row.
    fn has_rows(&self) -> bool {
        match self {
            Self::Status(_) | Self::Doctor(_) => true,
            Self::Account(account) => account.has_rows(),
            Self::Audit(audit) => audit.has_rows(),
            Self::Store(store) => store.has_rows(),
            Self::Kftc(kftc) => kftc.has_rows(),
            Self::ServiceToken(service_token) => service_token.has_rows(),
            _ => false,
        }
    }

    /// Refuses a scenario that was typed and that nobody would play.
    fn check_scenario(&self, app: &App) -> Result<(), Error> {
        #[cfg(feature = "sandbox")]
        if matches!(self, Self::Sandbox(_)) {
            return Ok(());
        }
        if app.settings.profile().is_sandbox() || !app.settings.scenario_is_typed() {
            return Ok(());
        }
        let message = text!(
            "a scenario is played by the sandbox, and this command goes to the provider itself",
            "시나리오는 샌드박스에만 적용되는데, 이 명령은 실제 제공자에 접속합니다"
        );
        Err(Error::usage(message).hint(text!("add `--sandbox`", "`--sandbox`를 함께 쓰세요")))
    }

    fn run(self, app: &App) -> Result<ExitCode, Error> {
        let done = match self {
            Self::Exec(exec) => return exec.run(app),
            Self::Toss(toss) => toss.run(app),
            Self::Kftc(kftc) => kftc.run(app),
            Self::Login(login) => login.run(app),
            Self::Hyfata(hyfata) => hyfata.run(app),
            Self::Ottm(ottm) => ottm.run(app),
            Self::Hive(hive) => hive.run(app),
            Self::ServiceToken(service_token) => service_token.run(app),
            Self::Token(token) => token.run(app),
            Self::Refresh(refresh) => refresh.run(app),
            Self::Api(api) => api.run(app),
            Self::Jwt(jwt) => jwt.run(app),
            Self::Introspect(introspect) => introspect.run(app),
            Self::Status(status) => status.run(app),
            Self::Account(account) => account.run(app),
            Self::Audit(audit) => audit.run(app),
            Self::Store(store) => store.run(app),
            Self::Provider(provider) => provider.run(app),
            Self::Disconnect(disconnect) => disconnect.run(app),
            Self::Doctor(doctor) => doctor.run(app),
            #[cfg(feature = "sandbox")]
            Self::Sandbox(sandbox) => sandbox.run(app),
        };
        done.map(|()| ExitCode::SUCCESS)
    }
}

impl Bare {
    fn run(self, flags: Flags, environment: Environment, ui: &mut Ui) -> Result<(), Error> {
        match self {
            Self::Config(config) => config.run(flags, environment, ui),
            #[cfg(feature = "sandbox")]
            Self::Demo(demo) => demo.run(*ui),
            Self::Explain(explain) => explain.run(*ui),
            Self::Pkce(pkce) => {
                check_format(ui.format, false)?;
                pkce.run(*ui)
            }
            Self::Completions(completions) => completions.run(*ui),
            Self::Man(man) => man.run(*ui),
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
