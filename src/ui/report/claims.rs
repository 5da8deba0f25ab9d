//! The members of a token, or of what a server says about one.

use jiff::Timestamp;
use serde_json::{Map, Value};

use crate::model::{Lang, Span, Text, korean_time, moment, text};

/// The members that are moments: of a token (RFC 7519 §4.1, `OpenID` Connect Core §2), and of what a
/// server says about one (RFC 7662 §2.2).
const MOMENTS: [&str; 4] = ["iat", "nbf", "exp", "auth_time"];

/// Each by its own name, moments in Korean time with how far they are from `now`.
pub(super) fn fields(
    claims: &Map<String, Value>,
    now: Timestamp,
    lang: Lang,
) -> Vec<(Text, String)> {
    let shown = |(name, value): (&String, &Value)| {
        let moment = MOMENTS.contains(&name.as_str()).then(|| at(name, value, now)).flatten();
        let words = moment.map(|moment| moment.say(lang).to_owned());
        (Text::same(name.clone()), words.unwrap_or_else(|| plainly(value)))
    };
    claims.iter().map(shown).collect()
}

/// A text as it is, anything else as JSON.
pub(super) fn plainly(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn at(claim: &str, value: &Value, now: Timestamp) -> Option<Text> {
    let instant = Timestamp::from_second(moment(value)?).ok()?;
    let distance = now.duration_since(instant);
    let span = Span::from(distance.abs()).in_words();
    let (time, en, ko) = (korean_time(instant), span.say(Lang::En), span.say(Lang::Ko));
    Some(match (claim, distance.is_negative()) {
        (_, false) => text!("{time} ({en} ago)", "{time} ({ko} 전)"),
        ("exp", true) => text!("{time} ({en} left)", "{time} ({ko} 남음)"),
        (_, true) => text!("{time} (in {en})", "{time} ({ko} 후)"),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn shown(claims: &Value, lang: Lang) -> Vec<String> {
        let now = Timestamp::from_second(1_795_262_400).unwrap();
        let fields = fields(claims.as_object().unwrap(), now, lang);
        fields.into_iter().map(|(name, value)| format!("{}={value}", name.say(lang))).collect()
    }

    #[test]
    fn moments_are_in_words_and_the_rest_as_it_is() {
        let claims = json!({
            "aud": ["a", 1], "auth_time": 1_795_262_400, "exp": 1_795_266_000.5,
            "iat": 1_795_262_399, "nbf": 1_795_262_460, "sub": "가",
        });
        assert_eq!(
            shown(&claims, Lang::En),
            [
                "aud=[\"a\",1]",
                "auth_time=2026-11-21 21:00:00 KST (0s ago)",
                "exp=2026-11-21 22:00:00 KST (1h left)",
                "iat=2026-11-21 20:59:59 KST (1s ago)",
                "nbf=2026-11-21 21:01:00 KST (in 1m)",
                "sub=가",
            ]
        );
        let korean = shown(&claims, Lang::Ko).join("\n");
        for words in ["(0초 전)", "(1시간 남음)", "(1분 후)"] {
            assert!(korean.contains(words), "{korean}");
        }
    }

    #[test]
    fn what_is_no_moment_stays_what_it_is() {
        let claims = json!({ "exp": "soon", "iat": 1e300, "nbf": null, "exp_ms": 1 });
        assert_eq!(shown(&claims, Lang::En), ["exp=soon", "exp_ms=1", "iat=1e+300", "nbf=null"]);
    }
}
