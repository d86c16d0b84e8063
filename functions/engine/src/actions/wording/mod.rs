//! What is said and shown of what was done: short, formal, and made of what was stored. No model has a word in it.
//!
//! Whatever users, tools or the store say is text: it is escaped, and cannot become Markdown.

mod blocks;
mod phrases;
mod show;

use shared::tenant::{RecordAction, RecordType, TenantFile};
use shared::value::{Kind, Money, NumberRange, Value};
use shared::wire::{ActionDone, Block, Link, Links, Record};

use self::phrases::{Phrases, phrases};
use self::show::{Showing, escaped, status_name};
use super::{Acted, Call, Came, Names};
use crate::rules::Language;

/// What is said and shown.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Told {
    /// Markdown.
    pub text: String,
    /// What is shown under it.
    pub blocks: Vec<Block>,
}

/// The most that is shown of what a tool said, in characters.
const TOOL: usize = 1_500;

/// What the record is called: its title, or its id.
#[must_use]
pub fn title(of: &RecordType, record: &Record) -> String {
    let title = record.fields.get(&of.display.title).and_then(serde_json::Value::as_str).map(str::trim);
    title.filter(|title| !title.is_empty()).map_or_else(|| record.id.clone(), str::to_owned)
}

/// The text with a capital at its beginning.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut signs = text.chars();
    signs.next().map(|first| first.to_uppercase().chain(signs).collect()).unwrap_or_default()
}

/// The texts of the buttons by which somebody answers what waits: yes and no, in every language.
#[must_use]
pub(super) fn answers(id: &str) -> (Vec<String>, Vec<String>) {
    let all = [Language::English, Language::German, Language::Spanish, Language::Portuguese];
    let yes = all.iter().flat_map(|language| {
        let phrases = phrases(*language);
        [fill(phrases.yes_delete, &[("id", id)]), phrases.yes_run.to_owned(), phrases.yes_add.to_owned()]
    });
    (yes.collect(), all.iter().map(|language| phrases(*language).no.to_owned()).collect())
}

/// Words what came of the calls, in the language of the locale (English where it is none of ours).
#[must_use]
pub fn tell(tenant: &TenantFile, locale: &str, acted: &[Acted], names: &Names) -> Told {
    let phrases = phrases(Language::of_tag(locale).unwrap_or(Language::English));
    let teller = Teller { tenant, phrases, showing: Showing { locale, phrases, names } };
    let mut told = Told::default();
    let changes =
        acted.iter().filter(|one| matches!(one.came, Came::Done { .. } | Came::Unchanged(_))).count();
    let mut said: Vec<String> = Vec::new();
    for one in acted {
        let mut blocks = Vec::new();
        let text = teller.tell(one, &mut blocks);
        // Of many the same need be said once.
        let once = matches!(one.came, Came::TooMany | Came::OneAtATime | Came::Refused);
        let is_new = !once || !said.contains(&text);
        if is_new && !text.is_empty() {
            said.push(text);
        }
        // A card for each of many says nothing that the line does not.
        if changes <= 1 || !matches!(one.came, Came::Done { .. } | Came::Unchanged(_)) {
            told.blocks.append(&mut blocks);
        }
    }
    told.text = said.join(if changes > 1 { "\n\n" } else { " " });
    told
}

struct Teller<'a> {
    tenant: &'a TenantFile,
    phrases: &'static Phrases,
    showing: Showing<'a>,
}

impl Teller<'_> {
    fn of(&self, record: &Record) -> Option<&RecordType> {
        self.tenant.records.of(&record.record_type)
    }

    /// "**John Smith** (LEAD-4)"
    fn name(&self, record: &Record) -> String {
        match self.of(record) {
            Some(of) => format!("**{}** ({})", escaped(&title(of, record)), escaped(&record.id)),
            None => format!("**{}**", escaped(&record.id)),
        }
    }

    fn card(&self, record: &Record, blocks: &mut Vec<Block>) {
        if let Some(of) = self.of(record) {
            blocks.push(blocks::card(&self.showing, of, record));
        }
    }

    /// The type that a call is about, as far as it says.
    fn call_type(&self, call: &Call) -> Option<&RecordType> {
        let key = match call {
            Call::Find { record_type, .. }
            | Call::Count { record_type, .. }
            | Call::Create { record_type, .. } => Some(record_type),
            Call::Navigate { record_type: Some(record_type), .. } => Some(record_type),
            call => call.target().and_then(|target| target.record_type.as_ref()),
        };
        key.and_then(|key| self.tenant.records.of(key))
    }

    fn tell(&self, acted: &Acted, blocks: &mut Vec<Block>) -> String {
        let phrases = self.phrases;
        let call = &acted.call;
        match &acted.came {
            Came::Found { records, total, more } => self.found(call, records, *total, *more, blocks),
            Came::Counted { groups, currency, more } => {
                self.counted(call, groups, currency.as_deref(), *more, blocks)
            }
            Came::Shown(record) => self.shown(call, record, blocks),
            Came::Done { done, record } => self.done(call, done, record.as_deref(), blocks),
            Came::Unchanged(record) => {
                self.card(record, blocks);
                fill(phrases.unchanged, &[("title", &self.name(record))])
            }
            Came::Opened { label, url } => {
                let link = Link { label: label.clone(), url: Some(url.clone()) };
                blocks.push(Block::Links(Links { title: label.clone(), links: vec![link] }));
                fill(phrases.opened, &[("label", &escaped(label))])
            }
            Came::NoPage => phrases.no_page.to_owned(),
            Came::ToConfirm(Some(record)) => {
                self.card(record, blocks);
                let yes = fill(phrases.yes_delete, &[("id", &record.id)]);
                blocks.push(blocks::said([yes, phrases.no.to_owned()]));
                fill(phrases.confirm_delete, &[("title", &self.name(record))])
            }
            Came::ToConfirm(None) => {
                blocks.push(blocks::said([phrases.yes_run.to_owned(), phrases.no.to_owned()]));
                fill(phrases.confirm_tool, &[("tool", &escaped(call.name()))])
            }
            Came::Which(records, total) => {
                blocks.push(blocks::which(&self.showing, |record| self.of(record).cloned(), records));
                let (count, shown) = (total.to_string(), records.len().to_string());
                let way = if *total > records.len() { phrases.which_many } else { phrases.which };
                fill(way, &[("count", &count), ("shown", &shown)])
            }
            Came::NotFound { sought, offer } => self.not_found(call, sought, offer.as_deref(), blocks),
            Came::NothingMeant => phrases.nothing_meant.to_owned(),
            Came::Needs(key) => {
                let field = self.field_name(call, key);
                if let Some(field) = self
                    .call_type(call)
                    .and_then(|of| of.field(key))
                    .filter(|field| !field.choices.is_empty())
                {
                    blocks.push(blocks::said(
                        field.choices.iter().map(|choice| blocks::choice_name(field, &choice.value)),
                    ));
                }
                fill(phrases.needs, &[("field", &escaped(&field))])
            }
            Came::Invalid(key, said) => self.invalid(call, key, said),
            Came::NoField(said) => fill(phrases.no_field, &[("said", &escaped(said))]),
            Came::NoTransition(record, allowed) => self.no_transition(record, allowed),
            Came::NotUnique(key) => {
                fill(phrases.not_unique, &[("field", &escaped(&self.field_name(call, key)))])
            }
            Came::Stale(Some(record)) => {
                self.card(record, blocks);
                fill(phrases.stale, &[("title", &self.name(record))])
            }
            Came::Stale(None) => phrases.gone.to_owned(),
            Came::Refused => phrases.refused.to_owned(),
            Came::Never(_) => match self.call_type(call) {
                Some(of) => fill(phrases.never, &[("many", &capital(&escaped(&of.many)))]),
                None => phrases.never_tool.to_owned(),
            },
            Came::TooMany => phrases.too_many.to_owned(),
            Came::Declined => phrases.declined.to_owned(),
            Came::OneAtATime => phrases.one_at_a_time.to_owned(),
            Came::ToolSaid(said) => {
                let text: String = said.text.chars().take(TOOL).collect();
                fill(phrases.tool_said, &[("tool", &escaped(call.name())), ("said", &escaped(&text))])
            }
            Came::ToolFailed(code) => {
                let way = if *code == "timeout" { phrases.tool_late } else { phrases.tool_failed };
                fill(way, &[("tool", &escaped(call.name()))])
            }
        }
    }

    fn field_name(&self, call: &Call, key: &str) -> String {
        match self.call_type(call) {
            Some(of) => self.showing.heading(of, key),
            None => key.to_owned(),
        }
    }

    fn found(
        &self,
        call: &Call,
        records: &[Record],
        total: usize,
        more: bool,
        blocks: &mut Vec<Block>,
    ) -> String {
        let Some(of) = self.call_type(call) else { return String::new() };
        let (one, many) = (escaped(&of.one), escaped(&of.many));
        if records.is_empty() {
            return fill(self.phrases.none, &[("many", &many)]);
        }
        blocks.push(blocks::table(&self.showing, of, records));
        let (count, shown) = (total.to_string(), records.len().to_string());
        let way = match total {
            1 => self.phrases.listed_one,
            total if total > records.len() => self.phrases.listed_some,
            _ => self.phrases.listed,
        };
        let text = fill(way, &[("count", &count), ("shown", &shown), ("one", &one), ("many", &many)]);
        self.with_more(text, more)
    }

    fn with_more(&self, text: String, more: bool) -> String {
        if more { format!("{text} {}", self.phrases.more) } else { text }
    }

    fn counted(
        &self,
        call: &Call,
        groups: &[(Option<serde_json::Value>, f64)],
        currency: Option<&str>,
        more: bool,
        blocks: &mut Vec<Block>,
    ) -> String {
        let (Some(of), Call::Count { by, sum, .. }) = (self.call_type(call), call) else {
            return String::new();
        };
        let total: f64 = groups.iter().map(|(_, number)| number).sum();
        let count = self.number(total, None);
        let summed = sum.as_ref().and_then(|key| of.field(key));
        if let Some(by) = by
            && !groups.is_empty()
        {
            let name = summed.map_or_else(|| capital(&of.many), shared::tenant::Field::name);
            let unit = summed.and_then(|_| currency.map(str::to_owned));
            blocks.push(blocks::chart(&self.showing, of, by, name, unit, groups));
        }
        let other = by.as_ref().map(|by| escaped(&self.showing.heading(of, by)));
        let (one, many) = (escaped(&of.one), escaped(&of.many));
        let text = match (summed, other) {
            (Some(field), other) => {
                let value = self.number(total, currency.filter(|_| field.kind == Kind::Money));
                let way = if other.is_some() { self.phrases.sum_by } else { self.phrases.sum };
                let other = other.unwrap_or_default();
                fill(way, &[("field", &escaped(&field.name())), ("value", &value), ("other", &other)])
            }
            (None, Some(field)) if total > 0.0 => fill(
                self.phrases.by,
                &[("count", &count), ("many", if total > 1.0 { &many } else { &one }), ("field", &field)],
            ),
            (None, _) => {
                let way = match total {
                    0.0 => self.phrases.none,
                    1.0 => self.phrases.counted_one,
                    _ => self.phrases.counted,
                };
                fill(way, &[("count", &count), ("one", &one), ("many", &many)])
            }
        };
        self.with_more(text, more)
    }

    fn number(&self, number: f64, currency: Option<&str>) -> String {
        let value = match currency {
            Some(currency) => Value::Money(Money::exactly(number, currency)),
            None => Value::Number(NumberRange::exactly(number)),
        };
        let field = shared::tenant::Field {
            key: String::new(),
            label: None,
            kind: value.kind(),
            synonyms: Vec::new(),
            required: false,
            unique: false,
            default: None,
            choices: Vec::new(),
            refers_to: None,
            user: false,
            sensitive: false,
        };
        crate::wording::display(&value, &show::attribute(&field), self.showing.locale)
    }

    fn shown(&self, call: &Call, record: &Record, blocks: &mut Vec<Block>) -> String {
        let name = self.name(record);
        let Some(of) = self.of(record) else { return name };
        let Call::Show { field: Some(said), .. } = call else {
            blocks.push(blocks::card(&self.showing, of, record));
            return fill(self.phrases.shown, &[("title", &name)]);
        };
        let key = super::naming::field_named(of, said).map_or(said.as_str(), |field| field.key.as_str());
        let (heading, value) = (self.showing.heading(of, key), self.showing.of(of, record, key));
        let way = if value.is_empty() { self.phrases.no_value } else { self.phrases.value };
        fill(way, &[("field", &escaped(&heading)), ("title", &name), ("value", &escaped(&value))])
    }

    fn done(
        &self,
        call: &Call,
        done: &ActionDone,
        record: Option<&Record>,
        blocks: &mut Vec<Block>,
    ) -> String {
        let phrases = self.phrases;
        let name =
            record.map_or_else(|| format!("**{}**", escaped(&done.record_id)), |record| self.name(record));
        if let Some(record) = record.filter(|_| done.action != RecordAction::Delete) {
            self.card(record, blocks);
        }
        let of = self.tenant.records.of(&done.record_type);
        match done.action {
            RecordAction::Create => fill(phrases.created, &[("title", &name)]),
            RecordAction::Comment => fill(phrases.commented, &[("title", &name)]),
            RecordAction::LinkCommit => {
                let commit = match call {
                    Call::LinkCommit { commit, .. } => commit.as_str(),
                    _ => "",
                };
                fill(phrases.linked, &[("commit", commit), ("title", &name)])
            }
            RecordAction::Delete => fill(phrases.deleted, &[("title", &name)]),
            RecordAction::ChangeStatus => {
                let status = record.and_then(|record| record.status.as_deref()).unwrap_or_default();
                let status = of.map_or_else(|| status.to_owned(), |of| status_name(of, status));
                fill(phrases.moved, &[("title", &name), ("status", &escaped(&status))])
            }
            RecordAction::Update | RecordAction::Find => {
                let change = |key: &String| {
                    let heading = of.map_or_else(|| key.clone(), |of| self.showing.heading(of, key));
                    let value = of
                        .zip(record)
                        .map(|(of, record)| self.showing.of(of, record, key))
                        .unwrap_or_default();
                    let way = if value.is_empty() { phrases.no_longer } else { phrases.now };
                    fill(way, &[("field", &escaped(&heading)), ("value", &escaped(&value))])
                };
                let changes = done.changed.iter().map(change).collect::<Vec<_>>().join("; ");
                fill(phrases.updated, &[("title", &name), ("changes", &changes)])
            }
        }
    }

    fn not_found(&self, call: &Call, sought: &str, offer: Option<&Call>, blocks: &mut Vec<Block>) -> String {
        let sought = escaped(sought);
        let of = self.call_type(call);
        let text = match of {
            Some(of) if call.target().is_some() => {
                fill(self.phrases.not_found_of, &[("sought", &sought), ("many", &escaped(&of.many))])
            }
            _ => fill(self.phrases.not_found, &[("sought", &sought)]),
        };
        let Some(of) = offer.and_then(|offer| self.call_type(offer)) else { return text };
        blocks.push(blocks::said([self.phrases.yes_add.to_owned(), self.phrases.no.to_owned()]));
        format!("{text} {}", fill(self.phrases.offer, &[("one", &escaped(&of.one))]))
    }

    fn invalid(&self, call: &Call, key: &str, said: &str) -> String {
        let text = fill(
            self.phrases.invalid,
            &[("said", &escaped(said)), ("field", &escaped(&self.field_name(call, key)))],
        );
        let field = self.call_type(call).and_then(|of| of.field(key));
        match field.filter(|field| !field.choices.is_empty()) {
            Some(field) => {
                let choices = field.choices.iter().map(|choice| blocks::choice_name(field, &choice.value));
                format!("{text} {}", fill(self.phrases.choices, &[("list", &self.listed(choices))]))
            }
            None => text,
        }
    }

    fn no_transition(&self, record: &Record, allowed: &[String]) -> String {
        let name = self.name(record);
        let Some(of) = self.of(record) else { return name };
        let status = record.status.as_deref().map_or_else(String::new, |status| status_name(of, status));
        let list = self.listed(allowed.iter().map(|status| status_name(of, status)));
        let way = if allowed.is_empty() { self.phrases.no_transition } else { self.phrases.transitions };
        fill(way, &[("title", &name), ("status", &escaped(&status)), ("list", &list)])
    }

    /// "*Open*, *Done* or *Lost*"
    fn listed(&self, names: impl IntoIterator<Item = String>) -> String {
        let mut names: Vec<String> = names.into_iter().map(|name| format!("*{}*", escaped(&name))).collect();
        match names.pop() {
            Some(last) if names.is_empty() => last,
            Some(last) => format!("{} {} {last}", names.join(", "), self.phrases.or),
            None => String::new(),
        }
    }
}

/// The phrase with its blanks filled, each once and none in what fills another.
fn fill(phrase: &str, blanks: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(phrase.len() + 32);
    let mut rest = phrase;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        match after.split_once('}') {
            Some((name, after)) => {
                let value = blanks.iter().find(|(blank, _)| *blank == name).map(|(_, value)| *value);
                out.push_str(value.unwrap_or_default());
                rest = after;
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}
