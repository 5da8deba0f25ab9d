//! Which rules the client broke, at the end of a run: for CI, for code scanning, and for people.

use std::fmt::Write as _;
use std::str::FromStr;

use serde_json::{Value, json};

use crate::model::{Lang, UnknownName, iso8601, korean_time};
use crate::sandbox::journal::Violation;
use crate::sandbox::rules::{RULES, Rule};

/// For whom a report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportFormat {
    /// CI: a test case for each rule.
    Junit,
    /// Code scanning: SARIF 2.1.0.
    Sarif,
    /// People.
    Text,
}

impl ReportFormat {
    const NAMES: [&'static str; 3] = ["junit", "sarif", "text"];
}

impl FromStr for ReportFormat {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        match name {
            "junit" => Ok(Self::Junit),
            "sarif" => Ok(Self::Sarif),
            "text" => Ok(Self::Text),
            _ => Err(UnknownName { allowed: &Self::NAMES }),
        }
    }
}

/// The report of a run that had so many `requests`, in a language where it is for people.
pub fn report(format: ReportFormat, violations: &[Violation], requests: u64, lang: Lang) -> String {
    match format {
        ReportFormat::Junit => junit(violations),
        ReportFormat::Sarif => format!("{:#}\n", sarif(violations)),
        ReportFormat::Text => text(violations, requests, lang),
    }
}

/// The rules that can be broken.
fn breakable() -> impl Iterator<Item = &'static Rule> {
    RULES.iter().filter(|rule| !rule.is_course)
}

fn junit(violations: &[Violation]) -> String {
    let of = |rule: &'static Rule| violations.iter().filter(move |broken| broken.rule == rule);
    let failed = breakable().filter(|rule| of(rule).next().is_some()).count();
    let tests = breakable().count();
    let mut page = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <testsuites name=\"qetta sandbox\" tests=\"{tests}\" failures=\"{failed}\">\n\
         <testsuite name=\"qetta sandbox\" tests=\"{tests}\" failures=\"{failed}\" errors=\"0\" \
         skipped=\"0\">\n"
    );
    for rule in breakable() {
        let name = escaped(&format!("{} {}", rule.id, rule.title));
        let broken: Vec<String> = of(rule).map(told).collect();
        if broken.is_empty() {
            let _ = writeln!(page, "<testcase classname=\"qetta.sandbox\" name=\"{name}\"/>");
            continue;
        }
        let first = escaped(&broken[0]);
        let all = escaped(&broken.join("\n"));
        let _ = writeln!(
            page,
            "<testcase classname=\"qetta.sandbox\" name=\"{name}\">\
             <failure type=\"{}\" message=\"{first}\">{all}</failure></testcase>",
            rule.id
        );
    }
    page.push_str("</testsuite>\n</testsuites>\n");
    page
}

fn sarif(violations: &[Violation]) -> Value {
    let rules: Vec<Value> = breakable()
        .map(|rule| json!({ "id": rule.id, "shortDescription": { "text": rule.title } }))
        .collect();
    let result = |broken: &Violation| {
        let place = json!({ "fullyQualifiedName": broken.request, "kind": "resource" });
        json!({
            "ruleId": broken.rule.id,
            "ruleIndex": breakable().position(|rule| rule == broken.rule),
            "level": "error",
            "message": { "text": told(broken) },
            // A reader that wants a file, as GitHub's does, takes the address for one.
            "locations": [{
                "physicalLocation": {
                    "artifactLocation": { "uri": artifact(&broken.request) },
                    "region": { "startLine": 1 },
                },
                "logicalLocations": [place],
            }],
            "occurrenceCount": broken.count,
        })
    };
    let results: Vec<Value> = violations.iter().map(result).collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "qetta sandbox",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            } },
            "results": results,
        }],
    })
}

/// `POST /toss/token` as a relative URI: `sandbox/toss/token`.
fn artifact(request: &str) -> String {
    let path = request.split_once(' ').map_or("", |(_, path)| path);
    path.bytes().fold("sandbox".to_owned(), |mut uri, byte| {
        if byte.is_ascii_alphanumeric() || b"/-._~%:@!$&'()*+,;=".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
        uri
    })
}

fn text(violations: &[Violation], requests: u64, lang: Lang) -> String {
    let broken = violations.len();
    let mut page = match lang {
        Lang::En if broken == 0 => format!("no rule was broken in {requests} requests\n"),
        Lang::En => format!("rules broken: {broken}, in {requests} requests\n"),
        Lang::Ko if broken == 0 => format!("요청 {requests}건에서 어긴 규칙이 없습니다\n"),
        Lang::Ko => format!("어긴 규칙: {broken}개, 요청 {requests}건\n"),
    };
    for violation in violations {
        let title = match lang {
            Lang::En => violation.rule.title,
            Lang::Ko => violation.rule.title_ko,
        };
        let Violation { provider, rule, count, .. } = violation;
        let _ = writeln!(page, "{:<6} {provider} ×{count}  {title}", rule.id);
        let _ = writeln!(page, "       {}", told_to_people(violation, lang));
    }
    page
}

/// The same in a language and at Korean time. How a rule was broken is said as `/__qetta/violations`
/// says it.
fn told_to_people(broken: &Violation, lang: Lang) -> String {
    let Violation { provider, words, count, number, request, .. } = broken;
    let words = words.split_once(": ").map_or(*words, |(_, words)| words);
    let at = korean_time(broken.at);
    match lang {
        Lang::En if *count == 1 => {
            format!("{provider}: {words}, once, in request {number}: {request} ({at})")
        }
        Lang::En => {
            format!(
                "{provider}: {words}, {count} times, first in request {number}: {request} ({at})"
            )
        }
        Lang::Ko => format!("{provider}: {words}, {count}회, 첫 요청 {number}번: {request} ({at})"),
    }
}

/// `toss: two ways to authenticate, 3 times, first in request 7: POST /toss/token (2026-…)`
fn told(broken: &Violation) -> String {
    let words = broken.words.split_once(": ").map_or(broken.words, |(_, words)| words);
    let times =
        if broken.count == 1 { "once".to_owned() } else { format!("{} times", broken.count) };
    format!(
        "{}: {words}, {times}, first in request {}: {} ({})",
        broken.provider,
        broken.number,
        broken.request,
        iso8601(broken.at)
    )
}

/// Fit for XML, where a character that is none of XML's is not allowed even as a reference.
fn escaped(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' => escaped.push_str("&#10;"),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sandbox::journal::tests::Heard;
    use crate::sandbox::testing::{Asking, TOSS_FORM};

    fn violations() -> Vec<Violation> {
        let heard = Heard::new();
        heard.ask(Asking::get("/toss/%3Cb%3E&\"x"));
        for _ in 0..2 {
            let form = TOSS_FORM.replace("sandbox_toss_secret", "wrong");
            heard.ask(Asking::form("/toss/token", &form));
        }
        heard.journal.violations()
    }

    #[test]
    fn junit_has_a_case_for_each_rule_and_a_failure_for_each_that_was_broken() {
        let page = report(ReportFormat::Junit, &violations(), 3, Lang::En);
        assert_eq!(page.matches("<testcase ").count(), breakable().count());
        assert_eq!(page.matches("<failure ").count(), 2);
        assert!(page.contains("failures=\"2\""), "{page}");
        let told = "message=\"toss: not a client, 2 times, first in request 2: POST /toss/token (\
                    2027-01-15T08:00:00.000Z)\"";
        assert!(page.contains("<failure type=\"S14\" ") && page.contains(told), "{page}");
        assert!(page.contains("&amp;&quot;x") && !page.contains("N01"), "{page}");
    }

    #[test]
    fn sarif_is_of_its_version_and_every_result_has_its_rule() {
        let page = report(ReportFormat::Sarif, &violations(), 3, Lang::Ko);
        let document: Value = serde_json::from_str(&page).unwrap();
        assert_eq!(document["version"], "2.1.0");
        let run = &document["runs"][0];
        for result in run["results"].as_array().unwrap() {
            let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
            assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
            assert!(result["message"]["text"].is_string() && result["level"] == "error");
        }
        assert_eq!(run["results"][1]["occurrenceCount"], 2);
        let place = |result: usize| &run["results"][result]["locations"][0]["physicalLocation"];
        assert_eq!(place(1)["artifactLocation"]["uri"], "sandbox/toss/token");
        assert_eq!(place(0)["artifactLocation"]["uri"], "sandbox/toss/%3Cb%3E&%22x");
    }

    #[test]
    fn people_are_told_in_their_language() {
        let page = report(ReportFormat::Text, &violations(), 3, Lang::En);
        assert!(page.starts_with("rules broken: 2, in 3 requests\nR01    toss ×1  "), "{page}");
        let page = report(ReportFormat::Text, &violations(), 3, Lang::Ko);
        assert!(page.contains("S14    toss ×2  클라이언트가 자신을 증명합니다"), "{page}");
        let told =
            "toss: not a client, 2회, 첫 요청 2번: POST /toss/token (2027-01-15 17:00:00 KST)";
        assert!(page.contains(told), "{page}");
        assert_eq!(
            report(ReportFormat::Text, &[], 3, Lang::En),
            "no rule was broken in 3 requests\n"
        );
    }
}
