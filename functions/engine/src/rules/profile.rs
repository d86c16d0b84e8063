//! What an attribute gives away about itself: the words by which a visitor may speak of it.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;
use shared::tenant::Attribute;
use shared::value::Kind;

use super::language::concepts::{Concept, of_word};
use super::language::pattern;
use super::language::stems::Stems;
use super::language::stop::is_content_word;
use super::look::overlap;
use super::role::{Direction, Role, side};
use super::text::{Place, Text, Word, folded};

/// An attribute and its words.
pub(super) struct Profile<'a> {
    /// The attribute.
    pub attribute: &'a Attribute,
    /// Of its key and label.
    names: Vec<Stems>,
    /// What it counts: the words after "how many".
    units: Vec<Stems>,
    /// The other words of its question.
    question: Vec<Stems>,
    /// Of why it is asked, and of its examples.
    rest: Vec<Stems>,
    /// What it is about.
    pub concepts: BTreeSet<Concept>,
    /// What sort of text it holds, if it holds text.
    pub role: Role,
    /// Whether it asks for a year of the calendar.
    pub is_year: bool,
    /// Whether it asks how long something has been going on.
    pub has_lasted: bool,
    /// Whether it asks for the age of something.
    pub is_age: bool,
    /// Whether it asks for several names at once.
    pub is_plural: bool,
    /// Whether it asks for a town, rather than for any place.
    pub is_town: bool,
    /// Whether it asks for a postcode.
    pub is_code: bool,
    /// Whether it asks for how many of what is sold, without naming that.
    pub is_quantity: bool,
}

static HOW_MANY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:how many|how much|number of|wie ?viele?|anzahl (?:der|an)?|cuant[oa]s|numero de)\s+(\w+)(?:\s+(\w+))?",
    )
});
static HOW_BIG: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?:how (?:big|large)|wie gross|que (?:tamano|superficie))\b"));

static YEAR: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:what year|which year|year (?:was|is|of|it)|year|baujahr|jahrgang|welche\w* jahr|que ano|ano de|de que ano)\b",
    )
});
static HAS_LASTED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:how long (?:have|has)|since when|seit wann|wie lange (?:haben|hat|schon|besteht)|desde (?:cuando|hace)|cuanto (?:tiempo )?(?:hace|lleva\w*))",
    )
});
static AGE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:how old|age|wie alt|alter|que (?:edad|antiguedad)|edad|antiguedad|cuantos anos tiene\w*)\b",
    )
});
static PLURAL: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?:names|namen|nombres|heissen sie beide)\b"));
static CODE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b(?:zip|zip ?code|post ?code|postal code|plz|postleitzahl|codigo postal|cp)\b")
});
static TOWN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:city|town|village|ort|stadt|wohnort|ciudad|municipio|poblacion|localidad|pueblo|country|land|pais|region|county|postcode|zip|plz)\b",
    )
});
static QUANTITY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:quantity|qty|copies|print run|run size|menge|anzahl|stuckzahl|auflage|exemplare|cantidad|tirada|unidades)\b",
    )
});

impl<'a> Profile<'a> {
    pub(super) fn new(attribute: &'a Attribute) -> Self {
        let label = attribute.label.as_deref().unwrap_or("");
        let key = attribute.key.replace('_', " ");
        // Keys are written without umlauts: `flaeche`.
        let umlauts = key.replace("ae", "a").replace("oe", "o").replace("ue", "u");
        let question = folded(&attribute.question);
        let mut units = Vec::new();
        let mut unit_words = String::new();
        for found in HOW_MANY.captures_iter(&question) {
            for word in found.iter().skip(1).flatten() {
                unit_words.push_str(word.as_str());
                unit_words.push(' ');
                units.push(Stems::of(word.as_str()));
            }
        }
        let names = content(&format!("{key} {umlauts} {label}"));
        let mut concepts: BTreeSet<Concept> =
            [&key, &umlauts, label, &unit_words].into_iter().flat_map(concepts).collect();
        if HOW_BIG.is_match(&question) {
            concepts.insert(Concept::Area);
        }
        if concepts.is_empty() {
            concepts = self::concepts(&question).collect();
        }
        let examples =
            if attribute.kind == Kind::Number { attribute.examples.join(" ") } else { String::new() };
        let rest = content(&format!("{} {examples}", attribute.why.as_deref().unwrap_or("")));
        if attribute.kind == Kind::Date {
            match side(attribute) {
                Direction::From => concepts.insert(Concept::Start),
                Direction::To => concepts.insert(Concept::End),
                Direction::At => false,
            };
        }
        let role = Role::of(attribute);
        let asks = format!("{key} {} {question}", folded(label));
        Self {
            is_year: YEAR.is_match(&asks) && !HOW_MANY.is_match(&question),
            has_lasted: HAS_LASTED.is_match(&question),
            is_age: attribute.kind == Kind::Duration && AGE.is_match(&asks),
            is_plural: PLURAL.is_match(&question),
            is_town: TOWN.is_match(&asks),
            is_code: CODE.is_match(&asks),
            is_quantity: QUANTITY.is_match(&format!("{key} {}", folded(label))),
            attribute,
            names,
            units,
            question: content(&attribute.question),
            rest,
            concepts,
            role,
        }
    }

    /// How much the word speaks for this attribute: 0 to 2.
    pub(super) fn cue(&self, text: &Text<'_>, word: &Word) -> f32 {
        let flat = text.at(&word.place);
        let has = |list: &[Stems]| list.iter().any(|one| one.agree_loosely(&word.stems));
        if flat.len() < 2 {
            0.0
        } else if self.is_named_by(flat, &word.stems) {
            2.0
        } else if !is_content_word(flat) {
            0.0
        } else if has(&self.units) || of_word(flat).any(|concept| self.concepts.contains(&concept)) {
            1.6
        } else if has(&self.question) {
            0.8
        } else if has(&self.rest) {
            0.3
        } else {
            0.0
        }
    }

    /// Whether the word is one of its name.
    pub(super) fn is_named_by(&self, flat: &str, stems: &Stems) -> bool {
        is_content_word(flat) && self.names.iter().any(|one| one.agree(stems))
    }

    /// Whether the word stands in its question or name.
    pub(super) fn asks_with(&self, stems: &Stems) -> bool {
        self.question.iter().chain(&self.names).any(|one| one.agree(stems))
    }

    /// Whether the word is a plain name of its kind: "date", "Termin", "presupuesto".
    pub(super) fn is_kind_word(&self, flat: &str) -> bool {
        let kinds: &[&str] = match self.attribute.kind {
            Kind::Money => &[
                "budget",
                "money",
                "amount",
                "preis",
                "geld",
                "betrag",
                "presupuesto",
                "dinero",
                "importe",
                "price",
            ],
            Kind::Date => &[
                "date", "deadline", "day", "termin", "datum", "frist", "tag", "fecha", "plazo", "dia", "when",
            ],
            Kind::Phone => &[
                "phone",
                "number",
                "telephone",
                "mobile",
                "cell",
                "nummer",
                "telefonnummer",
                "handynummer",
                "telefon",
                "handy",
                "telefono",
                "movil",
                "numero",
            ],
            Kind::Email => &["email", "mail", "e-mail", "mailadresse", "emailadresse", "correo"],
            Kind::Url => &["site", "website", "url", "link", "webseite", "web"],
            _ => &[],
        };
        kinds.contains(&flat)
    }

    /// Whether the word names the attribute or what it is about; for "forget the date".
    pub(super) fn is_meant_by(&self, flat: &str, stems: &Stems) -> bool {
        if self.is_named_by(flat, stems) {
            return true;
        }
        self.is_kind_word(flat)
            || (self.attribute.kind != Kind::Text
                && is_content_word(flat)
                && of_word(flat).any(|concept| self.concepts.contains(&concept)))
    }

    /// Whether the word is what the attribute counts.
    pub(super) fn counts(&self, flat: &str, stems: &Stems) -> Counts {
        let counted: Vec<Concept> = of_word(flat).filter(|concept| concept.is_counted()).collect();
        let named = self.units.iter().chain(&self.names).any(|one| one.agree(stems)) && flat.len() > 1;
        if named || counted.iter().any(|concept| self.concepts.contains(concept)) {
            Counts::This
        } else if counted.iter().any(|concept| self.includes(*concept)) {
            Counts::Part
        } else if counted.is_empty() || counted.contains(&Concept::Years) && self.concepts.is_empty() {
            Counts::Unknown
        } else {
            Counts::Other
        }
    }

    fn includes(&self, part: Concept) -> bool {
        self.concepts.contains(&Concept::People)
            && matches!(part, Concept::Adults | Concept::Children | Concept::Staff)
    }

    /// Whether it asks how many of something there are.
    pub(super) fn counts_things(&self) -> bool {
        !self.units.is_empty() || self.concepts.iter().any(|concept| concept.is_counted())
    }

    /// How many words of its question and name the words share, those of other values aside, and whether one of them
    /// is of its name.
    pub(super) fn overlap(&self, words: &[Word], flat: &str, taken: &[Place]) -> (usize, bool) {
        let mut shared = 0;
        let mut named = false;
        let mut seen: Vec<&Stems> = Vec::new();
        for word in words {
            let own = &flat[word.place.clone()];
            let is_taken = taken.iter().any(|place| overlap(place, &word.place));
            if is_taken || !is_content_word(own) || seen.iter().any(|one| one.agree(&word.stems)) {
                continue;
            }
            let by_name = self.names.iter().any(|one| one.agree(&word.stems));
            if by_name || self.question.iter().any(|one| one.agree(&word.stems)) {
                shared += 1;
                named |= by_name;
                seen.push(&word.stems);
            }
        }
        (shared, named)
    }

    /// How many words of its question carry meaning.
    pub(super) fn question_words(&self) -> usize {
        self.question.len()
    }
}

/// What a noun beside a number says about whether an attribute counts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Counts {
    /// Just this.
    This,
    /// A part of it: children among people.
    Part,
    /// Nothing that is known to be counted.
    Unknown,
    /// Something else.
    Other,
}

fn words(text: &str) -> Vec<String> {
    let flat = folded(text);
    flat.split(|sign: char| !sign.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

fn content(text: &str) -> Vec<Stems> {
    let mut found: Vec<Stems> = Vec::new();
    for word in words(text).iter().filter(|word| is_content_word(word)) {
        let stems = Stems::of(word);
        if !found.contains(&stems) {
            found.push(stems);
        }
    }
    found
}

fn concepts(text: &str) -> impl Iterator<Item = Concept> {
    words(text)
        .into_iter()
        .filter(|word| is_content_word(word) || word == "name")
        .flat_map(|word| of_word(&word).collect::<Vec<_>>())
}
