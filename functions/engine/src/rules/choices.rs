//! Declared choices in a message: by value, label, synonym, inflection, typo or as part of a compound.

use core::cell::OnceCell;
use std::sync::LazyLock;

use regex::Regex;
use serde_json::Value as Json;
use shared::value::{Kind, Value};

use super::candidates::last_words;
use super::language::stems::Stems;
use super::language::{markers, pattern};
use super::look::{Look, Proposal, overlap};
use super::role;
use super::text::{Place, folded};
use crate::scope::Operation;

/// One way of naming a choice.
struct Phrase {
    attribute: usize,
    choice: usize,
    words: Vec<String>,
    /// Made when a word of the message looks alike.
    stems: Vec<OnceCell<Stems>>,
    joined: String,
}

/// A choice that is named in the message.
#[derive(Debug, Clone)]
struct Mention {
    attribute: usize,
    choice: usize,
    place: Place,
    /// Letters and digits of what matched: the longer, the surer.
    size: usize,
    /// How far off the words are.
    faults: usize,
    denied: bool,
}

/// The longest synonym, in words.
const PHRASE_WORDS: usize = 6;

/// The commands for choices and lists.
pub(super) fn choose(look: &Look<'_>, taken: &[Place], evident: &[Place]) -> Vec<Proposal> {
    let phrases = phrases(look);
    let mentions = mentions(look, &phrases, taken, evident);
    let mut proposals = Vec::new();
    for attribute in 0..look.profiles.len() {
        let of_it: Vec<Mention> = mentions.iter().filter(|one| one.attribute == attribute).cloned().collect();
        match look.profiles[attribute].attribute.kind {
            Kind::Choice => proposals.extend(one_of(look, attribute, &of_it)),
            Kind::List => proposals.extend(some_of(look, attribute, &of_it)),
            _ => {}
        }
    }
    if proposals.iter().all(|one| Some(one.attribute) != look.asked) {
        proposals.extend(by_position(look));
    }
    proposals
}

fn phrases(look: &Look<'_>) -> Vec<Phrase> {
    let mut phrases = Vec::new();
    for (attribute, profile) in look.profiles.iter().enumerate() {
        for (choice, declared) in profile.attribute.choices.iter().enumerate() {
            let value = declared.value.replace(['_', '-'], " ");
            let names =
                declared.synonyms.iter().chain(&declared.label).map(String::as_str).chain([value.as_str()]);
            for name in names {
                let flat = folded(name);
                let words: Vec<String> = flat
                    .split(|sign: char| !sign.is_alphanumeric() && sign != '\'')
                    .filter(|word| !word.is_empty())
                    .map(str::to_owned)
                    .collect();
                if words.is_empty() || words.len() > PHRASE_WORDS {
                    continue;
                }
                let stems = words.iter().map(|_| OnceCell::new()).collect();
                let joined = words.concat();
                phrases.push(Phrase { attribute, choice, words, stems, joined });
            }
        }
    }
    phrases
}

fn mentions(look: &Look<'_>, phrases: &[Phrase], taken: &[Place], evident: &[Place]) -> Vec<Mention> {
    let text = &look.text;
    let mut found: Vec<Mention> = Vec::new();
    for phrase in phrases {
        let count = phrase.words.len();
        for start in 0..text.words.len() {
            for length in [count, count + 1, count.saturating_sub(1)] {
                let words = start..start + length;
                if length == 0 || words.end > text.words.len() {
                    continue;
                }
                let Some(faults) = matches(look, phrase, &words) else { continue };
                let place = text.place_of(&words);
                // "mid January" is no typo of "middle".
                let mut others = taken.iter().chain(evident.iter().filter(|_| faults > 0));
                if others.any(|other| overlap(other, &place)) {
                    continue;
                }
                let size = phrase.joined.len();
                let (attribute, choice) = (phrase.attribute, phrase.choice);
                found.push(Mention { attribute, choice, place, size, faults, denied: false });
                break;
            }
        }
    }
    keep_longest(look, found)
}

/// How many letters are wrong, or `None` if the words are no form of the phrase.
fn matches(look: &Look<'_>, phrase: &Phrase, words: &core::ops::Range<usize>) -> Option<usize> {
    let text = &look.text;
    let same_length = words.len() == phrase.words.len();
    if same_length
        && words.clone().zip(&phrase.words).zip(&phrase.stems).all(|((index, word), stems)| {
            text.word(index) == word
                || text.word(index).strip_suffix('s') == Some(word)
                || (word.len() > 3
                    && begin_alike(text.word(index), word)
                    && text.words[index].stems.agree(stems.get_or_init(|| Stems::of(word))))
        })
    {
        return Some(0);
    }
    // "web shop", "webshop", "web-shop" are one; two words of different sentences are not.
    let place = text.place_of(words);
    let written = text.at(&place);
    if written.contains(['.', ',', ';', '!', '?', ':', '\n']) {
        return None;
    }
    let joined: String = words.clone().map(|index| text.word(index)).collect();
    if joined == phrase.joined {
        return Some(0);
    }
    if words.len() == 1
        && phrase.words.len() == 1
        && let Some(faults) = compound(look, &joined, &phrase.joined, phrase.attribute)
    {
        return Some(faults);
    }
    if !same_length && phrase.joined.len() < 6 {
        return None;
    }
    typo(look, &joined, phrase)
}

/// No stemmer changes the first three letters.
fn begin_alike(one: &str, other: &str) -> bool {
    one.as_bytes().iter().zip(other.as_bytes()).take(3).all(|(one, other)| one == other)
}

/// "Badsanierung" is a "Sanierung"; "Workshop" is no "Shop".
fn compound(look: &Look<'_>, word: &str, part: &str, attribute: usize) -> Option<usize> {
    let asked = look.asked == Some(attribute);
    if asked && word.len() >= 5 && part.starts_with(word) {
        return Some(1);
    }
    let rest = word.len().checked_sub(part.len())?;
    let least = if asked { 4 } else { 5 };
    let head = rest >= 3 && part.len() >= least && word.ends_with(part) && !word.ends_with("workshop");
    let front = rest >= 3 && part.len() >= 6 && word.starts_with(part) && rest <= part.len() + 4;
    (head || front).then_some(1)
}

fn typo(look: &Look<'_>, joined: &str, phrase: &Phrase) -> Option<usize> {
    let length = phrase.joined.len();
    let asked = look.asked == Some(phrase.attribute);
    let allowed = match length {
        0..=3 => 0,
        4 => 0,
        5 => usize::from(asked),
        6..=8 => 1,
        _ => 2,
    };
    if allowed == 0 || joined.len().abs_diff(length) > allowed || joined.len() < 5 && length < 6 {
        return None;
    }
    // A typo in the first letter is rare, and makes another word more often.
    if joined.as_bytes().first() != phrase.joined.as_bytes().first() {
        return None;
    }
    if super::language::stop::is_function_word(joined) {
        return None;
    }
    let faults = strsim::damerau_levenshtein(joined, &phrase.joined);
    (faults <= allowed).then_some(faults + 1)
}

/// Where mentions overlap, the longest and most exact one stays; of one attribute's, and across attributes. Where two
/// attributes know the very same words, the one that was asked for, or both.
fn keep_longest(look: &Look<'_>, mut found: Vec<Mention>) -> Vec<Mention> {
    found.sort_by_key(|one| {
        let asked = look.asked == Some(one.attribute);
        (
            one.faults,
            core::cmp::Reverse(one.place.len()),
            !asked,
            core::cmp::Reverse(one.size),
            one.place.start,
        )
    });
    let mut kept: Vec<Mention> = Vec::new();
    for one in found {
        let asked_for = |attribute: usize| look.asked == Some(attribute);
        let loses = kept.iter().any(|other| {
            overlap(&other.place, &one.place)
                && (other.attribute == one.attribute
                    || other.place != one.place
                    || asked_for(other.attribute))
        });
        if !loses {
            kept.push(one);
        }
    }
    by_direction(look, &mut kept);
    kept.sort_by_key(|one| (one.place.start, one.choice));
    for one in &mut kept {
        one.denied = is_denied(look, &one.place);
    }
    kept
}

/// The same words for two attributes with one choice each ("from German into English"): the preposition decides, or
/// the question that was asked; where neither does, they belong to none.
fn by_direction(look: &Look<'_>, mentions: &mut Vec<Mention>) {
    let all = mentions.clone();
    let kind = |attribute: usize| look.profiles[attribute].attribute.kind;
    let side = |attribute: usize| role::side(look.profiles[attribute].attribute);
    mentions.retain(|one| {
        let rival = |other: &&Mention| {
            other.place == one.place
                && other.attribute != one.attribute
                && kind(other.attribute) == Kind::Choice
        };
        let rivals: Vec<usize> = all.iter().filter(rival).map(|other| other.attribute).collect();
        if rivals.is_empty() || kind(one.attribute) != Kind::Choice {
            return true;
        }
        let before = last_words(look.before_in_clause(&one.place), 2);
        let wanted = if FROM.is_match(before) {
            role::Direction::From
        } else if INTO.is_match(before) {
            role::Direction::To
        } else {
            role::Direction::At
        };
        let decides = wanted != role::Direction::At
            && rivals.iter().chain([&one.attribute]).any(|index| side(*index) == wanted);
        if decides { side(one.attribute) == wanted } else { look.asked == Some(one.attribute) }
    });
}

static FROM: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?:from|out of|von|vom|aus|aus dem|desde|del|de)\b"));
static INTO: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?:to|into|nach|ins|zu|auf|al|a|hasta)\b"));

fn is_denied(look: &Look<'_>, place: &Place) -> bool {
    let before = look.before_in_clause(place);
    look.is_denied(place, 7)
        || TAKES_AWAY_BEFORE
            .find_iter(before)
            .last()
            .is_some_and(|found| before[found.end()..].split_whitespace().count() <= 4)
}

static TAKES_AWAY_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:drop|remove|skip|scrap|cancel|delete|forget(?: about)?|leave out|take out|take off|ditch|lose the|no need for|streich\w*|entfern\w*|losch\w*|vergess\w*(?: sie)?|vergiss|quit[ae]\w*|elimin\w+|borr\w+|olvid\w+|saca\w*|descart\w+)\b",
    )
});

/// Whether the words are about something that is there already or belongs to somebody else.
fn is_aside(look: &Look<'_>, place: &Place) -> bool {
    let clause = look.clause(place);
    look.in_small_talk(place)
        || (look.is_of_others(place) && !look.on_behalf)
        || (look.in_question(place) && !WISHES_IN_QUESTION.is_match(look.text.at(&clause)))
        || markers::PRICE_OF_OTHERS.is_match(look.text.at(&clause))
}

static WISHES_IN_QUESTION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:(?:can|could|would) (?:you|we|i) (?:\w+ )?(?:make|build|do|create|add|get|have|include|help|also)|(?:i|we) (?:want|need|would like|'d like)|looking for|konn\w+ sie (?:mir|uns|auch|bitte)|(?:ich|wir) (?:brauch\w*|mocht\w*|will|wollen|such\w*)|(?:quiero|queremos|necesit\w+|busc\w+)|me (?:puedes|pueden|podeis)|nos (?:puedes|pueden|podeis))\b",
    )
});

/// Whether an open question was asked, and this is its answer rather than a wish among choices.
fn is_in_open_answer(look: &Look<'_>, place: &Place) -> bool {
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

static ADDS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:add|include|also|plus|as well|too|we (?:need|want)|i (?:need|want)|ausserdem|auch|zusatzlich|dazu|(?:wir|ich) brauch\w*|anad\w+|tambien|ademas|necesit\w+)\b",
    )
});

/// The command for an attribute that takes one value.
fn one_of(look: &Look<'_>, attribute: usize, mentions: &[Mention]) -> Option<Proposal> {
    let declared = look.profiles[attribute].attribute;
    let known = match look.known(attribute).map(|known| &known.value) {
        Some(Value::Choice(value)) => Some(value.as_str()),
        _ => None,
    };
    let asked = look.asked == Some(attribute);
    let standing: Vec<&Mention> = mentions
        .iter()
        .filter(|one| !one.denied && !is_aside(look, &one.place))
        .filter(|one| !is_in_open_answer(look, &one.place))
        .collect();
    let Some(chosen) = pick(look, &standing, asked || known.is_none()) else {
        let denied = mentions
            .iter()
            .find(|one| one.denied && known == Some(declared.choices[one.choice].value.as_str()))?;
        let place = with_clause(look, &denied.place);
        return Some(Proposal {
            attribute,
            operation: Operation::Clear,
            value: Json::Null,
            place,
            approximate: false,
        });
    };
    let value = &declared.choices.get(chosen.choice)?.value;
    // What is known is not replaced in passing.
    if !asked && known.is_some_and(|known| known != value) && !replaces(look, chosen, mentions) {
        return None;
    }
    let approximate = look.is_hedged(&chosen.place);
    let value = Json::String(value.clone());
    Some(Proposal { attribute, operation: Operation::Set, value, place: chosen.place.clone(), approximate })
}

/// Whether the words mean to replace what is known.
fn replaces(look: &Look<'_>, mention: &Mention, mentions: &[Mention]) -> bool {
    let sentence =
        look.text.sentence_at(&mention.place).map_or(mention.place.clone(), |one| one.place.clone());
    let said = look.text.at(&sentence);
    mentions.iter().any(|one| one.denied)
        || markers::CORRECTS.is_match(said)
        || WISHES.is_match(said)
        || look.text.words.len() <= 4
}

static WISHES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:want|need|like to have|looking for|go for|take|choose|prefer|switch to|mocht\w*|will|wollen|brauch\w*|nehm\w*|such\w*|quier\w+|queremos|necesit\w+|prefer\w+|busc\w+)\b",
    )
});

/// Of several choices that stand, the one that is meant.
fn pick<'m>(look: &Look<'_>, standing: &[&'m Mention], free: bool) -> Option<&'m Mention> {
    let mut best: Option<(&Mention, i32)> = None;
    for one in standing {
        let weight = wanted(look, one);
        best = match best {
            None => Some((one, weight)),
            Some((earlier, _)) if look.is_corrected_between(&earlier.place, &one.place) => {
                Some((one, weight))
            }
            Some((earlier, _)) if free && undecided(look, earlier, one) => return None,
            Some((_, least)) if weight > least => Some((one, weight)),
            keep => keep,
        };
    }
    best.map(|(one, _)| one)
}

/// "a website or an app"
fn undecided(look: &Look<'_>, earlier: &Mention, later: &Mention) -> bool {
    earlier.choice != later.choice
        && earlier.place.end <= later.place.start
        && markers::BETWEEN.is_match(look.text.at(&(earlier.place.end..later.place.start)))
}

/// How much the words before a choice say that it is wished for, rather than there already or made use of.
fn wanted(look: &Look<'_>, mention: &Mention) -> i32 {
    let before = look.before_in_clause(&mention.place);
    let near = last_words(before, 3);
    let mut weight = 0;
    if OWNED.is_match(near) {
        weight -= 2;
    }
    if SERVES.is_match(last_words(before, 3)) {
        weight -= 1;
    }
    if LATER.is_match(look.text.at(&look.clause(&mention.place))) {
        weight -= 1;
    }
    if mention.faults > 0 {
        weight -= 1;
    }
    weight
}

static OWNED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:my|our|current|existing|old|present|mein\w*|unser\w*|bestehend\w*|aktuell\w*|alt\w*|jetzig\w*|mi|mis|nuestr\w+|actual|antigu\w+|viej\w+)\b(?:\s+\w+)?\s*$",
    )
});
static SERVES: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?:for|of|from|fur|von|vom|aus|para|de|del)\b(?:\s+\w+)?\s*$"));
static LATER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:later|someday|eventually|one day|in the future|spater|irgendwann|mal|mas adelante|algun dia|en el futuro)\b",
    )
});

/// The commands for an attribute that takes several values.
fn some_of(look: &Look<'_>, attribute: usize, mentions: &[Mention]) -> Vec<Proposal> {
    let declared = look.profiles[attribute].attribute;
    let known: &[String] = match look.known(attribute).map(|known| &known.value) {
        Some(Value::List(values)) => values,
        _ => &[],
    };
    let value_of = |one: &Mention| declared.choices.get(one.choice).map(|choice| choice.value.clone());
    let mut state: Vec<(String, bool, Place)> = Vec::new();
    for one in mentions {
        let broken = markers::BROKEN.is_match(look.text.at(&look.clause(&one.place)));
        let possible = !is_aside(look, &one.place) && !broken && !is_in_open_answer(look, &one.place);
        if !one.denied && !possible {
            continue;
        }
        let Some(value) = value_of(one) else { continue };
        state.retain(|(other, _, _)| *other != value);
        state.push((value, !one.denied, one.place.clone()));
    }
    let mut proposals = Vec::new();
    let added: Vec<&(String, bool, Place)> = state.iter().filter(|(_, wanted, _)| *wanted).collect();
    let gone: Vec<&(String, bool, Place)> =
        state.iter().filter(|(value, wanted, _)| !wanted && known.contains(value)).collect();
    let span = |of: &[&(String, bool, Place)]| -> Option<Place> {
        Some(of.iter().map(|one| one.2.start).min()?..of.iter().map(|one| one.2.end).max()?)
    };
    let values =
        |of: &[&(String, bool, Place)]| Json::from(of.iter().map(|one| one.0.clone()).collect::<Vec<_>>());
    if let Some(place) = span(&added) {
        let only =
            !known.is_empty() && markers::ONLY.is_match(last_words(look.before_in_clause(&added[0].2), 3));
        let operation = if only { Operation::Set } else { Operation::Append };
        let approximate = added.iter().all(|one| look.is_hedged(&one.2));
        proposals.push(Proposal { attribute, operation, value: values(&added), place, approximate });
    }
    if let Some(place) = span(&gone) {
        let place = with_clause(look, &place);
        proposals.push(Proposal {
            attribute,
            operation: Operation::Remove,
            value: values(&gone),
            place,
            approximate: false,
        });
    }
    proposals
}

/// The place, and its clause where it lies in one: "not the blog" rather than "blog".
fn with_clause(look: &Look<'_>, place: &Place) -> Place {
    let clause = look.clause(place);
    clause.start.min(place.start)..clause.end.max(place.end)
}

static ORDINAL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^\W*(?:(?:ok|okay|well|hm+|i'?d say|i think|let'?s (?:take|go with)|probably|rather|take|ich nehme|dann|lieber|mejor|pues)\W+)*(?:the |option |number |nr\.? ?|no\.? ?|# ?|die |das |der |den |la |el |las |los |opcion |numero )*",
        r"(?:(first|1st|1|one|a|erste\w*|eins|primer[oa]?|uno?)|(second|2nd|2|two|b|zweite\w*|zwei|segund[oa]|dos)|(third|3rd|3|three|c|dritte\w*|drei|tercer[oa]?|tres)|(fourth|4th|4|four|d|vierte\w*|vier|cuart[oa]|cuatro)|(last|letzte\w*|ultim[oa]))",
        r"(?:\s+(?:one|option|choice|variante|opcion))?(?:\s+(?:please|bitte|por favor|then|i guess|i think))?\W*$"
    ))
});
static ALL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\W*(?:both|all|all (?:of )?(?:them|it|those|these)|everything|the lot|beide\w*|alle\w*|alles(?: davon)?|amb[oa]s|tod[oa]s?|las dos|los dos)(?:\s+(?:please|bitte|por favor|of them))?\W*$",
    )
});

/// "the second one", "both", "all of them" in answer to a question with choices.
fn by_position(look: &Look<'_>) -> Option<Proposal> {
    let attribute = look.asked?;
    let declared = look.profiles.get(attribute)?.attribute;
    let choices = &declared.choices;
    if !matches!(declared.kind, Kind::Choice | Kind::List) || choices.is_empty() {
        return None;
    }
    let place = look.text.sentences.first()?.place.start..look.text.sentences.last()?.place.end;
    let said = look.text.at(&place);
    if ALL.is_match(said) && declared.kind == Kind::List {
        let value = Json::from(choices.iter().map(|choice| choice.value.clone()).collect::<Vec<_>>());
        return Some(Proposal { attribute, operation: Operation::Append, value, place, approximate: false });
    }
    let found = ORDINAL.captures(said)?;
    let index = (1..=5).find(|group| found.get(*group).is_some())?;
    let choice = if index == 5 { choices.last()? } else { choices.get(index - 1)? };
    let (operation, value) = match declared.kind {
        Kind::List => (Operation::Append, Json::from(vec![choice.value.clone()])),
        _ => (Operation::Set, Json::String(choice.value.clone())),
    };
    Some(Proposal { attribute, operation, value, place, approximate: false })
}
