//! Who can log in at Hyfata, OTTM and Acme. None of them exists; they are the same people as at KFTC,
//! which knows more of them.

use crate::sandbox::context::Context;

/// One person. The first of [`PEOPLE`] is the one who logs in where nobody chooses.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Person {
    pub(crate) name: &'static str,
    /// No mail arrives there: RFC 2606 keeps the domain for examples.
    pub(crate) email: &'static str,
    pub(crate) nickname: &'static str,
}

/// Everybody's password. It is shown on the page that asks for it.
pub(crate) const PASSWORD: &str = "sandbox-password";

/// Everybody.
pub(crate) static PEOPLE: [Person; 6] = [
    person("김하늘", "haneul.kim@example.com", "하늘"),
    person("이도윤", "doyun.lee@example.com", "도윤"),
    person("박서연", "seoyeon.park@example.com", "서연"),
    person("최지호", "jiho.choi@example.com", "지호"),
    person("남궁다온", "daon.namgung@example.com", "다온"),
    person("정유진", "yujin.jung@example.com", "유진"),
];

/// Whose address it is, among those who play.
pub(crate) fn with_email(email: &str, context: &Context) -> Option<&'static Person> {
    context.scenario.cast.members.iter().find(|person| person.email == email)
}

const fn person(name: &'static str, email: &'static str, nickname: &'static str) -> Person {
    Person { name, email, nickname }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::sandbox::testing::Stage;

    #[test]
    fn everybody_has_an_address_of_their_own_where_no_mail_arrives() {
        let emails: BTreeSet<&str> = PEOPLE.iter().map(|person| person.email).collect();
        assert_eq!(emails.len(), PEOPLE.len());
        assert!(emails.iter().all(|email| email.ends_with("@example.com")));
        let stage = Stage::new();
        let found = with_email("daon.namgung@example.com", &stage.context);
        assert_eq!(found.unwrap().name, "남궁다온");
        assert_eq!(with_email("Daon.namgung@example.com", &stage.context), None);
    }
}
