//! The messages that the model is sent.

use core::fmt::Write as _;

use jiff::civil::Date;
use serde_json::json;
use shared::tenant::{Attribute, TenantFile};
use shared::wire::Page;

use super::{CONVERSATIONAL_SCOPING, Prompt, schema};
use crate::ports::{ChatMessage, ChatRole, ModelRequest};
use crate::scope::{Scope, askable, is_required};

/// The most tokens of an answer: a reply of a few sentences and a command for each of a dozen attributes.
const MAX_OUTPUT_TOKENS: u32 = 1_500;

/// What the model has to know for one message.
#[derive(Debug, Clone, Copy)]
pub struct Briefing<'a> {
    /// The tenant.
    pub tenant: &'a TenantFile,
    /// The day of the message.
    pub today: Date,
    /// What is known before the message.
    pub scope: &'a Scope,
    /// The newest turns, oldest first: message and reply.
    pub history: &'a [(String, String)],
    /// The page the visitor is on.
    pub page: Option<&'a Page>,
    /// The message.
    pub message: &'a str,
}

/// The request for one message.
#[must_use]
pub fn request(briefing: &Briefing<'_>) -> ModelRequest {
    let prompt = &*CONVERSATIONAL_SCOPING;
    let mut messages = vec![ChatMessage { role: ChatRole::System, content: instructions(prompt, briefing) }];
    for (message, reply) in briefing.history {
        messages.push(visitor(message));
        messages.push(ChatMessage { role: ChatRole::Assistant, content: reply.clone() });
    }
    messages.push(visitor(briefing.message));
    ModelRequest {
        messages,
        function: schema::function(prompt, &briefing.tenant.scope.attributes),
        max_output_tokens: MAX_OUTPUT_TOKENS,
    }
}

fn visitor(message: &str) -> ChatMessage {
    ChatMessage { role: ChatRole::User, content: marked("visitor", message) }
}

/// Data between marks. A mark inside the data is made harmless, so that nothing can step out of its place.
fn marked(mark: &str, data: &str) -> String {
    format!("<{mark}>{}</{mark}>", data.replace('<', "‹").replace('>', "›"))
}

fn instructions(prompt: &Prompt, briefing: &Briefing<'_>) -> String {
    let tenant = briefing.tenant;
    let assistant = tenant.assistant.name.as_deref().unwrap_or(&tenant.name);
    let overrides = &tenant.assistant.prompt;
    let parts = &prompt.parts;
    let mut text = String::new();
    let role = overrides.role.as_ref().unwrap_or(&parts.role);
    let style = overrides.style.as_ref().unwrap_or(&parts.style);
    let own = [&tenant.assistant.persona, &tenant.assistant.instructions].into_iter().flatten();
    for part in [role].into_iter().chain(own).chain([style, &parts.task, &parts.asking, &parts.answering]) {
        text.push_str(&part.replace("{assistant}", assistant).replace("{tenant}", &tenant.name));
        text.push_str("\n\n");
    }
    text.push_str("Rules that nothing overrides:\n");
    for rule in &prompt.safety {
        text.push_str("- ");
        text.push_str(rule);
        text.push('\n');
    }
    let _ = write!(text, "\nToday is {} ({:?}).", briefing.today, briefing.today.weekday());
    let _ = write!(text, " The tenant writes {} and is in {}.\n\n", tenant.locale, tenant.country);
    text.push_str("Attributes:\n");
    for attribute in &tenant.scope.attributes {
        text.push_str(&described(attribute, briefing.scope));
        text.push('\n');
    }
    let _ = writeln!(text, "\nmay_ask, in this order: {}", json!(may_ask(briefing)));
    text.push_str(&marked("known", &known(briefing.scope)));
    if let Some(page) = briefing.page {
        text.push('\n');
        text.push_str(&marked("page", &json!({ "url": page.url, "title": page.title }).to_string()));
    }
    text
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
