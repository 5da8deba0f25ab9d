//! Tests of what a bad disk makes of a store: whatever changes in the file, a token that comes out
//! is the one that went in, and a connection that is there is not said to be none.

use std::path::Path;

use crate::store::migrations::{MIGRATIONS, migrate};
use crate::store::schema::APPLICATION_ID;
use crate::store::testing::{self, key, token};
use crate::store::{Store, StoreError, Vault};

const ACCOUNTS: [&str; 3] = ["default", "둘", "the third of them"];

/// Chosen as seldom as it takes to be no everyday value, and the same in every run.
const SEED: u64 = 0x9e37_79b9_7f4a_7c15;

/// Numbers that look random and are the same in every run (xorshift64*).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let rolled = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33;
        usize::try_from(rolled).unwrap() % below
    }
}

#[expect(clippy::disallowed_methods, reason = "how long a test takes is no setting")]
fn rounds(few: usize) -> usize {
    std::env::var("QETTA_TEST_ROUNDS").map_or(few, |rounds| rounds.parse().unwrap())
}

/// The bytes of a store with its key and some connections.
struct Sound {
    database: Vec<u8>,
    key: Vec<u8>,
}

impl Sound {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let vault = testing::vault(folder.path());
        for account in ACCOUNTS {
            let (access, refresh) = (format!("access {account}"), format!("refresh {account}"));
            testing::put(&vault, &key(account), &token(&access, Some(&refresh))).await;
            vault.keep_accounts(&key(account), account).unwrap();
        }
        drop(vault);
        let read = |name| std::fs::read(folder.path().join(name)).unwrap();
        Self { database: read("qetta.db"), key: read("qetta.key") }
    }

    /// The same with another database, in a folder of its own.
    fn with(&self, database: &[u8]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, bytes) in [("qetta.db", database), ("qetta.key", &self.key)] {
            // Not synced, as files of ours are: hundreds of them would take minutes.
            let mut options = std::fs::OpenOptions::new();
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
            let mut file = options.write(true).create_new(true).open(folder.path().join(name));
            std::io::Write::write_all(file.as_mut().unwrap(), bytes).unwrap();
        }
        folder
    }
}

fn opened(folder: &Path) -> Result<Vault, StoreError> {
    let store = Store::find(folder)?.expect("a file is there");
    store.unlock(&testing::ladder())
}

/// Looks at each connection; how many of them came out right, the others being errors.
fn right(vault: &Vault, what: &str) -> usize {
    let mut right = 0;
    for account in ACCOUNTS {
        match vault.held(&key(account)) {
            Ok(Some(held)) => {
                let refresh = held.token.refresh_token.map(|token| token.expose().to_owned());
                assert_eq!(held.token.access_token.expose(), format!("access {account}"), "{what}");
                // A row of its own, whose loss is another's to find.
                assert!(refresh.is_none_or(|it| it == format!("refresh {account}")), "{what}");
                right += 1;
            }
            Ok(None) => panic!("{what}: a connection is said not to be there"),
            Err(_) => {}
        }
        if let Ok(Some(list)) = vault.accounts(&key(account)) {
            assert_eq!(list, account, "{what}");
        }
        let facts = vault.store().connection(&key(account));
        assert!(!matches!(facts, Ok(None)), "{what}: no facts");
    }
    right
}

#[tokio::test]
async fn flipped_bits_never_make_another_token_and_never_lose_one_silently() {
    let sound = Sound::new().await;
    let mut dice = Dice(SEED);
    let (mut whole, mut refused) = (0, 0);
    for round in 0..rounds(300) {
        let mut bytes = sound.database.clone();
        // The header and the first page are where most depends on every bit.
        let region = if round % 3 == 0 { 100 } else { bytes.len() };
        let flips = 1 + dice.roll(3);
        let at: Vec<_> = (0..flips).map(|_| (dice.roll(region), dice.roll(8))).collect();
        for (byte, bit) in &at {
            bytes[*byte] ^= 1 << bit;
        }
        let folder = sound.with(&bytes);
        match opened(folder.path()) {
            Ok(vault) => whole += right(&vault, &format!("round {round}, {at:?}")),
            Err(_) => refused += 1,
        }
    }
    assert!(whole > 0 && refused > 0, "both happen: {whole} right, {refused} refused");
}

#[tokio::test]
async fn a_database_that_was_cut_short_is_damaged_and_stays_as_it_is() {
    let sound = Sound::new().await;
    let length = sound.database.len();
    let page = 4096;
    let cuts = (0..length).step_by(page).chain([1, 99, 100, page + 1, length - 1, length - page]);
    for cut in cuts {
        let folder = sound.with(&sound.database[..cut]);
        if let Ok(vault) = opened(folder.path()) {
            right(&vault, &format!("cut at {cut}"));
        }
        let after = std::fs::read(folder.path().join("qetta.db")).unwrap();
        assert_eq!(after, sound.database[..cut], "cut at {cut}");
    }
}

#[tokio::test]
async fn pages_and_rows_that_were_swapped_do_not_open_in_anothers_place() {
    let sound = Sound::new().await;
    let pages = sound.database.len() / 4096;
    for (one, other) in (1..pages).flat_map(|one| (one + 1..pages).map(move |other| (one, other))) {
        let mut bytes = sound.database.clone();
        let (low, high) = bytes.split_at_mut(other * 4096);
        low[one * 4096..][..4096].swap_with_slice(&mut high[..4096]);
        let folder = sound.with(&bytes);
        if let Ok(vault) = opened(folder.path()) {
            right(&vault, &format!("pages {one} and {other}"));
        }
    }
    for swap in [
        "UPDATE secret SET connection_id = -connection_id;
         UPDATE secret SET connection_id = CASE connection_id
            WHEN -1 THEN 2 WHEN -2 THEN 3 ELSE 1 END",
        "UPDATE connection SET account = account || '.';
         UPDATE connection SET account = CASE account
            WHEN 'default.' THEN '둘' WHEN '둘.' THEN 'the third of them' ELSE 'default' END",
    ] {
        let folder = sound.with(&sound.database);
        let vault = opened(folder.path()).unwrap();
        let swapped = vault.store().database.read(|connection| {
            Ok(connection.execute_batch(&format!("PRAGMA foreign_keys = OFF; {swap}"))?)
        });
        swapped.unwrap();
        assert_eq!(right(&vault, swap), 0);
        for account in ACCOUNTS {
            assert!(matches!(vault.held(&key(account)), Err(StoreError::Sealed)), "{swap}");
        }
    }
}

/// What every schema has had: the rows as the first version wrote them.
const CARRIED_OVER: &str = "
    DELETE FROM meta;
    INSERT INTO meta (name, value) SELECT name, value FROM new.meta;
    INSERT INTO connection (id, profile, provider, account, provider_user_id, token_type, scope,
        registration, issued_at, expires_in, connected_at, updated_at, version)
    SELECT id, profile, provider, account, provider_user_id, token_type, scope, registration,
        issued_at, expires_in, connected_at, updated_at, version FROM new.connection;
    INSERT INTO secret (connection_id, kind, nonce, sealed)
    SELECT connection_id, kind, nonce, sealed FROM new.secret;";

#[tokio::test]
async fn every_older_schema_is_brought_up_with_its_tokens() {
    let sound = Sound::new().await;
    let new = sound.with(&sound.database);
    for version in 1..=MIGRATIONS.len() {
        let folder = sound.with(b"");
        let path = folder.path().join("qetta.db");
        let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_WRITE;
        let old = rusqlite::Connection::open_with_flags(&path, flags).unwrap();
        old.pragma_update(None, "application_id", APPLICATION_ID).unwrap();
        old.pragma_update(None, "journal_mode", "WAL").unwrap();
        migrate(&old, &MIGRATIONS[..version]).unwrap();
        let attached = new.path().join("qetta.db");
        old.execute("ATTACH ?1 AS new", [attached.to_str().unwrap()]).unwrap();
        old.execute_batch(CARRIED_OVER).unwrap();
        drop(old);
        for _ in 0..2 {
            let vault = opened(folder.path()).unwrap();
            assert_eq!(right(&vault, &format!("schema {version}")), ACCOUNTS.len());
        }
    }
}
