//! What a word inflects, without knowing its language: its stem in each of the three.

use std::sync::LazyLock;

use rust_stemmers::{Algorithm, Stemmer};

/// Each is named at its own call, so that the compiler sees that the crate's other fifteen languages are not asked for.
static STEMMERS: LazyLock<[Stemmer; 3]> = LazyLock::new(|| {
    [
        Stemmer::create(Algorithm::English),
        Stemmer::create(Algorithm::German),
        Stemmer::create(Algorithm::Spanish),
    ]
});

/// The stems of one word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::rules) struct Stems([String; 3]);

/// Longer words are no words.
const WORD_MAX_BYTES: usize = 60;

impl Stems {
    /// Of a folded word.
    pub(in crate::rules) fn of(word: &str) -> Self {
        let bare = word.strip_suffix("'s").unwrap_or(word);
        // Short words and numbers have no endings to lose.
        if bare.len() < 4 || bare.len() > WORD_MAX_BYTES || bare.bytes().any(|byte| byte.is_ascii_digit()) {
            return Self([bare.to_owned(), bare.to_owned(), bare.to_owned()]);
        }
        Self([0, 1, 2].map(|language| STEMMERS[language].stem(bare).into_owned()))
    }

    /// Whether both may be forms of one word: for hints, not for values.
    pub(in crate::rules) fn agree_loosely(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).any(|(one, another)| one == another && one.len() >= 3)
    }

    /// Whether both are forms of one word in one of the languages.
    pub(in crate::rules) fn agree(&self, other: &Self) -> bool {
        // A stem of three letters is a stem of too much: Spanish `pag` is of pages and of payments.
        self.0
            .iter()
            .zip(&other.0)
            .zip([3, 3, 4])
            .any(|((one, another), least)| one == another && one.len() >= least)
            || self == other
    }
}

#[cfg(test)]
mod tests {
    use super::Stems;

    #[test]
    fn forms_of_a_word_agree() {
        for (one, other) in
            [("booking", "bookings"), ("blume", "blumen"), ("ventana", "ventanas"), ("shop", "shop's")]
        {
            assert!(Stems::of(one).agree(&Stems::of(other)), "{one} {other}");
        }
        assert!(!Stems::of("page").agree(&Stems::of("budget")));
    }
}
