//! Of several values for one attribute, the one that is meant.

use serde_json::Value as Json;

use super::Match;
use crate::rules::language::{markers, pattern};
use crate::rules::look::Look;
use crate::rules::text::Place;

/// A later value replaces an earlier one unless its score is lower by more than this.
pub(super) const LATER_MAY_LACK: f32 = 1.7;

/// "two, maybe three" is a range.
pub(super) fn span(look: &Look<'_>, earlier: &Match, later: &Match) -> Option<Json> {
    let (one, other) = (&earlier.candidate, &later.candidate);
    let (least, most) = (one.value.as_f64()?, other.value.as_f64()?);
    let between = one.place.end..other.place.start;
    let joined = between.start <= between.end && OR_MAYBE.is_match(look.text.at(&between).trim());
    let starts = OR_MAYBE_START.is_match(look.text.at(&other.place));
    let next = look.text.at(&between).trim_matches([' ', ',']).is_empty();
    (least < most && (joined || (starts && next)))
        .then(|| serde_json::json!({ "min": one.value, "max": other.value }))
}

/// "5 grand. hmm no, let's say 6": a correction is in the thousands of what it corrects.
pub(super) fn same_scale(look: &Look<'_>, earlier: &Match, later: &Match) -> Option<Json> {
    let most = |one: &Match| one.candidate.value.get("max").and_then(Json::as_f64);
    let (old, new) = (most(earlier)?, most(later)?);
    let scaled = earlier.candidate.evident
        && !later.candidate.evident
        && old >= 1000.0
        && (1.0..100.0).contains(&new)
        && old / (new * 1000.0) < 10.0
        && (new * 1000.0) / old < 10.0
        && look.is_corrected_between(&earlier.candidate.place, &later.candidate.place);
    let value = later.candidate.value.as_object().filter(|_| scaled)?;
    let thousands = |key: &str| value.get(key).and_then(Json::as_f64).map(|amount| amount * 1000.0);
    Some(serde_json::json!({
        "min": thousands("min"), "max": thousands("max"), "currency": earlier.candidate.value.get("currency")
    }))
}

pub(super) static OR_MAYBE: std::sync::LazyLock<regex::Regex> = std::sync::LazyLock::new(|| {
    pattern(
        r"^,?\s*(?:or|maybe|perhaps|or maybe|possibly|oder|vielleicht|oder vielleicht|o|quizas?|o quizas?|tal vez)$",
    )
});

pub(super) static OR_MAYBE_START: std::sync::LazyLock<regex::Regex> =
    std::sync::LazyLock::new(|| pattern(r"^(?:or |maybe|perhaps|possibly|oder |vielleicht|quizas?|tal vez)"));

/// Of several values for one attribute, the last that is meant.
pub(super) fn choose<'m>(look: &Look<'_>, matches: &[&'m Match]) -> Option<&'m Match> {
    let denied = |one: &Match| {
        look.is_denied(&one.candidate.place, 3)
            || is_turned_down(look, &one.candidate.place)
            || markers::FORGETS.is_match(look.before_in_clause(&one.candidate.place))
    };
    let standing: Vec<&&Match> = matches.iter().filter(|one| !denied(one)).collect();
    let mut chosen: Option<&Match> = None;
    for one in standing {
        let replaces = chosen.is_none_or(|earlier| {
            (one.score + LATER_MAY_LACK >= earlier.score && (!one.part || earlier.part))
                || look.is_corrected_between(&earlier.candidate.place, &one.candidate.place)
                || concludes(look, &earlier.candidate.place, &one.candidate.place)
        });
        if replaces {
            chosen = Some(one);
        }
    }
    chosen
}

/// "2 kids and me so 3"
pub(super) fn concludes(look: &Look<'_>, earlier: &Place, later: &Place) -> bool {
    let settles =
        SETTLES.is_match(look.before_in_clause(later)) && !SETTLES.is_match(look.before_in_clause(earlier));
    let one_sentence =
        look.text.words_at(later).start < look.text.sentence_at(earlier).map_or(0, |one| one.words.end);
    if settles && one_sentence && earlier.end <= later.start {
        return true;
    }
    earlier.end <= later.start
        && look.text.clause_at(earlier).end >= look.text.clause_at(later).start
        && markers::CONCLUDES.is_match(look.text.at(&(earlier.end..later.end)))
}

/// "last month it was 410, but on average I'd say 175"
static SETTLES: std::sync::LazyLock<regex::Regex> = std::sync::LazyLock::new(|| {
    pattern(
        r"\b(?:i'?d say|we'?d say|on average|normally|usually|im schnitt|normalerweise|wurde(?:n)? (?:ich|wir) sagen|en promedio|de media|normalmente|diria\w*)\b",
    )
});

/// "next week doesn't work", "5000 ist zu viel"
pub(super) fn is_turned_down(look: &Look<'_>, place: &Place) -> bool {
    TURNED_DOWN.is_match(look.after_in_clause(place))
}

pub(super) static TURNED_DOWN: std::sync::LazyLock<regex::Regex> = std::sync::LazyLock::new(|| {
    pattern(concat!(
        r"^\W*(?:(?:is|was|would be|ist|ware|es|seria)\s+)?(?:way |far |a bit |viel |mir |uns |demasiado |muy )*",
        r"(?:doesn'?t work|won'?t work|does not work|isn'?t possible|too (?:much|little|low|high|soon|early|late|expensive)|zu (?:viel|wenig|teuer|fruh|spat|knapp)|geht nicht|passt nicht|klappt nicht|demasiado|muy (?:pronto|tarde|caro|poco)|no (?:puedo|podemos|me va|nos va|puede ser))"
    ))
});
