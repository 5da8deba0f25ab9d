//! `GET /v2.0/user/me` and `GET /v2.0/account/list`: who, and which accounts are registered.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::StatusCode;
use serde::Serialize;
use serde_json::{Value, json};

use crate::sandbox::SandboxError;
use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::kftc::account::Account;
use crate::sandbox::kftc::memory::inquiries;
use crate::sandbox::kftc::people::Person;
use crate::sandbox::kftc::{answers, gate};
use crate::sandbox::secrets;
use crate::wire::kftc::{self, AccountList, AccountListQuery, UserMe, UserMeQuery};

/// 사용자정보조회.
pub(super) fn me(call: &Call, context: &Context) -> Result<Answer, Stop> {
    let person =
        context.answered(|connection| gate::admitted(call, connection, context, "login"))?;
    let asked: UserMeQuery = gate::question(call, context)?;
    gate::user(&asked.user_seq_no, person, context)?;
    let mut res_list = registered(person, context)?;
    for account in &mut res_list {
        account.payer_num = Some(String::new());
    }
    let me = UserMe {
        api: answers::agreed(context)?,
        user_seq_no: Some(person.user_seq_no.to_owned()),
        user_name: Some(person.name.to_owned()),
        res_cnt: Some(count(&res_list)),
        res_list,
    };
    let whole = Whole { me, user_ci: ci(person), nothing_else: nothing_else() };
    Ok(Answer::json(StatusCode::OK, &whole))
}

/// 등록계좌조회. Nobody can cancel a registration here, so there are no cancelled ones to include.
pub(super) fn accounts(call: &Call, context: &Context) -> Result<Answer, Stop> {
    let person =
        context.answered(|connection| gate::admitted(call, connection, context, "login"))?;
    let asked: AccountListQuery = gate::question(call, context)?;
    let yes_or_no = gate::is_one_of(&asked.include_cancel_yn, &["Y", "N"]);
    gate::well_formed(yes_or_no, "include_cancel_yn", context)?;
    let order = gate::is_one_of(&asked.sort_order, &["D", "A"]);
    gate::well_formed(order, "sort_order", context)?;
    gate::user(&asked.user_seq_no, person, context)?;
    // All were registered by one consent: their order is that of their numbers.
    let mut res_list = registered(person, context)?;
    if asked.sort_order == "D" {
        res_list.reverse();
    }
    for account in &mut res_list {
        account.account_state = Some("01".to_owned());
    }
    let list = AccountList {
        api: answers::agreed(context)?,
        user_name: Some(person.name.to_owned()),
        res_cnt: Some(count(&res_list)),
        res_list,
    };
    Ok(Answer::json(StatusCode::OK, &list))
}

/// What the gateway writes and our own client leaves unread.
#[derive(Serialize)]
struct Whole {
    #[serde(flatten)]
    me: UserMe,
    user_ci: String,
    #[serde(flatten)]
    nothing_else: Value,
}

/// What else can be registered. Nobody here has cards, insurance or loans.
fn nothing_else() -> Value {
    json!({
        "inquiry_card_cnt": "0", "inquiry_card_list": [],
        "inquiry_pay_cnt": "0", "inquiry_pay_list": [],
        "inquiry_insurance_cnt": "0", "inquiry_insurance_list": [],
        "inquiry_loan_cnt": "0", "inquiry_loan_list": [],
    })
}

fn registered(
    person: &'static Person,
    context: &Context,
) -> Result<Vec<kftc::Account>, SandboxError> {
    let registered = context
        .state()
        .read(|connection| Ok(inquiries::registered(connection, person.user_seq_no)?))?;
    let listed = registered.iter().filter_map(|(number, agreed_at)| {
        // One of a run with more accounts than this is left out.
        let account = Account::of(person, *number, &context.scenario)?;
        Some(answers::listed(&account, agreed_at))
    });
    Ok(listed.collect())
}

fn count(list: &[kftc::Account]) -> u32 {
    u32::try_from(list.len()).unwrap_or(u32::MAX)
}

/// 연계정보: 64 bytes in Base64 that are the same at every institution, and nobody's.
fn ci(person: &Person) -> String {
    let halves =
        ["ci-1", "ci-2"].map(|part| secrets::digest(&(part.to_owned() + person.user_seq_no)));
    STANDARD.encode(halves.concat())
}
