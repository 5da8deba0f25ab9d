//! Faults: what a provider does on its bad days, on purpose.
//!
//! ```text
//! kind     what can go wrong, with its parameters: one table
//! place    where: a route, a provider, everything
//! moment   when: the n-th call, every n, by chance, so often
//! fault    one of them, as it is typed: `status,code=503,on=kftc,nth=2`
//! set      those that stand, and which of them a call meets
//! play     one call with what it meets: the answer, and how it is sent
//! edit     answers that say something else than they did
//! script   bytes that no HTTP library would write
//! file     a scenario file
//! ```
//!
//! There is none unless somebody asks for it, and the sandbox's own pages never meet one: who set a
//! fault can always take it back. The same seed and the same calls meet the same faults.

mod edit;
mod fault;
mod file;
mod kind;
mod moment;
mod place;
mod play;
mod script;
mod set;

pub use fault::{Fault, WrongFault};
pub use file::{ScenarioFile, ScenarioFileError};
pub use kind::fault_reference;
pub(crate) use play::{Delivery, Played, play};
pub(crate) use script::{Abrupt, Script};
pub use set::{Faults, HeldFault};
