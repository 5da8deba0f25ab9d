//! Who plays: the people that the sandbox brings along, or those of a file.
//!
//! ```toml
//! [[person]]
//! name = "홍길동"                      # up to 20 characters
//! email = "gildong@example.com"        # left out: person1@example.com
//! nickname = "길동"                    # left out: the name
//! known_for = "월급과 적금"            # for the consent page
//!
//! [[person.account]]
//! bank = "국민은행"                    # by its name or its code
//! product = "직장인우대통장"
//! alias = "급여"                       # left out: the product
//! life = "salary"                      # what is posted
//! standing = "open"                    # or transfers-only, closed
//! credit = 0                           # in won
//! ```
//!
//! The first person is the one who agrees where nobody chooses. Numbers count up from 1101000001.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::sandbox::kftc::{self, Depositor, Sketch};
use crate::sandbox::people::{self, Person};

/// Everybody: who logs in at Hyfata, OTTM and Acme, and the same people with their accounts at KFTC.
/// A file's live as long as the process does, as the sandbox's own do.
#[derive(Clone, Copy, Debug)]
pub struct Cast {
    pub(crate) members: &'static [Person],
    pub(in crate::sandbox) depositors: &'static [Depositor],
}

impl Default for Cast {
    fn default() -> Self {
        Self { members: &people::PEOPLE, depositors: kftc::PEOPLE }
    }
}

/// Why a file has no people: where, and what is wrong there.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}, `{key}`: {why}")]
pub struct BadCast {
    /// Counted from 1.
    pub line: usize,
    /// The key, or what stands in its place.
    pub key: String,
    /// What was expected.
    pub why: String,
}

/// More than this nobody can choose from.
const PEOPLE: usize = 99;

/// As much as fits into a field of KFTC's.
const LONGEST: usize = 20;

impl Cast {
    /// The people of a file.
    pub fn read(text: &str) -> Result<Self, BadCast> {
        let reader = Reader { text };
        let document = DeTable::parse(text).map_err(|error| {
            reader.wrong(error.span().map_or(0, |span| span.start), "TOML", error.message())
        })?;
        let document = Keys { reader: &reader, table: document.get_ref() };
        document.only(&["person"])?;
        let found = document.tables("person")?;
        if found.is_empty() || found.len() > PEOPLE {
            return Err(reader.wrong(0, "person", "expected from 1 to 99 of [[person]]"));
        }
        let (mut members, mut depositors) = (Vec::new(), Vec::new());
        for (at, person) in found.iter().enumerate() {
            let (member, depositor) = person_of(at + 1, person)?;
            if members.iter().any(|other: &Person| other.email == member.email) {
                return Err(person.wrong("email", "somebody else has this address"));
            }
            members.push(member);
            depositors.push(depositor);
        }
        Ok(Self { members: members.leak(), depositors: depositors.leak() })
    }
}

fn person_of(number: usize, person: &Keys<'_>) -> Result<(Person, Depositor), BadCast> {
    person.only(&["name", "email", "nickname", "known_for", "account"])?;
    let name = person.text("name")?.ok_or_else(|| person.wrong("name", "it is missing"))?;
    let email =
        person.text("email")?.unwrap_or_else(|| leaked(&format!("person{number}@example.com")));
    if !email.contains('@') || email.contains(char::is_whitespace) {
        return Err(person.wrong("email", "this is no address"));
    }
    let nickname = person.text("nickname")?.unwrap_or(name);
    let known_for = person.text("known_for")?.unwrap_or_default();
    let accounts = person.tables("account")?;
    let accounts = accounts.iter().map(account_of).collect::<Result<Vec<_>, _>>()?;
    let user_seq_no = leaked(&format!("{}", 1_101_000_000 + number));
    let depositor = Depositor::new(user_seq_no, name, known_for, accounts.leak());
    Ok((Person { name, email, nickname }, depositor))
}

fn account_of(account: &Keys<'_>) -> Result<kftc::Plan, BadCast> {
    account.only(&["bank", "product", "alias", "life", "standing", "credit"])?;
    let needed = |key| {
        account.text(key).and_then(|text| text.ok_or_else(|| account.wrong(key, "it is missing")))
    };
    let product = needed("product")?;
    let sketch = Sketch {
        bank: needed("bank")?,
        product,
        alias: account.text("alias")?.unwrap_or(product),
        life: account.text("life")?.unwrap_or("living"),
        standing: account.text("standing")?.unwrap_or("open"),
        credit: account.won("credit")?,
    };
    sketch.plan().map_err(|(key, why)| account.wrong(key, &why))
}

fn leaked(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}

/// Knows the text that positions belong to.
struct Reader<'a> {
    text: &'a str,
}

impl Reader<'_> {
    fn wrong(&self, at: usize, key: &str, why: &str) -> BadCast {
        let before = self.text.get(..at).unwrap_or(self.text);
        BadCast { line: before.matches('\n').count() + 1, key: key.to_owned(), why: why.to_owned() }
    }
}

/// The entries of one table.
struct Keys<'a> {
    reader: &'a Reader<'a>,
    table: &'a DeTable<'a>,
}

impl<'a> Keys<'a> {
    /// Nothing else stands here.
    fn only(&self, known: &[&str]) -> Result<(), BadCast> {
        let unknown = self.table.keys().find(|key| !known.contains(&key.get_ref().as_ref()));
        match unknown {
            None => Ok(()),
            Some(key) => {
                let why = format!("no such key here; expected one of {}", known.join(", "));
                Err(self.reader.wrong(key.span().start, key.get_ref(), &why))
            }
        }
    }

    fn value(&self, key: &str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.table.iter().find(|(name, _)| name.get_ref() == key).map(|(_, value)| value)
    }

    fn text(&self, key: &str) -> Result<Option<&'static str>, BadCast> {
        match self.value(key).map(Spanned::get_ref) {
            None => Ok(None),
            Some(DeValue::String(text))
                if !text.trim().is_empty()
                    && (text.chars().count() <= LONGEST
                        || matches!(key, "email" | "known_for"))
                    && !text.chars().any(char::is_control) =>
            {
                Ok(Some(leaked(text)))
            }
            Some(_) => Err(self.wrong(key, "expected a text of 1 to 20 characters")),
        }
    }

    fn won(&self, key: &str) -> Result<i64, BadCast> {
        match self.value(key).map(Spanned::get_ref) {
            None => Ok(0),
            Some(DeValue::Integer(number)) if number.radix() == 10 => number
                .as_str()
                .parse()
                .ok()
                .filter(|won| (0..=100_000_000_000).contains(won))
                .ok_or_else(|| self.wrong(key, "expected won, from 0 to 100000000000")),
            Some(_) => Err(self.wrong(key, "expected a whole number of won")),
        }
    }

    fn tables(&self, key: &str) -> Result<Vec<Keys<'a>>, BadCast> {
        let wrong = || self.wrong(key, "expected tables, as in [[person]]");
        let list = match self.value(key).map(Spanned::get_ref) {
            None => return Ok(Vec::new()),
            Some(DeValue::Array(list)) => list,
            Some(_) => return Err(wrong()),
        };
        let table = |value: &'a Spanned<DeValue<'a>>| match value.get_ref() {
            DeValue::Table(table) => Ok(Keys { reader: self.reader, table }),
            _ => Err(wrong()),
        };
        list.iter().map(table).collect()
    }

    /// What is wrong with a key: where it stands, or else where its table begins.
    fn wrong(&self, key: &str, why: &str) -> BadCast {
        let first = self.table.keys().map(|key| key.span().start).min();
        let at = self.value(key).map(|value| value.span().start).or(first);
        self.reader.wrong(at.unwrap_or(0), key, why)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sandbox::testing::{Asking, Stage};

    const FILE: &str = "\
[[person]]
name = \"홍길동\"
known_for = \"월급\"

[[person.account]]
bank = \"국민은행\"
product = \"직장인우대통장\"
life = \"salary\"

[[person.account]]
bank = \"090\"
product = \"입출금통장\"
standing = \"closed\"
credit = 1000000

[[person]]
name = \"성춘향\"
email = \"chunhyang@example.com\"
";

    #[test]
    fn the_people_of_a_file_are_everybody_with_what_they_have() {
        let cast = Cast::read(FILE).unwrap();
        let names: Vec<&str> = cast.members.iter().map(|person| person.name).collect();
        assert_eq!(names, ["홍길동", "성춘향"]);
        assert_eq!(cast.members[0].email, "person1@example.com");
        let stage = Stage::new().changed(|scenario| scenario.cast = cast);
        let token = stage.context.scenario.admin_token.expose().to_owned();
        let answer = stage.answer(Asking::get("/__qetta/personas").bearer(&token));
        let people: serde_json::Value = serde_json::from_slice(&answer.body).unwrap();
        let accounts = &people["personas"][0]["accounts"];
        assert_eq!(
            (&accounts[0]["bank"], &accounts[0]["alias"]),
            (&"국민은행".into(), &"직장인우대통장".into())
        );
        assert_eq!(
            (&accounts[1]["bank"], &accounts[1]["standing"]),
            (&"카카오뱅크".into(), &"closed".into())
        );
        assert_eq!(people["personas"][1]["userSeqNo"], "1101000002");
        let page = stage.answer(Asking::get(
            "/ottm/auth/authorize?response_type=code&client_id=sandbox_ottm_client&scope=openid\
             &redirect_uri=http://127.0.0.1:1/callback&state=1",
        ));
        let page = String::from_utf8(page.body).unwrap();
        assert!(page.contains("성춘향") && !page.contains("김하늘"), "{page}");
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line_and_its_key() {
        for (from, to, line, key) in [
            ("bank = \"국민은행\"", "bank = \"없는은행\"", 6, "bank"),
            ("life = \"salary\"", "life = \"lottery\"", 8, "life"),
            ("standing = \"closed\"", "standing = 1", 13, "standing"),
            ("credit = 1000000", "credit = -1", 14, "credit"),
            ("known_for", "knwon_for", 3, "knwon_for"),
            ("name = \"성춘향\"", "nickname = \"성춘향\"", 17, "name"),
            ("chunhyang@example.com", "nowhere", 18, "email"),
            ("chunhyang@example.com", "person1@example.com", 18, "email"),
            ("name = \"홍길동\"", "name = \"홍길동", 2, "TOML"),
        ] {
            let error = Cast::read(&FILE.replacen(from, to, 1)).unwrap_err();
            assert_eq!((error.line, error.key.as_str()), (line, key), "{error}");
        }
        assert_eq!(Cast::read("").unwrap_err().key, "person");
    }
}
