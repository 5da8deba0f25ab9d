//! A copy of a store in place of the store.
//!
//! What is put in place is a copy of the copy, which was looked at from end to end under a name of
//! its own: whose it is, of which schema, whether it is whole, and whether its key opens every secret
//! in it. It takes the store's name in one step, so that whoever is killed in between leaves the old
//! store or the new one. The old one keeps another name.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::Timestamp;
use tempfile::TempPath;

use crate::store::backup::secrets_are_inside;
use crate::store::guard::WholeStore;
use crate::store::record::Record;
use crate::store::schema::{Database, FILE_NAME};
use crate::store::{KeyLadder, KeySource, Store, StoreError, check, files};

/// How many old stores of one second keep a name.
const NAMES: u32 = 100;

/// A store that was put in place.
#[derive(Debug)]
pub struct Restored {
    /// How many connections it has.
    pub connections: u64,
    /// Where its key is; `None` where it has none yet.
    pub key_source: Option<KeySource>,
    /// The name that the store before it has now.
    pub kept: Option<PathBuf>,
}

impl Store {
    /// Puts the copy in `from` in the place of the store in `data_folder`. Where that has connections,
    /// or cannot tell, only if `over_another`.
    pub fn restore(
        data_folder: &Path,
        from: &Path,
        ladder: &KeyLadder,
        over_another: bool,
        now: Timestamp,
        wait: Duration,
    ) -> Result<Restored, StoreError> {
        There::to_be_replaced(data_folder, over_another)?;
        files::private_folder(data_folder).map_err(StoreError::io(data_folder))?;
        let folder = data_folder.canonicalize().map_err(StoreError::io(data_folder))?;
        let draft = copied(from, &folder)?;
        let (connections, key_source) = examined(&draft, from, &folder, ladder)?;
        let _alone = WholeStore::take(&folder, wait)?;
        // Somebody may have connected while the copy was looked at.
        let there = There::to_be_replaced(&folder, over_another)?;
        if matches!(there, There::Store { .. }) {
            // Nobody has it open, and all of it is in one file: its log would be taken for the new
            // one's.
            Database::open(&folder)?.map_or(Ok(()), |old| old.alone())?;
        }
        match put_in_place(draft, &folder, now) {
            Ok(kept) => Ok(Restored { connections, key_source, kept }),
            Err(error) => {
                // Whoever opens the store that is still there gives it its log again.
                let _ = Database::open(&folder);
                Err(error)
            }
        }
    }
}

/// Gives the draft the store's name, and the store another; says which.
fn put_in_place(
    draft: TempPath,
    folder: &Path,
    now: Timestamp,
) -> Result<Option<PathBuf>, StoreError> {
    let path = folder.join(FILE_NAME);
    let kept = kept(folder, now)?;
    // A log that is there would be taken for the new one's. A sound database has none by now, unless
    // somebody looked at it this very moment.
    move_log(&path, kept.as_deref())?;
    files::settle(draft, &path).map_err(StoreError::io(&path))?;
    Ok(kept)
}

/// What stands in the place of the store.
enum There {
    Nothing,
    Store {
        connections: u64,
    },
    /// Something that does not open: nobody knows what is in it.
    Broken,
}

impl There {
    /// What is there, unless it is something to be kept.
    fn to_be_replaced(data_folder: &Path, over_another: bool) -> Result<Self, StoreError> {
        match Self::look(data_folder)? {
            Self::Broken | Self::Store { connections: 1.. } if !over_another => {
                Err(StoreError::Occupied { path: data_folder.join(FILE_NAME) })
            }
            there => Ok(there),
        }
    }

    fn look(data_folder: &Path) -> Result<Self, StoreError> {
        let overview = match Store::find(data_folder) {
            Ok(None) => return Ok(Self::Nothing),
            Ok(Some(store)) => store.overview(),
            Err(error) => Err(error),
        };
        match overview {
            Ok(overview) => Ok(Self::Store { connections: overview.connections }),
            Err(
                StoreError::Damaged { .. }
                | StoreError::NotOurs { .. }
                | StoreError::NewerSchema { .. },
            ) => Ok(Self::Broken),
            Err(error) => Err(error),
        }
    }
}

/// A copy of the copy, in the folder of the store.
fn copied(from: &Path, folder: &Path) -> Result<TempPath, StoreError> {
    let mut draft = files::draft(folder).map_err(StoreError::io(folder))?;
    // Looked at before it is opened: to open a pipe is to wait for its other end.
    let found = std::fs::metadata(from).map_err(StoreError::io(from))?;
    if !found.is_file() {
        return Err(StoreError::NotOurs { path: from.to_owned() });
    }
    let copied = File::open(from).and_then(|mut from| {
        io::copy(&mut from, &mut draft)?;
        draft.as_file().sync_all()
    });
    copied.map_err(StoreError::io(from))?;
    Ok(draft.into_temp_path())
}

/// Looks at all of it, and makes it ready to be a store.
fn examined(
    draft: &Path,
    from: &Path,
    folder: &Path,
    ladder: &KeyLadder,
) -> Result<(u64, Option<KeySource>), StoreError> {
    let called = |error| named(error, from);
    let database = Database::open_at(draft.to_path_buf()).map_err(called)?;
    let damaged =
        |reason: &str| StoreError::Damaged { path: from.to_owned(), reason: reason.to_owned() };
    if let Some(reason) = check::integrity(&database).map_err(called)?.first() {
        return Err(damaged(reason));
    }
    database.nothing_runs_by_itself().map_err(called)?;
    let store = Store::over(database, folder.to_owned());
    let overview = store.overview().map_err(called)?;
    secrets_are_inside(&overview.backend)?;
    if store.orphans().map_err(called)? > 0 {
        return Err(damaged("tokens are missing in it"));
    }
    let record: Record = store.record().map_err(called)?;
    if record.key.is_some() {
        let keys = ladder.recall(&record, folder)?;
        let found = check::check_secrets(&store.database, &keys.data).map_err(called)?;
        if found.sealed > 0 {
            return Err(StoreError::Sealed);
        }
    } else if overview.connections > 0 {
        return Err(damaged("it forgot its key"));
    }
    // All of it in one file, whatever the copy was: nothing of it may stay in a log.
    store.database.alone().map_err(called)?;
    Ok((overview.connections, overview.key_source))
}

/// An error of the draft, told of the file that the user named.
fn named(error: StoreError, from: &Path) -> StoreError {
    let path = from.to_owned();
    match error {
        StoreError::Damaged { reason, .. } => StoreError::Damaged { path, reason },
        StoreError::NotOurs { .. } => StoreError::NotOurs { path },
        other => other,
    }
}

/// Gives the store that is there a second name, which it keeps; `None` where there is none.
fn kept(folder: &Path, now: Timestamp) -> Result<Option<PathBuf>, StoreError> {
    let path = folder.join(FILE_NAME);
    if !path.exists() {
        return Ok(None);
    }
    let moment = now.strftime("%Y%m%dT%H%M%SZ");
    for number in 1..=NAMES {
        let number = if number == 1 { String::new() } else { format!("-{number}") };
        let name = folder.join(format!("qetta-{moment}{number}.db"));
        match files::also_named(&path, &name) {
            Ok(()) => return Ok(Some(name)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(StoreError::io(&name)(error)),
        }
    }
    Err(StoreError::io(&path)(io::ErrorKind::AlreadyExists.into()))
}

/// The log of a database goes with it.
fn move_log(path: &Path, kept: Option<&Path>) -> Result<(), StoreError> {
    let beside = |path: &Path, end: &str| {
        let mut name = path.as_os_str().to_owned();
        name.push(end);
        PathBuf::from(name)
    };
    for end in ["-wal", "-shm", "-journal"] {
        let from = beside(path, end);
        let moved = match kept {
            Some(kept) => fs::rename(&from, beside(kept, end)),
            None => fs::remove_file(&from),
        };
        match moved {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(StoreError::io(&from)(error));
            }
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
