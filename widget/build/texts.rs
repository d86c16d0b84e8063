//! Makes the enum of the widget's own words, and English as the module holds it: `texts/en.txt` is the one list of them.
//!
//! A line of `texts/*.txt` is a name, a colon and a text. The names stay out of the module: it finds a text by the place
//! of its line.

use std::fmt::Write as _;

/// The Rust source of `enum Text`, a variant for each line, in order.
pub(crate) fn variants(english: &str) -> String {
    let mut source = String::from(
        "/// One of the widget's own words: the place of its line in `texts/en.txt`.\n\
         #[derive(Debug, Clone, Copy, PartialEq, Eq)]\n#[repr(u8)]\npub enum Text {\n",
    );
    for (name, text) in lines(english) {
        // Writing to a string does not fail.
        let _ = writeln!(source, "    /// “{text}”\n    {},", variant(name));
    }
    source + "}\n"
}

/// The texts alone, a line each.
pub(crate) fn texts(english: &str) -> String {
    lines(english).map(|(_, text)| text).collect::<Vec<_>>().join("\n")
}

fn lines(file: &str) -> impl Iterator<Item = (&str, &str)> {
    file.lines().filter_map(|line| line.split_once(": "))
}

/// `start_over` → `StartOver`.
fn variant(name: &str) -> String {
    name.split('_')
        .flat_map(|word| {
            let mut letters = word.chars();
            let first = letters.next().map(|letter| letter.to_ascii_uppercase());
            first.into_iter().chain(letters)
        })
        .collect()
}
