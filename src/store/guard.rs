//! One refresh at a time for a connection, across all processes.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;
use std::time::Duration;

use sha2::{Digest as _, Sha256};
use tokio::time::{Instant, sleep};

use crate::model::ConnectionKey;
use crate::store::holder::{sign, unsign};
use crate::store::key::hex;
use crate::store::{Holder, StoreError, files};

/// The folder of the locks, in the data folder.
const FOLDER: &str = "locks";

/// The lock of the store as a whole.
const STORE_FILE: &str = "store.lock";

/// How long the first look at a taken lock is apart from the second; then twice as long each time.
const FIRST_PAUSE: Duration = Duration::from_millis(5);

/// How far apart two looks are at most.
const LONGEST_PAUSE: Duration = Duration::from_millis(50);

/// The right to refresh one connection and to write its tokens; given back when it is dropped.
///
/// The operating system holds the lock for as long as the process has the file open, so that one
/// that died holds nothing. Its file is never deleted: who deletes a lock that another one waits for
/// makes two holders. It names its holder, and what it says counts only while it is locked.
#[derive(Debug)]
pub struct RefreshGuard {
    key: ConnectionKey,
    lock: File,
    /// Held by all who refresh together, so that nobody exchanges the store meanwhile.
    _store: File,
}

/// The right to exchange a store or its key: as long as it is held, nobody refreshes.
#[derive(Debug)]
pub(super) struct WholeStore {
    _lock: File,
}

impl WholeStore {
    /// Waits until nobody refreshes any connection.
    pub(super) fn take(folder: &Path, wait: Duration) -> Result<Self, StoreError> {
        let path = folder.join(FOLDER).join(STORE_FILE);
        let lock = open(&path).map_err(StoreError::io(&path))?;
        let begun = std::time::Instant::now();
        loop {
            match lock.try_lock() {
                Ok(()) => return Ok(Self { _lock: lock }),
                Err(TryLockError::Error(source)) => return Err(StoreError::Io { path, source }),
                Err(TryLockError::WouldBlock) if begun.elapsed() >= wait => {
                    return Err(StoreError::InUse { waited: wait });
                }
                Err(TryLockError::WouldBlock) => std::thread::sleep(FIRST_PAUSE),
            }
        }
    }
}

impl Drop for RefreshGuard {
    fn drop(&mut self) {
        unsign(&self.lock);
    }
}

impl RefreshGuard {
    /// The connection that it is for.
    pub fn key(&self) -> &ConnectionKey {
        &self.key
    }

    /// Takes the lock, looking again and again rather than waiting inside the operating system, so
    /// that the caller can turn to Ctrl-C at any moment.
    pub(super) async fn take(
        folder: &Path,
        key: &ConnectionKey,
        wait: Duration,
    ) -> Result<Self, StoreError> {
        let begun = Instant::now();
        let patience = Patience { begun, wait };
        let path = folder.join(FOLDER).join(STORE_FILE);
        let store = open(&path).map_err(StoreError::io(&path))?;
        let in_use = || StoreError::InUse { waited: wait };
        patience.locked(&path, || store.try_lock_shared(), in_use).await?;
        let path = folder.join(FOLDER).join(file_name(key));
        let lock = open(&path).map_err(StoreError::io(&path))?;
        let too_long = || StoreError::LockedTooLong { waited: wait, holder: Holder::read(&lock) };
        patience.locked(&path, || lock.try_lock(), too_long).await?;
        sign(&lock);
        Ok(Self { key: key.clone(), lock, _store: store })
    }
}

impl RefreshGuard {
    /// Takes the lock if nobody has it.
    pub(super) fn at_once(folder: &Path, key: &ConnectionKey) -> Result<Option<Self>, StoreError> {
        let of_store = folder.join(FOLDER).join(STORE_FILE);
        let path = folder.join(FOLDER).join(file_name(key));
        let store = open(&of_store).map_err(StoreError::io(&of_store))?;
        let lock = open(&path).map_err(StoreError::io(&path))?;
        let ours = free(&of_store, store.try_lock_shared())? && free(&path, lock.try_lock())?;
        Ok(ours.then(|| {
            sign(&lock);
            Self { key: key.clone(), lock, _store: store }
        }))
    }
}

/// Whether a lock was free, and is ours now.
fn free(path: &Path, outcome: Result<(), TryLockError>) -> Result<bool, StoreError> {
    match outcome {
        Ok(()) => Ok(true),
        Err(TryLockError::WouldBlock) => Ok(false),
        Err(TryLockError::Error(source)) => Err(StoreError::io(path)(source)),
    }
}

/// How long somebody waits for all of their locks together.
struct Patience {
    begun: Instant,
    wait: Duration,
}

impl Patience {
    async fn locked(
        &self,
        path: &Path,
        try_lock: impl Fn() -> Result<(), TryLockError>,
        too_long: impl Fn() -> StoreError,
    ) -> Result<(), StoreError> {
        let mut pause = FIRST_PAUSE;
        loop {
            match try_lock() {
                Ok(()) => return Ok(()),
                Err(TryLockError::Error(source)) => return Err(StoreError::io(path)(source)),
                Err(TryLockError::WouldBlock) => {}
            }
            let left = self.wait.saturating_sub(self.begun.elapsed());
            if left.is_zero() {
                return Err(too_long());
            }
            sleep(pause.min(left)).await;
            pause = LONGEST_PAUSE.min(pause * 2);
        }
    }
}

/// A name of fixed length and plain letters, whatever people call their accounts.
fn file_name(key: &ConnectionKey) -> String {
    format!("{}.lock", *hex(&Sha256::digest(key.canonical())))
}

fn open(path: &Path) -> io::Result<File> {
    let existing = || files::open_own(path, OpenOptions::new().read(true).write(true));
    match existing() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        opened => return opened,
    }
    path.parent().map_or(Ok(()), files::private_folder)?;
    match files::write_new(path, b"") {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => existing(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing::{self, key};

    const LONG: Duration = Duration::from_secs(600);

    async fn take(
        folder: &Path,
        account: &str,
        wait: Duration,
    ) -> Result<RefreshGuard, StoreError> {
        RefreshGuard::take(folder, &key(account), wait).await
    }

    #[tokio::test]
    async fn one_holder_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let first = take(folder.path(), "one", Duration::ZERO).await.unwrap();
        assert_eq!(first.key(), &key("one"));
        let second = take(folder.path(), "one", Duration::ZERO).await;
        assert!(matches!(second, Err(StoreError::LockedTooLong { waited: Duration::ZERO, .. })));
        take(folder.path(), "two", Duration::ZERO).await.unwrap();
        drop(first);
        take(folder.path(), "one", Duration::ZERO).await.unwrap();
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn who_waited_in_vain_hears_who_has_it_and_since_when() {
        let folder = tempfile::tempdir().unwrap();
        let first = take(folder.path(), "one", Duration::ZERO).await.unwrap();
        let second = take(folder.path(), "one", Duration::ZERO).await;
        let Err(StoreError::LockedTooLong { holder: Some(holder), .. }) = second else {
            panic!("a holder")
        };
        assert_eq!(holder.pid, std::process::id());
        assert!(holder.is_near() && holder.host.is_some(), "{holder:?}");
        assert!(holder.since > testing::now() - jiff::SignedDuration::from_hours(24 * 366));
        drop(first);
        // Nobody has it, and nobody is named.
        let names = testing::names(&folder.path().join("locks"));
        assert_eq!(std::fs::read(folder.path().join("locks").join(&names[0])).unwrap(), b"");
    }

    #[tokio::test]
    async fn a_name_that_a_dead_holder_left_keeps_nobody_waiting() {
        let folder = tempfile::tempdir().unwrap();
        drop(take(folder.path(), "one", Duration::ZERO).await.unwrap());
        let path = folder.path().join("locks").join(file_name(&key("one")));
        let dead = br#"{"pid":1,"host":"gone","since":"2026-11-21T12:00:00.000Z"}"#;
        for left in [&dead[..], b"{", b"{}", b"[1]", &[0xff; 2_000]] {
            files::replace(&path, left).unwrap();
            let guard = take(folder.path(), "one", Duration::ZERO).await.unwrap();
            let other = take(folder.path(), "one", Duration::ZERO).await;
            let Err(StoreError::LockedTooLong { holder, .. }) = other else { panic!("locked") };
            #[cfg(unix)]
            assert_eq!(holder.unwrap().pid, std::process::id());
            drop(guard);
        }
    }

    #[tokio::test]
    async fn who_does_not_wait_gets_what_is_free_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let at_once = || RefreshGuard::at_once(folder.path(), &key("one")).unwrap();
        let alone = WholeStore::take(folder.path(), Duration::ZERO).unwrap();
        assert!(at_once().is_none());
        drop(alone);
        let first = at_once().unwrap();
        assert!(at_once().is_none());
        drop(first);
        let _taken = take(folder.path(), "one", Duration::ZERO).await.unwrap();
        assert!(at_once().is_none());
    }

    #[tokio::test]
    async fn who_waits_comes_next() {
        let folder = tempfile::tempdir().unwrap();
        let first = take(folder.path(), "one", LONG).await.unwrap();
        let (second, ()) = tokio::join!(take(folder.path(), "one", LONG), async { drop(first) });
        assert!(second.is_ok());
    }

    #[tokio::test]
    async fn many_that_are_first_together_take_turns() {
        let folder = tempfile::tempdir().unwrap();
        let holders = std::cell::Cell::new(0);
        let turn = || async {
            let guard = take(folder.path(), "one", LONG).await.unwrap();
            holders.set(holders.get() + 1);
            tokio::task::yield_now().await;
            assert_eq!(holders.replace(0), 1);
            drop(guard);
        };
        tokio::join!(turn(), turn(), turn());
    }

    #[tokio::test]
    async fn nobody_refreshes_while_the_store_is_exchanged() {
        let folder = tempfile::tempdir().unwrap();
        let (one, two) = (
            take(folder.path(), "one", Duration::ZERO).await.unwrap(),
            take(folder.path(), "two", Duration::ZERO).await.unwrap(),
        );
        let in_use = |taken: Result<WholeStore, StoreError>| {
            matches!(taken, Err(StoreError::InUse { waited: Duration::ZERO }))
        };
        assert!(in_use(WholeStore::take(folder.path(), Duration::ZERO)));
        drop(one);
        assert!(in_use(WholeStore::take(folder.path(), Duration::ZERO)));
        drop(two);
        let whole = WholeStore::take(folder.path(), Duration::ZERO).unwrap();
        let refused = take(folder.path(), "one", Duration::ZERO).await;
        assert!(matches!(refused, Err(StoreError::InUse { .. })));
        drop(whole);
        take(folder.path(), "one", Duration::ZERO).await.unwrap();
    }

    #[tokio::test]
    async fn lock_files_stay_and_tell_no_names() {
        let folder = tempfile::tempdir().unwrap();
        let name = "../../계좌 \"'".to_owned() + &"가".repeat(50);
        drop(take(folder.path(), &name, LONG).await.unwrap());
        let names = testing::names(&folder.path().join("locks"));
        assert_eq!(names, [&file_name(&key(&name)), STORE_FILE]);
        assert!(names[0].len() == 69 && names[0].is_ascii());
        #[cfg(unix)]
        assert_eq!(testing::mode(&folder.path().join("locks")), 0o700);
        #[cfg(unix)]
        assert_eq!(testing::mode(&folder.path().join("locks").join(&names[0])), 0o600);
    }
}
