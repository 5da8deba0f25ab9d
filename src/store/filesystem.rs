//! Where the database lies: on a disk of this machine, or on one that several machines share.
//!
//! SQLite's log (WAL) has an index in memory that is shared between the processes of one machine;
//! over a network nobody else sees it, and two machines would spoil the database for each other. A
//! rollback journal needs nothing but files and their locks.

use std::path::Path;

/// How a change of the database is kept from being half done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Journal {
    /// By a log beside it: quick, and readers do not wait. For one machine alone.
    Log,
    /// By a journal of what was there before, which is deleted in the end.
    Rollback,
}

impl Journal {
    /// What a database in this folder needs. A folder that does not say what it is on is taken to be
    /// on this machine.
    pub(super) fn of(folder: &Path) -> Self {
        if is_shared(folder) { Self::Rollback } else { Self::Log }
    }

    /// As SQLite names it.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Log => "wal",
            Self::Rollback => "delete",
        }
    }
}

#[cfg(any(target_os = "linux", target_os = "android"))]
fn is_shared(folder: &Path) -> bool {
    // The types differ between architectures; the number is one of 32 bits on all of them.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "as above")]
    rustix::fs::statfs(folder).is_ok_and(|found| SHARED.contains(&(found.f_type as u32)))
}

#[cfg(target_os = "macos")]
fn is_shared(folder: &Path) -> bool {
    const LOCAL: u32 = 0x1000;
    rustix::fs::statfs(folder).is_ok_and(|found| found.f_flags & LOCAL == 0)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_os = "macos")))]
fn is_shared(_folder: &Path) -> bool {
    false
}

/// The filesystems that more than one machine may write to, by their numbers in Linux. FUSE can be
/// anything, `sshfs` among them; what is on this machine loses little by being taken for another's.
#[cfg(any(target_os = "linux", target_os = "android"))]
const SHARED: [u32; 18] = [
    0x0000_6969, // NFS
    0x0000_517b, // SMB
    0xff53_4d42, // CIFS
    0xfe53_4d42, // SMB2
    0x0102_1997, // 9p, as a virtual machine or WSL sees its host's folders
    0x6573_5546, // FUSE: sshfs, virtiofs, rclone …
    0x5346_414f, // AFS
    0x6b41_4653, // AFS in the kernel
    0x00c3_6400, // Ceph
    0x7375_7245, // Coda
    0x0000_564c, // NetWare
    0x0bd0_0bd0, // Lustre
    0x4750_4653, // GPFS
    0x0116_1970, // GFS2
    0x7461_636f, // OCFS2
    0x786f_4256, // VirtualBox's shared folders
    0xbacb_acbc, // VMware's
    0x7c7c_6673, // Parallels'
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_of_this_machine_has_a_log() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(Journal::of(folder.path()), Journal::Log);
        assert_eq!(Journal::of(Path::new("/nowhere")), Journal::Log);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn what_machines_share_is_known_by_its_number() {
        let ours = [0xef53, 0x9123_683e, 0x5846_5342, 0x0102_1994, 0x794c_7630, 0x2fc1_2fc1];
        for local in ours {
            assert!(!SHARED.contains(&local), "ext4, btrfs, XFS, tmpfs, overlay, ZFS: {local:x}");
        }
        for shared in [0x6969, 0xff53_4d42, 0xfe53_4d42, 0x0102_1997, 0x6573_5546] {
            assert!(SHARED.contains(&shared), "{shared:x}");
        }
        let mut once = SHARED.to_vec();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), SHARED.len());
    }
}
