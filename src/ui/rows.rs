//! A result line by line: NDJSON, or CSV as RFC 4180 has it.

use std::io;

use serde::Serialize;

use crate::settings::Format;

/// Takes the rows of a result as they come.
pub struct Rows<'a> {
    sink: Sink<'a>,
}

enum Sink<'a> {
    Ndjson {
        out: &'a mut dyn io::Write,
        /// Each row is put together here: handed on bit by bit it would cost several times as much.
        line: Vec<u8>,
    },
    Csv(Box<csv::Writer<&'a mut dyn io::Write>>),
}

/// How a CSV file begins, whether or not a row follows.
#[derive(Clone, Copy, Debug)]
pub struct Header<'a> {
    /// The names of the columns, which the rows have to have in this order.
    pub names: &'a [&'a str],
    /// Whether it begins with a byte order mark, by which Excel knows that it is UTF-8.
    pub byte_order_mark: bool,
}

impl<'a> Rows<'a> {
    /// The first row of a CSV file brings its header.
    pub(super) fn new(format: Format, out: &'a mut dyn io::Write) -> Self {
        Self { sink: Sink::new(format, out, true) }
    }

    /// The header of a CSV file is there from the start.
    pub(super) fn begun(
        format: Format,
        out: &'a mut dyn io::Write,
        header: Header<'_>,
    ) -> io::Result<Self> {
        let mut sink = Sink::new(format, out, false);
        if let Sink::Csv(writer) = &mut sink {
            let mark = if header.byte_order_mark { "\u{feff}" } else { "" };
            let names = header.names.iter().enumerate();
            writer
                .write_record(names.map(|(at, name)| match at {
                    0 => format!("{mark}{name}"),
                    _ => (*name).to_owned(),
                }))
                .map_err(plain_io)?;
        }
        let mut rows = Self { sink };
        rows.flush()?;
        Ok(rows)
    }

    /// Writes one row.
    pub fn row(&mut self, row: &impl Serialize) -> io::Result<()> {
        match &mut self.sink {
            Sink::Ndjson { out, line } => {
                line.clear();
                super::write_json(line, row, false)?;
                out.write_all(line)
            }
            Sink::Csv(writer) => writer.serialize(row).map_err(plain_io),
        }
    }

    /// Writes a whole list, whose rows have these `columns`. A CSV file has its header also where the
    /// list is empty: a program that reads it by name would not find its columns otherwise.
    pub fn list<T: Serialize>(
        &mut self,
        columns: &[&str],
        list: impl IntoIterator<Item = T>,
    ) -> io::Result<()> {
        let mut list = list.into_iter().peekable();
        match &mut self.sink {
            Sink::Csv(writer) if list.peek().is_none() => {
                writer.write_record(columns).map_err(plain_io)
            }
            _ => list.try_for_each(|row| self.row(&row)),
        }
    }

    /// Hands on what was written so far.
    pub fn flush(&mut self) -> io::Result<()> {
        match &mut self.sink {
            Sink::Ndjson { out, .. } => out.flush(),
            Sink::Csv(writer) => writer.flush(),
        }
    }
}

/// The failure to write as what it is: a closed pipe has to be known for one.
fn plain_io(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

impl<'a> Sink<'a> {
    fn new(format: Format, out: &'a mut dyn io::Write, headers: bool) -> Self {
        if format != Format::Csv {
            return Self::Ndjson { out, line: Vec::new() };
        }
        let mut builder = csv::WriterBuilder::new();
        builder.terminator(csv::Terminator::CRLF).has_headers(headers);
        Self::Csv(Box::new(builder.from_writer(out)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize)]
    struct Row {
        name: &'static str,
        value: Option<u8>,
    }

    fn written(format: Format, list: &[Row]) -> String {
        let mut out = Vec::new();
        let mut rows = Rows::new(format, &mut out);
        rows.list(&["name", "value"], list).unwrap();
        rows.flush().unwrap();
        drop(rows);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_list_has_its_header_whether_or_not_it_has_rows() {
        let one = [Row { name: "a", value: None }];
        assert_eq!(written(Format::Csv, &one), "name,value\r\na,\r\n");
        assert_eq!(written(Format::Csv, &[]), "name,value\r\n");
        assert_eq!(written(Format::Ndjson, &one), "{\"name\":\"a\",\"value\":null}\n");
        assert_eq!(written(Format::Ndjson, &[]), "");
    }
}
