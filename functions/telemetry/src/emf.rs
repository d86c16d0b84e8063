//! Metrics as lines of CloudWatch's embedded metric format: one line for a piece of work, written when it is done.
//!
//! CloudWatch takes the metrics out of the log, so no call is made for them. There are no dimensions, since each combination
//! of their values would be a metric to pay for; what a request was about stands in its log line.

use core::fmt;
use std::collections::BTreeMap;
use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};

use metrics::{
    Counter, CounterFn, Gauge, Histogram, HistogramFn, Key, KeyName, Metadata, Recorder, SharedString,
};
use serde_json::{Map, Value as Json, json};

use crate::METRICS;
use crate::flush::flush_by;
use crate::metric::{CloudWatch, Kind, Metric, Unit};

/// The most values of one metric in a line.
const VALUES_AT_MOST: usize = 100;

/// The most values that wait for their line: a process that never flushes forgets what is over it.
const WAITING_AT_MOST: usize = 10_000;

/// Something else records the metrics of this process already.
#[derive(Debug)]
pub struct Installed;

impl fmt::Display for Installed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("metrics are recorded already")
    }
}

impl core::error::Error for Installed {}

/// Records the metrics of this process in this namespace from now on; [`crate::flush`] writes them to standard output.
///
/// # Errors
///
/// Something else records them already.
pub fn install(namespace: &str) -> Result<(), Installed> {
    let emf = Emf::new(namespace);
    metrics::set_global_recorder(emf.clone()).map_err(|_| Installed)?;
    flush_by(move || {
        // Where nobody takes the log, there is nobody to tell.
        let _ = emf.write(&mut std::io::stdout().lock());
    });
    Ok(())
}

/// What was counted and is not yet written.
#[derive(Clone)]
pub struct Emf {
    namespace: String,
    waiting: Arc<Mutex<BTreeMap<String, Waiting>>>,
}

enum Waiting {
    Count(u64),
    Seconds(Vec<f64>),
}

impl Emf {
    /// Nothing yet.
    #[must_use]
    pub fn new(namespace: &str) -> Self {
        Self { namespace: namespace.to_owned(), waiting: Arc::default() }
    }

    /// Writes what was counted since the last time: one line, more where there are more values than a line takes, and
    /// none where there is nothing.
    ///
    /// # Errors
    ///
    /// The writer does not take it; then it is lost.
    pub fn write(&self, writer: &mut impl Write) -> std::io::Result<()> {
        let mut waiting = core::mem::take(&mut *self.waiting.lock().unwrap_or_else(PoisonError::into_inner));
        while !waiting.is_empty() {
            let line = self.line(&mut waiting);
            writeln!(writer, "{line}")?;
        }
        writer.flush()
    }

    /// Takes as much as one line holds.
    fn line(&self, waiting: &mut BTreeMap<String, Waiting>) -> Json {
        let mut names = Vec::with_capacity(waiting.len());
        let mut values = Map::new();
        let mut later = BTreeMap::new();
        for (name, value) in core::mem::take(waiting) {
            let (unit, value) = match value {
                Waiting::Count(count) => ("Count", json!(count)),
                Waiting::Seconds(mut all) => {
                    if all.len() > VALUES_AT_MOST {
                        later.insert(name.clone(), Waiting::Seconds(all.split_off(VALUES_AT_MOST)));
                    }
                    ("Seconds", json!(all))
                }
            };
            names.push(json!({ "Name": name, "Unit": unit }));
            values.insert(name, value);
        }
        *waiting = later;
        let now = jiff::Timestamp::now().as_millisecond();
        let directive = json!({ "Namespace": self.namespace, "Dimensions": [[]], "Metrics": names });
        values.insert("_aws".to_owned(), json!({ "Timestamp": now, "CloudWatchMetrics": [directive] }));
        Json::Object(values)
    }

    fn handle(&self, key: &Key) -> Option<Arc<Handle>> {
        let metric = METRICS.iter().find(|metric| metric.name == key.name())?;
        let name = name_of(metric, key)?;
        Some(Arc::new(Handle { name, unit: metric.unit, emf: self.clone() }))
    }
}

impl fmt::Debug for Emf {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Emf").field("namespace", &self.namespace).finish_non_exhaustive()
    }
}

fn name_of(metric: &Metric, key: &Key) -> Option<String> {
    let value = match metric.cloudwatch {
        CloudWatch::By(label) => key.labels().find(|one| one.key() == label).map(metrics::Label::value),
        CloudWatch::Whole | CloudWatch::Never => None,
    };
    debug_assert!(!matches!(metric.kind, Kind::Gauge) || metric.cloudwatch == CloudWatch::Never);
    metric.cloudwatch_name(value.unwrap_or_default())
}

/// One metric, as it is handed out.
struct Handle {
    name: String,
    unit: Unit,
    emf: Emf,
}

impl Handle {
    fn change(&self, count: u64, value: Option<f64>) {
        let mut waiting = self.emf.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let nothing = || match self.unit {
            Unit::Count => Waiting::Count(0),
            Unit::Seconds => Waiting::Seconds(Vec::new()),
        };
        match (waiting.entry(self.name.clone()).or_insert_with(nothing), value) {
            (Waiting::Count(all), _) => *all = all.saturating_add(count),
            (Waiting::Seconds(all), Some(value)) if all.len() < WAITING_AT_MOST => all.push(value),
            (Waiting::Seconds(_), _) => {}
        }
    }
}

impl CounterFn for Handle {
    fn increment(&self, value: u64) {
        self.change(value, None);
    }

    fn absolute(&self, _: u64) {}
}

impl HistogramFn for Handle {
    fn record(&self, value: f64) {
        self.change(1, Some(value));
    }
}

impl Recorder for Emf {
    fn describe_counter(&self, _: KeyName, _: Option<metrics::Unit>, _: SharedString) {}
    fn describe_gauge(&self, _: KeyName, _: Option<metrics::Unit>, _: SharedString) {}
    fn describe_histogram(&self, _: KeyName, _: Option<metrics::Unit>, _: SharedString) {}

    fn register_counter(&self, key: &Key, _: &Metadata<'_>) -> Counter {
        self.handle(key).map_or_else(Counter::noop, Counter::from_arc)
    }

    fn register_gauge(&self, _: &Key, _: &Metadata<'_>) -> Gauge {
        Gauge::noop()
    }

    fn register_histogram(&self, key: &Key, _: &Metadata<'_>) -> Histogram {
        self.handle(key).map_or_else(Histogram::noop, Histogram::from_arc)
    }
}

#[cfg(test)]
mod tests {
    use core::time::Duration;

    use super::*;
    use crate::record;

    fn lines(emf: &Emf) -> Vec<Json> {
        let mut written = Vec::new();
        emf.write(&mut written).unwrap();
        let text = String::from_utf8(written).unwrap();
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    #[test]
    fn a_request_is_one_line() {
        let emf = Emf::new("Anteroom");
        metrics::with_local_recorder(&emf, || {
            let took = Duration::from_millis(120);
            let (tenant, session) = ("studio", "session");
            let turn = record::Turn {
                tenant,
                session,
                intent: "scoping",
                outcome: "answered",
                degraded: Some("model_timeout"),
                tokens: (700, 40),
                took,
                model: Duration::from_millis(100),
            };
            record::turn_closed(&turn);
            record::store_called("Query", Duration::from_millis(4), None);
            record::store_called("PutItem", Duration::from_millis(6), Some("throttled"));
            record::request_answered("/api/v1/chat/send", "POST", 200, Some("scoping"), took);
        });
        let lines = lines(&emf);
        assert_eq!(lines.len(), 1);
        let line = &lines[0];
        for (name, value) in [
            ("Requests", json!(1)),
            ("TurnsAnswered", json!(1)),
            ("Degraded", json!(1)),
            ("ModelTokensInput", json!(700)),
            ("ModelTokensOutput", json!(40)),
            ("TurnSeconds", json!([0.12])),
            ("TurnOwnSeconds", json!([0.02])),
            ("StoreSeconds", json!([0.004, 0.006])),
            ("StoreFailuresThrottled", json!(1)),
        ] {
            assert_eq!(line[name], value, "{name} in {line}");
        }
        let directive = &line["_aws"]["CloudWatchMetrics"][0];
        assert_eq!(directive["Namespace"], "Anteroom");
        assert_eq!(directive["Dimensions"], json!([[]]));
        let declared: Vec<&str> = directive["Metrics"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["Name"].as_str().unwrap())
            .collect();
        let mut members: Vec<&str> = line.as_object().unwrap().keys().map(String::as_str).collect();
        members.retain(|name| *name != "_aws");
        assert_eq!(declared, members);
        assert!(line["_aws"]["Timestamp"].as_i64().unwrap() > 1_700_000_000_000);
        assert_eq!(self::lines(&emf), Vec::<Json>::new(), "nothing is told twice");
    }

    #[test]
    fn a_line_takes_a_hundred_values() {
        let emf = Emf::new("Anteroom");
        metrics::with_local_recorder(&emf, || {
            for _ in 0..250 {
                record::store_called("Query", Duration::from_millis(1), None);
            }
        });
        let counts: Vec<usize> =
            lines(&emf).iter().map(|line| line["StoreSeconds"].as_array().unwrap().len()).collect();
        assert_eq!(counts, [100, 100, 50]);
    }
}
