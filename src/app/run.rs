//! The runtime, made where a command waits for something, and ended at once on Ctrl-C.

use tokio::runtime::{Builder, Runtime};

use crate::app::App;
use crate::app::interrupt::{self, LeftToAnother};
use crate::error::Error;
use crate::model::{Text, text};
use crate::ui::Progress;

impl App {
    /// Runs `work` on a runtime of its own, with a spinner where it takes its time, and ends it at
    /// once on Ctrl-C.
    pub(crate) fn wait_for<T, E: Into<Error>>(
        &self,
        doing: &Text,
        work: impl Future<Output = Result<T, E>>,
    ) -> Result<T, Error> {
        self.watch(doing, None, work)
    }

    /// The same with a bar, for work that is counted.
    pub(crate) fn wait_counting<T, E: Into<Error>>(
        &self,
        doing: &Text,
        progress: &Progress,
        work: impl Future<Output = Result<T, E>>,
    ) -> Result<T, Error> {
        self.watch(doing, Some(progress), work)
    }

    fn watch<T, E: Into<Error>>(
        &self,
        doing: &Text,
        progress: Option<&Progress>,
        work: impl Future<Output = Result<T, E>>,
    ) -> Result<T, Error> {
        let waiting = self.ui.waiting(doing, progress);
        self.block_on(async {
            tokio::select! {
                biased;
                outcome = work => outcome.map_err(Into::into),
                never = waiting.turn() => match never {},
            }
        })
    }

    /// The same without a spinner, for what is meant to go on.
    pub(crate) fn block_on<T>(
        &self,
        work: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, Error> {
        let runtime = runtime()?;
        let outcome = runtime.block_on(interrupt::or_interrupted(async {
            tokio::select! {
                biased;
                outcome = work => outcome,
                ended = self.providers() => ended,
            }
        }));
        // A name server that is silent must not hold up the end.
        runtime.shutdown_background();
        outcome
    }

    /// The same while another program runs, which Ctrl-C belongs to.
    pub(super) fn attend<T>(
        &self,
        work: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, Error> {
        let runtime = runtime()?;
        let outcome = runtime.block_on(async {
            let _left = LeftToAnother::begin()?;
            tokio::select! {
                biased;
                outcome = work => outcome,
                ended = self.providers() => ended,
            }
        });
        runtime.shutdown_background();
        outcome
    }

    /// Serves the embedded providers; without them it is never ready.
    async fn providers<T>(&self) -> Result<T, Error> {
        #[cfg(feature = "sandbox")]
        if let Some(embedded) = &self.embedded {
            return embedded.serve(self.settings.clock()).await;
        }
        std::future::pending().await
    }
}

fn runtime() -> Result<Runtime, Error> {
    Builder::new_current_thread().enable_all().build().map_err(|error| {
        Error::io(text!("cannot wait for the network", "비동기 런타임을 시작할 수 없습니다"), error)
    })
}
