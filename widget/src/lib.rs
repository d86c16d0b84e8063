//! The chat panel: mounted by the loader into its shadow root, in which the launcher and the panel's shell stand
//! already, and into which the visitor may be typing.
//!
//! It must not touch the page outside that shadow root, but for three things: events fired at its own element, the
//! property `--font` on that element (`loader/start.js`, where the tenant wants the page's typeface), and the page's
//! title, which counts unread answers while the panel is closed (`chat/title.rs`) and is given back.

pub mod browser;
pub mod chat;
pub mod conversation;
pub mod later;
pub mod live;
pub mod panel;
pub mod texts;

use wasm_bindgen::prelude::*;
use web_sys::ShadowRoot;

use crate::browser::Host;
use crate::chat::Setting;
use crate::conversation::wire::Config;
use crate::panel::Panel;
use crate::texts::Texts;

/// A third of the size of the standard one.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// A mounted panel.
#[wasm_bindgen]
pub struct Mounted {
    panel: Panel,
}

/// Mounts the panel into the shell that stands in the shadow root.
///
/// `api` is the API's address with a slash at its end, `config` the JSON of `GET /api/v1/widget/{tenant}`, `locale`
/// what times and numbers are written for, as `Intl` names it (`de-AT`), `words` the widget's own words in the
/// visitor's language, a line for each, or empty for English.
///
/// # Errors
/// When the configuration cannot be read, or the shell is not the loader's.
#[wasm_bindgen]
pub fn mount(
    host: Host,
    root: &ShadowRoot,
    api: String,
    config: &str,
    locale: String,
    words: String,
) -> Result<Mounted, JsValue> {
    let config = Config::read(config).ok_or("unreadable configuration")?;
    let texts = Texts::new(words);
    let panel = Panel::mount(Setting { host, api, config, locale, texts }, root)?;
    Ok(Mounted { panel })
}

#[wasm_bindgen]
impl Mounted {
    /// Carries out a command: `submit`, `send`, `prefill`, `context`, `identify`, `reset`.
    pub fn command(&self, name: &str, word: &JsValue) {
        self.panel.command(name, word);
    }

    /// Takes the panel down: no listener, timer, request or node stays.
    pub fn destroy(self) {
        self.panel.end();
    }
}
