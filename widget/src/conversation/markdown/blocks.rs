//! What stands on lines of its own.

use super::pieces::{Piece, Pieces};
use super::{growing, inlines};
use crate::conversation::text::{digits, has, number, parts, trim, without_end};

/// How deep lists and quotations may be nested before the rest is taken as text.
const DEEPEST: u8 = 6;

/// Reads a text. `open`: it is still growing, so that a mark without its partner at the end is closed for now rather
/// than shown, and nothing jumps when the partner comes.
#[must_use]
pub fn parse(text: &str, open: bool) -> Vec<Piece> {
    let mut pieces = Pieces::default();
    if open {
        blocks(&mut pieces, &lines(&growing::settled(text)), 0);
    } else {
        blocks(&mut pieces, &lines(text), 0);
    }
    pieces.finish()
}

fn lines(text: &str) -> Vec<&str> {
    let mut lines = parts(text, "\n");
    for line in &mut lines {
        *line = line.strip_suffix("\r").unwrap_or(line);
    }
    lines
}

fn blocks(pieces: &mut Pieces, lines: &[&str], depth: u8) {
    let mut rest = lines;
    while let Some((&line, after)) = rest.split_first() {
        if trim(line).is_empty() {
            rest = after;
            continue;
        }
        let length = block(pieces, line, rest, depth);
        rest = rest.get(length..).unwrap_or_default();
    }
}

/// Takes the block that begins here; how many lines it takes.
fn block(pieces: &mut Pieces, line: &str, lines: &[&str], depth: u8) -> usize {
    if is_fence(line) {
        return code(pieces, lines);
    }
    if let Some(text) = heading(line) {
        pieces.open("p");
        pieces.open("strong");
        inlines::parse(pieces, text);
        pieces.close();
        pieces.close();
        return 1;
    }
    if let Some(length) = table(pieces, lines) {
        return length;
    }
    if depth < DEEPEST {
        if line.starts_with('>') {
            return quote(pieces, lines, depth);
        }
        if let Some(marker) = marker(line) {
            return list(pieces, marker, lines, depth);
        }
    }
    let mut text = trim(line).to_owned();
    let mut length = 1;
    for next in lines.iter().skip(1).take_while(|next| !ends_paragraph(next)) {
        text.push('\n');
        text.push_str(trim(next));
        length += 1;
    }
    pieces.open("p");
    inlines::parse(pieces, &text);
    pieces.close();
    length
}

/// Whether code begins or ends here.
pub(super) fn is_fence(line: &str) -> bool {
    trim(line).starts_with("```")
}

fn ends_paragraph(line: &str) -> bool {
    trim(line).is_empty()
        || is_fence(line)
        || line.starts_with('>')
        || heading(line).is_some()
        || marker(line).is_some()
}

fn heading(line: &str) -> Option<&str> {
    let level = line.bytes().take_while(|byte| *byte == b'#').count();
    let text = line.get(level..)?.strip_prefix(' ')?;
    (1..=6).contains(&level).then(|| trim(without_end(trim(text), b"#")))
}

fn code(pieces: &mut Pieces, lines: &[&str]) -> usize {
    pieces.open("pre");
    pieces.open("code");
    // It scrolls where it is too wide, so the keyboard must reach it.
    pieces.attribute("tabindex", "0");
    let mut length = 1;
    for line in lines.iter().skip(1).take_while(|line| !is_fence(line)) {
        if length > 1 {
            pieces.character('\n');
        }
        pieces.text(line);
        length += 1;
    }
    pieces.close();
    pieces.close();
    // The last fence may be missing: then the code went on to the end.
    length + 1
}

fn quote(pieces: &mut Pieces, lines: &[&str], depth: u8) -> usize {
    let mut inner = Vec::new();
    for line in lines.iter().map_while(|line| line.strip_prefix('>')) {
        inner.push(line.strip_prefix(' ').unwrap_or(line));
    }
    pieces.open("blockquote");
    blocks(pieces, &inner, depth + 1);
    pieces.close();
    inner.len()
}

/// The beginning of a list's item.
#[derive(Clone, Copy)]
struct Marker {
    /// The number, of a numbered list.
    number: Option<u64>,
    /// Columns before the marker.
    indent: usize,
    /// Columns before the text.
    content: usize,
}

fn marker(line: &str) -> Option<Marker> {
    let indent = indent(line);
    let text = line.get(indent..)?;
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, sign) =
        if digits == 0 { (None, 1) } else { (Some(number(text.get(..digits.min(9))?)?), digits + 1) };
    let is_sign = matches!(
        (number, text.as_bytes().get(sign - 1)?),
        (None, b'-' | b'*' | b'+') | (Some(_), b'.' | b')')
    );
    (is_sign && text.as_bytes().get(sign) == Some(&b' ') && indent < 12).then_some(Marker {
        number,
        indent,
        content: indent + sign + 1,
    })
}

/// Spaces before the text.
fn indent(line: &str) -> usize {
    line.bytes().take_while(|byte| *byte == b' ').count()
}

fn list(pieces: &mut Pieces, first: Marker, lines: &[&str], depth: u8) -> usize {
    match first.number {
        Some(start) => {
            pieces.open("ol");
            pieces.attribute("start", &digits(start as i64));
        }
        None => pieces.open("ul"),
    }
    let mut item: Vec<&str> = Vec::new();
    let mut content = first.content;
    let mut length = 0;
    for (place, &line) in lines.iter().enumerate() {
        let indent = indent(line);
        match marker(line) {
            Some(here) if here.indent < first.content => {
                if here.number.is_some() != first.number.is_some() || here.indent > first.indent + 1 {
                    break;
                }
                if place > 0 {
                    end_item(pieces, &mut item, depth);
                }
                content = here.content;
                item.push(line.get(content..).unwrap_or_default());
            }
            _ if trim(line).is_empty() => {
                // A blank line belongs to the list only if the list goes on behind it.
                let next = lines.get(place + 1).copied().unwrap_or_default();
                let same = marker(next).is_some_and(|next| next.number.is_some() == first.number.is_some());
                if !same && !next.starts_with("  ") {
                    break;
                }
                item.push("");
            }
            _ => {
                let after_blank = item.last().is_some_and(|last| last.is_empty());
                if indent < 2 && (after_blank || ends_paragraph(line)) {
                    break;
                }
                item.push(line.get(indent.min(content)..).unwrap_or_default());
            }
        }
        length = place + 1;
    }
    end_item(pieces, &mut item, depth);
    pieces.close();
    length.max(1)
}

fn end_item(pieces: &mut Pieces, item: &mut Vec<&str>, depth: u8) {
    pieces.open("li");
    blocks(pieces, item, depth + 1);
    pieces.close();
    item.clear();
}

/// A table, in a frame of its own that scrolls where it is too wide.
fn table(pieces: &mut Pieces, lines: &[&str]) -> Option<usize> {
    let head = cells(lines.first()?)?;
    let line = cells(lines.get(1)?)?;
    let is_line = |cell: &&str| has(cell, b"-") && cell.bytes().all(|byte| matches!(byte, b':' | b'-'));
    if line.len() != head.len() || !line.iter().all(is_line) {
        return None;
    }
    pieces.open("div");
    pieces.attribute("class", "table");
    pieces.attribute("tabindex", "0");
    pieces.open("table");
    row(pieces, "th", &head, head.len());
    let mut length = 2;
    for cells in lines.iter().skip(2).map_while(|line| cells(line)) {
        row(pieces, "td", &cells, head.len());
        length += 1;
    }
    pieces.close();
    pieces.close();
    Some(length)
}

/// A row of exactly so many cells.
fn row(pieces: &mut Pieces, name: &'static str, cells: &[&str], count: usize) {
    pieces.open("tr");
    for place in 0..count {
        pieces.open(name);
        inlines::parse(pieces, cells.get(place).copied().unwrap_or_default());
        pieces.close();
    }
    pieces.close();
}

/// The cells of a line that has a bar in it.
fn cells(line: &str) -> Option<Vec<&str>> {
    let line = trim(line);
    if !has(line, b"|") {
        return None;
    }
    let line = line.strip_prefix('|').unwrap_or(line);
    let line = line.strip_suffix('|').unwrap_or(line);
    // An empty last cell is one too.
    let mut cells = parts(line, "|");
    if line.is_empty() || line.ends_with('|') {
        cells.push("");
    }
    for cell in &mut cells {
        *cell = trim(cell);
    }
    Some(cells)
}

#[cfg(test)]
mod tests {
    use super::super::pieces::written;
    use super::*;

    fn shown(text: &str) -> String {
        written(&parse(text, false)).replace(" tabindex=0", "")
    }

    #[test]
    fn paragraphs_end_at_blank_lines() {
        assert_eq!(shown("a\n\n\nb\n"), "<p>a</p><p>b</p>");
        assert_eq!(shown(""), "");
    }

    #[test]
    fn lists() {
        assert_eq!(
            shown("Look:\n- a\n- b\n\nafter"),
            "<p>Look:</p><ul><li><p>a</p></li><li><p>b</p></li></ul><p>after</p>"
        );
        assert_eq!(shown("3. c\n4) d"), "<ol start=3><li><p>c</p></li><li><p>d</p></li></ol>");
    }

    #[test]
    fn lists_in_lists_and_paragraphs_in_items() {
        assert_eq!(
            shown("- a\n  - b\n  - c\n- d\n\n  e"),
            "<ul><li><p>a</p><ul><li><p>b</p></li><li><p>c</p></li></ul></li><li><p>d</p><p>e</p></li></ul>"
        );
        assert_eq!(
            shown("1. a\n   - b\n2. c"),
            "<ol start=1><li><p>a</p><ul><li><p>b</p></li></ul></li><li><p>c</p></li></ol>"
        );
    }

    #[test]
    fn a_list_of_another_sort_is_another_list() {
        assert_eq!(shown("- a\n1. b"), "<ul><li><p>a</p></li></ul><ol start=1><li><p>b</p></li></ol>");
    }

    #[test]
    fn a_number_in_a_sentence_is_no_list() {
        assert_eq!(shown("It costs\n20 or so"), "<p>It costs<br></br>20 or so</p>");
        assert_eq!(shown("1.5 days"), "<p>1.5 days</p>");
    }

    #[test]
    fn code_is_kept_as_it_is_even_without_its_end() {
        assert_eq!(
            shown("```rust\nlet a = *b;\n\n- x\n```\nc"),
            "<pre><code>let a = *b;\n\n- x</code></pre><p>c</p>"
        );
        assert_eq!(written(&parse("```\nx", true)), "<pre><code tabindex=0>x</code></pre>");
        assert_eq!(shown("```"), "<pre><code></code></pre>");
    }

    #[test]
    fn tables_have_as_many_cells_in_every_row() {
        let table = "<div class=table><table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr>\
                     <tr><td>3</td><td></td></tr></table></div><p>x</p>";
        assert_eq!(shown("| a | b |\n|---|:-:|\n| 1 | 2 | 9 |\n| 3 |\n\nx"), table);
        assert_eq!(shown("a | b"), "<p>a | b</p>");
    }

    #[test]
    fn headings_and_quotations() {
        assert_eq!(
            shown("## Title ##\n> a\n> b"),
            "<p><strong>Title</strong></p><blockquote><p>a<br></br>b</p></blockquote>"
        );
        assert_eq!(shown("#tag"), "<p>#tag</p>");
    }

    #[test]
    fn a_growing_text_has_no_open_marks() {
        assert_eq!(written(&parse("a **b", true)), "<p>a <strong>b</strong></p>");
        assert_eq!(written(&parse("a **b*", true)), "<p>a <strong>b</strong></p>");
        assert_eq!(written(&parse("a `b", true)), "<p>a <code>b</code></p>");
        assert_eq!(written(&parse("a **b", false)), "<p>a **b</p>");
    }

    #[test]
    fn deep_nesting_ends() {
        for mark in [">", "- ", "> - ", "1. "] {
            assert!(!parse(&(mark.repeat(5_000) + "x"), false).is_empty());
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_to_its_end_and_everything_is_closed(
            text in "[-*_`#>|\\[\\]()<a-c1. \n\\\\ä]{0,80}",
            open: bool,
        ) {
            let _ = written(&parse(&text, open));
        }
    }
}
