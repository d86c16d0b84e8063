//! Metrics as Prometheus reads them, for a server that stays.

use core::time::Duration;

use metrics_exporter_prometheus::{
    BuildError, Matcher, PrometheusBuilder, PrometheusHandle, PrometheusRecorder,
};

use crate::catalogue::SESSIONS_ACTIVE;
use crate::metric::{Kind, Metric};
use crate::{METRICS, sessions};

/// How often what was observed is folded into the histograms where nobody reads them.
const UPKEEP: Duration = Duration::from_secs(10);

/// The type of [`Prometheus::render`].
pub const CONTENT_TYPE: &str = "text/plain; version=0.0.4; charset=utf-8";

/// The metrics of this process.
#[derive(Clone)]
pub struct Prometheus(PrometheusHandle);

/// Why there are none.
#[derive(Debug)]
pub enum PrometheusError {
    /// The bounds of a histogram.
    Bounds(BuildError),
    /// They are recorded already.
    Installed,
}

impl core::fmt::Display for PrometheusError {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Bounds(error) => write!(formatter, "the metrics cannot be kept: {error}"),
            Self::Installed => formatter.write_str("metrics are recorded already"),
        }
    }
}

impl core::error::Error for PrometheusError {}

impl Prometheus {
    /// Records the metrics of this process from now on.
    ///
    /// # Errors
    ///
    /// Something else records them already.
    pub fn install() -> Result<Self, PrometheusError> {
        let recorder = recorder()?;
        let handle = recorder.handle();
        metrics::set_global_recorder(recorder).map_err(|_| PrometheusError::Installed)?;
        sessions::begin_counting();
        METRICS.iter().for_each(|metric| describe(metric));
        Ok(Self(handle))
    }

    /// All of them, in Prometheus's text format.
    #[must_use]
    pub fn render(&self) -> String {
        for (tenant, count) in sessions::active() {
            #[expect(clippy::cast_precision_loss, reason = "there are far fewer conversations than 2^52")]
            SESSIONS_ACTIVE.set(&[&tenant], count as f64);
        }
        self.0.render()
    }

    /// Keeps what nobody reads from growing. Never returns.
    pub async fn keep(self, sleep: impl AsyncFn(Duration)) {
        loop {
            sleep(UPKEEP).await;
            self.0.run_upkeep();
        }
    }
}

fn recorder() -> Result<PrometheusRecorder, PrometheusError> {
    let mut builder = PrometheusBuilder::new();
    for metric in METRICS {
        if let Kind::Histogram(bounds) = metric.kind {
            let name = Matcher::Full(metric.name.to_owned());
            builder = builder.set_buckets_for_metric(name, bounds).map_err(PrometheusError::Bounds)?;
        }
    }
    Ok(builder.build_recorder())
}

fn describe(metric: &Metric) {
    match metric.kind {
        Kind::Counter => metrics::describe_counter!(metric.name, metric.meaning),
        Kind::Gauge => metrics::describe_gauge!(metric.name, metric.meaning),
        Kind::Histogram(_) => metrics::describe_histogram!(metric.name, metric.meaning),
    }
}
