//! One definition, many outputs: completions, manual pages and the command reference all come from
//! the clap structs, at run time and, kept equal by a test, in the tree.

use std::fmt::Write as _;

use clap::{Command, CommandFactory as _};
use clap_complete::Shell;

use crate::cli::Cli;

/// The shells that have completions in the tree.
pub const SHELLS: [Shell; 5] =
    [Shell::Bash, Shell::Elvish, Shell::Fish, Shell::PowerShell, Shell::Zsh];

/// Help in generated files is as wide as this, whatever terminal generates it.
const WIDTH: usize = 100;

/// A manual page.
#[derive(Debug)]
pub struct ManPage {
    /// `qetta-toss-token`
    pub name: String,
    /// For `man -l`.
    pub roff: Vec<u8>,
}

/// The completions for `shell`.
pub fn completions(shell: Shell) -> Vec<u8> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "qetta", &mut script);
    script
}

/// A page for every command.
pub fn man_pages() -> Vec<ManPage> {
    let mut pages = Vec::new();
    for (path, command) in commands() {
        let name = path.join("-");
        let mut roff = Vec::new();
        let named = command.name(name.clone()).bin_name(path.join(" "));
        // Writing into memory cannot fail.
        let _ = clap_mangen::Man::new(named).render(&mut roff);
        pages.push(ManPage { name, roff });
    }
    pages
}

/// `docs/cli.md`: the help of every command.
pub fn reference() -> String {
    let mut page = String::from(concat!(
        "# Command reference\n\n",
        "Generated from `src/cli`; `QETTA_BLESS=1 cargo test --test generated` renews it.\n",
    ));
    for (path, mut command) in commands() {
        let title = path.join(" ");
        command = command.bin_name(title.clone());
        let help = command.render_long_help();
        let _ = write!(page, "\n## {title}\n\n```text\n");
        for line in help.to_string().lines() {
            let _ = writeln!(page, "{}", line.trim_end());
        }
        page.push_str("```\n");
    }
    page
}

/// Every command with the words that lead to it, in the order of the help.
fn commands() -> Vec<(Vec<String>, Command)> {
    let mut root = Cli::command().term_width(WIDTH);
    root.build();
    let mut found = Vec::new();
    collect(&root, &mut Vec::new(), &mut found);
    found
}

fn collect(command: &Command, path: &mut Vec<String>, found: &mut Vec<(Vec<String>, Command)>) {
    path.push(command.get_name().to_owned());
    found.push((path.clone(), command.clone().term_width(WIDTH)));
    for child in command.get_subcommands().filter(|child| !child.is_hide_set()) {
        collect(child, path, found);
    }
    path.pop();
}
