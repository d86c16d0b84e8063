//! What the words around a value say about whose it is.

use std::sync::LazyLock;

use regex::Regex;

use crate::rules::candidates::Candidate;
use crate::rules::language::concepts::Concept;
use crate::rules::language::pattern;
use crate::rules::language::stop::is_function_word;
use crate::rules::look::{Look, overlap};
use crate::rules::profile::Counts;
use crate::rules::text::Place;

use super::alone::counts_alone;

/// A cue further away, in words, says nothing.
pub(super) const REACH: usize = 8;

/// Whether the words around the place speak of the attribute.
pub(in crate::rules) fn is_spoken_of(look: &Look<'_>, place: &Place, attribute: usize) -> bool {
    cue(look, place, attribute, &[]) >= 0.8
}

/// How much the words around the place speak for the attribute: 0 to 4.
pub(super) fn cue(look: &Look<'_>, place: &Place, attribute: usize, all: &[Candidate]) -> f32 {
    let text = &look.text;
    let profile = &look.profiles[attribute];
    let own = text.words_at(place);
    let Some(sentence) = text.sentence_at(place) else { return 0.0 };
    let from = own.start.saturating_sub(REACH).max(sentence.words.start);
    let to = (own.end + REACH).min(sentence.words.end);
    let clause = text.words.get(own.start).map_or(0, |word| word.clause);
    let mut sum = 0.0_f32;
    for index in from..to {
        let word = &text.words[index];
        let inside = own.contains(&index);
        let strength = profile.cue(text, word);
        if strength <= 0.0 || (inside && strength < 1.6) {
            continue;
        }
        // A cue belongs to the value next to it, not to one behind that.
        let between =
            if index < own.start { word.place.end..place.start } else { place.end..word.place.start };
        if between.start < between.end
            && all.iter().any(|other| {
                other.place != *place
                    && look.profiles[attribute].attribute.kind == other.kind
                    && overlap(&other.place, &between)
            })
        {
            continue;
        }
        let distance = if inside {
            0
        } else if index < own.start {
            own.start - index - 1
        } else {
            index - own.end
        };
        #[expect(clippy::cast_precision_loss, reason = "at most REACH")]
        let near = 1.0 / (1.0 + distance as f32 / 6.0);
        // "arrive on the 3rd and leave on the 10th": what stands between two values speaks for the one after it.
        let speaks_for_next = index >= own.end
            && all.iter().any(|other| {
                other.kind == profile.attribute.kind
                    && other.place.start >= word.place.end
                    && other.place.start < sentence.place.end
                    && text.words_at(&other.place).start - index <= REACH
            });
        let strength = if speaks_for_next { strength * 0.4 } else { strength };
        let same_clause = if word.clause == clause { 1.0 } else { 0.5 };
        sum += strength * near * same_clause;
    }
    sum.min(4.0)
}

/// What the noun at the number counts: the two words after it, or one of the two before it.
pub(super) fn counted(look: &Look<'_>, place: &Place, attribute: usize) -> Counts {
    let text = &look.text;
    let profile = &look.profiles[attribute];
    let own = text.words_at(place);
    let clause = text.clause_at(place);
    // The unit can be part of the value's own words: "10m2".
    for index in own.clone() {
        let bare = text.word(index).trim_start_matches(|sign: char| sign.is_ascii_digit());
        if !bare.is_empty()
            && profile.counts(bare, &crate::rules::language::stems::Stems::of(bare)) == Counts::This
        {
            return Counts::This;
        }
    }
    // "45 of us", "somos 8"
    let of_people = profile.concepts.iter().any(|one| matches!(one, Concept::People | Concept::Adults));
    let ends = own.end >= clause.end || is_function_word(text.word(own.end));
    if of_people
        && (OF_US.is_match(look.after_in_clause(place))
            || (ends && WE_ARE.is_match(look.before_in_clause(place))))
    {
        return Counts::This;
    }
    if counts_alone(look, place, attribute) {
        return Counts::This;
    }
    let mut first = None;
    for index in (own.end..(own.end + 3).min(clause.end)).chain(unit_sign(look, place)) {
        // "30 an hour" counts no hours.
        if index > own.end && matches!(text.word(index - 1), "a" | "an" | "per" | "pro" | "por" | "je" | "la")
        {
            break;
        }
        let counts = profile.counts(text.word(index), &text.words[index].stems);
        match counts {
            Counts::This | Counts::Part => return counts,
            Counts::Other if index <= own.end + 1 => first = first.or(Some(Counts::Other)),
            _ => {}
        }
    }
    if let Some(other) = first {
        return other;
    }
    // "rooms: 3", "Zimmer 3"
    for index in own.start.saturating_sub(2).max(clause.start.min(own.start))..own.start {
        if profile.counts(text.word(index), &text.words[index].stems) == Counts::This {
            return Counts::This;
        }
    }
    Counts::Unknown
}

static OF_US: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\s+(?:of (?:us|them)|von uns|de nosotr[oa]s)\b"));
static WE_ARE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:\b(?:we|there)(?:'re| are|'ll be| will be)|(?:^\W*|\b(?:and|but|so|sorry|actually|now)\W+)were(?: now)?|\b(?:wir|es) (?:sind|waren|werden)(?: zu)?|\bsomos|\bseremos|\bseriamos)\s+(?:\w+\s+)?$",
    )
});

/// "8 m²": the word with the sign, where it is cut off from the number's clause.
pub(super) fn unit_sign(look: &Look<'_>, place: &Place) -> Option<usize> {
    let next = look.text.words_at(place).end;
    let gap = look.text.words.get(next).map(|word| place.end..word.place.start)?;
    look.text.at(&gap).trim().is_empty().then_some(next)
}

pub(super) fn named_beside(look: &Look<'_>, place: &Place, attribute: usize) -> bool {
    let own = look.text.words_at(place);
    let clause = look.text.clause_at(place);
    (own.start.saturating_sub(4).max(clause.start.min(own.start))..own.start).any(|index| {
        let word = &look.text.words[index];
        look.profiles[attribute].is_named_by(look.text.word(index), &word.stems)
    })
}
