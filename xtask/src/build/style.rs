//! Minifies a stylesheet by white space and comments alone: nothing that could change its meaning.

/// The stylesheet without comments and without white space that means nothing.
pub(crate) fn minified(source: &str) -> String {
    let mut short = String::with_capacity(source.len());
    let mut rest = source;
    // White space and comments passed over since the last thing kept.
    let mut gap = false;
    while let Some(next) = rest.chars().next() {
        let length = if next.is_whitespace() {
            gap = true;
            rest = &rest[next.len_utf8()..];
            continue;
        } else if rest.starts_with("/*") {
            gap = true;
            rest = &rest[rest.find("*/").map_or(rest.len(), |end| end + 2)..];
            continue;
        } else if matches!(next, '"' | '\'') {
            length_of_string(rest, next)
        } else if rest.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("url(")) {
            // Unquoted addresses may hold what looks like a comment.
            rest.find(')').map_or(rest.len(), |end| end + 1)
        } else if next == '\\' {
            1 + rest[1..].chars().next().map_or(0, char::len_utf8)
        } else {
            next.len_utf8()
        };
        let last = short.chars().next_back();
        if gap && last.is_some_and(separates_before) && separates_after(next) {
            short.push(' ');
        }
        if next == '}' && last == Some(';') {
            short.pop();
        }
        gap = false;
        short.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    short
}

/// Whether white space after `character` may mean something: in a selector, in a value, around `+` in `calc`.
fn separates_before(character: char) -> bool {
    !matches!(character, '{' | '}' | ';' | ',' | ':' | '(')
}

/// Whether white space before `character` may mean something.
fn separates_after(character: char) -> bool {
    !matches!(character, '{' | '}' | ';' | ',' | ')')
}

/// Length in bytes of the string at the start, with both quotation marks.
fn length_of_string(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (index, character) in text.char_indices().skip(1) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if character == quote => return index + quote.len_utf8(),
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_spaces_go() {
        let source = "/* the launcher */\n:host {\n  all: initial;\n}\n\na ,\nb > c { margin: 0 auto ; }\n";
        assert_eq!(minified(source), ":host{all:initial}a,b > c{margin:0 auto}");
    }

    #[test]
    fn spaces_with_a_meaning_stay() {
        for kept in [
            "a :hover{width:calc(1px + (2px - 3px))}",
            "@media (width > 3px) and (hover){a b{color:red}}",
            "a [part~=x]{color:rgb(1 2 3 / 50%)}",
            ".a .b#c{--empty:;font:1em \"A  B\",serif}",
        ] {
            assert_eq!(minified(kept), kept);
        }
    }

    #[test]
    fn a_comment_still_separates() {
        assert_eq!(minified("a/* and */b{margin:0/**/auto}"), "a b{margin:0 auto}");
    }

    #[test]
    fn strings_and_addresses_stay_whole() {
        let source = r#"a{content:"x /* no */ \"  y";background:url(data:a;b,/*c  */)}"#;
        assert_eq!(minified(source), source);
    }

    #[test]
    fn what_is_cut_off_does_not_panic() {
        for cut in ["/* open", "a{content:\"open", "a{b:url(open", "a\\", "é/*", "ur"] {
            minified(cut);
        }
    }
}
