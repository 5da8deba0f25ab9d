//! What Acme calls the people who can log in.

use crate::sandbox::context::Context;
use crate::sandbox::people::Person;

/// `sub`: nobody else's, and not to be read.
pub(super) fn subject(person: &Person, context: &Context) -> String {
    let everybody = context.scenario.cast.members;
    let number = everybody.iter().take_while(|other| *other != person).count() + 1;
    format!("acme-{number:04}")
}

/// The person with this `sub`.
pub(super) fn person(sub: &str, context: &Context) -> Option<&'static Person> {
    context.scenario.cast.members.iter().find(|person| subject(person, context) == sub)
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
    use crate::sandbox::people::PEOPLE;
    use crate::sandbox::testing::Stage;

    #[test]
    fn everybody_is_found_by_their_subject_and_one_is_not_verified() {
        let context = &Stage::new().context;
        assert_eq!(subject(&PEOPLE[5], context), "acme-0006");
        for known in &PEOPLE {
            assert_eq!(person(&subject(known, context), context), Some(known));
        }
        assert_eq!(person("acme-0007", context), None);
        let unverified: Vec<&str> =
            PEOPLE.iter().filter(|person| !is_verified(person)).map(|p| p.name).collect();
        assert_eq!(unverified, ["이도윤"]);
    }
}
