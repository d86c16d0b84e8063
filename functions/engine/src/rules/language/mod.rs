//! What the rules know of English, German and Spanish, apart from any tenant: words and turns of phrase.
//!
//! A message is read with all three at once, since visitors mix them; [`detect`] only decides in which one to answer.

pub(super) mod concepts;
mod detect;
pub(super) mod markers;
pub(super) mod stems;
pub(crate) mod stop;

pub use detect::{Language, detect};

use regex::Regex;

/// Compiles one of the rules' own patterns. They are matched against folded text, so they are written in lower case
/// without diacritics, and `\b`, `\w` and `\d` mean ASCII: that is several times faster. Call it in a `LazyLock` only.
#[expect(
    clippy::expect_used,
    reason = "the patterns are literals, and reading the messages of the tests compiles them"
)]
pub(crate) fn pattern(source: &str) -> Regex {
    let ascii = source.replace(r"\b", r"(?-u:\b)").replace(r"\w", "[a-z0-9_]").replace(r"\d", "[0-9]");
    Regex::new(&ascii).expect("a pattern of the rules is a regular expression")
}
