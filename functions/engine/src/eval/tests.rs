//! The transcripts in the repository, and the scoring itself.

use super::*;

const FILES: [(&str, &str); 21] = [
    ("app-agency", include_str!("../../../../prompts/transcripts/app-agency.json")),
    ("catering", include_str!("../../../../prompts/transcripts/catering.json")),
    ("charter", include_str!("../../../../prompts/transcripts/charter.json")),
    ("coaches", include_str!("../../../../prompts/transcripts/coaches.json")),
    ("conference", include_str!("../../../../prompts/transcripts/conference.json")),
    ("dental", include_str!("../../../../prompts/transcripts/dental.json")),
    ("garden-landscaper", include_str!("../../../../prompts/transcripts/garden-landscaper.json")),
    ("handwerker", include_str!("../../../../prompts/transcripts/handwerker.json")),
    ("interiors", include_str!("../../../../prompts/transcripts/interiors.json")),
    ("it-support", include_str!("../../../../prompts/transcripts/it-support.json")),
    ("language-school", include_str!("../../../../prompts/transcripts/language-school.json")),
    ("maler", include_str!("../../../../prompts/transcripts/maler.json")),
    ("printing", include_str!("../../../../prompts/transcripts/printing.json")),
    ("reformas", include_str!("../../../../prompts/transcripts/reformas.json")),
    ("removals", include_str!("../../../../prompts/transcripts/removals.json")),
    ("solar", include_str!("../../../../prompts/transcripts/solar.json")),
    ("studio", include_str!("../../../../prompts/transcripts/studio.json")),
    ("tischlerei", include_str!("../../../../prompts/transcripts/tischlerei.json")),
    ("translation-bureau", include_str!("../../../../prompts/transcripts/translation-bureau.json")),
    ("video", include_str!("../../../../prompts/transcripts/video.json")),
    ("wedding-photographer", include_str!("../../../../prompts/transcripts/wedding-photographer.json")),
];

/// Of the changes of every turn, rounded down: the rules must not fall back behind it.
const F1_FLOOR: f64 = 0.99;

fn report(asking: Asking) -> Report {
    let mut sum = Report::default();
    for (name, text) in FILES {
        let file = read(text).unwrap_or_else(|error| panic!("{name}: {error}"));
        sum.add(score(&file, &replay(&file, asking, &mut || 0.0)));
    }
    sum
}

#[test]
fn the_rules_understand_the_transcripts() {
    let report = report(Asking::AsWritten);
    println!("{}\n{}", report.mistakes.join("\n"), table(&report));
    assert!(report.overall.changes.f1() >= F1_FLOOR, "{}", table(&report));
    assert!(report.overall.known.f1() >= F1_FLOOR, "{}", table(&report));
    assert_eq!(report.violations, []);
}

#[test]
fn no_question_is_asked_more_than_twice_when_the_engine_chooses() {
    let report = report(Asking::AsEngine);
    assert_eq!(report.asked_too_often, 0);
    assert!(report.transcripts >= 20);
}

const SMALL: &str = r#"{ "today": "2026-11-21", "tenants": [ { "id": "t", "name": "T", "locale": "en", "country": "DE",
    "attributes": [
        { "key": "budget", "kind": "money", "requirement": "always", "question": "Budget?" },
        { "key": "extras", "kind": "list", "question": "Extras?", "choices": [{ "value": "a" }, { "value": "b" }] } ],
    "transcripts": [ { "id": "one", "turns": [
        { "asked": "budget", "message": "5k", "expect": { "budget": { "min": 5000, "max": 5000, "currency": "EUR" } } },
        { "asked": "extras", "message": "b and a", "must_not": ["extras"],
          "expect": { "budget": { "min": 5000, "max": 5000, "currency": "EUR" }, "extras": ["a", "b"] } } ] } ] } ] }"#;

#[test]
fn mistakes_count_in_the_known_set_until_they_are_mended_and_once_in_the_changes() {
    let file = read(SMALL).unwrap();
    let nothing = score(&file, &[]);
    assert_eq!(nothing.overall.known, Count { right: 0, too_much: 0, missing: 3 });
    assert_eq!(nothing.overall.changes, Count { right: 0, too_much: 0, missing: 2 });
    let states = replay(&file, Asking::AsWritten, &mut || 0.0);
    let all = score(&file, &states);
    assert_eq!(all.overall.known, Count { right: 3, too_much: 0, missing: 0 });
    assert_eq!(all.overall.changes, Count { right: 2, too_much: 0, missing: 0 });
    assert_eq!((all.ready_expected, all.ready_reached, all.turns_to_readiness), (1, 1, 2));
    assert_eq!(all.violations.len(), 1);
    // A wrong value is one too much and one missing.
    let wrong = read(&SMALL.replacen("\"5k\"", "\"6k\"", 1)).unwrap();
    let report = score(&wrong, &replay(&wrong, Asking::AsWritten, &mut || 0.0));
    assert_eq!(
        report.kinds[&shared::value::Kind::Money].changes,
        Count { right: 0, too_much: 1, missing: 1 }
    );
    assert_eq!(report.kinds[&shared::value::Kind::Money].known, Count { right: 0, too_much: 2, missing: 2 });
    assert_eq!(report.mistakes.len(), 1);
}

#[test]
fn a_line_of_json_has_what_a_reader_needs() {
    let file = read(SMALL).unwrap();
    let states = replay(&file, Asking::AsWritten, &mut || 1.5);
    let line = serde_json::to_value(Line::from(&states[1])).unwrap();
    let expected = serde_json::json!({ "tenant": "t", "transcript": "one", "turn": 2, "asked_next": null,
        "known": { "budget": { "min": 5000, "max": 5000, "currency": "EUR" }, "extras": ["b", "a"] },
        "confidence": 1.0, "ready": true, "ms": 0.0 });
    assert_eq!(line, expected);
}

#[test]
fn a_bad_file_is_refused_with_the_place() {
    let place = |text: &str| read(text).unwrap_err().to_string();
    let misspelt = place(&SMALL.replacen("\"message\"", "\"mesage\"", 1));
    assert!(
        misspelt.contains("tenants[0].transcripts[0].turns[0]") && misspelt.contains("message"),
        "{misspelt}"
    );
    let unknown = place(&SMALL.replacen("\"asked\": \"budget\"", "\"asked\": \"bugdet\"", 1));
    assert!(unknown.contains("t / one / turn 1") && unknown.contains("bugdet"), "{unknown}");
    let value = place(&SMALL.replacen("\"min\": 5000", "\"min\": \"x\"", 1));
    assert!(value.contains("t / one / turn 1 / budget"), "{value}");
}
