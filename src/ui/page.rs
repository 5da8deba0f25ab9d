//! A page of text for people: lines, labelled values, tables that line up with Hangul.

use std::fmt::{Display, Write as _};

use anstyle::{AnsiColor, Style};
use comfy_table::{CellAlignment, ContentArrangement, Table, TableStyle};

use crate::model::{Lang, Text, plain};

pub(super) const ERROR: Style = AnsiColor::Red.on_default().bold();
pub(super) const HINT: Style = AnsiColor::Cyan.on_default().bold();
pub(super) const WARNING: Style = AnsiColor::Yellow.on_default().bold();

/// `words` in `style`; where no colour is wanted the stream takes it out again.
pub(super) fn styled(style: Style, words: impl Display) -> String {
    format!("{style}{words}{style:#}")
}

/// Text that grows from top to bottom.
#[derive(Debug)]
pub struct Page {
    lang: Lang,
    text: String,
}

impl Page {
    pub(super) fn new(lang: Lang) -> Self {
        Self { lang, text: String::new() }
    }

    /// The language that it is written in.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// A line of our own words.
    pub fn line(&mut self, line: &Text) {
        let _ = writeln!(self.text, "{}", line.say(self.lang));
    }

    /// A line exactly as it is.
    pub fn verbatim(&mut self, line: &str) {
        let _ = writeln!(self.text, "{line}");
    }

    /// Labels and values, the values in one column.
    pub fn fields(&mut self, fields: &[(Text, String)]) {
        let rows = fields
            .iter()
            .map(|(label, value)| vec![label.say(self.lang).to_owned(), value.clone()]);
        self.columns(&[], rows.collect(), &[]);
    }

    /// A table under its headings.
    pub fn table(&mut self, headings: &[Text], rows: Vec<Vec<String>>) {
        let headings: Vec<_> = headings.iter().map(|heading| heading.say(self.lang)).collect();
        self.columns(&headings, rows, &[]);
    }

    /// The same, with the columns of these numbers set to the right, as amounts are.
    pub fn money_table(&mut self, headings: &[Text], rows: Vec<Vec<String>>, right: &[usize]) {
        let headings: Vec<_> = headings.iter().map(|heading| heading.say(self.lang)).collect();
        self.columns(&headings, rows, right);
    }

    fn columns(&mut self, headings: &[&str], rows: Vec<Vec<String>>, right: &[usize]) {
        let mut table = Table::new();
        table.load_style(TableStyle::new()).set_content_arrangement(ContentArrangement::Disabled);
        if !headings.is_empty() {
            table.set_header(headings.to_vec());
        }
        for row in rows {
            table.add_row(row.iter().map(|cell| plain(cell)));
        }
        for (number, column) in table.column_iter_mut().enumerate() {
            let to_the_right = right.contains(&number);
            let alignment = if to_the_right { CellAlignment::Right } else { CellAlignment::Left };
            column.set_padding((0, 2)).set_cell_alignment(alignment);
        }
        for line in table.lines() {
            let _ = writeln!(self.text, "{}", line.trim_end());
        }
    }

    pub(super) fn finish(self) -> String {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_where_hangul_is_two_wide() {
        let mut page = Page::new(Lang::Ko);
        page.table(
            &[Text::new("account", "계정"), Text::new("state", "상태")],
            vec![
                vec!["국민은행".into(), "유효".into()],
                vec!["kb".into(), "\u{1b}[31m만료\n".into()],
            ],
        );
        assert_eq!(page.finish(), "계정      상태\n국민은행  유효\nkb        [31m만료\n");
    }

    #[test]
    fn a_label_stands_before_its_value() {
        let mut page = Page::new(Lang::En);
        page.fields(&[
            (Text::same("expires"), "2026-11-21".into()),
            (Text::same("scope"), "ca".into()),
        ]);
        assert_eq!(page.finish(), "expires  2026-11-21\nscope    ca\n");
    }
}
