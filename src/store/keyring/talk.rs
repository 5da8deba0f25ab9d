//! One conversation with the keyring for the whole process, on a thread of its own.
//!
//! Who asks stops listening at a deadline. A question that is not answered by then may still be: until
//! it is, nobody asks another one, so that a mute keyring costs one deadline and a locked one opens
//! one prompt. The thread that is left behind does no harm, since what the database records decides
//! where things are.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use crate::store::StoreError;

/// How a keyring is reached. It is told of the prompt that it may open.
type Connect<K> = fn(Arc<Prompt>) -> Result<K, StoreError>;

type Question<K> = Box<dyn FnOnce(&mut Link<K>) + Send>;

/// The one prompt that a process may open.
#[cfg_attr(
    not(all(feature = "keyring", unix, not(target_os = "macos"))),
    allow(dead_code, reason = "elsewhere the system asks by itself")
)]
#[derive(Debug, Default)]
pub(super) struct Prompt {
    used: AtomicBool,
    open: AtomicBool,
}

#[cfg_attr(
    not(all(feature = "keyring", unix, not(target_os = "macos"))),
    allow(dead_code, reason = "elsewhere the system asks by itself")
)]
impl Prompt {
    /// Runs `unlock`, which may ask a person, unless a person was asked before.
    pub(super) fn once(
        &self,
        unlock: impl FnOnce() -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        if self.used.swap(true, Ordering::SeqCst) {
            let reason = "it was asked to open once, and did not".to_owned();
            return Err(StoreError::KeyringLocked { reason });
        }
        self.open.store(true, Ordering::SeqCst);
        let outcome = unlock();
        self.open.store(false, Ordering::SeqCst);
        outcome
    }
}

/// The keyring as the thread has it: reached at the first question, and again after a failure.
struct Link<K> {
    connect: Connect<K>,
    prompt: Arc<Prompt>,
    busy: Arc<AtomicBool>,
    keyring: Option<K>,
}

impl<K> Link<K> {
    fn answer<T>(
        &mut self,
        question: impl FnOnce(&mut K) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        if self.keyring.is_none() {
            self.keyring = Some((self.connect)(Arc::clone(&self.prompt))?);
        }
        let keyring = self.keyring.as_mut();
        let answer = keyring.map_or_else(|| Err(broken_off()), question);
        if matches!(answer, Err(StoreError::KeyringUnreachable { .. })) {
            self.keyring = None;
        }
        answer
    }
}

/// The way to the thread.
struct Line<K> {
    questions: Sender<Question<K>>,
    prompt: Arc<Prompt>,
    /// A question was asked and is not answered.
    busy: Arc<AtomicBool>,
}

/// A conversation, which begins with the first question.
pub(super) struct Talk<K> {
    connect: Connect<K>,
    line: Mutex<Option<Line<K>>>,
}

impl<K: 'static> Talk<K> {
    pub(super) const fn new(connect: Connect<K>) -> Self {
        Self { connect, line: Mutex::new(None) }
    }

    /// What the keyring answers, if it answers in time.
    pub(super) fn ask<T: Send + 'static>(
        &self,
        deadline: Duration,
        question: impl FnOnce(&mut K) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let mut open = self.line.lock().unwrap_or_else(PoisonError::into_inner);
        let line = match open.take() {
            Some(line) => line,
            None => Line::open(self.connect)?,
        };
        let answer = line.ask(deadline, question);
        // Where the thread is gone, the next question gets another.
        *open = line.stands().then_some(line);
        answer
    }
}

impl<K: 'static> Line<K> {
    fn open(connect: Connect<K>) -> Result<Self, StoreError> {
        let (questions, asked) = mpsc::channel::<Question<K>>();
        let prompt = Arc::new(Prompt::default());
        let busy = Arc::new(AtomicBool::new(false));
        let (of_thread, done) = (Arc::clone(&prompt), Arc::clone(&busy));
        let listen = move || {
            let mut link = Link { connect, prompt: of_thread, busy: done, keyring: None };
            for question in asked {
                question(&mut link);
            }
        };
        let thread = thread::Builder::new().name("keyring".to_owned()).spawn(listen);
        let unreachable =
            |error: std::io::Error| StoreError::KeyringUnreachable { reason: error.to_string() };
        thread.map_err(unreachable)?;
        Ok(Self { questions, prompt, busy })
    }

    fn ask<T: Send + 'static>(
        &self,
        deadline: Duration,
        question: impl FnOnce(&mut K) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        if self.busy.swap(true, Ordering::SeqCst) {
            return Err(self.no_answer(deadline));
        }
        let (answer, answers) = mpsc::sync_channel(1);
        let put = move |link: &mut Link<K>| {
            let found = link.answer(question);
            // Who hears the answer may ask the next question at once.
            link.busy.store(false, Ordering::SeqCst);
            // Nobody listens any more after the deadline.
            let _ = answer.send(found);
        };
        self.questions.send(Box::new(put)).map_err(|_| broken_off())?;
        answers.recv_timeout(deadline).unwrap_or_else(|error| {
            Err(match error {
                RecvTimeoutError::Timeout => self.no_answer(deadline),
                RecvTimeoutError::Disconnected => broken_off(),
            })
        })
    }

    /// A keyring that asks a person is locked, and not mute.
    fn no_answer(&self, after: Duration) -> StoreError {
        if self.prompt.open.load(Ordering::SeqCst) {
            let reason = format!("nobody opened it within {after:?}");
            return StoreError::KeyringLocked { reason };
        }
        StoreError::KeyringSilent { after }
    }

    /// Whether the thread still listens: nothing is held by one that is gone.
    fn stands(&self) -> bool {
        Arc::strong_count(&self.busy) > 1
    }
}

fn broken_off() -> StoreError {
    StoreError::KeyringUnreachable { reason: "the conversation broke off".to_owned() }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{Receiver, channel};

    use super::*;

    const LONG: Duration = Duration::from_secs(60);
    const SHORT: Duration = Duration::from_millis(10);

    /// A keyring that counts how often it was reached.
    struct Counted(Arc<Prompt>);

    fn talk() -> Talk<Counted> {
        Talk::new(|prompt| Ok(Counted(prompt)))
    }

    /// A question that is not answered before something is sent.
    fn mute() -> (Sender<()>, impl FnOnce(&mut Counted) -> Result<(), StoreError> + Send) {
        let (release, silence): (_, Receiver<()>) = channel();
        (release, move |_: &mut Counted| {
            let _ = silence.recv();
            Ok(())
        })
    }

    #[test]
    fn an_answer_in_time_is_taken() {
        let talk = talk();
        assert_eq!(talk.ask(LONG, |_| Ok(7)).unwrap(), 7);
        let empty = talk.ask::<()>(LONG, |_| Err(StoreError::KeyringEmpty));
        assert!(matches!(empty, Err(StoreError::KeyringEmpty)));
    }

    #[test]
    fn a_mute_keyring_is_given_up_at_the_deadline_and_not_asked_again() {
        let talk = talk();
        let (release, question) = mute();
        let answer = talk.ask(SHORT, question);
        assert!(matches!(answer, Err(StoreError::KeyringSilent { after }) if after == SHORT));
        // It would answer this one, and is not asked; nor is its deadline waited for.
        assert!(matches!(talk.ask(LONG, |_| Ok(())), Err(StoreError::KeyringSilent { .. })));
        release.send(()).unwrap();
        while talk.ask(LONG, |_| Ok(())).is_err() {
            thread::yield_now();
        }
    }

    #[test]
    fn a_keyring_that_is_asking_a_person_is_locked_and_not_mute() {
        let talk = talk();
        let (release, wait) = channel::<()>();
        let answer = talk.ask(SHORT, move |keyring| {
            keyring.0.once(|| {
                let _ = wait.recv();
                Ok(())
            })
        });
        assert!(matches!(answer, Err(StoreError::KeyringLocked { .. })));
        assert!(matches!(talk.ask(LONG, |_| Ok(())), Err(StoreError::KeyringLocked { .. })));
        drop(release);
    }

    #[test]
    fn nobody_is_asked_twice() {
        let talk = talk();
        let dismissed = || Err(StoreError::KeyringLocked { reason: "dismissed".to_owned() });
        let first = talk.ask(LONG, move |keyring| keyring.0.once(dismissed));
        assert!(
            matches!(first, Err(StoreError::KeyringLocked { reason }) if reason == "dismissed")
        );
        let second = talk.ask(LONG, |keyring| keyring.0.once(|| panic!("a second prompt")));
        assert!(matches!(second, Err(StoreError::KeyringLocked { .. })));
    }

    #[test]
    fn a_keyring_that_was_gone_is_looked_for_again() {
        let talk = talk();
        let gone = |_: &mut Counted| Err::<(), _>(broken_off());
        assert!(matches!(talk.ask(LONG, gone), Err(StoreError::KeyringUnreachable { .. })));
        assert!(talk.ask(LONG, |_| Ok(())).is_ok());
        let absent: Talk<Counted> = Talk::new(|_| Err(broken_off()));
        for _ in 0..2 {
            let answer = absent.ask(LONG, |_| Ok(()));
            assert!(matches!(answer, Err(StoreError::KeyringUnreachable { .. })));
        }
    }

    #[test]
    fn a_conversation_that_breaks_off_is_no_hang() {
        let talk = talk();
        let answer = talk.ask::<()>(LONG, |_| panic!("as a library might"));
        assert!(matches!(answer, Err(StoreError::KeyringUnreachable { .. })));
        while talk.ask(LONG, |_| Ok(())).is_err() {
            thread::yield_now();
        }
    }
}
