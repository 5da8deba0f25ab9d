//! Files that are ours alone: the one place that creates any.
//!
//! A file has mode 0600 from its first byte and appears whole or not at all: it is written beside
//! its place, synced, and moved there. A folder that is made here has mode 0700. On systems without
//! such modes the user's own folder protects what is in it.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

use tempfile::{NamedTempFile, TempPath};

/// Makes a folder, and those above it, for nobody else; one that is there stays as it is.
pub fn private_folder(path: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Whether nobody but us can change what is at `path`, by the `forbidden` bits of its mode. Whoever
/// can write where our database is can put their own key there before us.
#[cfg(unix)]
pub(super) fn is_ours(path: &Path, forbidden: u32) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt as _;
    let found = std::fs::symlink_metadata(path)?;
    let owner = rustix::process::geteuid().as_raw();
    Ok(found.uid() == owner && found.mode() & forbidden == 0)
}

/// The system's own permissions protect what is in a user's folder.
#[cfg(not(unix))]
pub(super) fn is_ours(_path: &Path, _forbidden: u32) -> io::Result<bool> {
    Ok(true)
}

/// What tells the file that has this name now from one that had it before; `None` where there is none,
/// or where the system has no such thing.
pub(super) fn identity(path: &Path) -> Option<(u64, u64)> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        let found = std::fs::symlink_metadata(path).ok()?;
        Some((found.dev(), found.ino()))
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        None
    }
}

/// Writes a file that must not be there yet; durable when it returns.
///
/// # Errors
///
/// `AlreadyExists` where something has that name, be it a link that leads nowhere.
pub fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    settle_new(written_draft(path, bytes)?, path)
}

/// Writes a file in place of the one that may be there; durable when it returns. A link is replaced,
/// not followed.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    settle(written_draft(path, bytes)?, path)
}

/// Whether [`replace`] could write there.
pub fn check_place(path: &Path) -> io::Result<()> {
    if path.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    draft(folder_of(path)).map(drop)
}

/// Gives a file another name, in place of what may have it; durable when it returns.
pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    std::fs::rename(from, to)?;
    sync_folder(folder_of(to));
    Ok(())
}

/// Gives a file a second name, unless that is taken; durable when it returns. Where the filesystem
/// knows no second names, a copy has it.
pub(super) fn also_named(from: &Path, to: &Path) -> io::Result<()> {
    match std::fs::hard_link(from, to) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
            let mut copy = draft(folder_of(to))?;
            io::copy(&mut File::open(from)?, &mut copy)?;
            copy.as_file().sync_all()?;
            settle_new(copy.into_temp_path(), to)
        }
        linked => linked.map(|()| sync_folder(folder_of(to))),
    }
}

/// Gives a draft its name, in place of what may have it; durable when it returns.
pub(super) fn settle(draft: TempPath, path: &Path) -> io::Result<()> {
    draft.persist(path)?;
    sync_folder(folder_of(path));
    Ok(())
}

/// What the name of a draft begins with.
pub(super) const DRAFT: &str = ".qetta-";

/// An empty file in `folder` that is not yet what it will be, and is gone when it is dropped.
pub(super) fn draft(folder: &Path) -> io::Result<NamedTempFile> {
    let made = tempfile::Builder::new().prefix(DRAFT).suffix(".draft").tempfile_in(folder);
    made.map_err(without_its_name)
}

/// The system's reason alone: the name of a draft means nothing to anybody.
fn without_its_name(error: io::Error) -> io::Error {
    let (kind, words) = (error.kind(), error.to_string());
    words.rsplit_once(" at path ").map_or(error, |(reason, _)| io::Error::new(kind, reason))
}

/// Gives a draft its name, unless that is taken; durable when it returns.
pub(super) fn settle_new(draft: TempPath, path: &Path) -> io::Result<()> {
    draft.persist_noclobber(path)?;
    sync_folder(folder_of(path));
    Ok(())
}

/// Opens a file that was made here, and nothing else: no link is followed, no pipe waited for.
pub(super) fn open_own(path: &Path, options: &OpenOptions) -> io::Result<File> {
    let expected = std::fs::symlink_metadata(path)?;
    if !expected.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file"));
    }
    let file = options.open(path)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        // What was looked at is what was opened, even if somebody exchanged it in between.
        let opened = file.metadata()?;
        if (opened.dev(), opened.ino()) != (expected.dev(), expected.ino()) {
            return Err(io::Error::new(
                io::ErrorKind::InvalidInput,
                "exchanged while it was opened",
            ));
        }
    }
    Ok(file)
}

fn written_draft(path: &Path, bytes: &[u8]) -> io::Result<TempPath> {
    let mut file = draft(folder_of(path))?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file.into_temp_path())
}

/// The folder that a file is in, or will be.
pub(super) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Makes a new name survive a power cut. The file stands under it by now, and some filesystems
/// cannot sync a folder, so that a failure here is no failure of the write.
fn sync_folder(folder: &Path) {
    if cfg!(unix) {
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing;

    #[test]
    fn a_new_file_never_replaces_another() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        write_new(&path, b"first").unwrap();
        let error = write_new(&path, b"second").unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(std::fs::read(&path).unwrap(), b"first");
        assert_eq!(testing::names(folder.path()), ["file"]);
    }

    #[test]
    fn a_file_is_replaced_whole_and_leaves_no_draft() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        replace(&path, b"a long first version").unwrap();
        replace(&path, b"second").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"second");
        assert_eq!(testing::names(folder.path()), ["file"]);
    }

    #[test]
    fn a_place_is_looked_at_and_nothing_is_left_there() {
        let folder = tempfile::tempdir().unwrap();
        let missing = folder.path().join("missing/file");
        assert!(check_place(&folder.path().join("file")).is_ok());
        assert_eq!(testing::names(folder.path()).len(), 0);
        assert!(check_place(folder.path()).is_err());
        let error = check_place(&missing).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::NotFound);
        assert!(!error.to_string().contains(DRAFT), "{error}");
    }

    #[cfg(unix)]
    #[test]
    fn files_and_folders_are_for_their_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("a/b");
        private_folder(&inner).unwrap();
        private_folder(&inner).unwrap();
        write_new(&inner.join("new"), b"").unwrap();
        replace(&inner.join("replaced"), b"").unwrap();
        assert_eq!(testing::mode(&folder.path().join("a")), 0o700);
        assert_eq!(testing::mode(&inner), 0o700);
        assert_eq!(testing::mode(&inner.join("new")), 0o600);
        assert_eq!(testing::mode(&inner.join("replaced")), 0o600);
    }

    #[cfg(unix)]
    #[test]
    fn no_link_is_followed() {
        let folder = tempfile::tempdir().unwrap();
        let (target, link) = (folder.path().join("target"), folder.path().join("link"));
        std::os::unix::fs::symlink(&target, &link).unwrap();
        assert_eq!(write_new(&link, b"x").unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        assert!(!target.exists());

        write_new(&target, b"kept").unwrap();
        let error = open_own(&link, OpenOptions::new().read(true)).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::InvalidInput);
        replace(&link, b"new").unwrap();
        assert_eq!(std::fs::read(&target).unwrap(), b"kept");
        assert_eq!(std::fs::read(&link).unwrap(), b"new");
    }
}
