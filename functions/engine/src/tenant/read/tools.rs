//! What a schema cannot say of `tools`: names that stand for one tool each, arguments that can be checked, sentences that lead
//! to one of them only, and who may ask at `/mcp`.

use shared::tenant::TenantFile;

use super::mistake::Mistakes;
use super::nearest::did_you_mean;
use super::node::Node;
use crate::json_schema::not_understood;

/// What is done with records is called so in the log; no tool is.
const TAKEN: [&str; 10] = [
    "find",
    "count",
    "show",
    "create",
    "update",
    "change_status",
    "comment",
    "link_commit",
    "delete",
    "navigate",
];

/// The most sentences that lead to one tool, and the longest.
const PHRASES_AT_MOST: usize = 20;
const PHRASE_AT_MOST: usize = 200;

pub(super) fn check(root: &Node<'_>, mistakes: &mut Mistakes<'_>) {
    let Some(tools) = root.get("tools") else { return };
    let mut names = Vec::new();
    let mut sentences = Vec::new();
    for server in tools.list("mcp") {
        name(&server, &mut names, mistakes);
        let mut allowed = Vec::new();
        for node in server.list("allow") {
            let Some(tool) = node.text() else { continue };
            if allowed.contains(&tool) {
                add(mistakes, &node, format!("`{tool}` is allowed twice"));
            }
            allowed.push(tool);
        }
        for entry in server.get("phrases").map(|phrases| phrases.entries()).unwrap_or_default() {
            if !allowed.contains(&entry.key) {
                let meant = did_you_mean(entry.key, allowed.iter().copied());
                let reason = format!("`{}` is not in `allow`{meant}", entry.key);
                mistakes.add(entry.key_span.clone(), &entry.node.path(), reason);
            }
            phrases(&entry.node, &mut sentences, mistakes);
        }
    }
    for function in tools.list("functions") {
        name(&function, &mut names, mistakes);
        if let Some(node) = function.get("phrases") {
            phrases(&node, &mut sentences, mistakes);
        }
    }
    let offers = tools.get("offer_mcp");
    if let Some(offers) =
        offers.filter(|node| node.value.as_boolean_lit().is_some_and(|literal| literal.value))
        && root.get("users").is_none()
    {
        add(mistakes, &offers, "needs `users`: only somebody with a token of the tenant's is let in");
    }
}

/// The arguments of functions, in a file whose types are all right.
pub(super) fn check_schemas(root: &Node<'_>, tenant: &TenantFile, mistakes: &mut Mistakes<'_>) {
    let nodes = root.get("tools").map(|tools| tools.list("functions")).unwrap_or_default();
    for (node, function) in
        nodes.iter().filter_map(|function| function.get("parameters")).zip(&tenant.tools.functions)
    {
        if function.parameters["type"] != "object" {
            add(
                mistakes,
                &node,
                "must be a JSON Schema with `\"type\": \"object\"`: the arguments go by their names",
            );
        } else if let Some(fault) = not_understood(&function.parameters) {
            add(mistakes, &node, format!("cannot be checked: {fault}"));
        }
    }
}

fn name<'a>(tool: &Node<'a>, names: &mut Vec<&'a str>, mistakes: &mut Mistakes<'_>) {
    let Some(node) = tool.get("name") else { return };
    let Some(name) = node.text() else { return };
    if names.contains(&name) {
        add(mistakes, &node, format!("`{name}` is the name of another"));
    } else if TAKEN.contains(&name) {
        add(mistakes, &node, format!("`{name}` is what is done with records"));
    }
    names.push(name);
}

fn phrases(list: &Node<'_>, earlier: &mut Vec<String>, mistakes: &mut Mistakes<'_>) {
    let phrases = list.items();
    if phrases.len() > PHRASES_AT_MOST {
        add(mistakes, list, format!("takes at most {PHRASES_AT_MOST}, and has {}", phrases.len()));
    }
    for node in &phrases {
        let Some(text) = node.text() else { continue };
        let plain = text.trim().to_lowercase();
        if plain.is_empty() {
            add(mistakes, node, "says nothing");
        } else if text.chars().count() > PHRASE_AT_MOST {
            add(mistakes, node, format!("takes at most {PHRASE_AT_MOST} characters"));
        } else if earlier.contains(&plain) {
            add(mistakes, node, format!("`{text}` leads to another tool already"));
        }
        earlier.push(plain);
    }
}

fn add(mistakes: &mut Mistakes<'_>, node: &Node<'_>, reason: impl Into<String>) {
    mistakes.add(node.span(), &node.path(), reason);
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    /// The first mistake in a tenant file with these tools.
    fn mistake(tools: &Json) -> Option<(String, String)> {
        let file = json!({
            "version": 1, "id": "candles", "name": "Candles", "origins": ["self"], "locale": "en-GB", "country": "DE",
            "greeting": "Hello!", "tools": tools,
            "scope": { "attributes": [{ "key": "pieces", "kind": "number", "question": "How many?" }] },
        });
        let found = crate::tenant::read(&file.to_string()).err()?;
        found.into_iter().next().map(|mistake| (mistake.path, mistake.reason))
    }

    fn server(name: &str, more: Json) -> Json {
        let mut server =
            json!({ "name": name, "url": "https://tools.example/mcp", "allow": ["echo", "add"] });
        server.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        server
    }

    fn function(name: &str, parameters: &Json) -> Json {
        json!({ "name": name, "description": "Says when.", "url": "https://tools.example/f", "secret": "TOOL",
            "parameters": parameters, "phrases": [format!("when is {name}")] })
    }

    #[test]
    fn tools_that_can_be_called_are_taken() {
        let parameters = json!({ "type": "object", "properties": { "day": { "type": "string" } } });
        let good = json!({
            "mcp": [
                server("desk", json!({ "phrases": { "echo": ["say {message}"] }, "destructive": "never" })),
                server("shop", json!({ "secret": "SHOP", "timeout_seconds": 20 })),
            ],
            "functions": [function("delivery", &parameters)],
        });
        assert_eq!(mistake(&good), None);
    }

    #[test]
    fn what_cannot_be_told_apart_or_checked_is_a_mistake() {
        let any = json!({ "type": "object" });
        for (bad, path) in [
            (json!({ "mcp": [server("desk", json!({})), server("desk", json!({}))] }), "tools.mcp[1].name"),
            (json!({ "mcp": [server("find", json!({}))] }), "tools.mcp[0].name"),
            (
                json!({ "mcp": [server("a", json!({}))], "functions": [function("a", &any)] }),
                "tools.functions[0].name",
            ),
            (
                json!({ "mcp": [server("desk", json!({ "allow": ["echo", "echo"] }))] }),
                "tools.mcp[0].allow[1]",
            ),
            (json!({ "mcp": [server("desk", json!({ "allow": [] }))] }), "tools.mcp[0].allow"),
            (json!({ "mcp": [server("desk", json!({ "url": "ftp://a" }))] }), "tools.mcp[0].url"),
            (
                json!({ "mcp": [server("desk", json!({ "timeout_seconds": 21 }))] }),
                "tools.mcp[0].timeout_seconds",
            ),
            (
                json!({ "mcp": [server("desk", json!({ "phrases": { "ecko": ["say"] } }))] }),
                "tools.mcp[0].phrases.ecko",
            ),
            (
                json!({ "mcp": [server("desk", json!({ "phrases": { "echo": ["Do it"], "add": ["do it "] } }))] }),
                "tools.mcp[0].phrases.add[0]",
            ),
            (
                json!({ "mcp": [server("desk", json!({ "phrases": { "echo": [" "] } }))] }),
                "tools.mcp[0].phrases.echo[0]",
            ),
            (
                json!({ "functions": [function("f", &json!({ "type": "string" }))] }),
                "tools.functions[0].parameters",
            ),
            (
                json!({ "functions": [function("f", &json!({ "type": "object", "if": {} }))] }),
                "tools.functions[0].parameters",
            ),
            (json!({ "functions": [function("f", &json!(3))] }), "tools.functions[0].parameters"),
            (json!({ "offer_mcp": true }), "tools.offer_mcp"),
        ] {
            let (found, reason) = mistake(&bad).unwrap_or_default();
            assert_eq!(found, path, "{bad}: {reason}");
        }
    }
}
