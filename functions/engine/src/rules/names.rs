//! Names in a message: of people, companies, places and things, without the words around them.

use core::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use serde_json::Value as Json;
use shared::value::Kind;

use super::candidates::is_year;
use super::language::concepts::{Concept, of_word};
use super::language::stop::is_function_word;
use super::language::{markers, pattern};
use super::look::{Look, Proposal, overlap};
use super::places;
use super::role::{Direction, Role};
use super::text::Place;
use crate::scope::Operation;

/// Words inside a name that are written small.
const PARTICLES: &[&str] = &[
    "de", "van", "von", "der", "den", "la", "las", "los", "le", "di", "da", "del", "della", "dos", "du",
    "bin", "ibn", "al", "el", "zu", "zur", "ter", "ten", "of", "upon", "am", "an", "im", "ob", "y", "i", "e",
    "the",
];
/// How companies end.
const LEGAL_FORMS: &[&str] = &[
    "gmbh", "ag", "kg", "ug", "ohg", "gbr", "mbh", "ltd", "limited", "inc", "llc", "llp", "plc", "corp",
    "co", "sl", "sa", "slu", "bv", "srl", "ev", "eg", "eu",
];
/// What may stand after a name without being part of it.
const TRAILERS: &[&str] = &[
    "please",
    "pls",
    "thanks",
    "thank",
    "you",
    "btw",
    "though",
    "bitte",
    "danke",
    "gracias",
    "here",
    "hier",
    "naturlich",
    "of",
    "course",
    "lol",
    "haha",
    "yes",
    "ja",
    "si",
    "mate",
    "then",
    "it",
    "is",
    "was",
    "actually",
    "again",
    "now",
    "currently",
    "area",
    "uk",
    "usa",
];
/// Words that are an answer of another sort, never a name.
const NO_NAMES: &[&str] = &[
    "ok",
    "okay",
    "hm",
    "hmm",
    "hmmm",
    "um",
    "uh",
    "well",
    "later",
    "maybe",
    "nothing",
    "nobody",
    "none",
    "skip",
    "secret",
    "next",
    "why",
    "what",
    "who",
    "yes",
    "no",
    "nope",
    "yep",
    "sure",
    "fine",
    "great",
    "cool",
    "lol",
    "haha",
    "hahaha",
    "jaja",
    "test",
    "stop",
    "help",
    "wait",
    "sorry",
    "thanks",
    "hello",
    "private",
    "privat",
    "egal",
    "weiter",
    "spater",
    "vielleicht",
    "nix",
    "nichts",
    "luego",
    "privado",
    "nadie",
    "nada",
    "idk",
    "dunno",
    "whatever",
    "same",
    "omg",
    "wtf",
    "ugh",
    "asap",
    "tbd",
    "n",
    "quatsch",
    "genau",
    "gerne",
    "claro",
    "perdon",
    "perdona",
    "rather",
    "wrong",
    "meant",
    "seriously",
    "barking",
    "moment",
    "momento",
    "sec",
    "second",
    "minute",
    "first",
    "anyway",
    "bye",
    "actually",
    "instead",
    "eigentlich",
    "doch",
    "good",
    "morning",
    "evening",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "januar",
    "februar",
    "marz",
    "mai",
    "juni",
    "juli",
    "oktober",
    "dezember",
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
    "summer",
    "winter",
    "spring",
    "autumn",
    "sommer",
    "herbst",
    "fruhling",
    "verano",
    "christmas",
    "weihnachten",
    "ostern",
    "easter",
    "navidad",
    "english",
    "german",
    "spanish",
    "french",
    "deutsch",
    "englisch",
    "spanisch",
    "ingles",
    "espanol",
];

macro_rules! patterns {
    ($($name:ident = $($part:literal)+;)*) => {
        $(static $name: LazyLock<Regex> = LazyLock::new(|| pattern(concat!($($part),+)));)*
    };
}

patterns! {
    PERSON_SURE = r"\b(?:my (?:full )?name(?:'s| is|s)|the name(?:'s| is)|\bname is|call me|you can call me|ask for|speak to|the contact is|mein name ist|mein name lautet|der name ist|(?:ich |wir )?heiss[et]n?|hier (?:ist|spricht|schreibt)|me llamo|mi nombre es|el nombre es|aqui)\s+(?:the |der |die |el |la |herr |frau )?|^\W*(?:name|nombre|kontakt|contact|ansprechpartner)\s*(?::|is|ist|-)\s*";
    PERSON_MAYBE = r"\b(?:i'?m|i am|this is|it'?s|ich bin|bin|soy)\s+(?:der |die |el |la )?";
    PERSON_AFTER = r"^\s+(?:here|speaking|hier|am apparat)\b";
    SIGNED = r"(?:(?:kind |best |warm )?regards|cheers|best wishes|all the best|sincerely|(?:viele |liebe |beste |schone |mit freundlichen )gru(?:ss|sse|ssen)|lg|vg|saludos|un saludo|atentamente)\s*[,\n.!-]*\s*$";
    COMPANY_SURE = r"\b(?:(?:our|my|the) (?:\w+ )?(?:company|business|firm|agency|organi[sz]ation|club|brand|shop|store|studio|cafe|restaurant|practice|workshop|bakery|charity|startup|start-up)(?:'s name)? (?:is called|is named|name is|is|'s called)|(?:i|we) (?:work|do this) (?:for|at|with)|(?:i|we) (?:run|own|manage|represent|have) (?:a |an )?(?:\w+ ){0,4}(?:called|named)|(?:company|business|firm|workshop|studio|shop|store|agency|club|cafe|restaurant|bakery|practice|startup|band|charity|brand)\s*(?:,\s*)?(?:called|named)|on behalf of|it'?s for|"
        r"(?:die|unsere|meine) firma (?:ist|heisst)(?: die)?|(?:unser|mein|das) (?:unternehmen|betrieb|laden|cafe|restaurant|verein|geschaft|studio|buro) (?:ist|heisst)(?: die| das| der)?|(?:von|bei|fur) der firma|firma|namens|ich arbeite (?:bei|fur)(?: der)?|wir sind die|im auftrag (?:von|der)|"
        r"(?:mi|nuestra|la) (?:empresa|tienda|agencia) (?:es|se llama)|(?:mi|nuestro|el) (?:negocio|restaurante|estudio|local|taller) (?:es|se llama)|(?:de|para) la empresa|trabajo (?:en|para)|empresa)\s+(?:the )?|^\W*(?:company|firma|empresa|unternehmen|business)(?: name)?\s*(?::|is|ist|es|-)\s*";
    COMPANY_MAYBE = r"\b(?:we'?re|we are|somos)\s+(?:the )?";
    FROM_COMPANY = r"^\s+(?:from|with|at|of|von|von der|bei|bei der|de|de la)\s+(?:the )?";
    SPOT = r"^\W*(?:(?:it'?s|it will be|it is|probably|at|in|on|es|es ist|in|auf|an|im|am|en|sera|es en|va a ser en)\s+)*((?:a|an|the|my|our|his|her|einem|einer|einen|ein|eine|dem|der|den|unserem|unserer|meinem|meiner|un|una|el|la|mi|nuestra|nuestro|casa)\s+\w+(?:\s+\w+){0,2}?\s+(?:near|in|at|by|outside|close to|of|nahe|bei|in|im|am|cerca de|junto a|en|de)\s+\S.*?)\W*$";
    NATION = r"^(?:german|spanish|english|british|american|french|dutch|italian|polish|swiss|austrian|mexican|canadian|irish|scottish|indian|portuguese|afraid|here|back|not|so|just|looking|deutsche\w*|alem\w+|espanol\w*|english)\b";
}

/// The commands for attributes that hold a name.
pub(super) fn name(look: &Look<'_>, taken: &[Place]) -> Vec<Proposal> {
    let mut proposals = Vec::new();
    let mut person = None;
    for attribute in look.of_kind(Kind::Text) {
        let role = look.profiles[attribute].role;
        let asked = look.asked == Some(attribute);
        let found = match role {
            Role::Open => None,
            _ if look.profiles[attribute].is_code => asked.then(|| answered(look, role, taken)).flatten(),
            Role::Person => {
                let found = introduced_person(look, asked, taken);
                let found = found.or_else(|| asked.then(|| answered(look, role, taken)).flatten());
                person = person.or_else(|| found.clone());
                found
            }
            Role::Company => introduced_company(look, taken)
                .or_else(|| asked.then(|| answered(look, role, taken)).flatten()),
            Role::Place(direction) | Role::Address(direction) => asked
                .then(|| spot(look, taken))
                .flatten()
                .or_else(|| places::introduced(look, direction, asked, taken))
                .or_else(|| asked.then(|| answered(look, role, taken)).flatten()),
            Role::Thing => asked.then(|| answered(look, role, taken)).flatten(),
        };
        if let Some(place) = found {
            proposals.push(proposal(look, attribute, place));
        }
    }
    if let Some(person) = person.or_else(|| introduced_person(look, false, taken)) {
        proposals.extend(employer(look, &person, &proposals));
    }
    proposals
}

fn proposal(look: &Look<'_>, attribute: usize, place: Place) -> Proposal {
    let value = Json::String(look.text.original(&place).trim().to_owned());
    Proposal { attribute, operation: Operation::Set, value, place, approximate: false }
}

/// "Nils from Paperbird": who comes from somewhere is from a company, where the tenant asks for one and for no place.
fn employer(look: &Look<'_>, person: &Place, found: &[Proposal]) -> Option<Proposal> {
    let role = |index: &usize| look.profiles[*index].role;
    let texts = look.of_kind(Kind::Text);
    let company = texts.iter().copied().find(|index| role(index) == Role::Company)?;
    let has_place =
        texts.iter().any(|index| matches!(role(index), Role::Place(Direction::At | Direction::From)));
    if has_place || found.iter().any(|one| one.attribute == company) {
        return None;
    }
    let from = FROM_COMPANY.find(look.text.flat.get(person.end..)?)?;
    let start = look.text.words_at(&(person.end + from.end()..look.text.flat.len())).start;
    run(look, start, Role::Company, false, &[]).map(|place| proposal(look, company, place))
}

fn introduced_person(look: &Look<'_>, asked: bool, taken: &[Place]) -> Option<Place> {
    let flat = &look.text.flat;
    let mut found = None;
    for sure in PERSON_SURE.find_iter(flat) {
        found = after(look, sure.end(), Role::Person, true, taken).or(found);
    }
    if found.is_some() {
        return found;
    }
    for maybe in PERSON_MAYBE.find_iter(flat) {
        let sentence = look.text.sentence_at(&(maybe.start()..maybe.end()));
        if sentence.is_some_and(|sentence| sentence.question) || NATION.is_match(&flat[maybe.end()..]) {
            continue;
        }
        // German "im Jahr" is no "I'm Jahr".
        let bare = maybe.as_str().starts_with("im ");
        if bare
            && !flat[..maybe.start()].trim_end().ends_with(['.', '!', '?', ','])
            && !flat[..maybe.start()].trim().is_empty()
        {
            continue;
        }
        let says_it = maybe.as_str().starts_with("it") || maybe.as_str().starts_with("bin");
        if says_it && !asked {
            continue;
        }
        let Some(place) = after(look, maybe.end(), Role::Person, false, taken) else { continue };
        let words = look.text.words_at(&place).len();
        // German nouns are capitals too: "ich bin Architekt".
        let article =
            maybe.as_str().trim_end().ends_with(" der") || maybe.as_str().trim_end().ends_with(" die");
        if maybe.as_str().starts_with("ich bin") && !asked && words < 2 && !article {
            continue;
        }
        found = Some(place);
    }
    if found.is_none() && asked {
        // "i'm ana", in answer to the question.
        for maybe in PERSON_MAYBE.find_iter(flat).filter(|maybe| !NATION.is_match(&flat[maybe.end()..])) {
            found = found.or_else(|| {
                after(look, maybe.end(), Role::Person, true, taken).filter(|place| ends_piece(look, place))
            });
        }
    }
    found.or_else(|| signed(look, taken))
}

/// Whether nothing of weight follows the name in its clause.
fn ends_piece(look: &Look<'_>, place: &Place) -> bool {
    let clause = look.text.clause_at(place);
    let next = look.text.words_at(place).end;
    (next..clause.end).all(|index| is_trailer(look.text.word(index)))
}

fn is_trailer(word: &str) -> bool {
    TRAILERS.contains(&word) || is_function_word(word) || word == "name"
}

/// A name alone under the message, or "Tom here".
fn signed(look: &Look<'_>, taken: &[Place]) -> Option<Place> {
    let text = &look.text;
    let first = text.sentences.first()?;
    for start in [first.words.start, first.words.start + 1, first.words.start + 2] {
        if let Some(place) = run(look, start, Role::Person, false, taken)
            && PERSON_AFTER.is_match(&text.flat[place.end..])
        {
            return Some(place);
        }
    }
    let last = text.words.len().checked_sub(1)?;
    for start in (last.saturating_sub(2)..=last).rev() {
        let word = text.words.get(start)?;
        if SIGNED.is_match(text.flat[..word.place.start].trim_end_matches(['-', '–', ' '])) {
            return run(look, start, Role::Person, false, taken);
        }
    }
    None
}

fn introduced_company(look: &Look<'_>, taken: &[Place]) -> Option<Place> {
    let flat = &look.text.flat;
    let mut found = None;
    for sure in COMPANY_SURE.find_iter(flat) {
        found = after(look, sure.end(), Role::Company, false, taken).or(found);
    }
    if found.is_some() {
        return found;
    }
    for maybe in COMPANY_MAYBE.find_iter(flat).filter(|maybe| !NATION.is_match(&flat[maybe.end()..])) {
        if let Some(place) = after(look, maybe.end(), Role::Company, false, taken) {
            return Some(place);
        }
    }
    // "Rösterei Morgenrot GmbH" needs no introduction.
    for index in 0..look.text.words.len() {
        if !LEGAL_FORMS[..16].contains(&look.text.word(index)) || index == 0 || look.text.word(index) == "co"
        {
            continue;
        }
        let start = (0..index).rev().take(5).take_while(|before| look.text.words[*before].capital).last();
        if let Some(place) = start.and_then(|start| run(look, start, Role::Company, false, taken)) {
            return Some(place);
        }
    }
    None
}

/// The name that begins at a byte of the folded text.
pub(super) fn after(look: &Look<'_>, at: usize, role: Role, lenient: bool, taken: &[Place]) -> Option<Place> {
    let start = look.text.words_at(&(at..look.text.flat.len().max(at))).start;
    let word = look.text.words.get(start)?;
    let gap = look.text.flat.get(at..word.place.start)?;
    if !gap.trim_matches([' ', '"', '\'', ':', '*']).is_empty() {
        return None;
    }
    run(look, start, role, lenient, taken)
}

const fn most_words(role: Role) -> usize {
    match role {
        Role::Person | Role::Place(_) => 5,
        Role::Company => 6,
        Role::Address(_) | Role::Thing | Role::Open => 10,
    }
}

/// The run of words from this one on that make a name: capitals, particles between them; with `lenient` small words
/// too, as long as they are no words of grammar.
pub(super) fn run(
    look: &Look<'_>,
    start: usize,
    role: Role,
    lenient: bool,
    taken: &[Place],
) -> Option<Place> {
    let text = &look.text;
    let mut end = start;
    let mut index = start;
    while index < text.words.len() && index - start < most_words(role) {
        let word = text.words.get(index)?;
        let flat = text.word(index);
        if taken.iter().any(|place| overlap(place, &word.place))
            || (index > start && !joins(look, index, role))
        {
            break;
        }
        let digits = flat.bytes().any(|byte| byte.is_ascii_digit());
        let legal = role == Role::Company && index > start && LEGAL_FORMS.contains(&flat);
        let fits = if is_no_name(flat) {
            false
        } else if word.capital {
            !is_function_word(flat) || (index > start && PARTICLES.contains(&flat))
        } else if digits {
            role == Role::Company && index > start
        } else {
            lenient && (index == start || !text.words[start].capital) && !is_function_word(flat)
        };
        if fits || legal {
            index += 1;
            end = index;
        } else if role == Role::Person && index > start && leads_to_company(look, index) {
            break;
        } else if PARTICLES.contains(&flat)
            && (index > start || lenient || flat == "de" || flat == "van")
            && leads_to_capital(look, index)
        {
            index += 1;
        } else {
            break;
        }
    }
    (end > start).then(|| text.place_of(&(start..end))).filter(|place| names_something(look, place, role))
}

fn is_no_name(flat: &str) -> bool {
    NO_NAMES.contains(&flat)
}

/// Whether the next words, particles aside, are a capital.
fn leads_to_capital(look: &Look<'_>, index: usize) -> bool {
    let text = &look.text;
    let next =
        (index + 1..(index + 3).min(text.words.len())).find(|next| !PARTICLES.contains(&text.word(*next)));
    next.is_some_and(|next| {
        text.words[next].capital
            && !is_function_word(text.word(next))
            && (index + 1..=next).all(|at| joins(look, at, Role::Person))
            // "Tom of Acme", "Anna y Luis": the particle of a name does not join two things.
            && !matches!(text.word(index), "of" | "e" | "i" | "an" | "am" | "im" | "the" | "y" if !text.words[next].capital)
    })
}

/// "von der Lang Metallbau GmbH"
fn leads_to_company(look: &Look<'_>, index: usize) -> bool {
    let text = &look.text;
    (index + 1..(index + 6).min(text.words.len()))
        .take_while(|next| joins(look, *next, Role::Company))
        .any(|next| LEGAL_FORMS[..16].contains(&text.word(next)) && text.word(next) != "co")
}

/// Whether a word goes on with the name before it.
fn joins(look: &Look<'_>, index: usize, role: Role) -> bool {
    let text = &look.text;
    let (Some(before), Some(word)) = (text.words.get(index.wrapping_sub(1)), text.words.get(index)) else {
        return false;
    };
    let gap = &text.flat[before.place.end..word.place.start];
    match gap.trim() {
        "" => !gap.contains('\n'),
        "-" | "'" | "/" => gap.len() == 1,
        "&" | "+" => true,
        "." => {
            before.place.len() <= 4
                && !gap.contains('\n')
                && (before.place.len() <= 2
                    || matches!(text.word(index - 1), "prof" | "mrs" | "dra" | "ing" | "ltd"))
        }
        "," => matches!(role, Role::Address(_)) || LEGAL_FORMS.contains(&text.word(index)),
        _ => false,
    }
}

/// "company", "my city" name nothing.
fn names_something(look: &Look<'_>, place: &Place, role: Role) -> bool {
    let words = look.text.words_at(place);
    let general = |word: &str| {
        of_word(word).any(|concept| {
            matches!(
                concept,
                Concept::Company
                    | Concept::Place
                    | Concept::Person
                    | Concept::Phone
                    | Concept::Mail
                    | Concept::Site
            )
        })
    };
    let mut only_general = true;
    for index in words {
        let word = look.text.word(index);
        only_general &= general(word) || is_function_word(word);
    }
    !only_general && (role != Role::Person || !look.text.at(place).contains('@'))
}

/// The answer to the question for a name, however it is put.
fn answered(look: &Look<'_>, role: Role, taken: &[Place]) -> Option<Place> {
    let mut found: Option<Place> = None;
    for sentence in look.text.sentences.iter().filter(|sentence| !sentence.question) {
        let said = look.text.at(&sentence.place);
        if markers::KNOWS_NOT.is_match(said)
            || markers::WILL_NOT.is_match(said)
            || markers::ANYTHING.is_match(said)
            || markers::SMALL_TALK.is_match(said)
        {
            continue;
        }
        if look.asked().is_some_and(|asked| asked.is_code) {
            return code(look, &sentence.place, taken);
        }
        if let Role::Address(_) = role {
            return address(look, sentence.place.clone(), taken);
        }
        for clause in &sentence.clauses {
            let Some(place) = piece(look, clause, role, taken) else { continue };
            let replaces = found.as_ref().is_none_or(|earlier| look.is_corrected_between(earlier, &place));
            if replaces && !look.is_denied(&place, 2) {
                found = Some(place);
            }
        }
    }
    let found = found?;
    Some(match role {
        Role::Place(_) => with_region(look, found, taken),
        Role::Person => with_partner(look, found, taken),
        _ => found,
    })
}

/// "London, UK": the second name belongs to a place when nothing else is in the message.
fn with_region(look: &Look<'_>, place: Place, taken: &[Place]) -> Place {
    let next = look.text.words_at(&place).end;
    let comma =
        look.text.words.get(next).map(|word| look.text.at(&(place.end..word.place.start)).trim() == ",");
    let region =
        (comma == Some(true)).then(|| run(look, next, Role::Place(Direction::At), false, taken)).flatten();
    match region {
        Some(region) if look.text.words_at(&region).end == look.text.words.len() => place.start..region.end,
        _ => place,
    }
}

/// "Sam and Priya", where names are asked for.
fn with_partner(look: &Look<'_>, place: Place, taken: &[Place]) -> Place {
    let next = look.text.words_at(&place).end;
    let joined = look.asked().is_some_and(|asked| asked.is_plural)
        && matches!(look.text.word(next), "and" | "und" | "y" | "e" | "u");
    let partner = joined.then(|| run(look, next + 1, Role::Person, true, taken)).flatten();
    partner.map_or(place.clone(), |partner| place.start..partner.end)
}

/// "a barn near Inverness", where any place is asked for and not a town.
fn spot(look: &Look<'_>, taken: &[Place]) -> Option<Place> {
    let asked = look.asked().filter(|asked| !asked.is_town)?;
    let sentence = look.text.sentences.iter().find(|sentence| !sentence.question)?;
    let clause = sentence.clauses.first()?;
    let said = look.text.place_of(clause);
    let spot = SPOT.captures(look.text.at(&said))?.get(1)?.range();
    let place = said.start + spot.start..said.start + spot.end;
    let free = !taken.iter().any(|other| overlap(other, &place));
    let tells = asked.role == Role::Place(Direction::At) && !markers::KNOWS_NOT.is_match(look.text.at(&said));
    (free && tells).then_some(place)
}

static CODE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b(?:[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}|\d{5}-\d{4}|[a-z]?-?\d{4,6}|\d{4} ?[a-z]{2})\b")
});

/// "85701", where a postcode is asked for.
fn code(look: &Look<'_>, sentence: &Place, taken: &[Place]) -> Option<Place> {
    let found = CODE.find(look.text.at(sentence))?;
    let place = sentence.start + found.start()..sentence.start + found.end();
    (!taken.iter().any(|other| overlap(other, &place))).then_some(place)
}

fn address(look: &Look<'_>, sentence: Place, taken: &[Place]) -> Option<Place> {
    let words = strip(look, &look.text.words_at(&sentence), true);
    let place = look.text.place_of(&words);
    let free = !taken.iter().any(|other| overlap(other, &place));
    (free && !words.is_empty()).then_some(place).filter(|place| place.end > place.start)
}

/// The words without what leads in.
fn strip(look: &Look<'_>, words: &Range<usize>, keep_numbers: bool) -> Range<usize> {
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
fn piece(look: &Look<'_>, clause: &Range<usize>, role: Role, taken: &[Place]) -> Option<Place> {
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
fn names_another(look: &Look<'_>, place: &Place) -> bool {
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

fn thing(look: &Look<'_>, words: &Range<usize>) -> Option<Place> {
    let mut end = words.end;
    while end > words.start && TRAILERS.contains(&look.text.word(end - 1)) {
        end -= 1;
    }
    let kept = words.start..end.min(words.start + most_words(Role::Thing));
    let content = kept
        .clone()
        .any(|index| !is_function_word(look.text.word(index)) && !is_no_name(look.text.word(index)));
    content.then(|| look.text.place_of(&kept))
}
