//! What this browser keeps between two visits: the text, and the name of its draft. A browser may refuse the storage;
//! then nothing is kept and everything else works.

use web_sys::Storage;

use super::dom;

const TEXT: &str = "anteroom-configure:text";
const DRAFT: &str = "anteroom-configure:draft";

fn storage() -> Option<Storage> {
    dom::window().ok()?.local_storage().ok().flatten()
}

/// The text of the last visit.
pub(super) fn text() -> Option<String> {
    storage()?.get_item(TEXT).ok().flatten()
}

/// Keeps the text.
pub(super) fn keep_text(text: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(TEXT, text);
    }
}

/// The name under which the server knows this browser's draft: 32 hexadecimal digits that nobody can guess.
pub(super) fn draft() -> String {
    let kept = storage().and_then(|storage| storage.get_item(DRAFT).ok().flatten());
    kept.unwrap_or_else(|| {
        let random = dom::window().and_then(|window| window.crypto()).map(|crypto| crypto.random_uuid());
        let name = random.unwrap_or_default().replace('-', "");
        if let Some(storage) = storage() {
            let _ = storage.set_item(DRAFT, &name);
        }
        name
    })
}
