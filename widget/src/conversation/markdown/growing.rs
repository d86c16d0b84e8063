//! A text that is still growing: what of it can be shown without changing its looks when more comes.

use super::blocks::is_fence;
use crate::conversation::text::{Joined, count, has, parts, split, trim};

/// The part of it to be shown now, with the marks closed that will be closed later.
pub(super) fn settled(text: &str) -> String {
    if parts(text, "\n").iter().filter(|line| is_fence(line)).count() % 2 == 1 {
        return code(text).to_owned();
    }
    let text = begun(text);
    let marks = text.len() - text.bytes().rev().take_while(|byte| matches!(byte, b'*' | b'`')).count();
    let before = text.get(..marks).unwrap_or(text);
    let closing = missing_mark(text);
    // A mark after a space opens something that has not come yet.
    let text = if closing.is_empty() && !matches!(before.as_bytes().last(), Some(b' ' | b'(')) {
        text
    } else {
        before
    };
    [text, closing].joined()
}

/// Within code nothing has a meaning but the fence that ends it, which may have begun.
fn code(text: &str) -> &str {
    let last = text.get(start(text)..).unwrap_or_default();
    if trim(last).starts_with('`') { text.strip_suffix(last).unwrap_or_default() } else { text }
}

/// Without the end that may yet become something else: a row of a table, a link, the sign of a list's item.
fn begun(text: &str) -> &str {
    let place = start(text);
    let (Some(before), Some(last)) = (text.get(..place), text.get(place..)) else { return text };
    let bytes = last.as_bytes();
    if bytes.first() == Some(&b'|') {
        // A first row is a heading only once the line under it is there.
        let above = before.strip_suffix('\n').unwrap_or(before);
        let rest = above.get(..start(above)).unwrap_or_default();
        let is_first = above.ends_with('|') && !rest.ends_with("|\n");
        return if is_first { rest } else { before };
    }
    if bytes.len() < 5
        && bytes.iter().all(|byte| {
            matches!(byte, b'-' | b'*' | b'+' | b'#' | b'>' | b'`' | b'.' | b')' | b' ' | b'0'..=b'9')
        })
    {
        return before;
    }
    let Some(open) = bytes.iter().rposition(|byte| *byte == b'[') else { return text };
    let (Some(head), Some(link)) = (text.get(..place + open), last.get(open..)) else { return text };
    let may_be_link = match split(link, "]") {
        Some((_, target)) => target.is_empty() || target.starts_with('(') && !has(target, b")"),
        None => true,
    };
    // Within code it is none.
    if may_be_link && count(head.get(place..).unwrap_or_default(), "`").is_multiple_of(2) {
        head
    } else {
        text
    }
}

/// Where the last line begins.
fn start(text: &str) -> usize {
    text.bytes().rposition(|byte| byte == b'\n').map_or(0, |end| end + 1)
}

/// What the last line lacks: the mark of a strong piece or of code that has begun.
fn missing_mark(text: &str) -> &'static str {
    let last = text.get(start(text)..).unwrap_or_default();
    if count(last, "`") % 2 == 1 {
        return if last.ends_with('`') { "" } else { "`" };
    }
    if count(last, "**") % 2 == 1 && !last.ends_with("**") { "**" } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_become_something_else_waits() {
        for (growing, shown) in [
            ("See [the si", "See "),
            ("See [the site]", "See "),
            ("See [the site](https://a.exa", "See "),
            ("See [the site](https://a.example)", "See [the site](https://a.example)"),
            ("An [aside] of", "An [aside] of"),
            ("Use `a[0` th", "Use `a[0` th"),
            ("Use `a[0", "Use `a[0`"),
            ("one\n-", "one\n"),
            ("one\n12.", "one\n"),
            ("one\n- t", "one\n- t"),
            ("one\n\n| a | b", "one\n\n"),
            ("one\n\n| a | b |\n| --", "one\n\n"),
            ("| a | b |\n| - | - |\n| 1", "| a | b |\n| - | - |\n"),
            ("**stro", "**stro**"),
            ("a *", "a "),
            ("a **b**", "a **b**"),
            ("a `", "a "),
            ("ä [ü", "ä "),
            ("```js", ""),
            ("```\nlet a = [1", "```\nlet a = [1"),
            ("```\n| a | b", "```\n| a | b"),
            ("```\nint *", "```\nint *"),
            ("```\n`a", "```\n"),
            ("```\na\n``", "```\na\n"),
            ("```\na\n```", "```\na\n"),
            ("```\na\n```\nSee [the si", "```\na\n```\nSee "),
            ("- x\n  ```\n  a[0", "- x\n  ```\n  a[0"),
        ] {
            assert_eq!(settled(growing), shown, "{growing}");
        }
    }

    proptest::proptest! {
        #[test]
        fn nothing_is_lost_but_at_the_end(text in "[a-zä \n|*`\\[\\]()#.-]{0,80}") {
            let shown = settled(&text);
            let plain = shown.trim_end_matches(['*', '`']);
            proptest::prop_assert!(text.starts_with(plain), "{:?} of {:?}", shown, text);
        }
    }
}
