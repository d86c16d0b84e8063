//! Saying a phrase: in the reply's language, one way of several, with its blanks filled.

use std::borrow::Cow;
use std::collections::BTreeMap;

use shared::tenant::{Attribute, Translation};
use shared::value::{Kind, Value};

use super::phrases::{Phrases, Ways, phrases};
use crate::rules::language::Language;
use crate::rules::text::folded;
use crate::tenant::{texts_in, translated};
use crate::wording;

/// The voice of one reply.
pub(super) struct Voice<'a> {
    pub phrases: &'static Phrases,
    language: Language,
    locale: &'a str,
    tenant: &'a str,
    assistant: &'a str,
    seed: u64,
    translations: &'a BTreeMap<String, Translation>,
}

impl<'a> Voice<'a> {
    pub(super) fn new(
        language: Language,
        locale: &'a str,
        tenant: &'a str,
        assistant: &'a str,
        translations: &'a BTreeMap<String, Translation>,
        message: &str,
    ) -> Self {
        // A locale of another language would write "März" in an English sentence.
        let locale = if Language::of_tag(locale) == Some(language) { locale } else { language.tag() };
        Self {
            phrases: phrases(language),
            language,
            locale,
            tenant,
            assistant,
            seed: hash(message),
            translations,
        }
    }

    /// BCP 47: how values are written, in the reply's language.
    pub(super) const fn locale(&self) -> &'a str {
        self.locale
    }

    pub(super) const fn language(&self) -> Language {
        self.language
    }

    /// One of the ways: another message may choose another.
    pub(super) fn say(&self, ways: Ways, blanks: &[(&str, &str)]) -> String {
        let count = u64::try_from(ways.len().max(1)).unwrap_or(1);
        let index =
            usize::try_from((self.seed ^ hash(ways.first().copied().unwrap_or(""))) % count).unwrap_or(0);
        let way = ways.get(index).copied().unwrap_or("");
        fill(way, &[blanks, &[("tenant", self.tenant), ("assistant", self.assistant)]].concat())
    }

    /// The attribute in the reply's language, where the tenant has its words for it.
    pub(super) fn in_words<'b>(&self, attribute: &'b Attribute) -> Cow<'b, Attribute> {
        let texts = texts_in(self.translations, self.language.tag(), &attribute.key);
        texts.map_or(Cow::Borrowed(attribute), |texts| Cow::Owned(translated(attribute, texts)))
    }

    /// The value in the visitor's words.
    pub(super) fn value(&self, value: &Value, attribute: &Attribute) -> String {
        let attribute = &*self.in_words(attribute);
        match value {
            Value::YesNo(true) => self.phrases.yes.to_owned(),
            Value::YesNo(false) => self.phrases.no.to_owned(),
            Value::List(values) => {
                self.list(&values.iter().map(|value| attribute.choice_name(value)).collect::<Vec<_>>())
            }
            Value::Choice(value) => attribute.choice_name(value),
            other => wording::display(other, attribute, self.locale),
        }
    }

    /// The attribute's name in the middle of a sentence.
    pub(super) fn name(&self, attribute: &Attribute) -> String {
        let name = self.in_words(attribute).name();
        // "CMS" and names given as the tenant wants them stay; "Project type" becomes "project type".
        let mut signs = name.chars();
        let (first, second) = (signs.next(), signs.next());
        match (first, second) {
            (Some(first), Some(second)) if self.phrases.lowers_names && !second.is_uppercase() => {
                first.to_lowercase().chain([second]).chain(signs).collect()
            }
            _ => name,
        }
    }

    /// "a, b and c"
    pub(super) fn list(&self, items: &[String]) -> String {
        match items {
            [] => String::new(),
            [one] => one.clone(),
            [start @ .., last] => format!("{} {} {last}", start.join(", "), self.and(last)),
        }
    }

    /// Spanish `y` is `e` before the same sound.
    fn and(&self, next: &str) -> &'static str {
        let next = folded(next);
        let same_sound = next.starts_with('i') || (next.starts_with("hi") && !next.starts_with("hie"));
        if self.language == Language::Spanish && same_sound { "e" } else { self.phrases.and }
    }

    /// The tenant's question, or our own where the tenant's is in another language and ours fits.
    pub(super) fn question(&self, attribute: &Attribute) -> String {
        let texts = texts_in(self.translations, self.language.tag(), &attribute.key);
        if let Some(question) = texts.and_then(|texts| texts.question.clone()) {
            return question;
        }
        let tenants = crate::rules::language::detect(&attribute.question, self.locale);
        if tenants == self.language {
            return attribute.question.clone();
        }
        use crate::rules::language::concepts::Concept;
        use crate::rules::role::{Direction, Role};
        let profile = crate::rules::profile::Profile::new(attribute);
        let own = match (attribute.kind, profile.role) {
            (Kind::Email, _) => self.phrases.ask_email,
            (Kind::Phone, _) => self.phrases.ask_phone,
            (Kind::Money, _) if profile.concepts.contains(&Concept::Budget) => self.phrases.ask_budget,
            (Kind::Date, _) if !profile.concepts.contains(&Concept::Birth) => self.phrases.ask_deadline,
            (Kind::Text, Role::Person) => self.phrases.ask_person,
            (Kind::Text, Role::Company) => self.phrases.ask_company,
            (Kind::Text, Role::Place(Direction::At)) => self.phrases.ask_place,
            _ => return attribute.question.clone(),
        };
        own.to_owned()
    }
}

/// Fills blanks in one pass, so that braces in a value stay what they are.
fn fill(way: &str, blanks: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(way.len() + 40);
    let mut rest = way;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, after)) = after.split_once('}') else { break };
        let value = blanks.iter().find(|(blank, _)| *blank == name).map_or("", |(_, value)| value);
        out.push_str(value);
        rest = after;
        // "… for example Köln." ends one sentence, not two.
        if value.ends_with(['.', '?', '!']) {
            rest = rest.strip_prefix('.').unwrap_or(rest);
        }
    }
    out.push_str(rest);
    let mut signs = out.chars();
    match signs.next() {
        Some(first) => first.to_uppercase().chain(signs).collect(),
        None => out,
    }
}

/// FNV-1a.
fn hash(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
