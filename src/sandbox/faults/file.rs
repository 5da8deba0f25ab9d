//! A scenario file: whose rules are kept, what time it is, and what goes wrong, in TOML.
//!
//! ```toml
//! seed = 7
//! approve = true
//!
//! [clock]
//! freeze = "2027-02-01T09:00:00"
//!
//! [behaviors]
//! hyfata = "strict"
//!
//! [[fault]]
//! kind = "status"
//! code = 503
//! on = "POST /kftc/oauth/2.0/token"
//! nth = 2
//! ```

use std::borrow::Cow;
use std::mem;
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::model::{Clock, Span};
use crate::sandbox::clock::WrongTime;
use crate::sandbox::faults::Fault;
use crate::sandbox::{
    BehaviorChoice, ClockChange, MOST_ACCOUNTS, MOST_TRANSACTIONS, Moment, SandboxError, Scenario,
    Shift,
};

/// What a scenario file says.
#[derive(Clone, Debug, Default)]
pub struct ScenarioFile {
    seed: Option<u64>,
    approve: Option<bool>,
    accounts: Option<usize>,
    transactions: Option<usize>,
    /// In the order in which they are done, each with its line.
    clock: Vec<(ClockChange, usize)>,
    behaviors: Vec<BehaviorChoice>,
    faults: Vec<Fault>,
    path: PathBuf,
}

/// A mistake in a scenario file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{key}`: {says}")]
pub struct ScenarioFileError {
    /// In which file.
    pub path: PathBuf,
    /// In which line, from 1.
    pub line: usize,
    /// At which key; the whole file where it is no TOML.
    pub key: String,
    /// What was expected.
    pub says: String,
}

impl ScenarioFile {
    /// Reads `text`, which stands at `path`. All of it is looked at before any of it is done.
    pub fn parse(path: &Path, text: &str) -> Result<Self, ScenarioFileError> {
        let reader = Reader { path, text };
        let document = DeTable::parse(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            reader.wrong(at, "TOML", error.message())
        })?;
        let mut file = Self { path: path.to_owned(), ..Self::default() };
        for (key, value) in document.get_ref() {
            reader.top(&mut file, key, value)?;
        }
        Ok(file)
    }

    /// The seed that it names.
    pub fn seed(&self) -> Option<u64> {
        self.seed
    }

    /// Whether people agree by themselves.
    pub fn approves(&self) -> bool {
        self.approve == Some(true)
    }

    /// Whose rules are kept.
    pub fn behaviors(&self) -> &[BehaviorChoice] {
        &self.behaviors
    }

    /// The time that it names, counted from `machine`'s and so the same for each of several commands;
    /// `None` where it names none.
    pub fn shift(&self, machine: Clock) -> Result<Option<Shift>, ScenarioFileError> {
        if self.clock.is_empty() {
            return Ok(None);
        }
        let turn = |shift: Shift, (change, line): &(ClockChange, usize)| {
            shift.after(*change, machine).map_err(|error| self.wrong_time(*line, error))
        };
        self.clock.iter().try_fold(Shift::default(), turn).map(Some)
    }

    /// Has a scenario be played as the file says; the time is counted from where it is.
    pub fn apply(mut self, scenario: &mut Scenario) -> Result<(), SandboxError> {
        for (change, line) in mem::take(&mut self.clock) {
            let turned = scenario.state.turn_clock(change, scenario.clock)?;
            turned.map_err(|error| self.wrong_time(line, error))?;
        }
        self.play(scenario);
        Ok(())
    }

    /// The same of all but the time.
    pub fn play(self, scenario: &mut Scenario) {
        scenario.seed = self.seed.unwrap_or(scenario.seed);
        scenario.approve = self.approve.unwrap_or(scenario.approve);
        scenario.accounts = self.accounts.or(scenario.accounts);
        scenario.transactions = self.transactions.or(scenario.transactions);
        scenario.behaviors = self.behaviors.into_iter().collect();
        for fault in self.faults {
            scenario.faults.add(fault);
        }
    }

    fn wrong_time(&self, line: usize, error: WrongTime) -> ScenarioFileError {
        let (path, key) = (self.path.clone(), "clock".to_owned());
        ScenarioFileError { path, line, key, says: error.to_string() }
    }
}

type Key<'i> = Spanned<Cow<'i, str>>;
type Value<'i> = Spanned<DeValue<'i>>;

/// Knows the text that positions belong to.
struct Reader<'a> {
    path: &'a Path,
    text: &'a str,
}

impl Reader<'_> {
    fn top(
        &self,
        file: &mut ScenarioFile,
        key: &Key,
        value: &Value,
    ) -> Result<(), ScenarioFileError> {
        match key.get_ref().as_ref() {
            "seed" => file.seed = Some(self.parsed(key, value, "a whole number")?),
            "approve" => file.approve = Some(self.parsed(key, value, "true or false")?),
            "accounts" => file.accounts = Some(self.count(key, value, MOST_ACCOUNTS)?),
            "transactions" => {
                file.transactions = Some(self.count(key, value, MOST_TRANSACTIONS)?);
            }
            "clock" => {
                for (key, value) in self.table(key, value)? {
                    file.clock.push((self.change(key, value)?, self.line(key.span().start)));
                }
                // A moment first, and then what is counted from it.
                file.clock.sort_by_key(|(change, _)| matches!(change, ClockChange::Advance { .. }));
            }
            "behaviors" => {
                for (key, value) in self.table(key, value)? {
                    let typed = format!("{}={}", key.get_ref(), self.words(key, value)?);
                    let choice =
                        typed.parse().map_err(|error: crate::sandbox::NoSuchBehavior| {
                            self.at(key, &error.to_string())
                        })?;
                    file.behaviors.push(choice);
                }
            }
            "fault" => {
                let wanted = "expected `[[fault]]` tables";
                let list = value.get_ref().as_array().ok_or_else(|| self.at(key, wanted))?;
                for value in list {
                    file.faults.push(self.fault(key, value)?);
                }
            }
            _ => {
                let known =
                    "there are seed, approve, accounts, transactions, clock, behaviors, fault";
                return Err(self.at(key, known));
            }
        }
        Ok(())
    }

    fn count(&self, key: &Key, value: &Value, most: u64) -> Result<usize, ScenarioFileError> {
        let wanted = format!("a whole number up to {most}");
        let count: u64 = self.parsed(key, value, &wanted)?;
        let count = usize::try_from(count).ok().filter(|_| count <= most);
        count.ok_or_else(|| self.at(key, &format!("expected {wanted}")))
    }

    fn change(&self, key: &Key, value: &Value) -> Result<ClockChange, ScenarioFileError> {
        let words = self.words(key, value)?;
        let moment = || words.parse::<Moment>().map_err(|error| self.at(key, &error.to_string()));
        Ok(match key.get_ref().as_ref() {
            "set" => ClockChange::Set { time: moment()? },
            "freeze" => ClockChange::Freeze { time: Some(moment()?) },
            "advance" => {
                let by: Span =
                    words.parse().map_err(|error: <Span as std::str::FromStr>::Err| {
                        self.at(key, &error.to_string())
                    })?;
                ClockChange::Advance { by: by.into() }
            }
            _ => return Err(self.at(key, "there are set, freeze and advance")),
        })
    }

    fn fault(&self, list: &Key, value: &Value) -> Result<Fault, ScenarioFileError> {
        let table = value.get_ref().as_table();
        let table = table.ok_or_else(|| self.at(list, "expected `[[fault]]` tables"))?;
        let mut said = Vec::new();
        for (key, value) in table {
            said.push((key, self.words(key, value)?));
        }
        let kind = said.iter().find(|(key, _)| key.get_ref() == "kind");
        let kind = kind.map(|(_, kind)| kind.as_str()).unwrap_or_default();
        let rest = said.iter().filter(|(key, _)| key.get_ref() != "kind");
        Fault::of(kind, rest.map(|(key, value)| (key.get_ref().as_ref(), value.as_str()))).map_err(
            |error| {
                let at = said.iter().find(|(key, _)| *key.get_ref() == error.key);
                let at = at.map_or(value.span().start, |(key, _)| key.span().start);
                self.wrong(at, &error.key, &error.says)
            },
        )
    }

    fn parsed<T: std::str::FromStr>(
        &self,
        key: &Key,
        value: &Value,
        wanted: &str,
    ) -> Result<T, ScenarioFileError> {
        let words = self.words(key, value)?;
        words.parse().map_err(|_| self.at(key, &format!("expected {wanted}")))
    }

    /// A single value, as it would be typed.
    fn words(&self, key: &Key, value: &Value) -> Result<String, ScenarioFileError> {
        Ok(match value.get_ref() {
            DeValue::String(words) => words.to_string(),
            DeValue::Integer(number) => number.as_str().to_owned(),
            DeValue::Float(number) => number.as_str().to_owned(),
            DeValue::Boolean(yes) => yes.to_string(),
            DeValue::Datetime(moment) => moment.to_string(),
            _ => return Err(self.at(key, "expected a single value")),
        })
    }

    fn table<'d, 'i>(
        &self,
        key: &Key,
        value: &'d Value<'i>,
    ) -> Result<&'d DeTable<'i>, ScenarioFileError> {
        value.get_ref().as_table().ok_or_else(|| self.at(key, "expected a table"))
    }

    fn at(&self, key: &Key, says: &str) -> ScenarioFileError {
        self.wrong(key.span().start, key.get_ref(), says)
    }

    fn wrong(&self, at: usize, key: &str, says: &str) -> ScenarioFileError {
        let (path, line) = (self.path.to_owned(), self.line(at));
        ScenarioFileError { path, line, key: key.to_owned(), says: says.to_owned() }
    }

    fn line(&self, at: usize) -> usize {
        self.text.get(..at).unwrap_or_default().matches('\n').count() + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sandbox::testing::Stage;

    fn parsed(text: &str) -> Result<ScenarioFile, ScenarioFileError> {
        ScenarioFile::parse(Path::new("day.toml"), text)
    }

    const DAY: &str = r#"
seed = 7
approve = true
accounts = 3

[clock]
advance = "1d"
freeze = 2027-02-01T09:00:00

[behaviors]
hyfata = "strict"

[[fault]]
kind = "status"
code = 502
on = "POST /toss/token"
nth = 2

[[fault]]
kind = "reset"
chance = 0.5
"#;

    #[test]
    fn a_scenario_is_played_as_its_file_says() {
        let mut scenario = Stage::new().context.scenario;
        parsed(DAY).unwrap().apply(&mut scenario).unwrap();
        assert_eq!((scenario.seed, scenario.approve, scenario.accounts), (7, true, Some(3)));
        assert_eq!(scenario.behaviors, [("hyfata=strict".parse().unwrap())].into_iter().collect());
        let faults: Vec<String> =
            scenario.faults.list().iter().map(|held| held.fault.to_string()).collect();
        assert_eq!(
            faults,
            ["status,code=502,on=POST /toss/token,nth=2", "reset,on=all,chance=50%"]
        );
        let now = scenario.state.shift().over(scenario.clock).now();
        assert_eq!(now.to_string(), "2027-02-02T00:00:00Z");
    }

    #[test]
    fn a_mistake_is_named_with_its_line_and_its_key() {
        for (text, line, key, says) in [
            ("seed = \"many\"", 1, "seed", "a whole number"),
            ("accounts = 100001", 1, "accounts", "a whole number up to 100000"),
            ("transactions = -1", 1, "transactions", "a whole number up to 10000000"),
            ("\nseeds = 1", 2, "seeds", "behaviors, fault"),
            ("[clock]\nset = \"soon\"", 2, "set", "2027-02-19"),
            ("[clock]\nstop = \"now\"", 2, "stop", "set, freeze and advance"),
            ("[clock]\nadvance = \"1y\"", 2, "advance", "1d12h"),
            ("clock = 1", 1, "clock", "a table"),
            ("[behaviors]\n\nhyfata = \"loose\"", 3, "hyfata", "hyfata=documented|as-coded|strict"),
            ("fault = 1", 1, "fault", "[[fault]]"),
            ("[[fault]]\nkind = \"reset\"\nchance = 2", 3, "chance", "5%"),
            ("[[fault]]\non = \"kftc\"\n", 1, "kind", "there is no fault ``"),
            ("[[fault]]\nkind = \"reset\"\non = [1]\n", 3, "on", "a single value"),
            ("seed = 1\nseed = 2", 2, "TOML", "duplicate"),
        ] {
            let error = parsed(text).unwrap_err();
            assert_eq!((error.line, error.key.as_str()), (line, key), "{text}: {error}");
            assert!(error.says.contains(says), "{text}: {error}");
        }
    }

    #[test]
    fn a_time_that_nobody_can_live_at_is_named_with_its_line() {
        let mut scenario = Stage::new().context.scenario;
        let file = parsed("\n[clock]\nset = \"1970-01-01\"").unwrap();
        let SandboxError::ScenarioFile(error) = file.apply(&mut scenario).unwrap_err() else {
            panic!("another error")
        };
        assert_eq!((error.line, error.key.as_str()), (3, "clock"));
    }
}
