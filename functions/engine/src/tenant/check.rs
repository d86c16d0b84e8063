//! What the types of a tenant file cannot say.

use std::collections::HashSet;

use shared::tenant::{Attribute, Requirement, TenantFile};
use shared::value::Kind;

use super::Mistake;

const ATTRIBUTES_AT_MOST: usize = 40;
const SUGGESTIONS_AT_MOST: usize = 6;
const INSTRUCTIONS_MAX_CHARS: usize = 4_000;

/// Every mistake, in the order of the file.
pub(super) fn check(tenant: &TenantFile) -> Vec<Mistake> {
    let mut mistakes = Mistakes(Vec::new());
    let m = &mut mistakes;
    m.unless(tenant.version == 1, "version", "must be 1");
    m.unless(is_name(&tenant.id, '-'), "id", "takes 1 to 40 of a-z, 0-9 and -, beginning with a letter");
    m.unless(!tenant.name.trim().is_empty(), "name", "must not be empty");
    m.unless(!tenant.greeting.trim().is_empty(), "greeting", "must not be empty");
    m.unless(!tenant.origins.is_empty(), "origins", "names no origin, so the widget could run nowhere");
    for (index, origin) in tenant.origins.iter().enumerate() {
        let reason = "must be `self` or an origin such as `https://example.com`: scheme and host, no path";
        m.unless(origin == "self" || is_origin(origin), &format!("origins[{index}]"), reason);
    }
    let country_fits =
        tenant.country.len() == 2 && tenant.country.bytes().all(|sign| sign.is_ascii_uppercase());
    m.unless(country_fits, "country", "must be two capital letters (ISO 3166-1 alpha-2), such as `DE`");
    let locale_fits = tenant.locale.split('-').next().is_some_and(|language| {
        (2..=3).contains(&language.len()) && language.bytes().all(|sign| sign.is_ascii_lowercase())
    });
    m.unless(locale_fits, "locale", "must be a language tag (BCP 47), such as `en-GB`");
    m.unless(is_color(&tenant.appearance.accent), "appearance.accent", "must be a colour such as `#3056d3`");
    m.unless(tenant.suggestions.len() <= SUGGESTIONS_AT_MOST, "suggestions", "takes at most 6");
    let instructions = tenant.assistant.instructions.as_deref().unwrap_or_default();
    let fits = instructions.chars().count() <= INSTRUCTIONS_MAX_CHARS;
    m.unless(fits, "assistant.instructions", "takes at most 4,000 characters");
    m.unless(
        (1..=43_200).contains(&tenant.session.idle_minutes),
        "session.idle_minutes",
        "takes 1 to 43,200",
    );
    m.unless((1..=50).contains(&tenant.session.context_turns), "session.context_turns", "takes 1 to 50");
    m.unless((1..=3_650).contains(&tenant.retention.days), "retention.days", "takes 1 to 3,650");
    let outlives = u64::from(tenant.retention.days) * 1_440 >= u64::from(tenant.session.idle_minutes);
    m.unless(outlives, "retention.days", "must not be shorter than `session.idle_minutes`");
    let threshold = tenant.scope.threshold;
    m.unless(threshold > 0.0 && threshold <= 1.0, "scope.threshold", "must be over 0 and at most 1");
    attributes(&tenant.scope.attributes, m);
    mistakes.0
}

fn attributes(attributes: &[Attribute], m: &mut Mistakes) {
    m.unless(attributes.len() <= ATTRIBUTES_AT_MOST, "scope.attributes", "takes at most 40");
    let mut keys = HashSet::new();
    for (index, attribute) in attributes.iter().enumerate() {
        let place = |field: &str| format!("scope.attributes[{index}].{field}");
        let key = attribute.key.as_str();
        m.unless(
            is_name(key, '_'),
            &place("key"),
            "takes 1 to 40 of a-z, 0-9 and _, beginning with a letter",
        );
        m.unless(keys.insert(key), &place("key"), &format!("`{key}` is declared twice"));
        m.unless((0.0..=100.0).contains(&attribute.weight), &place("weight"), "takes 0 to 100");
        m.unless(!attribute.question.trim().is_empty(), &place("question"), "must not be empty");
        let chooses = matches!(attribute.kind, Kind::Choice | Kind::List);
        let reason = "is needed by the kinds `choice` and `list`, and taken by no other";
        m.unless(chooses != attribute.choices.is_empty(), &place("choices"), reason);
        let mut values = HashSet::new();
        for choice in &attribute.choices {
            let reason = format!("`{}` is declared twice", choice.value);
            m.unless(values.insert(choice.value.as_str()), &place("choices"), &reason);
        }
        if let Requirement::When(condition) = &attribute.requirement {
            let other = attributes[..index].iter().any(|one| one.key == condition.key);
            let reason = format!("`{}` is not the key of an attribute further up", condition.key);
            m.unless(other, &place("requirement.when.key"), &reason);
        }
    }
}

struct Mistakes(Vec<Mistake>);

impl Mistakes {
    fn unless(&mut self, holds: bool, path: &str, reason: &str) {
        if !holds {
            self.0.push(Mistake { path: path.to_owned(), position: None, reason: reason.to_owned() });
        }
    }
}

fn is_name(name: &str, joint: char) -> bool {
    name.len() <= 40
        && name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.chars().all(|sign| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == joint)
}

fn is_origin(origin: &str) -> bool {
    let Some((scheme, host)) = origin.split_once("://") else { return false };
    let host_fits = !host.is_empty()
        && host
            .chars()
            .all(|sign| sign.is_ascii_lowercase() || sign.is_ascii_digit() || "-.:[]".contains(sign));
    matches!(scheme, "http" | "https") && host_fits
}

fn is_color(color: &str) -> bool {
    let digits = color.strip_prefix('#');
    digits.is_some_and(|digits| digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit()))
}
