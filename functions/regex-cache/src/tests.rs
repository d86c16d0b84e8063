//! Patterns match as they would without a cache, also once they were forgotten; no more are kept than may be.

use std::sync::{Arc, Mutex};

use super::{CachedRegex, CachedRegexBuilder, RegexCache};

fn pattern(cache: &Arc<Mutex<RegexCache>>, source: &str) -> CachedRegex {
    CachedRegexBuilder::new(Arc::clone(cache), source).ignore_whitespace(true).build().unwrap()
}

fn kept(cache: &Mutex<RegexCache>) -> Vec<String> {
    cache.lock().unwrap().kept.iter().map(|kept| kept.source.to_string()).collect()
}

#[test]
fn the_last_ones_are_kept_and_the_others_compiled_again() {
    let cache = Arc::new(Mutex::new(RegexCache::new(2)));
    let [one, two, three] = ["1 [0-9]", "2[0-9]", "3[0-9]"].map(|source| pattern(&cache, source));
    assert!(kept(&cache).is_empty());
    assert!(one.is_match("19") && two.is_match("29") && one.is_match("18"));
    assert_eq!(kept(&cache), ["1 [0-9]", "2[0-9]"]);
    assert!(three.is_match("39"));
    assert_eq!(kept(&cache), ["3[0-9]", "1 [0-9]"]);
    assert!(two.is_match("29") && !two.is_match("39"));
    assert_eq!(kept(&cache), ["2[0-9]", "3[0-9]"]);
}

#[test]
fn white_space_counts_where_it_is_asked_to() {
    let cache = Arc::new(Mutex::new(RegexCache::new(9)));
    let tight = pattern(&cache, "1 2");
    let wide = CachedRegexBuilder::new(Arc::clone(&cache), "1 2").build().unwrap();
    assert!(tight.is_match("12") && !wide.is_match("12") && wide.is_match("1 2"));
}

#[test]
fn groups_are_found_and_replaced_and_a_bad_pattern_matches_nothing() {
    let cache = Arc::new(Mutex::new(RegexCache::new(9)));
    let good = pattern(&cache, "(0)(49)");
    assert_eq!(good.find("x049").map(|found| found.range()), Some(1..4));
    assert_eq!(good.captures("049").unwrap().get(2).unwrap().as_str(), "49");
    assert_eq!(good.replace("049", "$2"), "49");
    assert_eq!((good.as_str(), good.captures_len()), ("(0)(49)", 3));
    let bad = pattern(&cache, "(");
    assert!(!bad.is_match("(") && bad.find("(").is_none() && bad.captures("(").is_none());
    assert_eq!(bad.replace("(", "x"), "(");
}
