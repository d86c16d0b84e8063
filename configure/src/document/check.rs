//! What is wrong with the text, by the very function that the server reads it with.

use core::ops::Range;

use shared::tenant::TenantFile;

use super::place::{at, line_and_column};

/// A text that has been looked at.
pub struct Checked {
    /// The tenant, if the server would take it.
    pub tenant: Option<TenantFile>,
    /// What is wrong otherwise, in the order of the text.
    pub flaws: Vec<Flaw>,
}

/// One mistake and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaw {
    /// Line and column, from 1, in characters.
    pub position: (usize, usize),
    /// What to mark, in bytes of the text.
    pub range: Range<usize>,
    /// The place as a path; empty where the text is no JSON.
    pub path: String,
    /// What is wrong and what to do.
    pub reason: String,
}

impl Flaw {
    /// Whether it is at a place or inside it: `appearance.size.width` is inside `appearance.size`, `names` is not in `name`.
    #[must_use]
    pub fn is_within(&self, place: &str) -> bool {
        self.path.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    }
}

/// Looks at a text.
#[must_use]
pub fn check(text: &str) -> Checked {
    match engine::tenant::read(text) {
        Ok(tenant) => Checked { tenant: Some(tenant), flaws: Vec::new() },
        Err(mistakes) => {
            let flaws = mistakes.into_iter().map(|mistake| {
                let position = line_and_column(text, mistake.span.start);
                // Where something is missing there is nothing to mark but what stands before it.
                let range =
                    if mistake.span.is_empty() { at(text, position.0, position.1) } else { mistake.span };
                Flaw { position, range, path: mistake.path, reason: mistake.reason }
            });
            Checked { tenant: None, flaws: flaws.collect() }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = include_str!("../../../tenants/studio/tenant.json");

    #[test]
    fn what_the_server_takes_has_no_flaws() {
        let checked = check(GOOD);
        assert_eq!((checked.tenant.unwrap().id.as_str(), checked.flaws), ("studio", Vec::new()));
    }

    #[test]
    fn a_wrong_key_is_marked_itself() {
        let text = GOOD.replace("\"greeting\"", "\"greting\"");
        let checked = check(&text);
        assert!(checked.tenant.is_none());
        let flaw = checked.flaws.iter().find(|flaw| flaw.path == "greting").unwrap();
        assert_eq!(&text[flaw.range.clone()], "\"greting\"");
        assert_eq!(flaw.position, line_and_column(&text, text.find("\"greting\"").unwrap()));
        assert!(flaw.reason.contains("greeting"), "{}", flaw.reason);
    }

    #[test]
    fn a_flaw_is_within_its_place_and_what_holds_it() {
        let flaw =
            |path: &str| Flaw { position: (1, 1), range: 0..0, path: path.to_owned(), reason: String::new() };
        for place in ["suggestions", "suggestions[2]"] {
            assert!(flaw("suggestions[2]").is_within(place), "{place}");
        }
        assert!(flaw("appearance.launcher.icon").is_within("appearance.launcher"));
        assert!(!flaw("names").is_within("name"));
        assert!(!flaw("appearance").is_within("appearance.launcher"));
    }

    #[test]
    fn a_wrong_value_is_marked_itself() {
        let text = GOOD.replace("#b4471f", "rust").replace("\"DE\"", "\"Germany\"");
        let marked: Vec<_> = check(&text).flaws.iter().map(|flaw| &text[flaw.range.clone()]).collect();
        assert_eq!(marked, ["\"Germany\"", "\"rust\""]);
    }

    #[test]
    fn a_text_that_is_no_json_is_marked_where_reading_ends() {
        for text in ["", "{", "{\"version\": 1,}", "[1", "{\"é\" 1}"] {
            let checked = check(text);
            assert_eq!(checked.flaws.len(), 1, "{text}");
            assert!(text.get(checked.flaws[0].range.clone()).is_some(), "{text}");
        }
    }
}
