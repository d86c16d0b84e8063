//! JSON text as it is kept in items. What is wrong with it is said without what stands there.

use serde::de::DeserializeOwned;

/// Reads JSON text.
pub(crate) fn from_json<T: DeserializeOwned>(text: &str) -> Result<T, NotAsItMustBe> {
    serde_json::from_str(text).map_err(|error| NotAsItMustBe(place(text, &error)))
}

/// Where JSON is not as it must be, without what stands there.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct NotAsItMustBe(pub(crate) String);

/// Where JSON is not as it must be: the outermost field, and how far it could be read. Neither what stands there is said nor
/// the whole way to it: both may be what a visitor has written.
fn place(text: &str, error: &serde_json::Error) -> String {
    let (line, column) = (error.line(), error.column());
    let before = text.lines().take(line.saturating_sub(1)).map(|line| line.len() + 1).sum::<usize>();
    let read = text.as_bytes().get(..before + column).unwrap_or(text.as_bytes());
    let field = outermost_field(read).map(|name| format!("{name}: ")).unwrap_or_default();
    format!("{field}not as it must be at line {line} column {column}")
}

/// The name of the field of the outermost object in whose value the text ends. Looked for only when something is wrong: a reader
/// that notes the way while it reads would be a second one of every type, in every cold start.
fn outermost_field(text: &[u8]) -> Option<String> {
    let (mut depth, mut begun, mut name) = (0_u32, None, None);
    let mut last_text = &text[..0];
    let mut is_escaped = false;
    for (at, &byte) in text.iter().enumerate() {
        if let Some(start) = begun {
            match byte {
                _ if is_escaped => is_escaped = false,
                b'\\' => is_escaped = true,
                b'"' => (last_text, begun) = (&text[start..at], None),
                _ => {}
            }
            continue;
        }
        match byte {
            b'"' => begun = Some(at + 1),
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            b':' if depth == 1 => name = Some(last_text),
            b',' if depth == 1 => name = None,
            _ => {}
        }
    }
    String::from_utf8(name?.to_owned()).ok()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::from_json;

    #[test]
    fn the_outermost_field_is_told_and_nothing_that_stands_there() {
        type Pages = BTreeMap<String, BTreeMap<String, u32>>;
        for (text, expected) in [
            (r#"{"a":{"b":1}}"#, None),
            (r#"{"a":{"b":"planted"}}"#, Some("a: not as it must be at line 1 column 19")),
            (r#"{"a":{"planted":-1}}"#, Some("a: not as it must be at line 1 column 18")),
            (
                "{\"a\":{\"x\\\"y{\":1},\n\"b: [\":{\n\"planted\":[]}}",
                Some("b: [: not as it must be at line 3 column 10"),
            ),
            (r#"{"a":{}, "planted"}"#, Some("not as it must be at line 1 column 19")),
            (r#"{"a":{"planted"#, Some("a: not as it must be at line 1 column 14")),
            ("", Some("not as it must be at line 1 column 0")),
            ("[1]", Some("not as it must be at line 1 column 0")),
        ] {
            let read: Result<Pages, _> = from_json(text);
            assert_eq!(read.err().map(|error| error.to_string()).as_deref(), expected, "{text}");
        }
    }
}
