//! The widget's own words in every language but English, as a browser fetches them: a line for each text, without its
//! name, in the order of `widget/texts/en.txt`, which rides in the module itself.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::files::{File, Role};
use super::names;

/// The language that needs no file.
const ENGLISH: &str = "en";

/// All languages but English.
#[derive(Debug)]
pub(crate) struct Texts {
    /// By the first part of the BCP 47 tag.
    languages: BTreeMap<String, String>,
    /// One for all of them: the glue names them all by it.
    hash: String,
}

/// Reads the files of a folder, `de.txt` and the like.
pub(crate) fn read(folder: &Path) -> Result<Texts> {
    let mut languages = BTreeMap::new();
    let listed = fs::read_dir(folder).with_context(|| format!("{} could not be listed", folder.display()))?;
    for entry in listed {
        let path = entry.with_context(|| format!("{} could not be listed", folder.display()))?.path();
        let text =
            fs::read_to_string(&path).with_context(|| format!("{} could not be read", path.display()))?;
        if let Some(language) = path.file_stem() {
            languages.insert(language.to_string_lossy().into_owned(), text);
        }
    }
    let english =
        languages.remove(ENGLISH).with_context(|| format!("{} has no {ENGLISH}.txt", folder.display()))?;
    Ok(Texts::new(&english, &languages))
}

impl Texts {
    fn new(english: &str, languages: &BTreeMap<String, String>) -> Self {
        let ordered = |(language, file): (&String, &String)| (language.clone(), in_order(english, file));
        let languages: BTreeMap<String, String> = languages.iter().map(ordered).collect();
        let all: String = languages.values().map(String::as_str).collect();
        Self { languages, hash: names::hash(all.as_bytes()) }
    }

    /// The languages as the alternatives of a regular expression.
    pub(crate) fn alternatives(&self) -> String {
        self.languages.keys().map(String::as_str).collect::<Vec<_>>().join("|")
    }

    /// The name of a language's file inside `assets`; `*` for any.
    pub(crate) fn name(&self, language: &str) -> String {
        format!("texts-{language}-{}.txt", self.hash)
    }

    /// The files to write.
    pub(crate) fn files(&self) -> impl Iterator<Item = File> {
        self.languages.iter().map(|(language, texts)| File {
            role: Role::Texts,
            path: format!("assets/{}", self.name(language)),
            contents: texts.clone().into_bytes(),
        })
    }
}

/// The texts of a file in English's order; a text that is missing is English.
fn in_order(english: &str, file: &str) -> String {
    let texts: BTreeMap<&str, &str> = file.lines().filter_map(|line| line.split_once(": ")).collect();
    let english = english.lines().filter_map(|line| line.split_once(": "));
    english.map(|(name, text)| *texts.get(name).unwrap_or(&text)).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(german: &str) -> Texts {
        let english = "open: Open\nclose: Close\nat: {}: at\n";
        Texts::new(english, &BTreeMap::from([("de".to_owned(), german.to_owned())]))
    }

    #[test]
    fn lines_stand_in_the_order_of_english_and_lose_their_names() {
        let file = texts("at: {}: bei\nclose: Zu\nopen: Auf\n").files().next().unwrap();
        assert_eq!(String::from_utf8(file.contents).unwrap(), "Auf\nZu\n{}: bei");
    }

    #[test]
    fn a_missing_text_is_english() {
        let file = texts("open: Auf\n").files().next().unwrap();
        assert_eq!(String::from_utf8(file.contents).unwrap(), "Auf\nClose\n{}: at");
    }

    #[test]
    fn the_names_follow_the_texts() {
        let (one, other) = (texts("open: Auf\n"), texts("open: Los\n"));
        assert_eq!(one.alternatives(), "de");
        assert_eq!(one.files().next().unwrap().path, format!("assets/{}", one.name("de")));
        assert_ne!(one.name("*"), other.name("*"));
    }
}
