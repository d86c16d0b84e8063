//! The time, and waiting for it.

use std::cell::{Cell, RefCell};

use js_sys::{Date, Function, Promise};
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

/// A call to come, unless it is dropped before.
pub struct Timer(Option<i32>);

impl Timer {
    /// Calls after so many milliseconds.
    #[must_use]
    pub fn new(call: &Function, milliseconds: i32) -> Self {
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
        self.timer.take();
        if let Some(wake) = self.wake.take() {
            let _ = wake.call0(&JsValue::UNDEFINED);
        }
    }
}
