//! Whether a length of time is to come, has gone on until now, is over, or is an age.

use super::amount::Amount;
use super::length::Measure;
use super::reader::Reader;

/// What a length is said of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// Of what is to come, or of what it is.
    Plain,
    /// Of what has gone on until now: "since 3 months". An answer to "how long have you…", and to nothing else.
    Ongoing,
    /// Of the past or a rate: no answer at all.
    Past,
    /// Of how old something is: an answer to that alone.
    Age,
}

/// Words after a length that say how it stands.
const AFTER: &[(&str, Standing)] = &[
    ("ago", Standing::Past),
    ("old", Standing::Age),
    // "our 12-year-old daughter"
    ("- old", Standing::Past),
    ("alt", Standing::Age),
    ("alte", Standing::Past),
    ("alten", Standing::Past),
    ("de edad", Standing::Past),
    ("de antiguedad", Standing::Age),
    ("earlier", Standing::Past),
    ("of experience", Standing::Past),
    ("erfahrung", Standing::Past),
    ("de experiencia", Standing::Past),
    ("in business", Standing::Past),
    ("atras", Standing::Past),
    ("zuvor", Standing::Past),
];

/// Words before an age that is somebody's.
const PERSON_IS: &[(&str, ())] = &[
    ("i am", ()),
    ("i'm", ()),
    ("im", ()),
    ("he is", ()),
    ("he's", ()),
    ("she is", ()),
    ("she's", ()),
    ("we are", ()),
    ("who is", ()),
    ("ich bin", ()),
    ("bin", ()),
    ("er ist", ()),
];

/// Words before a length that say how it stands.
const BEFORE: &[(&str, Standing)] = &[
    ("vor", Standing::Past),
    ("every", Standing::Past),
    ("each", Standing::Past),
    ("alle", Standing::Past),
    ("jede", Standing::Past),
    ("cada", Standing::Past),
    ("tiene", Standing::Past),
    ("tengo", Standing::Past),
    ("cumple", Standing::Past),
    ("pro", Standing::Past),
    ("per", Standing::Past),
    ("aged", Standing::Past),
    ("previous", Standing::Past),
    ("seit", Standing::Ongoing),
    ("seit etwa", Standing::Ongoing),
    ("seit uber", Standing::Ongoing),
    ("since", Standing::Ongoing),
    ("hace", Standing::Ongoing),
    ("desde hace", Standing::Ongoing),
    ("last", Standing::Ongoing),
    ("can last", Standing::Plain),
    ("could last", Standing::Plain),
    ("may last", Standing::Plain),
    ("might last", Standing::Plain),
    ("must last", Standing::Plain),
    ("should last", Standing::Plain),
    ("to last", Standing::Plain),
    ("will last", Standing::Plain),
    ("it'll last", Standing::Plain),
    ("would last", Standing::Plain),
    ("past", Standing::Ongoing),
    ("letzten", Standing::Ongoing),
    ("vergangenen", Standing::Ongoing),
    ("ultimos", Standing::Ongoing),
    ("schon", Standing::Ongoing),
    ("bereits", Standing::Ongoing),
    ("llevo", Standing::Ongoing),
    ("llevamos", Standing::Ongoing),
    ("lleva", Standing::Ongoing),
    ("ha", Standing::Ongoing),
    ("faz", Standing::Ongoing),
];

/// How far before a length "been" says that it has gone on.
const BEEN_REACH: usize = 6;

/// How the length stands, by the words around it.
pub(super) fn standing(reader: &Reader<'_>, amount: &Amount<Measure>) -> Standing {
    let tokens = &reader.tokens;
    // "after 7 years of looking"
    let after = tokens.is(amount.end, "of") && amount.start > 0 && tokens.is(amount.start - 1, "after");
    if after {
        return Standing::Past;
    }
    if let Some((standing, _)) = tokens.phrase(amount.end, AFTER) {
        let of_person = tokens.phrase_before(amount.start, PERSON_IS).is_some();
        return if of_person { Standing::Past } else { standing };
    }
    if let Some((standing, _)) = tokens.phrase_before(amount.start, BEFORE) {
        return standing;
    }
    // "it's been going for 20 years"
    let been = (amount.start.saturating_sub(BEEN_REACH)..amount.start)
        .any(|at| matches!(tokens.word(at), "been" | "founded" | "existed"));
    if been { Standing::Ongoing } else { Standing::Plain }
}
