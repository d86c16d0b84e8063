//! Reading a tenant file: its shape, and what the shape cannot say.

mod check;
mod read;
mod style;

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
        .map(|attribute| AttributeSummary {
            key: attribute.key.clone(),
            label: attribute.name(),
            kind: attribute.kind,
            choices: attribute.choices.iter().map(|choice| attribute.choice_name(&choice.value)).collect(),
        })
        .collect();
    WidgetConfig {
        tenant: tenant.id.clone(),
        name: tenant.name.clone(),
        assistant: tenant.assistant.name.clone().unwrap_or_else(|| tenant.name.clone()),
        locale: tenant.locale.clone(),
        greeting: tenant.greeting.clone(),
        suggestions: tenant.suggestions.clone(),
        style: style::style(&tenant.appearance),
        disclaimer: tenant.disclaimer.clone(),
        before_chat: None,
        triggers: tenant.triggers.clone(),
        presence: None,
        shortcut: tenant.behaviour.shortcut,
        sound: tenant.behaviour.sound,
        rating: tenant.behaviour.rating,
        thumbs: tenant.behaviour.thumbs,
        call_to_action: tenant.scope.call_to_action.clone(),
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
