//! The words of a command line that are ours and may be written down: its verbs and the provider.
//! Never the value of an argument, which may be anything.

use clap::ArgMatches;

use crate::model::Provider;

/// `token toss`, `kftc balance`.
pub(super) fn of(matches: &ArgMatches) -> String {
    let mut words: Vec<&str> = Vec::new();
    let mut at = matches;
    while let Some((verb, below)) = at.subcommand() {
        words.push(verb);
        at = below;
    }
    let provider = at.try_get_one::<Provider>("provider").ok().flatten();
    words.extend(provider.map(|provider| provider.name()));
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;
    use crate::cli::Cli;

    #[test]
    fn verbs_and_the_provider_are_all_that_is_written_down() {
        for (line, words) in [
            ("qetta --account toss token kftc --header", "token kftc"),
            ("qetta kftc balance 199159919057870978715901 --json", "kftc balance"),
            ("qetta exec toss -- curl -H secret", "exec toss"),
            ("qetta api max POST /x?canary -f key=canary", "api max"),
            ("qetta refresh --all", "refresh"),
            ("qetta audit --provider toss", "audit toss"),
            ("qetta login acme --scope canary", "login acme"),
        ] {
            let matches = Cli::command().try_get_matches_from(line.split(' ')).unwrap();
            assert_eq!(of(&matches), words, "{line}");
        }
    }
}
