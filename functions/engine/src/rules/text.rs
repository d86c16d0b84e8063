//! A message in a form that is easy to search: folded to plain lower case, in words, sentences and clauses.
//!
//! Places in the folded text ([`Place`]) are not places in the message: [`Text::original`] leads back. Knows nothing
//! of attributes or values.

use core::ops::Range;

use super::language::stems::Stems;
use super::split;

/// A range of bytes in [`Text::flat`].
pub(super) type Place = Range<usize>;

/// A message, folded.
pub(super) struct Text<'a> {
    /// The message itself.
    pub message: &'a str,
    /// The message in lower case without diacritics; `ß` is `ss`, quotation marks are straight.
    pub flat: String,
    /// For every byte of `flat`, and one past it: the byte of `message` that it comes from.
    origins: Vec<usize>,
    /// Its words.
    pub words: Vec<Word>,
    /// Its sentences, each with at least one word.
    pub sentences: Vec<Sentence>,
}

/// A run of letters and digits; apostrophes inside belong to it.
pub(super) struct Word {
    /// Where.
    pub place: Place,
    /// Whether it begins with a capital.
    pub capital: bool,
    /// What it inflects.
    pub stems: Stems,
    /// Its sentence.
    pub sentence: usize,
    /// Its clause, counted over the whole message.
    pub clause: usize,
}

/// A sentence.
pub(super) struct Sentence {
    /// Where, without the white space around it.
    pub place: Place,
    /// Its words, as a range of [`Text::words`].
    pub words: Range<usize>,
    /// Its clauses: ranges of [`Text::words`], none of them empty.
    pub clauses: Vec<Range<usize>>,
    /// Whether it asks something of us.
    pub question: bool,
    /// Where it begins to ask: "my landlord wants more, is that allowed?" tells something first.
    pub asks_from: Option<usize>,
}

impl<'a> Text<'a> {
    pub(super) fn new(message: &'a str) -> Self {
        let (flat, origins) = fold(message);
        let mut text = Self { message, flat, origins, words: Vec::new(), sentences: Vec::new() };
        text.words = text.find_words();
        split::into_sentences(&mut text);
        text
    }

    /// The folded word.
    pub(super) fn word(&self, index: usize) -> &str {
        self.words.get(index).map_or("", |word| &self.flat[word.place.clone()])
    }

    /// The folded text there.
    pub(super) fn at(&self, place: &Place) -> &str {
        self.flat.get(place.clone()).unwrap_or("")
    }

    /// The visitor's own words there.
    pub(super) fn original(&self, place: &Place) -> &'a str {
        let start = self.origins.get(place.start).copied().unwrap_or(self.message.len());
        let end = self.origins.get(place.end).copied().unwrap_or(self.message.len());
        self.message.get(start..end.max(start)).unwrap_or("")
    }

    /// The place of a range of bytes of the message.
    pub(super) fn folded(&self, span: &Range<usize>) -> Place {
        let start = self.origins.partition_point(|origin| *origin < span.start);
        let end = self.origins.partition_point(|origin| *origin < span.end);
        start.min(self.flat.len())..end.min(self.flat.len()).max(start.min(self.flat.len()))
    }

    /// The words that touch the place.
    pub(super) fn words_at(&self, place: &Place) -> Range<usize> {
        let from = self.words.partition_point(|word| word.place.end <= place.start);
        let to = self.words.partition_point(|word| word.place.start < place.end);
        from..to.max(from)
    }

    /// From the beginning of the first of these words to the end of the last.
    pub(super) fn place_of(&self, words: &Range<usize>) -> Place {
        match (self.words.get(words.start), words.end.checked_sub(1).and_then(|last| self.words.get(last))) {
            (Some(first), Some(last)) if first.place.start <= last.place.end => {
                first.place.start..last.place.end
            }
            _ => 0..0,
        }
    }

    /// The sentence in which the place begins.
    pub(super) fn sentence_at(&self, place: &Place) -> Option<&Sentence> {
        let after = self.sentences.partition_point(|sentence| sentence.place.start <= place.start);
        self.sentences.get(after.saturating_sub(1))
    }

    /// The clause in which the place begins, as a range of words.
    pub(super) fn clause_at(&self, place: &Place) -> Range<usize> {
        let first = self.words_at(place).start;
        let clauses = self.sentence_at(place).map(|sentence| &sentence.clauses);
        let clause = clauses.and_then(|all| all.iter().find(|clause| clause.contains(&first)));
        clause.cloned().unwrap_or(first..first)
    }

    fn find_words(&self) -> Vec<Word> {
        let mut words = Vec::new();
        let mut start = None;
        let bytes = self.flat.as_bytes();
        for (at, sign) in self.flat.char_indices().chain([(self.flat.len(), ' ')]) {
            let inside = sign.is_alphanumeric()
                || (sign == '\''
                    && start.is_some()
                    && bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic));
            match (inside, start) {
                (true, None) => start = Some(at),
                (false, Some(from)) => {
                    let place = from..at;
                    let capital = self.original(&place).chars().next().is_some_and(char::is_uppercase);
                    let stems = Stems::of(&self.flat[place.clone()]);
                    words.push(Word { place, capital, stems, sentence: 0, clause: 0 });
                    start = None;
                }
                _ => {}
            }
        }
        words
    }
}

/// The text in lower case without diacritics, and where each byte of it comes from.
fn fold(message: &str) -> (String, Vec<usize>) {
    let mut flat = String::with_capacity(message.len());
    let mut origins = Vec::with_capacity(message.len() + 1);
    for (at, sign) in message.char_indices() {
        let before = flat.len();
        fold_sign(sign, &mut flat);
        origins.resize(origins.len() + flat.len() - before, at);
    }
    origins.push(message.len());
    (flat, origins)
}

/// The folded form of a word or phrase.
pub(crate) fn folded(text: &str) -> String {
    let mut flat = String::with_capacity(text.len());
    text.chars().for_each(|sign| fold_sign(sign, &mut flat));
    flat
}

fn fold_sign(sign: char, flat: &mut String) {
    match sign {
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200d}' | '\u{fe0f}' => {}
        '’' | '‘' | '´' | '`' => flat.push('\''),
        '“' | '”' | '„' | '«' | '»' => flat.push('"'),
        '\u{a0}' | '\u{202f}' | '\u{2009}' => flat.push(' '),
        'ß' | 'ẞ' => flat.push_str("ss"),
        'æ' | 'Æ' => flat.push_str("ae"),
        'œ' | 'Œ' => flat.push_str("oe"),
        _ => {
            for lower in sign.to_lowercase() {
                flat.push(match lower {
                    'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ą' => 'a',
                    'ç' | 'ć' | 'č' => 'c',
                    'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ę' | 'ě' => 'e',
                    'ì' | 'í' | 'î' | 'ï' | 'ī' => 'i',
                    'ł' => 'l',
                    'ñ' | 'ń' | 'ň' => 'n',
                    'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ő' => 'o',
                    'ř' => 'r',
                    'ś' | 'š' | 'ş' => 's',
                    'ù' | 'ú' | 'û' | 'ü' | 'ů' | 'ű' => 'u',
                    'ý' | 'ÿ' => 'y',
                    'ź' | 'ż' | 'ž' => 'z',
                    '\u{307}' => continue,
                    other => other,
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_lead_back_to_the_visitors_words() {
        let text = Text::new("Größe: 2 m², ¡mañana! İstanbul 🤘 it’s");
        let words: Vec<&str> = text.words.iter().map(|word| text.original(&word.place)).collect();
        assert_eq!(words, ["Größe", "2", "m²", "mañana", "İstanbul", "it’s"]);
        assert_eq!(text.word(0), "grosse");
        for word in &text.words {
            let original = text.original(&word.place);
            let start = original.as_ptr() as usize - text.message.as_ptr() as usize;
            assert_eq!(text.folded(&(start..start + original.len())), word.place);
        }
    }
}
