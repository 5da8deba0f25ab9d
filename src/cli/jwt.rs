//! `qetta jwt`

use clap::Args;
use zeroize::Zeroizing;

use crate::app::App;
use crate::cli::global::{PROVIDER, provider};
use crate::cli::stdin;
use crate::error::Error;
use crate::model::{Jwt as Claims, Provider, text};
use crate::ops::Purpose;
use crate::settings::Format;
use crate::ui::report::JwtShown;

/// Show what a token says: its header and claims, unverified
///
/// The token on stdin, or the stored access token of PROVIDER, as it is: no network, no renewal.
/// Nothing is verified: whoever made the token could have written anything. What is no JWT ends
/// with 1.
#[derive(Debug, Args)]
pub(super) struct Jwt {
    /// Whose stored token; without it, the token is read from stdin, `Bearer` before it or not
    #[arg(value_name = PROVIDER, value_parser = provider)]
    provider: Option<Provider>,

    /// Show the signature too; with it, what is shown is the whole token
    #[arg(long)]
    signature: bool,
}

impl Jwt {
    pub(super) fn run(self, app: &App) -> Result<(), Error> {
        let token = self.token(app)?;
        let jwt = Claims::read(&token).map_err(|why| self.unreadable(why.into()))?;
        let signature = token.rsplit('.').next().filter(|_| self.signature);
        let shown = JwtShown { jwt: &jwt, signature, now: app.settings.clock().now() };
        app.ui.show(&shown)?;
        if app.ui.format != Format::Text {
            app.ui.note(&JwtShown::unverified());
        }
        Ok(())
    }

    fn token(&self, app: &App) -> Result<Zeroizing<String>, Error> {
        if let Some(provider) = self.provider {
            let purpose = if self.signature { Purpose::Export } else { Purpose::Look };
            let token = app.stored_token(provider, purpose)?;
            return Ok(Zeroizing::new(token.access_token.expose().to_owned()));
        }
        let waiting = text!(
            "paste the token, then a line break and Ctrl-D",
            "토큰을 붙여 넣고 줄을 바꾼 뒤 Ctrl-D를 누르세요"
        );
        let read = stdin::secret(app.ui, &waiting)?;
        Ok(Zeroizing::new(bare(&read).to_owned()))
    }

    fn unreadable(&self, error: Error) -> Error {
        match self.provider {
            Some(provider) => error.at(provider),
            None => error,
        }
    }
}

/// The token of an `Authorization` header, or what stands there alone.
fn bare(text: &str) -> &str {
    without(without(text.trim(), "Authorization:"), "Bearer ")
}

fn without<'a>(text: &'a str, prefix: &str) -> &'a str {
    match text.split_at_checked(prefix.len()) {
        Some((head, rest)) if head.eq_ignore_ascii_case(prefix) => rest.trim_start(),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_found_in_its_header() {
        for text in [
            "a.b.c",
            " a.b.c\r\n",
            "Bearer a.b.c\n",
            "bearer   a.b.c",
            "Authorization: Bearer a.b.c\n",
            "authorization:bearer a.b.c",
        ] {
            assert_eq!(bare(text), "a.b.c", "{text:?}");
        }
        for text in ["Bearer", "가나다라마바사", "", "Basic a.b.c"] {
            assert_eq!(bare(text), text);
        }
    }
}
