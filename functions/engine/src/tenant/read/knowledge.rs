//! What a schema cannot say of `knowledge`, of roles and of translated attributes: ids that must not be twice, languages, and keys
//! that refer to something.

use super::mistake::Mistakes;
use super::nearest::did_you_mean;
use super::node::Node;

/// The longest help of a page, and the longest greeting, in characters.
const HELP_MAX: usize = 1_000;
const GREETING_MAX: usize = 2_000;
/// The most suggestions, and the longest of them.
const SUGGESTIONS_MAX: usize = 6;
const SUGGESTION_MAX: usize = 80;
/// The most roles that are spoken to in their own way.
const ROLES_MAX: usize = 20;

pub(super) fn check(root: &Node<'_>, mistakes: &mut Mistakes<'_>) {
    entries(root, mistakes);
    pages(root, mistakes);
    roles(root, mistakes);
    translated(root, mistakes);
}

fn entries(root: &Node<'_>, mistakes: &mut Mistakes<'_>) {
    let Some(knowledge) = root.get("knowledge") else { return };
    let mut seen: Vec<&str> = Vec::new();
    for entry in knowledge.list("entries") {
        let Some(node) = entry.get("id") else { continue };
        let Some(id) = node.text() else { continue };
        if seen.contains(&id) {
            add(mistakes, &node, format!("`{id}` is the id of an entry further up"));
        }
        seen.push(id);
    }
}

fn pages(root: &Node<'_>, mistakes: &mut Mistakes<'_>) {
    let Some(knowledge) = root.get("knowledge") else { return };
    for page in knowledge.list("pages") {
        let Some(help) = page.get("help") else { continue };
        by_language(root, &help, mistakes, |node, mistakes| {
            too_long(node, HELP_MAX, mistakes);
        });
    }
}

fn roles(root: &Node<'_>, mistakes: &mut Mistakes<'_>) {
    let Some(roles) = root.get("assistant").and_then(|assistant| assistant.get("roles")) else { return };
    if roles.entries().len() > ROLES_MAX {
        add(mistakes, &roles, format!("takes at most {ROLES_MAX}"));
    }
    for role in roles.entries() {
        if let Some(greeting) = role.node.get("greeting") {
            by_language(root, &greeting, mistakes, |node, mistakes| too_long(node, GREETING_MAX, mistakes));
        }
        if let Some(suggestions) = role.node.get("suggestions") {
            by_language(root, &suggestions, mistakes, |node, mistakes| {
                let items = node.items();
                if items.len() > SUGGESTIONS_MAX {
                    add(mistakes, node, format!("takes at most {SUGGESTIONS_MAX}"));
                }
                items.iter().for_each(|item| too_long(item, SUGGESTION_MAX, mistakes));
            });
        }
    }
}

/// Something for each language: the tenant's own must be there, each of them be a tag, and none twice.
fn by_language(
    root: &Node<'_>,
    node: &Node<'_>,
    mistakes: &mut Mistakes<'_>,
    mut each: impl FnMut(&Node<'_>, &mut Mistakes<'_>),
) {
    let own = root.text_of("locale").unwrap_or_default();
    let language = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
    let entries = node.entries();
    if !own.is_empty() && !entries.iter().any(|entry| language(entry.key) == language(own)) {
        add(mistakes, node, format!("needs the tenant's own language, `{own}`"));
    }
    let mut seen: Vec<&str> = Vec::new();
    for entry in &entries {
        let (span, path) = (entry.key_span.clone(), entry.node.path());
        if !is_tag(entry.key) {
            mistakes.add(span, &path, "must be a language tag (BCP 47), such as `pt-BR`");
        } else if let Some(earlier) = seen.iter().find(|earlier| earlier.eq_ignore_ascii_case(entry.key)) {
            mistakes.add(span, &path, format!("is the same language as `{earlier}`"));
        }
        seen.push(entry.key);
        each(&entry.node, mistakes);
    }
}

/// `translations.LANGUAGE.attributes`: keys of attributes, and values of their choices.
fn translated(root: &Node<'_>, mistakes: &mut Mistakes<'_>) {
    let declared = root.get("scope").map(|scope| scope.list("attributes")).unwrap_or_default();
    let known: Vec<&str> = declared.iter().filter_map(|attribute| attribute.text_of("key")).collect();
    let languages = root.get("translations").map(|node| node.entries()).unwrap_or_default();
    for language in languages {
        for entry in language.node.get("attributes").map(|node| node.entries()).unwrap_or_default() {
            let Some(attribute) = declared.iter().find(|one| one.text_of("key") == Some(entry.key)) else {
                let meant = did_you_mean(entry.key, known.iter().copied());
                let reason = format!("`{}` is not the key of an attribute{meant}", entry.key);
                mistakes.add(entry.key_span.clone(), &entry.node.path(), reason);
                continue;
            };
            let choices = attribute.list("choices");
            let values: Vec<&str> = choices.iter().filter_map(|choice| choice.text_of("value")).collect();
            for choice in entry.node.get("choices").map(|node| node.entries()).unwrap_or_default() {
                if !values.contains(&choice.key) {
                    let meant = did_you_mean(choice.key, values.iter().copied());
                    let reason = format!("`{}` is not a choice of `{}`{meant}", choice.key, entry.key);
                    mistakes.add(choice.key_span.clone(), &choice.node.path(), reason);
                }
                too_long(&choice.node, SUGGESTION_MAX, mistakes);
            }
        }
    }
}

fn too_long(node: &Node<'_>, most: usize, mistakes: &mut Mistakes<'_>) {
    let count = node.text().map(|text| text.chars().count()).unwrap_or_default();
    if count > most {
        add(mistakes, node, format!("has {count} characters, of {most} that are allowed"));
    }
    if node.text().is_some_and(|text| text.trim().is_empty()) {
        add(mistakes, node, "is empty");
    }
}

fn is_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let is_language =
        |part: &str| (2..=3).contains(&part.len()) && part.bytes().all(|one| one.is_ascii_lowercase());
    let is_part =
        |part: &str| (2..=8).contains(&part.len()) && part.bytes().all(|one| one.is_ascii_alphanumeric());
    parts.next().is_some_and(is_language) && parts.all(is_part)
}

fn add(mistakes: &mut Mistakes<'_>, node: &Node<'_>, reason: impl Into<String>) {
    mistakes.add(node.span(), &node.path(), reason);
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    /// The first mistake in a tenant file with these parts.
    fn mistake(parts: &Json) -> Option<(String, String)> {
        let mut file = json!({
            "version": 1, "id": "candles", "name": "Candles", "origins": ["self"], "locale": "en-GB", "country": "DE",
            "greeting": "Hello!",
            "scope": { "attributes": [
                { "key": "pieces", "kind": "choice", "question": "How many?", "choices": [{ "value": "few" }, { "value": "many" }] },
            ] },
        });
        for (key, value) in parts.as_object().unwrap() {
            file[key] = value.clone();
        }
        let found = crate::tenant::read(&file.to_string()).err()?;
        found.into_iter().next().map(|mistake| (mistake.path, mistake.reason))
    }

    #[test]
    fn what_is_good_is_taken() {
        let good = json!({
            "knowledge": {
                "entries": [{ "id": "a", "title": "A", "text": "a" }, { "id": "b", "title": "B", "text": "b" }],
                "pages": [{ "paths": ["/x/*", "error"], "help": { "en": "Help.", "de": "Hilfe." } }],
            },
            "assistant": { "roles": { "buyer": { "greeting": { "en-GB": "Hi!" }, "suggestions": { "en-GB": ["a"] } } } },
            "translations": { "de": { "attributes": { "pieces": { "label": "Stücke", "choices": { "few": "wenige" } } } } },
        });
        assert_eq!(mistake(&good), None);
    }

    #[test]
    fn every_mistake_has_its_place() {
        let entry = json!({ "id": "a", "title": "A", "text": "a" });
        let page = |help: Json| json!({ "knowledge": { "pages": [{ "paths": ["/x"], "help": help }] } });
        let role = |role: Json| json!({ "assistant": { "roles": { "buyer": role } } });
        let german = |attributes: Json| json!({ "translations": { "de": { "attributes": attributes } } });
        for (parts, path, says) in [
            (json!({ "knowledge": { "entries": [entry, entry] } }), "knowledge.entries[1].id", "further up"),
            (page(json!({ "de": "Hilfe." })), "knowledge.pages[0].help", "`en-GB`"),
            (page(json!({})), "knowledge.pages[0].help", "`en-GB`"),
            (page(json!({ "en": "x", "EN": "y" })), "knowledge.pages[0].help.EN", "BCP 47"),
            (page(json!({ "en": "x".repeat(1_001) })), "knowledge.pages[0].help.en", "1001 characters"),
            (role(json!({ "greeting": { "de": "Hallo!" } })), "assistant.roles.buyer.greeting", "`en-GB`"),
            (
                role(json!({ "suggestions": { "en": ["a", "b", "c", "d", "e", "f", "g"] } })),
                "assistant.roles.buyer.suggestions.en",
                "at most 6",
            ),
            (german(json!({ "peices": {} })), "translations.de.attributes.peices", "Did you mean `pieces`?"),
            (
                german(json!({ "pieces": { "choices": { "fewer": "wenige" } } })),
                "translations.de.attributes.pieces.choices.fewer",
                "Did you mean `few`?",
            ),
        ] {
            let (found, reason) = mistake(&parts).unwrap_or_default();
            assert_eq!(found, path, "{parts}: {reason}");
            assert!(reason.contains(says), "{parts}: {reason}");
        }
    }
}
