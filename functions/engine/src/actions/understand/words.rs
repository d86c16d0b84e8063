//! A message in words, with what stands between them.

use crate::rules::folded;

/// What stands after a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::actions) enum Mark {
    /// Nothing of weight.
    None,
    /// A comma.
    Comma,
    /// A colon, or a dash.
    Colon,
    /// The end of a sentence, and whether it asks.
    End {
        /// Whether it asks.
        asks: bool,
    },
}

/// A word, a number, an id, an address, or everything between quotation marks.
#[derive(Debug, Clone)]
pub(in crate::actions) struct Word {
    /// In lower case, without diacritics.
    pub(in crate::actions) flat: String,
    /// Where it begins in the message.
    pub(in crate::actions) start: usize,
    /// Where it ends.
    pub(in crate::actions) end: usize,
    /// Whether it begins with a capital.
    pub(in crate::actions) capital: bool,
    /// Whether it stood between quotation marks.
    pub(in crate::actions) quoted: bool,
    /// What stands after it.
    pub(in crate::actions) mark: Mark,
}

impl Word {
    /// Whether it is one of these.
    pub(in crate::actions) fn is(&self, words: &[&str]) -> bool {
        !self.quoted && words.contains(&self.flat.as_str())
    }

    /// Whether a sentence ends after it.
    pub(in crate::actions) const fn ends(&self) -> bool {
        matches!(self.mark, Mark::End { .. })
    }
}

/// The words of a message.
pub(in crate::actions) fn words(message: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut rest = 0;
    while let Some(begin) = message[rest..].find(|sign: char| !sign.is_whitespace()).map(|at| rest + at) {
        if message[rest..begin].contains('\n')
            && let Some(last) = words.last_mut()
            && last.mark == Mark::None
        {
            last.mark = Mark::End { asks: false };
        }
        if let Some((inside, end)) = quotation(message, begin) {
            push(&mut words, message, inside, true);
            rest = end;
            continue;
        }
        let end = message[begin..].find(char::is_whitespace).map_or(message.len(), |at| begin + at);
        piece(&mut words, message, begin, end);
        rest = end;
    }
    words
}

/// What stands between quotation marks that open here, and where they end.
fn quotation(message: &str, begin: usize) -> Option<(core::ops::Range<usize>, usize)> {
    let open = message[begin..].chars().next()?;
    let close = match open {
        '"' => '"',
        '“' | '„' => '”',
        '«' => '»',
        _ => return None,
    };
    let from = begin + open.len_utf8();
    let to = from + message[from..].find(|sign| sign == close || (open == '„' && sign == '“'))?;
    let end = to + message[to..].chars().next()?.len_utf8();
    (!message[from..to].trim().is_empty()).then_some((from..to, end))
}

/// What stands between two white spaces: words and marks.
fn piece(words: &mut Vec<Word>, message: &str, begin: usize, end: usize) {
    let is_mark = |sign: char| {
        matches!(
            sign,
            '.' | ','
                | ';'
                | ':'
                | '!'
                | '?'
                | '('
                | ')'
                | '"'
                | '“'
                | '”'
                | '„'
                | '…'
                | '–'
                | '—'
                | '-'
                | '\''
                | '’'
                | '*'
                | '`'
        )
    };
    let text = &message[begin..end];
    let inside = text.trim_start_matches(|sign| is_mark(sign) || sign == '¿' || sign == '¡');
    let from = end - inside.len();
    let word = inside.trim_end_matches(is_mark);
    let to = from + word.len();
    let marks = if word.is_empty() { text } else { &message[to..end] };
    if !word.is_empty() {
        // "John's", "what's"
        let lower = folded(word);
        let possessive = lower.strip_suffix("'s").is_some_and(|before| !before.is_empty());
        if possessive && let Some(at) = word.rfind(['\'', '’', '´', '`']) {
            push(words, message, from..from + at, false);
            push(words, message, from + at..to, false);
        } else {
            push(words, message, from..to, false);
        }
    }
    if let Some(last) = words.last_mut() {
        let mark = mark(marks);
        if mark != Mark::None {
            last.mark = mark;
        }
    }
}

fn mark(signs: &str) -> Mark {
    if signs.contains('?') {
        Mark::End { asks: true }
    } else if signs.contains(['.', '!', ';', '…']) {
        Mark::End { asks: false }
    } else if signs.contains([':', '–', '—']) || signs == "-" {
        Mark::Colon
    } else if signs.contains(',') {
        Mark::Comma
    } else {
        Mark::None
    }
}

fn push(words: &mut Vec<Word>, message: &str, place: core::ops::Range<usize>, quoted: bool) {
    let text = &message[place.clone()];
    words.push(Word {
        flat: folded(text.trim()),
        start: place.start,
        end: place.end,
        capital: text.chars().next().is_some_and(char::is_uppercase),
        quoted,
        mark: Mark::None,
    });
}

/// The message's own text of these words.
pub(in crate::actions) fn text<'m>(message: &'m str, words: &[Word]) -> &'m str {
    match (words.first(), words.last()) {
        (Some(first), Some(last)) => message.get(first.start..last.end).unwrap_or_default().trim(),
        _ => "",
    }
}

/// How much alike two words are that ought to be the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::actions) enum Alike {
    /// A slip of the finger.
    Typo,
    /// Another form of it: one, several.
    Form,
    /// The same.
    Same,
}

/// Whether `said` is `meant`.
pub(in crate::actions) fn alike(said: &str, meant: &str) -> Option<Alike> {
    if said == meant {
        return Some(Alike::Same);
    }
    if singular(said) == singular(meant) {
        return Some(Alike::Form);
    }
    is_typo(said, meant).then_some(Alike::Typo)
}

/// Whether `said` is `meant` with a slip of the finger: of four letters two that changed places, of more one letter, of nine two.
pub(in crate::actions) fn is_typo(said: &str, meant: &str) -> bool {
    let (letters, other) = (said.chars().count(), meant.chars().count());
    if letters.abs_diff(other) > 2 || said.chars().any(|sign| sign.is_ascii_digit()) {
        return false;
    }
    let is_short = letters.max(other) <= 4;
    if is_short {
        let sorted = |word: &str| {
            let mut signs: Vec<char> = word.chars().collect();
            signs.sort_unstable();
            signs
        };
        return letters == 4 && letters == other && sorted(said) == sorted(meant) && swapped(said, meant);
    }
    letters.min(other) >= 4
        && said.chars().next() == meant.chars().next()
        && strsim::osa_distance(said, meant) <= if letters.min(other) >= 9 { 2 } else { 1 }
}

fn swapped(one: &str, other: &str) -> bool {
    strsim::osa_distance(one, other) == 1
}

/// English, and good enough: `tasks`, `stories`, `boxes`.
pub(in crate::actions) fn singular(word: &str) -> String {
    if word.len() > 4
        && let Some(stem) = word.strip_suffix("ies")
    {
        return format!("{stem}y");
    }
    if word.len() > 4
        && let Some(stem) = word.strip_suffix("es")
        && stem.ends_with(['x', 's', 'h'])
    {
        return stem.to_owned();
    }
    match word.strip_suffix('s') {
        Some(stem) if word.len() > 3 && !stem.ends_with(['s', 'u', 'i', '\'']) => stem.to_owned(),
        _ => word.to_owned(),
    }
}
