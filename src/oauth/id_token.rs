//! Id tokens: who logged in, and whether that can be believed (`OpenID` Connect Core §3.1.3.7).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use ring::signature::{self, UnparsedPublicKey, VerificationAlgorithm};
use serde_json::{Map, Value};
use subtle::ConstantTimeEq as _;

use crate::model::{IdToken, Jwt, NotAJwt, signed_parts};
use crate::wire::discovery::{Key, KeySet};

/// How far two clocks may disagree, in seconds.
const TOLERANCE: i64 = 60;

/// What an id token of this login has to say.
#[derive(Clone, Copy, Debug)]
pub struct Expectation<'a> {
    /// Who issued it, where that is known.
    pub issuer: Option<&'a str>,
    /// For whom.
    pub client_id: &'a str,
    /// What we sent with the login. A server whose issuer is known has to repeat it; of any other it
    /// is compared where it comes.
    pub nonce: Option<&'a str>,
    /// The present moment.
    pub now: Timestamp,
}

/// Who logged in.
#[derive(Clone, Debug, PartialEq)]
pub struct Identity {
    /// All that the token says.
    pub claims: Map<String, Value>,
    /// Whether the signature was checked; where no keys are published it cannot be, and the token is
    /// believed because it came from the token endpoint over TLS (§3.1.3.7, 6).
    pub is_signature_checked: bool,
}

impl Identity {
    /// The user, by the server's name for them.
    pub fn subject(&self) -> Option<&str> {
        self.claims.get("sub")?.as_str()
    }
}

/// Why an id token is not to be believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadIdToken {
    /// It cannot be read.
    #[error("it cannot be read: {0}")]
    Unreadable(#[from] NotAJwt),
    /// Signed with nothing.
    #[error("it is not signed (alg none)")]
    Unsigned,
    /// With extensions that it forbids to pass over (RFC 7515 §4.1.11); none is understood here.
    #[error("it has extensions that are not known here (crit)")]
    Critical,
    /// From somebody else.
    #[error("it comes from another issuer (iss)")]
    Issuer,
    /// For somebody else.
    #[error("it is for another client (aud)")]
    Audience,
    /// For several, of whom another one is meant.
    #[error("it is for another client (azp)")]
    AuthorizedParty,
    /// Over, or without an end.
    #[error("it is over (exp)")]
    Expired,
    /// Of another login.
    #[error("it belongs to another login (nonce)")]
    Nonce,
    /// Without a user.
    #[error("it names no user (sub)")]
    Subject,
    /// Signed in a way that we do not have, or with a key that is not published.
    #[error("no published key fits its signature")]
    Key,
    /// Changed on the way, or signed by somebody else.
    #[error("its signature is wrong")]
    Signature,
}

/// Checks an id token against what this login expects, and against `keys` where the server publishes
/// any.
pub fn check(
    token: &IdToken,
    expected: &Expectation<'_>,
    keys: Option<&KeySet>,
) -> Result<Identity, BadIdToken> {
    let jwt = Jwt::read(token.expose())?;
    let algorithm = jwt.header.get("alg").and_then(Value::as_str).unwrap_or("none");
    if algorithm.eq_ignore_ascii_case("none") {
        return Err(BadIdToken::Unsigned);
    }
    if jwt.header.contains_key("crit") {
        return Err(BadIdToken::Critical);
    }
    if let Some(keys) = keys {
        check_signature(token, &jwt, algorithm, keys)?;
    }
    check_claims(&jwt, expected)?;
    Ok(Identity { claims: jwt.claims, is_signature_checked: keys.is_some() })
}

fn check_claims(jwt: &Jwt, expected: &Expectation<'_>) -> Result<(), BadIdToken> {
    let text = |claim: &str| jwt.claims.get(claim).and_then(Value::as_str);
    if expected.issuer.is_some_and(|issuer| text("iss") != Some(issuer)) {
        return Err(BadIdToken::Issuer);
    }
    let audiences = audiences(jwt);
    if !audiences.contains(&expected.client_id) {
        return Err(BadIdToken::Audience);
    }
    let is_shared = audiences.len() > 1 && expected.issuer.is_some();
    let is_ours = said(jwt, "azp").map_or(!is_shared, |party| party == expected.client_id);
    if !is_ours {
        return Err(BadIdToken::AuthorizedParty);
    }
    let end = jwt.expires_at().ok_or(BadIdToken::Expired)?;
    if end.saturating_add(TOLERANCE) <= expected.now.as_second() {
        return Err(BadIdToken::Expired);
    }
    check_nonce(said(jwt, "nonce"), expected)?;
    jwt.subject().filter(|subject| !subject.is_empty()).ok_or(BadIdToken::Subject).map(drop)
}

/// A claim that was made, if only by something that is no text.
fn said<'a>(jwt: &'a Jwt, claim: &str) -> Option<&'a Value> {
    jwt.claims.get(claim).filter(|value| !value.is_null())
}

fn check_nonce(said: Option<&Value>, expected: &Expectation<'_>) -> Result<(), BadIdToken> {
    let good = match (said, expected.nonce) {
        (Some(said), Some(sent)) => {
            said.as_str().is_some_and(|said| said.as_bytes().ct_eq(sent.as_bytes()).into())
        }
        // Nobody asked for it: it is another login's.
        (Some(_), None) => false,
        (None, Some(_)) => expected.issuer.is_none(),
        (None, None) => true,
    };
    if good { Ok(()) } else { Err(BadIdToken::Nonce) }
}

/// `aud` is one text or several.
fn audiences(jwt: &Jwt) -> Vec<&str> {
    match jwt.claims.get("aud") {
        Some(Value::String(one)) => vec![one],
        Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

fn check_signature(
    token: &IdToken,
    jwt: &Jwt,
    algorithm: &str,
    keys: &KeySet,
) -> Result<(), BadIdToken> {
    let (signed, signature) = signed_parts(token.expose()).ok_or(BadIdToken::Signature)?;
    let named = jwt.header.get("kid").and_then(Value::as_str);
    let fits = |key: &&Key| {
        (named.is_none() || key.kid.is_none() || key.kid.as_deref() == named)
            && key.usage.as_deref().is_none_or(|usage| usage == "sig")
            && key.alg.as_deref().is_none_or(|only| only == algorithm)
    };
    let mut fitting =
        keys.keys.iter().filter(fits).filter_map(|key| PublicKey::of(key, algorithm)).peekable();
    if fitting.peek().is_none() {
        return Err(BadIdToken::Key);
    }
    let good = fitting.any(|key| key.verifies(signed.as_bytes(), &signature));
    if good { Ok(()) } else { Err(BadIdToken::Signature) }
}

/// A key, and the one algorithm that it is used with: the token does not choose.
enum PublicKey {
    Rsa(&'static signature::RsaParameters, Vec<u8>, Vec<u8>),
    Point(&'static dyn VerificationAlgorithm, Vec<u8>),
}

impl PublicKey {
    /// `key` for `algorithm`, where the two belong together (RFC 7518 §3.1, RFC 8037 §3.1).
    fn of(key: &Key, algorithm: &str) -> Option<Self> {
        let kind = (algorithm, key.kty.as_str(), key.crv.as_deref());
        let rsa = match kind {
            ("RS256", "RSA", _) => Some(&signature::RSA_PKCS1_2048_8192_SHA256),
            ("RS384", "RSA", _) => Some(&signature::RSA_PKCS1_2048_8192_SHA384),
            ("RS512", "RSA", _) => Some(&signature::RSA_PKCS1_2048_8192_SHA512),
            ("PS256", "RSA", _) => Some(&signature::RSA_PSS_2048_8192_SHA256),
            ("PS384", "RSA", _) => Some(&signature::RSA_PSS_2048_8192_SHA384),
            ("PS512", "RSA", _) => Some(&signature::RSA_PSS_2048_8192_SHA512),
            _ => None,
        };
        if let Some(parameters) = rsa {
            return Some(Self::Rsa(parameters, bytes(key.n.as_ref())?, bytes(key.e.as_ref())?));
        }
        let x = bytes(key.x.as_ref())?;
        match kind {
            ("ES256", "EC", Some("P-256")) => {
                Some(Self::Point(&signature::ECDSA_P256_SHA256_FIXED, point(x, key)?))
            }
            ("ES384", "EC", Some("P-384")) => {
                Some(Self::Point(&signature::ECDSA_P384_SHA384_FIXED, point(x, key)?))
            }
            ("EdDSA" | "Ed25519", "OKP", Some("Ed25519")) => {
                Some(Self::Point(&signature::ED25519, x))
            }
            _ => None,
        }
    }

    fn verifies(&self, signed: &[u8], signature: &[u8]) -> bool {
        match self {
            Self::Rsa(parameters, n, e) => signature::RsaPublicKeyComponents { n, e }
                .verify(parameters, signed, signature)
                .is_ok(),
            Self::Point(algorithm, point) => {
                UnparsedPublicKey::new(*algorithm, point).verify(signed, signature).is_ok()
            }
        }
    }
}

/// A point as SEC 1 §2.3.3 writes it, uncompressed.
fn point(x: Vec<u8>, key: &Key) -> Option<Vec<u8>> {
    let y = bytes(key.y.as_ref())?;
    Some([vec![4], x, y].concat())
}

fn bytes(member: Option<&String>) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(member?).ok()
}

#[cfg(test)]
mod tests {
    use ring::rand::SystemRandom;
    use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
    use serde_json::json;

    use super::*;

    const NOW: i64 = 1_800_000_000;

    fn expected() -> Expectation<'static> {
        Expectation {
            issuer: Some("https://a.example"),
            client_id: "client",
            nonce: Some("n"),
            now: Timestamp::from_second(NOW).unwrap(),
        }
    }

    fn claims() -> Value {
        json!({"iss": "https://a.example", "aud": "client", "sub": "u", "nonce": "n",
            "exp": NOW + 60, "iat": NOW})
    }

    fn unsigned(header: &Value, claims: &Value) -> String {
        let part = |part: &Value| URL_SAFE_NO_PAD.encode(part.to_string());
        format!("{}.{}", part(header), part(claims))
    }

    fn token(claims: &Value) -> IdToken {
        IdToken::new(format!("{}.c2ln", unsigned(&json!({"alg": "RS256"}), claims)))
    }

    fn with(name: &str, value: Value) -> Result<Identity, BadIdToken> {
        let mut claims = claims();
        claims[name] = value;
        check(&token(&claims), &expected(), None)
    }

    #[test]
    fn c32_each_claim_is_checked() {
        let good = check(&token(&claims()), &expected(), None).unwrap();
        assert_eq!((good.subject(), good.is_signature_checked), (Some("u"), false));
        for (claim, value, outcome) in [
            ("iss", json!("https://a.example/"), Err(BadIdToken::Issuer)),
            ("iss", json!(null), Err(BadIdToken::Issuer)),
            ("aud", json!("other"), Err(BadIdToken::Audience)),
            ("aud", json!([]), Err(BadIdToken::Audience)),
            ("aud", json!(["client"]), Ok(())),
            ("aud", json!(["client", "other"]), Err(BadIdToken::AuthorizedParty)),
            ("azp", json!("other"), Err(BadIdToken::AuthorizedParty)),
            ("azp", json!(["other"]), Err(BadIdToken::AuthorizedParty)),
            ("azp", json!("client"), Ok(())),
            ("exp", json!(NOW - 59), Ok(())),
            ("exp", json!(NOW - 60), Err(BadIdToken::Expired)),
            ("exp", json!("soon"), Err(BadIdToken::Expired)),
            ("nonce", json!("m"), Err(BadIdToken::Nonce)),
            ("nonce", json!(null), Err(BadIdToken::Nonce)),
            ("sub", json!(""), Err(BadIdToken::Subject)),
            ("sub", json!(7), Err(BadIdToken::Subject)),
        ] {
            assert_eq!(with(claim, value.clone()).map(drop), outcome, "{claim}: {value}");
        }
    }

    #[test]
    fn c32_a_token_that_is_not_signed_is_none() {
        for header in [json!({"alg": "none"}), json!({"alg": "NONE"}), json!({})] {
            let token = IdToken::new(format!("{}.", unsigned(&header, &claims())));
            assert_eq!(check(&token, &expected(), None), Err(BadIdToken::Unsigned));
        }
        let opaque = check(&IdToken::new("x"), &expected(), None);
        assert_eq!(opaque, Err(BadIdToken::Unreadable(NotAJwt::Parts)));
    }

    #[test]
    fn c32_an_extension_that_must_not_be_passed_over_is_not() {
        let header = json!({"alg": "RS256", "crit": ["b64"], "b64": false});
        let token = IdToken::new(format!("{}.c2ln", unsigned(&header, &claims())));
        assert_eq!(check(&token, &expected(), None), Err(BadIdToken::Critical));
    }

    #[test]
    fn where_no_issuer_is_known_a_nonce_counts_only_where_it_comes() {
        let unknown = Expectation { issuer: None, ..expected() };
        let mut claims = claims();
        claims["nonce"] = Value::Null;
        assert!(check(&token(&claims), &unknown, None).is_ok());
        claims["nonce"] = json!("m");
        assert_eq!(check(&token(&claims), &unknown, None), Err(BadIdToken::Nonce));
        claims["nonce"] = json!(["n"]);
        assert_eq!(check(&token(&claims), &unknown, None), Err(BadIdToken::Nonce));
        let none_sent = Expectation { nonce: None, ..unknown };
        assert_eq!(check(&token(&claims), &none_sent, None), Err(BadIdToken::Nonce));
    }

    /// A key pair, and what is published of it.
    fn pair(kid: &str) -> (EcdsaKeyPair, Key) {
        let random = SystemRandom::new();
        let algorithm = &ECDSA_P256_SHA256_FIXED_SIGNING;
        let document = EcdsaKeyPair::generate_pkcs8(algorithm, &random).unwrap();
        let pair = EcdsaKeyPair::from_pkcs8(algorithm, document.as_ref(), &random).unwrap();
        let point = pair.public_key().as_ref();
        let key = Key {
            kty: "EC".into(),
            crv: Some("P-256".into()),
            kid: Some(kid.into()),
            x: Some(URL_SAFE_NO_PAD.encode(&point[1..33])),
            y: Some(URL_SAFE_NO_PAD.encode(&point[33..])),
            ..Key::default()
        };
        (pair, key)
    }

    fn signed(pair: &EcdsaKeyPair, header: &Value) -> IdToken {
        let text = unsigned(header, &claims());
        let signature = pair.sign(&SystemRandom::new(), text.as_bytes()).unwrap();
        IdToken::new(format!("{text}.{}", URL_SAFE_NO_PAD.encode(signature)))
    }

    #[test]
    fn c32_a_signature_is_checked_with_the_key_that_is_named() {
        let (mine, key) = pair("1");
        let (_, other) = pair("2");
        let keys = KeySet { keys: vec![other.clone(), key.clone()] };
        let token = signed(&mine, &json!({"alg": "ES256", "kid": "1"}));
        assert!(check(&token, &expected(), Some(&keys)).unwrap().is_signature_checked);
        let nameless = signed(&mine, &json!({"alg": "ES256"}));
        assert!(check(&nameless, &expected(), Some(&keys)).is_ok());

        let forged = Key { kid: Some("1".into()), ..other };
        let outcome = check(&token, &expected(), Some(&KeySet { keys: vec![forged] }));
        assert_eq!(outcome, Err(BadIdToken::Signature));
        let unknown = signed(&mine, &json!({"alg": "ES256", "kid": "3"}));
        assert_eq!(check(&unknown, &expected(), Some(&keys)), Err(BadIdToken::Key));
        let for_encryption = Key { usage: Some("enc".into()), ..key };
        let outcome = check(&token, &expected(), Some(&KeySet { keys: vec![for_encryption] }));
        assert_eq!(outcome, Err(BadIdToken::Key));
    }

    #[test]
    fn c32_the_token_does_not_choose_the_algorithm() {
        let (mine, key) = pair("1");
        let keys = KeySet { keys: vec![key] };
        for algorithm in ["HS256", "RS256", "ES384", "EdDSA"] {
            let token = signed(&mine, &json!({"alg": algorithm, "kid": "1"}));
            assert_eq!(
                check(&token, &expected(), Some(&keys)),
                Err(BadIdToken::Key),
                "{algorithm}"
            );
        }
        assert_eq!(
            check(&token(&claims()), &expected(), Some(&KeySet::default())),
            Err(BadIdToken::Key)
        );
    }
}
