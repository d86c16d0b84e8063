//! The schema of the tenant file as tables that the build has made of it: there is nothing to be read or compiled when a
//! process starts. Knows the words of JSON Schema that `shared::tenant::schema` uses.

/// What a value may be: one of these.
pub(super) type Choices = &'static [&'static Schema];

/// One shape of a value.
pub(super) struct Schema {
    /// Says nothing of what it takes.
    pub(super) takes_anything: bool,
    /// The types of JSON that it takes.
    pub(super) kinds: &'static [&'static str],
    /// Whether its numbers must be whole.
    pub(super) is_whole: bool,
    /// The only text that it takes.
    pub(super) text: Option<&'static str>,
    /// The only one of `true` and `false` that it takes.
    pub(super) yes: Option<bool>,
    /// The only number that it takes.
    pub(super) number: Option<f64>,
    pub(super) minimum: Option<f64>,
    pub(super) maximum: Option<f64>,
    pub(super) exclusive_minimum: Option<f64>,
    /// The most characters of a text.
    pub(super) max_length: Option<u64>,
    pub(super) min_items: Option<u64>,
    pub(super) max_items: Option<u64>,
    pub(super) pattern: Option<&'static Pattern>,
    /// What is wrong with a text that is not as the pattern says.
    pub(super) pattern_message: Option<&'static str>,
    /// What each item of a list may be.
    pub(super) items: Choices,
    /// What stands under the keys of an object.
    pub(super) properties: &'static [(&'static str, Choices)],
    /// What stands under its other keys, where there may be others.
    pub(super) additional: Option<Choices>,
    /// What each key must be like.
    pub(super) names: Option<&'static Self>,
    /// The keys that must be there.
    pub(super) required: &'static [&'static str],
    /// The keys of which one must be there and no other.
    pub(super) exactly_one: Option<&'static [&'static str]>,
}

/// What a schema that says nothing of something says of it.
const NOTHING: Schema = Schema {
    takes_anything: false,
    kinds: &[],
    is_whole: false,
    text: None,
    yes: None,
    number: None,
    minimum: None,
    maximum: None,
    exclusive_minimum: None,
    max_length: None,
    min_items: None,
    max_items: None,
    pattern: None,
    pattern_message: None,
    items: &[],
    properties: &[],
    additional: None,
    names: None,
    required: &[],
    exactly_one: None,
};

impl Schema {
    /// What stands under a key that it knows.
    pub(super) fn property(&self, key: &str) -> Option<Choices> {
        self.properties.iter().find(|(name, _)| *name == key).map(|(_, choices)| *choices)
    }
}

/// A regular expression as a table of states. The first state is that of a text that matches whatever follows, the second
/// that of a text of which nothing is read.
pub(super) struct Pattern {
    /// As it stands in the schema.
    pub(super) text: &'static str,
    /// For each byte its class.
    classes: &'static [u8; 256],
    /// How many classes there are.
    width: usize,
    /// For each state and class the next state.
    next: &'static [u16],
    /// For each state whether a text that ends there matches.
    accepts: &'static [bool],
}

impl Pattern {
    /// Whether the text is as the pattern says.
    pub(super) fn matches(&self, text: &str) -> bool {
        let mut state = 1;
        for byte in text.bytes() {
            state = usize::from(self.next[state * self.width + usize::from(self.classes[usize::from(byte)])]);
            if state == 0 {
                return true;
            }
        }
        self.accepts[state]
    }
}

include!(concat!(env!("OUT_DIR"), "/tenant_schema.rs"));

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;
    use regex::Regex;

    use super::*;

    /// Every pattern of the schema.
    fn patterns() -> Vec<&'static Pattern> {
        let (mut seen, mut found) = (HashSet::new(), Vec::new());
        let mut left: Vec<&'static Schema> = ROOT.to_vec();
        while let Some(schema) = left.pop() {
            if seen.insert(core::ptr::from_ref(schema)) {
                found.extend(schema.pattern);
                left.extend(schema.items.iter().chain(schema.additional.into_iter().flatten()).copied());
                left.extend(schema.properties.iter().flat_map(|(_, choices)| choices.iter()).copied());
                left.extend(schema.names);
            }
        }
        found
    }

    fn agree(text: &str) {
        for pattern in patterns() {
            assert_eq!(
                pattern.matches(text),
                Regex::new(pattern.text).unwrap().is_match(text),
                "{} on {text:?}",
                pattern.text
            );
        }
    }

    #[test]
    fn tables_say_what_the_regular_expressions_say() {
        assert!(patterns().len() > 10);
        for text in [
            "",
            " ",
            "\u{a0}",
            "\n",
            "a",
            "A",
            "self",
            "de",
            "de-AT",
            "DE",
            "#ffEE00",
            "/",
            "/a b",
            "//a",
            "09:00-17:30",
            "22:00-24:00",
            "24:00-01:00",
            "https://a.example",
            "https://*.a.example:8443",
            "http://[::1]:80",
            "https://a b",
            "budget_2",
            "_budget",
            "visitor",
            "user.role",
            "ERP_KEY",
            "é",
            "/é",
            "a\n",
            "https://a.example\\",
            "error",
        ] {
            agree(text);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn whatever_the_text_is(text in "[a-cA-C0-3 :./*#_é-]{0,45}") {
            agree(&text);
        }
    }
}
