//! What happened on accounts: every page of every window, handed on as it comes.

use std::num::NonZeroU32;

use crate::model::{BankTranId, FintechUseNum, Transaction};
use crate::ops::OpError;
use crate::ops::kftc::{Bank, PerAccount, all_of};
use crate::providers::kftc::{EndReason, History, PAGES_AT_MOST, Paging, Step, read_page, windows};

/// How many days one question spans. No limit is published, and banks have theirs: a quarter is what
/// their own pages offer at once.
const LONGEST_WINDOW: NonZeroU32 = NonZeroU32::new(90).unwrap();
pub(super) const MOST_PAGES: NonZeroU32 = NonZeroU32::new(PAGES_AT_MOST).unwrap();

/// What is heard of a history while it is read.
#[derive(Debug)]
pub enum Heard {
    /// One page; where it cannot be taken, no more is asked for.
    Page(Vec<Transaction>),
    /// There is no more of this account, for better or worse.
    End,
}

/// Takes what is heard of an account.
pub type Listener<'a> = dyn Fn(&FintechUseNum, Heard) -> Result<(), OpError> + 'a;

/// How the history of one account was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Read {
    /// How many transactions there were.
    pub count: usize,
    /// Why there may be more of which the gateway did not say where.
    pub cut: Option<EndReason>,
}

/// Asks for each of `histories` and hands every page to `listener` as it comes: of one account in
/// order, of several as they answer. One that cannot be had to its end loses none of the others.
pub async fn transactions(
    bank: &Bank<'_>,
    histories: &[History],
    listener: &Listener<'_>,
) -> PerAccount<Read> {
    all_of(histories, async |history: &History| {
        let outcome = read(bank, history, listener).await;
        let heard = listener(&history.fintech_use_num, Heard::End);
        (history.fintech_use_num.clone(), heard.and(outcome))
    })
    .await
}

async fn read(
    bank: &Bank<'_>,
    history: &History,
    listener: &Listener<'_>,
) -> Result<Read, OpError> {
    let mut read = Read::default();
    for range in windows(history.range, LONGEST_WINDOW, history.order) {
        let window = History { range, ..history.clone() };
        read_window(bank, &window, listener, &mut read).await?;
    }
    Ok(read)
}

async fn read_window(
    bank: &Bank<'_>,
    window: &History,
    listener: &Listener<'_>,
    read: &mut Read,
) -> Result<(), OpError> {
    let mut paging = Paging::new(MOST_PAGES);
    let mut trace = None;
    loop {
        let now = bank.desk.clock.now();
        let ask = |id: &BankTranId| bank.kftc.transaction_list(window, id, now, trace.as_ref());
        let page = bank.inquire(ask, read_page).await?;
        let step = paging.after(&page);
        read.count += page.transactions.len();
        listener(&window.fintech_use_num, Heard::Page(page.transactions))?;
        match step {
            Step::Next(next) => trace = Some(next),
            Step::End(reason) => {
                read.cut = read.cut.or(reason.promised_more().then_some(reason));
                return Ok(());
            }
        }
    }
}
