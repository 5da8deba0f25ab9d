//! Who lives in the sandbox: people, their banks, their accounts. None of them exists.

use crate::sandbox::kftc::ledger::life::{
    CREDIT, DEPOSIT, FREELANCE, LIVING, Life, RESERVE, SALARY, SAVINGS,
};

/// One person. The first of [`PEOPLE`] is the one who approves where nobody chooses.
#[derive(Debug)]
pub(in crate::sandbox) struct Person {
    /// KFTC's number of the person at our institution.
    pub(super) user_seq_no: &'static str,
    pub(super) name: &'static str,
    /// Why one would choose this one, for the consent page.
    pub(super) known_for: &'static str,
    pub(super) accounts: &'static [Plan],
}

/// What an account is, before it is somebody's.
#[derive(Clone, Copy, Debug)]
pub(in crate::sandbox) struct Plan {
    pub(super) bank: Bank,
    pub(super) product: &'static str,
    pub(super) alias: &'static str,
    pub(super) life: &'static Life,
    /// As KFTC has it: `1` 수시입출금, `2` 예적금.
    pub(super) account_type: &'static str,
    pub(super) issued: &'static str,
    /// The credit line, in won.
    pub(super) credit: i64,
    pub(super) standing: Standing,
}

/// What the bank and its owner let others do with an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sandbox) enum Standing {
    /// It can be looked into.
    Open,
    /// Registered for transfers alone: no consent to look into it.
    TransfersOnly,
    /// Closed at the bank, and still registered at KFTC.
    Closed,
}

impl Standing {
    /// In a word.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::TransfersOnly => "transfers-only",
            Self::Closed => "closed",
        }
    }
}

/// A bank, by the national list; savings banks share one code and have names of their own.
#[derive(Clone, Copy, Debug)]
pub(in crate::sandbox) struct Bank {
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    pub(super) savings_bank_name: &'static str,
}

impl Bank {
    /// The name by which its customers know it.
    pub(super) fn known_as(&self) -> &'static str {
        if self.savings_bank_name.is_empty() { self.name } else { self.savings_bank_name }
    }
}

const OPEN: Bank = bank("097", "오픈은행");
const KOOKMIN: Bank = bank("004", "국민은행");
const IBK: Bank = bank("003", "기업은행");
const NONGHYUP: Bank = bank("011", "NH농협은행");
const WOORI: Bank = bank("020", "우리은행");
const BUSAN: Bank = bank("032", "부산은행");
const HANA: Bank = bank("081", "하나은행");
const SHINHAN: Bank = bank("088", "신한은행");
const KBANK: Bank = bank("089", "케이뱅크");
const KAKAO: Bank = bank("090", "카카오뱅크");
const TOSS: Bank = bank("092", "토스뱅크");
const SAVINGS_BANK: Bank =
    Bank { savings_bank_name: "나래저축은행", ..bank("050", "저축은행") };

/// The banks of accounts that are made for load.
const BANKS: &[Bank] =
    &[OPEN, KOOKMIN, SHINHAN, KAKAO, TOSS, WOORI, HANA, IBK, NONGHYUP, KBANK, BUSAN];

/// Everybody.
pub(in crate::sandbox) static PEOPLE: &[Person] = &[
    Person {
        user_seq_no: "1101000001",
        name: "김하늘",
        known_for: "직장인, 계좌 넷",
        accounts: &[
            plan(KOOKMIN, "KB Star*t통장", "급여", &SALARY, "20180305"),
            plan(KAKAO, "카카오뱅크 입출금통장", "생활비", &LIVING, "20190712"),
            plan(OPEN, "오픈 파킹통장", "비상금", &RESERVE, "20200101"),
            saved(SHINHAN, "주택청약종합저축", "청약", &SAVINGS, "20210302"),
        ],
    },
    Person {
        user_seq_no: "1101000002",
        name: "이도윤",
        known_for: "마이너스 통장과 정기예금",
        accounts: &[
            Plan {
                credit: 20_000_000,
                ..plan(WOORI, "우리 WON 마이너스통장", "마이너스", &CREDIT, "20170921")
            },
            saved(TOSS, "먼저 이자 받는 정기예금", "목돈", &DEPOSIT, "20220615"),
            plan(HANA, "영하나플러스통장", "급여", &SALARY, "20150310"),
        ],
    },
    Person {
        user_seq_no: "1101000003",
        name: "박서연",
        known_for: "해지된 계좌 하나",
        accounts: &[
            plan(KBANK, "생활통장", "생활", &LIVING, "20210405"),
            Plan {
                standing: Standing::Closed,
                ..plan(NONGHYUP, "NH주거래우대통장", "옛 급여", &SALARY, "20120827")
            },
        ],
    },
    Person {
        user_seq_no: "1101000004",
        name: "최지호",
        known_for: "조회 동의가 없는 계좌 하나",
        accounts: &[
            Plan {
                standing: Standing::TransfersOnly,
                ..plan(BUSAN, "마이플랜통장", "이체용", &RESERVE, "20160118")
            },
            plan(KOOKMIN, "직장인우대통장", "급여", &SALARY, "20191202"),
        ],
    },
    Person {
        user_seq_no: "1101000005",
        name: "남궁다온",
        known_for: "프리랜서, 저축은행",
        accounts: &[
            plan(IBK, "IBK 개인통장", "작업비", &FREELANCE, "20180530"),
            plan(SAVINGS_BANK, "나래 파킹통장", "세금", &RESERVE, "20220110"),
        ],
    },
    Person {
        user_seq_no: "1101000006",
        name: "정유진",
        known_for: "학생, 계좌 하나",
        accounts: &[plan(TOSS, "토스뱅크 통장", "용돈", &LIVING, "20230302")],
    },
];

/// An account as a file describes it, in words.
pub(in crate::sandbox) struct Sketch {
    pub(in crate::sandbox) bank: &'static str,
    pub(in crate::sandbox) product: &'static str,
    pub(in crate::sandbox) alias: &'static str,
    pub(in crate::sandbox) life: &'static str,
    pub(in crate::sandbox) standing: &'static str,
    pub(in crate::sandbox) credit: i64,
}

/// What is posted to an account, by its name.
static LIVES: [(&str, &Life); 7] = [
    ("salary", &SALARY),
    ("living", &LIVING),
    ("reserve", &RESERVE),
    ("freelance", &FREELANCE),
    ("credit", &CREDIT),
    ("savings", &SAVINGS),
    ("deposit", &DEPOSIT),
];

impl Sketch {
    /// The account; else the key that makes no sense, and what was expected there.
    pub(in crate::sandbox) fn plan(&self) -> Result<Plan, (&'static str, String)> {
        let banks = || BANKS.iter().chain([&SAVINGS_BANK]);
        let bank = banks().find(|bank| [bank.code, bank.known_as()].contains(&self.bank));
        let bank = *bank.ok_or_else(|| ("bank", one_of(banks().map(Bank::known_as))))?;
        let life = LIVES.iter().find(|(name, _)| *name == self.life);
        let (name, life) =
            life.ok_or_else(|| ("life", one_of(LIVES.iter().map(|(name, _)| *name))))?;
        let standings = [Standing::Open, Standing::TransfersOnly, Standing::Closed];
        let standing = standings.into_iter().find(|standing| standing.name() == self.standing);
        let standing =
            standing.ok_or_else(|| ("standing", one_of(standings.iter().map(|one| one.name()))))?;
        let account_type = if matches!(*name, "savings" | "deposit") { "2" } else { "1" };
        let plan = plan(bank, self.product, self.alias, life, "20200101");
        Ok(Plan { standing, account_type, credit: self.credit, ..plan })
    }
}

fn one_of<'a>(names: impl Iterator<Item = &'a str>) -> String {
    format!("expected one of {}", names.collect::<Vec<_>>().join(", "))
}

impl Person {
    /// Somebody who is not one of [`PEOPLE`].
    pub(in crate::sandbox) fn new(
        user_seq_no: &'static str,
        name: &'static str,
        known_for: &'static str,
        accounts: &'static [Plan],
    ) -> Self {
        Self { user_seq_no, name, known_for, accounts }
    }
}

/// The account with this number of somebody who has as many as one asks for.
pub(super) fn for_load(number: usize) -> Plan {
    let lives = [&SALARY, &LIVING, &RESERVE, &FREELANCE];
    let bank = BANKS[number % BANKS.len()];
    plan(bank, "입출금통장", "통장", lives[number % lives.len()], "20200101")
}

const fn bank(code: &'static str, name: &'static str) -> Bank {
    Bank { code, name, savings_bank_name: "" }
}

const fn plan(
    bank: Bank,
    product: &'static str,
    alias: &'static str,
    life: &'static Life,
    issued: &'static str,
) -> Plan {
    let standing = Standing::Open;
    Plan { bank, product, alias, life, account_type: "1", issued, credit: 0, standing }
}

const fn saved(
    bank: Bank,
    product: &'static str,
    alias: &'static str,
    life: &'static Life,
    issued: &'static str,
) -> Plan {
    Plan { account_type: "2", ..plan(bank, product, alias, life, issued) }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn everybody_is_somebody_else() {
        let numbers: BTreeSet<&str> = PEOPLE.iter().map(|person| person.user_seq_no).collect();
        let names: BTreeSet<&str> = PEOPLE.iter().map(|person| person.name).collect();
        assert_eq!((numbers.len(), names.len()), (PEOPLE.len(), PEOPLE.len()));
        assert!(PEOPLE.len() >= 6);
    }

    #[test]
    fn those_who_log_in_elsewhere_are_the_same_people() {
        let here: Vec<&str> = PEOPLE.iter().map(|person| person.name).collect();
        let elsewhere: Vec<&str> =
            crate::sandbox::people::PEOPLE.iter().map(|person| person.name).collect();
        assert_eq!(here, elsewhere);
    }

    #[test]
    fn what_is_written_fits_its_field() {
        for plan in PEOPLE.iter().flat_map(|person| person.accounts) {
            assert_eq!((plan.bank.code.len(), plan.issued.len()), (3, 8), "{plan:?}");
            for words in [plan.bank.name, plan.bank.savings_bank_name, plan.alias] {
                assert!(words.chars().count() <= 20, "{words}");
            }
        }
    }

    #[test]
    fn each_kind_of_trouble_is_somebodys() {
        let plans: Vec<&Plan> = PEOPLE.iter().flat_map(|person| person.accounts).collect();
        for standing in [Standing::Open, Standing::TransfersOnly, Standing::Closed] {
            assert!(plans.iter().any(|plan| plan.standing == standing), "{standing:?}");
        }
        assert!(plans.iter().any(|plan| plan.credit > 0));
        assert!(plans.iter().any(|plan| plan.account_type == "2"));
        let default = PEOPLE[0].accounts;
        assert!(default.iter().all(|plan| plan.standing == Standing::Open));
    }
}
