//! Renewing tokens for its own sake.

use crate::app::App;
use crate::error::Error;
use crate::model::{ConnectionKey, Lang, Provider, Span, Text, Token};
use crate::ops::{self, Candidates, Demand, Purpose, Sought, Subject};
use crate::store::{Store, Vault};

impl App {
    /// A new token of `provider`, whether or not the stored one is due.
    pub(crate) fn refresh_now(&self, provider: Provider, purpose: Purpose) -> Result<Token, Error> {
        // Wrong settings are told before a store is made.
        let sought = self.sought(provider)?;
        let vault = self.vault()?;
        let demand = ops::demand(&vault, &sought.key, true)?;
        let token = self.renew(&vault, sought.key.clone(), demand)?;
        let now = self.settings.clock().now();
        ops::passed(&vault, &sought.key, &token.access_token, purpose, now);
        Ok(token)
    }

    /// The connections of the profile, told apart by whether they may be due. Of a provider whose
    /// settings are gone nobody knows how it is to be judged: those that end are near.
    pub(crate) fn candidates(
        &self,
        store: &Store,
        within: Option<Span>,
    ) -> Result<Candidates, Error> {
        let profile = self.settings.profile();
        let places = store.places(Some(profile))?;
        let sought = places.into_iter().filter_map(|(_, provider)| self.sought(provider).ok());
        let sought: Vec<Sought> = sought.collect();
        let now = self.settings.clock().now();
        Ok(ops::candidates(store, profile, &sought, within.map(Span::duration), now)?)
    }

    /// A new token of a connection that is due or ends within `within`, else none.
    pub(crate) fn refresh_due(
        &self,
        vault: &Vault,
        key: ConnectionKey,
        within: Option<Span>,
    ) -> Result<Option<Token>, Error> {
        let provider = key.provider;
        let sought = Sought { key, ..self.sought(provider)? };
        let now = self.settings.clock().now();
        match ops::due(vault, &sought, within.map(Span::duration), now)? {
            Some(demand) => self.renew(vault, sought.key, demand).map(Some),
            None => Ok(None),
        }
    }

    fn renew(&self, vault: &Vault, key: ConnectionKey, demand: Demand) -> Result<Token, Error> {
        let provider = key.provider;
        let desk = self.desk()?;
        let subject = Subject { key, ..self.subject(provider, &desk)? };
        let title = provider.title();
        let asking = Text::new(
            format!("renewing the token of {}", title.say(Lang::En)),
            format!("{} 토큰을 갱신하는 중", title.say(Lang::Ko)),
        );
        self.wait_for(&asking, ops::renew(&desk, vault, &subject, demand))
    }
}
