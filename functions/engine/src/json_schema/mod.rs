//! Arguments of tools against their JSON Schema: as much of the standard (2020-12) as arguments need, and no more.
//!
//! A crate that knows all of it would be a fifth of the function. What is not known here is refused in a tenant's own file
//! ([`not_understood`]), and left to the tool itself where a server of somebody else's says it ([`check`]).

mod fit;
mod keywords;
mod test;
#[cfg(test)]
mod tests;

pub use fit::fitted;
pub use keywords::{NotUnderstood, not_understood};
pub use test::{Breach, check};

use serde_json::Value as Json;

/// How deep schemas and values are looked into.
const DEPTH_AT_MOST: usize = 24;

/// What `#/$defs/NAME` (or `#/definitions/NAME`) leads to. Nothing is fetched from anywhere.
fn referred<'a>(root: &'a Json, reference: &str) -> Option<&'a Json> {
    if reference == "#" {
        return Some(root);
    }
    let within = reference.strip_prefix('#')?;
    (within.starts_with("/$defs/") || within.starts_with("/definitions/"))
        .then(|| root.pointer(within))
        .flatten()
}

/// A pattern, compiled within bounds: schemas come from strangers too.
fn compiled(pattern: &str) -> Option<regex::Regex> {
    regex::RegexBuilder::new(pattern).size_limit(256 * 1024).build().ok()
}
