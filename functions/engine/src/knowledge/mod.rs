//! What a tenant's assistant may answer from: reading it, finding in it, and help for the page that somebody is on.
//!
//! Pure: where knowledge is kept and how it gets there stands in the crates above. Knows no model and words no answer.

mod page;

pub use page::{is_error_page, page_help};
