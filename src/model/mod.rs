//! Our own words. Everything else in the house is built from these; they know nothing of it.

mod bank;
mod bank_ids;
mod base_url;
mod clock;
mod connection;
mod date_range;
mod explanation;
mod exposure;
mod hive;
mod inquiry;
mod jwt;
mod korean_date;
mod member;
mod pkce;
mod provider;
mod provider_spec;
mod redirect_uri;
mod refusal;
mod registration;
mod scope;
mod secret;
mod shell;
mod span;
mod text;
mod token;
mod won;

pub use bank::{AccountKind, AccountState, Balance, BankAccount, Direction, Transaction};
pub use bank_ids::{
    BadBankTranId, BadFintechUseNum, BadInstitutionCode, BankTranId, BankTranIdRow, FintechUseNum,
    InstitutionCode, NoRandomness,
};
pub use base_url::{BadBaseUrl, BaseUrl, OffBase, is_loopback};
pub use clock::{Clock, iso8601, korean_digits, korean_time, moved};
pub use connection::{
    Account, BadName, Connection, ConnectionKey, Profile, RegistrationId, Selection,
};
pub use date_range::{BadRange, DateRange};
pub use explanation::Explanation;
pub use exposure::{Redactor, plain};
pub use hive::{HIVE_IDPS, HiveCredentials, HiveIdp, HiveVersion};
pub use inquiry::{InquiryType, SortOrder};
pub use jwt::{Jwt, NotAJwt, moment, signed_parts};
#[cfg(feature = "sandbox")]
pub(crate) use korean_date::digits;
pub use korean_date::{BadDate, KoreanDate};
pub use member::Member;
pub use pkce::{BadVerifier, CodeVerifier};
pub use provider::{BadProviderName, CustomProvider, Provider};
pub use provider_spec::{EndpointUrl, Endpoints, ExpectedIssuer, Grant, Pkce, ProviderSpec};
pub use redirect_uri::{BadRedirectUri, RedirectUri};
pub use refusal::{Cause, Refusal};
pub use registration::{ClientAuth, Registration};
pub use scope::scopes_equal;
pub use secret::{
    AccessToken, AuthorizationCode, ClientSecret, CustomAuthKey, DeviceCode, IdToken, PlayerToken,
    RefreshToken, masked,
};
pub use shell::shell_word;
pub use span::{NotASpan, Span};
pub(crate) use text::text;
pub use text::{Lang, Text, UnknownName};
pub use token::{RenewalMargin, Token, TokenState};
pub use won::{NotWon, Won};
