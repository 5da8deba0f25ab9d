//! An account of somebody: its numbers, its bank, what is posted to it.

use jiff::civil::DateTime;

use crate::sandbox::Scenario;
use crate::sandbox::dice::Dice;
use crate::sandbox::kftc::CLIENT_USE_CODE;
use crate::sandbox::kftc::ledger::Ledger;
use crate::sandbox::kftc::people::{self, Person, Plan};

/// One account.
#[derive(Debug)]
pub(super) struct Account {
    pub(super) person: &'static Person,
    /// Which one of the person's, from 0.
    pub(super) number: usize,
    pub(super) plan: Plan,
}

/// The person with this number.
pub(super) fn person(user_seq_no: &str, scenario: &Scenario) -> Option<&'static Person> {
    scenario.cast.depositors.iter().find(|person| person.user_seq_no == user_seq_no)
}

/// Who approves where nobody chooses, and has as many accounts as one asks for.
fn is_default(person: &Person, scenario: &Scenario) -> bool {
    let first = scenario.cast.depositors.first();
    first.is_some_and(|first| first.user_seq_no == person.user_seq_no)
}

impl Account {
    /// Every account of a person. The default one has as many as the scenario says.
    pub(super) fn all_of(person: &'static Person, scenario: &Scenario) -> Vec<Self> {
        let own = person.accounts.len();
        let count = scenario.accounts.filter(|_| is_default(person, scenario));
        (0..count.unwrap_or(own)).filter_map(|number| Self::of(person, number, scenario)).collect()
    }

    /// The account of a person with this number, where there is one.
    pub(super) fn of(person: &'static Person, number: usize, scenario: &Scenario) -> Option<Self> {
        let count = scenario.accounts.filter(|_| is_default(person, scenario));
        if count.is_some_and(|count| number >= count) {
            return None;
        }
        let plan = match (person.accounts.get(number), count) {
            (Some(plan), _) => *plan,
            (None, Some(_)) => people::for_load(number),
            (None, None) => return None,
        };
        Some(Self { person, number, plan })
    }

    /// The account of a person that is asked for by this fintech use number.
    pub(super) fn asked_for(
        fintech_use_num: &str,
        person: &'static Person,
        scenario: &Scenario,
    ) -> Option<Self> {
        let number = fintech_use_num.strip_prefix(&number_of(person))?.parse().ok()?;
        let account = Self::of(person, number, scenario)?;
        // `+1` and `1` are the same number and not the same account.
        (account.fintech_use_num() == fintech_use_num).then_some(account)
    }

    /// 핀테크이용번호: `1`, the institution's nine digits, four for the person, ten for the account.
    pub(super) fn fintech_use_num(&self) -> String {
        format!("{}{:010}", number_of(self.person), self.number)
    }

    /// What its owner calls it. Those that were made for load are counted.
    pub(super) fn alias(&self) -> String {
        if self.number < self.person.accounts.len() {
            self.plan.alias.to_owned()
        } else {
            format!("{} {}", self.plan.alias, self.number + 1)
        }
    }

    /// The account number, with its end hidden.
    pub(super) fn masked_number(&self) -> String {
        let drawn = Dice::of(&[self.key()]).between(100_000_000, 999_999_999);
        format!("{drawn}***")
    }

    /// What is posted to it.
    pub(super) fn ledger(&self, scenario: &Scenario, now: DateTime) -> Ledger {
        Ledger::new(scenario.seed, self.key(), self.plan.life, scenario.transactions, now)
    }

    /// Tells it from every other account.
    fn key(&self) -> u64 {
        let person: u64 = self.person.user_seq_no.parse().unwrap_or(0);
        person * 1_000_000_000 + self.number as u64
    }
}

/// What the fintech use numbers of a person begin with.
fn number_of(person: &Person) -> String {
    format!("1{}{}", &CLIENT_USE_CODE[1..], &person.user_seq_no[6..])
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::model::{Clock, FintechUseNum};
    use crate::sandbox::State;
    use crate::sandbox::kftc::people::PEOPLE;

    fn scenario(accounts: Option<usize>) -> Scenario {
        let scenario = Scenario::new(Clock::System, State::in_memory().unwrap()).unwrap();
        Scenario { accounts, ..scenario }
    }

    #[test]
    fn every_account_is_found_by_its_number_and_by_no_other() {
        let scenario = scenario(None);
        let mut seen = BTreeSet::new();
        for person in PEOPLE {
            for account in Account::all_of(person, &scenario) {
                let number = account.fintech_use_num();
                assert!(number.parse::<FintechUseNum>().is_ok(), "{number}");
                assert!(number.starts_with("1202600001"), "{number}");
                let found = Account::asked_for(&number, person, &scenario).unwrap();
                assert_eq!(found.number, account.number);
                assert!(seen.insert(number));
            }
        }
        let hers = Account::all_of(&PEOPLE[1], &scenario)[0].fintech_use_num();
        for other in [&hers, "", "1", "120260000100010000000099", "12026000010001+000000001"] {
            assert!(Account::asked_for(other, &PEOPLE[0], &scenario).is_none(), "{other}");
        }
    }

    #[test]
    fn the_default_person_has_as_many_as_one_asks_for() {
        for count in [0, 1, 4, 5, 1_000] {
            let accounts = Account::all_of(&PEOPLE[0], &scenario(Some(count)));
            assert_eq!(accounts.len(), count);
        }
        let scenario = scenario(Some(1));
        assert!(Account::of(&PEOPLE[0], 1, &scenario).is_none());
        assert_eq!(Account::all_of(&PEOPLE[1], &scenario).len(), PEOPLE[1].accounts.len());
    }

    #[test]
    fn numbers_are_masked_and_differ() {
        let accounts = Account::all_of(&PEOPLE[0], &scenario(Some(1_000)));
        let masked: BTreeSet<String> = accounts.iter().map(Account::masked_number).collect();
        assert_eq!(masked.len(), 1_000);
        assert!(masked.iter().all(|number| number.len() == 12 && number.ends_with("***")));
    }
}
