//! Queries of Prometheus, read by a parser of their language.

use std::collections::BTreeSet;

use promql_parser::label::Matchers;
use promql_parser::parser::{self, Expr, VectorSelector};
use promql_parser::util::{ExprVisitor, walk_expr};
use telemetry::{Kind, METRICS, Metric};

/// What Prometheus itself knows of everything that it reads.
const OF_PROMETHEUS: &str = "up";

/// What stands in Grafana's queries for something that it fills in.
const FILLED_IN: [(&str, &str); 2] = [("$__rate_interval", "5m"), ("$tenant", ".*")];

/// The metrics that a query asks for. Panics where it cannot be read, or asks for what there is not: a metric, a form of it
/// that its kind does not have, or a label.
pub(crate) fn check(query: &str, place: &str) -> BTreeSet<&'static str> {
    let mut filled = query.to_owned();
    for (name, value) in FILLED_IN {
        filled = filled.replace(name, value);
    }
    let expression = parser::parse(&filled).unwrap_or_else(|error| panic!("{place}: {error} in {query}"));
    let mut asked = Asked { place, query, found: BTreeSet::new() };
    walk_expr(&mut asked, &expression).unwrap();
    assert!(!asked.found.is_empty(), "{place}: {query} asks for nothing");
    check_groups(&expression, place);
    asked.found
}

struct Asked<'a> {
    place: &'a str,
    query: &'a str,
    found: BTreeSet<&'static str>,
}

impl ExprVisitor for Asked<'_> {
    type Error = std::convert::Infallible;

    fn pre_visit(&mut self, expression: &Expr) -> Result<bool, Self::Error> {
        let selector = match expression {
            Expr::VectorSelector(selector) => selector,
            Expr::MatrixSelector(matrix) => &matrix.vs,
            _ => return Ok(true),
        };
        self.found.insert(self.metric(selector));
        Ok(true)
    }
}

impl Asked<'_> {
    fn metric(&self, selector: &VectorSelector) -> &'static str {
        let Self { place, query, .. } = self;
        let name =
            selector.name.as_deref().unwrap_or_else(|| panic!("{place}: a nameless metric in {query}"));
        if name == OF_PROMETHEUS {
            return OF_PROMETHEUS;
        }
        let metric = named(name).unwrap_or_else(|| panic!("{place}: there is no metric {name}"));
        let Matchers { matchers, .. } = &selector.matchers;
        for matcher in matchers {
            let is_known = metric.labels.contains(&matcher.name.as_str());
            assert!(is_known, "{place}: {name} has no label {}", matcher.name);
        }
        metric.name
    }
}

/// The metric of a series: of a histogram, its sum, its count or its buckets.
fn named(series: &str) -> Option<&'static Metric> {
    METRICS.iter().copied().find(|metric| match metric.kind {
        Kind::Histogram(_) => {
            let rest = series.strip_prefix(metric.name);
            rest.is_some_and(|rest| ["_bucket", "_sum", "_count"].contains(&rest))
        }
        Kind::Counter | Kind::Gauge => series == metric.name,
    })
}

/// A sum is split by labels that its metric has.
fn check_groups(expression: &Expr, place: &str) {
    struct Groups<'a>(&'a str);
    impl ExprVisitor for Groups<'_> {
        type Error = std::convert::Infallible;

        fn pre_visit(&mut self, expression: &Expr) -> Result<bool, Self::Error> {
            if let Expr::Aggregate(sum) = expression
                && let Some(parser::LabelModifier::Include(labels)) = &sum.modifier
            {
                let inner = sum.expr.to_string();
                for label in labels.labels.iter().filter(|label| *label != "le") {
                    let has = METRICS
                        .iter()
                        .filter(|metric| inner.contains(metric.name))
                        .any(|metric| metric.labels.contains(&label.as_str()));
                    assert!(has, "{}: nothing in {inner} has a label {label}", self.0);
                }
            }
            Ok(true)
        }
    }
    walk_expr(&mut Groups(place), expression).unwrap();
}

#[test]
fn what_there_is_not_is_found() {
    for wrong in [
        "rate(anteroom_nonsense_total[5m])",
        "rate(anteroom_requests_total{tenant=\"studio\"}[5m])",
        "rate(anteroom_turn_seconds[5m])",
        "sum by (tenant) (rate(anteroom_requests_total[5m]))",
        "sum(rate(anteroom_requests_total[5m])",
        "1 + 1",
    ] {
        assert!(std::panic::catch_unwind(|| check(wrong, "here")).is_err(), "{wrong}");
    }
    let found = check(
        "sum by (route) (rate(anteroom_request_seconds_bucket{route=~\"$tenant\"}[$__rate_interval]))",
        "here",
    );
    assert_eq!(found, BTreeSet::from(["anteroom_request_seconds"]));
}
