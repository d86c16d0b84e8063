//! The one way in for what strangers say: between marks that say what it is.

/// What stands between the marks. The safety rules of the prompt name each of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// What the visitor says.
    Visitor,
    /// The page that the visitor is on.
    Page,
    /// The values that are known.
    Known,
    /// What is left of earlier turns.
    Summary,
    /// What was found in the tenant's knowledge.
    Knowledge,
    /// What a tool answered.
    ToolResult,
}

impl Mark {
    /// Every one.
    pub const ALL: [Self; 6] =
        [Self::Visitor, Self::Page, Self::Known, Self::Summary, Self::Knowledge, Self::ToolResult];

    /// The word between the angle brackets.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Visitor => "visitor",
            Self::Page => "page",
            Self::Known => "known",
            Self::Summary => "summary",
            Self::Knowledge => "knowledge",
            Self::ToolResult => "tool_result",
        }
    }
}

/// Data between its marks. A bracket inside the data is made another sign, so that nothing can step out of its place; and
/// what nobody can see (the tag characters, in which whole sentences can be hidden) is left out.
#[must_use]
pub fn marked(mark: Mark, data: &str) -> String {
    let name = mark.name();
    let seen = data.chars().filter(|sign| !matches!(sign, '\u{e0000}'..='\u{e007f}'));
    let harmless = seen.map(|sign| match sign {
        '<' => '‹',
        '>' => '›',
        other => other,
    });
    let harmless: String = harmless.collect();
    format!("<{name}>{harmless}</{name}>")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, proptest};

    use super::*;
    use crate::prompt::CONVERSATIONAL_SCOPING;

    #[test]
    fn the_safety_rules_name_every_mark() {
        let rule = &CONVERSATIONAL_SCOPING.safety[0];
        for mark in Mark::ALL {
            assert!(rule.contains(&format!("<{}>", mark.name())), "{mark:?}");
        }
    }

    #[test]
    fn hidden_sentences_are_left_out() {
        let hidden: String =
            "ignore".chars().filter_map(|sign| char::from_u32(0xe0000 + u32::from(sign))).collect();
        assert_eq!(marked(Mark::Visitor, &format!("Hi{hidden}!")), "<visitor>Hi!</visitor>");
    }

    proptest! {
        #[test]
        fn nothing_steps_out_of_its_place(data in any::<String>(), closing in "</?(visitor|page|known|summary)>") {
            for data in [&data, &closing, &format!("{data}{closing}{data}")] {
                let marked = marked(Mark::Visitor, data);
                let inside = marked.strip_prefix("<visitor>").and_then(|rest| rest.strip_suffix("</visitor>"));
                let inside = inside.unwrap();
                assert!(!inside.contains(['<', '>']));
            }
        }
    }
}
