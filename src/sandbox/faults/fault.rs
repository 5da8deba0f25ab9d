//! One fault: what, where and when, by the same names on the command line, in a file and in JSON.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::sandbox::faults::kind::{self, Kind, ROWS, Row};
use crate::sandbox::faults::moment::{Moment, chance, percent};
use crate::sandbox::faults::place::Place;

/// What goes wrong, where and when. As typed: `status,code=503,on=POST /toss/token,nth=2`.
#[derive(Clone, Debug)]
pub struct Fault {
    row: &'static Row,
    /// Those that were said.
    params: BTreeMap<&'static str, String>,
    place: Place,
    moment: Moment,
}

/// Why a fault is none, and which of its words is to blame.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{key}: {says}")]
pub struct WrongFault {
    /// The name of the value that is wrong.
    pub key: String,
    /// What was expected.
    pub says: String,
}

impl WrongFault {
    fn of(key: &str, says: impl Into<String>) -> Self {
        Self { key: key.to_owned(), says: says.into() }
    }
}

impl Fault {
    /// The fault of this kind with these values.
    pub(crate) fn of<'a>(
        kind: &str,
        values: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, WrongFault> {
        let row = ROWS.iter().find(|row| row.name == kind).ok_or_else(|| no_such_kind(kind))?;
        let mut fault = Self {
            row,
            params: BTreeMap::new(),
            place: row.place.parse().map_err(|error| said("on", &error))?,
            moment: Moment::default(),
        };
        let mut said = BTreeSet::new();
        for (key, value) in values {
            if !said.insert(key) {
                return Err(WrongFault::of(key, "it is said twice"));
            }
            fault.set(key, value)?;
        }
        Ok(fault)
    }

    fn set(&mut self, key: &str, value: &str) -> Result<(), WrongFault> {
        match key {
            "on" => self.place = value.parse().map_err(|error| said("on", &error))?,
            "nth" => self.moment.nth = Some(positive(key, value)?),
            "every" => self.moment.every = Some(positive(key, value)?),
            "count" => self.moment.count = Some(positive(key, value)?),
            "chance" => {
                let wrong = || WrongFault::of(key, "expected a part such as 0.05 or 5%");
                self.moment.chance = Some(chance(value).ok_or_else(wrong)?);
            }
            _ => self.set_param(key, value)?,
        }
        Ok(())
    }

    fn set_param(&mut self, key: &str, value: &str) -> Result<(), WrongFault> {
        let param = self.row.params.iter().find(|param| param.name == key);
        let param = param.ok_or_else(|| {
            let own = self.row.params.iter().map(|param| param.name);
            let known: Vec<&str> = own.chain(["on", "nth", "every", "chance", "count"]).collect();
            WrongFault::of(key, format!("`{}` has {}", self.row.name, known.join(", ")))
        })?;
        if !param.takes.allows(value) {
            return Err(WrongFault::of(key, format!("expected {}", param.takes.expected())));
        }
        self.params.insert(param.name, value.to_owned());
        Ok(())
    }

    /// The same, once.
    pub(crate) fn once(mut self) -> Self {
        self.moment.count = Some(1);
        self
    }

    /// What it is called.
    pub fn name(&self) -> &'static str {
        self.row.name
    }

    pub(crate) fn kind(&self) -> Kind {
        self.row.kind
    }

    pub(crate) fn place(&self) -> &Place {
        &self.place
    }

    pub(crate) fn moment(&self) -> Moment {
        self.moment
    }

    /// A parameter, as it was said or as the table has it.
    pub(crate) fn words(&self, name: &str) -> &str {
        let default = self.row.params.iter().find(|param| param.name == name);
        let said = self.params.get(name).map(String::as_str);
        said.or(default.map(|param| param.default)).unwrap_or_default()
    }

    pub(crate) fn number(&self, name: &str) -> u64 {
        self.words(name).parse().unwrap_or_default()
    }

    pub(crate) fn time(&self, name: &str) -> Duration {
        kind::time(self.words(name)).unwrap_or_default()
    }

    /// Everything that was said, by name, but for the kind.
    fn said(&self) -> Vec<(&'static str, String)> {
        let params = self.params.iter().map(|(name, value)| (*name, value.clone()));
        let Moment { nth, every, chance, count } = self.moment;
        let moment = [("nth", nth), ("every", every), ("count", count)];
        let moment = moment.into_iter().filter_map(|(name, n)| Some((name, n?.to_string())));
        params
            .chain([("on", self.place.to_string())])
            .chain(moment)
            .chain(chance.map(|chance| ("chance", percent(chance))))
            .collect()
    }
}

fn no_such_kind(kind: &str) -> WrongFault {
    let names: Vec<&str> = ROWS.iter().map(|row| row.name).collect();
    let words = format!("there is no fault `{kind}`; there are {}", names.join(", "));
    WrongFault::of("kind", words)
}

fn said(key: &str, error: &dyn std::error::Error) -> WrongFault {
    WrongFault::of(key, error.to_string())
}

fn positive(key: &str, value: &str) -> Result<u64, WrongFault> {
    let number = value.parse().ok().filter(|number| *number > 0);
    number.ok_or_else(|| WrongFault::of(key, "expected a number from 1"))
}

impl FromStr for Fault {
    type Err = WrongFault;

    fn from_str(typed: &str) -> Result<Self, WrongFault> {
        let (kind, rest) = typed.split_once(',').unwrap_or((typed, ""));
        let pairs = rest.split(',').filter(|pair| !pair.trim().is_empty());
        let pairs: Vec<(&str, &str)> = pairs
            .map(|pair| {
                let pair = pair.trim();
                pair.split_once('=').ok_or_else(|| WrongFault::of(pair, "expected NAME=VALUE"))
            })
            .collect::<Result<_, _>>()?;
        Self::of(kind.trim(), pairs)
    }
}

/// As it can be typed again.
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.row.name)?;
        self.said().into_iter().try_for_each(|(name, value)| write!(f, ",{name}={value}"))
    }
}

impl Serialize for Fault {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let kind = [("kind", self.row.name.to_owned())];
        to.collect_map(kind.into_iter().chain(self.said()))
    }
}

impl<'de> Deserialize<'de> for Fault {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged, expecting = "expected words or a number")]
        enum Value {
            Words(String),
            Number(serde_json::Number),
        }
        let values: BTreeMap<String, Value> = BTreeMap::deserialize(from)?;
        let values: BTreeMap<String, String> = values
            .into_iter()
            .map(|(key, value)| match value {
                Value::Words(words) => (key, words),
                Value::Number(number) => (key, number.to_string()),
            })
            .collect();
        let kind = values.get("kind").map(String::as_str).unwrap_or_default();
        let rest = values.iter().filter(|(key, _)| *key != "kind");
        Self::of(kind, rest.map(|(key, value)| (key.as_str(), value.as_str())))
            .map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_the_same_however_it_is_said() {
        let typed = "status,code=502,on=POST /toss/token,nth=2,count=1,chance=5%";
        let fault: Fault = typed.parse().unwrap();
        let again = "status,code=502,on=POST /toss/token,nth=2,count=1,chance=5%";
        assert_eq!(fault.to_string(), again);
        let document = serde_json::to_string(&fault).unwrap();
        let read: Fault = serde_json::from_str(&document).unwrap();
        assert_eq!(read.to_string(), again);
        let loose = r#"{"kind":"status","code":502,"on":"POST /toss/token","nth":2,"count":1,"chance":0.05}"#;
        assert_eq!(serde_json::from_str::<Fault>(loose).unwrap().to_string(), again);
    }

    #[test]
    fn what_is_not_said_is_as_the_table_has_it() {
        let fault: Fault = "latency,jitter=250ms".parse().unwrap();
        assert_eq!(fault.time("delay"), Duration::from_secs(1));
        assert_eq!(fault.time("jitter"), Duration::from_millis(250));
        assert_eq!(fault.to_string(), "latency,jitter=250ms,on=all");
        let fault: Fault = "slow-down".parse().unwrap();
        assert_eq!(fault.place().to_string(), "POST */token");
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (typed, key, says) in [
            ("", "kind", "lost-response"),
            ("nonsense", "kind", "there is no fault `nonsense`"),
            ("status,code=99", "code", "a number from 200 to 599"),
            ("status,coed=503", "coed", "`status` has code, retry-after, on, nth"),
            ("reset,on=nobody", "on", "a provider (toss, kftc"),
            ("reset,nth=0", "nth", "a number from 1"),
            ("reset,chance=200%", "chance", "5%"),
            ("latency,delay=fast", "delay", "250ms"),
            ("ms-expiry,as=hours", "as", "one of ms, string, ms-string"),
            ("reset,always", "always", "NAME=VALUE"),
            ("status,code=500,code=503", "code", "twice"),
            ("reset,nth=1,nth=2", "nth", "twice"),
        ] {
            let error = typed.parse::<Fault>().unwrap_err();
            assert_eq!(error.key, key, "{typed}");
            assert!(error.says.contains(says), "{typed}: {error}");
        }
    }

    #[test]
    fn every_kind_can_be_typed_bare() {
        for row in &ROWS {
            let fault: Fault = row.name.parse().unwrap();
            assert_eq!((fault.kind(), fault.name()), (row.kind, row.name));
        }
    }
}
