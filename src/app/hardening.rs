//! What the process gives up before it holds a secret.

/// From now on a crash leaves no core file, and nobody but root can read the process's memory.
/// Children that are started are as they always were.
#[cfg(any(target_os = "linux", target_os = "android"))]
pub(crate) fn harden() {
    use rustix::process::{DumpableBehavior, set_dumpable_behavior};

    // It fails nowhere that we know of; and where it did, the command is still what was asked for.
    let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
}

/// Other systems have no such switch, or only one that children inherit.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
pub(crate) fn harden() {}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use rustix::process::{DumpableBehavior, dumpable_behavior};

    #[test]
    fn c33_a_crash_leaves_no_core() {
        super::harden();
        assert_eq!(dumpable_behavior().unwrap(), DumpableBehavior::NotDumpable);
    }
}
