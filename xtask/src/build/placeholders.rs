//! The words in a source that the build replaces by what only the build knows.

/// In the loader: the path of the glue, relative to the loader.
pub(crate) const APP: &str = "__ANTEROOM_APP__";

/// In the loader, where it wants to fetch ahead: the path of the WASM, relative to the loader.
pub(crate) const WASM: &str = "__ANTEROOM_WASM__";

/// In the loader: the launcher's stylesheet.
pub(crate) const STYLE: &str = "__ANTEROOM_STYLE__";

/// A placeholder that the source has not.
#[derive(Debug, thiserror::Error)]
#[error("{source_name}: the placeholder {placeholder} is missing")]
pub(crate) struct MissingPlaceholder {
    source_name: String,
    placeholder: String,
}

/// Replaces a placeholder wherever it stands inside a string literal; `value` is escaped to stand there.
///
/// It must stand there at least once.
pub(crate) fn fill(
    source_name: &str,
    source: &str,
    placeholder: &str,
    value: &str,
) -> Result<String, MissingPlaceholder> {
    if !source.contains(placeholder) {
        return Err(MissingPlaceholder {
            source_name: source_name.to_owned(),
            placeholder: placeholder.to_owned(),
        });
    }
    Ok(source.replace(placeholder, &escaped(value)))
}

/// As `fill`, for a placeholder that the source may do without.
pub(crate) fn fill_if_there(source: &str, placeholder: &str, value: &str) -> String {
    source.replace(placeholder, &escaped(value))
}

/// The text as it stands inside a JavaScript string, whichever of the three quotation marks is around it.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' | '"' | '\'' | '`' => escaped.extend(['\\', character]),
            '$' => escaped.push_str("\\$"),
            '\n' => escaped.push_str("\\n"),
            '\r' => escaped.push_str("\\r"),
            '\u{2028}' => escaped.push_str("\\u2028"),
            '\u{2029}' => escaped.push_str("\\u2029"),
            _ => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_filled() {
        let source = r#"import("./__ANTEROOM_APP__"); preload('./__ANTEROOM_APP__')"#;
        assert_eq!(
            fill("anteroom.js", source, APP, "assets/anteroom-1.js").unwrap(),
            r#"import("./assets/anteroom-1.js"); preload('./assets/anteroom-1.js')"#
        );
    }

    #[test]
    fn a_missing_placeholder_is_named() {
        let error = fill("anteroom.js", "nothing", APP, "x").unwrap_err();
        assert_eq!(error.to_string(), "anteroom.js: the placeholder __ANTEROOM_APP__ is missing");
    }

    #[test]
    fn an_optional_placeholder_may_be_missing() {
        assert_eq!(fill_if_there("nothing", WASM, "x"), "nothing");
        assert_eq!(fill_if_there("'__ANTEROOM_WASM__'", WASM, "x"), "'x'");
    }

    #[test]
    fn a_value_cannot_leave_its_string() {
        let filled =
            fill("anteroom.js", "'__ANTEROOM_STYLE__'", STYLE, "a::before{content:'\\201c'}\n`${b}`")
                .unwrap();
        assert_eq!(filled, r"'a::before{content:\'\\201c\'}\n\`\${b}\`'");
    }
}
