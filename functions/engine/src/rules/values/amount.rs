//! Amounts: one quantity or a range of two, with what is said around them. Money, numbers and durations differ only in
//! the mark that a quantity carries (a currency, nothing, a unit).

use super::frame::{self, Framing};
use super::lexicon::{self, Frame, Tongue};
use super::quantity::{Manner, Quantity};
use super::reader::Reader;

/// A quantity with its mark.
#[derive(Debug, Clone)]
pub(super) struct Element<M> {
    /// The place of its first token.
    pub(super) start: usize,
    /// The place after its last.
    pub(super) end: usize,
    pub(super) quantity: Quantity,
    pub(super) mark: Option<M>,
}

/// One quantity or a range.
#[derive(Debug, Clone)]
pub(super) struct Amount<M> {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) low: Element<M>,
    /// The other end, where there are two.
    pub(super) high: Option<Element<M>>,
    /// `AtLeast` or `AtMost`, where only one end is said.
    pub(super) limit: Option<Frame>,
    pub(super) rough: bool,
}

impl<M> Amount<M> {
    /// The two ends of it, in order.
    pub(super) fn ends(&self) -> (Option<f64>, Option<f64>) {
        let low = self.low.quantity.value;
        match (&self.high, self.limit) {
            (Some(high), _) => (Some(low.min(high.quantity.value)), Some(low.max(high.quantity.value))),
            (None, Some(Frame::AtLeast)) => (Some(low), None),
            (None, Some(_)) => (None, Some(low)),
            (None, None) => (Some(low), Some(low)),
        }
    }
}

/// How one kind of amount is scanned for.
pub(super) struct Scan<'s, M> {
    pub(super) reader: &'s Reader<'s>,
    /// Reads an element at a place.
    pub(super) element: &'s dyn Fn(usize, Manner) -> Option<Element<M>>,
    /// Whether "from 5k" alone is "at least".
    pub(super) from_opens: bool,
    /// Whether "10 pages at most" has its frame after what is counted.
    pub(super) skips_noun: bool,
}

impl<M: Clone> Scan<'_, M> {
    /// Every amount of the message, in order.
    pub(super) fn run(&self) -> Vec<Amount<M>> {
        let mut amounts: Vec<Amount<M>> = Vec::new();
        let (mut place, mut floor) = (0, 0);
        while place < self.reader.tokens.len() {
            let Some(mut amount) = self.at(place) else {
                place += 1;
                continue;
            };
            self.frame(&mut amount, floor);
            floor = amount.end;
            place = amount.end.max(place + 1);
            match amounts.last_mut() {
                Some(last) if self.continues(last, &amount) => {
                    last.end = amount.end;
                    last.limit = None;
                    last.rough |= amount.rough;
                    last.high = Some(amount.low);
                }
                _ => amounts.push(amount),
            }
        }
        amounts
    }

    /// The amount that begins at the place, without what is said around it.
    pub(super) fn at(&self, place: usize) -> Option<Amount<M>> {
        self.between(place).or_else(|| self.plain(place))
    }

    fn frame(&self, amount: &mut Amount<M>, floor: usize) {
        let (before, start) = frame::before(self.reader, amount.start, floor, self.from_opens);
        let opens_another = |place| (self.element)(place, Manner::default()).is_some();
        let (after, end) = frame::after(self.reader, amount.end, self.skips_noun, &opens_another);
        let Framing { limit, rough } = before;
        amount.start = start;
        amount.end = end;
        amount.limit = if amount.high.is_some() { None } else { limit.or(after.limit) };
        amount.rough |= rough || after.rough;
    }

    /// "at least 5k" and then "but not more than 10k".
    fn continues(&self, last: &Amount<M>, next: &Amount<M>) -> bool {
        last.limit == Some(Frame::AtLeast)
            && next.limit == Some(Frame::AtMost)
            && last.high.is_none()
            && next.high.is_none()
            && last.low.quantity.value < next.low.quantity.value
            && (last.end..next.start).len() <= 2
            && (last.end..next.start).all(|place| {
                matches!(
                    self.reader.tokens.word(place),
                    "," | "and" | "but" | "und" | "aber" | "y" | "pero" | "-" | "/"
                )
            })
    }

    /// "between 3 and 5"
    fn between(&self, place: usize) -> Option<Amount<M>> {
        let tokens = &self.reader.tokens;
        for lexicon in lexicon::ALL {
            for &(opening, middle) in lexicon.between {
                let Some(((), length)) = tokens.phrase(place, &[(opening, ())]) else { continue };
                let manner = Manner { and_parts: true, ..Manner::default() };
                let Some(low) = self.element_after(place + length, manner) else { continue };
                if !tokens.is(low.end, middle) {
                    continue;
                }
                if let Some(high) = self.element_after(low.end + 1, Manner::default()) {
                    return Some(range(place, low, high));
                }
            }
        }
        None
    }

    fn plain(&self, place: usize) -> Option<Amount<M>> {
        let low = (self.element)(place, Manner::default())?;
        let length = self.connector(low.end);
        let high = length.and_then(|length| self.element_after(low.end + length, Manner::default()));
        Some(match high {
            Some(high) => range(place, low, high),
            None => {
                Amount { start: place, end: low.end, rough: low.quantity.rough, low, high: None, limit: None }
            }
        })
    }

    /// How many tokens join the ends of a range at the place.
    fn connector(&self, place: usize) -> Option<usize> {
        let tokens = &self.reader.tokens;
        if self.reader.is_taken(place) {
            return None;
        }
        let iberian = matches!(self.reader.tongue, Tongue::Spanish | Tongue::Portuguese);
        let words = lexicon::ALL.iter().flat_map(|lexicon| lexicon.to);
        let longest = words
            .filter(|&&phrase| iberian || !matches!(phrase, "a" | "o"))
            .filter_map(|&phrase| tokens.phrase(place, &[(phrase, ())]))
            .map(|((), length)| length)
            .max();
        longest.or_else(|| matches!(tokens.word(place), "-" | "…" | "~").then_some(1)).or_else(|| {
            (tokens.is(place, ".") && tokens.is(place + 1, ".") && tokens.is_glued(place)).then_some(2)
        })
    }

    /// The element after an opening word, past an article or a hedge.
    fn element_after(&self, place: usize, manner: Manner) -> Option<Element<M>> {
        (self.element)(place, manner).or_else(|| {
            let passed = matches!(
                self.reader.tokens.word(place),
                "the"
                    | "about"
                    | "around"
                    | "maybe"
                    | "say"
                    | "like"
                    | "~"
                    | "etwa"
                    | "max"
                    | "maximal"
                    | "unos"
                    | "los"
                    | "vielleicht"
                    | "perhaps"
                    | "roughly"
                    | "ca"
                    | "zu"
            );
            passed.then(|| (self.element)(place + 1, manner)).flatten()
        })
    }
}

/// Joins two ends: a "k" that is said of the second goes for the first, and so does a mark.
fn range<M: Clone>(start: usize, mut low: Element<M>, high: Element<M>) -> Amount<M> {
    let scale = high.quantity.scale;
    let (first, second) = (low.quantity, high.quantity);
    // "one to two hundred", but not "1 to two hundred".
    let alike = scale > 100.0 || first.in_words == second.in_words;
    if first.scale == 1.0 && scale > 1.0 && alike && first.value < scale && first.value * scale < second.value
    {
        low.quantity.value *= scale;
        low.quantity.scale = scale;
    }
    if low.mark.is_none() {
        low.mark = high.mark.clone();
    }
    let rough = first.rough || second.rough;
    Amount { start, end: high.end, low, high: Some(high), limit: None, rough }
}
