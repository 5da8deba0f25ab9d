//! Who asks: a client with a secret, or one that cannot keep any.

use crate::sandbox::client::Client;
use crate::sandbox::hyfata::{CLIENT_ID, CLIENT_SECRET};

/// A client that runs where a secret would not be one.
const PUBLIC_CLIENT_ID: &str = "client_1800000000000_public";

pub(super) static CLIENTS: &[Client] = &[
    Client { id: CLIENT_ID, secret: Some(CLIENT_SECRET) },
    Client { id: PUBLIC_CLIENT_ID, secret: None },
];
