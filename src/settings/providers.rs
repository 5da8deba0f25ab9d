//! A provider's settings before they have their types: which are set, by whom, and which are
//! missing. All providers are alike here; each has its struct in a file of its own.

use std::fs;
use std::path::Path;
use std::str::FromStr;

use crate::model::{ClientSecret, Profile, Provider};
use crate::settings::config_file::SECRET_FILE;
use crate::settings::error::{Expected, SettingsError};
use crate::settings::found::Found;
use crate::settings::source::Source;
use crate::settings::table::Table;
use crate::settings::variables::{self, DefaultValue, Kind, Variable};
use crate::settings::{Settings, files};

/// The settings of one provider, none of the required ones missing.
pub(super) struct Values {
    provider: Provider,
    profile: Profile,
    found: Vec<(&'static str, Found)>,
}

impl Values {
    /// Finds them all, or names all that are missing.
    pub(super) fn complete(settings: &Settings, provider: Provider) -> Result<Self, SettingsError> {
        Self::complete_with(settings, provider, &[])
    }

    /// The same where `needed` are required too.
    pub(super) fn complete_with(
        settings: &Settings,
        provider: Provider,
        needed: &[Variable],
    ) -> Result<Self, SettingsError> {
        let is_needed = |row: &Variable| needed.iter().any(|needed| needed.name == row.name);
        let mut all = Vec::new();
        let mut missing = Vec::new();
        for row in variables::of_provider(provider) {
            match settings.provider_value(provider, row)? {
                Some(found) => all.push((row.name, found)),
                None if row.required || is_needed(row) => missing.push(row),
                None => {}
            }
        }
        if missing.is_empty() {
            Ok(Self { provider, profile: settings.profile().clone(), found: all })
        } else {
            Err(settings.incomplete(provider, &missing))
        }
    }

    /// The value of `row` as what it means.
    pub(super) fn parse<T>(&self, row: &Variable) -> Result<T, SettingsError>
    where
        T: FromStr,
        Expected: From<T::Err>,
    {
        Ok(self.found(row)?.parse()?.value)
    }

    /// The value of `row` as what it means, where there is one.
    pub(super) fn parse_if_any<T>(&self, row: &Variable) -> Result<Option<T>, SettingsError>
    where
        T: FromStr,
        Expected: From<T::Err>,
    {
        if self.has(row) { self.parse(row).map(Some) } else { Ok(None) }
    }

    /// Where the value of `row` comes from.
    pub(super) fn source(&self, row: &Variable) -> Option<&Source> {
        self.found(row).ok().map(|found| &found.source)
    }

    /// The value of `row` as text.
    pub(super) fn text(&self, row: &Variable) -> Result<String, SettingsError> {
        self.found(row)?.text().map(str::to_owned)
    }

    /// The value of `row` as the secret that it is.
    pub(super) fn secret(&self, row: &Variable) -> Result<ClientSecret, SettingsError> {
        self.text(row).map(ClientSecret::new)
    }

    /// The value of `row` as the secret that it is, where there is one.
    pub(super) fn secret_if_any(
        &self,
        row: &Variable,
    ) -> Result<Option<ClientSecret>, SettingsError> {
        if self.has(row) { self.secret(row).map(Some) } else { Ok(None) }
    }

    fn has(&self, row: &Variable) -> bool {
        self.found.iter().any(|(name, _)| *name == row.name)
    }

    fn found(&self, row: &Variable) -> Result<&Found, SettingsError> {
        let found = self.found.iter().find(|(name, _)| *name == row.name);
        found.map(|(_, found)| found).ok_or_else(|| SettingsError::Missing {
            provider: self.provider,
            profile: self.profile.clone(),
            names: vec![row.name],
        })
    }
}

impl Settings {
    /// The highest value of a provider's setting; under the sandbox, the sandbox's own.
    pub(super) fn provider_value(
        &self,
        provider: Provider,
        row: &Variable,
    ) -> Result<Option<Found>, SettingsError> {
        if self.profile().is_sandbox() {
            return Ok(self.of_sandbox(row));
        }
        match self.given(provider, row) {
            Some(found) if row.kind == Kind::Secret => self.revealed(found).map(Some),
            Some(found) => Ok(Some(found)),
            None => Ok(self.built_in(provider, row)),
        }
    }

    /// Who says which client we are at `provider`: where its client id comes from.
    pub fn client_source(&self, provider: Provider) -> Option<Source> {
        if let Provider::Custom(_) = provider {
            return self.custom_client_source(provider);
        }
        let mut rows = variables::of_provider(provider).iter();
        let row = rows.find(|row| row.name.ends_with("_CLIENT_ID"))?;
        Some(self.provider_value(provider, row).ok()??.source)
    }

    /// What the embedded provider said. An address of it has no default: nothing may leave this
    /// machine because a line was forgotten.
    fn of_sandbox(&self, row: &Variable) -> Option<Found> {
        let said = self.sandbox.iter().find(|(name, _)| name == row.name);
        let default = match row.default {
            DefaultValue::Value(value) if row.kind != Kind::Address => Some(value.into()),
            _ => None,
        };
        let value = said.map(|(_, value)| value.clone()).or(default)?;
        Some(Found::new(row.name, value, Source::BuiltIn))
    }

    /// What the user set.
    fn given(&self, provider: Provider, row: &Variable) -> Option<Found> {
        let table = Table::Provider(self.profile().to_string(), provider);
        self.layers.find(row, &[table])
    }

    fn built_in(&self, provider: Provider, row: &Variable) -> Option<Found> {
        let value = match row.default {
            DefaultValue::Value(value) => value,
            DefaultValue::Either { profile, there, elsewhere } => {
                if profile == self.profile().as_str() { there } else { elsewhere }
            }
            DefaultValue::Under { value, .. }
                if self.is_pair(row) && self.given_pair(provider).is_empty() =>
            {
                value
            }
            _ => return None,
        };
        Some(Found::new(row.name, value, Source::BuiltIn))
    }

    /// Whether `row` has a default that belongs together with others.
    fn is_pair(&self, row: &Variable) -> bool {
        matches!(row.default, DefaultValue::Under { profile, .. } if profile == self.profile().as_str())
    }

    /// Those of the values which belong together that the user set.
    fn given_pair(&self, provider: Provider) -> Vec<&'static str> {
        let pair = variables::of_provider(provider).iter().filter(|row| self.is_pair(row));
        pair.filter(|row| self.given(provider, row).is_some()).map(|row| row.name).collect()
    }

    /// The error for required settings that nobody set.
    fn incomplete(&self, provider: Provider, missing: &[&'static Variable]) -> SettingsError {
        let names = missing.iter().map(|row| row.name).collect();
        if missing.iter().all(|row| self.is_pair(row)) {
            SettingsError::HalfPair { given: self.given_pair(provider), missing: names }
        } else {
            SettingsError::Missing { provider, profile: self.profile().clone(), names }
        }
    }

    /// The secret itself, where the config file only says how to get it.
    pub(super) fn revealed(&self, found: Found) -> Result<Found, SettingsError> {
        let Source::ConfigFile(place) = &found.source else { return Ok(found) };
        if found.name.ends_with(SECRET_FILE) {
            return of_file(&found);
        }
        let name = found.text()?;
        if !is_variable_name(name) {
            return Err(found.refused(None, Expected::VariableName));
        }
        let unset =
            || SettingsError::SecretVariableUnset { key: found.name.clone(), place: place.clone() };
        let value = self.layers.by_name(name).ok_or_else(unset)?;
        Ok(Found { value, ..found })
    }
}

/// The secret in the file that `found` names, without the line break that editors leave.
fn of_file(found: &Found) -> Result<Found, SettingsError> {
    let path = Path::new(found.value.os());
    let unreadable = |why| files::refused(&found.name, &found.source, path, why);
    let text = fs::read_to_string(path).map_err(unreadable)?;
    let line = text.strip_suffix('\n').unwrap_or(&text);
    let secret = line.strip_suffix('\r').unwrap_or(line);
    if secret.is_empty() {
        return Err(SettingsError::EmptyFile {
            name: found.name.clone(),
            origin: found.source.clone(),
            path: path.to_owned(),
        });
    }
    Ok(Found::new(&found.name, secret, found.source.clone()))
}

/// Whether this can be a variable at all; a secret that stands here by mistake often cannot.
fn is_variable_name(name: &str) -> bool {
    !name.starts_with(|c: char| c.is_ascii_digit())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}
