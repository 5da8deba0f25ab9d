//! The providers of the sandbox that have no name of their own in qetta: a client is told of them as
//! its user would tell it, in a table `[providers.NAME]` of the config file.

use crate::sandbox::acme;

/// A provider as the config file would describe it. It takes part in discovery, so its issuer and
/// its client are all there is to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomProvider {
    /// The table's name: `[providers.acme]`.
    pub name: &'static str,
    /// Where its metadata is found, and what its id tokens say.
    pub issuer: String,
    /// A public client: it has no secret.
    pub client_id: &'static str,
    /// All that the client may ask for and has a use for.
    pub scope: &'static str,
}

/// The providers of one's own in the sandbox at `url` (`http://127.0.0.1:9480`).
pub fn custom_providers(url: &str) -> Vec<CustomProvider> {
    vec![acme::for_a_client(url.trim_end_matches('/'))]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_client_is_told_is_where_the_sandbox_is() {
        for url in ["http://127.0.0.1:9480", "http://127.0.0.1:9480/"] {
            let expected = CustomProvider {
                name: "acme",
                issuer: "http://127.0.0.1:9480/acme".to_owned(),
                client_id: "acme_cli",
                scope: "openid profile offline_access",
            };
            assert_eq!(custom_providers(url), [expected]);
        }
    }
}
