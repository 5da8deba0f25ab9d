//! Who can log in at Acme. None of them exists: `.example` is nobody's (RFC 6761 §6.5).

/// One person. The first of [`PEOPLE`] is the one who agrees where nobody chooses.
#[derive(Debug)]
pub(super) struct Person {
    /// `sub`: nobody else's, and not to be read.
    pub(super) subject: &'static str,
    pub(super) name: &'static str,
    pub(super) username: &'static str,
    pub(super) email: &'static str,
    pub(super) email_verified: bool,
}

/// Everybody.
pub(super) const PEOPLE: &[Person] = &[
    Person {
        subject: "acme-0001",
        name: "김하늘",
        username: "haneul",
        email: "haneul@acme.example",
        email_verified: true,
    },
    Person {
        subject: "acme-0002",
        name: "이도윤",
        username: "doyun",
        email: "doyun@acme.example",
        email_verified: false,
    },
];

/// The person with this `sub`.
pub(super) fn person(subject: &str) -> Option<&'static Person> {
    PEOPLE.iter().find(|person| person.subject == subject)
}
