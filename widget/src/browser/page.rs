//! The page around the widget, and chance.

use js_sys::Intl::DateTimeFormat;
use js_sys::Reflect;
use wasm_bindgen::prelude::*;

use crate::conversation::wire::Page;

/// The page the visitor is on, cut to what the API takes.
#[must_use]
pub fn page() -> Page {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else {
        return Page::default();
    };
    Page {
        url: first(document.url().unwrap_or_default(), 2_000),
        title: first(document.title(), 300),
        referrer: first(document.referrer(), 2_000),
    }
}

fn first(mut text: String, characters: usize) -> String {
    if let Some((end, _)) = text.char_indices().nth(characters) {
        text.truncate(end);
    }
    text
}

/// The visitor's time zone, as IANA names it: `Europe/Berlin`; empty where the browser does not say.
#[must_use]
pub fn time_zone() -> String {
    let options = DateTimeFormat::default().resolved_options();
    let name = Reflect::get(&options, &"timeZone".into());
    name.ok().and_then(|name| name.as_string()).unwrap_or_default()
}

/// A number in 0..1.
#[must_use]
pub fn random() -> f64 {
    js_sys::Math::random()
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = crypto, js_name = getRandomValues)]
    fn get_random_values(bytes: &mut [u8]);
}

/// A UUID (version 4). `crypto.randomUUID` is not used: it is missing on pages without TLS.
#[must_use]
pub fn random_id() -> String {
    let mut bytes = [0; 16];
    get_random_values(&mut bytes);
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let mut id = String::with_capacity(36);
    for (place, byte) in bytes.into_iter().enumerate() {
        if matches!(place, 4 | 6 | 8 | 10) {
            id.push('-');
        }
        for digit in [byte >> 4, byte & 15] {
            id.push(char::from(b"0123456789abcdef"[usize::from(digit)]));
        }
    }
    id
}
