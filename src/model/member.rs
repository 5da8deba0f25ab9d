//! Who logged in at OTTM.

use serde::Serialize;

/// A member of OTTM.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Member {
    /// The member's id: 32 hexadecimal digits, everywhere at OTTM, and at Hive behind it.
    pub sub: String,
    /// The name that the member chose.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nickname: Option<String>,
    /// Where the member gets mail.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
}
