//! A form as the platform's framework reads it: a field without a value was not sent, of two the last
//! one counts, and whatever is no form has no fields. HTTP Basic is not looked at.

use std::collections::BTreeMap;

use url::form_urlencoded;

use crate::sandbox::answer::Answer;
use crate::sandbox::call::Call;
use crate::sandbox::max::refusal::{missing, unprocessable};

/// The fields of one form.
pub(super) struct Fields(BTreeMap<String, String>);

impl Fields {
    pub(super) fn read(call: &Call) -> Self {
        if !call.is_of_type("application/x-www-form-urlencoded") {
            return Self(BTreeMap::new());
        }
        Self(form_urlencoded::parse(&call.body).into_owned().collect())
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// Those that have to be there; else every one that is missing is named.
    pub(super) fn required<const N: usize>(&self, names: [&str; N]) -> Result<[&str; N], Answer> {
        let absent: Vec<_> = names
            .iter()
            .filter(|name| self.get(name).is_none())
            .map(|name| missing(name))
            .collect();
        if absent.is_empty() {
            Ok(names.map(|name| self.get(name).unwrap_or_default()))
        } else {
            Err(unprocessable(absent))
        }
    }
}
