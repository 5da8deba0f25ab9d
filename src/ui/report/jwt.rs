//! `qetta jwt`

use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::model::{Jwt, Text, text};
use crate::ui::report::claims;
use crate::ui::{Page, Report};

/// What a token says, whether or not it is true.
#[derive(Debug)]
pub struct JwtShown<'a> {
    /// Its header and claims.
    pub jwt: &'a Jwt,
    /// Its signature, where it was asked for.
    pub signature: Option<&'a str>,
    /// The present moment.
    pub now: Timestamp,
}

impl JwtShown<'_> {
    /// What has to be known about it.
    pub fn unverified() -> Text {
        text!(
            "nothing of this was verified: anybody could have written it",
            "검증하지 않은 내용입니다. 누구나 이렇게 쓸 수 있습니다"
        )
    }
}

impl Report for JwtShown<'_> {
    fn text(&self, page: &mut Page) {
        section(page, &text!("header", "헤더"), &self.jwt.header, self.now);
        section(page, &text!("claims", "클레임"), &self.jwt.claims, self.now);
        if let Some(signature) = self.signature {
            page.fields(&[(text!("signature", "서명"), signature.to_owned())]);
            page.verbatim("");
        }
        page.line(&Self::unverified());
    }

    fn json(&self) -> impl Serialize {
        #[derive(Serialize)]
        struct Document<'a> {
            header: &'a Map<String, Value>,
            claims: &'a Map<String, Value>,
            #[serde(skip_serializing_if = "Option::is_none")]
            signature: Option<&'a str>,
        }
        Document { header: &self.jwt.header, claims: &self.jwt.claims, signature: self.signature }
    }
}

fn section(page: &mut Page, title: &Text, members: &Map<String, Value>, now: Timestamp) {
    page.line(title);
    let fields = claims::fields(members, now, page.lang());
    if !fields.is_empty() {
        page.fields(&fields);
    }
    page.verbatim("");
}
