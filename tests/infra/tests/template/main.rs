//! What linters do not know of the template: that it is what the code expects, and that nobody may do more than they must.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test ends where its own footing is not as it must be"
)]

mod alarms;
mod cdn;
mod environment;
mod functions;
mod policies;
mod roles;
mod secrets;
mod sources;
mod store;
mod url;

use infra_tests::{Resource, Template};

/// The template.
fn template() -> Template {
    Template::of_the_deployment().unwrap()
}

/// A resource that must be there.
fn resource<'a>(template: &'a Template, name: &str) -> Resource<'a> {
    template.resource(name).unwrap_or_else(|| panic!("there is no {name}"))
}

/// Both functions.
const FUNCTIONS: [&str; 2] = ["ApiFunction", "JobsFunction"];
