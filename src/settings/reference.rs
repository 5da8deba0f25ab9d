//! The pages that follow from the table of variables.

use std::fmt::Write as _;

use crate::settings::variables::{DefaultValue, GROUPS, Group, Kind, Variable};

/// `docs/environment.md`: every variable, group by group.
pub fn reference() -> String {
    let mut page = String::from(INTRODUCTION);
    for group in GROUPS {
        page.push_str(&section(group));
    }
    page
}

/// What `qetta config init` writes: every key with its default, all of them commented out.
pub fn sample() -> &'static str {
    include_str!("sample.toml")
}

const INTRODUCTION: &str = "\
# Environment variables

This page is made from `src/settings/variables.rs`; a test keeps it current.

A setting comes from the first of these that has it: a flag, the environment, the file that \
`--env-file` names, `config.toml` (there `[profiles.NAME]` before the top), the built-in profile. \
`qetta config show` names the source of every value. An empty variable counts as unset.
";

/// One group as a table.
fn section(group: &Group) -> String {
    let mut section = format!(
        "\n## {}\n\n{}| variable | flag | `config.toml` | default | meaning |\n| --- | --- | --- | --- | --- |\n",
        group.title,
        explanation(group),
    );
    for row in group.rows {
        // Writing to a string cannot fail.
        let _ = writeln!(
            section,
            "| {} | {} | {} | {} | {} |",
            codes(row.names()),
            codes(row.flag),
            codes(row.keys.iter().copied()),
            default(row),
            row.meaning().english(),
        );
    }
    section
}

fn explanation(group: &Group) -> String {
    match group.provider {
        Some(provider) => format!(
            "The keys stand under `[profiles.NAME.{}]`. With `--sandbox` all of these are ignored: \
             the sandbox brings its own.\n\n",
            provider.name()
        ),
        None if !group.in_env_file => {
            "Read from the process's environment alone, never from an env file.\n\n".to_owned()
        }
        None => String::new(),
    }
}

fn codes<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    words.into_iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

fn default(row: &Variable) -> String {
    match row.default {
        DefaultValue::None => String::new(),
        DefaultValue::Value(value) => format!("`{value}`"),
        // The published pair is public, but nobody should get used to reading secrets here.
        DefaultValue::Under { profile, .. } if row.kind == Kind::Secret => {
            format!("the published one under `{profile}`")
        }
        DefaultValue::Under { profile, value } => format!("`{value}` under `{profile}`"),
        DefaultValue::Either { profile, there, elsewhere } => {
            format!("`{there}` under `{profile}`, else `{elsewhere}`")
        }
        DefaultValue::Words(words) => words.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::model::Provider;
    use crate::settings::config_file::ConfigFile;
    use crate::settings::table::Table;
    use crate::settings::variables;

    /// The sample with every key in use: prose has a space behind its `#`, a key has none.
    fn uncommented() -> String {
        let lines = sample().lines().map(|line| match line.strip_prefix('#') {
            Some(key) if !key.starts_with(' ') => key,
            _ => line,
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn the_page_has_a_line_for_every_variable() {
        let page = reference();
        for row in GROUPS.iter().flat_map(|group| group.rows) {
            let cell = format!("\n| {} |", codes(row.names()));
            assert_eq!(page.matches(&cell).count(), 1, "{}", row.name);
        }
        assert!(page.contains(
            "| `QETTA_TIMEOUT` | `--timeout` | `timeout` | `30` | How long one HTTP exchange may \
             take, in seconds from 0.05 to 600 |\n"
        ));
        assert!(page.contains("| `https_proxy`, `HTTPS_PROXY` |  |  |  | The proxy "));
    }

    #[test]
    fn the_sample_changes_nothing() {
        assert!(sample().lines().all(|line| line.is_empty() || line.starts_with('#')));
    }

    #[test]
    fn the_sample_in_use_has_every_key_with_its_default() {
        let file = ConfigFile::parse(Path::new("config.toml"), &uncommented()).unwrap();
        let staging = "staging".to_owned();
        let keys_in = |table: &Table, row: &'static Variable| file.find(table, row.keys);
        for row in variables::GENERAL.rows.iter().filter(|row| !row.keys.is_empty()) {
            let found = keys_in(&Table::Top, row).unwrap();
            if let DefaultValue::Value(value) = row.default {
                assert_eq!(found.text().unwrap(), value, "{}", row.name);
            }
        }
        for provider in Provider::BUILT_IN {
            for row in variables::of_provider(provider) {
                let found = keys_in(&Table::Provider(staging.clone(), provider), row).unwrap();
                if let DefaultValue::Value(value) = row.default {
                    assert_eq!(found.text().unwrap(), value, "{}", row.name);
                }
            }
        }
        for row in variables::custom::ROWS {
            let found = keys_in(&Table::Custom("acme".to_owned()), row).unwrap();
            if let DefaultValue::Value(value) = row.default {
                assert_eq!(found.text().unwrap(), value, "{}", row.name);
            }
        }
    }
}
