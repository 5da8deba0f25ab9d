//! The faults that stand, and which of them a call meets.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use http::Method;
use serde::{Deserialize, Serialize};

use crate::sandbox::dice::Dice;
use crate::sandbox::faults::Fault;

/// The faults of one run. A clone is another handle to the same.
#[derive(Clone, Debug, Default)]
pub struct Faults(Arc<Mutex<Inner>>);

#[derive(Debug, Default)]
struct Inner {
    numbers: u64,
    standing: Vec<Standing>,
}

#[derive(Debug)]
struct Standing {
    id: u64,
    fault: Fault,
    /// Whether it waits for its one call, behind those that were there before.
    queued: bool,
    calls: u64,
    met: u64,
}

/// One of the faults that stand, for whoever asks.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct HeldFault {
    /// Takes it back.
    pub id: u64,
    /// What it is.
    pub fault: Fault,
    /// Whether it is gone with the first call that meets it.
    pub once: bool,
    /// How many calls were made at its place since it stands.
    pub calls: u64,
    /// How many of them met it.
    pub met: u64,
}

/// A fault that one call meets, with the dice of this very meeting.
pub(crate) struct Met {
    pub(crate) fault: Fault,
    pub(crate) dice: Dice,
}

impl Faults {
    /// One more, until it is taken back; its number.
    pub fn add(&self, fault: Fault) -> u64 {
        self.stand(fault, false)
    }

    /// One more for the next call at its place, after those that wait there already; its number.
    pub fn enqueue(&self, fault: Fault) -> u64 {
        self.stand(fault.once(), true)
    }

    fn stand(&self, fault: Fault, queued: bool) -> u64 {
        let mut inner = self.inner();
        inner.numbers += 1;
        let id = inner.numbers;
        inner.standing.push(Standing { id, fault, queued, calls: 0, met: 0 });
        id
    }

    /// Takes one back; whether there was one of that number.
    pub fn remove(&self, id: u64) -> bool {
        let mut inner = self.inner();
        let before = inner.standing.len();
        inner.standing.retain(|standing| standing.id != id);
        inner.standing.len() < before
    }

    /// Takes all back; how many that were.
    pub fn clear(&self) -> usize {
        std::mem::take(&mut self.inner().standing).len()
    }

    /// Those that stand, the oldest first.
    pub fn list(&self) -> Vec<HeldFault> {
        let shown = |standing: &Standing| HeldFault {
            id: standing.id,
            fault: standing.fault.clone(),
            once: standing.queued,
            calls: standing.calls,
            met: standing.met,
        };
        self.inner().standing.iter().map(shown).collect()
    }

    /// What a call meets. Each fault counts its own calls, so that what others do elsewhere changes
    /// nothing for it; of those that wait for one call, a call meets one.
    pub(crate) fn meet(&self, method: &Method, path: &str, seed: u64) -> Vec<Met> {
        let mut inner = self.inner();
        let mut met = Vec::new();
        let mut gone = None;
        for standing in &mut inner.standing {
            if !standing.fault.place().holds(method, path) || (standing.queued && gone.is_some()) {
                continue;
            }
            standing.calls += 1;
            let mut dice = Dice::of(&[seed, standing.id, standing.calls]);
            if !standing.fault.moment().is_now(standing.calls, standing.met, &mut dice) {
                continue;
            }
            standing.met += 1;
            if standing.queued {
                gone = Some(standing.id);
            }
            met.push(Met { fault: standing.fault.clone(), dice });
        }
        inner.standing.retain(|standing| Some(standing.id) != gone);
        met
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn met(faults: &Faults, path: &str) -> Vec<&'static str> {
        let met = faults.meet(&Method::POST, path, 1);
        met.iter().map(|met| met.fault.name()).collect()
    }

    fn fault(typed: &str) -> Fault {
        typed.parse().unwrap()
    }

    #[test]
    fn a_fault_counts_its_own_calls() {
        let faults = Faults::default();
        let id = faults.add(fault("status,on=kftc,nth=2"));
        for (path, names) in [
            ("/kftc/oauth/2.0/token", &[][..]),
            ("/toss/token", &[]),
            ("/kftc/oauth/2.0/token", &["status"]),
            ("/kftc/oauth/2.0/token", &[]),
        ] {
            assert_eq!(met(&faults, path), names);
        }
        let list = faults.list();
        assert_eq!((list[0].id, list[0].calls, list[0].met, list[0].once), (id, 3, 1, false));
        assert!(faults.remove(id) && !faults.remove(id));
    }

    #[test]
    fn of_those_that_wait_a_call_meets_one() {
        let faults = Faults::default();
        faults.enqueue(fault("reset,on=toss"));
        faults.enqueue(fault("html"));
        faults.add(fault("latency"));
        faults.enqueue(fault("empty,on=kftc"));
        assert_eq!(met(&faults, "/toss/token"), ["reset", "latency"]);
        assert_eq!(met(&faults, "/toss/token"), ["html", "latency"]);
        assert_eq!(met(&faults, "/toss/token"), ["latency"]);
        assert_eq!(met(&faults, "/kftc/x"), ["latency", "empty"]);
        assert_eq!(faults.list().len(), 1);
        assert_eq!(faults.clear(), 1);
        assert_eq!(met(&faults, "/kftc/x"), [] as [&str; 0]);
    }

    #[test]
    fn the_same_seed_meets_the_same_faults() {
        let row = |seed| {
            let faults = Faults::default();
            faults.add(fault("reset,chance=30%"));
            let calls = 0..64;
            calls.map(|_| faults.meet(&Method::GET, "/toss", seed).len()).collect::<Vec<_>>()
        };
        assert_eq!(row(7), row(7));
        assert_ne!(row(7), row(8));
    }
}
