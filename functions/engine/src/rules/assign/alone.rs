//! A count told unasked, by its form alone: "500 business cards", "for 49", "a family of five". It counts for a tenant
//! that asks for one number of its sort.

use std::sync::LazyLock;

use regex::Regex;
use shared::value::Kind;

use crate::rules::candidates::is_year;
use crate::rules::choices;
use crate::rules::language::concepts::{Concept, of_word};
use crate::rules::language::pattern;
use crate::rules::language::stop::is_function_word;
use crate::rules::look::Look;
use crate::rules::text::Place;

/// How many words after a number its noun may stand: "500 matte business cards".
const NOUN_REACH: usize = 4;

static OF_THEM: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^\s+(?:of (?:them|these|those|each)|(?:stuck|stk|davon|de (?:ell[oa]s|es[oa]s))\b)")
});
static SUFFICES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\s+(?:(?:is|are|would be|will be|should be|ist|sind|waren|es|son) (?:plenty|enough|fine|ok|okay|sufficient|perfect|genug|ausreichend|suficientes?|bastantes?)|(?:will|would|should) do\b|(?:reichen|reicht|genugen|genugt|bastan|basta)\b)",
    )
});
static WISHED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:need|want|order|print|like|get|make|quote for|after|brauch\w*|bestell\w*|mocht\w*|druck\w*|benotig\w*|hatte\w* gern\w*|necesit\w+|quier\w+|queremos|pedir|encarg\w+)\s+(?:to (?:order|print|have|get)\s+)?(?:(?:about|around|roughly|some|like|me|us|it|that|approx|circa|ca|etwa|rund|ungefahr|unos|unas|maybe|probably|just|only)\W+)*$|^\W*(?:(?:hi|hello|hey|hallo|hola|so|also|um|about|around|roughly|ca|etwa|rund|unos|unas)\W+)*$",
    )
});
static GROUP_OF: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:family|party|group|crew|bunch|crowd|familie|gruppe|runde|truppe|familia|grupo)\s+(?:of|von|mit|aus|de)\s+(?:(?:about|around|etwa|rund|unos|unas)\s+)?$",
    )
});
static FOR: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:for|fur|para)\s+(?:(?:about|around|roughly|up to|etwa|rund|ca|bis zu|unos|unas|hasta)\s+)?$",
    )
});
/// What is done for a sum rather than for people.
static FOR_A_SUM: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:paid|pay|bought|sold|sell|get it|do it|did it|do that|charged?|rents?|gekauft|bezahlt|machen|comprad\w*|pagu?\w*|hacerlo)\b|\b(?:at|by|around|um|gegen|a las)\s+\d",
    )
});
/// Who does something: golfers, Radler, ciclistas.
static DOERS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:[a-z]{3,}(?:ers|ists|ians|sters)|[a-z]*(?:men|women|mates)|folks?|lads|ladies|girls|boys|guys|friends|couples|pupils|seniors|pensioners|delegates|kollegen|freunde\w*|damen|herren|senioren|[a-z]{3,}(?:innen|spieler|fahrer|sportler)|amig[oa]s|companer[oa]s|[a-z]{3,}istas|jugadores)$",
    )
});
/// Things with the ending of those who do something.
static NO_DOERS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:\w*(?:numbers|papers|trailers|tickers|flyers|posters|dinners|offers|orders|corners|letters|quarters|others|layers|stickers|folders|banners|computers|printers|drawers|showers|towers|trainers|cookers|covers|meters|metres|liters|heaters|summers|winters|burgers|flowers|servers|coolers|speakers|chargers|routers|containers|boilers|radiators|burners|lists))$",
    )
});
/// Plurals that are counted beside the subject and are no copies of it.
static ASIDES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:\w*(?:questions|fragen|preguntas|colou?rs|farben|colores|sides|seiten|designs?|versions?|options?|variants?|sizes|options|ideas|things|shops?|stores?|branches|brands|folds|fonts|locations|offices|stars|points|followers|reasons|minutes|hours|days|weeks|months|years|euros|dollars|pounds|bucks|cents|pence|quid|percent|miles|metres|meters))$",
    )
});

/// Whether the words around the number say that it is what the attribute counts, though they do not name it.
pub(super) fn counts_alone(look: &Look<'_>, place: &Place, attribute: usize) -> bool {
    let sort = |index: usize| Sort::of(look, index);
    let Some(own) = sort(attribute) else { return false };
    let alone =
        look.of_kind(Kind::Number).into_iter().all(|index| index == attribute || sort(index) != Some(own));
    if !alone || is_year(look.text.at(place)) || look.is_past_story(place) {
        return false;
    }
    let before = look.before_in_clause(place);
    let after = look.after_in_clause(place);
    match own {
        Sort::People => {
            let next = look.text.words_at(place).end;
            GROUP_OF.is_match(before)
                || noun_after(look, place, |index| {
                    let word = look.text.word(index);
                    DOERS.is_match(word)
                        && !NO_DOERS.is_match(word)
                        && !choices::names(look, &look.text.words[index].place)
                })
                || (FOR.is_match(before)
                    && !FOR_A_SUM.is_match(before)
                    && (next >= look.text.clause_at(place).end || is_function_word(look.text.word(next))))
        }
        Sort::Things => {
            OF_THEM.is_match(after)
                || SUFFICES.is_match(after)
                || noun_after(look, place, |index| {
                    let word = look.text.word(index);
                    choices::nearly_names(look, &look.text.words[index].place)
                        || (WISHED.is_match(before)
                            && word.len() > 3
                            && word.ends_with('s')
                            && !ASIDES.is_match(word))
                })
        }
    }
}

/// What sort of number an attribute asks for, of the two that are told without their names.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// How many people.
    People,
    /// How many of the thing that is sold.
    Things,
}

impl Sort {
    fn of(look: &Look<'_>, attribute: usize) -> Option<Self> {
        let profile = &look.profiles[attribute];
        if profile.attribute.kind != Kind::Number || profile.is_year {
            return None;
        }
        let concerns = |concept: Concept| profile.concepts.contains(&concept);
        if concerns(Concept::People) || concerns(Concept::Adults) {
            Some(Self::People)
        } else if concerns(Concept::Products) || profile.is_quantity {
            Some(Self::Things)
        } else {
            None
        }
    }
}

/// Whether one of the words after the number is such a noun, before anything else that is counted or a word of grammar.
fn noun_after(look: &Look<'_>, place: &Place, is_such: impl Fn(usize) -> bool) -> bool {
    let from = look.text.words_at(place).end;
    let to = (from + NOUN_REACH).min(look.text.clause_at(place).end);
    (from..to)
        .take_while(|index| {
            let word = look.text.word(*index);
            !is_function_word(word) && !of_word(word).any(Concept::is_counted)
        })
        .any(is_such)
}
