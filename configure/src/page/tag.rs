//! The script tag to paste: as it is kept up to date, and of this very version.

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;

use super::{dom, server};

/// Both tags.
#[derive(Clone)]
pub(super) struct Tag {
    place: HtmlElement,
    tag: HtmlElement,
    exact: HtmlElement,
    exact_tag: HtmlElement,
    origin: String,
    /// The tenant's id, and the loader's exact path and checksum, as far as they are known.
    known: std::rc::Rc<core::cell::RefCell<Known>>,
}

#[derive(Default)]
struct Known {
    tenant: String,
    version: Option<(String, String)>,
}

impl Tag {
    pub(super) fn find() -> Result<Self, JsValue> {
        Ok(Self {
            place: dom::by_id("place")?,
            tag: dom::by_id("tag")?,
            exact: dom::by_id("exact")?,
            exact_tag: dom::by_id("exact-tag")?,
            origin: dom::window()?.location().origin()?,
            known: std::rc::Rc::default(),
        })
    }

    /// Shows the tags for a tenant. Its id has been checked: nothing in it could end an attribute.
    pub(super) fn show(&self, tenant: &str) {
        tenant.clone_into(&mut self.known.borrow_mut().tenant);
        self.draw();
    }

    /// Asks the server which version it hands out; without an answer only the first tag is shown.
    pub(super) fn ask_for_version(&self) {
        let tag = self.clone();
        spawn_local(async move {
            let Ok(answer) = server::get_json("/configure/loader").await else { return };
            let said = |name: &str| answer.get(name).and_then(|said| said.as_str()).map(str::to_owned);
            if let (Some(path), Some(integrity)) = (said("path"), said("integrity")) {
                tag.known.borrow_mut().version = Some((path, integrity));
                tag.draw();
            }
        });
    }

    fn draw(&self) {
        let (known, origin) = (self.known.borrow(), &self.origin);
        let tenant = &known.tenant;
        if tenant.is_empty() {
            return;
        }
        dom::say(&self.place, &format!("tenants/{tenant}/tenant.json"));
        dom::say(
            &self.tag,
            &format!("<script async src=\"{origin}/anteroom.js\" data-tenant=\"{tenant}\"></script>"),
        );
        if let Some((path, integrity)) = &known.version {
            let tag = format!(
                "<script async src=\"{origin}/{path}\" integrity=\"{integrity}\" crossorigin=\"anonymous\" \
                 data-tenant=\"{tenant}\"></script>"
            );
            dom::say(&self.exact_tag, &tag);
            self.exact.set_hidden(false);
        }
    }
}
