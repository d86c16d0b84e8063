//! One number, in digits or in words, at a given place. It must not know ranges, units or currencies.

use super::german;
use super::lexicon::{NumberWord, Tongue, number_word};
use super::reader::Reader;
use super::sum::Sum;

/// No number has more words than this; the bound keeps hostile input cheap.
const MOST_WORDS: usize = 14;
/// No number has more groups of digits than this.
const MOST_GROUPS: usize = 6;
/// More digits than these have no exact value.
const MOST_DIGITS: usize = 15;

/// A number as it stands in the text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Quantity {
    /// What it comes to.
    pub(super) value: f64,
    /// The thousand or million it ends with, 1 where it ends with none: in "20-30k" it goes for both.
    pub(super) scale: f64,
    /// The place after it.
    pub(super) end: usize,
    /// Whether it is in words.
    pub(super) in_words: bool,
    /// Whether the thousand is a "k" or a "grand", which nobody says but of money and followers.
    pub(super) colloquial: bool,
    /// Whether it is rough by itself: "a couple".
    pub(super) rough: bool,
}

/// How a number is to be read.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Manner {
    /// "and" is between the ends of a range, not within the number: "between two hundred and fifty".
    pub(super) and_parts: bool,
    /// "1.500" and "1,500" are both fifteen hundred, whatever the language.
    pub(super) never_thousandths: bool,
}

/// The number that begins at the place.
pub(super) fn quantity(reader: &Reader<'_>, place: usize, manner: Manner) -> Option<Quantity> {
    if reader.is_taken(place) {
        return None;
    }
    if reader.tokens.digits(place).is_some() {
        in_digits(reader, place, manner)
    } else {
        in_words(reader, place, manner)
    }
}

fn in_digits(reader: &Reader<'_>, place: usize, manner: Manner) -> Option<Quantity> {
    let tokens = &reader.tokens;
    let mut groups = vec![tokens.digits(place)?];
    let mut separators: Vec<&str> = Vec::new();
    let mut end = place + 1;
    while groups.len() < MOST_GROUPS {
        let separator = tokens.word(end);
        if matches!(separator, "." | "," | "'")
            && tokens.is_glued(end)
            && tokens.is_glued(end + 1)
            && let Some(digits) = tokens.digits(end + 1)
        {
            separators.push(separator);
            groups.push(digits);
            end += 2;
        } else if let Some(digits) = tokens.digits(end)
            && is_spaced_group(reader, end, &groups, &separators)
        {
            separators.push(" ");
            groups.push(digits);
            end += 1;
        } else {
            break;
        }
    }
    let mut value = assemble(&groups, &separators, reader.decimal_comma, manner)?;
    if tokens.is_glued(end)
        && let Some(part) = fraction(tokens.word(end))
    {
        value += part;
        end += 1;
    }
    let mut found = Quantity { value, scale: 1.0, end, in_words: false, colloquial: false, rough: false };
    with_half(reader, &mut found);
    with_magnitude(reader, &mut found);
    Some(found)
}

/// Whether the digits at the place are a further group of thousands after a space: "1 500".
fn is_spaced_group(reader: &Reader<'_>, place: usize, groups: &[&str], separators: &[&str]) -> bool {
    let near = |at: usize| match (reader.tokens.at(at - 1), reader.tokens.at(at)) {
        (Some(left), Some(right)) => right.span.start - left.span.end <= 3 && !right.breaks,
        _ => false,
    };
    let digits = reader.tokens.digits(place);
    let fits = groups.first().is_some_and(|first| first.len() <= 3 && !first.starts_with('0'));
    fits && digits.is_some_and(|digits| digits.len() == 3)
        && separators.iter().all(|&separator| separator == " ")
        && !reader.tokens.is_glued(place)
        && near(place)
        && !reader.is_taken(place)
}

fn assemble(groups: &[&str], separators: &[&str], decimal_comma: bool, manner: Manner) -> Option<f64> {
    if groups.iter().map(|group| group.len()).sum::<usize>() > MOST_DIGITS {
        return None;
    }
    let (last, before) =
        separators.split_last().map_or((None, &[][..]), |(last, before)| (Some(*last), before));
    let Some(last) = last else { return groups.first()?.parse().ok() };
    let in_threes = |groups: &[&str]| {
        groups.first().is_some_and(|first| first.len() <= 3)
            && groups[1..].iter().all(|group| group.len() == 3)
    };
    let (tail, head) = groups.split_last()?;
    let uniform = before.iter().all(|&separator| separator == last);
    let thousands = uniform
        && in_threes(groups)
        && (!before.is_empty()
            || matches!(last, "'" | " ")
            || (groups.first() != Some(&"0")
                && (manner.never_thousandths || (last == ".") == decimal_comma)));
    if thousands {
        return groups.concat().parse().ok();
    }
    let decimal = matches!(last, "." | ",")
        && before.windows(2).all(|pair| pair[0] == pair[1])
        && before.first().is_none_or(|&separator| separator != last)
        && (before.is_empty() || in_threes(head));
    if decimal { format!("{}.{tail}", head.concat()).parse().ok() } else { None }
}

fn fraction(sign: &str) -> Option<f64> {
    match sign {
        "½" => Some(0.5),
        "¼" => Some(0.25),
        "¾" => Some(0.75),
        _ => None,
    }
}

/// "and a half", "einhalb", "y medio" after a number.
fn with_half(reader: &Reader<'_>, found: &mut Quantity) {
    const HALVES: &[(&str, f64)] = &[
        ("and a half", 0.5),
        ("and half", 0.5),
        ("and a quarter", 0.25),
        ("1 / 2", 0.5),
        ("y medio", 0.5),
        ("y media", 0.5),
        ("e meio", 0.5),
        ("e meia", 0.5),
        ("einhalb", 0.5),
    ];
    if let Some((part, length)) = reader.tokens.phrase(found.end, HALVES) {
        found.value += part * found.scale;
        found.end += length;
    }
}

/// "k", "grand", "tausend", "Mio." after a number.
fn with_magnitude(reader: &Reader<'_>, found: &mut Quantity) {
    let tokens = &reader.tokens;
    let mut place = found.end;
    // "5 -k" is nothing that is said, but "20 hundred thousand" could be; two are the most.
    for _ in 0..2 {
        let word = tokens.word(place);
        let (size, colloquial) = match word {
            "k" => (1e3, true),
            "tenner" => (10.0, true),
            "fiver" => (5.0, true),
            // A "grand piano" and a "grand opening" are not a thousand.
            "grand" | "riesen" if !reader.counts_a_thing(place + 1) => (1e3, true),
            _ if is_foreign(reader, word) => break,
            _ => match number_word(word) {
                Some(NumberWord::Magnitude(size)) => (size, false),
                Some(NumberWord::Hundred) => (100.0, false),
                Some(NumberWord::Dozen) => (12.0, false),
                _ => break,
            },
        };
        if reader.is_taken(place) {
            break;
        }
        found.value *= size;
        found.scale *= size;
        found.colloquial |= colloquial;
        place += 1;
        if matches!(word, "tsd" | "mio" | "mrd" | "mln") && tokens.is(place, ".") && tokens.is_glued(place) {
            place += 1;
        }
    }
    if tokens.is(place, "-") && tokens.is(place + 1, "ish") && tokens.is_glued(place + 1) {
        found.rough = true;
        place += 2;
    }
    found.end = place;
}

/// What is said before "thousand" and is more than an article.
const OPENINGS: &[(&str, (f64, bool))] = &[
    ("half a", (0.5, false)),
    ("half", (0.5, false)),
    ("a half", (0.5, false)),
    ("eine halbe", (0.5, false)),
    ("einer halben", (0.5, false)),
    ("eine viertel", (0.25, false)),
    ("halbe", (0.5, false)),
    ("ein halbes", (0.5, false)),
    ("medio", (0.5, false)),
    ("media", (0.5, false)),
    ("meio", (0.5, false)),
    ("meia", (0.5, false)),
    ("a quarter of a", (0.25, false)),
    ("a couple of", (2.0, true)),
    ("couple of", (2.0, true)),
    ("a couple", (2.0, true)),
    ("couple", (2.0, true)),
    ("a cuple of", (2.0, true)),
    ("a pair of", (2.0, true)),
    ("un par de", (2.0, true)),
    ("ein paar", (2.0, true)),
    ("a", (1.0, false)),
    ("an", (1.0, false)),
    ("one", (1.0, false)),
    ("ein", (1.0, false)),
    ("eine", (1.0, false)),
    ("einer", (1.0, false)),
    ("einem", (1.0, false)),
    ("einen", (1.0, false)),
    ("un", (1.0, false)),
    ("una", (1.0, false)),
    ("um", (1.0, false)),
    ("uma", (1.0, false)),
];

fn in_words(reader: &Reader<'_>, place: usize, manner: Manner) -> Option<Quantity> {
    let tokens = &reader.tokens;
    if tokens.is_glued(place) && place.checked_sub(1).is_some_and(|before| tokens.digits(before).is_some()) {
        return None;
    }
    if let Some(opened) = opened(reader, place) {
        return Some(opened);
    }
    if is_article_of_range(reader, place) {
        return Some(Quantity {
            value: 1.0,
            scale: 1.0,
            end: place + 1,
            in_words: true,
            colloquial: false,
            rough: false,
        });
    }
    if matches!(
        tokens.word(place),
        "hundreds" | "thousands" | "millions" | "millionen" | "miles" | "millones"
    ) {
        return None;
    }
    let mut sum = Sum::default();
    let mut end = place;
    while end < place + MOST_WORDS && !reader.is_taken(end) {
        let link = link(reader, end, &sum, manner);
        let Some(word) = word_at(reader, end + link) else { break };
        if !sum.add(word) {
            break;
        }
        end += link + 1;
    }
    let (value, scale) = sum.total()?;
    let mut found = Quantity { value, scale, end, in_words: true, colloquial: false, rough: false };
    if scale == 1.0 && matches!(tokens.word(end), "k" | "grand" | "riesen") {
        with_magnitude(reader, &mut found);
    }
    let before = found.end;
    if !manner.and_parts {
        with_half(reader, &mut found);
    }
    if found.end > before && found.scale == 1.0 {
        with_magnitude(reader, &mut found);
    }
    Some(found)
}

/// "half a million", "a couple of thousand", "a dozen", "a couple of" pages.
fn opened(reader: &Reader<'_>, place: usize) -> Option<Quantity> {
    let tokens = &reader.tokens;
    let ((value, rough), length) = tokens.phrase(place, OPENINGS)?;
    let mut found =
        Quantity { value, scale: 1.0, end: place + length, in_words: true, colloquial: false, rough };
    with_magnitude(reader, &mut found);
    if found.end > place + length {
        if value == 1.0
            && let Some((more, end)) = remainder(reader, found.end)
        {
            found.value += more;
            found.scale = 1.0;
            found.end = end;
        }
        with_half(reader, &mut found);
        return Some(found);
    }
    // "a couple of pages" is two of them, roughly; "ein paar" is some.
    (rough && !tokens.is(place, "ein")).then_some(found)
}

/// "ein bis zwei", "una o dos": an article that counts, since a number follows.
fn is_article_of_range(reader: &Reader<'_>, place: usize) -> bool {
    let tokens = &reader.tokens;
    matches!(tokens.word(place), "ein" | "eine" | "einen" | "einem" | "einer" | "un" | "una" | "um" | "uma")
        && matches!(tokens.word(place + 1), "bis" | "oder" | "o" | "ou" | "a")
        && (tokens.digits(place + 2).is_some() || number_word(tokens.word(place + 2)).is_some())
}

/// What follows "a hundred": "and fifty".
fn remainder(reader: &Reader<'_>, place: usize) -> Option<(f64, usize)> {
    if !reader.tokens.is(place, "and") {
        return None;
    }
    match number_word(reader.tokens.word(place + 1)) {
        Some(NumberWord::Small(value)) => Some((value, place + 2)),
        Some(NumberWord::Ten(value)) => match number_word(reader.tokens.word(place + 2)) {
            Some(NumberWord::Small(ones)) if ones < 10.0 => Some((value + ones, place + 3)),
            _ => Some((value, place + 2)),
        },
        _ => None,
    }
}

/// How many tokens ("and", "-", "y") link the next word to the sum: 0 or 1.
fn link(reader: &Reader<'_>, place: usize, sum: &Sum, manner: Manner) -> usize {
    let tokens = &reader.tokens;
    let next_is_small = matches!(word_at(reader, place + 1), Some(NumberWord::Small(_) | NumberWord::Ten(_)));
    let links = match tokens.word(place) {
        "-" => sum.ends_with_ten && tokens.is_glued(place) && tokens.is_glued(place + 1),
        "and" => sum.ends_round && !manner.and_parts,
        "y" | "e" => sum.ends_with_ten,
        _ => false,
    };
    usize::from(links && next_is_small)
}

fn word_at(reader: &Reader<'_>, place: usize) -> Option<NumberWord> {
    if reader.is_taken(place) || !reader.tokens.is_word(place) {
        return None;
    }
    let word = reader.tokens.word(place);
    if is_foreign(reader, word) {
        return None;
    }
    number_word(word).or_else(|| {
        let (value, scale) = german::compound(word)?;
        // A compound with a thousand of its own is handed on as what it is.
        Some(if scale > 1.0 { NumberWord::Scaled(value, scale) } else { NumberWord::Small(value) })
    })
}

/// Whether the word is a number only in a language that the message is not in.
fn is_foreign(reader: &Reader<'_>, word: &str) -> bool {
    match word {
        "once" | "miles" => reader.tongue != Tongue::Spanish,
        "dos" => reader.tongue == Tongue::Portuguese,
        _ => false,
    }
}
