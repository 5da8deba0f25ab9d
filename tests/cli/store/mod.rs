//! `qetta store`: where the secrets and their key are, and looking after both.

mod moving;
mod passphrase;
mod rekey;
mod status;

use crate::support::{Home, Run};

impl Home {
    /// A token of the sandbox, through the store.
    fn token(&self) -> Run {
        self.qetta("token toss --sandbox")
    }
}

impl Run {
    /// With the passphrase in this file.
    fn locked_by(self, path: &std::path::Path) -> Self {
        self.env("QETTA_PASSPHRASE_FILE", path)
    }
}
