//! What Acme calls the people who can log in.

use crate::sandbox::people::{PEOPLE, Person};

/// `sub`: nobody else's, and not to be read.
pub(super) fn subject(person: &Person) -> String {
    let number = PEOPLE.iter().take_while(|other| *other != person).count() + 1;
    format!("acme-{number:04}")
}

/// The person with this `sub`.
pub(super) fn person(sub: &str) -> Option<&'static Person> {
    PEOPLE.iter().find(|person| subject(person) == sub)
}

/// `preferred_username`.
pub(super) fn username(person: &Person) -> &'static str {
    person.email.split('@').next().unwrap_or_default()
}

/// `email_verified`. There is one of whom nobody knows, for a client that has to look.
pub(super) fn is_verified(person: &Person) -> bool {
    person.email != "doyun.lee@example.com"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_is_found_by_their_subject_and_one_is_not_verified() {
        assert_eq!(subject(&PEOPLE[5]), "acme-0006");
        assert!(PEOPLE.iter().all(|known| person(&subject(known)) == Some(known)));
        assert_eq!(person("acme-0007"), None);
        let unverified: Vec<&str> =
            PEOPLE.iter().filter(|person| !is_verified(person)).map(|p| p.name).collect();
        assert_eq!(unverified, ["이도윤"]);
    }
}
