//! Whether a choice that is named is wished for.

use std::sync::LazyLock;

use regex::Regex;
use shared::value::Kind;

use crate::rules::language::{markers, pattern};
use crate::rules::look::Look;
use crate::rules::text::Place;

pub(super) fn is_denied(look: &Look<'_>, place: &Place) -> bool {
    let before = look.before_in_clause(place);
    look.is_denied(place, 7)
        || (TAKES_BEFORE.is_match(before) && OUT_AFTER.is_match(look.after_in_clause(place)))
        || TAKES_AWAY_BEFORE.find_iter(before).last().is_some_and(|found| {
            before[found.end()..].split_whitespace().count() <= 4
                && !(found.as_str().starts_with("streich") && look.paints())
        })
}

/// "take … out", "lassen Sie … weg"
static TAKES_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:take|leave|cut|cross|strike|keep|nimm|nehm\w*|lass\w*)(?: (?:the|my|our|wir|sie|bitte|die|das|den|doch|mal)){0,3}\s*$",
    )
});
static OUT_AFTER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^\s+(?:(?:bitte|doch|lieber|back)\s+)?(?:out|off|away|weg|raus)\b"));

pub(super) static TAKES_AWAY_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:drop|remove|skip|scrap|cancel|delete|forget(?: about)?|leave out|take out|take off|ditch|lose the|no need for|streich\w*|entfern\w*|losch\w*|vergess\w*(?: sie)?|vergiss|quit[ae]\w*|elimin\w+|borr\w+|olvid\w+|saca\w*|descart\w+)\b",
    )
});

/// Whether the words are about something that is there already or belongs to somebody else.
pub(super) fn is_aside(look: &Look<'_>, place: &Place) -> bool {
    let clause = look.clause(place);
    look.in_small_talk(place)
        || (look.is_of_others(place) && !look.on_behalf)
        || (look.in_question(place) && !WISHES_IN_QUESTION.is_match(look.text.at(&clause)))
        || markers::PRICE_OF_OTHERS.is_match(look.text.at(&clause))
        || (look.is_past_story(place) && !markers::BOUGHT.is_match(look.text.at(&clause)))
}

pub(super) static WISHES_IN_QUESTION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:(?:can|could|would) (?:you|we|i) (?:\w+ )?(?:make|build|do|create|add|get|have|include|help|also|put|translate|turn|change|bring|supply|install|repair|fix|paint|film|cater|deliver|quote|offer me|offer us)|(?:i|we) (?:want|need|would like|'d like)|looking for|konn\w+ sie (?:mir|uns|auch|bitte)|(?:ich|wir) (?:brauch\w*|mocht\w*|will|wollen|such\w*)|(?:quiero|queremos|necesit\w+|busc\w+)|me (?:puedes|pueden|podeis)|nos (?:puedes|pueden|podeis))\b",
    )
});

/// Whether an open question was asked, and this is its answer rather than a wish among choices.
pub(super) fn is_in_open_answer(look: &Look<'_>, place: &Place) -> bool {
    let open = look.asked().is_some_and(|asked| asked.attribute.kind == Kind::Text && !asked.role.is_name());
    if !open {
        return false;
    }
    let clause = look.clause(place);
    let sentence = look.text.sentence_at(place).map_or(clause, |sentence| sentence.place.clone());
    let sentence = look.text.at(&sentence);
    !markers::CORRECTS.is_match(sentence)
        && !markers::TAKES_AWAY.is_match(sentence)
        && !ADDS.is_match(sentence)
}

pub(super) static ADDS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:add|include|also|plus|as well|too|we (?:need|want)|i (?:need|want)|ausserdem|auch|zusatzlich|dazu|(?:wir|ich) brauch\w*|anad\w+|tambien|ademas|necesit\w+)\b",
    )
});
