//! Reading a tenant file: its shape, and what the shape cannot say; and what the browser is told of it.

mod config;
mod hours;
mod language;
mod presence;
mod read;
mod style;

pub use config::widget_config;
pub use language::preferences;
pub use read::{Mistake, STRICT_JSON, read, schema};
pub use style::drawn_accent;

use shared::tenant::TenantFile;

/// Whether the widget may run on a page of this origin. `own` are the origins under which the server itself is
/// reached: they count where the tenant says `self`.
#[must_use]
pub fn allows_origin(tenant: &TenantFile, origin: &str, own: &[String]) -> bool {
    tenant.origins.iter().any(|allowed| match allowed.as_str() {
        "self" => own.iter().any(|one| one == origin),
        allowed => allowed == origin,
    })
}

#[cfg(test)]
mod tests;
