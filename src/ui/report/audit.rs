//! `qetta audit`

use std::cell::{Cell, RefCell};
use std::io;

use serde::{Serialize, Serializer};
use unicode_width::UnicodeWidthStr as _;

use crate::error::Error;
use crate::model::{Lang, Provider, Text, korean_time, plain, text};
use crate::store::StoreError;
use crate::store::audit::{AuditLog, Entry, Verdict};
use crate::ui::{Page, Report, Rows};

/// Which entries are shown.
type Wanted<'a> = dyn Fn(&Entry) -> bool + 'a;

/// What was done, the newest last. A log may be long, so it is written as it is read; a table takes
/// two readings, the first of which finds out how wide its columns are.
pub struct AuditTrail<'a> {
    log: Option<&'a AuditLog>,
    wanted: &'a Wanted<'a>,
    unreadable: Cell<u64>,
    failure: RefCell<Option<StoreError>>,
}

impl<'a> AuditTrail<'a> {
    /// Of the entries that are wanted.
    pub fn new(log: Option<&'a AuditLog>, wanted: &'a Wanted<'a>) -> Self {
        Self { log, wanted, unreadable: Cell::default(), failure: RefCell::default() }
    }

    /// Why it could not be read to its end.
    pub fn failure(&self) -> Option<StoreError> {
        self.failure.take()
    }

    /// How many lines were no entries.
    pub fn unreadable(&self) -> u64 {
        self.unreadable.get()
    }

    fn entries(&self) -> impl Iterator<Item = Entry> {
        self.unreadable.set(0);
        let opened = self.log.map(AuditLog::entries).transpose();
        let entries = opened.unwrap_or_else(|error| self.failed(error));
        let readable = entries.into_iter().flatten().map_while(|entry| match entry {
            Ok(entry) => Some(entry),
            Err(error) => self.failed(error),
        });
        readable.filter_map(|entry| {
            if entry.is_err() {
                self.unreadable.set(self.unreadable.get() + 1);
            }
            entry.ok().filter(|entry| (self.wanted)(entry))
        })
    }

    fn failed<T>(&self, error: StoreError) -> Option<T> {
        self.failure.replace(Some(error));
        None
    }
}

impl Report for AuditTrail<'_> {
    /// It is written line by line.
    fn text(&self, _page: &mut Page) {}

    fn lines(&self, out: &mut dyn io::Write, lang: Lang) -> io::Result<()> {
        let headings = headings().map(|heading| heading.say(lang).to_owned());
        let mut widths = headings.each_ref().map(|heading| heading.width());
        let mut count = 0_u64;
        for entry in self.entries() {
            count += 1;
            for (width, cell) in widths.iter_mut().zip(cells(&entry, lang)) {
                *width = cell.width().max(*width);
            }
        }
        if count == 0 {
            let nothing = text!("nothing is recorded", "기록이 없습니다");
            return writeln!(out, "{}", nothing.say(lang));
        }
        line(out, &widths, &headings)?;
        self.entries().try_for_each(|entry| line(out, &widths, &cells(&entry, lang)))
    }

    fn json(&self) -> impl Serialize {
        Document(self)
    }

    fn rows(&self, rows: &mut Rows<'_>) -> Option<io::Result<()>> {
        Some(rows.list(&COLUMNS, self.entries().map(Row::of)))
    }
}

const CELLS: usize = 10;

fn headings() -> [Text; CELLS] {
    [
        Text::new("time", "시각"),
        Text::new("event", "일"),
        Text::new("provider", "제공자"),
        Text::new("account", "계정"),
        Text::new("profile", "프로필"),
        Text::new("result", "결과"),
        Text::new("code", "코드"),
        Text::new("token", "토큰"),
        Text::new("process", "프로세스"),
        Text::new("detail", "내용"),
    ]
}

fn cells(entry: &Entry, lang: Lang) -> [String; CELLS] {
    let or_dash = |cell: &Option<String>| plain(cell.as_deref().unwrap_or("-"));
    let title = |code: &String| match Provider::from_code(code) {
        Some(provider) => provider.title().say(lang).to_owned(),
        None => plain(code),
    };
    [
        entry.moment().map_or_else(|| plain(&entry.time), korean_time),
        plain(&entry.event),
        entry.provider.as_ref().map_or_else(|| "-".to_owned(), title),
        or_dash(&entry.account),
        or_dash(&entry.profile),
        plain(&entry.result),
        or_dash(&entry.provider_code),
        or_dash(&entry.token),
        plain(&format!("{} ({})", entry.command, entry.pid)),
        plain(entry.detail.as_deref().unwrap_or_default()),
    ]
}

fn line(out: &mut dyn io::Write, widths: &[usize], cells: &[String]) -> io::Result<()> {
    let mut line = String::new();
    for (width, cell) in widths.iter().zip(cells) {
        line.push_str(cell);
        line.push_str(&" ".repeat(width.saturating_sub(cell.width()) + 2));
    }
    writeln!(out, "{}", line.trim_end())
}

/// `{"entries":[…]}`, written as it is read.
struct Document<'a, 'b>(&'b AuditTrail<'a>);

impl Serialize for Document<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap as _;
        let mut document = serializer.serialize_map(Some(1))?;
        document.serialize_entry("entries", &List(self.0))?;
        document.end()
    }
}

struct List<'a, 'b>(&'b AuditTrail<'a>);

impl Serialize for List<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeSeq as _;
        let mut list = serializer.serialize_seq(None)?;
        for entry in self.0.entries() {
            list.serialize_element(&Row::of(entry))?;
        }
        list.end()
    }
}

/// The names of a [`Row`]'s columns.
const COLUMNS: [&str; 14] = [
    "seq",
    "time",
    "event",
    "profile",
    "provider",
    "account",
    "result",
    "providerCode",
    "token",
    "detail",
    "pid",
    "command",
    "hash",
    "sealed",
];

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Row {
    seq: u64,
    time: String,
    event: String,
    profile: Option<String>,
    provider: Option<String>,
    account: Option<String>,
    result: String,
    provider_code: Option<String>,
    token: Option<String>,
    detail: Option<String>,
    pid: u32,
    command: String,
    hash: Option<String>,
    sealed: bool,
}

impl Row {
    fn of(entry: Entry) -> Self {
        Self {
            seq: entry.seq,
            time: entry.time,
            event: entry.event,
            profile: entry.profile,
            provider: entry.provider,
            account: entry.account,
            result: entry.result,
            provider_code: entry.provider_code,
            token: entry.token,
            detail: entry.detail,
            pid: entry.pid,
            command: entry.command,
            hash: entry.hash,
            sealed: entry.seal.is_some(),
        }
    }
}

/// Whether a log holds.
#[derive(Debug)]
pub struct AuditVerdict<'a> {
    /// What was found.
    pub verdict: &'a Verdict,
    /// Why it does not, where it does not.
    pub wrong: Option<&'a Error>,
    /// Whether the seals were checked.
    pub has_key: bool,
}

impl Report for AuditVerdict<'_> {
    fn text(&self, page: &mut Page) {
        let entries = self.verdict.entries;
        page.line(&match self.wrong {
            None => {
                text!("valid: {entries} entries hold", "유효: 항목 {entries}개가 모두 맞습니다")
            }
            Some(_) => text!(
                "not valid: only the first {entries} entries hold",
                "유효하지 않음: 처음 {entries}개 항목만 맞습니다"
            ),
        });
        page.fields(&self.fields(page.lang()));
    }

    fn json(&self) -> impl Serialize {
        #[derive(Serialize)]
        #[serde(rename_all = "camelCase")]
        struct Document<'a> {
            valid: bool,
            entries: u64,
            head: Option<&'a str>,
            first_at: Option<&'a str>,
            last_at: Option<&'a str>,
            sealed: u64,
            seals_checked: Option<u64>,
            sealed_by_another_key: Option<u64>,
            clock_went_back: u64,
            torn: bool,
            #[serde(skip_serializing_if = "Option::is_none")]
            line: Option<u64>,
            #[serde(skip_serializing_if = "Option::is_none")]
            flaw: Option<&'a str>,
            #[serde(skip_serializing_if = "Option::is_none")]
            reason: Option<&'a str>,
        }
        let Verdict { entries, sealed, checked, another_keys, .. } = *self.verdict;
        let (first, last) = self.verdict.span.as_ref().map(|(a, b)| (a, b)).unzip();
        let (line, flaw) = self.verdict.flaw.as_ref().map(|(a, b)| (*a, b.as_str())).unzip();
        Document {
            valid: self.wrong.is_none(),
            entries,
            head: Some(self.verdict.head.as_str()).filter(|_| entries > 0),
            first_at: first.map(String::as_str),
            last_at: last.map(String::as_str),
            sealed,
            seals_checked: self.has_key.then_some(checked),
            sealed_by_another_key: self.has_key.then_some(another_keys),
            clock_went_back: self.verdict.backwards,
            torn: self.verdict.is_torn,
            line,
            flaw,
            reason: self.wrong.map(|wrong| wrong.message().english()),
        }
    }
}

impl AuditVerdict<'_> {
    fn fields(&self, lang: Lang) -> Vec<(Text, String)> {
        let Verdict { sealed, checked, another_keys, backwards, .. } = *self.verdict;
        let mut fields = Vec::new();
        if let Some((first, last)) = &self.verdict.span {
            fields.push((Text::new("from", "처음"), plain(first)));
            fields.push((Text::new("to", "마지막"), plain(last)));
            fields.push((Text::new("last hash", "마지막 해시"), plain(&self.verdict.head)));
        }
        let seals =
            if self.has_key { format!("{checked}/{sealed}") } else { format!("0/{sealed}") };
        fields.push((Text::new("seals checked", "확인한 봉인"), seals));
        if self.has_key && another_keys > 0 {
            let label = Text::new("sealed by another key", "다른 키로 봉인됨");
            fields.push((label, another_keys.to_string()));
        }
        if self.verdict.is_torn {
            let what = text!(
                "a process died while it wrote: what it left is no entry",
                "기록하다가 중단된 줄은 항목이 아닙니다"
            );
            fields.push((Text::new("unfinished", "미완성"), what.say(lang).to_owned()));
        }
        if backwards > 0 {
            let label = Text::new("the clock went back", "시계가 뒤로 간 횟수");
            fields.push((label, backwards.to_string()));
        }
        fields
    }
}
