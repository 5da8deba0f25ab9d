//! Fifty processes that want a token at the moment at which it has ended.

use std::io::Read as _;
use std::time::Instant;

use crate::reliability::rounds;
use crate::reliability::served::AtAcme;

const CROWD: usize = 50;

#[test]
fn fifty_processes_and_one_refresh() {
    let acme = AtAcme::new();
    acme.run("login acme --approve").run().ok();
    let mut now: jiff::Timestamp = crate::support::NOON.parse().unwrap();
    let mut before = acme.run("token acme").run().ok();
    let (all, begun) = (rounds(5), Instant::now());
    for round in 1..=all {
        // The very second at which the last one ends.
        now += jiff::SignedDuration::from_hours(1);
        let (issued, good) = acme.refresh_tokens();
        assert_eq!((issued, good), (round, 1));
        let ask = |_| acme.run("token acme").at(&now.to_string()).spawn();
        let crowd: Vec<_> = (0..CROWD).map(ask).collect();
        let mut tokens: Vec<String> = crowd
            .into_iter()
            .map(|mut child| {
                let (mut stdout, mut stderr) = (String::new(), String::new());
                child.stdout.take().unwrap().read_to_string(&mut stdout).unwrap();
                child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
                assert!(child.wait().unwrap().success(), "round {round}: {stderr}");
                assert_eq!(stderr, "", "round {round}");
                stdout
            })
            .collect();
        tokens.dedup();
        assert_eq!(tokens.len(), 1, "round {round}: everybody has the same");
        assert_ne!(tokens[0], before, "round {round}");
        assert_eq!(acme.refresh_tokens(), (round + 1, 1), "round {round}: one refresh");
        before.clone_from(&tokens[0]);
    }
    eprintln!("{all} rounds of {CROWD} in {:?}", begun.elapsed());
}
