//! `qetta explain`

use clap::Args;

use crate::error::Error;
use crate::model::{Explanation, plain, text};
use crate::ops;
use crate::ui::Ui;
use crate::ui::report::Explained;

/// Say what a provider's code means, and what to do about it
///
/// Offline. Codes are KFTC's (O0002, A0002, the number inside an O0001 such as 3000114), a bank's
/// (415), Toss's (CE1000) and those of OAuth (invalid_client); each says how its meaning is known.
#[derive(Debug, Args)]
pub(super) struct Explain {
    /// As the provider, or an error of qetta, spells it
    #[arg(required = true, value_name = "CODE")]
    codes: Vec<String>,
}

impl Explain {
    pub(super) fn run(self, ui: Ui) -> Result<(), Error> {
        let codes = self.codes.iter().map(|typed| explained(typed));
        let codes = codes.collect::<Result<Vec<_>, _>>()?;
        ui.show(&Explained { codes: &codes })
    }
}

fn explained(typed: &str) -> Result<Explanation, Error> {
    ops::explain(typed).ok_or_else(|| unknown(typed))
}

fn unknown(typed: &str) -> Error {
    let near = ops::near_codes(typed).join(", ");
    let typed = plain(typed);
    let error = Error::usage(text!(
        "no explanation of `{typed}` is known",
        "`{typed}` 코드의 설명을 찾을 수 없습니다"
    ));
    error.hint(if near.is_empty() {
        text!(
            "known are codes of KFTC (O0002, A0002, 3000114), of banks (415), of Toss (CE1000) and of OAuth (invalid_client)",
            "금융결제원(O0002, A0002, 3000114), 은행(415), 토스(CE1000), OAuth(invalid_client) 코드를 설명합니다"
        )
    } else {
        text!("perhaps one of these: {near}", "비슷한 코드: {near}")
    })
}
