//! The words around an amount that open one end of it or make it rough: "at least", "up to", "around".

use super::lexicon::{self, Frame};
use super::reader::Reader;

/// What the words around an amount say of it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Framing {
    /// `AtLeast` or `AtMost`, never another.
    pub(super) limit: Option<Frame>,
    /// Whether it is rough.
    pub(super) rough: bool,
}

/// Words that may stand between the frame and the amount: "the maximum would be 5k".
const FILLERS: &[&str] = &[
    "of",
    "is",
    "be",
    "would",
    "a",
    "an",
    "the",
    "my",
    "our",
    "budget",
    "absolute",
    "it's",
    "just",
    "only",
    "ist",
    "ware",
    "liegt",
    "bei",
    "von",
    "der",
    "die",
    "das",
    "dem",
    "den",
    "nur",
    "es",
    "de",
    "son",
    "el",
    "la",
    "lo",
    "seria",
    "un",
    "presupuesto",
    "are",
    "like",
    ":",
    "=",
    "probably",
    "spend",
    "pay",
    "price",
    "something",
    "another",
];
/// How many fillers are passed over.
const MOST_FILLERS: usize = 4;
/// How far back "not" is looked for.
const NEGATION_REACH: usize = 6;

/// Reads the words before the token `start`, none before `floor`: what they say, and where they begin.
pub(super) fn before(reader: &Reader<'_>, start: usize, floor: usize, from_opens: bool) -> (Framing, usize) {
    let mut framing = Framing::default();
    let mut begin = start;
    // Two frames can stand together ("maybe up to"); four are the most that anybody says.
    for _ in 0..4 {
        let Some((frame, at)) = frame_before(reader, begin, floor, from_opens) else { break };
        begin = at;
        framing.add(reader, frame, at);
    }
    (framing, begin)
}

impl Framing {
    fn add(&mut self, reader: &Reader<'_>, frame: Frame, at: usize) {
        let limit = match frame {
            Frame::Roughly => {
                self.rough = true;
                return;
            }
            Frame::Above if is_negated(reader, at) => Frame::AtMost,
            Frame::Below if is_negated(reader, at) => Frame::AtLeast,
            Frame::Above | Frame::AtLeast => Frame::AtLeast,
            Frame::Below | Frame::AtMost => Frame::AtMost,
        };
        self.limit.get_or_insert(limit);
    }
}

fn frame_before(reader: &Reader<'_>, end: usize, floor: usize, from_opens: bool) -> Option<(Frame, usize)> {
    let tokens = &reader.tokens;
    let mut place = end;
    for _ in 0..=MOST_FILLERS {
        let before = place.checked_sub(1).filter(|&before| before >= floor)?;
        match tokens.word(before) {
            "~" | "≈" | "±" => return Some((Frame::Roughly, before)),
            "<" | "≤" => return Some((Frame::AtMost, before)),
            ">" | "≥" => return Some((Frame::AtLeast, before)),
            // "max. 5k", "c. 5k"
            "." if tokens.is_glued(before) => {
                place = before;
                if place > floor && tokens.is(place - 1, "c") {
                    return Some((Frame::Roughly, place - 1));
                }
                let abbreviated = place > floor
                    && matches!(
                        tokens.word(place - 1),
                        "max" | "min" | "mind" | "ca" | "approx" | "aprox" | "abt" | "ungef" | "etwa"
                    );
                if !abbreviated {
                    return None;
                }
                continue;
            }
            _ => {}
        }
        let longest = lexicon::ALL
            .iter()
            .filter_map(|lexicon| tokens.phrase_before(place, lexicon.frames_before))
            .filter(|&(_, length)| place - length >= floor)
            .max_by_key(|&(_, length)| length);
        if let Some((frame, length)) = longest {
            let opens_only = length == 1 && matches!(tokens.word(before), "from" | "ab" | "desde");
            return (!opens_only || from_opens).then_some((frame, place - length));
        }
        if !FILLERS.contains(&tokens.word(before)) {
            return None;
        }
        place = before;
    }
    None
}

/// Whether the sentence says "not" shortly before the place: "we can't spend more than".
fn is_negated(reader: &Reader<'_>, place: usize) -> bool {
    let nearest = place.saturating_sub(NEGATION_REACH)..place;
    nearest.rev().map(|at| reader.tokens.word(at)).take_while(|word| !is_stop(word)).any(|word| {
        word.ends_with("n't")
            || matches!(
                word,
                "not"
                    | "no"
                    | "never"
                    | "without"
                    | "cannot"
                    | "cant"
                    | "dont"
                    | "wont"
                    | "nicht"
                    | "nie"
                    | "ohne"
                    | "kein"
                    | "keine"
                    | "keinen"
                    | "keinesfalls"
                    | "sin"
                    | "nunca"
                    | "nao"
                    | "nothing"
                    | "shouldnt"
            )
    })
}

fn is_stop(word: &str) -> bool {
    matches!(word, "." | "," | ";" | "!" | "?" | ":" | "but" | "aber" | "pero")
}

/// Nouns that set a limit, after "5k is our".
const LIMIT_NOUNS: &[(&str, Frame)] = &[
    ("max", Frame::AtMost),
    ("maximum", Frame::AtMost),
    ("limit", Frame::AtMost),
    ("ceiling", Frame::AtMost),
    ("cap", Frame::AtMost),
    ("upper limit", Frame::AtMost),
    ("most", Frame::AtMost),
    ("obergrenze", Frame::AtMost),
    ("schmerzgrenze", Frame::AtMost),
    ("hochste", Frame::AtMost),
    ("ausserste", Frame::AtMost),
    ("limite", Frame::AtMost),
    ("tope", Frame::AtMost),
    ("maximo", Frame::AtMost),
    ("minimum", Frame::AtLeast),
    ("min", Frame::AtLeast),
    ("least", Frame::AtLeast),
    ("untergrenze", Frame::AtLeast),
    ("minimo", Frame::AtLeast),
];

/// What an amount is said by, before the words that set its limit.
const RATES: &[(&str, ())] = &[
    ("a month", ()),
    ("a week", ()),
    ("a year", ()),
    ("a day", ()),
    ("an hour", ()),
    ("a head", ()),
    ("a person", ()),
    ("per month", ()),
    ("per week", ()),
    ("per year", ()),
    ("per day", ()),
    ("per hour", ()),
    ("per head", ()),
    ("per person", ()),
    ("each", ()),
    ("monthly", ()),
    ("im monat", ()),
    ("pro monat", ()),
    ("pro woche", ()),
    ("pro jahr", ()),
    ("pro tag", ()),
    ("pro stunde", ()),
    ("pro person", ()),
    ("al mes", ()),
    ("a la semana", ()),
    ("al ano", ()),
    ("al dia", ()),
    ("por hora", ()),
    ("por persona", ()),
];

/// Reads the words after an amount that ends before the token `end`: what they say, and where they end. A frame that
/// `opens_another` amount is left to that one.
pub(super) fn after(
    reader: &Reader<'_>,
    end: usize,
    skips_noun: bool,
    opens_another: &dyn Fn(usize) -> bool,
) -> (Framing, usize) {
    let tokens = &reader.tokens;
    let mut framing = Framing::default();
    if tokens.is(end, "+")
        && (tokens.is_glued(end) || end + 1 == tokens.len())
        && tokens.digits(end + 1).is_none()
    {
        framing.limit = Some(Frame::AtLeast);
        return (framing, end + 1);
    }
    let noun = usize::from(skips_noun && reader.counts_a_thing(end) && !tokens.is_glued(end));
    // "1000 a month tops"
    let rate = tokens.phrase(end, RATES).map_or(0, |((), length)| length);
    for place in [end, end + noun, end + rate] {
        let longest = lexicon::ALL
            .iter()
            .filter_map(|lexicon| tokens.phrase(place, lexicon.frames_after))
            .max_by_key(|&(_, length)| length);
        let said = longest.or_else(|| is_the_limit(reader, place));
        if let Some((frame, length)) = said
            && !opens_another(place + length)
        {
            framing.add(reader, frame, place);
            return (framing, place + length);
        }
    }
    (framing, end)
}

/// "is the absolute max"
fn is_the_limit(reader: &Reader<'_>, place: usize) -> Option<(Frame, usize)> {
    let tokens = &reader.tokens;
    let verb = matches!(
        tokens.word(place),
        "is" | "are" | "would" | "being" | "ist" | "sind" | "ware" | "es" | "son" | "as"
    );
    if !verb {
        return None;
    }
    for at in place + 1..=place + MOST_FILLERS {
        if let Some((frame, length)) = tokens.phrase(at, LIMIT_NOUNS) {
            return Some((frame, at + length - place));
        }
        let passed = matches!(
            tokens.word(at),
            "the"
                | "our"
                | "my"
                | "a"
                | "an"
                | "be"
                | "absolute"
                | "very"
                | "upper"
                | "hard"
                | "really"
                | "das"
                | "die"
                | "unsere"
                | "unser"
                | "meine"
                | "mein"
                | "absolutes"
                | "el"
                | "lo"
                | "nuestro"
                | "mi"
                | "un"
        );
        if !passed {
            return None;
        }
    }
    None
}
