//! The colours of one line of JSON. A string of JSON never goes over a line's end, so a line needs no other to be
//! read; what is half written is painted as far as it is known.

/// What a piece of a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paint {
    /// The name of a property.
    Key,
    /// A string.
    Text,
    /// A number, `true`, `false` or `null`.
    Word,
    /// Brackets, commas and white space.
    Plain,
}

/// The pieces of a line, in order and without gaps: what each is, and its end in bytes.
#[must_use]
pub fn paint(line: &str) -> Vec<(Paint, usize)> {
    let mut pieces = Vec::new();
    let mut start = 0;
    while let Some(first) = line[start..].chars().next() {
        let rest = &line[start..];
        let (paint, length) = match first {
            '"' => {
                let length = length_of_string(rest);
                let is_key = rest[length..].trim_start().starts_with(':');
                (if is_key { Paint::Key } else { Paint::Text }, length)
            }
            first if is_word(first) => (Paint::Word, rest.find(|sign| !is_word(sign)).unwrap_or(rest.len())),
            _ => {
                let is_other = |sign| sign == '"' || is_word(sign);
                (Paint::Plain, rest.find(is_other).unwrap_or(rest.len()))
            }
        };
        start += length;
        pieces.push((paint, start));
    }
    pieces
}

fn is_word(sign: char) -> bool {
    sign.is_alphanumeric() || matches!(sign, '-' | '+' | '.' | '_')
}

/// Bytes of the string at the start, with its quotation marks as far as they are there.
fn length_of_string(text: &str) -> usize {
    let mut escaped = false;
    for (index, sign) in text.char_indices().skip(1) {
        match sign {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return index + 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn painted(line: &str) -> Vec<(Paint, &str)> {
        let mut start = 0;
        let cut = |(paint, end)| (paint, &line[core::mem::replace(&mut start, end)..end]);
        paint(line).into_iter().map(cut).collect()
    }

    #[test]
    fn keys_strings_and_words_are_told_apart() {
        assert_eq!(
            painted(r#"  "key": "é \" x", -1.5e3 }"#),
            [
                (Paint::Plain, "  "),
                (Paint::Key, "\"key\""),
                (Paint::Plain, ": "),
                (Paint::Text, r#""é \" x""#),
                (Paint::Plain, ", "),
                (Paint::Word, "-1.5e3"),
                (Paint::Plain, " }"),
            ]
        );
    }

    #[test]
    fn what_is_half_written_is_painted_to_the_end() {
        assert_eq!(painted("\"half\\"), [(Paint::Text, "\"half\\")]);
        assert_eq!(painted(""), []);
    }
}
