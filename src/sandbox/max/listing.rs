//! `GET /api/admin/oauth/service/clients`: a bare list, page by page.

use http::StatusCode;
use jiff::Timestamp;
use rusqlite::Connection;

use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::max::clients::{CLIENTS, Client};
use crate::sandbox::max::query::Query;
use crate::sandbox::max::{gate, memory, moment};
use crate::sandbox::{jwt, secrets};
use crate::wire::max;

/// When everybody was registered, in microseconds: all at once.
const REGISTERED_AT: i64 = 1_753_074_753_482_913;

/// The clients that are asked for.
pub(super) fn ask(call: &Call, context: &Context) -> Result<Answer, Stop> {
    gate::served("clients", call, context, |_, connection| {
        let mut query = Query::read(call);
        let search = query.text("search").map(|text| text.to_lowercase());
        let is_active = query.flag("is_active");
        let skip = query.whole("skip", 0, 0, None);
        let limit = query.whole("limit", 20, 1, Some(100));
        query.checked()?;
        let is_wanted = |client: &&Client| {
            let fits =
                |text: &str| search.as_ref().is_none_or(|part| text.to_lowercase().contains(part));
            is_active.is_none_or(|active| client.is_active == active)
                && (fits(client.id) || fits(client.name))
        };
        let page = |number: i64| usize::try_from(number).unwrap_or(usize::MAX);
        let clients = CLIENTS.iter().filter(is_wanted).skip(page(skip)).take(page(limit));
        let rows = clients.map(|client| row(client, connection, context));
        Ok(Answer::json(StatusCode::OK, &rows.collect::<Result<Vec<_>, _>>()?))
    })
}

fn row(
    client: &Client,
    connection: &Connection,
    context: &Context,
) -> Result<max::Client, rusqlite::Error> {
    let registered = Timestamp::from_microsecond(REGISTERED_AT).unwrap_or_default();
    let changed = memory::secret(connection, client.id)?.map_or(registered, |new| new.at);
    Ok(max::Client {
        id: uuid(client.id),
        client_id: client.id.to_owned(),
        client_name: Some(client.name.to_owned()),
        description: None,
        redirect_uris: client.redirect_uris(),
        allowed_scopes: client.scopes.iter().map(|scope| (*scope).to_owned()).collect(),
        is_confidential: Some(client.is_confidential),
        is_active: Some(client.is_active),
        logo_url: None,
        homepage_url: client.homepage(),
        created_at: Some(moment(registered, context)),
        updated_at: Some(moment(changed, context)),
    })
}

/// The same for the same client in every run.
fn uuid(client_id: &str) -> String {
    let digest = secrets::digest(&format!("max client {client_id}"));
    jwt::uuid_of(digest.first_chunk().copied().unwrap_or_default())
}
