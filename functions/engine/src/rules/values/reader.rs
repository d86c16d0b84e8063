//! A message made ready for the recognisers of amounts.

use super::lexicon::{Tongue, is_common, language};
use super::tokens::Tokens;
use super::{Context, Found};

/// The tokens of a message, its language, and the tokens that are already something else.
#[derive(Debug)]
pub(super) struct Reader<'t> {
    pub(super) tokens: Tokens<'t>,
    pub(super) tongue: Tongue,
    /// Whether "1,5" is one and a half, going by the language of the message.
    pub(super) decimal_comma: bool,
    taken: Vec<bool>,
}

impl<'t> Reader<'t> {
    /// Reads the text once.
    pub(super) fn new(text: &'t str, context: &Context<'_>) -> Self {
        let tokens = Tokens::of(text);
        let tongue = language(&tokens, context.locale);
        let taken = vec![false; tokens.len()];
        Self { tokens, tongue, decimal_comma: tongue != Tongue::English, taken }
    }

    /// Whether the token is part of something else: a date, a telephone number, a year.
    pub(super) fn is_taken(&self, place: usize) -> bool {
        self.taken.get(place).copied().unwrap_or(false)
    }

    /// Whether the token is a thing that an amount before it counts: "14k followers".
    pub(super) fn counts_a_thing(&self, place: usize) -> bool {
        self.tokens.is_word(place)
            && !self.tokens.at(place).is_some_and(|token| token.breaks)
            && !is_common(self.tokens.word(place))
            // "a grand a month", "two grand tops"
            && !matches!(self.tokens.word(place), "a" | "an" | "per" | "pro" | "each" | "tops" | "max")
            && super::currency::word(self.tokens.word(place), "").is_none()
    }

    /// Says that the tokens are part of something else.
    pub(super) fn take(&mut self, places: core::ops::Range<usize>) {
        for place in places {
            if let Some(taken) = self.taken.get_mut(place) {
                *taken = true;
            }
        }
    }

    /// Says so of every token of what was found.
    pub(super) fn take_found<T>(&mut self, found: &[Found<T>]) {
        self.take_spans(found.iter().map(|found| &found.span));
    }

    /// Says so of every token that lies in one of the spans, which are in the order of the text.
    pub(super) fn take_spans<'s>(&mut self, spans: impl IntoIterator<Item = &'s core::ops::Range<usize>>) {
        let mut place = 0;
        for span in spans {
            while let Some(token) = self.tokens.at(place) {
                if token.span.start >= span.end {
                    break;
                }
                if token.span.end > span.start {
                    self.taken[place] = true;
                }
                place += 1;
            }
        }
    }
}
