//! What stands on lines of its own.

use super::{Block, Inline, inlines};
use crate::conversation::text::count;

/// How deep lists and quotations may be nested before the rest is taken as text.
const DEEPEST: u8 = 6;

/// Reads a text. `open`: it is still growing, so that a mark without its partner at the end is closed for now rather
/// than shown, and nothing jumps when the partner comes.
#[must_use]
pub fn parse(text: &str, open: bool) -> Vec<Block> {
    let closing = if open { missing_marks(text) } else { "" };
    if closing.is_empty() {
        return blocks(&lines(text), 0);
    }
    blocks(&lines(&[text.trim_end_matches(['*', '`']), closing].concat()), 0)
}

/// What the last line lacks: the mark of a strong piece or of code that has begun.
fn missing_marks(text: &str) -> &'static str {
    let last = text.rsplit('\n').next().unwrap_or_default();
    if last.starts_with("```") {
        return "";
    }
    if count(last, "`") % 2 == 1 {
        return if last.ends_with('`') { "" } else { "`" };
    }
    if count(last, "**") % 2 == 1 && !last.ends_with("**") { "**" } else { "" }
}

fn lines(text: &str) -> Vec<&str> {
    text.lines().collect()
}

fn blocks(lines: &[&str], depth: u8) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut rest = lines;
    while let Some((&line, after)) = rest.split_first() {
        if line.trim().is_empty() {
            rest = after;
            continue;
        }
        let (block, length) = block(line, rest, depth);
        blocks.push(block);
        rest = rest.get(length..).unwrap_or_default();
    }
    blocks
}

/// The block that begins here, and how many lines it takes.
fn block(line: &str, lines: &[&str], depth: u8) -> (Block, usize) {
    if line.trim_start().starts_with("```") {
        return code(lines);
    }
    if let Some(text) = heading(line) {
        return (Block::Heading(inlines::parse(text)), 1);
    }
    if let Some(table) = table(lines) {
        return table;
    }
    if depth < DEEPEST {
        if line.starts_with('>') {
            return quote(lines, depth);
        }
        if let Some(marker) = marker(line) {
            return list(marker, lines, depth);
        }
    }
    let length = 1 + lines[1..].iter().take_while(|next| !ends_paragraph(next)).count();
    let text: Vec<&str> = lines[..length].iter().map(|line| line.trim()).collect();
    (Block::Paragraph(inlines::parse(&text.join("\n"))), length)
}

fn ends_paragraph(line: &str) -> bool {
    line.trim().is_empty()
        || line.trim_start().starts_with("```")
        || line.starts_with('>')
        || heading(line).is_some()
        || marker(line).is_some()
}

fn heading(line: &str) -> Option<&str> {
    let text = line.trim_start_matches('#');
    let level = line.len() - text.len();
    let text = text.strip_prefix(' ')?;
    (1..=6).contains(&level).then(|| text.trim().trim_end_matches('#').trim_end())
}

fn code(lines: &[&str]) -> (Block, usize) {
    let inner = lines[1..].iter().take_while(|line| !line.trim_start().starts_with("```")).count();
    let text = lines[1..=inner].join("\n");
    // The last fence may be missing: then the code goes on to the end.
    (Block::Code(text), (inner + 2).min(lines.len()))
}

fn quote(lines: &[&str], depth: u8) -> (Block, usize) {
    let inner: Vec<&str> = lines
        .iter()
        .map_while(|line| line.strip_prefix('>'))
        .map(|line| line.strip_prefix(' ').unwrap_or(line))
        .collect();
    (Block::Quote(blocks(&inner, depth + 1)), inner.len())
}

/// The beginning of a list's item.
#[derive(Clone, Copy)]
struct Marker {
    /// The number, of a numbered list.
    number: Option<u32>,
    /// Columns before the marker.
    indent: usize,
    /// Columns before the text.
    content: usize,
}

fn marker(line: &str) -> Option<Marker> {
    let text = line.trim_start_matches(' ');
    let indent = line.len() - text.len();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, sign) =
        if digits == 0 { (None, 1) } else { (Some(text.get(..digits.min(9))?.parse().ok()?), digits + 1) };
    let is_sign = match (number, text.as_bytes().get(sign - 1)?) {
        (None, b'-' | b'*' | b'+') | (Some(_), b'.' | b')') => true,
        _ => false,
    };
    (is_sign && text.as_bytes().get(sign) == Some(&b' ') && indent < 12).then_some(Marker {
        number,
        indent,
        content: indent + sign + 1,
    })
}

fn list(first: Marker, lines: &[&str], depth: u8) -> (Block, usize) {
    let mut items = Vec::new();
    let mut item: Vec<&str> = Vec::new();
    let mut content = first.content;
    let mut length = 0;
    for (place, &line) in lines.iter().enumerate() {
        let here = marker(line);
        match here {
            Some(here) if here.indent < first.content && here.indent + 4 > first.indent => {
                let same = here.number.is_some() == first.number.is_some() && here.indent <= first.indent + 1;
                if !same {
                    break;
                }
                if place > 0 {
                    items.push(blocks(&item, depth + 1));
                    item.clear();
                }
                content = here.content;
                item.push(&line[content..]);
            }
            _ if line.trim().is_empty() => {
                // A blank line belongs to the list only if the list goes on behind it.
                let goes_on = lines.get(place + 1).is_some_and(|next| {
                    marker(next).is_some_and(|next| {
                        next.number.is_some() == first.number.is_some() || next.indent >= 2
                    }) || next.starts_with("  ")
                });
                if !goes_on {
                    break;
                }
                item.push("");
            }
            _ => {
                let indent = line.len() - line.trim_start_matches(' ').len();
                let after_blank = item.last().is_some_and(|last| last.is_empty());
                if indent < 2 && (after_blank || ends_paragraph(line)) {
                    break;
                }
                item.push(&line[indent.min(content)..]);
            }
        }
        length = place + 1;
    }
    items.push(blocks(&item, depth + 1));
    (Block::List { start: first.number, items }, length.max(1))
}

fn table(lines: &[&str]) -> Option<(Block, usize)> {
    let head = cells(lines.first()?)?;
    let line = cells(lines.get(1)?)?;
    let is_line = |cell: &&str| cell.contains('-') && cell.trim_matches([':', '-']).is_empty();
    if line.len() != head.len() || !line.iter().all(is_line) {
        return None;
    }
    let mut rows = Vec::new();
    for row in lines[2..].iter().map_while(|line| cells(line)) {
        let mut row: Vec<Vec<Inline>> = row.into_iter().map(inlines::parse).collect();
        row.resize(head.len(), Vec::new());
        rows.push(row);
    }
    let length = rows.len() + 2;
    Some((Block::Table { head: head.into_iter().map(inlines::parse).collect(), rows }, length))
}

/// The cells of a line that has a bar in it.
fn cells(line: &str) -> Option<Vec<&str>> {
    let line = line.trim();
    if !line.contains('|') {
        return None;
    }
    let line = line.strip_prefix('|').unwrap_or(line);
    let line = line.strip_suffix('|').unwrap_or(line);
    Some(line.split('|').map(str::trim).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Vec<Inline> {
        vec![Inline::Text(text.to_owned())]
    }

    fn paragraph(words: &str) -> Block {
        Block::Paragraph(text(words))
    }

    #[test]
    fn paragraphs_end_at_blank_lines() {
        assert_eq!(parse("a\n\n\nb\n", false), [paragraph("a"), paragraph("b")]);
        assert_eq!(parse("", false), []);
    }

    #[test]
    fn lists() {
        let expected = Block::List { start: None, items: vec![vec![paragraph("a")], vec![paragraph("b")]] };
        assert_eq!(
            parse("Look:\n- a\n- b\n\nafter", false),
            [paragraph("Look:"), expected, paragraph("after")]
        );
        let numbered =
            Block::List { start: Some(3), items: vec![vec![paragraph("c")], vec![paragraph("d")]] };
        assert_eq!(parse("3. c\n4. d", false), [numbered]);
    }

    #[test]
    fn lists_in_lists_and_paragraphs_in_items() {
        let inner = Block::List { start: None, items: vec![vec![paragraph("b")], vec![paragraph("c")]] };
        let outer = Block::List {
            start: None,
            items: vec![vec![paragraph("a"), inner], vec![paragraph("d"), paragraph("e")]],
        };
        assert_eq!(parse("- a\n  - b\n  - c\n- d\n\n  e", false), [outer]);
    }

    #[test]
    fn a_number_in_a_sentence_is_no_list() {
        assert_eq!(parse("2026. was a year", false).len(), 1);
        assert_eq!(
            parse("It costs\n20 or so", false),
            [Block::Paragraph(vec![
                Inline::Text("It costs".to_owned()),
                Inline::Break,
                Inline::Text("20 or so".to_owned())
            ])]
        );
    }

    #[test]
    fn code_is_kept_as_it_is_even_without_its_end() {
        assert_eq!(
            parse("```rust\nlet a = *b;\n\n- x\n```\nc", false),
            [Block::Code("let a = *b;\n\n- x".to_owned()), paragraph("c")]
        );
        assert_eq!(parse("```\nx", true), [Block::Code("x".to_owned())]);
        assert_eq!(parse("```", true), [Block::Code(String::new())]);
    }

    #[test]
    fn tables_have_as_many_cells_in_every_row() {
        let table = Block::Table {
            head: vec![text("a"), text("b")],
            rows: vec![vec![text("1"), text("2")], vec![text("3"), vec![]]],
        };
        assert_eq!(parse("| a | b |\n|---|:-:|\n| 1 | 2 | 9 |\n| 3 |\n\nx", false), [table, paragraph("x")]);
        assert_eq!(parse("a | b", false), [paragraph("a | b")]);
    }

    #[test]
    fn headings_and_quotes() {
        assert_eq!(
            parse("## Title ##\n> a\n> b", false),
            [
                Block::Heading(text("Title")),
                Block::Quote(vec![Block::Paragraph(vec![
                    Inline::Text("a".to_owned()),
                    Inline::Break,
                    Inline::Text("b".to_owned())
                ])])
            ]
        );
        assert_eq!(parse("#tag", false), [paragraph("#tag")]);
    }

    #[test]
    fn a_growing_text_has_no_open_marks() {
        assert_eq!(
            parse("a **b", true),
            [Block::Paragraph(vec![Inline::Text("a ".to_owned()), Inline::Strong(text("b"))])]
        );
        assert_eq!(
            parse("a `b", true),
            [Block::Paragraph(vec![Inline::Text("a ".to_owned()), Inline::Code("b".to_owned())])]
        );
        assert_eq!(parse("a **b", false), [paragraph("a **b")]);
    }

    #[test]
    fn deep_nesting_ends() {
        for mark in [">", "- ", "> - ", "1. "] {
            assert!(!parse(&(mark.repeat(5_000) + "x"), false).is_empty());
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_to_its_end(text in "[-*_`#>|\\[\\]()<a-c1. \n\\\\ä]{0,80}", open: bool) {
            let _ = parse(&text, open);
        }
    }
}
