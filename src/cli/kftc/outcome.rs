//! What came of several accounts: what succeeded is shown, what failed is named, and the worst of
//! the failures is how the command ends.

use crate::error::Error;
use crate::model::{FintechUseNum, Provider, text};
use crate::ops::kftc::PerAccount;

/// The accounts that could not be asked.
pub(super) type Failures = Vec<(FintechUseNum, Error)>;

/// The answers apart from the failures.
pub(super) fn sort<T>(outcomes: PerAccount<T>) -> (Vec<(FintechUseNum, T)>, Failures) {
    let mut good = Vec::new();
    let mut bad = Vec::new();
    for (number, outcome) in outcomes {
        match outcome {
            Ok(value) => good.push((number, value)),
            Err(error) => bad.push((number, Error::from(error))),
        }
    }
    (good, bad)
}

/// The one failure where one account was asked; else what the failures come to.
pub(super) fn ending(one: bool, asked: usize, failures: Failures) -> Result<(), Error> {
    let count = failures.len();
    let Some(worst) =
        failures.iter().map(|(_, error)| error.kind()).max_by_key(|kind| kind.exit_code())
    else {
        return Ok(());
    };
    if one {
        return failures.into_iter().next().map_or(Ok(()), |(_, error)| Err(error));
    }
    let mut error = Error::new(
        worst,
        text!(
            "{count} of {asked} accounts could not be asked",
            "계좌 {asked}개 중 {count}개를 조회하지 못했습니다"
        ),
    )
    .at(Provider::Kftc);
    if failures.iter().all(|(_, failure)| failure.is_retryable()) {
        error = error.retryable();
    }
    for (number, failure) in failures {
        // A program reads the hints of the last line alone, and those of the worst are what it needs.
        if failure.kind() == worst {
            error = failure.hints().iter().cloned().fold(error, Error::hint);
        }
        error = error.detail(&number, failure);
    }
    Err(error)
}
