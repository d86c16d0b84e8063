//! Names that are introduced: "my name is", "we are", "GmbH".

use std::sync::LazyLock;

use regex::Regex;

use super::run::{LEGAL_FORMS, after, is_trailer, run};
use crate::rules::language::pattern;
use crate::rules::look::Look;
use crate::rules::role::Role;
use crate::rules::text::Place;

macro_rules! patterns {
    ($($name:ident = $($part:literal)+;)*) => {
        $(pub(super) static $name: LazyLock<Regex> = LazyLock::new(|| pattern(concat!($($part),+)));)*
    };
}

patterns! {
    PERSON_SURE = r"\b(?:my (?:full )?name(?:'s| is|s)|the name(?:'s| is)|\bname'?s|\bname is|\bname ist|call me|you can call me|ask for|speak to|the contact is|mein name ist|mein name lautet|der name ist|(?:ich |wir )?heiss[et]n?|hier (?:ist|spricht|schreibt)|me llamo|mi nombre es|el nombre es|meu nome e|o nome e|me chamo|aqui e|aqui)\s+(?:the |der |die |el |la |o |a |herr |frau )?|^\W*(?:name|nombre|kontakt|contact|ansprechpartner)\s*(?::|is|ist|-)\s*";
    PERSON_MAYBE = r"\b(?:i'?m|i am|this is|it'?s|ich bin|bin|soy|sou)\s+(?:der |die |el |la |o |a )?";
    PERSON_AFTER = r"^\s+(?:here|speaking|hier|am apparat|aqui)\b";
    SIGNED = r"(?:(?:kind |best |warm )?regards|cheers|best wishes|all the best|sincerely|(?:viele |liebe |beste |schone |mit freundlichen )gru(?:ss|sse|ssen)|lg|vg|saludos|un saludo|atentamente)\s*[,\n.!-]*\s*$";
    COMPANY_SURE = r"\b(?:(?:our|my|the) (?:\w+ )?(?:company|business|firm|agency|organi[sz]ation|club|brand|shop|store|studio|cafe|restaurant|practice|workshop|bakery|charity|startup|start-up)(?:'s name)? (?:is called|is named|name is|is|'s called)|(?:i|we) (?:work|do this) (?:for|at|with)|(?:i|we) (?:run|own|manage|represent|have) (?:a |an )?(?:\w+ ){0,4}(?:called|named)|(?:company|business|firm|workshop|studio|shop|store|agency|club|cafe|restaurant|bakery|practice|startup|band|charity|brand)\s*(?:,\s*)?(?:called|named)|on behalf of|it'?s for|(?:we'?re|we are|company is|company'?s|business is) (?:called|named)|nos llamamos|(?:we'?re|we are|wir sind|somos) (?:a|an|ein|eine|un|una) (?:[\w-]+ ){0,3}[\w-]+,|"
        r"(?:die|unsere|meine) firma (?:ist|heisst)(?: die)?|(?:unser|mein|das) (?:unternehmen|betrieb|laden|cafe|restaurant|verein|geschaft|studio|buro) (?:ist|heisst)(?: die| das| der)?|(?:von|bei|fur) der firma|firma|namens|ich arbeite (?:bei|fur)(?: der)?|wir sind die|im auftrag (?:von|der)|"
        r"(?:mi|nuestra|la) (?:empresa|tienda|agencia) (?:es|se llama)|(?:mi|nuestro|el) (?:negocio|restaurante|estudio|local|taller) (?:es|se llama)|(?:de|para) la empresa|trabajo (?:en|para)|empresa)\s+(?:the )?|^\W*(?:company|firma|empresa|unternehmen|business)(?: name)?\s*(?::|is|ist|es|-)\s*";
    COMPANY_MAYBE = r"\b(?:we'?re|we are|somos)\s+(?:the )?";
    FROM_COMPANY = r"^\s+(?:from|with|at|of|von|von der|bei|bei der|de|de la)\s+(?:the )?";
    SPOT = r"^\W*(?:(?:it'?s|it will be|it is|probably|at|in|on|es|es ist|in|auf|an|im|am|en|sera|es en|va a ser en)\s+)*((?:a|an|the|my|our|his|her|einem|einer|einen|ein|eine|dem|der|den|unserem|unserer|meinem|meiner|un|una|el|la|mi|nuestra|nuestro|casa)\s+\w+(?:\s+\w+){0,2}?\s+(?:near|in|at|by|outside|close to|of|nahe|bei|in|im|am|cerca de|junto a|en|de)\s+\S.*?)\W*$";
    FOR_COMPANY = r"\b(?:for|from|at|with|fur|von|bei|para|de|en)\s+(?:the )?";
    PERSON_FROM = r"\b(?:it'?s|this is|i'?m|i am|hier (?:ist|schreibt|spricht)|ich bin(?: (?:der|die))?|soy|name(?:'?s| is))\s+[a-z][\w'-]+(?:\s+[a-z][\w'-]+)?\s+(?:from|of|at|von(?: der)?|bei(?: der)?|de(?: la)?)\s+(?:the )?";
    FROM_NAMED = r"\b(?:from|of|at|von(?: der)?|bei(?: der)?|de(?: la)?)\s+(?:the )?";
    TOWN_LIKE = r"^(?:new|san|santa|los|las|st|saint|sankt|bad|el|la|north|south|east|west|upper|lower|great|rio|buenos|cape|hong|den|le|united)\b";
    NATION = r"^(?:german|spanish|english|british|american|french|dutch|italian|polish|swiss|austrian|mexican|canadian|irish|scottish|indian|portuguese|afraid|here|back|not|so|just|looking|deutsche\w*|alem\w+|espanol\w*|english)\b";
}

pub(super) fn introduced_person(look: &Look<'_>, asked: bool, taken: &[Place]) -> Option<Place> {
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
pub(super) fn ends_piece(look: &Look<'_>, place: &Place) -> bool {
    let clause = look.text.clause_at(place);
    let next = look.text.words_at(place).end;
    (next..clause.end).all(|index| is_trailer(look.text.word(index)))
}

/// A name alone under the message, or "Tom here".
pub(super) fn signed(look: &Look<'_>, taken: &[Place]) -> Option<Place> {
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

/// "it's tobi from Zweirad Kollektiv", "for Lumen & Sons"; with one word only in answer to the question.
fn company_of(look: &Look<'_>, taken: &[Place]) -> Option<Place> {
    let flat = &look.text.flat;
    let asked = look.asked().is_some_and(|asked| asked.role == Role::Company);
    let named = |at: usize, least: usize| {
        after(look, at, Role::Company, false, taken).filter(|place| {
            look.text.words_at(place).len() >= least
                && !TOWN_LIKE.is_match(look.text.at(place))
                && !look.in_question(place)
                && !look.is_of_others(place)
                && !look.is_denied(place, 3)
        })
    };
    let person = PERSON_FROM.find_iter(flat).find_map(|from| named(from.end(), 2));
    // "Marta from Kestrel Dynamics here"
    let here = FROM_NAMED
        .find_iter(flat)
        .find_map(|from| named(from.end(), 1).filter(|place| PERSON_AFTER.is_match(&flat[place.end..])));
    person.or(here).or_else(|| {
        FOR_COMPANY.find_iter(flat).find_map(|word| {
            let place = named(word.end(), 1)?;
            let joined = look.text.at(&place).contains(['&', '+']);
            let about_us = matches!(word.as_str().split_whitespace().next(), Some("for" | "fur" | "para"));
            (joined || (asked && about_us)).then_some(place)
        })
    })
}

pub(super) fn introduced_company(look: &Look<'_>, taken: &[Place]) -> Option<Place> {
    let flat = &look.text.flat;
    let mut found = None;
    for sure in COMPANY_SURE.find_iter(flat) {
        found = after(look, sure.end(), Role::Company, false, taken).or(found);
    }
    if found.is_some() {
        return found;
    }
    if let Some(place) = company_of(look, taken) {
        return Some(place);
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
