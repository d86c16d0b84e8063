//! Reading a tenant file: its shape, and what the shape cannot say.

mod check;
mod read;

pub use read::{Mistake, read};

use shared::tenant::TenantFile;
use shared::wire::{AttributeSummary, MESSAGE_MAX_CHARS, WidgetConfig};

/// What the browser is told of the tenant.
#[must_use]
pub fn widget_config(tenant: &TenantFile) -> WidgetConfig {
    let attributes = tenant
        .scope
        .attributes
        .iter()
        .map(|attribute| AttributeSummary { key: attribute.key.clone(), label: attribute.name() })
        .collect();
    WidgetConfig {
        tenant: tenant.id.clone(),
        name: tenant.name.clone(),
        assistant: tenant.assistant.name.clone().unwrap_or_else(|| tenant.name.clone()),
        locale: tenant.locale.clone(),
        greeting: tenant.greeting.clone(),
        suggestions: tenant.suggestions.clone(),
        appearance: tenant.appearance.clone(),
        threshold: tenant.scope.threshold,
        attributes,
        message_max_chars: MESSAGE_MAX_CHARS,
    }
}

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
