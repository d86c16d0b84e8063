//! Places that are told without being asked for: "from Leeds to York", "we live in Potsdam".

use std::sync::LazyLock;

use regex::Regex;
use shared::value::Kind;

use super::language::{Language, detect, markers, pattern};
use super::look::Look;
use super::names::{after, run};
use super::role::{Direction, Role};
use super::text::Place;

macro_rules! patterns {
    ($($name:ident = $($part:literal)+;)*) => {
        $(static $name: LazyLock<Regex> = LazyLock::new(|| pattern(concat!($($part),+)));)*
    };
}

patterns! {
    FROM = r"\b(?:from|out of|leaving|von|aus|ab|desde|de)\s+";
    TO = r"\b(?:to|into|nach|hasta|hacia|a|going to)\s+";
    AT = r"\b(?:in|at|near|around|from|aus|bei|nahe|en|em|perto de|cerca de|de|is|ist|es)\s+";
    MOVES = r"\b(?:mov\w+|relocat\w+|go|going|travel\w*|fly\w*|driv\w+|ship\w*|deliver\w*|transport\w*|transfer\w*|ride|taxi|flight|trip|head\w*|collect|pick\w*|umzug|umzieh\w*|zieh\w*|fahr\w*|flieg\w*|reis\w*|liefer\w*|transport\w*|um|mud\w+|mudanza|viaj\w+|volar|ir|vamos|envi\w+|traslad\w+|llevar|recog\w+)\b";
    DWELLS = r"\b(?:live|lives|living|based|located|situated|house|home|flat|apartment|office|studio|shop|store|cafe|restaurant|wedding|party|event|venue|property|garden|building|bathroom|kitchen|place|we'?re|we are|i'?m|i am|currently|"
        r"steht|liegt|wohnen|wohne|wohnt|leben|lebe|sitzen|sitz|haus|wohnung|\w*haus|eigenheim|baustelle|buro|laden|hochzeit|feier|grundstuck|objekt|wir sind|ich bin|kommen|bad|praxis|"
        r"vivo|vivimos|casa|piso|oficina|local|boda|obra|estamos|estoy|somos|soy|edificio|apartamento|chalet|finca|tienda|restaurante|esta|moro|moramos|predio|escritorio|loja|ficamos|preciso|queria)\b";
    POSTCODE = r"\b(?:[a-z]-?)?\d{4,5}\s+";
    LIVES = r"\b(?:live|lives|living|based|currently in|wohnen|wohne|leben|lebe|vivo|vivimos)\b";
    PASSED = r"\b(?:moved|used to|born|grew up|family|friends?|sister|brother|mother|parents|holiday|vacation|weather|gezogen|geboren|aufgewachsen|schwester|bruder|mutter|eltern|urlaub|wetter|nacido|naci|madre|padres|hermana|hermano|vacaciones)\b";
    SPAN = r"^[^.,;!?\n]{1,60}?\s(?:to|nach|a|hasta)\s+";
}

/// The place that the message tells of its own accord.
pub(super) fn introduced(
    look: &Look<'_>,
    direction: Direction,
    asked: bool,
    taken: &[Place],
) -> Option<Place> {
    let other_way = look.of_kind(Kind::Text).iter().any(|index| {
        let role = look.profiles[*index].role;
        matches!(
            (direction, role),
            (Direction::From, Role::Place(Direction::To) | Role::Address(Direction::To))
                | (Direction::To, Role::Place(Direction::From) | Role::Address(Direction::From))
        )
    });
    match direction {
        Direction::From => {
            moved(look, &FROM, other_way, taken).or_else(|| dwelt(look, &LIVES, taken).filter(|_| other_way))
        }
        Direction::To => moved(look, &TO, other_way, taken),
        Direction::At => by_postcode(look, taken)
            .or_else(|| dwelt(look, &DWELLS, taken).filter(|place| asked || is_told(look, place)))
            .or_else(|| booked(look, taken))
            .or_else(|| simply_in(look, taken))
            .or_else(|| between_commas(look, taken)),
    }
}

/// Whether the words tell of the visitor rather than of somebody else or of old times.
fn is_told(look: &Look<'_>, place: &Place) -> bool {
    !look.in_question(place)
        && !look.in_small_talk(place)
        && !PASSED.is_match(look.before_in_clause(place))
        && !look.is_of_others(place)
}

/// After the preposition, where the clause is about going from one place to another. The last one that stands.
fn moved(look: &Look<'_>, preposition: &Regex, both_ways: bool, taken: &[Place]) -> Option<Place> {
    let flat = &look.text.flat;
    let mut found = None;
    for word in preposition.find_iter(flat) {
        let sentence = look.text.sentence_at(&(word.start()..word.end()));
        let said = sentence.map_or("", |sentence| look.text.at(&sentence.place));
        let rest = &flat[word.end()..];
        let paired = both_ways && (SPAN.is_match(rest) || FROM.is_match(&flat[..word.start()]));
        if !(paired || MOVES.is_match(said)) {
            continue;
        }
        let role = Role::Place(Direction::At);
        let place = after(look, word.end(), role, false, taken).or_else(|| {
            // "from leeds to york": small letters count only between the two prepositions.
            (both_ways && is_pair(look, word.end(), preposition.as_str() == FROM.as_str()))
                .then(|| after(look, word.end(), role, true, taken))
                .flatten()
        });
        if let Some(place) = place.filter(|place| {
            !look.is_denied(place, 6)
                && !look.in_small_talk(place)
                && !PASSED.is_match(look.before_in_clause(place))
        }) {
            found = Some(place);
        }
    }
    found
}

fn is_pair(look: &Look<'_>, at: usize, from: bool) -> bool {
    let flat = &look.text.flat;
    let clause = look.clause(&(at..at + 1));
    if from {
        flat.get(at..clause.end.max(at)).is_some_and(|rest| SMALL_PAIR.is_match(rest))
    } else {
        flat.get(clause.start.min(at)..at).is_some_and(|before| SMALL_PAIR_END.is_match(before))
    }
}

static SMALL_PAIR: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^[a-z' -]{2,30}?\s(?:to|nach|hasta|a)\s+[a-z]"));
static SMALL_PAIR_END: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?:from|von|aus|desde|de)\s+[a-z' -]{2,30}\s(?:to|nach|hasta|a)\s+$"));

/// After "in", where the clause tells where somebody lives or something is. The first one.
fn dwelt(look: &Look<'_>, predicate: &Regex, taken: &[Place]) -> Option<Place> {
    let flat = &look.text.flat;
    let mut found: Option<Place> = None;
    for word in AT.find_iter(flat) {
        let at = word.start()..word.end();
        // "we live in Madrid but have bought a flat in Cork": what follows "but" is the subject.
        if found.as_ref().is_some_and(|earlier| {
            earlier.end > at.start
                || !BUT.is_match(look.text.at(&(earlier.end..at.start)))
                || !LIVES.is_match(look.before_in_sentence(earlier))
        }) {
            continue;
        }
        let copula = matches!(word.as_str().trim(), "is" | "ist" | "es");
        let before = look.before_in_sentence(&at);
        let told =
            if copula { NAMED.is_match(before) } else { predicate.is_match(before) || starts(look, &at) };
        if !told || look.in_question(&at) {
            continue;
        }
        if let Some(place) = after(look, word.end(), Role::Place(Direction::At), false, taken)
            && !look.is_denied(&place, 4)
            && !is_no_place(look.text.at(&place))
        {
            found = Some(place);
        }
    }
    found
}

static BUT: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?:but|aber|doch|pero)\b"));

/// "Office fit out, 180m2, Galway.": a capital alone between commas, beside other values, for the only place that a
/// tenant asks for which asks for no names of people. German nouns are capitals too.
fn between_commas(look: &Look<'_>, taken: &[Place]) -> Option<Place> {
    let is_place = |index: &usize| matches!(look.profiles[*index].role, Role::Place(_) | Role::Address(_));
    let texts = look.of_kind(Kind::Text);
    let names_people = texts.iter().any(|index| {
        matches!(look.profiles[*index].role, Role::Person | Role::Company) && look.known(*index).is_none()
    });
    if names_people || texts.iter().filter(|index| is_place(index)).count() != 1 {
        return None;
    }
    if detect(look.text.message, look.reading.locale) == Language::German {
        return None;
    }
    let sentence = look.text.sentences.iter().find(|sentence| {
        !sentence.question
            && taken
                .iter()
                .any(|place| sentence.place.start <= place.start && place.end <= sentence.place.end)
    })?;
    sentence.clauses.iter().skip(1).find_map(|clause| {
        let lone = clause.len() <= 2 && look.text.words[clause.clone()].iter().all(|word| word.capital);
        let after_comma = look.text.flat[..look.text.place_of(clause).start].trim_end().ends_with(',');
        let place = run(look, clause.start, Role::Place(Direction::At), false, taken)
            .filter(|place| lone && after_comma && look.text.words_at(place).len() == clause.len())?;
        let of_another = look.text.words_at(&place).any(|index| is_content_of_another(look, index));
        (is_told(look, &place) && !is_no_place(look.text.at(&place)) && !of_another).then_some(place)
    })
}

/// "we've booked Hartwell House", for a tenant that asks for any place and not for a town.
fn booked(look: &Look<'_>, taken: &[Place]) -> Option<Place> {
    let any = |index: &usize| {
        look.profiles[*index].role == Role::Place(Direction::At) && !look.profiles[*index].is_town
    };
    look.of_kind(Kind::Text).iter().find(|index| any(index))?;
    BOOKED.find_iter(&look.text.flat).find_map(|verb| {
        after(look, verb.end(), Role::Place(Direction::At), false, taken)
            .filter(|place| is_told(look, place) && !look.is_denied(place, 4))
    })
}

static BOOKED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?:booked|reserved|gebucht|reserviert|reservado|alquilado)\s+(?:the )?"));

/// "80 m², in Husum": after "in", with nothing that speaks of somebody else or of old times; two words that say what
/// else is in something ("in Photoshop", "in Eiche") are known to no rule, and a choice is taken by then.
fn simply_in(look: &Look<'_>, taken: &[Place]) -> Option<Place> {
    SIMPLY_IN.find_iter(&look.text.flat).find_map(|word| {
        let place = after(look, word.end(), Role::Place(Direction::At), false, taken)?;
        let flat = look.text.at(&place);
        let stands = is_told(look, &place)
            && (!look.is_past_story(&place) || markers::BOUGHT.is_match(look.text.at(&look.clause(&place))))
            && !look.is_denied(&place, 4)
            && !is_no_place(flat)
            && !ELSEWHERE.is_match(look.before_in_clause(&(word.start()..word.end())))
            && !look.text.words_at(&place).all(|index| is_content_of_another(look, index));
        // "at the Grand Hotel" names it without its article, "at The Old Barn" with it.
        let any_place =
            look.profiles.iter().any(|one| one.role == Role::Place(Direction::At) && !one.is_town);
        let article = word.as_str().ends_with("the ");
        let capital = article
            && look
                .text
                .words
                .get(look.text.words_at(&place).start.saturating_sub(1))
                .is_some_and(|one| one.capital);
        match (article, capital, any_place) {
            (true, _, false) => None,
            (true, true, true) => stands.then(|| word.end() - "the ".len()..place.end),
            _ => stands.then_some(place),
        }
    })
}

/// Whether the word is known as something that some attribute is about.
fn is_content_of_another(look: &Look<'_>, index: usize) -> bool {
    let word = &look.text.words[index];
    look.profiles.iter().any(|profile| profile.asks_with(&word.stems))
}

static SIMPLY_IN: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?:in|en|at)\s+(?:the )?"));
/// What is in a place that is not the visitor's: work, experience, a language, an office of somebody else.
static ELSEWHERE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:write|written|speak|translat\w+|text|work\w*|experience|interested|believe|specializ\w+|specialis\w+|degree|saw|seen|read|met|used|built|made|coded|like (?:the|that) \w+|geschrieben|text|arbeit\w*|erfahrung|gesehen|gelesen|ubersetz\w+|interesse|escrit\w+|trabaj\w+|experiencia|visto|leido|traduc\w+|interes\w+)\W*(?:\w+\W+)?$",
    )
});

static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:city|town|place|location|venue|village|ort|stadt|standort|wohnort|ciudad|lugar|ubicacion|localidad|pueblo)\W*$",
    )
});

/// "in Leipzig" as a whole clause, where a place is asked for.
fn starts(look: &Look<'_>, at: &Place) -> bool {
    let asked = look.asked().is_some_and(|asked| {
        matches!(asked.role, Role::Place(_) | Role::Address(_)) && asked.attribute.kind == Kind::Text
    });
    asked && look.before_in_clause(at).split_whitespace().count() <= 3
}

/// German nouns are capitals too.
fn is_no_place(flat: &str) -> bool {
    matches!(
        flat,
        "ordnung"
            | "zukunft"
            | "eile"
            | "betrieb"
            | "planung"
            | "bau"
            | "arbeit"
            | "rente"
            | "not"
            | "ruhe"
            | "form"
            | "summe"
            | "kombination"
            | "zusammenarbeit"
            | "haus"
            | "miete"
            | "eigentum"
            | "bad"
            | "garten"
            | "bar"
            | "eur"
            | "marketing"
            | "sales"
            | "finance"
            | "hr"
            | "it"
            | "engineering"
            | "vertrieb"
            | "einkauf"
            | "weiss"
            | "schwarz"
            | "grau"
            | "blau"
            | "grun"
            | "farbe"
            | "natur"
            | "bezug"
            | "etappen"
            | "stufen"
            | "euro"
            | "raten"
            | "person"
            | "efectivo"
            | "general"
            | "particular"
            | "total"
            | "ios"
            | "android"
            | "wordpress"
            | "excel"
            | "pdf"
            | "word"
            | "photoshop"
            | "figma"
    )
}

/// "50674 Köln"
fn by_postcode(look: &Look<'_>, taken: &[Place]) -> Option<Place> {
    POSTCODE.find_iter(&look.text.flat).find_map(|code| {
        let start = look.text.words_at(&(code.end()..look.text.flat.len())).start;
        run(look, start, Role::Place(Direction::At), false, taken)
            .filter(|place| place.start == code.end() && !look.in_question(place))
    })
}
