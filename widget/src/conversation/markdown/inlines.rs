//! What stands within a line.

use super::pieces::Pieces;
use crate::conversation::address::is_allowed;
use crate::conversation::text::{find, has, is_word, trim, without_end, word};

/// How deep emphasis may be nested before the rest is taken as text.
const DEEPEST: u8 = 8;

/// Where a text stands.
#[derive(Clone, Copy, Default)]
struct Place {
    /// How many marks are around it.
    depth: u8,
    /// Whether a link is: there is none within another.
    in_link: bool,
}

impl Place {
    fn deeper(self) -> Self {
        Self { depth: self.depth + 1, ..self }
    }
}

/// Reads a line, or the lines of a paragraph joined by line feeds.
pub(super) fn parse(pieces: &mut Pieces, text: &str) {
    within(pieces, text, Place::default());
}

fn within(pieces: &mut Pieces, text: &str, place: Place) {
    let mut rest = text;
    let mut before = ' ';
    while let Some(first) = rest.chars().next() {
        let special = if place.depth < DEEPEST { special(pieces, rest, before, place) } else { None };
        let length = special.unwrap_or_else(|| {
            let shown = escaped(rest).unwrap_or(first);
            pieces.character(shown);
            shown.len_utf8() + usize::from(escaped(rest).is_some())
        });
        let Some((done, after)) = rest.split_at_checked(length) else { return };
        before = done.chars().next_back().unwrap_or(' ');
        rest = after;
    }
}

fn escaped(rest: &str) -> Option<char> {
    rest.strip_prefix('\\')?.chars().next().filter(char::is_ascii_punctuation)
}

/// Takes what begins here that is not plain text; its length in bytes.
fn special(pieces: &mut Pieces, rest: &str, before: char, place: Place) -> Option<usize> {
    match rest.as_bytes().first()? {
        b'\n' => {
            pieces.open("br");
            pieces.close();
            Some(1)
        }
        b'`' => code(pieces, rest),
        b'*' => delimited(pieces, rest, "**", place).or_else(|| delimited(pieces, rest, "*", place)),
        b'_' if !is_word(before) => {
            delimited(pieces, rest, "__", place).or_else(|| delimited(pieces, rest, "_", place))
        }
        b'[' | b'<' | b'h' if place.in_link => None,
        b'[' => link(pieces, rest, place),
        b'<' => in_angles(pieces, rest),
        b'h' if !is_word(before) => address(pieces, rest),
        _ => None,
    }
}

fn code(pieces: &mut Pieces, rest: &str) -> Option<usize> {
    let ticks = rest.bytes().take_while(|byte| *byte == b'`').count();
    let (fence, inner) = rest.split_at_checked(ticks)?;
    let end = find(inner, fence)?;
    pieces.open("code");
    for character in trim(inner.get(..end)?).chars() {
        pieces.character(if character == '\n' { ' ' } else { character });
    }
    pieces.close();
    Some(2 * ticks + end)
}

/// What stands between a mark and the same mark again, if it is not empty and has no space at its edges.
fn delimited(pieces: &mut Pieces, rest: &str, mark: &str, place: Place) -> Option<usize> {
    let inner = rest.strip_prefix(mark)?;
    let byte = mark.as_bytes().first()?;
    let first = inner.chars().next()?;
    if first.is_whitespace() {
        return None;
    }
    let mut from = first.len_utf8();
    loop {
        let end = from + find(inner.get(from..)?, mark)?;
        let (content, after) = (inner.get(..end)?, inner.get(end + mark.len()..)?);
        let closes = !matches!(content.as_bytes().last(), Some(b' ' | b'\n' | b'\\'))
            // A mark is the last of a run (`***` closes the inner one first), and a single one is no half of a double.
            && after.as_bytes().first() != Some(byte)
            && (mark.len() == 2 || content.as_bytes().last() != Some(byte))
            && (*byte != b'_' || !after.chars().next().is_some_and(is_word));
        if closes {
            pieces.open(if mark.len() == 2 { "strong" } else { "em" });
            within(pieces, content, place.deeper());
            pieces.close();
            return Some(end + 2 * mark.len());
        }
        from = end + 1;
    }
}

fn link(pieces: &mut Pieces, rest: &str, place: Place) -> Option<usize> {
    let close = find(rest, "](")?;
    let text = rest.get(1..close)?;
    if has(text, b"[]") {
        return None;
    }
    let target = rest.get(close + 2..)?;
    let end = find(target, ")")?;
    let href = word(trim(target.get(..end)?), b"");
    if !is_allowed(href) {
        return None;
    }
    open_link(pieces, href);
    let place = Place { in_link: true, ..place.deeper() };
    within(pieces, if trim(text).is_empty() { href } else { text }, place);
    pieces.close();
    Some(close + 3 + end)
}

/// `<https://example.com>` and `<mailto:mail@example.com>`.
fn in_angles(pieces: &mut Pieces, rest: &str) -> Option<usize> {
    let end = find(rest, ">")?;
    let href = rest.get(1..end)?;
    if word(href, b"") != href || !is_allowed(href) {
        return None;
    }
    open_link(pieces, href);
    pieces.text(href.strip_prefix("mailto:").or_else(|| href.strip_prefix("tel:")).unwrap_or(href));
    pieces.close();
    Some(end + 1)
}

/// A bare `http://…` or `https://…`, without the punctuation that ends the sentence around it.
fn address(pieces: &mut Pieces, rest: &str) -> Option<usize> {
    let shown = rest.strip_prefix("https://").or_else(|| rest.strip_prefix("http://"))?;
    let mut shown = without_end(word(shown, b"<>\"`*"), b".,:;!?'");
    if shown.ends_with(')') && !has(shown, b"(") {
        shown = without_end(shown, b").,");
    }
    if shown.is_empty() {
        return None;
    }
    let length = rest.len() - rest.strip_prefix("https://").or_else(|| rest.strip_prefix("http://"))?.len();
    let length = length + shown.len();
    open_link(pieces, rest.get(..length)?);
    pieces.text(without_end(shown, b"/"));
    pieces.close();
    Some(length)
}

fn open_link(pieces: &mut Pieces, href: &str) {
    pieces.open("a");
    pieces.attribute("href", href);
    pieces.attribute("target", "_blank");
    pieces.attribute("rel", "noopener noreferrer");
}

#[cfg(test)]
mod tests {
    use super::super::pieces::{Piece, written};
    use super::*;

    fn pieces(text: &str) -> Vec<Piece> {
        let mut pieces = Pieces::default();
        parse(&mut pieces, text);
        pieces.finish()
    }

    fn shown(text: &str) -> String {
        written(&pieces(text)).replace(" target=_blank rel=noopener noreferrer", "")
    }

    #[test]
    fn strong_emphasis_and_code() {
        assert_eq!(shown("a **b *c*** `d*e`"), "a <strong>b <em>c</em></strong> <code>d*e</code>");
        assert_eq!(shown("_x_ __y__ **ä**"), "<em>x</em> <strong>y</strong> <strong>ä</strong>");
        assert_eq!(shown("``a ` b``"), "<code>a ` b</code>");
    }

    #[test]
    fn marks_that_do_not_mark_stay_as_they_are() {
        for plain in
            ["2 * 3 * 4", "snake_case_name", "**", "a ** b", "*", "`", "[x]", "[x](", "**open", "a_b_"]
        {
            assert_eq!(shown(plain), plain);
        }
    }

    #[test]
    fn escapes() {
        assert_eq!(shown(r"\*no\* \a \\"), r"*no* \a \");
    }

    #[test]
    fn links_of_the_four_schemes() {
        let site = "<a href=https://example.com/a?b=c>site</a>";
        assert_eq!(shown("[site](https://example.com/a?b=c)"), site);
        assert_eq!(shown("[call](tel:+4930123)"), "<a href=tel:+4930123>call</a>");
        assert_eq!(shown("<mailto:a@b.de>"), "<a href=mailto:a@b.de>a@b.de</a>");
        assert_eq!(shown("[](https://b.de)"), "<a href=https://b.de>https://b.de</a>");
        assert_eq!(
            shown("[https://**a**.de](https://b.de)"),
            "<a href=https://b.de>https://<strong>a</strong>.de</a>"
        );
    }

    #[test]
    fn links_open_beside_the_page_and_give_it_no_handle() {
        let pieces = pieces("https://b.de");
        assert!(pieces.contains(&Piece::Attribute("rel", "noopener noreferrer".to_owned())));
    }

    #[test]
    fn other_schemes_stay_text() {
        for href in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert",
            "data:text/html,x",
            "vbscript:x",
            "/relative",
            "//host",
            "java\u{1}script:x",
            "https:\u{9}//x",
            "\u{1}javascript:x",
            "file:///etc/passwd",
            "http:",
        ] {
            let pieces = pieces(&["[x](", href, ") <", href, ">"].concat());
            assert!(!pieces.contains(&Piece::Open("a")), "{href}");
        }
    }

    #[test]
    fn html_is_text() {
        let html = "<img src=x onerror=alert(1)><script>alert(1)</script>";
        assert_eq!(pieces(html), [Piece::Text(html.to_owned())]);
    }

    #[test]
    fn bare_addresses_without_the_punctuation_around_them() {
        assert_eq!(
            shown("See https://example.com/a, or (http://b.de/)."),
            "See <a href=https://example.com/a>example.com/a</a>, or (<a href=http://b.de/>b.de</a>)."
        );
        assert_eq!(shown("https://"), "https://");
        assert_eq!(shown("xhttps://a.de"), "xhttps://a.de");
    }

    #[test]
    fn lines_break_where_they_were_broken() {
        assert_eq!(shown("a\nb"), "a<br></br>b");
    }

    #[test]
    fn deep_nesting_ends() {
        let deep = "*_".repeat(2_000) + "x" + &"_*".repeat(2_000);
        assert!(!pieces(&deep).is_empty());
    }
}
