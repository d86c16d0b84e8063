//! What sort of text an attribute of kind `text` holds: a name of something, or whatever the visitor has to say.

use std::sync::LazyLock;

use regex::Regex;
use shared::tenant::Attribute;
use shared::value::Kind;

use super::language::pattern;
use super::text::folded;

/// What sort of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// The name of a person.
    Person,
    /// The name of a company or club.
    Company,
    /// The name of a place.
    Place(Direction),
    /// Street and number and whatever belongs to it.
    Address(Direction),
    /// The name of a thing: a product, a model, a title.
    Thing,
    /// Whatever the visitor has to say.
    Open,
}

/// Which of two places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    /// Where it begins.
    From,
    /// Where it goes.
    To,
    /// The only one.
    At,
}

macro_rules! patterns {
    ($($name:ident = $($part:literal)+;)*) => {
        $(static $name: LazyLock<Regex> = LazyLock::new(|| pattern(concat!($($part),+)));)*
    };
}

patterns! {
    COMPANY = r"\b(?:company|business|firm|firma|unternehmen|betrieb|organi[sz]ation|employer|arbeitgeber|empresa|negocio|companyname|agency|club|verein|brand name|firmenname|razon social)\b";
    PERSON = r"\b(?:your names?|full name|first name|last name|surname|contact name|contact person|who (?:should|shall|do|are|am|can|may) (?:we|i) (?:\w+ )?(?:ask|speak|talk|write|address|chat|contact|call|greet)|who(?:'s| is) (?:asking|this|coming|speaking)|with whom|^\W*who(?: is|'s| will| are)|what (?:should|shall|can|may) (?:i|we) call you|^\W*wer (?:ist|sind|wird)|a nombre de quien|^\W*quien (?:es|sera|organiza)|vorname|nachname|ihre? namen?|deine? name|wie heiss\w+|ansprechpartner\w*|mit wem|nombre completo|tu nombre|su nombre|apellidos?|como (?:te|se) llama\w*|con quien)\b";
    PERSON_KEY = r"^(?:(?:contact|full|first|last|customer|client|visitor|user|your|person|guest|parent|owner|caller|patient|bride|kontakt|kunden|vor|nach|nombre)?[_ ]?(?:name|nombre)|contact|contact_person|ansprechpartner\w*|kontakt|contacto|nombre_\w+|surname|vorname|nachname)$";
    ADDRESS = r"\b(?:street|full address|home address|postal address|address|adresse|anschrift|strasse|direccion|domicilio)\b";
    PLACE = r"\b(?:city|town|place|location|village|venue|postcode|zip|region|county|country|area of|ort|stadt|standort|wohnort|plz|gegend|land|ciudad|lugar|municipio|poblacion|ubicacion|localidad|pais|provincia|where|wohin|woher|wo|donde|adonde|destination|origin|ziel|destino|origen|pickup|dropoff|airport|flughafen|aeropuerto|station|bahnhof)\b";
    FROM = r"\b(?:from|origin|pickup|pick up|pick-up|start|departure|collect|old|current|von|woher|abhol\w*|aus welche\w*|start\w*|abfahrt|abflug|desde|origen|recogida|recoger|salida|de donde|de que)\b|^from|from$|^von";
    TO = r"\b(?:to|destination|dropoff|drop off|drop-off|deliver\w*|arrival|new|nach|wohin|ziel\w*|liefer\w*|ankunft|hasta|destino|entrega\w*|llegada|adonde|hacia|a donde|a que)\b|^to ";
    TO_KEY = r"(?:^|_)(?:to|until|till|end|bis|ende|fin|destination|dropoff|delivery|arrival|new|nach|ziel|destino|entrega|llegada|hasta)(?:_|$)";
    FROM_KEY = r"(?:^|_)(?:from|origin|pickup|departure|start|old|von|abhol\w*|start|origen|recogida|salida|desde)(?:_|$)";
    OPEN = r"\b(?:describe|tell us|tell me|what should|what do you (?:want|need|hope|expect)|what does|what would you like|what problem|why|how (?:do|does|did|would)|anything|goal|aim|notes?|comments?|message|details|story|wish\w*|beschreib\w*|erzahl\w*|warum|wie (?:soll|sieht|haben)|was (?:soll|mochten|wollen|sollen|ist passiert|erwarten|stort|genau)|ziel des|anmerkung\w*|wunsche?|sonst noch|describ\w*|cuenta\w*|explica\w*|que (?:quieres|necesitas|deberia|esperas|problema)|algo mas|comentarios|objetivo|por que)\b";
    OPEN_KEY = r"(?:^|_)(?:goal|goals|description|notes?|comments?|details|message|problem|issue|reason|wishes|story|theme|topic|purpose|motivation|symptoms?|requirements|beschreibung|anmerkungen?|anliegen|problem|ziel|wunsche|zweck|grund|thema|objetivo|descripcion|notas|comentarios|motivo|problema|mensaje|detalles)(?:_|$)";
    THING = r"\b(?:product|model|make|breed|title|brand|which car|what car|name of|called|model[lo]+|marke|rasse|titel|fahrzeug|produkt|producto|modelo|marca|raza|titulo|se llama|heisst|what (?:make|model|breed|brand|instrument|colou?r|size|language)|which (?:\w+) (?:is|are|do|did)|welche[snmr]? (?:\w+)|que (?:modelo|marca|raza|instrumento|color|idioma))\b";
}

impl Role {
    /// The key says most, then the label, then the question. Of another kind than text: `Open`, and never used.
    pub(super) fn of(attribute: &Attribute) -> Self {
        if attribute.kind != Kind::Text {
            return Self::Open;
        }
        let key = folded(&attribute.key);
        let words = key.replace('_', " ");
        let named = format!("{words} {}", folded(attribute.label.as_deref().unwrap_or("")));
        let question = folded(&attribute.question);
        if COMPANY.is_match(&named) {
            return Self::Company;
        }
        if PERSON_KEY.is_match(&key) && !COMPANY.is_match(&question) {
            return if THING_NAMED.is_match(&question) && !PERSON.is_match(&question) {
                Self::Thing
            } else {
                Self::Person
            };
        }
        if OPEN_KEY.is_match(&key) {
            // `ziel` is a goal, or where the journey goes.
            let journey = PLACE.is_match(&question);
            return if journey { Self::Place(direction(&key, &question)) } else { Self::Open };
        }
        if ADDRESS.is_match(&named) {
            return Self::Address(direction(&key, &question));
        }
        if PLACE.is_match(&named) {
            return Self::Place(direction(&key, &question));
        }
        if THING.is_match(&named) {
            return Self::Thing;
        }
        Self::of_question(&key, &question)
    }

    fn of_question(key: &str, question: &str) -> Self {
        if PERSON.is_match(question) {
            Self::Person
        } else if ADDRESS.is_match(question) {
            Self::Address(direction(key, question))
        } else if OPEN.is_match(question) {
            Self::Open
        } else if COMPANY.is_match(question) {
            Self::Company
        } else if PLACE.is_match(question) {
            Self::Place(direction(key, question))
        } else if THING.is_match(question) {
            Self::Thing
        } else {
            Self::Open
        }
    }

    /// Whether it holds a name rather than a sentence.
    pub(super) const fn is_name(self) -> bool {
        !matches!(self, Self::Open)
    }
}

static THING_NAMED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:pet|dog|cat|product|app|event|book|band|song|hund\w*|katze|haustier\w*|produkt\w*|mascota|perro|gato|producto|libro)\b",
    )
});

fn direction(key: &str, question: &str) -> Direction {
    if FROM_KEY.is_match(key) {
        Direction::From
    } else if TO_KEY.is_match(key) {
        Direction::To
    } else {
        match (FROM.is_match(question), TO.is_match(question)) {
            (true, false) => Direction::From,
            (false, true) if MOTION.is_match(question) => Direction::To,
            _ => Direction::At,
        }
    }
}

/// Which of two sides a choice is of: the language from which, the colour into which.
pub(super) fn side(attribute: &Attribute) -> Direction {
    let key = folded(&attribute.key);
    let question = folded(&attribute.question);
    if FROM_KEY.is_match(&key) || SOURCE.is_match(&key) {
        Direction::From
    } else if TO_KEY.is_match(&key) || TARGET.is_match(&key) {
        Direction::To
    } else {
        match (FROM.is_match(&question), TO.is_match(&question) || INTO.is_match(&question)) {
            (true, false) => Direction::From,
            (false, true) => Direction::To,
            _ => Direction::At,
        }
    }
}

static SOURCE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:source|original|ausgang|quell|origen|current|before)"));
static TARGET: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:target|ziel|destino|wanted|after)"));
static INTO: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?:into|ins|al|until|till|back|bis)\b"));

static MOTION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:moving|move|go|going|deliver\w*|travel\w*|fly|drive|ship|send|bring|take|drop|umzieh\w*|ziehen|zieht|geht|liefer\w*|reise\w*|fahren|fliegen|bring\w*|wohin|mudar\w*|mudas|viaj\w*|ir|vas|entreg\w*|llev\w*|envi\w*|adonde)\b",
    )
});

#[cfg(test)]
mod tests {
    use super::*;

    fn role(key: &str, question: &str) -> Role {
        let json = serde_json::json!({ "key": key, "kind": "text", "question": question });
        Role::of(&serde_json::from_value(json).unwrap())
    }

    #[test]
    fn key_and_question_tell_names_from_open_questions() {
        assert_eq!(role("contact_name", "What is your name?"), Role::Person);
        assert_eq!(role("x", "Wie heißen Sie?"), Role::Person);
        assert_eq!(role("company", "Which company is it for?"), Role::Company);
        assert_eq!(role("firma", "Für welche Firma ist es?"), Role::Company);
        assert_eq!(role("from_city", "Which town are you moving from?"), Role::Place(Direction::From));
        assert_eq!(role("destination", "Where to?"), Role::Place(Direction::To));
        assert_eq!(role("ciudad", "¿En qué ciudad es la obra?"), Role::Place(Direction::At));
        assert_eq!(role("goal", "What should the site do for you?"), Role::Open);
        assert_eq!(role("problem", "Was ist kaputt?"), Role::Open);
        assert_eq!(role("car_model", "Which car do you drive?"), Role::Thing);
    }
}
