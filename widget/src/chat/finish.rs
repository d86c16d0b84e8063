//! Ending the chat where the visitor says so: the conversation stays in sight, and nothing can be written until a new
//! one is begun. The server is not told: it can still be asked to keep a rating.

use super::Chat;

/// Where it is kept that the conversation is finished.
const FINISHED: &str = "finished";

impl Chat {
    /// The visitor has ended the chat.
    pub fn finish(self) {
        self.shelf.set(FINISHED, "1");
        self.finished.set(true);
        self.host.emit("ended", &wasm_bindgen::JsValue::UNDEFINED);
        self.say("finished");
    }

    /// Begins a new conversation after the finished one.
    pub fn begin_anew(self) {
        self.reset();
    }

    /// Takes over what an earlier page has kept.
    pub(super) fn look_whether_finished(self) {
        self.finished.set(self.shelf.get(FINISHED).is_some());
    }

    pub(super) fn forget_finished(self) {
        self.shelf.remove(FINISHED);
        self.finished.set(false);
    }
}
