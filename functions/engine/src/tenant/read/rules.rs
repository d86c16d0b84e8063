//! What a schema cannot say: names that refer to something, things that must not be twice, hours, drawings.

use core::ops::Range;

use super::super::hours::{DAY, Hours};
use super::super::style::path_of_svg;
use super::mistake::Mistakes;
use super::nearest::did_you_mean;
use super::node::Node;
use super::{knowledge, records, tools, users};
use crate::time_zones;

pub(super) fn check(root: &Node<'_>, mistakes: &mut Mistakes<'_>) {
    origins(root, mistakes);
    appearance(root, mistakes);
    translations(root, mistakes);
    form(root, mistakes);
    hours(root, mistakes);
    attributes(root, mistakes);
    lifetimes(root, mistakes);
    users::check(root, mistakes);
    knowledge::check(root, mistakes);
    records::check(root, mistakes);
    tools::check(root, mistakes);
}

fn add(mistakes: &mut Mistakes<'_>, node: &Node<'_>, reason: impl Into<String>) {
    mistakes.add(node.span(), &node.path(), reason);
}

/// Ports that browsers leave out: such an origin would never be told by one.
fn origins(root: &Node<'_>, mistakes: &mut Mistakes<'_>) {
    for node in root.list("origins") {
        let Some(text) = node.text() else { continue };
        let port = [("https://", ":443"), ("http://", ":80")]
            .into_iter()
            .find_map(|(scheme, port)| (text.starts_with(scheme) && text.ends_with(port)).then_some(port));
        if let Some(port) = port {
            add(mistakes, &node, format!("must not name the port `{port}`: browsers leave it out"));
        }
    }
}

fn appearance(root: &Node<'_>, mistakes: &mut Mistakes<'_>) {
    let launcher = root.get("appearance").and_then(|appearance| appearance.get("launcher"));
    let Some(svg) = launcher.and_then(|launcher| launcher.get("svg")) else { return };
    if let Some(Err(error)) = svg.text().map(path_of_svg) {
        add(mistakes, &svg, error.to_string());
    }
}

/// Texts that stand for none, and languages that are there twice.
fn translations(root: &Node<'_>, mistakes: &mut Mistakes<'_>) {
    let languages = root.get("translations").map(|node| node.entries()).unwrap_or_default();
    let action = root.get("scope").and_then(|scope| scope.get("call_to_action"));
    let replaced = [
        ("before_chat", "before_chat", root.get("before_chat").is_some()),
        ("away", "business_hours", root.get("business_hours").is_some()),
        ("call_to_action", "scope.call_to_action", action.is_some()),
    ];
    let mut seen = vec![root.text_of("locale").unwrap_or_default()];
    for language in &languages {
        let (span, path) = (language.key_span.clone(), || language.node.path());
        if language.key == seen[0] {
            mistakes.add(span, &path(), "is the tenant's own language (`locale`)");
        } else if let Some(earlier) = seen.iter().find(|earlier| earlier.eq_ignore_ascii_case(language.key)) {
            mistakes.add(span, &path(), format!("is the same language as `{earlier}`"));
        }
        seen.push(language.key);
        for (key, original, _) in replaced.iter().filter(|(.., is_there)| !is_there) {
            if let Some(node) = language.node.get(key) {
                add(mistakes, &node, format!("stands in place of `{original}`, which is not there"));
            }
        }
    }
}

fn keys<'a>(root: &Node<'a>) -> Vec<&'a str> {
    let attributes = root.get("scope").map(|scope| scope.list("attributes")).unwrap_or_default();
    attributes.iter().filter_map(|attribute| attribute.text_of("key")).collect()
}

fn form(root: &Node<'_>, mistakes: &mut Mistakes<'_>) {
    let fields = root.get("before_chat").map(|form| form.list("fields")).unwrap_or_default();
    let known = keys(root);
    let mut seen = Vec::new();
    for node in fields.iter().filter_map(|field| field.get("attribute")) {
        let Some(key) = node.text() else { continue };
        if seen.contains(&key) {
            add(mistakes, &node, format!("`{key}` is asked twice"));
        } else if !known.contains(&key) {
            let meant = did_you_mean(key, known.iter().copied());
            add(mistakes, &node, format!("`{key}` is not the key of an attribute{meant}"));
        }
        seen.push(key);
    }
}

fn hours(root: &Node<'_>, mistakes: &mut Mistakes<'_>) {
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let Some(hours) = root.get("business_hours") else { return };
    if let Some(node) = hours.get("time_zone")
        && let Some(name) = node.text()
        && time_zones::time_zone(name).is_none()
    {
        let meant = did_you_mean(name, time_zones::names());
        add(mistakes, &node, format!("is no time zone (IANA), such as `Europe/Berlin`{meant}"));
    }
    let days = hours.get("days");
    let mut taken: Vec<(Range<u16>, &str, &str)> = Vec::new();
    for (day, name) in (0..).zip(DAYS) {
        for node in days.as_ref().map(|days| days.list(name)).unwrap_or_default() {
            let Some(text) = node.text() else { continue };
            let Some(hours) = Hours::parse(text) else {
                // `shape` tells of what is not written as hours at all.
                add(mistakes, &node, "has no length");
                continue;
            };
            let (from, length) = (day * DAY + hours.from, hours.length());
            // The week goes round: Sunday's night ends on Monday.
            let spans = [from..from + length, from + 7 * DAY..from + 7 * DAY + length];
            let overlaps = |(other, ..): &&(Range<u16>, &str, &str)| {
                spans.iter().any(|span| span.start < other.end && other.start < span.end)
                    || (other.start + 7 * DAY < spans[0].end)
            };
            if let Some((_, day, other)) = taken.iter().find(overlaps) {
                add(mistakes, &node, format!("overlaps `{other}` of {day}"));
            }
            taken.push((spans[0].clone(), name, text));
        }
    }
}

fn attributes(root: &Node<'_>, mistakes: &mut Mistakes<'_>) {
    let attributes = root.get("scope").map(|scope| scope.list("attributes")).unwrap_or_default();
    let mut earlier: Vec<&str> = Vec::new();
    for attribute in &attributes {
        if let Some(requirement) = attribute.get("requirement")
            && let Some(node) = requirement.get("when").and_then(|when| when.get("key"))
            && let Some(key) = node.text().filter(|key| !earlier.contains(key))
        {
            let meant = did_you_mean(key, earlier.iter().copied());
            add(mistakes, &node, format!("`{key}` is not the key of an attribute further up{meant}"));
        }
        choices(attribute, mistakes);
        if let Some(node) = attribute.get("key")
            && let Some(key) = node.text()
        {
            if earlier.contains(&key) {
                add(mistakes, &node, format!("`{key}` is declared twice"));
            }
            earlier.push(key);
        }
    }
}

pub(super) fn choices(attribute: &Node<'_>, mistakes: &mut Mistakes<'_>) {
    let choices = attribute.list("choices");
    if let Some(kind) = attribute.get("kind")
        && let Some(name) = kind.text()
    {
        match (name, attribute.get("choices").filter(|_| !choices.is_empty())) {
            ("choice" | "list", None) => {
                mistakes.add(
                    kind.span(),
                    &attribute.path_of("choices"),
                    "is needed by the kinds `choice` and `list`",
                );
            }
            ("choice" | "list", Some(_)) | (_, None) => {}
            (_, Some(node)) => add(mistakes, &node, "is taken by the kinds `choice` and `list` only"),
        }
    }
    let mut seen = Vec::new();
    for node in choices.iter().filter_map(|choice| choice.get("value")) {
        let Some(value) = node.text() else { continue };
        if seen.contains(&value) {
            add(mistakes, &node, format!("`{value}` is declared twice"));
        }
        seen.push(value);
    }
}

/// A turn must not be forgotten while its conversation goes on.
fn lifetimes(root: &Node<'_>, mistakes: &mut Mistakes<'_>) {
    let number = |part: &str, key: &str| root.get(part)?.get(key)?.number().map(|(number, _)| number);
    let idle = number("session", "idle_minutes").unwrap_or(1_440.0);
    let Some(days) = root.get("retention").and_then(|retention| retention.get("days")) else {
        return;
    };
    if days.number().is_some_and(|(days, _)| days * 1_440.0 < idle) {
        add(mistakes, &days, "must not be shorter than `session.idle_minutes`");
    }
}
