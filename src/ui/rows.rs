//! A result line by line: NDJSON, or CSV as RFC 4180 has it.

use std::io;

use serde::Serialize;

use crate::settings::Format;

/// Takes the rows of a result as they come.
pub struct Rows<'a> {
    sink: Sink<'a>,
}

enum Sink<'a> {
    Ndjson(&'a mut dyn io::Write),
    Csv(Box<csv::Writer<&'a mut dyn io::Write>>),
}

impl<'a> Rows<'a> {
    pub(super) fn new(format: Format, out: &'a mut dyn io::Write) -> Self {
        let sink = match format {
            Format::Csv => {
                let terminator = csv::Terminator::CRLF;
                Sink::Csv(Box::new(
                    csv::WriterBuilder::new().terminator(terminator).from_writer(out),
                ))
            }
            Format::Text | Format::Json | Format::Ndjson => Sink::Ndjson(out),
        };
        Self { sink }
    }

    /// Writes one row; the first one of a CSV file brings its header.
    pub fn row(&mut self, row: &impl Serialize) -> io::Result<()> {
        match &mut self.sink {
            Sink::Ndjson(out) => super::write_json(out, row, false),
            Sink::Csv(writer) => writer.serialize(row).map_err(io::Error::from),
        }
    }
}
