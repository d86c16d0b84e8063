//! What of a clause is the name, and what only stands around it.

use core::ops::Range;

use shared::value::Kind;

use super::run::{follows_names, is_no_name, is_trailer, most_words, run};
use crate::rules::candidates::is_year;
use crate::rules::language::concepts::{Concept, of_word};
use crate::rules::language::stop::is_function_word;
use crate::rules::look::{Look, overlap};
use crate::rules::role::Role;
use crate::rules::text::Place;

/// The words without what leads in.
pub(super) fn strip(look: &Look<'_>, words: &Range<usize>, keep_numbers: bool) -> Range<usize> {
    let mut start = words.start;
    while start < words.end {
        let word = look.text.word(start);
        let lead = is_function_word(word) || (is_no_name(word) && start + 1 < words.end);
        let named = look
            .asked()
            .is_some_and(|asked| asked.asks_with(&look.text.words[start].stems) && start + 1 < words.end)
            || word == "name"
            || of_word(word).any(|one| matches!(one, Concept::Company | Concept::Place | Concept::Person));
        let capital_article = look.text.words[start].capital
            && start > words.start
            && matches!(word, "the" | "la" | "el" | "los" | "las" | "san" | "de");
        if capital_article
            || !(lead || (named && !look.text.words[start].capital))
            || (keep_numbers && word.bytes().any(|byte| byte.is_ascii_digit()))
        {
            break;
        }
        start += 1;
    }
    start..words.end
}

/// The name that a clause consists of, apart from the words around it.
pub(super) fn piece(look: &Look<'_>, clause: &Range<usize>, role: Role, taken: &[Place]) -> Option<Place> {
    let text = &look.text;
    // A year belongs to the name of a thing: "2014 Honda Civic".
    let taken: Vec<&Place> =
        taken.iter().filter(|place| role != Role::Thing || !is_year(look.text.at(place))).collect();
    let free_end = clause
        .clone()
        .find(|index| taken.iter().any(|place| overlap(place, &text.words[*index].place)))
        .unwrap_or(clause.end);
    let words = strip(look, &(clause.start..free_end), false);
    if words.is_empty() {
        return None;
    }
    if role == Role::Thing {
        return thing(look, &words);
    }
    let taken: Vec<Place> = taken.into_iter().cloned().collect();
    let place = run(look, words.start, role, true, &taken).filter(|place| !names_another(look, place))?;
    let rest = text.words_at(&place).end.max(words.start)..words.end;
    let small = !text.words[words.start].capital;
    // "I am looking for something quiet" names nobody.
    if small && words.start - clause.start > 4 {
        return None;
    }
    let next = text.words_at(&place).end;
    let runs_on = next < words.end && !is_function_word(text.word(next)) && !text.words[next].capital;
    let at_start = text.sentence_at(&place).is_some_and(|sentence| sentence.words.start == words.start);
    let heavy = rest.clone().filter(|index| !is_trailer(text.word(*index))).count();
    let single = text.words_at(&place).len() == 1;
    let fits = match (small, heavy) {
        (_, 0) => true,
        (true, _) => false,
        // A capital at the beginning of a sentence proves nothing.
        (false, _) => !(at_start && single && runs_on),
    };
    fits.then_some(place)
}

/// Whether the words name some other attribute: "the budget rather".
pub(super) fn names_another(look: &Look<'_>, place: &Place) -> bool {
    look.text.words_at(place).any(|index| {
        let stems = &look.text.words[index].stems;
        look.profiles.iter().enumerate().any(|(attribute, profile)| {
            look.asked != Some(attribute)
                && profile.attribute.kind != Kind::Text
                && (profile.is_named_by(look.text.word(index), stems)
                    || (!look.text.words[index].capital && profile.is_meant_by(look.text.word(index), stems)))
        })
    })
}

pub(super) fn thing(look: &Look<'_>, words: &Range<usize>) -> Option<Place> {
    let mut end = words.end;
    while end > words.start && follows_names(look.text.word(end - 1)) {
        end -= 1;
    }
    let kept = words.start..end.min(words.start + most_words(Role::Thing));
    let content = kept
        .clone()
        .any(|index| !is_function_word(look.text.word(index)) && !is_no_name(look.text.word(index)));
    content.then(|| look.text.place_of(&kept))
}
