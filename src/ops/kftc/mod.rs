//! KFTC OpenBanking: connect, accounts, balances, transactions.

use futures_util::{StreamExt as _, stream};

mod accounts;
mod balances;
mod bank;
mod connect;
mod numbers;
mod pages;
mod transactions;

pub use accounts::{Unknown, accounts, known_accounts, resolve};
pub use balances::balances;
pub use bank::Bank;
pub use connect::{Connected, finish_connect};
pub use numbers::TranIds;
pub use pages::pages;
pub use transactions::{Heard, Listener, Read, transactions};

/// How many requests are under way at once. The gateway's limits are not published, and a person's
/// accounts are few; who has a thousand should not leave a bank waiting that answers at once.
const AT_ONCE: usize = 32;

/// Asks for many at once, [`AT_ONCE`] of them, and puts what comes in the order in which it was asked:
/// a slow one holds up none of those behind it.
async fn all_of<'a, A, T, F: Future<Output = T>>(
    asked: &'a [A],
    ask: impl Fn(&'a A) -> F,
) -> Vec<T> {
    let numbered = asked.iter().enumerate().map(|(place, one)| {
        let answer = ask(one);
        async move { (place, answer.await) }
    });
    let mut answers: Vec<(usize, T)> =
        stream::iter(numbered).buffer_unordered(AT_ONCE).collect().await;
    answers.sort_by_key(|(place, _)| *place);
    answers.into_iter().map(|(_, answer)| answer).collect()
}

/// What came of one of several accounts.
pub type PerAccount<T> = Vec<(crate::model::FintechUseNum, Result<T, crate::ops::OpError>)>;
