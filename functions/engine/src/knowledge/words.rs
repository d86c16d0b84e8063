//! The words of a text as they are looked for: folded, without grammar, and without their endings, by language.

use std::collections::HashSet;
use std::sync::LazyLock;

use rust_stemmers::{Algorithm, Stemmer};

use crate::rules::{folded, stop};

/// A language as far as its words are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tongue {
    English,
    German,
    Spanish,
    Portuguese,
    /// Words are taken as they stand.
    Other,
}

/// Longer words are no words; what is too short to lose an ending.
const WORD_MAX_BYTES: usize = 60;
const ENDING_MIN_BYTES: usize = 4;

/// What is grammar only, by language.
static GRAMMAR: LazyLock<[(Tongue, HashSet<&str>); 4]> = LazyLock::new(|| {
    let of = |tongue: Tongue, words: &'static str| -> (Tongue, HashSet<&str>) {
        (tongue, words.split_whitespace().collect())
    };
    [
        of(Tongue::English, stop::ENGLISH),
        of(Tongue::German, stop::GERMAN),
        of(Tongue::Spanish, stop::SPANISH),
        of(Tongue::Portuguese, stop::PORTUGUESE),
    ]
});

/// Words that ask, whatever is asked for. They count where an entry has them, and are not missed where none has.
const ASKING: &[&str] = &[
    "today",
    "tonight",
    "tomorrow",
    "heute",
    "morgen",
    "hoy",
    "manana",
    "hoje",
    "amanha",
    "price",
    "prices",
    "pricing",
    "cost",
    "costs",
    "charge",
    "charges",
    "fee",
    "fees",
    "rate",
    "rates",
    "accept",
    "offer",
    "offers",
    "provide",
    "cover",
    "happen",
    "happens",
    "possible",
    "explain",
    "interested",
    "wondering",
    "policy",
    "available",
    "preis",
    "preise",
    "kostet",
    "kosten",
    "bieten",
    "anbieten",
    "funktioniert",
    "moglich",
    "nehmen",
    "passiert",
    "erklaren",
    "verfugbar",
    "precio",
    "precios",
    "cuesta",
    "cuestan",
    "cobran",
    "aceptan",
    "ofrecen",
    "funciona",
    "posible",
    "explicar",
    "disponible",
    "preco",
    "precos",
    "custa",
    "custam",
    "custo",
    "valor",
    "cobram",
    "aceitam",
    "oferecem",
    "atendem",
    "trabalham",
    "possivel",
    "explica",
    "disponivel",
    "saber",
    "informacao",
    "informacoes",
    "duvida",
    "pergunta",
    "acontece",
];

/// A word as it is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// Without its ending.
    pub stem: String,
    /// How many letters it had: so many mistakes may be in it.
    pub letters: usize,
    /// Whether it says little of what is meant ("number", "price").
    pub general: bool,
}

impl Tongue {
    /// Of a BCP 47 tag.
    pub(super) fn of(tag: &str) -> Self {
        match language(tag).as_str() {
            "en" => Self::English,
            "de" => Self::German,
            "es" => Self::Spanish,
            "pt" => Self::Portuguese,
            _ => Self::Other,
        }
    }

    /// The words of the text that carry meaning, in order.
    pub(super) fn words(self, text: &str) -> Vec<Word> {
        let flat = folded(text);
        let words = flat.split(|sign: char| !sign.is_alphanumeric() && sign != '\'');
        let words = words.map(|word| word.trim_matches('\'')).filter(|word| word.len() <= WORD_MAX_BYTES);
        let stems = self.stemmer();
        words
            .map(|word| word.strip_suffix("'s").unwrap_or(word))
            .filter(|word| !word.is_empty() && !self.is_grammar(word))
            .map(|word| Word {
                stem: self.stem(word, stems.as_ref()),
                letters: word.chars().count(),
                general: stop::is_general_word(word)
                    || ASKING.contains(&word)
                    || word.bytes().all(|byte| byte.is_ascii_digit()),
            })
            .collect()
    }

    /// Single letters are no words either; single digits are.
    fn is_grammar(self, word: &str) -> bool {
        let is_letter = word.chars().count() == 1 && !word.starts_with(|sign: char| sign.is_numeric());
        is_letter || GRAMMAR.iter().any(|(tongue, words)| *tongue == self && words.contains(word))
    }

    /// Each is named at its own call, so that the compiler sees that the crate's other languages are not asked for.
    fn stemmer(self) -> Option<Stemmer> {
        match self {
            Self::English => Some(Stemmer::create(Algorithm::English)),
            Self::German => Some(Stemmer::create(Algorithm::German)),
            Self::Spanish => Some(Stemmer::create(Algorithm::Spanish)),
            Self::Portuguese => Some(Stemmer::create(Algorithm::Portuguese)),
            Self::Other => None,
        }
    }

    fn stem(self, word: &str, stemmer: Option<&Stemmer>) -> String {
        let is_bare = word.len() < ENDING_MIN_BYTES || word.bytes().any(|byte| byte.is_ascii_digit());
        let Some(stemmer) = stemmer.filter(|_| !is_bare) else { return word.to_owned() };
        let word = if self == Self::Portuguese { singular(word) } else { word.to_owned() };
        stemmer.stem(&word).into_owned()
    }
}

/// The language of a BCP 47 tag, in small letters.
pub(super) fn language(tag: &str) -> String {
    tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase()
}

/// Portuguese plurals that the stemmer knows by their accents only, which are folded away: `reservacoes`, `imoveis`.
fn singular(word: &str) -> String {
    const PLURALS: [(&str, &str); 6] =
        [("oes", "ao"), ("aes", "ao"), ("ais", "al"), ("eis", "el"), ("ois", "ol"), ("ns", "m")];
    PLURALS
        .iter()
        .find_map(|(plural, one)| word.strip_suffix(plural).map(|start| format!("{start}{one}")))
        .unwrap_or_else(|| word.to_owned())
}

#[cfg(test)]
mod tests {
    use super::Tongue;

    fn stems(tag: &str, text: &str) -> Vec<String> {
        Tongue::of(tag).words(text).into_iter().map(|word| word.stem).collect()
    }

    #[test]
    fn forms_of_a_word_are_one() {
        for (tag, one, other) in [
            ("en-GB", "Do you clean windows?", "window cleaning"),
            ("de", "Welche Reinigungen gibt es?", "Reinigung"),
            ("es-ES", "¿Limpian ventanas?", "la ventana limpia"),
            ("pt-BR", "Vocês fazem limpezas de imóveis?", "limpeza do imovel"),
            ("pt", "reservações e cancelamentos", "reservacao cancelamento"),
            ("fr", "Les prix", "les PRIX"),
        ] {
            let (mut one, mut other) = (stems(tag, one), stems(tag, other));
            one.sort();
            other.sort();
            assert_eq!(one, other);
        }
    }

    #[test]
    fn grammar_is_left_out() {
        assert!(stems("en", "What's it, and how are you?").is_empty());
        assert!(stems("pt", "Vocês têm isso para mim?").len() <= 1);
        assert_eq!(stems("en", "open on 24/7 in b"), ["open", "24", "7"]);
    }
}
