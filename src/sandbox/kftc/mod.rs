//! 금융결제원 오픈뱅킹 (KFTC `OpenBanking`): `testapi.openbanking.or.kr` under one prefix.
//!
//! ```text
//! authorize, page, consent   the browser's part: checks, the page, the decision
//! token, revoke              the client's part
//! gate                       who is let in, in the gateway's order; format; ids of the day
//! user, balance, transactions, trace, answers      the inquiries
//! refusal, time              KFTC's error language; Korean time
//! people, account, ledger           who lives here, what they have, what was posted
//! memory                     what is remembered, in the state's database
//! ```
//!
//! Emulated: the three-legged and two-legged grants, refresh, revocation, and the four inquiries that
//! a reader of balances needs, each check in the order in which the gateway was seen to make it.
//! Success and failure stand in the body, and the HTTP status is 200 for both. Not emulated: anything
//! that moves money, cards, and the institutions with `sa`.

mod account;
mod answers;
mod authorize;
mod balance;
mod consent;
mod gate;
mod ledger;
pub(in crate::sandbox) mod memory;
mod page;
mod people;
mod refusal;
mod revoke;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod time;
mod token;
mod trace;
mod transactions;
mod user;

pub(in crate::sandbox) use people::{PEOPLE, Person as Depositor, Plan, Sketch};

use serde_json::{Value, json};

use crate::sandbox::context::Context;
use crate::sandbox::kftc::account::Account;
use crate::sandbox::router::{Route, Service};

/// The sandbox's own client. Real ones look like the first of the two.
const CLIENT_ID: &str = "00000000-5a4d-4b0c-8000-000000000000";
const CLIENT_SECRET: &str = "sandbox_kftc_secret_not_a_real_one";

/// 이용기관코드 of that client.
const CLIENT_USE_CODE: &str = "M202600001";

/// The redirect URI of the documents. Others of this machine are taken as well.
const REDIRECT_URI: &str = "http://localhost:3000/oauth/kftc/callback";

/// What the client is registered for.
const SCOPES: [&str; 2] = ["inquiry", "login"];

/// How this provider's client is told from every other's.
const ISSUER: &str = "kftc";

/// KFTC, as the router knows it.
pub(crate) static SERVICE: Service = Service {
    prefix: "/kftc",
    routes: &[
        Route::get("/kftc/oauth/2.0/authorize", authorize::ask),
        Route::post(page::CONSENT, consent::decide),
        Route::post("/kftc/oauth/2.0/token", token::issue),
        Route::post("/kftc/oauth/2.0/revoke", revoke::revoke),
        Route::get("/kftc/v2.0/user/me", user::me),
        Route::get("/kftc/v2.0/account/list", user::accounts),
        Route::get("/kftc/v2.0/account/balance/fin_num", balance::ask),
        Route::get("/kftc/v2.0/account/transaction_list/fin_num", transactions::ask),
    ],
    refuse: refusal::missed,
    environment,
};

/// Who lives here and what they have, for whoever watches.
pub(in crate::sandbox) fn personas(context: &Context) -> Vec<Value> {
    let account = |account: &Account| {
        json!({
            "bank": account.plan.bank.known_as(),
            "product": account.plan.product,
            "alias": account.alias(),
            "fintechUseNum": account.fintech_use_num(),
            "balance": account.ledger(&context.scenario, time::now(context)).balance(),
            "standing": account.plan.standing.name(),
        })
    };
    let person = |person: &'static people::Person| {
        let accounts = Account::all_of(person, &context.scenario);
        json!({
            "userSeqNo": person.user_seq_no,
            "name": person.name,
            "knownFor": person.known_for,
            "accounts": accounts.iter().take(SHOWN).map(account).collect::<Vec<_>>(),
        })
    };
    context.scenario.cast.depositors.iter().map(person).collect()
}

/// Nobody looks at more accounts of one person than this.
const SHOWN: usize = 20;

fn environment(url: &str) -> Vec<(&'static str, String)> {
    vec![
        ("KFTC_API_BASE", format!("{url}/kftc")),
        ("KFTC_CLIENT_ID", CLIENT_ID.to_owned()),
        ("KFTC_CLIENT_SECRET", CLIENT_SECRET.to_owned()),
        ("KFTC_REDIRECT_URI", REDIRECT_URI.to_owned()),
        ("KFTC_SCOPE", "login inquiry".to_owned()),
        ("KFTC_CLIENT_USE_CODE", CLIENT_USE_CODE.to_owned()),
    ]
}
