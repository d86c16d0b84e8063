//! Yes and no: in answer to a question, and stated without one.

use std::sync::LazyLock;

use regex::Regex;
use serde_json::Value as Json;
use shared::value::Kind;

use super::language::{markers, pattern};
use super::look::{Look, Proposal};
use super::text::Place;
use crate::scope::Operation;

static YES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^\W*(?:(?:o+h+|well|ah+|hm+|ok|okay|um|so|then|fine|wait|ach|na|na ja|also|dann|doch|moment|warte|pues|entonces|bueno|espera|haha|lol|thanks|and|und|y)\W+)*",
        r"(?:yes|yeah|yep|yup|ya|yea|y|sure|of course|certainly|absolutely|definitely|indeed|correct|right|exactly|true|please do|please|i do|we do|it does|it is|it can|they do|i have|we have|i am|we are|i will|we will|already (?:do|have|done)|affirmative|totally|for sure|naturally|obviously|by all means|that'?s right|i think so|i guess so|",
        r"ja|jo|jep|jawohl|klar|na klar|sicher|naturlich|selbstverstandlich|auf jeden fall|unbedingt|gerne?|stimmt|genau|richtig|doch|freilich|haben wir|habe ich|hab ich|ist es|bin ich|sind wir|",
        r"si|sip|claro|claro que si|por supuesto|desde luego|correcto|exacto|asi es|efectivamente|vale|seguro|tenemos|tengo|lo es|eso es|",
        r"sim|isso|isso mesmo|com certeza|claro que sim|pode ser|quero sim|exato|certo|tenho|temos|positivo|aham|uhum)\b"
    ))
});
static NO: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^\W*(?:(?:o+h+|well|ah+|hm+|ok|okay|um|so|then|wait|ach|na|na ja|also|dann|moment|warte|pues|entonces|bueno|espera|haha|lol|sorry|and|und|y|sadly|unfortunately|leider)\W+)*",
        r"(?:no|nope|nah|n|not yet|not really|not at all|not currently|not at the moment|not necessarily|never|negative|none|certainly not|of course not|absolutely not|definitely not|i don'?t|we don'?t|i do not|we do not|it doesn'?t|it isn'?t|it can'?t|they don'?t|don'?t (?:have|need|think so)|i haven'?t|we haven'?t|i'?m not|we'?re not|i won'?t|we won'?t|i think not|i guess not|neither|",
        r"nein|ne|nee|noe|no|nicht|noch nicht|eher nicht|leider nicht|leider nein|keineswegs|auf keinen fall|bestimmt nicht|naturlich nicht|gar nicht|nie|haben wir nicht|habe ich nicht|hab ich nicht|ist es nicht|brauchen wir nicht|brauche ich nicht|kein\w*|",
        r"todavia no|aun no|nunca|para nada|en absoluto|de momento no|que va|negativo|tampoco|claro que no|por supuesto que no|no tenemos|no tengo|ningun\w*|",
        r"nao|ainda nao|de jeito nenhum|claro que nao|nao (?:tenho|temos|quero|preciso)|nenhum\w*|negativo)\b"
    ))
});
/// "no idea" and "no wait" are no no.
static NO_ANSWER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\W*(?:(?:oh|well|hm+|um|ok|okay|sorry|ah|ach|pues|ehm)\W+)*(?:no (?:idea|clue|wait|sorry|problem|worries|se\b|sabemos|sabria|lo se|estoy segur|comment|preference)|kein(?:e)? (?:ahnung|plan|angabe|problem)|nicht sicher|not sure|right now|n\s|y\s|a\s|(?:i|we)(?: have|'ve)?(?: got)? no (?:idea|clue)|(?:ich|wir) hab\w* keine? (?:ahnung|plan)|no tengo (?:ni )?idea)",
    )
});
static HEDGED_NO: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:not really|not necessarily|eher nicht|mas bien no|don'?t think so|i guess not|probably not|wahrscheinlich nicht)\b",
    )
});
static DOES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\b(?:have|has|have got|include|add|interested|let'?s|nehm\w*|inkl\w*|interes\w+|incluy\w+|incluir|anad\w+|'?ve got|got|need|want|would like|'d like|can|could|is|are|am|will|do|does|own|i'm|we're|we've|i've|there's|",
        r"haben|hat|habe|hab|brauchen|brauche|mochten|mochte|wollen|will|kann|konnen|ist|sind|bin|gibt|gehort|besitzen|wohnen|leben|",
        r"tenemos|tengo|hay|necesitamos|necesito|queremos|quiero|puede|es|esta|somos|estamos|estoy|viviremos|vivimos|contamos)\b"
    ))
});

/// The commands for attributes of kind yes/no. `rest` are the words that no other value has taken.
pub(super) fn decide(look: &Look<'_>, taken: &[Place]) -> Vec<Proposal> {
    let mut proposals = Vec::new();
    for attribute in look.of_kind(Kind::YesNo) {
        let asked = look.asked == Some(attribute);
        let answer = asked.then(|| answered(look, attribute)).flatten();
        if let Some(proposal) = answer.or_else(|| stated(look, attribute, taken)) {
            proposals.push(proposal);
        }
    }
    proposals
}

fn proposal(attribute: usize, yes: bool, place: Place, approximate: bool) -> Proposal {
    Proposal { attribute, operation: Operation::Set, value: Json::Bool(yes), place, approximate }
}

/// The first sentence that begins with a word of assent or refusal.
fn answered(look: &Look<'_>, attribute: usize) -> Option<Proposal> {
    let mut answer = None;
    for sentence in look.text.sentences.iter().filter(|sentence| !sentence.question) {
        let said = look.text.at(&sentence.place);
        let Some((yes, word)) = says(said) else { continue };
        // "no, make it 10k" and "no, Beeston" correct something; "no, we write them ourselves" answers.
        let place = sentence.place.start..sentence.place.start + word;
        let about_other = !yes && CORRECTS_OTHER.is_match(said);
        if about_other {
            continue;
        }
        let approximate = HEDGED_NO.is_match(said) || (look.is_hedged(&place));
        // "yes. no wait, no"
        let later = answer.is_none() || markers::CORRECTS.is_match(said);
        if later {
            answer = Some(proposal(attribute, yes, place, approximate));
        }
    }
    // "gibts noch nicht"
    if answer.is_none()
        && look.text.words.len() <= NOT_YET_WORDS
        && let Some(sentence) = look.text.sentences.iter().find(|sentence| !sentence.question)
        && STILL_NOT.is_match(look.text.at(&sentence.place))
    {
        answer = Some(proposal(attribute, false, sentence.place.clone(), false));
    }
    let concluded = concluded(look, attribute);
    // "Yes. No wait, my brother has his ticket, so no."
    let last = concluded.filter(|last| {
        answer.as_ref().is_none_or(|first: &Proposal| {
            first.place.end < last.place.start
                && SUMS_UP.is_match(look.before_in_sentence(&last.place).trim_end())
        })
    });
    last.or(answer)
}

/// "he'd prefer in person, so no"
fn concluded(look: &Look<'_>, attribute: usize) -> Option<Proposal> {
    let sentence = look.text.sentences.iter().rev().find(|sentence| !sentence.question)?;
    let found = CONCLUDED.captures(look.text.at(&sentence.place))?;
    let word = found.get(1)?;
    let yes = matches!(word.as_str(), "yes" | "ja" | "si" | "yeah");
    let place = sentence.place.start + word.start()..sentence.place.start + word.end();
    Some(proposal(attribute, yes, place, false))
}

static CONCLUDED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:\b(?:so|then|also|dann|daher|asi que)|,)\s+(yes|yeah|no|ja|nein|si)(?:\W+(?:please|thanks|thank you|bitte|danke|gerne?|gracias|por favor|there is|there isn't|we do|we don't|i do|i don't|it is|it isn't))*\W*$",
    )
});

/// What leads to a conclusion, at the end of the words before it.
static SUMS_UP: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?:so|then|also|dann|daher|asi que|entonces)$"));

static CORRECTS_OTHER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\W*(?:no|nein|ne|nee)\W+(?:sorry\W+|actually\W+|doch\W+|perdona\W+)?(?:make (?:it|that)|i meant|let'?s (?:make|say|put)|change|mach\w*|lieber|sagen wir|ich meinte|mejor|pon\w*|quise decir)\b",
    )
});

/// Whether a sentence begins with yes or no, and how long the word is.
fn says(said: &str) -> Option<(bool, usize)> {
    if NO_ANSWER.is_match(said) {
        return None;
    }
    if let Some(no) = NO.find(said) {
        return Some((false, no.end()));
    }
    // "we have no garden" begins like an assent.
    YES.find(said).map(|yes| (!HAS_NONE.is_match(&said[yes.end()..]), yes.end()))
}

static HAS_NONE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^\s+(?:no|not|never|none|nothing|kein\w*|nicht|nie|ningun\w*)\b"));

/// Whether the whole message is a yes or a no.
pub(super) fn bare_answer(look: &Look<'_>) -> Option<bool> {
    let first = look.text.sentences.first()?;
    (look.text.words.len() <= 4).then(|| says(look.text.at(&first.place))).flatten().map(|(yes, _)| yes)
}

/// "we already have a logo", for "Do you have a logo and brand colours?"
fn stated(look: &Look<'_>, attribute: usize, taken: &[Place]) -> Option<Proposal> {
    let profile = &look.profiles[attribute];
    let mut found = None;
    for sentence in look.text.sentences.iter().filter(|sentence| !sentence.question) {
        for clause in &sentence.clauses {
            let place = look.text.place_of(clause);
            let said = look.text.at(&place);
            let words = &look.text.words[clause.clone()];
            let (shared, named) = profile.overlap(words, &look.text.flat, taken);
            let enough = shared >= 2 || (shared == 1 && (named || profile.question_words() == 1));
            if !enough
                || !(DOES.is_match(said)
                    || (named && (markers::CORRECTS.is_match(said) || markers::DENIES.is_match(said))))
                || (look.is_of_others(&place) && !look.on_behalf)
                || look.in_small_talk(&place)
                || look.is_past_story(&place)
            {
                continue;
            }
            if markers::KNOWS_NOT.is_match(said) || markers::WILL_NOT.is_match(said) {
                continue;
            }
            let no = markers::DENIES
                .find_iter(said)
                .any(|found| !markers::DENIES_NOTHING.is_match(&said[found.start()..]))
                || NOT_YET.is_match(said)
                || markers::TAKES_AWAY.is_match(said);
            found = Some(proposal(attribute, !no, place.clone(), look.is_hedged(&place)));
        }
    }
    found
}

/// A longer message says something else with it.
const NOT_YET_WORDS: usize = 6;
static STILL_NOT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b(?:not yet|noch nicht|noch kein\w*|todavia no|aun no|gibt'?s (?:es )?nicht)\b")
});

static NOT_YET: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b(?:not yet|noch nicht|todavia no|aun no|ourselves|selbst|selber|nosotros mismos)\b")
});
