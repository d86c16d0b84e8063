//! Scoring what is known after every turn.
//!
//! **Known set.** After every turn the whole of what is known is compared with the whole of what is expected. An
//! attribute that is known with the expected value counts as right; one that is known with another value, or should
//! not be known, counts as too much; one that is expected and not known with that value counts as missing (so a wrong
//! value counts twice). A mistake is counted again after every turn until it is mended: that is what the visitor sees.
//!
//! **Changes.** The same mistakes counted once, where they happen: of the attributes whose expected value is another
//! than after the turn before (given, corrected, taken back), right is what then has the expected value, missing what
//! has not; too much is what changed in this turn to something that is not expected.
//!
//! Two values are equal when they are written alike; of a list, the order does not count.

use std::collections::{BTreeMap, BTreeSet};

use shared::value::{Kind, Value};

use super::file::{File, Tenant, Transcript};
use super::replay::{Place, TurnState};
use crate::scope::{Scope, is_ready};

/// How much was right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    /// Right.
    pub right: u32,
    /// Known and not expected, or not so.
    pub too_much: u32,
    /// Expected and not known, or not so.
    pub missing: u32,
}

impl Count {
    /// Of what is known, how much is right: 0 to 1; 1 where nothing is known.
    #[must_use]
    pub fn precision(self) -> f64 {
        ratio(self.right, self.right + self.too_much)
    }

    /// Of what is expected, how much is known: 0 to 1; 1 where nothing is expected.
    #[must_use]
    pub fn recall(self) -> f64 {
        ratio(self.right, self.right + self.missing)
    }

    /// The harmonic mean of both.
    #[must_use]
    pub fn f1(self) -> f64 {
        ratio(2 * self.right, 2 * self.right + self.too_much + self.missing)
    }

    fn add(&mut self, other: Self) {
        self.right += other.right;
        self.too_much += other.too_much;
        self.missing += other.missing;
    }
}

fn ratio(part: u32, whole: u32) -> f64 {
    if whole == 0 { 1.0 } else { f64::from(part) / f64::from(whole) }
}

/// The counts of one kind of attribute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct KindScore {
    /// By the known set after every turn.
    pub known: Count,
    /// By the changes of every turn.
    pub changes: Count,
}

/// Something that is known and must not be.
#[derive(Debug, Clone, PartialEq)]
pub struct Violation {
    /// After which turn.
    pub place: Place,
    /// The attribute.
    pub key: String,
    /// What is known of it.
    pub value: Value,
}

/// The score of one or more files.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Report {
    /// By kind.
    pub kinds: BTreeMap<Kind, KindScore>,
    /// Of all kinds together.
    pub overall: KindScore,
    /// Transcripts.
    pub transcripts: u32,
    /// Turns.
    pub turns: u32,
    /// Transcripts after which an estimate should be possible.
    pub ready_expected: u32,
    /// Those of them in which it was, and the sum of the turns that it took.
    pub ready_reached: u32,
    /// The sum of the turns to readiness over those that reached it.
    pub turns_to_readiness: u32,
    /// Questions that were asked more than once in a transcript.
    pub asked_again: u32,
    /// Questions that were asked more than twice in a transcript.
    pub asked_too_often: u32,
    /// What is known and must not be.
    pub violations: Vec<Violation>,
    /// Every mistake where it happens, in words: for the person who mends them.
    pub mistakes: Vec<String>,
}

impl Report {
    /// Both together, for several files.
    pub fn add(&mut self, other: Self) {
        for (kind, score) in other.kinds {
            let sum = self.kinds.entry(kind).or_default();
            sum.known.add(score.known);
            sum.changes.add(score.changes);
        }
        self.overall.known.add(other.overall.known);
        self.overall.changes.add(other.overall.changes);
        self.transcripts += other.transcripts;
        self.turns += other.turns;
        self.ready_expected += other.ready_expected;
        self.ready_reached += other.ready_reached;
        self.turns_to_readiness += other.turns_to_readiness;
        self.asked_again += other.asked_again;
        self.asked_too_often += other.asked_too_often;
        self.violations.extend(other.violations);
        self.mistakes.extend(other.mistakes);
    }

    fn count(&mut self, kind: Kind, known: Count, changes: Count) {
        let score = self.kinds.entry(kind).or_default();
        score.known.add(known);
        score.changes.add(changes);
        self.overall.known.add(known);
        self.overall.changes.add(changes);
    }
}

/// Scores the states of a file's turns. A turn without a state counts as one after which nothing is known.
#[must_use]
pub fn score(file: &File, states: &[TurnState]) -> Report {
    let by_place: BTreeMap<&Place, &TurnState> = states.iter().map(|state| (&state.place, state)).collect();
    let mut report = Report::default();
    for tenant in &file.tenants {
        for transcript in &tenant.transcripts {
            score_one(tenant, transcript, &by_place, &mut report);
        }
    }
    report
}

type Values = BTreeMap<String, Value>;

fn score_one(
    tenant: &Tenant,
    transcript: &Transcript,
    states: &BTreeMap<&Place, &TurnState>,
    report: &mut Report,
) {
    let settings = tenant.as_tenant().scope;
    let mut before = (Values::new(), Values::new());
    let mut asked: BTreeMap<String, u32> = BTreeMap::new();
    let mut ready_at = None;
    for (index, turn) in transcript.turns.iter().enumerate() {
        let place = Place { tenant: tenant.id.clone(), transcript: transcript.id.clone(), turn: index + 1 };
        let expected: Values = tenant
            .expected(turn)
            .unwrap_or_default()
            .into_iter()
            .map(|(key, value)| (key, sorted(value)))
            .collect();
        let state = states.get(&place);
        let known: Values = state.map_or_else(Values::new, |state| values(&state.scope));
        for attribute in &tenant.attributes {
            let key = &attribute.key;
            let (is, should) = (known.get(key), expected.get(key));
            let (was, should_before) = (before.0.get(key), before.1.get(key));
            let now = compare(is, should);
            let change = compare_change(is, should, is != was, should != should_before);
            if change.too_much + change.missing > 0 {
                report.mistakes.push(mistake(&place, key, is, should, &turn.message));
            }
            report.count(attribute.kind, now, change);
        }
        for key in &turn.must_not {
            if let Some(value) = known.get(key) {
                report.violations.push(Violation {
                    place: place.clone(),
                    key: key.clone(),
                    value: value.clone(),
                });
            }
        }
        if let Some(state) = state {
            if let Some(key) = &state.scope.asking {
                *asked.entry(key.clone()).or_default() += 1;
            }
            ready_at = ready_at.or_else(|| state.ready.then_some(index + 1));
        }
        before = (known, expected);
    }
    report.transcripts += 1;
    report.turns += u32::try_from(transcript.turns.len()).unwrap_or(u32::MAX);
    if is_ready(&settings, &as_scope(tenant, &before.1)) {
        report.ready_expected += 1;
        if let Some(turn) = ready_at {
            report.ready_reached += 1;
            report.turns_to_readiness += u32::try_from(turn).unwrap_or(u32::MAX);
        }
    }
    let often = |least: u32| {
        u32::try_from(asked.values().filter(|times| **times >= least).count()).unwrap_or(u32::MAX)
    };
    report.asked_again += often(2);
    report.asked_too_often += often(3);
}

fn values(scope: &Scope) -> Values {
    scope.known.iter().map(|(key, known)| (key.clone(), sorted(known.value.clone()))).collect()
}

/// Of a list, the order does not count.
fn sorted(value: Value) -> Value {
    match value {
        Value::List(values) => Value::List(values.into_iter().collect::<BTreeSet<_>>().into_iter().collect()),
        other => other,
    }
}

fn compare(is: Option<&Value>, should: Option<&Value>) -> Count {
    Count {
        right: u32::from(is.is_some() && is == should),
        too_much: u32::from(is.is_some() && is != should),
        missing: u32::from(should.is_some() && is != should),
    }
}

fn compare_change(is: Option<&Value>, should: Option<&Value>, changed: bool, should_change: bool) -> Count {
    Count {
        right: u32::from(should_change && is == should),
        too_much: u32::from(changed && is != should),
        missing: u32::from(should_change && is != should),
    }
}

fn mistake(place: &Place, key: &str, is: Option<&Value>, should: Option<&Value>, message: &str) -> String {
    let show =
        |value: Option<&Value>| value.map_or_else(|| "nothing".to_owned(), |value| format!("`{value}`"));
    format!(
        "{} / {} / turn {}: {key} is {}, should be {}: {message}",
        place.tenant,
        place.transcript,
        place.turn,
        show(is),
        show(should)
    )
}

/// The expected values as a scope of clear statements.
fn as_scope(tenant: &Tenant, expected: &Values) -> Scope {
    let known = expected.iter().filter_map(|(key, value)| {
        let known = crate::scope::Known {
            kind: tenant.attribute(key)?.kind,
            value: value.clone(),
            status: shared::wire::ExtractedStatus::Stated,
            evidence: String::new(),
        };
        Some((key.clone(), known))
    });
    Scope { known: known.collect(), ..Scope::default() }
}
