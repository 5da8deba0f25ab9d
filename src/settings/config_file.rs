//! `config.toml`: general settings at its top, the same under `[profiles.NAME]`, a provider's under
//! `[profiles.NAME.PROVIDER]`; a provider of one's own under `[providers.NAME]`.
//!
//! All of the file is read, whichever profile is in use: an unknown key, a wrong type or a secret
//! is refused wherever it stands. What a text means is found out by whoever asks for it.

use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::model::{Provider, plain};
use crate::settings::error::{Expected, SettingsError, nearest, shown};
use crate::settings::found::{Found, Raw};
use crate::settings::source::{Place, Source};
use crate::settings::table::Table;
use crate::settings::variables::{self, Kind, Variable};

/// The entries of a config file; none where there is no file.
#[derive(Debug, Default)]
pub(super) struct ConfigFile {
    path: PathBuf,
    entries: Vec<Entry>,
    profiles: Vec<String>,
    providers: Vec<String>,
}

#[derive(Debug)]
struct Entry {
    table: Table,
    key: &'static str,
    value: Raw,
    line: usize,
}

impl ConfigFile {
    /// Reads `text`, which stands at `path`.
    pub(super) fn parse(path: &Path, text: &str) -> Result<Self, SettingsError> {
        let file = Self { path: path.to_owned(), ..Self::default() };
        let mut reader = Reader { text, file };
        let document = DeTable::parse(text).map_err(|error| SettingsError::ConfigSyntax {
            place: reader.place(error.span().map_or(0, |span| span.start)),
            fault: error.message().to_owned(),
        })?;
        reader.table(&Table::Top, document.get_ref())?;
        Ok(reader.file)
    }

    /// The value of the first of `keys` in `table`.
    pub(super) fn find(&self, table: &Table, keys: &[&str]) -> Option<Found> {
        let entry = self.entries.iter().find(|e| e.table == *table && keys.contains(&e.key))?;
        let source = Source::ConfigFile(Place::new(&self.path, entry.line));
        Some(Found::new(entry.key, entry.value.clone(), source))
    }

    /// The providers that have a table here, and are not built in.
    pub(super) fn providers(&self) -> impl Iterator<Item = &str> {
        self.providers.iter().map(String::as_str)
    }

    /// The variables that hold secrets, as the entries name them.
    pub(super) fn secret_variables(&self) -> impl Iterator<Item = &str> {
        let naming = self.entries.iter().filter(|entry| entry.key.ends_with(SECRET_ENV));
        naming.filter_map(|entry| entry.value.os().to_str())
    }

    /// The profiles that have a table here.
    pub(super) fn profiles(&self) -> impl Iterator<Item = &str> {
        self.profiles.iter().map(String::as_str)
    }
}

/// Walks through the document, and knows the text that its positions belong to.
struct Reader<'a> {
    text: &'a str,
    file: ConfigFile,
}

type Key<'i> = Spanned<std::borrow::Cow<'i, str>>;
type Value<'i> = Spanned<DeValue<'i>>;

impl Reader<'_> {
    fn table(&mut self, table: &Table, entries: &DeTable<'_>) -> Result<(), SettingsError> {
        for (key, value) in in_order(entries) {
            let name = key.get_ref().as_ref();
            match (table, Provider::built_in(name)) {
                (Table::Top, _) if name == "profiles" => self.profiles(key, value)?,
                (Table::Top, _) if name == "providers" => self.providers(key, value)?,
                (Table::Profile(profile), Some(provider)) => {
                    let table = Table::Provider(profile.clone(), provider);
                    self.table(&table, self.inner(key, value)?)?;
                }
                _ => self.setting(table, key, value)?,
            }
        }
        Ok(())
    }

    fn profiles(&mut self, key: &Key<'_>, value: &Value<'_>) -> Result<(), SettingsError> {
        for (name, profile) in in_order(self.inner(key, value)?) {
            let table = Table::Profile(name.get_ref().to_string());
            self.file.profiles.push(name.get_ref().to_string());
            self.table(&table, self.inner(name, profile)?)?;
        }
        Ok(())
    }

    fn providers(&mut self, key: &Key<'_>, value: &Value<'_>) -> Result<(), SettingsError> {
        for (name, provider) in in_order(self.inner(key, value)?) {
            let own = name.get_ref().to_string();
            if !matches!(own.parse(), Ok(Provider::Custom(_))) {
                return Err(SettingsError::BadValue {
                    name: "providers".to_owned(),
                    origin: Source::ConfigFile(self.place(name.span().start)),
                    value: shown(&own),
                    expected: Expected::ProviderName,
                });
            }
            self.file.providers.push(own.clone());
            self.table(&Table::Custom(own), self.inner(name, provider)?)?;
        }
        Ok(())
    }

    fn setting(
        &mut self,
        table: &Table,
        key: &Key<'_>,
        value: &Value<'_>,
    ) -> Result<(), SettingsError> {
        let row_and_key = |row: &'static Variable| {
            row.keys
                .iter()
                .find(|known| **known == key.get_ref().as_ref())
                .map(|known| (row, *known))
        };
        let (row, key_name) =
            table.rows().find_map(row_and_key).ok_or_else(|| self.refused_key(table, key))?;
        let line = self.line(key.span().start);
        let value = self.value(row, key_name, line, value)?;
        self.at_most_one_way(table, row, key_name, line)?;
        self.file.entries.push(Entry { table: table.clone(), key: key_name, value, line });
        Ok(())
    }

    /// The value as text, where it has the type that `row` asks for.
    fn value(
        &self,
        row: &Variable,
        key: &str,
        line: usize,
        value: &Value<'_>,
    ) -> Result<Raw, SettingsError> {
        match (row.kind, value.get_ref()) {
            (Kind::Seconds, DeValue::Integer(seconds)) => return Ok(seconds.to_string().into()),
            (Kind::Seconds, DeValue::Float(seconds)) => return Ok(seconds.to_string().into()),
            (Kind::Seconds, _) => {}
            (kind, DeValue::String(text)) if !text.is_empty() => {
                return Ok(self.text(kind, key, text));
            }
            _ => {}
        }
        // What is nested can hold anything, a secret too.
        let is_open = !matches!(value.get_ref(), DeValue::Table(_) | DeValue::Array(_))
            && row.kind != Kind::Secret;
        let written = self.text.get(value.span()).filter(|_| is_open);
        let expected = match row.kind {
            Kind::Choice(names) => Expected::OneOf(names),
            Kind::Seconds => Expected::Seconds(crate::settings::NotATimeout),
            _ => Expected::Text,
        };
        Err(SettingsError::BadValue {
            name: key.to_owned(),
            origin: Source::ConfigFile(Place::new(&self.file.path, line)),
            value: written.and_then(shown),
            expected,
        })
    }

    /// A text; one that names a file is relative to the folder of this file.
    fn text(&self, kind: Kind, key: &str, text: &str) -> Raw {
        let names_a_file = match kind {
            Kind::Path => true,
            Kind::Secret => key.ends_with(SECRET_FILE),
            _ => false,
        };
        let folder = self.file.path.parent().filter(|_| names_a_file);
        folder.map_or_else(|| text.into(), |folder| folder.join(text).into())
    }

    /// Refuses a second way to the same secret.
    fn at_most_one_way(
        &self,
        table: &Table,
        row: &Variable,
        second: &'static str,
        line: usize,
    ) -> Result<(), SettingsError> {
        let other =
            self.file.entries.iter().find(|e| e.table == *table && row.keys.contains(&e.key));
        other.map_or(Ok(()), |other| {
            let place = Place::new(&self.file.path, line);
            Err(SettingsError::TwoSecrets { first: other.key, second, place })
        })
    }

    fn inner<'d, 'i>(
        &self,
        key: &Key<'_>,
        value: &'d Value<'i>,
    ) -> Result<&'d DeTable<'i>, SettingsError> {
        let not_a_table = || SettingsError::BadValue {
            name: plain(key.get_ref()),
            origin: Source::ConfigFile(self.place(key.span().start)),
            value: None,
            expected: Expected::Table,
        };
        value.get_ref().as_table().ok_or_else(not_a_table)
    }

    /// The error for a key that has no place in `table`: a secret says how it could have one.
    fn refused_key(&self, table: &Table, key: &Key<'_>) -> SettingsError {
        let secrets = variables::GROUPS
            .iter()
            .flat_map(|group| group.rows)
            .chain(variables::custom::ROWS)
            .filter_map(secret_key);
        match secrets.into_iter().find(|secret| secret == key.get_ref()) {
            Some(key_name) => {
                SettingsError::SecretInFile { key: key_name, place: self.place(key.span().start) }
            }
            None => self.unknown(table, key),
        }
    }

    fn unknown(&self, table: &Table, key: &Key<'_>) -> SettingsError {
        let keys = table.rows().flat_map(|row| row.keys);
        let allowed: Vec<_> = keys.chain(table.tables()).copied().collect();
        SettingsError::UnknownKey {
            key: plain(key.get_ref()),
            table: table.title(),
            place: self.place(key.span().start),
            nearest: nearest(key.get_ref(), allowed.iter().copied()),
            allowed,
        }
    }

    fn place(&self, offset: usize) -> Place {
        Place::new(&self.file.path, self.line(offset))
    }

    fn line(&self, offset: usize) -> usize {
        let before = self.text.bytes().take(offset);
        before.filter(|byte| *byte == b'\n').count() + 1
    }
}

/// The entries as they stand in the file, so that its first mistake is the one that is told.
fn in_order<'d, 'i>(table: &'d DeTable<'i>) -> Vec<(&'d Key<'i>, &'d Value<'i>)> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    entries
}

/// How the key of a secret ends where it names the file that holds it.
pub(super) const SECRET_FILE: &str = "_file";
/// How the key that names a secret's variable ends.
const SECRET_ENV: &str = "_env";

/// The key under which a secret would stand in the file itself, if that were allowed.
fn secret_key(row: &'static Variable) -> Option<&'static str> {
    let is_secret = row.kind == Kind::Secret;
    row.keys.first().filter(|_| is_secret)?.strip_suffix(SECRET_FILE)
}

#[cfg(test)]
mod tests;
