//! The widget's own words, a file for each language under `texts/`.
//!
//! To add a language: copy `texts/en.txt`, translate what stands after each colon, add a line to `LANGUAGES`. A test
//! checks that every file has every line in the same order.

use crate::conversation::text::split;

/// The languages, by the first part of their BCP 47 tag.
const LANGUAGES: [(&str, &str); 3] = [
    ("en", include_str!("../texts/en.txt")),
    ("de", include_str!("../texts/de.txt")),
    ("es", include_str!("../texts/es.txt")),
];

/// A text; the place of its line in the files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
#[expect(missing_docs, reason = "each is explained by its line in texts/en.txt")]
pub enum Text {
    Chat,
    Open,
    Close,
    Placeholder,
    Send,
    More,
    StartOver,
    StartOverQuestion,
    Keep,
    Assistant,
    Conversation,
    You,
    Writing,
    Connecting,
    Offline,
    Retrying,
    Limited,
    Ended,
    Refused,
    TooLong,
    TryNow,
    Waiting,
    Failed,
    NewMessages,
    Summary,
    Needed,
    Missing,
    Ready,
    ReadyPercent,
    Degraded,
    Understood,
    Suggestions,
}

/// The texts of one language.
#[derive(Debug, Clone, Copy)]
pub struct Texts(&'static str);

impl Texts {
    /// The texts for a BCP 47 tag (`de-AT`); English where there are none.
    #[must_use]
    pub fn of(locale: &str) -> Self {
        let language = locale.split(['-', '_']).next().unwrap_or_default();
        let found = LANGUAGES.iter().find(|(name, _)| language.eq_ignore_ascii_case(name));
        Self(found.unwrap_or(&LANGUAGES[0]).1)
    }

    /// One text.
    #[must_use]
    pub fn get(self, text: Text) -> &'static str {
        let line = self.0.lines().nth(text as usize).unwrap_or_default();
        split(line, ": ").map_or(line, |(_, text)| text)
    }

    /// One text with `{}` replaced.
    #[must_use]
    pub fn with(self, text: Text, word: &str) -> String {
        let text = self.get(text);
        split(text, "{}").map_or_else(|| text.to_owned(), |(before, after)| [before, word, after].concat())
    }
}

/// Whether a language is written from right to left.
#[must_use]
pub fn is_right_to_left(locale: &str) -> bool {
    matches!(locale.split('-').next(), Some("ar" | "he" | "fa" | "ur"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(file: &str) -> Vec<&str> {
        file.lines().filter_map(|line| line.split_once(": ")).map(|(name, _)| name).collect()
    }

    #[test]
    fn every_language_has_every_text_in_the_same_order() {
        let english = names(LANGUAGES[0].1);
        for (language, file) in LANGUAGES {
            assert_eq!(names(file), english, "{language}");
            assert_eq!(file.lines().count(), english.len(), "{language}");
            for (line, original) in file.lines().zip(LANGUAGES[0].1.lines()) {
                assert_eq!(line.contains("{}"), original.contains("{}"), "{language}: {line}");
            }
        }
    }

    #[test]
    fn the_enum_names_the_lines() {
        let english = names(LANGUAGES[0].1);
        assert_eq!(english.len(), Text::Suggestions as usize + 1);
        for (text, name) in [
            (Text::Chat, "chat"),
            (Text::You, "you"),
            (Text::TooLong, "too_long"),
            (Text::ReadyPercent, "ready_percent"),
            (Text::Suggestions, "suggestions"),
        ] {
            assert_eq!(english[text as usize], name);
        }
    }

    #[test]
    fn languages_are_found_by_their_first_part() {
        assert_eq!(Texts::of("de-AT").get(Text::Send), "Senden");
        assert_eq!(Texts::of("ES").get(Text::Send), "Enviar");
        assert_eq!(Texts::of("xx").get(Text::Send), "Send");
        assert_eq!(Texts::of("en").with(Text::Retrying, "4"), "No connection. Next try in 4 s.");
    }
}
