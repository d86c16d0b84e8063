//! Making an index of entries.
//!
//! For each language: its words in order, and for each word the entries that it stands in, with how much it says there. That is
//! BM25's part of a word in a text, without the word's rarity, which the reader knows; it depends on nothing else, so it is
//! worked out here and kept as one byte. A word in a title counts as often as several in the text ("simple BM25 extension to
//! multiple weighted fields", Robertson, Zaragoza, Taylor, CIKM 2004).

use std::collections::{BTreeMap, BTreeSet};

use shared::tenant::KnowledgeEntry;

use super::bytes::Writer;
use super::words::{Tongue, language};

/// The version of what is written here; to be raised with every change of it, and of how words are cut.
pub(super) const FORMAT: u8 = 1;

/// How soon a word that comes again says no more: the usual value of BM25 (Robertson and Zaragoza, "The Probabilistic Relevance
/// Framework: BM25 and Beyond", 2009, who name 1.2 to 2 and 0.5 to 0.8; Lucene has 1.2 and 0.75).
const K1: f32 = 1.2;
/// How far a long text counts less. Below the usual: texts here are cut at their headings, and one with many keywords is no
/// worse for them.
const B: f32 = 0.4;

/// What a keyword of a usual entry comes to; nothing says more than that.
const FULL: f32 = 0.85;

/// How often a word counts that stands there once.
const TITLE: f32 = 4.0;
const KEYWORD: f32 = 8.0;
const SERVICE: f32 = 3.0;
const CATEGORY: f32 = 1.0;
const TEXT: f32 = 1.0;

/// The index of these entries, and how many words there are in it. `starts`: the first entry of each block.
pub(super) fn build(locale: &str, entries: &[KnowledgeEntry], starts: &[usize]) -> (Vec<u8>, u64) {
    let mut writer = Writer::default();
    writer.byte(FORMAT);
    heads(&mut writer, entries, starts);
    let mut languages: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (place, entry) in entries.iter().enumerate() {
        let tag = language(entry.language.as_deref().unwrap_or(locale));
        languages.entry(tag).or_default().push(place);
    }
    let mut words = 0;
    writer.count(languages.len());
    for (tag, places) in &languages {
        let mut part = Writer::default();
        words += one_language(&mut part, Tongue::of(tag), places, entries);
        writer.text(tag);
        writer.count(part.0.len());
        writer.0.extend(part.0);
    }
    (writer.0, words)
}

/// What is looked at before an entry itself is: its block, its category, and for whom it is.
fn heads(writer: &mut Writer, entries: &[KnowledgeEntry], starts: &[usize]) {
    let categories: BTreeSet<&str> = entries.iter().filter_map(|entry| entry.category.as_deref()).collect();
    let roles: BTreeSet<&str> = entries.iter().flat_map(|entry| &entry.roles).map(String::as_str).collect();
    let [categories, roles] = [categories, roles].map(|names| names.into_iter().collect::<Vec<&str>>());
    for names in [&categories, &roles] {
        writer.count(names.len());
        names.iter().for_each(|name| writer.text(name));
    }
    writer.count(starts.len());
    starts.iter().for_each(|start| writer.count(*start));
    writer.count(entries.len());
    for entry in entries {
        let category = entry.category.as_deref().and_then(|one| categories.binary_search(&one).ok());
        writer.count(category.map_or(0, |place| place + 1));
        writer.count(entry.roles.len());
        for role in &entry.roles {
            writer.count(roles.binary_search(&role.as_str()).unwrap_or_default());
        }
    }
}

/// How often each word counts in an entry.
fn counted(tongue: Tongue, entry: &KnowledgeEntry) -> BTreeMap<String, f32> {
    let mut counts: BTreeMap<String, f32> = BTreeMap::new();
    let mut add = |text: &str, weight: f32| {
        for word in tongue.words(text) {
            *counts.entry(word.stem).or_default() += weight;
        }
    };
    add(&entry.title, TITLE);
    entry.keywords.iter().for_each(|keyword| add(keyword, KEYWORD));
    add(entry.service.as_deref().unwrap_or_default(), SERVICE);
    add(entry.category.as_deref().unwrap_or_default(), CATEGORY);
    add(&without_addresses(&entry.text), TEXT);
    counts
}

/// The text without the addresses of its links.
fn without_addresses(text: &str) -> String {
    let mut parts = text.split("](");
    let mut bare = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        bare.push(' ');
        bare.push_str(part.split_once(')').map_or("", |(_, after)| after));
    }
    bare
}

fn one_language(writer: &mut Writer, tongue: Tongue, places: &[usize], entries: &[KnowledgeEntry]) -> u64 {
    let all: Vec<(usize, BTreeMap<String, f32>)> =
        places.iter().filter_map(|place| Some((*place, counted(tongue, entries.get(*place)?)))).collect();
    let lengths: Vec<f32> = all.iter().map(|(_, counts)| counts.values().sum()).collect();
    let usual = (lengths.iter().sum::<f32>() / count(lengths.len())).max(1.0);
    let mut postings: BTreeMap<&str, Vec<(usize, u8)>> = BTreeMap::new();
    for ((place, counts), length) in all.iter().zip(&lengths) {
        let norm = K1 * (1.0 - B + B * length / usual);
        for (word, often) in counts {
            postings.entry(word).or_default().push((*place, byte(often / (often + norm) / FULL)));
        }
    }
    writer.count(places.len());
    writer.count(postings.len());
    let mut before = "";
    for (word, found) in &postings {
        let shared = common(before, word);
        writer.count(shared);
        writer.text(word.get(shared..).unwrap_or_default());
        before = word;
        let mut list = Writer::default();
        let mut last = 0;
        for (place, says) in found {
            list.count(place - last);
            list.byte(*says);
            last = *place;
        }
        writer.count(found.len());
        writer.count(list.0.len());
        writer.0.extend(list.0);
    }
    u64::try_from(postings.len()).unwrap_or(u64::MAX)
}

/// How many bytes two words begin with alike, whole letters only.
fn common(one: &str, other: &str) -> usize {
    let alike = one.chars().zip(other.chars()).take_while(|(one, other)| one == other);
    alike.map(|(sign, _)| sign.len_utf8()).sum()
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share: 0 to 1")]
fn byte(share: f32) -> u8 {
    (share.clamp(0.0, 1.0) * 255.0).round().max(1.0) as u8
}

#[expect(clippy::cast_precision_loss, reason = "there are fewer entries than that")]
fn count(of: usize) -> f32 {
    of as f32
}
