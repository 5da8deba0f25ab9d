//! Opening the person's browser. No shell is ever between us and it: what `$BROWSER` says is taken
//! apart here, and the address is one argument, whatever stands in it.

use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use url::Url;

/// How long a command may take to show that it cannot open anything. One that still runs after that
/// is taken for the browser itself.
const WATCHED: Duration = Duration::from_secs(2);

/// How often it is looked at meanwhile.
const GLANCE: Duration = Duration::from_millis(20);

/// What separates the commands in `$BROWSER`; a Windows path has a colon of its own.
const SEPARATOR: char = if cfg!(windows) { ';' } else { ':' };

/// Which browser to open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Browser {
    /// `$BROWSER`: command lines, separated by colons and tried in order. `%s` stands for the
    /// address; without one it comes last.
    Command(String),
    /// Whatever the system opens addresses with.
    System,
    /// None: the person opens it.
    None,
}

/// What became of it. That none opens is no error: the address can always be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opened {
    /// This program took the address, as far as anybody can see.
    By(String),
    /// None was to be opened.
    NotAsked,
    /// None could be; one line for each that was tried, without the address.
    Failed(Vec<String>),
}

/// Sends the browser to `url`. It stays behind when we end, has nothing to do with our terminal, and
/// is not told of our Ctrl-C.
///
/// Needs a tokio runtime with time.
pub async fn open(url: &Url, browser: &Browser) -> Opened {
    let commands = match browser {
        Browser::Command(list) => from_list(list, url.as_str()),
        Browser::System => open::commands(url.as_str()),
        Browser::None => return Opened::NotAsked,
    };
    first_that_opens(commands, WATCHED).await
}

/// The programs that would be tried, in order; none is run.
pub fn programs(browser: &Browser) -> Vec<PathBuf> {
    const ANY: &str = "https://example.com/";

    let commands = match browser {
        Browser::Command(list) => from_list(list, ANY),
        Browser::System => open::commands(ANY),
        Browser::None => Vec::new(),
    };
    commands.iter().map(|command| command.get_program().into()).collect()
}

async fn first_that_opens(commands: Vec<Command>, watched: Duration) -> Opened {
    let mut failed = Vec::new();
    for mut command in commands {
        let program = command.get_program().to_string_lossy().into_owned();
        match apart(&mut command).spawn() {
            Err(error) => failed.push(format!("{program}: {error}")),
            Ok(child) => match failure(child, watched).await {
                None => return Opened::By(program),
                Some(why) => failed.push(format!("{program}: {why}")),
            },
        }
    }
    Opened::Failed(failed)
}

/// Away from our terminal, in a group of its own.
fn apart(command: &mut Command) -> &mut Command {
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null())
}

/// How it failed, where it does so soon.
async fn failure(mut child: Child, watched: Duration) -> Option<String> {
    let looks = watched.as_millis() / GLANCE.as_millis();
    for _ in 0..looks {
        match child.try_wait() {
            Ok(None) => tokio::time::sleep(GLANCE).await,
            Ok(Some(status)) if !status.success() => return Some(status.to_string()),
            Ok(Some(_)) | Err(_) => return None,
        }
    }
    None
}

/// The commands of a list, with the address in its place. One that is empty, or whose quotes do not
/// close, is left out.
fn from_list(list: &str, url: &str) -> Vec<Command> {
    taken_apart(list).into_iter().filter_map(|words| command(&words, url)).collect()
}

fn command(words: &[String], url: &str) -> Option<Command> {
    let (program, arguments) = words.split_first()?;
    let mut command = Command::new(program);
    command.args(arguments.iter().map(|argument| argument.replace("%s", url)));
    if !arguments.iter().any(|argument| argument.contains("%s")) {
        command.arg(url);
    }
    Some(command)
}

/// The words of each command line, quoted as in a shell: '…', "…" and `\`. Nothing is expanded.
fn taken_apart(list: &str) -> Vec<Vec<String>> {
    let (mut commands, mut words, mut word) = (Vec::new(), Vec::new(), None::<String>);
    let mut quote = None;
    let mut letters = list.chars();
    while let Some(letter) = letters.next() {
        match (letter, quote) {
            (mark @ ('\'' | '"'), None) => {
                quote = Some(mark);
                word.get_or_insert_default();
            }
            (mark, Some(open)) if mark == open => quote = None,
            // On Windows it separates folders, and quotes nothing.
            ('\\', None | Some('"')) if !cfg!(windows) => {
                word.get_or_insert_default().extend(letters.next());
            }
            (letter, None) if letter.is_whitespace() => words.extend(word.take()),
            (SEPARATOR, None) => {
                words.extend(word.take());
                commands.push(std::mem::take(&mut words));
            }
            (letter, _) => word.get_or_insert_default().push(letter),
        }
    }
    words.extend(word);
    if quote.is_none() {
        commands.push(words);
    }
    commands.retain(|words| !words.is_empty());
    commands
}

#[cfg(all(test, unix))]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const URL: &str = "https://server.example/authorize?a=b&state=$(touch x);`y`'z\"%s";

    fn lines(list: &str) -> Vec<Vec<String>> {
        let line = |command: &Command| {
            let words = std::iter::once(command.get_program()).chain(command.get_args());
            words.map(|word| word.to_string_lossy().into_owned()).collect()
        };
        from_list(list, URL).iter().map(line).collect()
    }

    #[test]
    fn the_address_is_one_argument_wherever_it_stands() {
        assert_eq!(lines("firefox"), [["firefox", URL]]);
        assert_eq!(lines("firefox --new-tab %s -x"), [["firefox", "--new-tab", URL, "-x"]]);
        let app = format!("--app={URL}");
        assert_eq!(lines("chrome '--app=%s'"), [["chrome", &app]]);
    }

    #[test]
    fn a_list_is_tried_in_order() {
        assert_eq!(lines("a -b:c %s d"), [vec!["a", "-b", URL], vec!["c", URL, "d"]]);
        assert_eq!(lines("::a: :"), [["a", URL]]);
        assert!(lines("").is_empty() && lines(" ").is_empty());
    }

    #[test]
    fn words_are_quoted_as_in_a_shell_and_nothing_is_expanded() {
        assert_eq!(
            lines(r#"'/opt/my browser/x:y' "a \"b\"" c\ d '' $HOME ~ * `e`"#),
            [["/opt/my browser/x:y", "a \"b\"", "c d", "", "$HOME", "~", "*", "`e`", URL]]
        );
        assert_eq!(lines("a:b 'c"), [["a", URL]]);
    }

    #[test]
    fn the_programs_are_known_without_running_any() {
        let list = Browser::Command("'/opt/my browser' -x %s:firefox".into());
        assert_eq!(programs(&list), [PathBuf::from("/opt/my browser"), "firefox".into()]);
        assert!(!programs(&Browser::System).is_empty());
        assert!(programs(&Browser::None).is_empty());
    }

    fn program(words: &[&str]) -> Command {
        let mut command = Command::new(words[0]);
        command.args(&words[1..]);
        command
    }

    const AN_HOUR: Duration = Duration::from_secs(3_600);

    #[tokio::test]
    async fn what_cannot_open_gives_way_to_the_next() {
        let commands =
            vec![program(&["/no/such/browser"]), program(&["false"]), program(&["true"])];
        assert_eq!(first_that_opens(commands, AN_HOUR).await, Opened::By("true".into()));
    }

    #[tokio::test]
    async fn that_none_opens_is_no_error() {
        let url = URL.parse().unwrap();
        let none = Browser::Command("/no/such/browser '%s'".into());
        let Opened::Failed(tried) = open(&url, &none).await else { panic!("no such browser") };
        assert!(tried[0].starts_with("/no/such/browser: "), "{tried:?}");
        assert!(!tried[0].contains("server.example"), "{tried:?}");
        let empty = Browser::Command(String::new());
        assert_eq!(open(&url, &empty).await, Opened::Failed(Vec::new()));
        assert_eq!(open(&url, &Browser::None).await, Opened::NotAsked);
    }

    #[tokio::test]
    async fn what_keeps_running_is_the_browser() {
        // Nothing is watched, so it runs for all we know.
        let commands = vec![program(&["false"])];
        assert_eq!(first_that_opens(commands, Duration::ZERO).await, Opened::By("false".into()));
    }

    proptest! {
        #[test]
        fn any_list_is_taken_apart_without_a_panic(list in "\\PC*") {
            for command in from_list(&list, URL) {
                prop_assert!(command.get_args().any(|word| word.to_string_lossy().contains(URL)));
            }
        }
    }
}
