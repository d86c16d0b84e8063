//! What a schema cannot say of `records`: names that stand for something, keys and prefixes that are there once, what a kind
//! takes, and rules that can be kept at all.

use shared::tenant::TenantFile;

use super::mistake::Mistakes;
use super::nearest::did_you_mean;
use super::node::Node;
use super::rules::choices;
use crate::records::validate_value;
use crate::rules::values::Context;

/// What every record has, beside its fields.
const RESERVED: [&str; 8] =
    ["id", "type", "status", "version", "created_at", "created_by", "changed_at", "changed_by"];
/// Which of that is shown.
const SHOWN: [&str; 4] = ["id", "status", "created_at", "changed_at"];
/// Which of that rules may look at.
const RULED: [&str; 3] = ["id", "status", "created_by"];
/// The kinds of which a value can be the only one.
const UNIQUE: [&str; 4] = ["text", "email", "phone", "url"];

/// What can be named in one type.
struct Names<'a> {
    fields: Vec<&'a str>,
    has_status: bool,
    types: Vec<&'a str>,
    /// Of the user: `None` where no user is ever known.
    user: Option<Vec<String>>,
}

pub(super) fn check(root: &Node<'_>, mistakes: &mut Mistakes<'_>) {
    let Some(records) = root.get("records") else { return };
    let types = records.list("types");
    let keys: Vec<&str> = types.iter().filter_map(|one| one.text_of("key")).collect();
    once(types.iter().filter_map(|one| one.get("key")), "is declared twice", mistakes);
    once(
        types.iter().filter_map(|one| one.get("id_prefix")),
        "stands before the ids of another type",
        mistakes,
    );
    for one in &types {
        let fields = one.list("fields");
        let names = Names {
            fields: fields.iter().filter_map(|field| field.text_of("key")).collect(),
            has_status: one.get("status").is_some(),
            types: keys.clone(),
            user: of_user(root),
        };
        once(fields.iter().filter_map(|field| field.get("key")), "is declared twice", mistakes);
        for each in &fields {
            field(each, &names, mistakes);
        }
        status(one, mistakes);
        display(one, &names, mistakes);
        for node in one.list("search") {
            known(&node, &names, &[], mistakes);
        }
        permissions(one, &names, mistakes);
    }
}

/// What is looked at once the file can be read: whether fixed values are such as their fields hold.
pub(super) fn check_values(root: &Node<'_>, tenant: &TenantFile, mistakes: &mut Mistakes<'_>) {
    let types = root.get("records").map(|records| records.list("types")).unwrap_or_default();
    let context = Context {
        country: &tenant.country,
        locale: &tenant.locale,
        today: jiff::civil::Date::constant(2026, 11, 30),
    };
    for (one, record_type) in types.iter().zip(&tenant.records.types) {
        let wrong = |key: &str, value: &serde_json::Value| {
            validate_value(record_type.field(key)?, value, &context).err().map(|wrong| wrong.to_string())
        };
        for (node, field) in one.list("fields").iter().zip(&record_type.fields) {
            if let Some(shared::tenant::FieldDefault::Value(value)) = &field.default
                && let Some(reason) = wrong(&field.key, value)
                && let Some(node) = node.get("default").and_then(|default| default.get("value"))
            {
                add(mistakes, &node, reason);
            }
        }
        for (node, permission) in one.list("permissions").iter().zip(&record_type.permissions) {
            for (node, rule) in node.list("where").iter().zip(&permission.rules) {
                let fixed = rule.is.iter().zip(node.get("is"));
                for (value, node) in fixed.chain(rule.one_of.iter().zip(node.list("one_of"))) {
                    let reason = match (rule.field.as_str(), &record_type.status) {
                        ("status", Some(status)) => unknown_status(status, value),
                        ("id" | "created_by", _) if !value.is_string() => Some("must be a text".to_owned()),
                        // A list is asked whether it contains the value.
                        (key, _) => match record_type.field(key).map(|field| field.kind) {
                            Some(shared::value::Kind::List) => wrong(key, &serde_json::json!([value])),
                            _ => wrong(key, value),
                        },
                    };
                    if let Some(reason) = reason {
                        add(mistakes, &node, reason);
                    }
                }
            }
        }
    }
}

fn unknown_status(status: &shared::tenant::StatusSettings, value: &serde_json::Value) -> Option<String> {
    let known = || status.values.iter().map(|known| known.value.as_str());
    let value = value.as_str().unwrap_or_default();
    (!known().any(|known| known == value))
        .then(|| format!("`{value}` is none of `status.values`{}", did_you_mean(value, known())))
}

fn of_user(root: &Node<'_>) -> Option<Vec<String>> {
    let users = root.get("users")?;
    let attributes = users.get("claims").and_then(|claims| claims.get("attributes"));
    let declared = attributes.map(|attributes| attributes.entries()).unwrap_or_default();
    let declared = declared.into_iter().map(|entry| format!("user.{}", entry.key));
    Some(["user.id", "user.role"].map(str::to_owned).into_iter().chain(declared).collect())
}

/// Names that are there more than once, letters of any size.
fn once<'a>(names: impl Iterator<Item = Node<'a>>, reason: &str, mistakes: &mut Mistakes<'_>) {
    let mut seen: Vec<&str> = Vec::new();
    for node in names {
        let Some(name) = node.text() else { continue };
        if seen.iter().any(|earlier| earlier.eq_ignore_ascii_case(name)) {
            add(mistakes, &node, format!("`{name}` {reason}"));
        }
        seen.push(name);
    }
}

fn field(field: &Node<'_>, names: &Names<'_>, mistakes: &mut Mistakes<'_>) {
    if let Some(node) = field.get("key")
        && let Some(key) = node.text().filter(|key| RESERVED.contains(key))
    {
        add(mistakes, &node, format!("`{key}` is there of every record, and is no key of a field"));
    }
    choices(field, mistakes);
    let Some(kind) = field.text_of("kind") else { return };
    let is_set = |key: &str| {
        field.get(key).filter(|node| node.value.as_boolean_lit().is_none_or(|literal| literal.value))
    };
    if let Some(node) = is_set("unique").filter(|_| !UNIQUE.contains(&kind)) {
        add(mistakes, &node, "is taken by the kinds `text`, `email`, `phone` and `url` only");
    }
    for key in ["refers_to", "user"] {
        if let Some(node) = is_set(key).filter(|_| kind != "text") {
            add(mistakes, &node, "is taken by the kind `text` only");
        }
    }
    if let Some(node) = field.get("refers_to")
        && let Some(key) = node.text().filter(|key| !names.types.contains(key))
    {
        let meant = did_you_mean(key, names.types.iter().copied());
        add(mistakes, &node, format!("`{key}` is not the key of a type{meant}"));
    }
    let Some(default) = field.get("default") else { return };
    if let Some(node) = default.get("from") {
        user_path(&node, names, mistakes);
    }
    if let Some(node) = default.get("today").filter(|_| kind != "date") {
        add(mistakes, &node, "is taken by the kind `date` only");
    }
}

/// Something of the user that can be known.
fn user_path(node: &Node<'_>, names: &Names<'_>, mistakes: &mut Mistakes<'_>) {
    let Some(path) = node.text().filter(|path| *path != "visitor") else { return };
    match &names.user {
        None => add(mistakes, node, "nobody is ever known without `users`; `visitor` is whoever asks"),
        Some(known) if !known.iter().any(|known| known == path) => {
            let known = known.iter().map(String::as_str).chain(["visitor"]);
            let meant = did_you_mean(path, known);
            add(mistakes, node, format!("`{path}` is not declared in `users.claims.attributes`{meant}"));
        }
        Some(_) => {}
    }
}

fn status(one: &Node<'_>, mistakes: &mut Mistakes<'_>) {
    let Some(status) = one.get("status") else { return };
    let values = status.list("values");
    once(values.iter().filter_map(|value| value.get("value")), "is declared twice", mistakes);
    let known: Vec<&str> = values.iter().filter_map(|value| value.text_of("value")).collect();
    let unknown = |name: &str| {
        (!known.contains(&name)).then(|| {
            format!("`{name}` is none of `status.values`{}", did_you_mean(name, known.iter().copied()))
        })
    };
    if let Some(node) = status.get("initial")
        && let Some(reason) = node.text().and_then(unknown)
    {
        add(mistakes, &node, reason);
    }
    for entry in status.get("transitions").map(|node| node.entries()).unwrap_or_default() {
        if let Some(reason) = unknown(entry.key) {
            mistakes.add(entry.key_span.clone(), &entry.node.path(), reason);
        }
        for node in entry.node.items() {
            if let Some(reason) = node.text().and_then(unknown) {
                add(mistakes, &node, reason);
            }
        }
    }
}

fn display(one: &Node<'_>, names: &Names<'_>, mistakes: &mut Mistakes<'_>) {
    let Some(display) = one.get("display") else { return };
    if let Some(node) = display.get("title") {
        known(&node, names, &[], mistakes);
        let of_title =
            |field: &&Node<'_>| field.text_of("key").is_some() && field.text_of("key") == node.text();
        let kind = one.list("fields").iter().find(of_title).and_then(|field| field.text_of("kind"));
        if kind.is_some_and(|kind| kind != "text") {
            add(mistakes, &node, "must be a field of the kind `text`");
        }
    }
    let lists = ["card", "table"].into_iter().flat_map(|key| display.list(key));
    for node in display.get("subtitle").into_iter().chain(lists) {
        known(&node, names, &SHOWN, mistakes);
    }
    for (key, others) in [("link", &SHOWN[..]), ("list_link", &[])] {
        let Some(node) = display.get(key) else { continue };
        for name in node.text().map(in_braces).unwrap_or_default() {
            if key == "list_link" {
                add(mistakes, &node, format!("`{{{name}}}`: a list has no such thing of its own"));
            } else {
                named(&node, name, names, others, mistakes);
            }
        }
    }
}

/// The names that stand in braces.
fn in_braces(link: &str) -> Vec<&str> {
    link.split('{').skip(1).map(|rest| rest.split_once('}').map_or(rest, |(name, _)| name)).collect()
}

/// A text that must be a field, or one of the others.
fn known(node: &Node<'_>, names: &Names<'_>, others: &[&str], mistakes: &mut Mistakes<'_>) {
    if let Some(name) = node.text() {
        named(node, name, names, others, mistakes);
    }
}

fn named(node: &Node<'_>, name: &str, names: &Names<'_>, others: &[&str], mistakes: &mut Mistakes<'_>) {
    if name == "status" && others.contains(&name) {
        if !names.has_status {
            add(mistakes, node, "records of this type have no `status`");
        }
        return;
    }
    if !names.fields.contains(&name) && !others.contains(&name) {
        let meant = did_you_mean(name, names.fields.iter().copied().chain(others.iter().copied()));
        add(mistakes, node, format!("`{name}` is not the key of a field{meant}"));
    }
}

fn permissions(one: &Node<'_>, names: &Names<'_>, mistakes: &mut Mistakes<'_>) {
    let permissions = one.list("permissions");
    let finds =
        |permission: &Node<'_>| permission.list("actions").iter().any(|action| action.text() == Some("find"));
    if !permissions.iter().any(finds) {
        let node = one.get("permissions").or_else(|| one.get("key")).unwrap_or(*one);
        let reason = "nobody can ever see a record of this type: no permission has the action `find`";
        mistakes.add(node.span(), &one.path_of("permissions"), reason);
    }
    for permission in &permissions {
        for node in permission.list("actions") {
            if node.text() == Some("change_status") && !names.has_status {
                add(mistakes, &node, "records of this type have no `status`");
            }
        }
        let sets = |action: &Node<'_>| matches!(action.text(), Some("create" | "update"));
        if let Some(node) = permission.get("fields")
            && !permission.list("actions").iter().any(sets)
        {
            add(mistakes, &node, "says what `create` and `update` may set, and this allows neither");
        }
        for node in permission.list("fields") {
            known(&node, names, &[], mistakes);
        }
        for rule in permission.list("where") {
            if let Some(node) = rule.get("field") {
                known(&node, names, &RULED, mistakes);
            }
            let tests = ["equals", "in", "is", "one_of"].map(|key| rule.get(key));
            if tests.iter().flatten().count() != 1 {
                add(mistakes, &rule, "needs exactly one of `equals`, `in`, `is` and `one_of`");
            }
            for node in tests[..2].iter().flatten() {
                user_path(node, names, mistakes);
            }
            if let Some(node) = tests[3].filter(|node| node.items().is_empty()) {
                add(mistakes, &node, "is empty: no record could be one of these");
            }
        }
    }
}

fn add(mistakes: &mut Mistakes<'_>, node: &Node<'_>, reason: impl Into<String>) {
    mistakes.add(node.span(), &node.path(), reason);
}

#[cfg(test)]
#[path = "records_tests.rs"]
mod tests;
