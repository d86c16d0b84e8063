//! From text to a checked tenant, or to every mistake that is in the text.
//!
//! The text is parsed once into a tree that knows its places. The tree is held against the schema of the tenant file
//! (`shape`), and against what a schema cannot say (`rules`); only a text without any mistake is read into the types.

mod context;
mod knowledge;
mod mistake;
mod nearest;
mod node;
mod records;
mod rules;
mod schema;
mod shape;
mod syntax;
mod tools;
mod users;

pub use mistake::Mistake;
pub(crate) use nearest::nearest;
pub use syntax::STRICT_JSON;

use std::sync::LazyLock;

use serde_json::Value as Json;
use shared::tenant::TenantFile;

use mistake::Mistakes;
use node::Node;

/// `tenants/tenant.schema.json` on one line. That it is the schema of the types is held by a test; to make it here again
/// would bring the maker along, which is heavier than what it makes.
#[expect(clippy::expect_used, reason = "the build has read it")]
static SCHEMA: LazyLock<Json> = LazyLock::new(|| {
    serde_json::from_str(include_str!(concat!(env!("OUT_DIR"), "/tenant.schema.json")))
        .expect("the schema is JSON")
});

/// The JSON Schema (2020-12) of the tenant file, as it lies in `tenants`.
#[must_use]
pub fn schema() -> &'static Json {
    &SCHEMA
}

/// Reads and checks a tenant file. A text that is no JSON gives its first mistake, every other text all that are in it, in
/// their order; in one without any, whether the model has room for what it is told is looked at last.
pub fn read(text: &str) -> Result<TenantFile, Vec<Mistake>> {
    read_with(text, context::check)
}

/// The same, but for whether the model has room: to find out, all that it is told is put together, which takes longer than
/// everything else. For a process that somebody waits for while it starts, where another one looks at that.
pub fn read_without_room(text: &str) -> Result<TenantFile, Vec<Mistake>> {
    read_with(text, |_, _, _| ())
}

fn read_with(
    text: &str,
    look_last: impl FnOnce(&Node<'_>, &TenantFile, &mut Mistakes<'_>),
) -> Result<TenantFile, Vec<Mistake>> {
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
    let tenant = serde_json::from_str(text).map_err(|error| vec![Mistake::of_serde(text, &error)])?;
    let mut mistakes = Mistakes::of(text);
    records::check_values(&root, &tenant, &mut mistakes);
    tools::check_schemas(&root, &tenant, &mut mistakes);
    look_last(&root, &tenant, &mut mistakes);
    let mistakes = mistakes.in_order();
    if mistakes.is_empty() { Ok(tenant) } else { Err(mistakes) }
}

#[cfg(test)]
mod tests;
