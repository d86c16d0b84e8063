//! A text cut into words, runs of digits and signs. It must not know any language.

use core::ops::Range;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Letters, with apostrophes between them.
    Word,
    /// ASCII digits, without any separator.
    Digits,
    /// One character of another kind.
    Sign,
}

/// A piece of the text.
#[derive(Debug, Clone)]
pub(super) struct Token {
    /// Where it stands, in bytes.
    pub(super) span: Range<usize>,
    /// Lower case, without accents: "für" is "fur", "Straße" is "strasse".
    pub(super) folded: String,
    /// What it is made of.
    pub(super) shape: Shape,
    /// Whether nothing stands between it and the token before it.
    pub(super) glued: bool,
    /// Whether a new line begins between it and the token before it.
    pub(super) breaks: bool,
}

/// A text and its tokens.
#[derive(Debug)]
pub(super) struct Tokens<'t> {
    /// The text itself.
    pub(super) text: &'t str,
    list: Vec<Token>,
}

impl<'t> Tokens<'t> {
    /// Cuts the text, in one pass.
    pub(super) fn of(text: &'t str) -> Self {
        let mut list: Vec<Token> = Vec::new();
        let mut characters = text.char_indices().peekable();
        let mut glued = false;
        let mut breaks = false;
        while let Some((start, first)) = characters.next() {
            if first.is_whitespace() || is_invisible(first) {
                breaks |= first == '\n';
                // A character without width parts nothing.
                glued &= is_invisible(first);
                continue;
            }
            let shape = shape(first);
            let mut end = start + first.len_utf8();
            while shape != Shape::Sign
                && let Some(&(at, next)) = characters.peek()
            {
                let apostrophe = shape == Shape::Word && matches!(next, '\'' | '’');
                let inside = apostrophe
                    && text[at + next.len_utf8()..].chars().next().is_some_and(char::is_alphabetic);
                if self::shape(next) != shape && !inside {
                    break;
                }
                end = at + next.len_utf8();
                characters.next();
            }
            let folded = fold(&text[start..end]);
            list.push(Token { span: start..end, folded, shape, glued, breaks });
            glued = true;
            breaks = false;
        }
        Self { text, list }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    /// The token at a place.
    pub(super) fn at(&self, place: usize) -> Option<&Token> {
        self.list.get(place)
    }

    /// The folded word or sign at a place; empty beyond the ends.
    pub(super) fn word(&self, place: usize) -> &str {
        self.at(place).map_or("", |token| token.folded.as_str())
    }

    /// The digits at a place.
    pub(super) fn digits(&self, place: usize) -> Option<&str> {
        self.at(place).filter(|token| token.shape == Shape::Digits).map(|token| token.folded.as_str())
    }

    /// Whether letters stand at a place.
    pub(super) fn is_word(&self, place: usize) -> bool {
        self.at(place).is_some_and(|token| token.shape == Shape::Word)
    }

    /// Whether the token touches the one before it.
    pub(super) fn is_glued(&self, place: usize) -> bool {
        self.at(place).is_some_and(|token| token.glued)
    }

    /// Whether this sign stands at a place.
    pub(super) fn is(&self, place: usize, word: &str) -> bool {
        self.at(place).is_some_and(|token| token.folded == word)
    }

    /// Whether the word at a place begins with a capital.
    pub(super) fn is_capital(&self, place: usize) -> bool {
        let token = self.at(place).and_then(|token| self.text.get(token.span.clone()));
        token.and_then(|text| text.chars().next()).is_some_and(char::is_uppercase)
    }

    /// The bytes from the token `from` up to, not including, the token `to`.
    pub(super) fn span(&self, from: usize, to: usize) -> Range<usize> {
        let start = self.at(from).map_or(self.text.len(), |token| token.span.start);
        let end = to.checked_sub(1).and_then(|last| self.at(last)).map_or(start, |token| token.span.end);
        start..end.max(start)
    }

    /// The longest of the phrases (words parted by single spaces) that begins at a place: its value and how many
    /// tokens it takes. The list is sorted by nothing; it is short.
    pub(super) fn phrase<T: Copy>(&self, place: usize, phrases: &[(&str, T)]) -> Option<(T, usize)> {
        let mut best: Option<(T, usize)> = None;
        let first = self.word(place);
        for &(phrase, value) in
            phrases.iter().filter(|(phrase, _)| !first.is_empty() && phrase.starts_with(first))
        {
            let mut length = 0;
            let matches = phrase.split(' ').all(|word| {
                let same = self.is(place + length, word);
                length += 1;
                same
            });
            if matches && best.is_none_or(|(_, longest)| length > longest) {
                best = Some((value, length));
            }
        }
        best
    }

    /// As [`Self::phrase`], for a phrase that ends just before a place.
    pub(super) fn phrase_before<T: Copy>(&self, place: usize, phrases: &[(&str, T)]) -> Option<(T, usize)> {
        let mut best: Option<(T, usize)> = None;
        let last = place.checked_sub(1).map_or("", |last| self.word(last));
        for &(phrase, value) in
            phrases.iter().filter(|(phrase, _)| !last.is_empty() && phrase.ends_with(last))
        {
            let mut length = 0;
            let matches = phrase.rsplit(' ').all(|word| {
                length += 1;
                place >= length && self.is(place - length, word)
            });
            if matches && best.is_none_or(|(_, longest)| length > longest) {
                best = Some((value, length));
            }
        }
        best
    }
}

fn shape(character: char) -> Shape {
    if character.is_ascii_digit() {
        Shape::Digits
    } else if character.is_alphabetic() || is_combining(character) {
        Shape::Word
    } else {
        Shape::Sign
    }
}

/// Accents that stand as characters of their own, as some keyboards write them.
fn is_combining(character: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&character)
}

fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

/// Lower case, without the accents of the languages we read.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for character in text.chars().flat_map(char::to_lowercase) {
        match character {
            'ä' | 'á' | 'à' | 'â' | 'ã' | 'å' => folded.push('a'),
            'é' | 'è' | 'ê' | 'ë' => folded.push('e'),
            'í' | 'ì' | 'î' | 'ï' => folded.push('i'),
            'ö' | 'ó' | 'ò' | 'ô' | 'õ' => folded.push('o'),
            'ü' | 'ú' | 'ù' | 'û' => folded.push('u'),
            'ñ' => folded.push('n'),
            'ç' => folded.push('c'),
            'ß' => folded.push_str("ss"),
            '’' | '`' | '´' => folded.push('\''),
            '–' | '—' | '‐' | '‑' | '−' => folded.push('-'),
            other if is_combining(other) => {}
            other => folded.push(other),
        }
    }
    folded
}
