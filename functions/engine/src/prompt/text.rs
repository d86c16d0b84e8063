//! The words that the model is sent.

use core::fmt::Write as _;

use jiff::civil::{Date, Weekday};
use serde_json::json;
use shared::tenant::{Attribute, TenantFile};
use shared::wire::Page;

use super::actions::{Allowed, told_tools, told_types};
use super::{CONVERSATIONAL_SCOPING, FunctionTexts, Mark, Offer, Prompt, marked, without_tracking};
use crate::actions::Thread;
use crate::knowledge::page_help;
use crate::ports::{Found, OfferedTool, ToolSaid};
use crate::records::Actor;
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
    /// What there is besides the scope.
    pub besides: Option<Besides<'a>>,
}

/// What a message may draw on besides the scope.
#[derive(Debug, Clone, Copy)]
pub struct Besides<'a> {
    /// BCP 47: the conversation's language.
    pub locale: &'a str,
    /// Who asks.
    pub actor: &'a Actor,
    /// What was spoken of before.
    pub thread: &'a Thread,
    /// The tenant's own tools.
    pub tools: &'a [OfferedTool],
    /// What was found in the tenant's knowledge, best first.
    pub found: &'a [Found],
    /// What tools have said in this very turn, by their names.
    pub tool_results: &'a [(String, ToolSaid)],
}

/// So many of the records that were shown last are named.
const RECORDS_NAMED: usize = 20;

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
    text.push_str(&marked(Mark::Known, &known(briefing)));
    text
}

/// Where the visitor is, and what the tenant says of that place.
pub(super) fn page(briefing: &Briefing<'_>, page: &Page) -> String {
    let told = json!({ "url": without_tracking(&page.url), "title": page.title }).to_string();
    let help = briefing.besides.and_then(|besides| page_help(briefing.tenant, page, besides.locale));
    let help = help.map(|help| format!("\nOf this page: {help}")).unwrap_or_default();
    format!("{help}\n{}", marked(Mark::Page, &told))
}

/// An entry of the tenant's knowledge.
pub(super) fn entry(found: &Found) -> String {
    let entry = &found.entry;
    let mut told = json!({ "id": entry.id, "title": entry.title, "text": entry.text });
    let more = [
        ("service", &entry.service),
        ("price", &entry.price),
        ("availability", &entry.availability),
        ("url", &entry.url),
    ];
    for (name, value) in more {
        if let Some(value) = value {
            told[name] = json!(value);
        }
    }
    format!("\n{}", marked(Mark::Knowledge, &told.to_string()))
}

/// What a tool has said.
pub(super) fn tool_result((name, said): &(String, ToolSaid)) -> String {
    let told = json!({ "tool": name, "said": said.text, "is_error": said.is_error, "is_cut": said.is_cut });
    format!("\n{}", marked(Mark::ToolResult, &told.to_string()))
}

/// What was said before the turns that are shown.
pub(super) fn earlier(summary: &Summary) -> String {
    format!("\nBefore the messages below, in short: {}", marked(Mark::Summary, &summary.text()))
}

fn own_words(prompt: &Prompt, briefing: &Briefing<'_>) -> String {
    let tenant = briefing.tenant;
    let mut text = String::new();
    for part in parts(prompt, tenant, role_of(briefing)) {
        text.push_str(&part);
        text.push_str("\n\n");
    }
    for part in extra_parts(prompt, tenant, briefing.offer.has_actions) {
        text.push_str(&part);
        text.push_str("\n\n");
    }
    text.push_str("Rules that nothing overrides:\n");
    for rule in &prompt.safety {
        text.push_str("- ");
        text.push_str(rule);
        text.push('\n');
    }
    let _ = write!(text, "\nToday is {} ({}).", briefing.today, weekday(briefing.today.weekday()));
    let _ = write!(text, " The tenant writes {} and is in {}.\n\n", tenant.locale, tenant.country);
    text.push_str("Attributes:\n");
    for attribute in &tenant.scope.attributes {
        text.push_str(&described(attribute, briefing.scope));
        text.push('\n');
    }
    if let Some(allowed) = allowed(briefing) {
        let types = told_types(&allowed);
        if !types.is_empty() {
            let _ = writeln!(text, "Records:\n{}", types.join("\n"));
        }
    }
    text
}

/// What may be done, where something may.
fn allowed<'a>(briefing: &Briefing<'a>) -> Option<Allowed<'a>> {
    let (actor, tools) = briefing.besides.map(|besides| (besides.actor, besides.tools)).unzip();
    let allowed = Allowed { tenant: briefing.tenant, actor, tools: tools.unwrap_or_default() };
    briefing.offer.has_actions.then_some(allowed)
}

fn role_of<'a>(briefing: &Briefing<'a>) -> Option<&'a str> {
    briefing.besides.and_then(|besides| besides.actor.role())
}

/// The parts that only some tenants' models need.
fn extra_parts(prompt: &Prompt, tenant: &TenantFile, has_actions: bool) -> Vec<String> {
    let knowledge = tenant.knowledge.is_used().then_some(&prompt.parts.knowledge);
    let actions = has_actions.then_some(&prompt.parts.actions);
    knowledge.into_iter().chain(actions).map(|part| filled(part, tenant)).collect()
}

/// The parts of the instructions, in their order, with the tenant's own among them.
fn parts(prompt: &Prompt, tenant: &TenantFile, user_role: Option<&str>) -> Vec<String> {
    let overrides = &tenant.assistant.prompt;
    let parts = &prompt.parts;
    let role = overrides.role.as_ref().unwrap_or(&parts.role);
    let style = overrides.style.as_ref().unwrap_or(&parts.style);
    let for_role = user_role.and_then(|name| tenant.assistant.roles.get(name)?.instructions.as_ref());
    let own = [tenant.assistant.persona.as_ref(), tenant.assistant.instructions.as_ref(), for_role];
    let own = own.into_iter().flatten();
    let all = [role].into_iter().chain(own).chain([style, &parts.task, &parts.asking, &parts.answering]);
    all.map(|part| filled(part, tenant)).collect()
}

fn filled(part: &str, tenant: &TenantFile) -> String {
    let assistant = tenant.assistant.name.as_deref().unwrap_or(&tenant.name);
    part.replace("{assistant}", assistant).replace("{tenant}", &tenant.name)
}

/// Whatever the model is told that is not for visitors: all but the tenant's `assistant.instructions` and those for roles, in
/// which facts stand that visitors ask for.
pub(crate) fn own_texts(tenant: &TenantFile) -> Vec<String> {
    let prompt = &*CONVERSATIONAL_SCOPING;
    let told = tenant.assistant.instructions.as_ref().map(|told| filled(told, tenant));
    let FunctionTexts { description, commands, quote, approximate, intent, asks, actions, sources, .. } =
        &prompt.function;
    let has_actions = !tenant.records.types.is_empty() || tenant.tools != shared::tenant::Tools::default();
    let extra = [(has_actions, actions), (tenant.knowledge.is_used(), sources)];
    let extra = extra.into_iter().filter(|(is_told, _)| *is_told).map(|(_, text)| text);
    let function =
        [description, commands, quote, approximate, intent, asks].into_iter().chain(extra).cloned();
    let attributes = tenant.scope.attributes.iter().map(|one| described(one, &Scope::default()));
    let mut texts = parts(prompt, tenant, None);
    texts.retain(|part| Some(part) != told.as_ref());
    texts.extend(extra_parts(prompt, tenant, has_actions));
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

/// In the language of the prompt.
const fn weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

fn known(briefing: &Briefing<'_>) -> String {
    let scope = briefing.scope;
    let values: serde_json::Map<_, _> =
        scope.known.iter().map(|(key, known)| (key.clone(), json!(known.value))).collect();
    let mut known = json!({ "values": values, "declined": scope.declined });
    if let Some(besides) = briefing.besides {
        // Who they are is the tenant's word for them, and what they may see is not decided by it here.
        if let Some(user) = &besides.actor.user {
            known["user"] = json!({ "role": user.role, "attributes": user.attributes });
        }
        let shown: Vec<&str> =
            besides.thread.focus.iter().take(RECORDS_NAMED).map(|one| one.id.as_str()).collect();
        if briefing.offer.has_actions && !shown.is_empty() {
            known["records_shown_last"] = json!(shown);
        }
    }
    if let Some(tools) = allowed(briefing).and_then(|allowed| told_tools(&allowed)) {
        known["tools"] = tools;
    }
    known.to_string()
}
