//! Words for a POSIX shell.

/// `value` as one word of a POSIX shell.
pub fn shell_word(value: &str) -> String {
    let bare = |c: char| c.is_alphanumeric() || "-_./:@%+,=".contains(c);
    if !value.is_empty() && value.chars().all(bare) {
        return value.to_owned();
    }
    format!("'{}'", value.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_shell_would_take_apart_is_quoted() {
        assert_eq!(shell_word("http://127.0.0.1:9480/toss"), "http://127.0.0.1:9480/toss");
        assert_eq!(shell_word("회사"), "회사");
        assert_eq!(shell_word("login inquiry"), "'login inquiry'");
        assert_eq!(shell_word("$(rm -rf /)'`"), r"'$(rm -rf /)'\''`'");
        assert_eq!(shell_word(""), "''");
    }
}
