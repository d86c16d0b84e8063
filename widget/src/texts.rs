//! The widget's own words. English rides in the module; another language is a file that the page fetches beside it.
//!
//! To add a text: add a line to `texts/en.txt`, and `build.rs` makes the variant of [`Text`] (`new_word: …` becomes
//! `Text::NewWord`). A test names the lines that the other languages lack; until they are there, those languages show
//! English. To add a language: add its file, by the first part of its BCP 47 tag, to `texts/`.

use crate::conversation::text::Joined;
use crate::conversation::text::split;

include!(concat!(env!("OUT_DIR"), "/text.rs"));

/// A line for each [`Text`].
const ENGLISH: &str = include_str!(concat!(env!("OUT_DIR"), "/en.txt"));

/// The texts of one language.
#[derive(Debug, Clone, Copy)]
pub struct Texts(&'static str);

impl Texts {
    /// The texts as the page has fetched them, a line for each [`Text`]; English where there are none.
    #[must_use]
    pub fn new(fetched: String) -> Self {
        // As long as the page: a panel that is mounted again finds the words in the browser's cache, not here.
        Self(if fetched.is_empty() { ENGLISH } else { fetched.leak() })
    }

    /// One text.
    #[must_use]
    pub fn get(self, text: Text) -> &'static str {
        let mut rest = self.0;
        for _ in 0..text as usize {
            rest = split(rest, "\n").map_or("", |(_, after)| after);
        }
        split(rest, "\n").map_or(rest, |(line, _)| line)
    }

    /// One text with `{}` replaced.
    #[must_use]
    pub fn with(self, text: Text, word: &str) -> String {
        let text = self.get(text);
        split(text, "{}").map_or_else(|| text.to_owned(), |(before, after)| [before, word, after].joined())
    }
}

/// Whether a language is written from right to left.
#[must_use]
pub fn is_right_to_left(locale: &str) -> bool {
    matches!(split(locale, "-").map_or(locale, |(language, _)| language), "ar" | "he" | "fa" | "ur")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::fs;

    use super::*;

    /// The files by language, each as its texts by name.
    fn files() -> BTreeMap<String, BTreeMap<String, String>> {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/texts");
        let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let read = |path: std::path::PathBuf| {
            let language = path.file_stem().unwrap().to_str().unwrap().to_owned();
            let file = fs::read_to_string(path).unwrap();
            let texts: BTreeMap<String, String> = file
                .lines()
                .map(|line| line.split_once(": ").unwrap_or_else(|| panic!("{language}: {line}")))
                .map(|(name, text)| (name.to_owned(), text.to_owned()))
                .collect();
            assert_eq!(texts.len(), file.lines().count(), "{language} has a name twice");
            (language, texts)
        };
        paths.map(read).collect()
    }

    #[test]
    fn every_language_has_every_text() {
        let files = files();
        let english: Vec<&String> = files["en"].keys().collect();
        let mut wrong = String::new();
        for (language, texts) in &files {
            for name in english.iter().filter(|name| !texts.contains_key(**name)) {
                wrong += &format!("texts/{language}.txt lacks the line `{name}: …`\n");
            }
            for name in texts.keys().filter(|name| !english.contains(name)) {
                wrong += &format!("texts/{language}.txt has `{name}`, which texts/en.txt has not\n");
            }
        }
        assert!(wrong.is_empty(), "{wrong}");
    }

    #[test]
    fn every_language_puts_the_words_in_that_english_does() {
        let files = files();
        for (language, texts) in &files {
            for (name, text) in texts {
                let places = files["en"].get(name).map_or(0, |english| english.matches("{}").count());
                assert_eq!(text.matches("{}").count(), places, "{language}: {name}: {text}");
                assert_eq!(text.trim(), text, "{language}: {name}");
            }
        }
    }

    #[test]
    fn there_are_eleven_languages() {
        let files = files();
        let languages: Vec<&str> = files.keys().map(String::as_str).collect();
        assert_eq!(languages, ["ar", "de", "en", "es", "fr", "hi", "it", "ja", "nl", "pl", "pt"]);
    }

    #[test]
    fn a_variant_finds_its_line() {
        let english = Texts::new(String::new());
        assert_eq!(english.get(Text::Chat), "Chat");
        assert_eq!(english.get(Text::You), "You");
        assert_eq!(english.get(Text::Suggestions), "Suggestions");
        assert_eq!(english.with(Text::Retrying, "in 4 seconds"), "No connection. Next try in 4 seconds.");
    }

    #[test]
    fn fetched_texts_take_the_place_of_english() {
        let fetched = Texts::new("Unterhaltung\nÖffnen\nSchließen".to_owned());
        assert_eq!(fetched.get(Text::Open), "Öffnen");
        assert_eq!(fetched.get(Text::Close), "Schließen");
        assert_eq!(fetched.get(Text::Suggestions), "");
    }
}
