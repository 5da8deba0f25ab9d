//! What is set, and by whom.

mod flags;
mod source;
mod values;
pub mod variables;

pub use flags::Flags;
pub use source::{Place, Source, Sourced};
pub use values::{ColorChoice, Format, NotATimeout, StoreChoice, Timeout};
