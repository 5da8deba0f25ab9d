//! `qetta pkce`

use serde::Serialize;

use crate::error::Error;
use crate::model::{CodeVerifier, Text, text};
use crate::ui::{Page, Report};

/// The one method that there is.
const METHOD: &str = "S256";

/// A verifier that was made, with its challenge.
#[derive(Debug)]
pub struct PkcePair<'a> {
    /// The secret, which is what was asked for.
    pub verifier: &'a CodeVerifier,
}

impl Report for PkcePair<'_> {
    fn text(&self, page: &mut Page) {
        page.fields(&[
            (Text::same("code_verifier"), self.verifier.expose().to_owned()),
            (Text::same("code_challenge"), self.verifier.challenge()),
            (Text::same("code_challenge_method"), METHOD.to_owned()),
        ]);
    }

    fn json(&self) -> impl Serialize {
        #[derive(Serialize)]
        struct Document<'a> {
            code_verifier: &'a str,
            #[serde(flatten)]
            challenge: Challenge,
        }
        Document {
            code_verifier: self.verifier.expose(),
            challenge: Challenge::of(&self.verifier.challenge()),
        }
    }
}

/// What a server is told of a verifier.
#[derive(Debug)]
pub struct PkceChallenge<'a> {
    /// Its SHA-256.
    pub challenge: &'a str,
}

impl Report for PkceChallenge<'_> {
    fn text(&self, page: &mut Page) {
        page.verbatim(self.challenge);
    }

    fn json(&self) -> impl Serialize {
        Challenge::of(self.challenge)
    }
}

#[derive(Serialize)]
struct Challenge {
    code_challenge: String,
    code_challenge_method: &'static str,
}

impl Challenge {
    fn of(challenge: &str) -> Self {
        Self { code_challenge: challenge.to_owned(), code_challenge_method: METHOD }
    }
}

/// Whether a verifier answers a challenge.
#[derive(Debug)]
pub struct PkceVerdict<'a> {
    /// Why not.
    pub wrong: Option<&'a Error>,
}

impl Report for PkceVerdict<'_> {
    fn text(&self, page: &mut Page) {
        page.line(&match self.wrong {
            None => text!(
                "valid: the verifier answers the challenge",
                "유효: 검증값(code_verifier)이 챌린지와 일치합니다"
            ),
            Some(_) => text!("not valid", "유효하지 않음"),
        });
    }

    fn json(&self) -> impl Serialize {
        #[derive(Serialize)]
        struct Document<'a> {
            valid: bool,
            #[serde(skip_serializing_if = "Option::is_none")]
            reason: Option<&'a str>,
            #[serde(skip_serializing_if = "Option::is_none")]
            hint: Option<&'a str>,
        }
        Document {
            valid: self.wrong.is_none(),
            reason: self.wrong.map(|wrong| wrong.message().english()),
            hint: self.wrong.and_then(|wrong| wrong.hints().first()).map(Text::english),
        }
    }
}
