//! Who has the Toss app here: Toss's own virtual person, and everybody of the sandbox.
//!
//! What Toss knows of people beyond their names follows from their place, so that those of a file have
//! it as well. No telephone in Korea begins with 010-0000.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::civil::Date;
use jiff::{Timestamp, tz::Offset};
use serde_json::{Value, json};

use crate::sandbox::context::Context;
use crate::sandbox::secrets;

/// Toss's test environment knows one person, whoever holds the phone.
const DEFAULT: &str = "김토스";

/// Of whom there are years of birth: the default person, and the first six of the sandbox's own; those
/// after them begin again with the second.
const BORN: [&str; 7] =
    ["19930324", "19910304", "19850917", "19960521", "19790111", "19880808", "20110302"];

/// From this age on somebody is an adult (청소년보호법): 19 years, counted by the years alone.
const ADULT: i16 = 19;

/// One person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Citizen {
    /// Their place; 0 is the default person's.
    number: usize,
    pub(super) name: &'static str,
}

impl Citizen {
    /// Everybody, the default person first.
    pub(super) fn all(context: &Context) -> impl Iterator<Item = Self> {
        let members = context.scenario.cast.members.iter().map(|person| person.name);
        let names = std::iter::once(DEFAULT).chain(members);
        names.enumerate().map(|(number, name)| Self { number, name })
    }

    /// The one who agrees where nobody chooses.
    pub(super) fn default() -> Self {
        Self { number: 0, name: DEFAULT }
    }

    /// Who has this telephone, which is how they are remembered.
    pub(super) fn with_phone(phone: &str, context: &Context) -> Option<Self> {
        Self::all(context).find(|citizen| citizen.phone() == phone)
    }

    /// Digits.
    pub(super) fn phone(self) -> String {
        format!("0100000{:04}", self.number)
    }

    /// `YYYYMMDD`.
    pub(super) fn birthday(self) -> &'static str {
        let place = self.number.checked_sub(1).map_or(0, |place| 1 + place % (BORN.len() - 1));
        BORN.get(place).copied().unwrap_or(BORN[0])
    }

    pub(super) fn gender(self) -> &'static str {
        if self.number.is_multiple_of(2) { "FEMALE" } else { "MALE" }
    }

    /// The fifth of the sandbox's own is no citizen.
    pub(super) fn nationality(self) -> &'static str {
        if self.number == 5 { "FOREIGNER" } else { "LOCAL" }
    }

    pub(super) fn age_group(self, now: Timestamp) -> &'static str {
        let year: i16 = self.birthday().get(..4).and_then(|year| year.parse().ok()).unwrap_or(0);
        let today: Date = Offset::constant(9).to_datetime(now).date();
        if today.year() - year >= ADULT { "ADULT" } else { "MINOR" }
    }

    /// 연계정보. It begins as that of Toss's virtual person does.
    pub(super) fn ci(self) -> String {
        self.linked("CI")
    }

    /// 중복가입확인정보, likewise.
    pub(super) fn di(self) -> String {
        self.linked("DI")
    }

    /// `UID` of the certificate: 24 digits.
    pub(super) fn uid(self) -> String {
        format!("{:024}", 2026_0000_0000_0001_u64 + self.number as u64)
    }

    /// 88 characters, as long as 64 bytes in Base64.
    fn linked(self, kind: &str) -> String {
        let start = format!("{kind}{:013}", 110_000_000_001 + self.number);
        let halves = [1, 2].map(|half| secrets::digest(&format!("{start} {half} {}", self.name)));
        let rest = STANDARD.encode(halves.as_flattened());
        start.clone() + rest.get(start.len()..).unwrap_or_default()
    }
}

/// Everybody, for whoever tests against them.
pub(in crate::sandbox) fn personas(context: &Context) -> Vec<Value> {
    let shown = |citizen: Citizen| {
        json!({
            "name": citizen.name,
            "birthday": citizen.birthday(),
            "phone": citizen.phone(),
            "gender": citizen.gender(),
            "nationality": citizen.nationality(),
        })
    };
    Citizen::all(context).map(shown).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::sandbox::testing::Stage;

    #[test]
    fn the_default_person_is_the_one_of_tosss_tests() {
        let person = Citizen::default();
        assert_eq!((person.name, person.birthday()), ("김토스", "19930324"));
        assert_eq!((person.gender(), person.nationality()), ("FEMALE", "LOCAL"));
        assert!(person.ci().starts_with("CI0110000000001"), "{}", person.ci());
        assert!(person.di().starts_with("DI0110000000001"), "{}", person.di());
    }

    #[test]
    fn everybody_is_somebody_else_and_fits_their_fields() {
        let stage = Stage::new();
        let everybody: Vec<Citizen> = Citizen::all(&stage.context).collect();
        assert_eq!(everybody.len(), 7);
        let mut seen = BTreeSet::new();
        for citizen in everybody {
            assert!(seen.insert(citizen.ci()) && seen.insert(citizen.di()));
            assert!(seen.insert(citizen.phone()) && seen.insert(citizen.uid()));
            assert_eq!((citizen.ci().len(), citizen.di().len()), (88, 88));
            assert_eq!((citizen.phone().len(), citizen.uid().len()), (11, 24));
            assert_eq!(Citizen::with_phone(&citizen.phone(), &stage.context), Some(citizen));
        }
        assert_eq!(Citizen::with_phone("01000000007", &stage.context), None);
    }

    #[test]
    fn somebody_grows_up() {
        let at = |time: &str| time.parse().unwrap();
        let student = Citizen { number: 6, name: "정유진" };
        assert_eq!(student.age_group(at("2029-12-31T14:59:59Z")), "MINOR");
        assert_eq!(student.age_group(at("2029-12-31T15:00:00Z")), "ADULT");
    }
}
