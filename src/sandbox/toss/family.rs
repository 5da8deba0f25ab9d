//! The three products, each with calls of its own: what one of them began no other knows of.

use crate::sandbox::call::Call;

/// One product.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    /// 본인확인.
    Identity,
    /// 간편인증.
    Simple,
    /// 전자서명 of one document.
    Document,
}

impl Family {
    /// The one whose path was called.
    pub(super) fn of(call: &Call) -> Self {
        let (family, _) = call.path().rsplit_once('/').unwrap_or_default();
        match family {
            "/toss/api/v2/sign/user/auth/id" => Self::Identity,
            "/toss/api/v2/sign/doc" => Self::Document,
            _ => Self::Simple,
        }
    }

    /// As it is remembered.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Simple => "simple",
            Self::Document => "document",
        }
    }

    /// The one that is remembered like this.
    pub(super) fn with_key(key: &str) -> Self {
        match key {
            "identity" => Self::Identity,
            "document" => Self::Document,
            _ => Self::Simple,
        }
    }

    /// As Toss calls it, in the text that is signed and on the phone.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Identity => "본인확인",
            Self::Simple => "간편인증",
            Self::Document => "전자서명",
        }
    }
}
