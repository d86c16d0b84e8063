//! Cutting Markdown: its title, and its parts where it is long.

/// A text is cut at its headings where it is longer, in characters: an answer is a few sentences.
const WHOLE_MAX: usize = 1_500;

/// A part of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part<'a> {
    /// Its heading; none for what stands before the first one.
    pub heading: Option<&'a str>,
    /// Without the heading.
    pub text: &'a str,
}

/// The heading of the first level with which the text begins, and what follows it.
pub(super) fn title(text: &str) -> (Option<String>, &str) {
    let text = text.trim_start();
    let Some(rest) = text.strip_prefix("# ") else { return (None, text) };
    let (title, rest) = rest.split_once('\n').unwrap_or((rest, ""));
    let title = title.trim().trim_end_matches('#').trim();
    ((!title.is_empty()).then(|| title.to_owned()), rest)
}

/// The whole text, or its parts by their headings where it is long; none without words.
pub(super) fn parts(text: &str) -> Vec<Part<'_>> {
    if text.chars().count() <= WHOLE_MAX {
        let whole = Part { heading: None, text: text.trim() };
        return if whole.text.is_empty() { Vec::new() } else { vec![whole] };
    }
    let mut parts = Vec::new();
    let (mut heading, mut from, mut at, mut fenced) = (None, 0, 0, false);
    for line in text.split_inclusive('\n') {
        fenced ^= line.trim_start().starts_with("```");
        if let Some(next) = (!fenced).then(|| heading_of(line)).flatten() {
            parts.push(Part { heading, text: text.get(from..at).unwrap_or_default().trim() });
            (heading, from) = (Some(next), at + line.len());
        }
        at += line.len();
    }
    parts.push(Part { heading, text: text.get(from..).unwrap_or_default().trim() });
    parts.retain(|part| !part.text.is_empty());
    parts
}

/// A heading of the second or third level.
fn heading_of(line: &str) -> Option<&str> {
    let heading = line.strip_prefix("## ").or_else(|| line.strip_prefix("### "))?;
    Some(heading.trim().trim_end_matches('#').trim()).filter(|heading| !heading.is_empty())
}
