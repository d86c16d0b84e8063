//! Shortens the names under which the glue and the WASM know each other.
//!
//! wasm-bindgen gives every import and export a long name with a hash in it, once in either file; hashes do not
//! compress. Nobody outside the two files sees these names.

use std::collections::BTreeMap;

/// Old names and their short ones, for imports or for exports.
#[derive(Debug, Default)]
pub(crate) struct ShortNames(BTreeMap<String, String>);

impl ShortNames {
    /// The short name for `old`; the same for the same, in the order of asking.
    pub(crate) fn give(&mut self, old: &str) -> String {
        let next = self.0.len();
        self.0.entry(old.to_owned()).or_insert_with(|| short(next)).clone()
    }
}

/// The glue with both kinds of names replaced: imports wherever they stand, exports where they follow `wasm.`.
pub(crate) fn replace(glue: &str, imports: &ShortNames, exports: &ShortNames) -> String {
    let mut replaced = String::with_capacity(glue.len());
    let mut rest = glue;
    while let Some(start) = rest.find(is_in_name) {
        let (before, from_name) = rest.split_at(start);
        replaced.push_str(before);
        let length = from_name.find(|character| !is_in_name(character)).unwrap_or(from_name.len());
        let (name, after) = from_name.split_at(length);
        let names = if replaced.ends_with("wasm.") { exports } else { imports };
        replaced.push_str(names.0.get(name).map_or(name, String::as_str));
        rest = after;
    }
    replaced + rest
}

fn is_in_name(character: char) -> bool {
    character.is_alphanumeric() || character == '_' || character == '$'
}

/// a … z, A … Z, aa, ba … : the n-th of the shortest names.
fn short(mut number: usize) -> String {
    const LETTERS: &[u8; 52] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let mut name = String::new();
    loop {
        name.push(char::from(LETTERS[number % LETTERS.len()]));
        match (number / LETTERS.len()).checked_sub(1) {
            Some(left) => number = left,
            None => return name,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn short_names_are_all_different() {
        let names: BTreeSet<String> = (0..5000).map(short).collect();
        assert_eq!(names.len(), 5000);
        assert_eq!([short(0), short(51), short(52), short(53)], ["a", "Z", "aa", "ba"]);
    }

    #[test]
    fn a_name_is_given_once() {
        let mut names = ShortNames::default();
        assert_eq!([names.give("x"), names.give("y"), names.give("x")], ["a", "b", "a"]);
    }

    #[test]
    fn only_whole_names_in_their_places_are_replaced() {
        let (mut imports, mut exports) = (ShortNames::default(), ShortNames::default());
        imports.give("__wbg_then_1");
        exports.give("mount");
        let glue =
            "export function mount(x) { wasm.mount(x); }\n({__wbg_then_1: f, __wbg_then_12: wasm.mount2})";
        assert_eq!(
            replace(glue, &imports, &exports),
            "export function mount(x) { wasm.a(x); }\n({a: f, __wbg_then_12: wasm.mount2})"
        );
    }

    #[test]
    fn an_import_and_an_export_of_one_name_stay_apart() {
        let (mut imports, mut exports) = (ShortNames::default(), ShortNames::default());
        imports.give("first");
        imports.give("__wbg_x");
        exports.give("__wbg_x");
        assert_eq!(replace("wasm.__wbg_x; __wbg_x", &imports, &exports), "wasm.a; b");
    }
}
