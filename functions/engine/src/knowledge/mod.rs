//! What a tenant's assistant may answer from: reading it, finding in it, and help for the page that somebody is on.
//!
//! Pure: where knowledge is kept and how it gets there stands in the crates above. Knows no model and words no answer.
//!
//! Why no search crate: those that rank (`tantivy`) bring segments, files and threads; those for browsers (`tinysearch`) know
//! no stemming. What is here is a few hundred lines, and an index is one run of bytes.

mod build;
mod bytes;
mod file;
mod index;
mod page;
mod publication;
mod search;
mod sources;
mod words;

pub use file::{FileMistake, gather, read_file};
pub use index::{Index, UnreadableIndex};
pub use page::{is_error_page, page_help};
pub use publication::{PIECE_MAX_BYTES, Publication, UnpublishableEntry, digest, publication};
pub use search::Hit;
pub(crate) use sources::sources;

#[cfg(test)]
mod tests;
