//! Scopes are sets: servers sort them, repeat them and separate them as they like.

use std::collections::BTreeSet;

/// Whether two scopes grant the same (RFC 6749 §3.3: the order says nothing).
pub fn scopes_equal(one: &str, other: &str) -> bool {
    names(one) == names(other)
}

fn names(scope: &str) -> BTreeSet<&str> {
    scope.split_whitespace().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_repetition_and_spaces_say_nothing() {
        assert!(scopes_equal("login inquiry", "inquiry login"));
        assert!(scopes_equal("login  login inquiry ", "inquiry login"));
        assert!(scopes_equal("", " "));
    }

    #[test]
    fn another_name_is_another_scope() {
        assert!(!scopes_equal("login", "login inquiry"));
        assert!(!scopes_equal("login", "Login"));
    }
}
