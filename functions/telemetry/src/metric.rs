//! What a metric is, and how it reaches whatever records metrics in this process.

use metrics::{Key, Label, Level, Metadata};

/// One metric, as [`crate::METRICS`] declares it.
#[derive(Debug, Clone, Copy)]
pub struct Metric {
    /// Its name for Prometheus.
    pub name: &'static str,
    /// What kind of number it is.
    pub kind: Kind,
    /// In what it is counted.
    pub unit: Unit,
    /// The names of its labels.
    pub labels: &'static [&'static str],
    /// What it tells.
    pub meaning: &'static str,
    /// How it is told to CloudWatch.
    pub cloudwatch: CloudWatch,
}

/// What kind of number it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Kind {
    /// It only grows.
    Counter,
    /// It goes up and down.
    Gauge,
    /// How often it was how much: with these upper bounds.
    Histogram(&'static [f64]),
}

/// In what it is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Pieces.
    Count,
    /// Seconds.
    Seconds,
}

/// How it is told to CloudWatch, where every combination of labels would be another metric to pay for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CloudWatch {
    /// Not at all: it means nothing for a process that lives for one request.
    Never,
    /// As one metric without labels.
    Whole,
    /// As one metric for each value of this label, which becomes the end of its name.
    By(&'static str),
}

const METADATA: Metadata<'static> = Metadata::new("anteroom", Level::INFO, None);

impl Metric {
    /// One more, or `count` more. `values` are those of `labels`, in order.
    pub(crate) fn add(&self, values: &[&str], count: u64) {
        let key = self.key(values);
        metrics::with_recorder(|recorder| recorder.register_counter(&key, &METADATA)).increment(count);
    }

    /// One observation.
    pub(crate) fn observe(&self, values: &[&str], value: f64) {
        let key = self.key(values);
        metrics::with_recorder(|recorder| recorder.register_histogram(&key, &METADATA)).record(value);
    }

    /// How much it is now.
    #[cfg(feature = "prometheus")]
    pub(crate) fn set(&self, values: &[&str], value: f64) {
        let key = self.key(values);
        metrics::with_recorder(|recorder| recorder.register_gauge(&key, &METADATA)).set(value);
    }

    fn key(&self, values: &[&str]) -> Key {
        debug_assert_eq!(self.labels.len(), values.len(), "{}", self.name);
        let labels = self.labels.iter().zip(values);
        let labels: Vec<Label> = labels.map(|(name, value)| Label::new(*name, (*value).to_owned())).collect();
        Key::from_parts(self.name, labels)
    }

    /// Its name in CloudWatch: `anteroom_model_failures_total` is `ModelFailures`. Of [`CloudWatch::By`] this is the
    /// beginning; the label's value follows in the same form. `None` for [`CloudWatch::Never`].
    #[must_use]
    pub fn cloudwatch_name(&self, value: &str) -> Option<String> {
        let name = self.name.trim_start_matches("anteroom_").trim_end_matches("_total");
        match self.cloudwatch {
            CloudWatch::Never => None,
            CloudWatch::Whole => Some(in_camels(name)),
            CloudWatch::By(_) => Some(in_camels(name) + &in_camels(value)),
        }
    }
}

/// `first_token` is `FirstToken`.
fn in_camels(words: &str) -> String {
    let mut camels = String::with_capacity(words.len());
    for word in words.split(['_', '.', '-']) {
        let mut signs = word.chars();
        camels.extend(signs.next().map(|first| first.to_ascii_uppercase()));
        camels.push_str(signs.as_str());
    }
    camels
}
