//! One JSON object a line: what happened, and the fields of the spans around it, flat, so that a line can be asked for by
//! any of them.

use core::fmt;
use std::io::Write as _;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use serde_json::{Map, Value as Json};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::{Context, Layer};
use tracing_subscriber::registry::{LookupSpan, SpanRef};

/// Writes what happens as JSON lines: `timestamp`, `level`, `target`, `message`, the fields of the spans around it from the
/// outermost on, and its own.
#[derive(Debug)]
pub(super) struct JsonLines<W> {
    writer: W,
    /// A line is one piece, whoever else writes.
    turn: Mutex<()>,
    with_spans: bool,
}

/// The fields of a span, and when it began.
struct Kept {
    fields: Map<String, Json>,
    began: Instant,
}

impl<W> JsonLines<W> {
    /// To this writer; with a line for the end of every span where `with_spans`.
    pub(super) const fn new(writer: W, with_spans: bool) -> Self {
        Self { writer, turn: Mutex::new(()), with_spans }
    }
}

impl<W: for<'a> MakeWriter<'a> + 'static> JsonLines<W> {
    fn write(&self, level: Level, target: &str, fields: Map<String, Json>) {
        let mut line = Map::new();
        let now = format!("{:.3}", jiff::Timestamp::now());
        line.insert("timestamp".to_owned(), now.into());
        line.insert("level".to_owned(), level.as_str().into());
        line.insert("target".to_owned(), target.into());
        line.extend(fields);
        let mut text = Json::Object(line).to_string();
        text.push('\n');
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        // Where nobody takes the log, there is nobody to tell.
        let _ = self.writer.make_writer().write_all(text.as_bytes());
    }
}

impl<S, W> Layer<S> for JsonLines<W>
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    W: for<'a> MakeWriter<'a> + Send + Sync + 'static,
{
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let Some(span) = context.span(id) else { return };
        let mut fields = Fields::default();
        attributes.record(&mut fields);
        span.extensions_mut().insert(Kept { fields: fields.0, began: Instant::now() });
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, context: Context<'_, S>) {
        let Some(span) = context.span(id) else { return };
        let mut fields = Fields::default();
        values.record(&mut fields);
        if let Some(kept) = span.extensions_mut().get_mut::<Kept>() {
            kept.fields.extend(fields.0);
        }
    }

    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        let mut fields = around(context.event_span(event));
        let mut own = Fields::default();
        event.record(&mut own);
        fields.extend(own.0);
        let metadata = event.metadata();
        self.write(*metadata.level(), metadata.target(), fields);
    }

    fn on_close(&self, id: Id, context: Context<'_, S>) {
        let Some(span) = context.span(&id).filter(|_| self.with_spans) else { return };
        let took = span.extensions().get::<Kept>().map(|kept| kept.began.elapsed());
        let metadata = span.metadata();
        let mut fields = around(Some(span));
        fields.insert("message".to_owned(), "span".into());
        fields.insert("span".to_owned(), metadata.name().into());
        fields.insert("span_ms".to_owned(), took.map(milliseconds).into());
        // Spans stand around warnings too, so their own level says nothing of their ends.
        self.write(Level::DEBUG, metadata.target(), fields);
    }
}

fn milliseconds(took: core::time::Duration) -> f64 {
    (took.as_secs_f64() * 1e6).round() / 1e3
}

/// The fields of a span and of those that it is in.
fn around<S: for<'a> LookupSpan<'a>>(span: Option<SpanRef<'_, S>>) -> Map<String, Json> {
    let mut fields = Map::new();
    for span in span.iter().flat_map(SpanRef::scope).collect::<Vec<_>>().into_iter().rev() {
        if let Some(kept) = span.extensions().get::<Kept>() {
            fields.extend(kept.fields.clone());
        }
    }
    fields
}

/// Fields as JSON.
#[derive(Default)]
struct Fields(Map<String, Json>);

impl Fields {
    fn put(&mut self, field: &Field, value: impl Into<Json>) {
        self.0.insert(field.name().to_owned(), value.into());
    }
}

impl Visit for Fields {
    fn record_f64(&mut self, field: &Field, value: f64) {
        self.put(field, value);
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        self.put(field, value);
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.put(field, value);
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        self.put(field, value);
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.put(field, value);
    }

    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.put(field, format!("{value:?}"));
    }
}
