//! `qetta config init`

use std::io::{self, ErrorKind};
use std::path::Path;

use clap::Args;

use crate::error::{Error, Kind};
use crate::model::text;
use crate::settings::{self, Environment, Flags};
use crate::store::files;
use crate::ui::Ui;
use crate::ui::report::FilePath;

/// Write a config file in which every setting stands, commented out
///
/// A file that is already there is never touched.
#[derive(Debug, Args)]
pub(in crate::cli) struct Init {}

impl Init {
    pub(super) fn run(self, ui: Ui, flags: &Flags, environment: &Environment) -> Result<(), Error> {
        let path = settings::config_path(flags, environment)?;
        write(&path).map_err(|error| not_written(&path, error))?;
        ui.show(&FilePath { path: &path })
    }
}

fn write(path: &Path) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        files::private_folder(folder)?;
    }
    files::write_new(path, settings::sample().as_bytes())
}

fn not_written(path: &Path, error: io::Error) -> Error {
    let path = path.display();
    if error.kind() != ErrorKind::AlreadyExists {
        return Error::io(text!("cannot write {path}", "{path}을(를) 쓸 수 없습니다"), error);
    }
    Error::new(Kind::Config, text!("{path} is already there", "{path} 파일이 이미 있습니다")).hint(
        text!(
            "edit it, or name another with `--config`",
            "직접 고치거나 `--config`로 다른 파일을 지정하세요"
        ),
    )
}
