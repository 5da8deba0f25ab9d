//! What every answer begins with.

use serde::{Deserialize, Serialize};

use super::lenient::text;

/// The verdict of any answer, read before anything else. On its own it is how the gateway refuses:
/// `{"rsp_code":"O0002","rsp_message":"Access Token 거부"}`, nothing more.
#[derive(Clone, Debug, Default, Deserialize, Serialize, PartialEq, Eq)]
pub struct Verdict {
    /// `A0000` or `O0000` where it went well; missing in answers of the token endpoint that did.
    #[serde(default, with = "text")]
    pub rsp_code: Option<String>,
    /// Korean, for people; empty on success.
    #[serde(default, with = "text")]
    pub rsp_message: Option<String>,
    /// Which institution set `bank_rsp_code`.
    #[serde(default, deserialize_with = "text::deserialize", skip_serializing)]
    pub bank_code_tran: Option<String>,
    /// `000` where the bank agreed; only in answers that a bank stands behind.
    #[serde(default, deserialize_with = "text::deserialize", skip_serializing)]
    pub bank_rsp_code: Option<String>,
    /// The bank's words; empty on success.
    #[serde(default, deserialize_with = "text::deserialize", skip_serializing)]
    pub bank_rsp_message: Option<String>,
}

impl Verdict {
    /// A refusal as the gateway writes it.
    pub fn refusal(code: &str, message: &str) -> Self {
        Self {
            rsp_code: Some(code.to_owned()),
            rsp_message: Some(message.to_owned()),
            ..Self::default()
        }
    }
}

/// What every `/v2.0` answer begins with.
#[derive(Clone, Debug, Default, Deserialize, Serialize, PartialEq, Eq)]
pub struct ApiHeader {
    /// KFTC's own id of the call; a UUID in the test bed.
    #[serde(default, with = "text")]
    pub api_tran_id: Option<String>,
    /// When, Korean time, `YYYYMMDDhhmmssSSS`.
    #[serde(default, with = "text")]
    pub api_tran_dtm: Option<String>,
    /// `A0000` where it went well.
    #[serde(default, with = "text")]
    pub rsp_code: Option<String>,
    /// Korean, for people; empty on success.
    #[serde(default, with = "text")]
    pub rsp_message: Option<String>,
}

/// What the answers add that a bank stands behind.
#[derive(Clone, Debug, Default, Deserialize, Serialize, PartialEq, Eq)]
pub struct BankHeader {
    /// The request's own, sent back.
    #[serde(default, with = "text")]
    pub bank_tran_id: Option<String>,
    /// The bank's business day, `YYYYMMDD`; always `20190101` in the test bed.
    #[serde(default, with = "text")]
    pub bank_tran_date: Option<String>,
    /// Which institution set the next member; `097` or `098` in the test bed.
    #[serde(default, with = "text")]
    pub bank_code_tran: Option<String>,
    /// `000` where the bank agreed.
    #[serde(default, with = "text")]
    pub bank_rsp_code: Option<String>,
    /// The bank's words; empty on success.
    #[serde(default, with = "text")]
    pub bank_rsp_message: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As the test bed was seen to answer; the wording is KFTC's own.
    const GOLDEN: &str = r#"{"rsp_code":"O0002","rsp_message":"Access Token 거부"}"#;

    #[test]
    fn the_gateway_refuses_in_two_members() {
        let refusal = Verdict::refusal("O0002", "Access Token 거부");
        assert_eq!(serde_json::to_string(&refusal).unwrap(), GOLDEN);
        assert_eq!(serde_json::from_str::<Verdict>(GOLDEN).unwrap(), refusal);
    }
}
