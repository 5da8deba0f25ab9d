//! `qetta config init`

use std::io::ErrorKind;

use clap::Args;

use crate::app::App;
use crate::error::{Error, Kind};
use crate::model::text;
use crate::settings;
use crate::store::files;
use crate::ui::report::FilePath;

/// Write a config file in which every setting stands, commented out
///
/// A file that is already there is never touched.
#[derive(Debug, Args)]
pub(in crate::cli) struct Init {}

impl Init {
    pub(super) fn run(self, app: &App) -> Result<(), Error> {
        let path = app.settings.config_path();
        if let Some(folder) = path.parent() {
            files::private_folder(folder)?;
        }
        files::write_new(path, settings::sample().as_bytes()).map_err(|error| {
            let shown = path.display();
            if error.kind() == ErrorKind::AlreadyExists {
                Error::new(Kind::Config, text!("{shown} is already there", "{shown} 파일이 이미 있습니다"))
                    .hint(text!("edit it, or name another with `--config`", "직접 고치거나 `--config`로 다른 파일을 지정하세요"))
            } else {
                Error::new(Kind::Internal, text!("cannot write {shown}", "{shown}을(를) 쓸 수 없습니다")).because(error)
            }
        })?;
        Ok(app.ui.show(&FilePath { path })?)
    }
}
