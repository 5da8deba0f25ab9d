//! Sudden death: processes that are killed at any moment of what they do, again and again.
//!
//! What the server remembers decides what may be lost: a connection is gone only where the server has
//! replaced its refresh token and the new one died on its way, and then the next run says so.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use sha2::{Digest as _, Sha256};

use crate::reliability::rounds;
use crate::reliability::served::{AtAcme, version};
use crate::support::{Home, NOON, Run, holds};

/// How many there are.
const ACTS: usize = 5;

/// What a process is killed at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Act {
    /// A login where there is no store yet.
    FirstLogin,
    /// A login over one that holds.
    Login,
    /// A renewal of what has ended.
    Renewal,
    /// A token for a service, without a person.
    Issue,
    /// Another key for the store, with all of its secrets sealed anew.
    Rekey,
}

impl Act {
    const ALL: [Self; ACTS] =
        [Self::FirstLogin, Self::Login, Self::Renewal, Self::Issue, Self::Rekey];

    fn line(self) -> &'static str {
        match self {
            Self::FirstLogin | Self::Login => "login acme --approve",
            Self::Renewal => "token acme",
            Self::Issue => "service-token issue",
            Self::Rekey => "store rekey",
        }
    }
}

/// `SplitMix64`: the same seed is the same story, as far as the machine's own haste allows.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A moment before `end`.
    fn before(&mut self, end: Duration) -> Duration {
        let nanoseconds = u64::try_from(end.as_nanos()).unwrap().max(1);
        Duration::from_nanos(self.next() % nanoseconds)
    }
}

struct Story {
    acme: AtAcme,
    now: Timestamp,
    dice: Dice,
    /// How long each act takes where nobody dies.
    takes: [Duration; ACTS],
    /// How many characters an opaque token of the server has.
    length: usize,
    killed: [u32; ACTS],
    done: [u32; ACTS],
    lost: u32,
}

impl Story {
    fn begin(seed: u64) -> Self {
        let acme = AtAcme::new();
        let mut now: Timestamp = NOON.parse().unwrap();
        let mut takes = [Duration::ZERO; ACTS];
        for act in Act::ALL {
            if act == Act::Renewal {
                now += SignedDuration::from_hours(1);
            }
            let begun = Instant::now();
            acme.run(act.line()).at(&now.to_string()).run().ok();
            // The first time takes longest.
            takes[act as usize] = begun.elapsed() / 2;
        }
        let length = acme.run("token acme").run().ok().trim_end().len();
        assert!(length >= 32);
        let dice = Dice(seed);
        Self { acme, now, dice, takes, length, killed: [0; ACTS], done: [0; ACTS], lost: 0 }
    }

    /// Kills an act at a moment that the dice choose.
    fn kill(&mut self, act: Act, run: Run) {
        let end = self.dice.before(self.takes[act as usize]);
        let (mut child, begun) = (run.spawn(), Instant::now());
        while begun.elapsed() < end {
            std::thread::yield_now();
        }
        child.kill().unwrap();
        let died = child.wait().unwrap().code().is_none();
        *(if died { &mut self.killed } else { &mut self.done }).get_mut(act as usize).unwrap() += 1;
        // How long it takes depends on what else the machine does: most die, and some just do not.
        let takes = &mut self.takes[act as usize];
        *takes = takes.mul_f32(if died { 1.05 } else { 0.8 });
    }

    fn at(&self, home: &Home, line: &str) -> Run {
        self.acme.of(home, line).at(&self.now.to_string())
    }

    fn round(&mut self) {
        let act = Act::ALL[usize::try_from(self.dice.next() % 5).unwrap()];
        match act {
            Act::FirstLogin => self.first_login(),
            Act::Login => self.login(),
            Act::Renewal => self.renewal(),
            Act::Issue => self.holds(Act::Issue),
            Act::Rekey => self.holds(Act::Rekey),
        }
    }

    fn first_login(&mut self) {
        let home = self.acme.another();
        let run = self.at(&home, Act::FirstLogin.line());
        self.kill(Act::FirstLogin, run);
        self.is_whole(&home);
        if self.connections(&home) == 0 {
            let error = self.at(&home, "token acme --json").run().error(3);
            assert_eq!(error["kind"], "login_required");
            self.at(&home, Act::FirstLogin.line()).run().ok();
        }
        self.has_a_good_token(&home, "token acme");
    }

    fn login(&mut self) {
        let home = self.acme.home();
        let run = self.at(&home, Act::Login.line());
        self.kill(Act::Login, run);
        self.is_whole(&home);
        // Either login is one that the server honours, and so is what comes of it.
        self.has_a_good_token(&home, "token acme");
        self.now += SignedDuration::from_hours(1);
        self.has_a_good_token(&home, "token acme");
    }

    fn renewal(&mut self) {
        let home = self.acme.home();
        self.now += SignedDuration::from_hours(1);
        let (issued, _) = self.acme.refresh_tokens();
        let stored = version(&home);
        let run = self.at(&home, Act::Renewal.line());
        self.kill(Act::Renewal, run);
        self.is_whole(&home);
        let next = self.at(&home, "token acme --json").run();
        let (issued_since, _) = self.acme.refresh_tokens();
        assert_eq!(issued_since, issued + 1, "renewed once: {next}");
        if next.code == Some(0) {
            return self.has_a_good_token(&home, "token acme");
        }
        // The server has replaced the token, and the store never got the new one.
        assert_eq!(version(&home), stored, "{next}");
        let error = next.error(3);
        holds(error["message"].as_str().unwrap(), &["never arrived"]);
        assert_eq!(error["hint"], "run `qetta login acme`");
        self.lost += 1;
        self.at(&home, "login acme --approve").run().ok();
    }

    /// Kills what can cost nobody anything.
    fn holds(&mut self, act: Act) {
        let home = self.acme.home();
        let run = self.at(&home, act.line());
        self.kill(act, run);
        self.is_whole(&home);
        self.has_a_good_token(&home, "token max");
        self.has_a_good_token(&home, "token acme");
    }

    fn connections(&self, home: &Home) -> usize {
        let status = self.at(home, "status --json").run().json();
        status["connected"].as_array().unwrap().len()
    }

    #[track_caller]
    fn has_a_good_token(&self, home: &Home, line: &str) {
        let token = self.at(home, line).run().ok();
        assert!(self.acme.honours(token.trim_end()), "{line}");
    }

    /// The store opens, and no file of it has a token in plain.
    fn is_whole(&self, home: &Home) {
        self.connections(home);
        let issued = self.acme.digests();
        for (path, bytes) in home.files() {
            let plain = tokens(&bytes, self.length).any(|token| issued.contains(&digest(token)));
            assert!(!plain, "a token in {}", path.display());
            let jwt = bytes.windows(6).any(|window| window == b"eyJhbG");
            assert!(!jwt, "a token in {}", path.display());
        }
    }
}

/// Everything in `bytes` that could be a token of this length.
fn tokens(bytes: &[u8], length: usize) -> impl Iterator<Item = &[u8]> {
    let is_of_one = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_".contains(byte);
    bytes.split(move |byte| !is_of_one(byte)).flat_map(move |run| run.windows(length))
}

fn digest(token: &[u8]) -> [u8; 32] {
    Sha256::digest(token).into()
}

#[test]
fn whoever_is_killed_loses_nothing_that_the_server_still_honours() {
    let seed = std::env::var("QETTA_TEST_SEED").map_or(20_261_121, |seed| seed.parse().unwrap());
    let (all, begun) = (rounds(24), Instant::now());
    eprintln!("QETTA_TEST_SEED={seed} QETTA_TEST_ROUNDS={all}");
    let mut story = Story::begin(seed);
    for _ in 0..all {
        story.round();
    }
    let Story { killed, done, lost, takes, .. } = story;
    eprintln!("{all} rounds in {:?}: {:?}", begun.elapsed(), Act::ALL);
    eprintln!(
        "  take about {takes:?}; killed {killed:?}, ended before {done:?}; answers lost {lost}"
    );
    assert!(killed.iter().sum::<u32>() > all / 8, "many of them died");
}

#[test]
fn the_scan_finds_a_token_wherever_it_stands() {
    let acme = AtAcme::new();
    acme.run("login acme --approve").run().ok();
    let token = acme.run("token acme").run().ok();
    let (token, issued): (&str, BTreeSet<_>) = (token.trim_end(), acme.digests());
    let found =
        |bytes: &[u8]| tokens(bytes, token.len()).any(|token| issued.contains(&digest(token)));
    assert!(found(format!("\0{token}\0").as_bytes()) && found(format!("abc{token}def").as_bytes()));
    assert!(!found(&token.as_bytes()[1..]));
}
