//! Knowledge as files: Markdown with a few lines before it that say what it is.
//!
//! ```text
//! ---
//! category: faq
//! language: pt-BR
//! keywords: [marcar, agendar]
//! ---
//! # Como marco um serviço?
//! Escolha o serviço, o bairro e o dia…
//! ```
//!
//! Not YAML: `key: value` and lists, in one line or one item a line. What is not known is refused, so that a slip of the pen is
//! seen before visitors see it.

mod cut;
mod front;

use core::ops::Range;
use std::collections::HashMap;

use shared::tenant::{KnowledgeEntry, TenantFile};

use crate::rules::folded;
use crate::tenant::Mistake;
use cut::Part;
use front::{Field, Front};

/// The longest text of an entry, in characters.
const TEXT_MAX: usize = 4_000;
/// The most entries of a tenant.
const ENTRIES_MAX: usize = 20_000;

/// A mistake in a file of knowledge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileMistake {
    /// The file, as it was named.
    pub file: String,
    /// Where and what.
    pub mistake: Mistake,
}

/// Every entry of a tenant: those of the tenant file, then those of its files, by name. Each file is its name without `.md`, and its
/// text.
///
/// # Errors
///
/// Every mistake in the files, and entries of one id.
pub fn gather(
    tenant: &TenantFile,
    files: &[(String, String)],
) -> Result<Vec<KnowledgeEntry>, Vec<FileMistake>> {
    let mut entries = tenant.knowledge.entries.clone();
    let mut known: HashMap<String, String> =
        entries.iter().map(|entry| (entry.id.clone(), "tenant.json".to_owned())).collect();
    let mut mistakes = Vec::new();
    for (name, text) in files {
        let told = |mistake| FileMistake { file: name.clone(), mistake };
        match read_file(name, text) {
            Ok(read) => {
                for entry in read {
                    if let Some(other) = known.insert(entry.id.clone(), name.clone()) {
                        let reason = format!("`{}` is the id of an entry in {other} as well", entry.id);
                        mistakes.push(told(Mistake::new(text, 0..0, "id", reason)));
                    }
                    entries.push(entry);
                }
            }
            Err(found) => mistakes.extend(found.into_iter().map(told)),
        }
    }
    if let (true, Some((name, text))) = (entries.len() > ENTRIES_MAX, files.last()) {
        let reason = format!("there are {} entries, of {ENTRIES_MAX} that are allowed", entries.len());
        mistakes.push(FileMistake { file: name.clone(), mistake: Mistake::new(text, 0..0, "", reason) });
    }
    if let (false, Some((name, text))) = (tenant.knowledge.is_used(), files.first()) {
        let reason = "is never looked for, as `tenant.json` says nothing of `knowledge`: give it `nothing_found` there";
        let mistake = Mistake::new(text, 0..0, "", reason.to_owned());
        mistakes.push(FileMistake { file: name.clone(), mistake });
    }
    if mistakes.is_empty() { Ok(entries) } else { Err(mistakes) }
}

/// The entries of a file. `name` is the file's without `.md`: the id, where the file names none.
///
/// # Errors
///
/// Every mistake in it.
pub fn read_file(name: &str, text: &str) -> Result<Vec<KnowledgeEntry>, Vec<Mistake>> {
    let mut mistakes = Vec::new();
    let mut add = |span: Range<usize>, path: &str, reason: String| {
        mistakes.push(Mistake::new(text, span, path, reason));
    };
    let front = Front::read(text, &mut add);
    let body = text.get(front.body..).unwrap_or_default();
    let id = front.one(Field::Id).unwrap_or_else(|| name.to_owned());
    if !is_id(&id) {
        let reason =
            format!("`{id}` is no id: 1 to 100 of `a-z 0-9 - _ /`; rename the file, or give it an `id`");
        add(front.span(Field::Id), "id", reason);
    }
    let (heading, rest) = cut::title(body);
    let title = front.one(Field::Title).or(heading);
    let title = title.unwrap_or_else(|| {
        add(
            front.body..front.body,
            "title",
            "is missing: begin the text with `# Title`, or say `title:`".to_owned(),
        );
        String::new()
    });
    let parts = cut::parts(rest);
    if parts.is_empty() {
        add(front.body..text.len(), "", "there is no text".to_owned());
    }
    let mut entries: Vec<KnowledgeEntry> = Vec::new();
    for part in parts {
        let Part { heading, text: part } = part;
        let count = part.chars().count();
        if count > TEXT_MAX {
            let at = text.find(part).unwrap_or(front.body);
            let reason = format!(
                "this part has {count} characters, of {TEXT_MAX} that an entry may have: give it headings (`##`)"
            );
            add(at..at, "", reason);
            continue;
        }
        let mut entry = front.entry(&id, &title, part);
        if let Some(heading) = heading {
            entry.id = part_id(&id, heading, &entries);
            entry.title = cut_to(&format!("{title} – {heading}"), 200);
        }
        entries.push(entry);
    }
    if mistakes.is_empty() { Ok(entries) } else { Err(mistakes) }
}

/// `file#heading`, and a number where there are several.
fn part_id(id: &str, heading: &str, others: &[KnowledgeEntry]) -> String {
    let words: Vec<String> = folded(heading)
        .split(|sign: char| !sign.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    let whole = cut_to(&format!("{id}#{}", words.join("-")), 96);
    let is_taken = |id: &String| others.iter().any(|other| other.id == *id);
    let numbered = (2..100).map(|number| format!("{whole}-{number}"));
    core::iter::once(whole.clone()).chain(numbered).find(|id| !is_taken(id)).unwrap_or(whole)
}

fn cut_to(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}

fn is_id(id: &str) -> bool {
    let known = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_/#".contains(&byte);
    (1..=100).contains(&id.len()) && id.bytes().all(known)
}

#[cfg(test)]
mod tests;
