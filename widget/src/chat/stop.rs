//! Stopping the answer that is being written.

use js_sys::Function;
use wasm_bindgen::JsValue;

use super::Chat;

impl Chat {
    /// Stops the answer that is being written. What was shown stays; how much the answer then holds is the server's to
    /// say, and is asked where the turn is followed.
    pub fn stop(self) {
        self.stopping.set(true);
        self.leave_stream();
        // Where the stream broke before, the next look at the turn is waited for.
        self.clock.wake();
    }

    /// Reads no more of the answer that is being written.
    pub(super) fn leave_stream(self) {
        self.writing.set(false);
        let cancel: Option<Function> = self.cancel.take();
        if let Some(cancel) = cancel {
            // What it gives is a promise that is kept: the stream has not failed.
            let _ = cancel.call0(&JsValue::UNDEFINED);
        }
    }
}
