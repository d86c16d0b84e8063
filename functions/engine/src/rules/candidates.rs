//! The values that stand in a message, of every kind that has a form of its own, before anything is said about what
//! they belong to.

use serde::Serialize;
use serde_json::Value as Json;
use shared::value::Kind;

use super::language::concepts::Concept;
use super::language::markers;
use super::look::{Look, overlap};
use super::profile::Counts;
use super::text::Place;
use super::values::{
    Context, Found, find_dates, find_durations, find_emails, find_money, find_numbers, find_phones, find_urls,
};

/// A value that stands in the message.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    /// Its kind.
    pub kind: Kind,
    /// Where.
    pub place: Place,
    /// What it is.
    pub value: Json,
    /// Whether the words are rough.
    pub approximate: bool,
    /// Whether it carries its own sign (currency, unit, month).
    pub evident: bool,
}

/// More values than this in a message are a pasted table, not an answer.
const CANDIDATES_AT_MOST: usize = 120;

/// Every value that may be meant, in the order of the message. Of two that overlap, the one that carries its own sign
/// stays; both where neither or both do, unless one is an address or a telephone number.
pub(super) fn candidates(look: &Look<'_>) -> Vec<Candidate> {
    let reading = look.reading;
    let context = Context { country: reading.country, locale: reading.locale, today: reading.today };
    let message = reading.message;
    let mut contact = Vec::new();
    collect(look, Kind::Email, find_emails(message, &context), &mut contact);
    collect(look, Kind::Url, find_urls(message, &context), &mut contact);
    let mut quantities = Vec::new();
    collect(look, Kind::Date, find_dates(message, &context), &mut quantities);
    collect(look, Kind::Duration, find_durations(message, &context), &mut quantities);
    nights(look, &mut quantities);
    corrected_lengths(look, &mut quantities);
    if asks_since(look) {
        lasting(look, &context, &mut quantities);
    }
    collect(look, Kind::Money, find_money(message, &context), &mut quantities);
    collect(look, Kind::Number, find_numbers(message, &context), &mut quantities);
    let mut phones = Vec::new();
    collect(look, Kind::Phone, find_phones(message, &context), &mut phones);
    phones.retain(|phone| {
        look.is_asked(Kind::Phone)
            || !quantities
                .iter()
                .any(|one| one.evident && one.kind != Kind::Number && overlap(&one.place, &phone.place))
    });
    contact.append(&mut phones);
    quantities.retain(|one| !contact.iter().any(|address| overlap(&address.place, &one.place)));
    let evident: Vec<(Kind, Place)> =
        quantities.iter().filter(|one| one.evident).map(|one| (one.kind, one.place.clone())).collect();
    // "20k" in answer to "how many" is a number.
    let asked_number = look.is_asked(Kind::Number);
    quantities.retain(|one| {
        let hides = |kind: Kind, place: &Place| {
            kind != one.kind
                && overlap(place, &one.place)
                && !(asked_number && one.kind == Kind::Number && kind == Kind::Money)
        };
        one.evident || !evident.iter().any(|(kind, place)| hides(*kind, place))
    });
    quantities.retain(|one| is_meant(look, one));
    contact.append(&mut quantities);
    contact.sort_by_key(|one| (one.place.start, one.place.end));
    contact.truncate(CANDIDATES_AT_MOST);
    contact
}

fn collect<T: Serialize>(look: &Look<'_>, kind: Kind, found: Vec<Found<T>>, into: &mut Vec<Candidate>) {
    for one in found.into_iter().take(CANDIDATES_AT_MOST) {
        let Ok(value) = serde_json::to_value(&one.value) else { continue };
        let place = look.text.folded(&one.span);
        into.push(Candidate { kind, place, value, approximate: one.approximate, evident: one.evident });
    }
}

/// "4 nights" is a number of nights where a tenant asks for that, and no length.
fn nights(look: &Look<'_>, into: &mut [Candidate]) {
    let counts = |index: usize| look.profiles[index].concepts.contains(&Concept::Nights);
    if !look.of_kind(Kind::Number).into_iter().any(counts) {
        return;
    }
    let number = |end: &Json| end.as_str()?.strip_prefix('P')?.strip_suffix('D')?.parse::<u32>().ok();
    let is_night =
        |one: &&mut Candidate| one.kind == Kind::Duration && NIGHTS.is_match(look.text.at(&one.place));
    for one in into.iter_mut().filter(is_night) {
        let end = |name: &str| one.value.get(name).and_then(number);
        one.value = match (end("min"), end("max")) {
            (Some(least), Some(most)) if least == most => Json::from(least),
            (least, most) => serde_json::json!({ "min": least, "max": most }),
        };
        one.kind = Kind::Number;
    }
}

/// "3 days. no, 4": a correction is in the unit of what it corrects.
fn corrected_lengths(look: &Look<'_>, into: &mut Vec<Candidate>) {
    let flat = &look.text.flat;
    let corrected: Vec<Candidate> = into
        .iter()
        .filter(|one| one.kind == Kind::Duration && one.evident)
        .filter_map(|one| {
            let found = BARE_CORRECTION.captures(flat.get(one.place.end..)?)?;
            let count = found.get(1)?;
            let said = one.value.get("max").filter(|max| one.value.get("min") == Some(*max))?.as_str()?;
            let unit = PLAIN_LENGTH.captures(said)?;
            let value = format!("{}{}{}", unit.get(1)?.as_str(), count.as_str(), unit.get(2)?.as_str());
            let place = one.place.end + count.start()..one.place.end + count.end();
            Some(Candidate { place, value: serde_json::json!({ "min": value, "max": value }), ..one.clone() })
        })
        .collect();
    into.extend(corrected);
}

static NIGHTS: std::sync::LazyLock<regex::Regex> =
    std::sync::LazyLock::new(|| super::language::pattern(r"\b(?:nights|nachten?|naechte|noches)\b"));
static BARE_CORRECTION: std::sync::LazyLock<regex::Regex> = std::sync::LazyLock::new(|| {
    super::language::pattern(
        r"^\W*(?:(?:oh|or|hm+|ach|oder|ah|o|well|actually|rather)\W+)*(?:no|nein|nee|sorry|wait|actually|rather|make (?:it|that)|i mean|i meant|moment|doch|perdon|digo|mejor)\W+(?:(?:no|wait|sorry|actually|make (?:it|that)|i mean|i meant|rather|doch|lieber|eher|ich meine|better|mejor|perdon|digo|que sean)\W+)*(\d{1,3})(?:\W+(?:then|please|instead|sorry|bitte|actually|dann|por favor))?\s*(?:[.,;!]\s|[.,;!]?$|\n)",
    )
});
/// A length of one unit: what stands before its number, and after it.
static PLAIN_LENGTH: std::sync::LazyLock<regex::Regex> =
    std::sync::LazyLock::new(|| super::language::pattern(r"^(PT?)\d+([DWMYHS])$"));

/// "I've had it for three weeks now": a length of time that has been going on, for attributes that ask for just that;
/// otherwise it is none.
fn lasting(look: &Look<'_>, context: &Context<'_>, into: &mut Vec<Candidate>) {
    for marker in LASTING.find_iter(&look.text.flat) {
        let place = marker.end()..look.text.flat.len();
        let rest = look.text.original(&place);
        let Some(found) = find_durations(rest, context).into_iter().next().filter(|one| one.span.start == 0)
        else {
            continue;
        };
        let start = look.text.message.len() - rest.len();
        let span = start..start + found.span.end;
        if into.iter().any(|one| overlap(&one.place, &look.text.folded(&span))) {
            continue;
        }
        collect(look, Kind::Duration, vec![Found { span, ..found }], into);
    }
}

static LASTING: std::sync::LazyLock<regex::Regex> = std::sync::LazyLock::new(|| {
    super::language::pattern(r"\b(?:for|since|seit|schon|hace|llevo|llevamos)\s+")
});

/// Whether the visitor means something by it: not in small talk, not somebody else's price, not ours.
fn is_meant(look: &Look<'_>, candidate: &Candidate) -> bool {
    let place = &candidate.place;
    if look.in_small_talk(place) {
        return false;
    }
    let clause_place = look.clause(place);
    let clause = look.text.at(&clause_place);
    let quantity = matches!(candidate.kind, Kind::Money | Kind::Number | Kind::Duration);
    if quantity && !look.is_asked(candidate.kind) && look.is_past_story(place) {
        return false;
    }
    match candidate.kind {
        Kind::Money => {
            !markers::PRICE_OF_OTHERS.is_match(clause)
                && (!markers::HOURLY.is_match(clause) || look.is_asked(Kind::Money))
                && (!markers::PER_HEAD.is_match(&look.text.flat[place.end..]) || asks_per_head(look))
                && (!look.is_of_others(place) || limits(look, candidate))
                && (!look.in_question(place) || is_offered_in_question(look, place))
        }
        Kind::Date => {
            let soon = !look.text.at(place).bytes().any(|byte| byte.is_ascii_digit())
                && candidate.value.as_str() == Some(look.reading.today.to_string().as_str());
            let call_me = soon && markers::REPLY_TO_ME.is_match(clause) && !look.is_asked(Kind::Date);
            let absent = markers::ABSENT.is_match(clause) && !look.is_asked(Kind::Date);
            let done =
                HAS_DONE.is_match(look.before_in_clause(place)) && DONE.is_match(look.after_in_clause(place));
            !call_me && !absent && !done && (!look.in_question(place) || is_offered_in_question(look, place))
        }
        Kind::Duration => {
            let before = look.before_in_clause(place);
            let since = markers::SINCE.is_match(last_words(before, 3))
                || look.after_in_clause(place).trim_start().starts_with("ago");
            let of_others = markers::PRICE_OF_OTHERS.is_match(clause) && !look.is_asked(Kind::Duration);
            (!since || look.is_asked(Kind::Duration) || asks_since(look))
                && (!look.in_question(place) || is_offered_in_question(look, place))
                && !of_others
        }
        Kind::Number => {
            (!look.in_question(place) || is_offered_in_question(look, place))
                && !look.is_of_others(place)
                && (candidate.evident
                    || ABOUT.is_match(look.before_in_clause(place))
                    || !is_label(look, place))
        }
        _ => true,
    }
}

/// "the boss says max 600 now": who decides for the visitor changes what is known.
pub(super) fn limits(look: &Look<'_>, candidate: &Candidate) -> bool {
    let known = look.of_kind(Kind::Money).into_iter().any(|index| look.known(index).is_some());
    let limit = candidate.value.get("min").is_none_or(Json::is_null);
    let clause = look.text.at(&look.clause(&candidate.place)).to_owned();
    known && (limit || LIMIT.is_match(look.before_in_clause(&candidate.place))) && DECIDES.is_match(&clause)
}

static LIMIT: std::sync::LazyLock<regex::Regex> = std::sync::LazyLock::new(|| {
    super::language::pattern(
        r"\b(?:max\w*|at most|up to|no more than|only|hochstens|bis zu|nicht mehr als|nur|como mucho|hasta|solo)\W*$",
    )
});
static DECIDES: std::sync::LazyLock<regex::Regex> = std::sync::LazyLock::new(|| {
    super::language::pattern(
        r"\b(?:boss|manager|husband|wife|partner|client|committee|board|accountant|finance|chef\w*|mann|frau|vorstand|buchhaltung|jef[ea]|marido|mujer|cliente)\b.*\b(?:now|jetzt|nun|ahora|instead|only|just|nur|solo|after all)\b",
    )
});

/// Whether some attribute asks what each person may cost.
fn asks_per_head(look: &Look<'_>) -> bool {
    look.of_kind(Kind::Money).into_iter().any(|index| {
        let attribute = look.profiles[index].attribute;
        let asks = format!("{} {}", attribute.key.replace('_', " "), attribute.question);
        EACH.is_match(&super::text::folded(&asks))
    })
}

static EACH: std::sync::LazyLock<regex::Regex> = std::sync::LazyLock::new(|| {
    super::language::pattern(
        r"\b(?:per|a|each|pro|je|por|cada)\s+(?:head|person|guest|pax|kopf|gast|piece|unit|copy|stuck|persona|cabeza|invitado|unidad)\b",
    )
});

/// Whether some attribute asks how long something has been going on.
fn asks_since(look: &Look<'_>) -> bool {
    look.profiles.iter().any(|profile| profile.attribute.kind == Kind::Duration && profile.has_lasted)
}

/// "Can you do it for 5k?", "Would mid March work?" tell something although they ask.
fn is_offered_in_question(look: &Look<'_>, place: &Place) -> bool {
    let Some(sentence) = look.text.sentence_at(place) else { return false };
    let sentence = look.text.at(&sentence.place);
    !markers::ASKS_PRICE.is_match(sentence)
        && !markers::PRICE_OF_OTHERS.is_match(sentence)
        && OFFERS.is_match(sentence)
}

static OFFERS: std::sync::LazyLock<regex::Regex> = std::sync::LazyLock::new(|| {
    super::language::pattern(concat!(
        r"\b(?:enough|possible|doable|feasible|realistic|work\b|works|okay|fine|do it|be done|make it|manage|finish|deliver|be ready|for under|budget|",
        r"reich\w*|moglich|machbar|realistisch|schaff\w*|passt|geht das|fertig|genug|hinkommen|",
        r"basta\w*|suficiente|posible|alcanza\w*|llega\w*|podria\w* ser|seria posible)\b|",
        r"^\W*(?:(?:and|or|but|so|und|oder|y|o)\W+)?(?:how about|what about|wie ware(?: es)?|que tal)\b"
    ))
});

static STREET_BEFORE: std::sync::LazyLock<regex::Regex> = std::sync::LazyLock::new(|| {
    super::language::pattern(concat!(
        r"\b(?:\w*str(?:asse)?\.?|\w*allee|\w*platz|\w*weg|\w*gasse|\w*damm|\w*ufer|calle(?: \w+){1,3}|avenida(?: \w+){1,3}|avda\.?(?: \w+){1,3}|plaza(?: \w+){1,3}|",
        r"street|road|avenue|lane|baujahr|jahrgang|nr\.?|no\.|flat|apartment|apt|suite|unit|room|zimmer nr\.?|portal|since|founded in|established|born in|seit|version|chapter|covid|",
        r"(?:from|in|de|del|von|desde|anno|back in|year|jahr|ano|um|at|before|after|gegen|erst nach|a las|antes de las|despues de las))\s*,?\s*$"
    ))
});
static STREET_AFTER: std::sync::LazyLock<regex::Regex> = std::sync::LazyLock::new(|| {
    super::language::pattern(concat!(
        r"^\s*(?:[a-z][\w']*\s+){1,2}(?:street|st|road|rd|avenue|ave|lane|drive|terrace|boulevard|blvd)\b|",
        r"^\s*(?:o'?clock|uhr|a\.?m\b|p\.?m\b|h\b|:\d\d|st\b|nd\b|rd\b|th\b|º|ª|years?[- ]old|yrs?\b|jahre? alt|jahrige|anos|times?\b|mal\b|veces|percent|prozent|%|degrees|grad|grados|x\b|followers?|stars?|sterne)"
    ))
});

/// Whether the words can be a year of the calendar.
pub(super) fn is_year(words: &str) -> bool {
    words.len() == 4
        && words.bytes().all(|byte| byte.is_ascii_digit())
        && (words.starts_with("19") || words.starts_with("20"))
}

/// "wir haben am 3. November … gekauft": a day that is over.
static HAS_DONE: std::sync::LazyLock<regex::Regex> =
    std::sync::LazyLock::new(|| super::language::pattern(r"\b(?:haben?|hab|hat|hatten?|sind|bin)\b"));
static DONE: std::sync::LazyLock<regex::Regex> = std::sync::LazyLock::new(|| {
    super::language::pattern(
        r"^(?:\s+\w+){0,6}?\s+(?:gekauft|erworben|unterschrieben|eingezogen|umgezogen|ubernommen)\b",
    )
});

/// "Es geht um 8": no hour.
static ABOUT: std::sync::LazyLock<regex::Regex> = std::sync::LazyLock::new(|| {
    super::language::pattern(r"\b(?:geht(?:s| es)?|ginge|handelt(?: es)? sich|dreht sich)(?: \w+)? um\s*$")
});

/// Whether the number is the name of something: a street number, a year, an age, an hour.
fn is_label(look: &Look<'_>, place: &Place) -> bool {
    // "I'm 19 years old" answers a question for years.
    let next = look.text.words_at(place).end;
    let asked = look.asked().filter(|asked| asked.attribute.kind == Kind::Number);
    if let (Some(asked), Some(word)) = (asked, look.text.words.get(next))
        && asked.counts(look.text.word(next), &word.stems) == Counts::This
    {
        return false;
    }
    let before = &look.text.flat[..place.start];
    let after = &look.text.flat[place.end..];
    let window = before.char_indices().rev().nth(40).map_or(0, |(at, _)| at);
    let digits = look.text.at(place);
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let year = is_year(digits);
    let asks_year = look.profiles.iter().any(|one| one.is_year);
    let in_brackets = before.ends_with('(') && after.starts_with(')');
    let before_it = STREET_BEFORE.find(&before[window..]).is_some_and(|found| {
        // "in 3 rooms", "from 10 people" count; "in 2011" does not.
        (year && !asks_year) || !is_small_word(found.as_str().trim()) || is_hour(found.as_str())
    });
    let postcode = plain
        && digits.len() == 5
        && is_capital_next(look.text.original(&(place.end..look.text.flat.len().min(place.end + 3))));
    before_it
        || STREET_AFTER.is_match(after)
        || in_brackets
        || (postcode && !look.is_asked(Kind::Number))
        || (year && !look.is_asked(Kind::Number) && !asks_year)
}

fn is_small_word(words: &str) -> bool {
    matches!(words, "from" | "in" | "de" | "del" | "von" | "desde" | "year" | "jahr" | "ano")
}

fn is_hour(words: &str) -> bool {
    matches!(
        words.trim(),
        "before" | "after" | "erst nach" | "a las" | "antes de las" | "despues de las" | "um" | "gegen"
    )
}

fn is_capital_next(text: &str) -> bool {
    text.strip_prefix(' ').and_then(|rest| rest.chars().next()).is_some_and(char::is_uppercase)
}

/// The end of a text, at most so many words.
pub(super) fn last_words(text: &str, most: usize) -> &str {
    let trimmed = text.trim_end();
    let start =
        trimmed.rmatch_indices(char::is_whitespace).nth(most.saturating_sub(1)).map_or(0, |(at, _)| at);
    &trimmed[start..]
}
