//! The time, and waiting for it.

use std::cell::{Cell, RefCell};

use js_sys::{Date, Function, JSON, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// Milliseconds since 1970.
#[must_use]
pub fn now() -> f64 {
    Date::now()
}

/// Minutes from one time to another, both in milliseconds since 1970.
#[must_use]
pub fn minutes_between(earlier: f64, later: f64) -> f64 {
    (later - earlier) / 60_000.0
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = Date)]
    type LocalDate;
    #[wasm_bindgen(constructor, js_class = "Date")]
    fn new(milliseconds: f64) -> LocalDate;
    #[wasm_bindgen(method, catch, js_class = "Date", js_name = toLocaleString)]
    fn shown(this: &LocalDate, locale: &str, options: &JsValue) -> Result<String, JsValue>;
}

/// A time for the visitor: the hour, with the day in front of it where that is not today.
#[must_use]
pub fn shown_time(milliseconds: f64, locale: &str) -> String {
    let day = |time: f64| Date::new(&time.into()).to_date_string().as_string();
    let options = if day(milliseconds) == day(now()) {
        r#"{"hour":"2-digit","minute":"2-digit"}"#
    } else {
        r#"{"weekday":"short","day":"numeric","month":"short","hour":"2-digit","minute":"2-digit"}"#
    };
    let options = JSON::parse(options).unwrap_or_default();
    LocalDate::new(milliseconds).shown(locale, &options).unwrap_or_default()
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = Number)]
    type LocalNumber;
    #[wasm_bindgen(constructor, js_class = "Number")]
    fn new(number: f64) -> LocalNumber;
    #[wasm_bindgen(method, catch, js_class = "Number", js_name = toLocaleString)]
    fn shown(this: &LocalNumber, locale: &str, options: &JsValue) -> Result<String, JsValue>;
}

/// A share of one (0..1) for the visitor: `72%`.
#[must_use]
pub fn shown_share(share: f64, locale: &str) -> String {
    let options = JSON::parse(r#"{"style":"percent"}"#).unwrap_or_default();
    LocalNumber::new(share).shown(locale, &options).unwrap_or_default()
}

/// A call to come, unless it is dropped before.
pub(super) struct Timer(Option<i32>);

impl Timer {
    /// Calls after so many milliseconds.
    pub(super) fn new(call: &Function, milliseconds: i32) -> Self {
        Self(web_sys::window().and_then(|window| {
            window.set_timeout_with_callback_and_timeout_and_arguments_0(call, milliseconds).ok()
        }))
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        if let (Some(timer), Some(window)) = (self.0, web_sys::window()) {
            window.clear_timeout_with_handle(timer);
        }
    }
}

/// Waits for one thing at a time, and can be woken early.
#[derive(Default)]
pub struct Clock {
    timer: Cell<Option<Timer>>,
    wake: RefCell<Option<Function>>,
}

impl Clock {
    /// Waits so many milliseconds, or until [`Clock::wake`].
    pub async fn wait(&self, milliseconds: u32) {
        let promise = Promise::new(&mut |resolve, _| {
            let wait = i32::try_from(milliseconds).unwrap_or(i32::MAX);
            self.timer.set(Some(Timer::new(&resolve, wait)));
            self.wake.replace(Some(resolve));
        });
        // The promise is never rejected.
        let _ = JsFuture::from(promise).await;
    }

    /// Ends the waiting.
    pub fn wake(&self) {
        self.stop();
        if let Some(wake) = self.wake.take() {
            let _ = wake.call0(&JsValue::UNDEFINED);
        }
    }

    /// Clears the timer; who waits is not woken.
    pub fn stop(&self) {
        self.timer.take();
    }
}
