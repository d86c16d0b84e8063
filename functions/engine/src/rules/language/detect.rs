//! In which language a message is written.

use std::sync::LazyLock;

use regex::Regex;

use super::pattern;

/// A language in which the rules can answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Language {
    /// English.
    English,
    /// German, with the polite address.
    German,
    /// Spanish, with the familiar address.
    Spanish,
    /// Portuguese, as it is written in Brazil.
    Portuguese,
}

impl Language {
    /// The language of a BCP 47 tag, where it is one of ours.
    #[must_use]
    pub fn of_tag(tag: &str) -> Option<Self> {
        match tag.split(['-', '_']).next().unwrap_or("").to_ascii_lowercase().as_str() {
            "en" => Some(Self::English),
            "de" => Some(Self::German),
            "es" => Some(Self::Spanish),
            "pt" => Some(Self::Portuguese),
            _ => None,
        }
    }

    /// Its BCP 47 tag.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
            Self::Spanish => "es",
            Self::Portuguese => "pt",
        }
    }
}

/// Words that stand in nearly every sentence of one of the languages and in few of another. "die", "in", "no", "was",
/// "es", "me" and the like are in more than one and therefore in none of the lists.
const ENGLISH: &[&str] = &[
    "the", "a", "an", "and", "is", "are", "i", "i'm", "i'd", "we", "we're", "we'd", "you", "your", "my",
    "our", "it", "it's", "to", "of", "for", "with", "what", "have", "has", "need", "want", "would", "like",
    "please", "pls", "thanks", "thank", "yes", "yep", "hi", "hello", "hey", "not", "don't", "dont", "do",
    "how", "much", "about", "this", "that", "just", "by", "from", "or", "but", "be", "can", "could", "will",
    "on", "at", "let's", "sorry", "actually", "make", "there", "they", "any", "some", "know",
];
const GERMAN: &[&str] = &[
    "der",
    "das",
    "und",
    "ist",
    "sind",
    "ich",
    "wir",
    "sie",
    "ein",
    "eine",
    "einen",
    "einem",
    "einer",
    "mein",
    "meine",
    "unser",
    "unsere",
    "mit",
    "fur",
    "von",
    "auf",
    "nicht",
    "kein",
    "keine",
    "keinen",
    "haben",
    "hat",
    "brauchen",
    "mochten",
    "mochte",
    "wollen",
    "bitte",
    "danke",
    "ja",
    "nein",
    "hallo",
    "guten",
    "moin",
    "oder",
    "aber",
    "auch",
    "noch",
    "zu",
    "zum",
    "zur",
    "im",
    "am",
    "bis",
    "wie",
    "viel",
    "doch",
    "nee",
    "etwa",
    "ungefahr",
    "dem",
    "den",
    "bei",
    "uns",
    "wird",
    "kann",
    "konnen",
    "weiss",
    "gerne",
    "keinerlei",
    "nach",
    "aus",
    "ab",
    "heisse",
    "hatte",
    "hatten",
    "sehr",
];
const SPANISH: &[&str] = &[
    "el",
    "la",
    "los",
    "las",
    "un",
    "una",
    "unos",
    "unas",
    "y",
    "que",
    "de",
    "del",
    "en",
    "con",
    "para",
    "por",
    "por",
    "mi",
    "nuestro",
    "nuestra",
    "es",
    "somos",
    "soy",
    "quiero",
    "queremos",
    "necesito",
    "necesitamos",
    "tengo",
    "tenemos",
    "hola",
    "gracias",
    "si",
    "buenas",
    "buenos",
    "pero",
    "tambien",
    "muy",
    "como",
    "cuanto",
    "cuesta",
    "favor",
    "lo",
    "le",
    "nos",
    "seria",
    "mejor",
    "todavia",
    "hay",
    "puede",
    "podeis",
    "no",
    "se",
    "su",
    "al",
    "claro",
    "vale",
    "ni",
    "idea",
    "ano",
];

static NO_IDEA: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?:^|[^a-z ]\s*|\b(?:h+m+|have|got|uh|um|erm|well|oh|sorry)\s+)no (?:idea|clue)\b")
});

/// What Spanish has too is in both, so that neither gains by it; what both have and others have not tells that it is one of them.
const PORTUGUESE: &[&str] = &[
    "o",
    "os",
    "um",
    "uma",
    "uns",
    "umas",
    "e",
    "que",
    "de",
    "do",
    "da",
    "dos",
    "das",
    "em",
    "na",
    "nos",
    "nas",
    "com",
    "para",
    "por",
    "pra",
    "meu",
    "minha",
    "nosso",
    "nossa",
    "seu",
    "sua",
    "eu",
    "voce",
    "voces",
    "ele",
    "ela",
    "nao",
    "sim",
    "sou",
    "somos",
    "quero",
    "queremos",
    "queria",
    "gostaria",
    "preciso",
    "precisamos",
    "tenho",
    "temos",
    "tem",
    "ola",
    "oi",
    "obrigado",
    "obrigada",
    "bom",
    "boa",
    "bem",
    "mas",
    "tambem",
    "muito",
    "como",
    "quanto",
    "custa",
    "qual",
    "quais",
    "onde",
    "quando",
    "isso",
    "esta",
    "estou",
    "fazer",
    "faz",
    "fazem",
    "ate",
    "ao",
    "aos",
    "pelo",
    "pela",
    "sem",
    "mais",
    "ja",
    "ainda",
    "agora",
    "aqui",
    "posso",
    "pode",
    "podem",
    "seria",
    "melhor",
    "ha",
    "se",
    "tudo",
    "hoje",
    "amanha",
    "mim",
    "claro",
];

/// The language of the message, or of the locale where the message does not tell; English where that is none of ours.
#[must_use]
pub fn detect(message: &str, locale: &str) -> Language {
    let expected = Language::of_tag(locale).unwrap_or(Language::English);
    let flat = super::super::text::folded(message);
    let mut scores = [0_i32; 4];
    for word in flat
        .split(|sign: char| !sign.is_alphanumeric() && sign != '\'')
        .filter(|word| !word.is_empty())
        .take(400)
    {
        for (score, list) in scores.iter_mut().zip([ENGLISH, GERMAN, SPANISH, PORTUGUESE]) {
            *score += i32::from(list.contains(&word)) * 2;
        }
    }
    // "no idea" is English, and "no" and "idea" are words of Spanish.
    if NO_IDEA.is_match(&flat) {
        scores[0] += 4;
    }
    for sign in message.chars().take(4_000) {
        match sign {
            'ß' | 'ä' | 'ö' | 'Ä' | 'Ö' => scores[1] += 2,
            'ü' | 'Ü' => scores[1] += 1,
            'ñ' | '¿' | '¡' => scores[2] += 3,
            'ã' | 'õ' | 'ç' | 'ê' => scores[3] += 3,
            'á' | 'í' | 'ó' | 'é' | 'ú' => {
                scores[2] += 1;
                scores[3] += 1;
            }
            _ => {}
        }
    }
    let languages = [Language::English, Language::German, Language::Spanish, Language::Portuguese];
    let usual = languages.iter().position(|one| *one == expected).unwrap_or(0);
    let best = (0..languages.len()).max_by_key(|one| (scores[*one], *one == usual)).unwrap_or(usual);
    // One word ("no", "la") is no proof that somebody has changed language.
    if best != usual && scores[best] >= scores[usual] + 3 { languages[best] } else { expected }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_message_decides_where_it_can() {
        for (message, locale, language) in [
            ("Hallo, wir brauchen einen Online-Shop", "en-GB", Language::German),
            ("hola! necesito una landing page para un curso", "en", Language::Spanish),
            ("Hi, sorry my german is bad", "de-DE", Language::English),
            ("10k", "de-DE", Language::German),
            ("no", "en", Language::English),
            ("hmm no idea", "en", Language::English),
            ("no idea", "en-GB", Language::English),
            ("no tengo ni idea", "en", Language::Spanish),
            ("Hamburg", "fr-FR", Language::English),
            ("oi, quanto custa uma faxina?", "en", Language::Portuguese),
            ("Vocês aceitam pix?", "pt-BR", Language::Portuguese),
            ("Quero mudar o meu agendamento para amanhã", "es", Language::Portuguese),
            ("quiero cambiar mi cita para mañana", "pt-BR", Language::Spanish),
            ("no tengo ni idea", "pt", Language::Spanish),
            ("ok, pix", "pt", Language::Portuguese),
            ("se me rompió la puerta y no cierra", "es", Language::Spanish),
        ] {
            assert_eq!(detect(message, locale), language, "{message}");
        }
    }
}
