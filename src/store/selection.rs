//! Which connections are meant, found by an index: for a few of them nothing here reads every row.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rusqlite::types::ToSqlOutput;
use rusqlite::{OptionalExtension as _, Params, ToSql};

use crate::model::{Connection, ConnectionKey, Profile, Provider, RegistrationId, Selection};
use crate::store::facts::{SELECT, facts, name};
use crate::store::{Store, StoreError};

/// The next pair of a profile and a provider in the order of the key: as many steps as there are
/// pairs, however many accounts each of them has.
const NEXT_PLACE: &str = "
    SELECT profile, provider FROM connection WHERE (profile, provider) > (?1, ?2)
    ORDER BY profile, provider LIMIT 1";

const OF_A_PLACE: &str = "WHERE profile = ?1 AND provider = ?2";
const OF_A_KEY: &str = "WHERE profile = ?1 AND provider = ?2 AND account = ?3";
const ENDING: &str = "WHERE profile = ?1 AND ends_at <= ?2";
const ISSUED_AFTER: &str = "WHERE profile = ?1 AND issued_at > ?2";
const REGISTERED_BEFORE: &str = "WHERE profile = ?1 AND provider = ?2 AND registration < ?3";
const REGISTERED_BEHIND: &str = "WHERE profile = ?1 AND provider = ?2 AND registration > ?3";
const LASTING: &str = "WHERE profile = ?1 AND ends_at > ?2 ORDER BY ends_at LIMIT ?3";
const ENDLESS: &str = "WHERE profile = ?1 AND ends_at IS NULL LIMIT ?2";

impl Store {
    /// The facts of the connections that are meant, in the order of their keys. Connections to a
    /// provider that this version does not know are passed over.
    pub fn selected(&self, which: Selection<'_>) -> Result<Vec<Connection>, StoreError> {
        let Selection { profile, provider, account } = which;
        if profile.is_none() && provider.is_none() && account.is_none() {
            return Ok(in_order(self.rows("", ())?));
        }
        let mut found = Vec::new();
        for (profile, provider) in self.places_of(which)? {
            let place = (profile.as_str(), provider.code());
            found.extend(match account {
                Some(account) => self.rows(OF_A_KEY, (place.0, place.1, account.as_str()))?,
                None => self.rows(OF_A_PLACE, place)?,
            });
        }
        Ok(in_order(found))
    }

    /// Every profile with a provider that it has a connection to.
    pub fn places(
        &self,
        profile: Option<&Profile>,
    ) -> Result<Vec<(Profile, Provider)>, StoreError> {
        self.database.read(|connection| {
            let mut next = connection.prepare(NEXT_PLACE)?;
            let mut last = (profile.map_or("", Profile::as_str).to_owned(), String::new());
            let mut places = Vec::new();
            loop {
                let found = next.query_row((&last.0, &last.1), |row| {
                    Ok((name::<Profile>(row, "profile")?, row.get::<_, String>("provider")?))
                });
                let Some((found, code)) = found.optional()? else { return Ok(places) };
                if profile.is_some_and(|profile| *profile != found) {
                    return Ok(places);
                }
                last = (found.as_str().to_owned(), code);
                places.extend(Provider::from_code(&last.1).map(|provider| (found, provider)));
            }
        })
    }

    /// The connections of a profile whose access token ends by `end`, or was issued after `present`,
    /// as it seems where the clock was set back.
    pub fn ending(
        &self,
        profile: &Profile,
        end: Timestamp,
        present: Timestamp,
    ) -> Result<Vec<Connection>, StoreError> {
        let mut found = self.rows(ENDING, (profile.as_str(), Moment(end)))?;
        found.extend(self.rows(ISSUED_AFTER, (profile.as_str(), Moment(present)))?);
        Ok(in_order(found))
    }

    /// The connections of a profile to a provider that were made by another client than this.
    pub fn registered_otherwise(
        &self,
        profile: &Profile,
        provider: Provider,
        registration: &RegistrationId,
    ) -> Result<Vec<Connection>, StoreError> {
        let which = (profile.as_str(), provider.code(), registration.as_str());
        let mut found = self.rows(REGISTERED_BEFORE, which)?;
        found.extend(self.rows(REGISTERED_BEHIND, which)?);
        Ok(in_order(found))
    }

    /// The connections of a profile that end after `end`, and those without an end: `limit` of
    /// either at most, what ends first before the rest.
    pub fn lasting(
        &self,
        profile: &Profile,
        end: Timestamp,
        limit: u32,
    ) -> Result<Vec<Connection>, StoreError> {
        let mut found = self.rows(LASTING, (profile.as_str(), Moment(end), limit))?;
        found.extend(self.rows(ENDLESS, (profile.as_str(), limit))?);
        Ok(found)
    }

    fn places_of(&self, which: Selection<'_>) -> Result<Vec<(Profile, Provider)>, StoreError> {
        if let (Some(profile), Some(provider)) = (which.profile, which.provider) {
            return Ok(vec![(profile.clone(), provider)]);
        }
        let mut places = self.places(which.profile)?;
        places.retain(|(_, provider)| which.provider.is_none_or(|wanted| wanted == *provider));
        Ok(places)
    }

    fn rows(&self, which: &str, values: impl Params) -> Result<Vec<Connection>, StoreError> {
        self.database.read(|connection| {
            let mut select = connection.prepare(&format!("{SELECT} {which}"))?;
            let rows = select.query_map(values, facts)?;
            let found: Vec<Option<Connection>> = rows.collect::<Result<_, _>>()?;
            Ok(found.into_iter().flatten().collect())
        })
    }
}

/// An instant as the columns have it.
struct Moment(Timestamp);

impl ToSql for Moment {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::from(self.0.as_millisecond()))
    }
}

/// Each of them once, in the order of their keys.
fn in_order(found: Vec<Connection>) -> Vec<Connection> {
    let keyed = found.into_iter().map(|connection| (connection.key.clone(), connection));
    keyed.collect::<BTreeMap<ConnectionKey, Connection>>().into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing::{self, key, now, profile, put, token};

    fn accounts(found: &[Connection]) -> Vec<&str> {
        found.iter().map(|connection| connection.key.account.as_str()).collect()
    }

    fn elsewhere(account: &str, profile: &str, provider: Provider) -> ConnectionKey {
        ConnectionKey { profile: profile.parse().unwrap(), provider, ..key(account) }
    }

    #[tokio::test]
    async fn what_is_meant_is_found_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let vault = testing::vault(folder.path());
        let (one, live) = (key("one"), elsewhere("one", "production", Provider::Toss));
        let bank = elsewhere("둘", "production", Provider::Kftc);
        for key in [&one, &key("two"), &live, &bank] {
            put(&vault, key, &token("access", None)).await;
        }
        let store = vault.store();
        let keys = |which| -> Vec<ConnectionKey> {
            store.selected(which).unwrap().into_iter().map(|found| found.key).collect()
        };
        let any = Selection::default();
        assert_eq!(keys(any), [live.clone(), bank.clone(), one.clone(), key("two")]);
        let (account, production) = ("one".parse().unwrap(), "production".parse().unwrap());
        let of_one = Selection { account: Some(&account), ..any };
        assert_eq!(keys(of_one), [live.clone(), one.clone()]);
        assert_eq!(
            keys(Selection { profile: Some(&production), ..of_one }),
            std::slice::from_ref(&live)
        );
        let toss_alone = Selection { provider: Some(Provider::Toss), ..any };
        assert_eq!(keys(toss_alone), [live.clone(), one, key("two")]);
        let max_alone = Selection { provider: Some(Provider::Max), ..any };
        assert!(keys(max_alone).is_empty());
        let live_alone = Selection { profile: Some(&production), ..toss_alone };
        assert_eq!(keys(live_alone), std::slice::from_ref(&live));
        let places = [(production.clone(), Provider::Kftc), (production, Provider::Toss)];
        assert_eq!(store.places(Some(&places[0].0)).unwrap(), places);
        assert_eq!(store.places(None).unwrap().len(), 3);
    }

    #[tokio::test]
    async fn an_end_a_clock_set_back_and_another_client_are_seen() {
        let folder = tempfile::tempdir().unwrap();
        let vault = testing::vault(folder.path());
        for (account, life) in [("short", Some(60)), ("long", Some(3_600)), ("endless", None)] {
            let token = crate::model::Token { expires_in: life, ..token("access", None) };
            put(&vault, &key(account), &token).await;
        }
        let (store, seconds) = (vault.store(), jiff::SignedDuration::from_secs);
        let ending = |after: i64, present| {
            let found = store.ending(&profile(), now() + seconds(after), present).unwrap();
            accounts(&found).into_iter().map(str::to_owned).collect::<Vec<_>>()
        };
        assert!(ending(59, now()).is_empty());
        assert_eq!(ending(60, now()), ["short"]);
        assert_eq!(ending(3_600, now()), ["long", "short"]);
        assert_eq!(ending(0, now() - seconds(1)), ["endless", "long", "short"]);
        let lasting = |limit| store.lasting(&profile(), now(), limit).unwrap();
        assert_eq!(accounts(&lasting(9)), ["short", "long", "endless"]);
        assert_eq!(accounts(&lasting(1)), ["short", "endless"]);
        let otherwise = |client| {
            let client = testing::registration(client);
            store.registered_otherwise(&profile(), Provider::Toss, &client).unwrap().len()
        };
        assert_eq!((otherwise("client"), otherwise("another")), (0, 3));
        assert!(store.ending(&"other".parse().unwrap(), now(), now()).unwrap().is_empty());
    }

    #[test]
    fn nothing_reads_every_row_for_a_few() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::create(folder.path()).unwrap();
        let facts = [
            OF_A_PLACE,
            OF_A_KEY,
            ENDING,
            ISSUED_AFTER,
            REGISTERED_BEFORE,
            REGISTERED_BEHIND,
            LASTING,
            ENDLESS,
        ];
        let facts = facts.map(|which| format!("{SELECT} {which}"));
        let tokens = [NEXT_PLACE, crate::store::rows::SELECT, crate::store::accounts::SELECT];
        for statement in facts.iter().map(String::as_str).chain(tokens) {
            let plan = testing::plan(&store, statement);
            assert!(plan.contains("SEARCH") && !plan.contains("SCAN"), "{statement}: {plan}");
            assert!(!plan.contains("TEMP B-TREE"), "sorted by hand: {statement}: {plan}");
        }
        assert!(testing::plan(&store, SELECT).contains("SCAN"), "the plan is read");
    }
}
