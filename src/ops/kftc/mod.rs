//! KFTC OpenBanking: connect, accounts, balances, transactions.

mod accounts;
mod balances;
mod bank;
mod connect;
mod numbers;
mod transactions;

pub use accounts::{Unknown, accounts, known_accounts, resolve};
pub use balances::balances;
pub use bank::Bank;
pub use connect::{Connected, begin_connect, finish_connect};
pub use numbers::TranIds;
pub use transactions::{Heard, Listener, Read, transactions};

/// How many requests are under way at once. The gateway's limits are not published; a person's
/// accounts are few.
const AT_ONCE: usize = 8;

/// What came of one of several accounts.
pub type PerAccount<T> = Vec<(crate::model::FintechUseNum, Result<T, crate::ops::OpError>)>;
