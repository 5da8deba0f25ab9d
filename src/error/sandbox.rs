//! The sandbox cannot run.

use std::io;
use std::path::Path;

use crate::error::{Error, Kind};
use crate::model::text;
use crate::sandbox::{BadCast, SandboxError};

impl From<SandboxError> for Error {
    fn from(error: SandboxError) -> Self {
        match error {
            SandboxError::Bind { address, source } => unbound(address.port(), source),
            SandboxError::NotLoopback(address) => Self::usage(text!(
                "the sandbox listens on loopback alone, not on {address}",
                "샌드박스는 루프백에서만 열립니다: {address}"
            )),
            SandboxError::File { path, source } => {
                let path = path.display();
                Self::new(
                    Kind::Store,
                    text!(
                        "the sandbox cannot use {path}",
                        "샌드박스가 {path}을(를) 쓸 수 없습니다"
                    ),
                )
                .because(source)
            }
            SandboxError::NotOurs { path } => not_ours(&path),
            SandboxError::People { path, fault } => {
                let (path, BadCast { line, key, why }) = (path.display(), fault);
                let words = text!(
                    "the people in {path} cannot be read: line {line}, `{key}`: {why}",
                    "{path}의 인물을 읽을 수 없습니다: {line}행, `{key}`: {why}"
                );
                Self::new(Kind::Config, words)
            }
            SandboxError::State(source) => Self::new(
                Kind::Store,
                text!(
                    "the sandbox's state cannot be used",
                    "샌드박스의 상태 파일을 쓸 수 없습니다"
                ),
            )
            .because(source),
            SandboxError::ScenarioFile(mistake) => {
                let (path, line) = (mistake.path.display().to_string(), mistake.line);
                Self::new(
                    Kind::Config,
                    text!(
                        "the scenario file has a mistake in line {line}: {path}",
                        "시나리오 파일의 {line}번째 줄이 잘못되었습니다: {path}"
                    ),
                )
                .because(mistake)
            }
            other => {
                Self::new(Kind::Internal, text!("the sandbox failed", "샌드박스가 실패했습니다"))
                    .because(other)
            }
        }
    }
}

fn not_ours(path: &Path) -> Error {
    let path = path.display();
    let words = text!(
        "{path} is not the state of a sandbox; it stays as it is",
        "{path}은(는) 샌드박스의 상태 파일이 아니므로 그대로 두었습니다"
    );
    Error::new(Kind::Store, words).hint(text!(
        "`--state FILE` names another one, which is made where it is missing",
        "`--state FILE`로 다른 파일을 정하세요. 없으면 새로 만듭니다"
    ))
}

fn unbound(port: u16, source: io::Error) -> Error {
    let words = text!(
        "the sandbox cannot listen on port {port}",
        "샌드박스가 {port} 포트를 열 수 없습니다"
    );
    Error::new(Kind::Config, words)
        .because(source)
        .hint(text!("any free port is `--port 0`", "비어 있는 포트를 쓰려면 `--port 0`"))
}
