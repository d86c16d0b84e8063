//! From text to a checked tenant, or to every mistake that is in the text.
//!
//! The text is parsed once into a tree that knows its places. The tree is held against the schema of the tenant file
//! (`shape`), and against what a schema cannot say (`rules`); only a text without any mistake is read into the types.

mod mistake;
mod nearest;
mod node;
mod rules;
mod shape;
mod syntax;

pub use mistake::Mistake;
pub use syntax::STRICT_JSON;

use std::sync::LazyLock;

use serde_json::Value as Json;
use shared::tenant::TenantFile;

use mistake::Mistakes;
use node::Node;

static SCHEMA: LazyLock<Json> = LazyLock::new(|| shared::tenant::schema().to_value());

/// The JSON Schema (2020-12) of the tenant file, made from its types.
#[must_use]
pub fn schema() -> &'static Json {
    &SCHEMA
}

/// Reads and checks a tenant file. A text that is no JSON gives its first mistake, every other text all that are in it, in
/// their order.
pub fn read(text: &str) -> Result<TenantFile, Vec<Mistake>> {
    let value = syntax::parse(text).map_err(|mistake| vec![mistake])?;
    let root = Node::root(&value);
    let mut mistakes = Mistakes::of(text);
    shape::check(&root, &mut mistakes);
    rules::check(&root, &mut mistakes);
    let mistakes = mistakes.in_order();
    if !mistakes.is_empty() {
        return Err(mistakes);
    }
    // What is left is beyond the schema: a number with a leading zero, half a surrogate pair.
    serde_json::from_str(text).map_err(|error| vec![Mistake::of_serde(text, &error)])
}

#[cfg(test)]
mod tests;
