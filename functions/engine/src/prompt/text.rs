//! The words that the model is sent.

use core::fmt::Write as _;

use jiff::civil::Date;
use serde_json::json;
use shared::tenant::{Attribute, TenantFile};
use shared::wire::Page;

use super::{CONVERSATIONAL_SCOPING, FunctionTexts, Mark, Offer, Prompt, marked, without_tracking};
use crate::scope::{Scope, askable, is_required};
use crate::summary::{Note, Summary};

/// What the model has to know for one message.
#[derive(Debug, Clone, Copy)]
pub struct Briefing<'a> {
    /// The tenant.
    pub tenant: &'a TenantFile,
    /// The function that the model must call.
    pub offer: &'a Offer,
    /// The day of the message.
    pub today: Date,
    /// What is known before the message.
    pub scope: &'a Scope,
    /// The newest turns, oldest first. No more of them are shown than the tenant says, and than there is room for.
    pub history: &'a [PastTurn],
    /// What is left of the turns before these.
    pub summary: Option<&'a Summary>,
    /// The page the visitor is on.
    pub page: Option<&'a Page>,
    /// The message.
    pub message: &'a str,
}

/// A turn as the model is shown it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastTurn {
    /// Its place.
    pub seq: u64,
    /// What the visitor said.
    pub said: String,
    /// What was answered.
    pub answered: String,
    /// What stands for it in the summary, once there is no room for it.
    pub note: Option<Note>,
}

/// The words that every message of this tenant's comes with, before anything is known and without a page.
pub(super) fn instructions(briefing: &Briefing<'_>) -> String {
    let prompt = &*CONVERSATIONAL_SCOPING;
    let mut text = own_words(prompt, briefing);
    let _ = writeln!(text, "\nmay_ask, in this order: {}", json!(may_ask(briefing)));
    text.push_str(&marked(Mark::Known, &known(briefing.scope)));
    text
}

/// Where the visitor is.
pub(super) fn page(page: &Page) -> String {
    let page = json!({ "url": without_tracking(&page.url), "title": page.title }).to_string();
    format!("\n{}", marked(Mark::Page, &page))
}

/// What was said before the turns that are shown.
pub(super) fn earlier(summary: &Summary) -> String {
    format!("\nBefore the messages below, in short: {}", marked(Mark::Summary, &summary.text()))
}

fn own_words(prompt: &Prompt, briefing: &Briefing<'_>) -> String {
    let tenant = briefing.tenant;
    let mut text = String::new();
    for part in parts(prompt, tenant) {
        text.push_str(&part);
        text.push_str("\n\n");
    }
    text.push_str("Rules that nothing overrides:\n");
    for rule in &prompt.safety {
        text.push_str("- ");
        text.push_str(rule);
        text.push('\n');
    }
    let _ = write!(text, "\nToday is {} ({}).", briefing.today, briefing.today.strftime("%A"));
    let _ = write!(text, " The tenant writes {} and is in {}.\n\n", tenant.locale, tenant.country);
    text.push_str("Attributes:\n");
    for attribute in &tenant.scope.attributes {
        text.push_str(&described(attribute, briefing.scope));
        text.push('\n');
    }
    text
}

/// The parts of the instructions, in their order, with the tenant's own among them.
fn parts(prompt: &Prompt, tenant: &TenantFile) -> Vec<String> {
    let overrides = &tenant.assistant.prompt;
    let parts = &prompt.parts;
    let role = overrides.role.as_ref().unwrap_or(&parts.role);
    let style = overrides.style.as_ref().unwrap_or(&parts.style);
    let own = [&tenant.assistant.persona, &tenant.assistant.instructions].into_iter().flatten();
    let all = [role].into_iter().chain(own).chain([style, &parts.task, &parts.asking, &parts.answering]);
    all.map(|part| filled(part, tenant)).collect()
}

fn filled(part: &str, tenant: &TenantFile) -> String {
    let assistant = tenant.assistant.name.as_deref().unwrap_or(&tenant.name);
    part.replace("{assistant}", assistant).replace("{tenant}", &tenant.name)
}

/// Whatever the model is told that is not for visitors: all but the tenant's `assistant.instructions`, in which facts stand
/// that visitors ask for.
pub(crate) fn own_texts(tenant: &TenantFile) -> Vec<String> {
    let prompt = &*CONVERSATIONAL_SCOPING;
    let told = tenant.assistant.instructions.as_ref().map(|told| filled(told, tenant));
    let FunctionTexts { description, commands, quote, approximate, intent, asks, .. } = &prompt.function;
    let function = [description, commands, quote, approximate, intent, asks].into_iter().cloned();
    let attributes = tenant.scope.attributes.iter().map(|one| described(one, &Scope::default()));
    let mut texts = parts(prompt, tenant);
    texts.retain(|part| Some(part) != told.as_ref());
    texts.push(prompt.safety.join(" "));
    texts.extend(function.chain(attributes));
    texts
}

fn described(attribute: &Attribute, scope: &Scope) -> String {
    let needed = if is_required(attribute, scope) { "required" } else { "optional" };
    let choices: Vec<String> = attribute
        .choices
        .iter()
        .map(|choice| format!("{} ({})", choice.value, choice.synonyms.join(", ")))
        .collect();
    let mut line = json!({
        "key": attribute.key,
        "kind": attribute.kind.name(),
        "needed": needed,
        "question": attribute.question,
    });
    if let Some(fields) = line.as_object_mut() {
        if let Some(why) = &attribute.why {
            fields.insert("why".to_owned(), json!(why));
        }
        if !attribute.examples.is_empty() {
            fields.insert("examples".to_owned(), json!(attribute.examples));
        }
        if !choices.is_empty() {
            fields.insert("choices".to_owned(), json!(choices));
        }
    }
    line.to_string()
}

/// The keys in the order in which the engine would ask for them.
fn may_ask<'a>(briefing: &Briefing<'a>) -> Vec<&'a str> {
    let attributes = askable(&briefing.tenant.scope, briefing.scope);
    attributes.into_iter().map(|attribute| attribute.key.as_str()).collect()
}

fn known(scope: &Scope) -> String {
    let values: serde_json::Map<_, _> =
        scope.known.iter().map(|(key, known)| (key.clone(), json!(known.value))).collect();
    json!({ "values": values, "declined": scope.declined }).to_string()
}
