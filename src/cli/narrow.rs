//! Reading a command line without building the command tree: the one verb that was typed is enough.
//!
//! The whole tree has some forty commands with their help, and building it costs a fifth of the time
//! that a stored token takes. So a line is first read by a tree of its own verb alone. What that one
//! reads, the whole tree would read in the same way; what it does not read (help, the version,
//! mistakes, a verb that is not in the table) is left to the whole tree, which has all the words.

use std::ffi::OsString;

use clap::{Args, Command, FromArgMatches as _, Subcommand};

use crate::cli::{
    Cli, Global, api, disconnect, exec, hive, introspect, jwt, kftc, login, ottm, refresh,
    service_token, status, token, toss, words,
};

/// Builds one verb with its arguments.
type Build = fn(Command) -> Command;

/// The verbs that scripts call again and again.
const VERBS: &[(&str, Build)] = &[
    ("api", api::Api::augment_args),
    ("disconnect", disconnect::Disconnect::augment_args),
    ("exec", exec::Exec::augment_args),
    ("hive", group::<hive::Hive>),
    ("introspect", introspect::Introspect::augment_args),
    ("jwt", jwt::Jwt::augment_args),
    ("kftc", group::<kftc::Kftc>),
    ("login", login::Login::augment_args),
    ("ottm", group::<ottm::Ottm>),
    ("refresh", refresh::Refresh::augment_args),
    ("service-token", group::<service_token::ServiceToken>),
    ("status", status::Status::augment_args),
    ("token", token::Token::augment_args),
    ("toss", group::<toss::Toss>),
];

/// What `args` say, where a tree of one verb can tell, and in which words.
pub(super) fn parse(args: &[OsString]) -> Option<(Cli, String)> {
    let (name, build) = args.iter().skip(1).find_map(verb)?;
    let matches = tree(name, *build).try_get_matches_from(args).ok()?;
    Some((Cli::from_arg_matches(&matches).ok()?, words::of(&matches)))
}

/// The verb that a word is. A word that only looks like one, such as the value of a flag, makes a
/// tree that does not read the line.
fn verb(word: &OsString) -> Option<&'static (&'static str, Build)> {
    VERBS.iter().find(|(name, _)| word == name)
}

fn tree(name: &'static str, build: Build) -> Command {
    Global::augment_args(Command::new("qetta"))
        .subcommand_required(true)
        .disable_help_subcommand(true)
        .subcommand(build(Command::new(name)))
}

/// A verb that has verbs of its own.
fn group<T: Subcommand>(command: Command) -> Command {
    T::augment_subcommands(command).subcommand_required(true).arg_required_else_help(true)
}

#[cfg(test)]
mod tests {
    use clap::{CommandFactory as _, Parser as _};

    use super::*;

    fn args(line: &str) -> Vec<OsString> {
        line.split_whitespace().map(OsString::from).collect()
    }

    #[test]
    fn a_verb_is_the_same_in_both_trees() {
        let mut whole = Cli::command();
        whole.build();
        for (name, build) in VERBS {
            let mut narrow = tree(name, *build);
            narrow.build();
            // Its place in the list of verbs is all that may differ.
            let seen = |tree: &Command| {
                let verb = tree.find_subcommand(name).unwrap().clone();
                format!("{:#?}", verb.display_order(0))
            };
            assert_eq!(seen(&narrow), seen(&whole), "{name}");
        }
    }

    #[test]
    fn both_trees_read_a_line_alike() {
        for line in [
            "qetta token toss",
            "qetta --sandbox -v token kftc --header",
            "qetta token max --min-validity 15m --account 둘",
            "qetta --profile toss token kftc",
            "qetta kftc balance 199159919057870978715901 --json",
            "qetta exec toss -- sh -c token",
            "qetta api max GET /api/token --jq .x",
            "qetta logout kftc",
            "qetta status --fail-within 7d",
        ] {
            let whole = format!("{:?}", Cli::try_parse_from(args(line)).unwrap());
            let narrow = parse(&args(line)).map(|(cli, _)| format!("{cli:?}"));
            assert!(narrow.is_none_or(|narrow| narrow == whole), "{line}");
        }
        for line in ["qetta token toss", "qetta kftc balance 199159919057870978715901 --json"] {
            assert!(parse(&args(line)).is_some(), "{line}");
        }
    }

    #[test]
    fn what_is_not_a_command_is_left_to_the_whole_tree() {
        for line in ["qetta", "qetta --version", "qetta token --help", "qetta token", "qetta tokn"]
        {
            assert!(parse(&args(line)).is_none(), "{line}");
        }
    }
}
