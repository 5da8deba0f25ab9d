//! `qetta pkce`

use clap::{Args, Subcommand};

use crate::cli::stdin;
use crate::error::{self, Error};
use crate::model::{CodeVerifier, text};
use crate::ops::OpError;
use crate::ui::Ui;
use crate::ui::report::{PkceChallenge, PkcePair, PkceVerdict};

/// Make and check what binds a code to a login: verifiers and challenges of PKCE (RFC 7636)
///
/// Offline, and without settings. S256 alone: `plain` protects nothing.
#[derive(Debug, Subcommand)]
pub(super) enum Pkce {
    New(New),
    Challenge(Challenge),
    Verify(Verify),
}

/// Make a verifier and its challenge
///
/// 256 bits of the system's own generator in 43 characters. The verifier is the secret of one login:
/// the challenge goes to the authorization endpoint, the verifier to the token endpoint.
#[derive(Debug, Args)]
pub(super) struct New {}

/// Print the challenge of the verifier on stdin
///
/// A verifier that no server may take is refused, and it is said what is wrong with it.
#[derive(Debug, Args)]
pub(super) struct Challenge {}

/// Check the verifier on stdin against a challenge
///
/// Says what is wrong with a verifier: its length, a character, a line break that Base64 left in it.
/// One line break at the very end is left out, as `echo` adds it. Ends with 1 where it is not valid.
#[derive(Debug, Args)]
pub(super) struct Verify {
    /// What the server was told
    #[arg(long, value_name = "C", allow_hyphen_values = true)]
    challenge: String,
}

impl Pkce {
    pub(super) fn run(self, ui: Ui) -> Result<(), Error> {
        match self {
            Self::New(new) => new.run(ui),
            Self::Challenge(challenge) => challenge.run(ui),
            Self::Verify(verify) => verify.run(ui),
        }
    }
}

impl New {
    fn run(self, ui: Ui) -> Result<(), Error> {
        let verifier = CodeVerifier::fresh().map_err(OpError::from)?;
        ui.show(&PkcePair { verifier: &verifier })
    }
}

impl Challenge {
    fn run(self, ui: Ui) -> Result<(), Error> {
        ui.show(&PkceChallenge { challenge: &verifier(ui)?.challenge() })
    }
}

impl Verify {
    fn run(self, ui: Ui) -> Result<(), Error> {
        let judged = verifier(ui).and_then(|verifier| {
            if verifier.answers(&self.challenge) {
                Ok(())
            } else {
                Err(error::challenge_mismatch())
            }
        });
        match judged {
            Err(error) if error.kind() != error::Kind::CheckFailed => Err(error),
            judged => {
                ui.show(&PkceVerdict { wrong: judged.as_ref().err() })?;
                judged
            }
        }
    }
}

/// The verifier on stdin, without the line break that `echo` adds.
fn verifier(ui: Ui) -> Result<CodeVerifier, Error> {
    let waiting = text!(
        "type the verifier, then a line break and Ctrl-D",
        "검증값(code_verifier)을 입력하고 줄을 바꾼 뒤 Ctrl-D를 누르세요"
    );
    let read = stdin::secret(ui, &waiting)?;
    let line = read.strip_suffix('\n').unwrap_or(&read);
    Ok(line.strip_suffix('\r').unwrap_or(line).parse::<CodeVerifier>()?)
}
