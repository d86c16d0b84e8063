//! What is written. It is a program of its own, since the log is one for the whole process.

#![expect(clippy::unwrap_used, reason = "a test ends where its own footing is not as it must be")]

use std::io::{self, Write};
use std::sync::{Arc, Mutex};

use serde_json::Value as Json;
use telemetry::logs::{Format, Levels, start_on};
use tracing::level_filters::LevelFilter;

/// Everything that is written.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_line_is_one_object_and_tells_neither_a_panics_words_nor_what_libraries_print() {
    let log = Log::default();
    let writer = log.clone();
    let levels = Levels::parse("trace,hyper=trace", LevelFilter::INFO).unwrap();
    start_on(Format::Json, levels, move || writer.clone());

    let request =
        tracing::error_span!(target: "api", "request", request_id = "r-1", tenant = tracing::field::Empty);
    request.in_scope(|| {
        request.record("tenant", "studio");
        let turn = tracing::debug_span!(target: "api", "turn", turn = "s.1");
        turn.in_scope(|| {
            tracing::info!(target: "api", status = 200, is_whole = true, note = "two\nlines", "request");
            tracing::debug!(target: "hyper::proto", "planted-header");
            tracing::info!(target: "reqwest", "planted-body");
            tracing::warn!(target: "hyper", "a library's warning");
        });
    });
    drop(request);
    let panicked = std::thread::spawn(|| {
        let words = "planted-müsli".to_owned();
        // The standard library quotes the text that is cut in the wrong place.
        words[..10].len()
    });
    assert!(panicked.join().is_err());
    // What fails from here on is this test's own affair, and is told as usual.
    let _ = std::panic::take_hook();

    let text = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(!text.contains("planted"), "{text}");
    let lines: Vec<Json> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let told = |message: &str| {
        lines.iter().find(|line| line["message"] == message).unwrap_or_else(|| panic!("{text}"))
    };
    let line = told("request");
    for (field, value) in [
        ("request_id", "r-1"),
        ("tenant", "studio"),
        ("turn", "s.1"),
        ("note", "two\nlines"),
        ("level", "INFO"),
    ] {
        assert_eq!(line[field], value, "{line}");
    }
    assert_eq!((&line["status"], &line["is_whole"]), (&200.into(), &true.into()));
    assert!(line["timestamp"].as_str().unwrap().ends_with('Z'));
    told("a library's warning");
    let place = told("panicked");
    assert!(place["file"].as_str().unwrap().ends_with("lines.rs") && place["line"].as_u64().unwrap() > 0);
    let ends: Vec<&str> = lines.iter().filter_map(|line| line["span"].as_str()).collect();
    assert_eq!(ends, ["turn", "request"], "the ends of spans are told where somebody looks closely");
}
