//! Confidence and readiness.
//!
//! An attribute *applies* unless its requirement is `when` and the condition does not hold. The *evidence* of a known
//! value is 1 where the visitor's words state it, 0.8 where they say it roughly ("around 15k"), 0.6 where it only
//! follows from them; of an unknown one it is 0. Then
//!
//! ```text
//! confidence = Σ weight × evidence / Σ weight        over the attributes that count
//! ```
//!
//! rounded to four decimals, half away from zero. An attribute *counts* when it applies, except an optional one that
//! the visitor declined: declining what is optional costs nothing. Where nothing counts (no attributes, or all weights
//! 0), confidence is 0.
//!
//! A conversation is *ready* when confidence is at least the tenant's threshold (0.7 unless set) and no required
//! attribute is missing. A required attribute that was declined is still missing: the tenant said that an estimate
//! needs it. Clearing a required value after readiness takes readiness back.

use shared::tenant::{Attribute, Condition, Requirement, ScopeSettings, Test};
use shared::value::{Number, Value};
use shared::wire::ExtractedStatus;

use super::Scope;

/// Four decimals: 0.6999 is short of 0.7, and 0.1 + 0.2 + 0.4 is not.
const ROUNDING: f64 = 10_000.0;

/// The evidence for a value: 0 to 1.
#[must_use]
pub const fn evidence_weight(status: ExtractedStatus) -> f64 {
    match status {
        ExtractedStatus::Stated => 1.0,
        ExtractedStatus::Approximate => 0.8,
        ExtractedStatus::Inferred => 0.6,
    }
}

/// Whether the attribute has to do with this visitor at all.
#[must_use]
pub fn applies(attribute: &Attribute, scope: &Scope) -> bool {
    match &attribute.requirement {
        Requirement::Always | Requirement::Optional => true,
        Requirement::When(condition) => holds(condition, scope),
    }
}

/// Whether an estimate needs the attribute, given what is known.
#[must_use]
pub fn is_required(attribute: &Attribute, scope: &Scope) -> bool {
    attribute.requirement != Requirement::Optional && applies(attribute, scope)
}

/// How much is known: 0 to 1, four decimals.
#[must_use]
pub fn confidence(settings: &ScopeSettings, scope: &Scope) -> f64 {
    let mut sum = 0.0;
    let mut whole = 0.0;
    for attribute in &settings.attributes {
        let declined = scope.declined.contains(&attribute.key);
        if !applies(attribute, scope) || (declined && attribute.requirement == Requirement::Optional) {
            continue;
        }
        whole += attribute.weight;
        if let Some(known) = scope.known.get(&attribute.key) {
            sum += attribute.weight * evidence_weight(known.status);
        }
    }
    if whole > 0.0 { (sum / whole * ROUNDING).round() / ROUNDING } else { 0.0 }
}

/// The required attributes that are not known, in the tenant's order.
pub fn missing<'a>(
    settings: &'a ScopeSettings,
    scope: &'a Scope,
) -> impl Iterator<Item = &'a Attribute> + use<'a> {
    settings
        .attributes
        .iter()
        .filter(|attribute| is_required(attribute, scope) && !scope.known.contains_key(&attribute.key))
}

/// Whether enough is known for an estimate.
#[must_use]
pub fn is_ready(settings: &ScopeSettings, scope: &Scope) -> bool {
    confidence(settings, scope) >= settings.threshold && missing(settings, scope).next().is_none()
}

fn holds(condition: &Condition, scope: &Scope) -> bool {
    let Some(known) = scope.known.get(&condition.key) else { return false };
    match &condition.test {
        Test::Equals(wanted) => says(&known.value, wanted),
        Test::In(wanted) => wanted.iter().any(|one| says(&known.value, one)),
        Test::AtLeast(least) => upper_end(&known.value).is_some_and(|end| end >= *least),
    }
}

fn says(value: &Value, wanted: &str) -> bool {
    match value {
        Value::Text(text)
        | Value::Choice(text)
        | Value::Email(text)
        | Value::Phone(text)
        | Value::Url(text) => text == wanted,
        Value::List(values) => values.iter().any(|one| one == wanted),
        Value::YesNo(yes) => wanted == if *yes { "true" } else { "false" },
        Value::Number(range) if range.min == range.max => {
            range.min.is_some_and(|number| Number(number).to_string() == wanted)
        }
        Value::Number(_) | Value::Money(_) | Value::Date(_) | Value::Duration(_) => false,
    }
}

fn upper_end(value: &Value) -> Option<f64> {
    match value {
        Value::Number(range) => range.max.or(range.min),
        Value::Money(money) => money.max.or(money.min).map(|amount| amount.0),
        _ => None,
    }
}
