//! What the browser is told of a tenant: the public part of its file, in the visitor's language.

use jiff::Timestamp;
use shared::tenant::{TenantFile, Translation};
use shared::wire::{AttributeSummary, Form, FormFieldSummary, MESSAGE_MAX_CHARS, WidgetConfig};

use super::{language, presence, style, translated};

/// What the browser is told of the tenant, in the best of the tenant's languages for a visitor who wants `wanted` (BCP 47
/// tags, the dearest first); what is not translated stays in the tenant's own.
#[must_use]
pub fn widget_config(tenant: &TenantFile, wanted: &[&str], now: Timestamp) -> WidgetConfig {
    let none = Translation::default();
    let locale = locale(tenant, wanted);
    let words = tenant.translations.get(locale).unwrap_or(&none);
    WidgetConfig {
        tenant: tenant.id.clone(),
        name: tenant.name.clone(),
        assistant: tenant.assistant.name.clone().unwrap_or_else(|| tenant.name.clone()),
        locale: locale.to_owned(),
        greeting: words.greeting.clone().unwrap_or_else(|| tenant.greeting.clone()),
        suggestions: words.suggestions.clone().unwrap_or_else(|| tenant.suggestions.clone()),
        style: style::style(&tenant.appearance),
        disclaimer: words.disclaimer.clone().or_else(|| tenant.disclaimer.clone()),
        before_chat: form(tenant, words),
        triggers: tenant.triggers.clone(),
        presence: tenant.business_hours.as_ref().and_then(|hours| {
            let away = words.away.clone().or_else(|| hours.away.clone());
            presence::presence(hours, away, now)
        }),
        ask_person: crate::escalation::button(tenant, locale).map(str::to_owned),
        shortcut: tenant.behaviour.shortcut.map(|letter| letter.to_ascii_uppercase().into()),
        sound: tenant.behaviour.sound,
        rating: tenant.behaviour.rating,
        thumbs: tenant.behaviour.thumbs,
        call_to_action: tenant.scope.call_to_action.clone().map(|mut action| {
            action.label = words.call_to_action.clone().unwrap_or(action.label);
            action
        }),
        threshold: tenant.scope.threshold,
        attributes: attributes(&translated::in_language(tenant, locale)),
        message_max_chars: MESSAGE_MAX_CHARS,
    }
}

/// The tenant's own language stands first: of two that are equally good, it is the fuller one.
fn locale<'a>(tenant: &'a TenantFile, wanted: &[&str]) -> &'a str {
    let own = core::iter::once(tenant.locale.as_str());
    let available: Vec<&str> = own.chain(tenant.translations.keys().map(String::as_str)).collect();
    language::best(wanted, &available).unwrap_or(&tenant.locale)
}

fn form(tenant: &TenantFile, words: &Translation) -> Option<Form> {
    let before = tenant.before_chat.as_ref()?;
    let fields = before.fields.iter();
    Some(Form {
        text: words.before_chat.clone().or_else(|| before.text.clone()),
        fields: fields
            .map(|field| FormFieldSummary { key: field.attribute.clone(), required: field.required })
            .collect(),
    })
}

fn attributes(tenant: &TenantFile) -> Vec<AttributeSummary> {
    let attributes = tenant.scope.attributes.iter();
    attributes
        .map(|attribute| AttributeSummary {
            key: attribute.key.clone(),
            label: attribute.name(),
            kind: attribute.kind,
            choices: attribute.choices.iter().map(|choice| attribute.choice_name(&choice.value)).collect(),
        })
        .collect()
}
