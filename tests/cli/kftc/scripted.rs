//! A gateway that answers as it is told, and a client that is connected to it.

use serde_json::{Value, json};

use crate::kftc::ANY_PORT;
use crate::kftc::browser::Login;
use crate::support::{Home, Provider, Reply, Run};

pub const CODE: &str = "canary-code-0123456789-abcdefghijklmnop";
pub const SECRET: &str = "canary-client-secret-0123456789-가나다";

/// The number of an account of [`Gateway`].
pub fn number(account: usize) -> String {
    format!("12026000010009{account:010}")
}

pub fn access(version: usize) -> String {
    format!("canary-access-{version}-eyJhbGciOiJub25lIn0-0123456789")
}

pub fn refresh(version: usize) -> String {
    format!("canary-refresh-{version}-eyJhbGciOiJub25lIn0-0123456789")
}

/// A token as KFTC issues it.
pub fn token(version: usize) -> Reply {
    answer(&json!({
        "access_token": access(version), "token_type": "Bearer", "expires_in": 7_775_999,
        "refresh_token": refresh(version), "scope": "inquiry login", "user_seq_no": "1101000009",
    }))
}

/// A token that names the institution.
pub fn two_legged(institution: &str) -> Reply {
    answer(&json!({
        "access_token": "canary-two-legged-0123456789", "token_type": "Bearer",
        "expires_in": 7_775_999, "scope": "oob", "client_use_code": institution,
    }))
}

pub fn answer(document: &Value) -> Reply {
    Reply::json("200 OK", &document.to_string())
}

pub fn refused(code: &str) -> Reply {
    answer(&json!({"rsp_code": code, "rsp_message": "안 됩니다"}))
}

pub fn refused_by_bank(code: &str) -> Reply {
    answer(&json!({
        "rsp_code": "A0002", "rsp_message": "참가기관 에러",
        "bank_rsp_code": code, "bank_rsp_message": "해지계좌",
    }))
}

pub fn accounts(count: usize) -> Reply {
    let account = |at| {
        json!({
            "fintech_use_num": number(at), "account_alias": format!("통장 {at}"),
            "bank_code_std": "004", "bank_name": "국민은행", "account_num_masked": "000123***",
            "account_holder_name": "김예시", "account_type": "1", "inquiry_agree_yn": "Y",
            "transfer_agree_yn": "N", "account_state": "01",
        })
    };
    let list: Vec<Value> = (0..count).map(account).collect();
    answer(&json!({"rsp_code": "A0000", "res_cnt": count.to_string(), "res_list": list}))
}

pub fn balance(won: &str) -> Reply {
    answer(&json!({
        "rsp_code": "A0000", "bank_rsp_code": "000", "bank_name": "국민은행",
        "balance_amt": won, "available_amt": "0", "account_type": "1",
    }))
}

/// The bearer of a request, where it has one.
pub fn bearer(request: &str) -> Option<&str> {
    request.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("authorization").then(|| value.trim().strip_prefix("Bearer "))?
    })
}

/// The value of a parameter, in the query or in the form.
pub fn parameter(request: &str, name: &str) -> Option<String> {
    let query = request.lines().next()?.split(' ').nth(1)?.split_once('?').map(|(_, query)| query);
    let form = request.split_once("\r\n\r\n").map(|(_, body)| body);
    [query, form].into_iter().flatten().find_map(|pairs| {
        let mut pairs = url::form_urlencoded::parse(pairs.as_bytes());
        pairs.find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
    })
}

/// A home that is connected to a gateway, whose institution is set.
pub struct Gateway {
    pub home: Home,
    pub provider: Provider,
}

impl Gateway {
    /// The consent, one account; then `replies`, one a request, the last again and again.
    pub fn then(replies: impl IntoIterator<Item = Reply>) -> Self {
        Self::connected(Provider::answering(
            [token(1), accounts(1)].into_iter().chain(replies).collect::<Vec<_>>(),
        ))
    }

    /// Connects to `provider`, which has to play along.
    pub fn connected(provider: Provider) -> Self {
        let gateway = Self { home: Home::new(), provider };
        let login = Login::begin(gateway.run("kftc connect --no-browser"));
        let back = login.back(&format!("code={CODE}"));
        login.comes_back(&back).1.ok();
        gateway
    }

    /// A command line without the institution's code.
    pub fn without_institution(&self, line: &str) -> Run {
        self.home
            .qetta(line)
            .env("QETTA_PROFILE", "production")
            .env("KFTC_API_BASE", self.provider.url())
            .env("KFTC_CLIENT_ID", "mine")
            .env("KFTC_CLIENT_SECRET", SECRET)
            .env("KFTC_REDIRECT_URI", ANY_PORT)
    }

    pub fn run(&self, line: &str) -> Run {
        self.without_institution(line).env("KFTC_CLIENT_USE_CODE", "M202600009")
    }

    /// What was asked after the connection was made.
    pub fn asked(&self) -> Vec<String> {
        self.provider.asked().split_off(2)
    }

    /// The `bank_tran_id` of each inquiry, in order.
    pub fn numbers(&self) -> Vec<String> {
        self.asked().iter().filter_map(|asked| parameter(asked, "bank_tran_id")).collect()
    }
}
