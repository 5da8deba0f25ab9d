//! What is piped in.

use std::io::{IsTerminal as _, Read as _};

use zeroize::Zeroizing;

use crate::error::Error;
use crate::model::{Text, text};
use crate::ui::Ui;

/// The most that is read: no token and no verifier comes near it.
const AT_MOST: u64 = 1 << 20;

/// All of stdin, which may be a secret; who sits at a terminal is told what is waited for. Bytes that
/// are no text stand as what no token and no verifier has.
pub(super) fn secret(ui: Ui, what: &Text) -> Result<Zeroizing<String>, Error> {
    let stdin = std::io::stdin();
    if stdin.is_terminal() {
        ui.note(what);
    }
    let mut bytes = Zeroizing::new(Vec::new());
    stdin.lock().take(AT_MOST + 1).read_to_end(&mut bytes).map_err(|error| {
        Error::io(text!("cannot read stdin", "표준 입력을 읽을 수 없습니다"), error)
    })?;
    if bytes.len() as u64 > AT_MOST {
        return Err(Error::usage(text!(
            "there is more than 1 MiB on stdin",
            "표준 입력이 1MiB를 넘습니다"
        )));
    }
    Ok(Zeroizing::new(String::from_utf8_lossy(&bytes).into_owned()))
}
