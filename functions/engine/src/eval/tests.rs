//! The transcripts in the repository, and the scoring itself.

use super::*;

const FILES: [(&str, &str); 5] = [
    ("dental", include_str!("../../../../prompts/transcripts/dental.json")),
    ("handwerker", include_str!("../../../../prompts/transcripts/handwerker.json")),
    ("reformas", include_str!("../../../../prompts/transcripts/reformas.json")),
    ("removals", include_str!("../../../../prompts/transcripts/removals.json")),
    ("studio", include_str!("../../../../prompts/transcripts/studio.json")),
];

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
    for violation in &report.violations {
        println!("must not: {violation:?}");
    }
    assert!(report.overall.known.f1() >= 0.5);
}
