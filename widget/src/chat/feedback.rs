//! What the visitor thinks: stars for the conversation, a thumb for an answer. Not kept over a reload while it is on
//! its way: who is offline is told, and can give it again.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::{Chat, Entry};
use crate::conversation::wire;

impl Chat {
    /// Puts the focus where the next message is written.
    pub fn focus_input(self) {
        let input = self.host.shadow_root().and_then(|root| root.query_selector("a-foot textarea").ok()?);
        if let Some(input) = input {
            // What cannot take the focus leaves it where it is.
            let _ = input.unchecked_into::<HtmlElement>().focus();
        }
    }

    /// Gives an answer a thumb, `up` or `down`; the same one again takes it back.
    pub fn give_thumb(self, entry: Rc<Entry>, thumb: &str) {
        let before = entry.thumb.get();
        let thumb = if before == thumb { String::new() } else { thumb.to_owned() };
        let body = wire::feedback(&entry.turn_id.borrow(), &thumb);
        entry.thumb.set(thumb);
        self.spawn(async move {
            if !self.told("chat/feedback", &body).await {
                entry.thumb.set(before);
            }
        });
    }

    /// Rates the conversation with 1 to 5 stars; a comment may be empty.
    pub fn rate(self, stars: u8, comment: &str) {
        let body = wire::rating(stars, comment);
        let before = self.rated.get();
        self.rated.set(stars);
        self.spawn(async move {
            if !self.told("chat/rating", &body).await {
                self.rated.set(before);
            }
        });
    }

    async fn told(self, path: &str, body: &str) -> bool {
        let token = self.token();
        let answer = self.api.request("POST", path, &token, Some(body), "application/json").await;
        answer.is_ok()
    }
}
