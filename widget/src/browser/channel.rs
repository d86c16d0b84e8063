//! Words between the tabs of one browser.

use wasm_bindgen::prelude::*;
use web_sys::{BroadcastChannel, MessageEvent};

use super::Listener;

/// A channel to the other tabs that show the same conversation.
pub struct Channel {
    channel: BroadcastChannel,
    _listener: Listener,
}

impl Channel {
    /// Opens it; `None` where the browser has none or refuses it.
    pub fn open(name: &str, heard: Box<dyn Fn(String)>) -> Option<Self> {
        let channel = BroadcastChannel::new(name).ok()?;
        let listener = Listener::new(
            &channel,
            "message",
            Box::new(move |event| {
                heard(event.unchecked_into::<MessageEvent>().data().as_string().unwrap_or_default())
            }),
        );
        Some(Self { channel, _listener: listener })
    }

    /// Says a word to the others.
    pub fn say(&self, word: &str) {
        // A closed channel has nobody to tell.
        let _ = self.channel.post_message(&word.into());
    }
}

impl Drop for Channel {
    fn drop(&mut self) {
        self.channel.close();
    }
}
