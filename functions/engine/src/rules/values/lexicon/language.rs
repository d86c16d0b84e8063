//! Which language a text seems to be in. Only for words that mean different things in different languages.

use super::super::tokens::Tokens;

/// A language that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Tongue {
    English,
    German,
    Spanish,
    Portuguese,
}

const COMMON: [(Tongue, &[&str]); 4] = [
    (
        Tongue::English,
        &[
            "the", "and", "is", "of", "to", "we", "i", "it", "for", "with", "have", "need", "would", "about", "our",
            "my", "you", "but", "not", "that", "this", "are", "be", "can", "please", "want", "like", "i'm", "it's",
            "around", "between", "less", "more", "than", "at", "by",
        ],
    ),
    (
        Tongue::German,
        &[
            "der", "die", "das", "und", "ist", "wir", "ich", "nicht", "ein", "eine", "einen", "fur", "mit", "auf",
            "von", "bis", "zu", "im", "am", "den", "dem", "des", "haben", "brauchen", "bitte", "oder", "aber", "es",
            "sie", "uns", "unser", "unsere", "zwischen", "etwa", "ca", "euro", "soll", "wollen", "hallo", "ja", "nein",
        ],
    ),
    (
        Tongue::Spanish,
        &[
            "el", "la", "los", "las", "y", "es", "de", "que", "en", "un", "una", "para", "por", "con", "no", "se",
            "queremos", "necesito", "necesitamos", "tenemos", "unos", "unas", "del", "al", "lo", "mi", "nuestro",
            "hola", "entre", "pero", "mas", "menos", "si", "euros", "quiero",
        ],
    ),
    (
        Tongue::Portuguese,
        &[
            "o", "os", "as", "e", "de", "que", "em", "um", "uma", "para", "por", "com", "nao", "do", "da", "dos",
            "das", "precisamos", "preciso", "temos", "uns", "no", "na", "ate", "nosso", "ola", "entre", "mas", "mais",
        ],
    ),
];

/// The language of the text: the one with the most of its common words, the expected one where they do not decide.
pub(in super::super) fn language(tokens: &Tokens<'_>, locale: &str) -> Tongue {
    let expected = match locale.get(..2).map(str::to_ascii_lowercase).as_deref() {
        Some("de") => Tongue::German,
        Some("es") => Tongue::Spanish,
        Some("pt") => Tongue::Portuguese,
        _ => Tongue::English,
    };
    let mut best = (0, expected);
    for (tongue, words) in COMMON {
        let hits = (0..tokens.len()).filter(|&place| words.contains(&tokens.word(place))).count();
        let score = 2 * hits + usize::from(tongue == expected);
        if score > best.0 {
            best = (score, tongue);
        }
    }
    best.1
}

/// Words that follow an amount without being what is counted, besides the commonest of each language.
const FOLLOWING: &[&str] = &[
    "or", "if", "as", "on", "in", "so", "then", "max", "maximum", "min", "minimum", "tops", "plus", "total", "budget",
    "altogether", "per", "each", "only", "just", "at", "should", "will", "would", "could", "was", "maybe", "i", "tbh",
    "pls", "thx", "lol", "ish", "including", "excluding", "incl", "excl", "net", "gross", "because", "up", "all",
    "there", "right", "ok", "okay", "though", "however", "sofern", "wenn", "netto", "brutto", "inklusive", "exklusive",
    "insgesamt", "gesamt", "als", "sind", "ware", "waren", "maximal", "hochstens", "mindestens", "pro", "im", "glaube",
    "denke", "plusminus", "circa", "ca", "como", "maximo", "minimo", "al", "o", "seria", "serian", "seran", "creo",
    "mensual", "aproximadamente", "en", "is", "approx", "roughly", "sounds", "works", "seems", "somewhere", "around",
    "about", "not", "nothing", "no", "from", "after", "before", "until", "till", "since", "while", "when", "what",
    "which", "who", "how", "why", "bis", "ab", "aber", "doch", "schon", "noch", "nur", "also", "pero", "porque",
    "tope", "he", "she", "they", "has", "had", "do", "does", "did", "reicht", "geht", "passt", "ok", "hoch", "yes",
];

/// Whether the word is one of the small words of a language rather than the name of a thing.
pub(in super::super) fn is_common(word: &str) -> bool {
    FOLLOWING.contains(&word) || COMMON.iter().any(|(_, words)| words.contains(&word))
}
