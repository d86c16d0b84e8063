//! The dashboards, the alarms and the guide, held against the metrics that there are.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test ends where its own footing is not as it must be"
)]

#[path = "files/alarms.rs"]
mod alarms;
#[path = "files/called.rs"]
mod called;
#[path = "files/dashboards.rs"]
mod dashboards;
#[path = "files/guide.rs"]
mod guide;
#[path = "files/queries.rs"]
mod queries;
#[path = "files/template.rs"]
mod template;

use std::fs;
use std::path::Path;

/// A file of the repository.
fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
