//! What stands within a line.

use super::Inline;
use crate::conversation::text::{find, is_word};

/// How deep emphasis may be nested before the rest is taken as text.
const DEEPEST: u8 = 8;

/// Reads a line or the lines of a paragraph, joined by line feeds.
pub(super) fn parse(text: &str) -> Vec<Inline> {
    within(text, 0)
}

fn within(text: &str, depth: u8) -> Vec<Inline> {
    let mut reader = Reader { inlines: Vec::new(), plain: String::new() };
    let mut rest = text;
    let mut before = ' ';
    while let Some(first) = rest.chars().next() {
        let taken = if depth < DEEPEST { special(rest, before, depth) } else { None };
        let length = if let Some((inline, length)) = taken {
            reader.push(inline);
            length
        } else if let Some(escaped) = escape(rest) {
            reader.plain.push(escaped);
            1 + escaped.len_utf8()
        } else {
            reader.plain.push(first);
            first.len_utf8()
        };
        let (done, after) = rest.split_at(length);
        before = done.chars().next_back().unwrap_or(' ');
        rest = after;
    }
    reader.finish()
}

struct Reader {
    inlines: Vec<Inline>,
    plain: String,
}

impl Reader {
    fn push(&mut self, inline: Inline) {
        self.end_plain();
        self.inlines.push(inline);
    }

    fn end_plain(&mut self) {
        if !self.plain.is_empty() {
            self.inlines.push(Inline::Text(core::mem::take(&mut self.plain)));
        }
    }

    fn finish(mut self) -> Vec<Inline> {
        self.end_plain();
        self.inlines
    }
}

fn escape(rest: &str) -> Option<char> {
    rest.strip_prefix('\\')?.chars().next().filter(char::is_ascii_punctuation)
}

/// What begins here that is not plain text, and its length in bytes.
fn special(rest: &str, before: char, depth: u8) -> Option<(Inline, usize)> {
    match rest.as_bytes().first()? {
        b'\n' => Some((Inline::Break, 1)),
        b'`' => code(rest),
        b'*' => delimited(rest, "**", depth)
            .map(|(inner, length)| (Inline::Strong(inner), length))
            .or_else(|| delimited(rest, "*", depth).map(|(inner, length)| (Inline::Emphasis(inner), length))),
        b'_' if !is_word(before) => delimited(rest, "__", depth)
            .map(|(inner, length)| (Inline::Strong(inner), length))
            .or_else(|| delimited(rest, "_", depth).map(|(inner, length)| (Inline::Emphasis(inner), length))),
        b'[' => link(rest, depth),
        b'<' => in_angles(rest),
        b'h' if !is_word(before) => address(rest),
        _ => None,
    }
}

fn code(rest: &str) -> Option<(Inline, usize)> {
    let ticks = rest.len() - rest.trim_start_matches('`').len();
    let (fence, inner) = rest.split_at(ticks);
    let end = find(inner, fence)?;
    let text = inner[..end].replace('\n', " ");
    Some((Inline::Code(text.trim().to_owned()), 2 * ticks + end))
}

/// What stands between a mark and the same mark again, if it is not empty and has no space at its edges.
fn delimited(rest: &str, mark: &str, depth: u8) -> Option<(Vec<Inline>, usize)> {
    let inner = rest.strip_prefix(mark)?;
    if inner.starts_with(char::is_whitespace) {
        return None;
    }
    let byte = mark.as_bytes().first()?;
    let mut from = 1;
    loop {
        let end = from + find(inner.get(from..)?, mark)?;
        let after = &inner[end + mark.len()..];
        let closes = !inner[..end].ends_with([' ', '\n', '\\'])
            // A mark is the last of a run (`***` closes the inner one first), and a single one is no half of a double.
            && after.as_bytes().first() != Some(byte)
            && (mark.len() == 2 || !inner[..end].ends_with(mark))
            && (*byte != b'_' || !after.starts_with(is_word));
        if closes {
            return Some((within(&inner[..end], depth + 1), end + 2 * mark.len()));
        }
        from = end + 1;
    }
}

fn link(rest: &str, depth: u8) -> Option<(Inline, usize)> {
    let close = find(rest, "](")?;
    let text = &rest[1..close];
    if text.contains(['[', ']']) {
        return None;
    }
    let target = &rest[close + 2..];
    let end = target.find(')')?;
    let href = target[..end].split_whitespace().next()?;
    let href = allowed(href)?;
    let text =
        if text.trim().is_empty() { vec![Inline::Text(href.to_owned())] } else { within(text, depth + 1) };
    Some((Inline::Link { href: href.to_owned(), text }, close + 3 + end))
}

/// `<https://example.com>` and `<mail@example.com>`.
fn in_angles(rest: &str) -> Option<(Inline, usize)> {
    let end = rest.find('>')?;
    let inner = &rest[1..end];
    if inner.contains(char::is_whitespace) {
        return None;
    }
    let href = allowed(inner)?;
    let shown = inner.strip_prefix("mailto:").or_else(|| inner.strip_prefix("tel:")).unwrap_or(inner);
    Some((Inline::Link { href: href.to_owned(), text: vec![Inline::Text(shown.to_owned())] }, end + 1))
}

/// A bare `http://…` or `https://…`, without the punctuation that ends the sentence around it.
fn address(rest: &str) -> Option<(Inline, usize)> {
    let scheme = ["https://", "http://"].into_iter().find(|scheme| rest.starts_with(scheme))?;
    let end = rest
        .find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '`' | '*'))
        .unwrap_or(rest.len());
    let mut href = rest[..end].trim_end_matches(['.', ',', ':', ';', '!', '?', '\'']);
    if href.ends_with(')') && !href.contains('(') {
        href = href.trim_end_matches(')');
    }
    if href.len() == scheme.len() {
        return None;
    }
    let text = vec![Inline::Text(href[scheme.len()..].trim_end_matches('/').to_owned())];
    Some((Inline::Link { href: href.to_owned(), text }, href.len()))
}

/// The target, if its scheme is one of the four. Control characters never are: browsers pass over some of them.
fn allowed(href: &str) -> Option<&str> {
    let (scheme, rest) = href.split_once(':')?;
    let known =
        ["http", "https", "mailto", "tel"].into_iter().any(|known| scheme.eq_ignore_ascii_case(known));
    (known && !rest.is_empty() && !href.contains(char::is_control)).then_some(href)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Inline {
        Inline::Text(text.to_owned())
    }

    fn link_to(href: &str, shown: &str) -> Inline {
        Inline::Link { href: href.to_owned(), text: vec![text(shown)] }
    }

    #[test]
    fn strong_emphasis_and_code() {
        let expected = [
            text("a "),
            Inline::Strong(vec![text("b "), Inline::Emphasis(vec![text("c")])]),
            text(" "),
            Inline::Code("d*e".to_owned()),
        ];
        assert_eq!(parse("a **b *c*** `d*e`"), expected);
        assert_eq!(
            parse("_x_ __y__"),
            [Inline::Emphasis(vec![text("x")]), text(" "), Inline::Strong(vec![text("y")])]
        );
    }

    #[test]
    fn marks_that_do_not_mark_stay_as_they_are() {
        for plain in
            ["2 * 3 * 4", "snake_case_name", "**", "a ** b", "*", "`", "[x]", "[x](", "**open", "a_b_"]
        {
            assert_eq!(parse(plain), [text(plain)], "{plain}");
        }
    }

    #[test]
    fn escapes() {
        assert_eq!(parse(r"\*no\* \a"), [text(r"*no* \a")]);
    }

    #[test]
    fn links_of_the_four_schemes() {
        assert_eq!(
            parse("[site](https://example.com/a?b=c)"),
            [link_to("https://example.com/a?b=c", "site")]
        );
        assert_eq!(parse("[call](tel:+4930123)"), [link_to("tel:+4930123", "call")]);
        assert_eq!(parse("<mailto:a@b.de>"), [link_to("mailto:a@b.de", "a@b.de")]);
        assert_eq!(parse("[](https://example.com)"), [link_to("https://example.com", "https://example.com")]);
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
        ] {
            let source = ["[x](", href, ")"].concat();
            let links = parse(&source).iter().any(|inline| matches!(inline, Inline::Link { .. }));
            assert!(!links, "{href}");
        }
    }

    #[test]
    fn html_is_text() {
        let html = "<img src=x onerror=alert(1)><script>alert(1)</script>";
        assert_eq!(parse(html), [text(html)]);
    }

    #[test]
    fn bare_addresses_without_the_punctuation_around_them() {
        assert_eq!(
            parse("See https://example.com/a, or (http://b.de)."),
            [
                text("See "),
                link_to("https://example.com/a", "example.com/a"),
                text(", or ("),
                link_to("http://b.de", "b.de"),
                text(")."),
            ]
        );
        assert_eq!(parse("https://"), [text("https://")]);
    }

    #[test]
    fn lines_break_where_they_were_broken() {
        assert_eq!(parse("a\nb"), [text("a"), Inline::Break, text("b")]);
    }

    #[test]
    fn deep_nesting_ends() {
        let deep = "*_".repeat(2_000) + "x" + &"_*".repeat(2_000);
        assert!(!parse(&deep).is_empty());
    }
}
