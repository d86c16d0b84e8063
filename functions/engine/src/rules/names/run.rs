//! Where a name ends that begins at a word.

use crate::rules::language::concepts::{Concept, of_word};
use crate::rules::language::stop::is_function_word;
use crate::rules::look::{Look, overlap};
use crate::rules::role::Role;
use crate::rules::text::Place;

/// Words inside a name that are written small.
pub(super) const PARTICLES: &[&str] = &[
    "de", "van", "von", "der", "den", "la", "las", "los", "le", "di", "da", "del", "della", "dos", "du",
    "bin", "ibn", "al", "el", "zu", "zur", "ter", "ten", "of", "upon", "am", "an", "im", "ob", "y", "i", "e",
    "the",
];

/// What a place in a town is called, after the name of the town: "Norwich station".
const VENUES: &[&str] = &[
    "station",
    "airport",
    "racecourse",
    "terminal",
    "stadium",
    "harbour",
    "harbor",
    "port",
    "castle",
    "cathedral",
    "university",
    "hospital",
    "marina",
    "pier",
    "arena",
    "showground",
    "abbey",
    "zoo",
];

/// How companies end.
pub(super) const LEGAL_FORMS: &[&str] = &[
    "gmbh", "ag", "kg", "ug", "ohg", "gbr", "mbh", "ltd", "limited", "inc", "llc", "llp", "plc", "corp",
    "co", "sl", "sa", "slu", "bv", "srl", "ev", "eg", "eu",
];

/// What may stand after a name without being part of it.
const TRAILERS: &str = "
please pls thanks thank you btw though bitte danke gracias here hier naturlich of course lol haha yes ja si mate then
it is was actually again now currently area uk usa";

/// Words that are an answer of another sort, never a name.
const NO_NAMES: &str = "
ok okay hm hmm hmmm um uh well later maybe nothing nobody none skip secret next why what who yes no nope yep sure fine
great cool lol haha hahaha jaja test stop help wait sorry thanks hello private privat egal weiter spater vielleicht
nix nichts luego privado nadie nada idk dunno whatever same omg wtf ugh asap tbd n quatsch genau gerne claro perdon
perdona rather wrong meant seriously barking moment momento sec second minute first anyway bye actually instead
eigentlich doch good morning evening monday tuesday wednesday thursday friday saturday sunday january february march
april may june july august september october november december januar februar marz mai juni juli oktober dezember
enero febrero marzo abril mayo junio julio septiembre octubre noviembre diciembre summer winter spring autumn sommer
herbst fruhling verano christmas weihnachten ostern easter navidad english german spanish french deutsch englisch
spanisch ingles espanol called named booked reserved gebucht reserviert reservado contratado currency";

/// Whether the word may stand after a name and says nothing.
pub(super) fn follows_names(word: &str) -> bool {
    TRAILERS.split_whitespace().any(|one| one == word)
}

pub(super) fn is_trailer(word: &str) -> bool {
    follows_names(word) || is_function_word(word) || word == "name"
}

/// The name that begins at a byte of the folded text.
pub(in crate::rules) fn after(
    look: &Look<'_>,
    at: usize,
    role: Role,
    lenient: bool,
    taken: &[Place],
) -> Option<Place> {
    let start = look.text.words_at(&(at..look.text.flat.len().max(at))).start;
    let word = look.text.words.get(start)?;
    let gap = look.text.flat.get(at..word.place.start)?;
    if !gap.trim_matches([' ', '"', '\'', ':', '*']).is_empty() {
        return None;
    }
    run(look, start, role, lenient, taken)
}

pub(super) const fn most_words(role: Role) -> usize {
    match role {
        Role::Person | Role::Place(_) => 5,
        Role::Company => 6,
        Role::Address(_) | Role::Thing | Role::Open => 10,
    }
}

/// The run of words from this one on that make a name: capitals, particles between them; with `lenient` small words
/// too, as long as they are no words of grammar.
pub(in crate::rules) fn run(
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
        } else if index > start
            && matches!(role, Role::Place(_))
            && text.words[start].capital
            && VENUES.contains(&flat)
        {
            true
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

pub(super) fn is_no_name(flat: &str) -> bool {
    NO_NAMES.split_whitespace().any(|word| word == flat)
}

/// Whether the next words, particles aside, are a capital.
pub(super) fn leads_to_capital(look: &Look<'_>, index: usize) -> bool {
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
pub(super) fn leads_to_company(look: &Look<'_>, index: usize) -> bool {
    let text = &look.text;
    (index + 1..(index + 6).min(text.words.len()))
        .take_while(|next| joins(look, *next, Role::Company))
        .any(|next| LEGAL_FORMS[..16].contains(&text.word(next)) && text.word(next) != "co")
}

/// Whether a word goes on with the name before it.
pub(super) fn joins(look: &Look<'_>, index: usize, role: Role) -> bool {
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
pub(super) fn names_something(look: &Look<'_>, place: &Place, role: Role) -> bool {
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
