//! A DynamoDB engine within the process: the store of one machine, and of the tests.
//!
//! It gives the client that talks to AWS, so the code above cannot tell it from AWS. There is no socket: requests are
//! handed to the engine as function calls. It knows nothing of tenants, conversations or turns.

mod connector;
mod folder;
#[cfg(feature = "test-helpers")]
pub mod meter;
mod operations;
mod store;
mod sweep;
#[cfg(feature = "test-helpers")]
pub mod wire;

pub use folder::FolderError;
pub use store::{EmbeddedError, EmbeddedStore};
