//! `qetta login`, `qetta ottm` and `qetta hive`

use serde::Serialize;
use serde_json::{Map, Value};

use crate::model::{
    CustomAuthKey, Lang, Member, Provider, Text, iso8601, korean_time, plain, text,
};
use crate::ops::LoggedIn;
use crate::ui::{Page, Report};

/// A login that was made.
#[derive(Debug)]
pub struct NewLogin<'a> {
    /// Where.
    pub provider: Provider,
    /// What came of it.
    pub login: &'a LoggedIn,
    /// Who it is, where that was asked.
    pub user: Option<&'a Member>,
    /// What the player signs in with at Hive, where that was asked.
    pub custom_auth_key: Option<&'a CustomAuthKey>,
}

impl Report for NewLogin<'_> {
    fn text(&self, page: &mut Page) {
        let title = self.provider.title();
        let (en, ko) = (title.say(Lang::En), title.say(Lang::Ko));
        page.line(&text!("{en} is connected", "{ko}에 연결되었습니다"));
        let token = &self.login.token;
        let until = token.expires_at().map_or_else(|| "-".to_owned(), korean_time);
        let mut fields = vec![
            (Text::new("scope", "권한 범위"), plain(&token.scope)),
            (Text::new("access until", "사용 기한"), until),
        ];
        if let Some(identity) = &self.login.identity {
            fields.extend(claims(&identity.claims));
            let checked = if identity.is_signature_checked {
                Text::new("checked with the published key", "공개된 키로 확인함")
            } else {
                Text::new("not checked: no key is published", "확인하지 않음(공개된 키가 없음)")
            };
            let signature = checked.say(page.lang()).to_owned();
            fields.push((Text::new("id token signature", "ID 토큰 서명"), signature));
        }
        fields.extend(self.user.into_iter().flat_map(member));
        fields.extend(self.custom_auth_key.map(key));
        page.fields(&fields);
    }

    fn json(&self) -> impl Serialize {
        #[derive(Serialize)]
        #[serde(rename_all = "camelCase")]
        struct IdTokenSeen<'a> {
            claims: &'a Map<String, Value>,
            signature_checked: bool,
        }
        #[derive(Serialize)]
        #[serde(rename_all = "camelCase")]
        struct Document<'a> {
            provider: &'a str,
            token_type: &'a str,
            scope: &'a str,
            expires_at: Option<String>,
            #[serde(skip_serializing_if = "Option::is_none")]
            id_token: Option<IdTokenSeen<'a>>,
            #[serde(skip_serializing_if = "Option::is_none")]
            user: Option<&'a Member>,
            #[serde(rename = "custom_auth_key", skip_serializing_if = "Option::is_none")]
            custom_auth_key: Option<&'a str>,
        }
        Document {
            provider: self.provider.code(),
            token_type: &self.login.token.token_type,
            scope: &self.login.token.scope,
            expires_at: self.login.token.expires_at().map(iso8601),
            id_token: self.login.identity.as_ref().map(|identity| IdTokenSeen {
                claims: &identity.claims,
                signature_checked: identity.is_signature_checked,
            }),
            user: self.user,
            custom_auth_key: self.custom_auth_key.map(CustomAuthKey::expose),
        }
    }
}

/// Who an id token is about; the rest of it is bookkeeping, which JSON has.
fn claims(claims: &Map<String, Value>) -> Vec<(Text, String)> {
    let named = [
        ("sub", Text::new("user", "사용자")),
        ("name", Text::new("name", "이름")),
        ("email", Text::new("e-mail", "이메일")),
    ];
    let text = |claim: &str| claims.get(claim).and_then(Value::as_str).map(plain);
    named.into_iter().filter_map(|(claim, title)| Some((title, text(claim)?))).collect()
}

fn member(user: &Member) -> Vec<(Text, String)> {
    let mut fields = vec![(Text::new("member", "회원 ID"), user.sub.clone())];
    let nickname = user.nickname.clone().map(|name| (Text::new("nickname", "별명"), name));
    let email = user.email.clone().map(|email| (Text::new("e-mail", "이메일"), email));
    fields.extend(nickname.into_iter().chain(email));
    fields
}

fn key(key: &CustomAuthKey) -> (Text, String) {
    (Text::new("Hive key", "Hive 인증 키"), plain(key.expose()))
}

/// Who the stored token of OTTM is for.
#[derive(Debug)]
pub struct MemberShown<'a> {
    /// The member.
    pub user: &'a Member,
}

impl Report for MemberShown<'_> {
    fn text(&self, page: &mut Page) {
        page.fields(&member(self.user));
    }

    fn json(&self) -> impl Serialize {
        self.user
    }
}

/// What a player signs in with at Hive.
#[derive(Debug)]
pub struct HiveKey<'a> {
    /// The key.
    pub key: &'a CustomAuthKey,
}

impl Report for HiveKey<'_> {
    fn text(&self, page: &mut Page) {
        page.fields(&[key(self.key)]);
    }

    fn json(&self) -> impl Serialize {
        #[derive(Serialize)]
        struct Document<'a> {
            custom_auth_key: &'a str,
        }
        Document { custom_auth_key: self.key.expose() }
    }
}

/// That a player is signed in at Hive.
#[derive(Debug)]
pub struct PlayerVerified {
    /// Who.
    pub player_id: u64,
}

impl Report for PlayerVerified {
    fn text(&self, page: &mut Page) {
        let player = self.player_id;
        page.line(&text!(
            "player {player} is signed in at Hive",
            "플레이어 {player}은(는) Hive에 로그인되어 있습니다"
        ));
    }

    fn json(&self) -> impl Serialize {
        #[derive(Serialize)]
        struct Document {
            verified: bool,
            result_code: i64,
        }
        Document { verified: true, result_code: 0 }
    }
}
