//! The frame: its size, its visitor's system, and the widget in it.
//!
//! What comes out of a frame is of another realm: `instanceof` says no to all of it, so casts here are unchecked.

use core::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{CssStyleSheet, HtmlElement, HtmlIFrameElement, Window};

use crate::page::dom;

/// What the page is seen on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Device {
    /// As large as there is room, at its true size.
    Near,
    /// A window of 1,280 pixels, made smaller.
    Desktop,
    /// A phone of 390 × 844 pixels.
    Phone,
}

impl Device {
    pub(super) fn named(name: &str) -> Self {
        match name {
            "desktop" => Self::Desktop,
            "phone" => Self::Phone,
            _ => Self::Near,
        }
    }
}

/// The widest window that the widget takes for a phone's, and a little more.
const NEAR_LEAST: f64 = 500.0;

/// The frame and the room around it.
pub(super) struct Frame {
    stage: HtmlElement,
    frame: HtmlIFrameElement,
    device: Cell<Device>,
    /// The tenant's looks, as the server writes them.
    style: RefCell<String>,
    /// The visitor's system: `light` or `dark`.
    scheme: RefCell<String>,
}

impl Frame {
    pub(super) fn find() -> Result<Self, JsValue> {
        Ok(Self {
            stage: dom::by_id("stage")?,
            frame: dom::by_id("frame")?,
            device: Cell::new(Device::Near),
            style: RefCell::default(),
            scheme: RefCell::default(),
        })
    }

    /// Dresses the page each time that it has been loaded, and the widget as soon as it is ready.
    pub(super) fn listen(self: &Rc<Self>) -> Result<(), JsValue> {
        let frame = Rc::clone(self);
        dom::on(&self.frame, "load", move |_| {
            frame.dress();
            let Some(page) = frame.frame.content_document() else { return };
            let frame = Rc::clone(&frame);
            let _ = dom::on(&page, "anteroom:ready", move |_| {
                frame.dress();
            });
        })
    }

    pub(super) fn stage(&self) -> &HtmlElement {
        &self.stage
    }

    pub(super) fn set_device(&self, device: Device) {
        self.device.set(device);
        let _ = self.stage.class_list().toggle_with_force("phone", device == Device::Phone);
        self.fit();
    }

    /// Sizes the frame for its device and makes it as much smaller as the stage asks for.
    pub(super) fn fit(&self) {
        let (width, height) = (f64::from(self.stage.client_width()), f64::from(self.stage.client_height()));
        let (frame_width, frame_height, scale) = match self.device.get() {
            Device::Near if width >= NEAR_LEAST => (width, height, 1.0),
            Device::Near => (NEAR_LEAST, height * NEAR_LEAST / width, width / NEAR_LEAST),
            Device::Desktop => (1280.0, height * 1280.0 / width, width / 1280.0),
            Device::Phone => {
                let scale = ((height - 32.0) / 844.0).min((width - 32.0) / 390.0).min(1.0);
                (390.0, 844.0, scale)
            }
        };
        let style = self.frame.style();
        for (name, value) in [
            ("width", format!("{frame_width}px")),
            ("height", format!("{frame_height}px")),
            ("scale", scale.to_string()),
        ] {
            let _ = style.set_property(name, &value);
        }
    }

    /// Makes the visitor's system `light` or `dark`.
    pub(super) fn set_scheme(&self, scheme: &str) {
        scheme.clone_into(&mut self.scheme.borrow_mut());
        self.dress();
    }

    /// Exchanges the stylesheet that the loader made of the tenant's looks; false where there is none.
    pub(super) fn restyle(&self, style: &str) -> bool {
        style.clone_into(&mut self.style.borrow_mut());
        self.dress()
    }

    /// A page cannot be told of another system than the real one. So the page gets a scheme of its own, and so does
    /// the widget unless the tenant has chosen one.
    fn dress(&self) -> bool {
        let (style, scheme) = (self.style.borrow(), self.scheme.borrow());
        let root = self.frame.content_document().and_then(|page| page.document_element());
        if let Some(root) = root {
            let root: HtmlElement = root.unchecked_into();
            let _ = root.style().set_property("color-scheme", &scheme);
        }
        let Some(sheet) = self.looks() else { return false };
        let own = if style.contains("color-scheme:") {
            String::new()
        } else {
            [":host{color-scheme:", &scheme, "!important}"].concat()
        };
        sheet.replace_sync(&[&style, own.as_str()].concat()).is_ok()
    }

    /// Loads the page with the tenant's widget; the panel open, as one wants to see it, unless it was closed.
    pub(super) fn load(&self, tenant: &str, style: &str) -> Result<(), JsValue> {
        style.clone_into(&mut self.style.borrow_mut());
        let address = ["/configure/preview/", tenant].concat();
        if self.frame.get_attribute("src").as_deref() == Some(&address) {
            return self.window().ok_or("no frame")?.location().reload();
        }
        // The loader's own note that the panel was open on the page before: so it opens without taking the focus.
        if let Ok(Some(storage)) = dom::window()?.session_storage() {
            let key = ["anteroom-chat", tenant].concat();
            if storage.get_item(&key).is_ok_and(|open| open.is_none()) {
                let _ = storage.set_item(&key, "1");
            }
        }
        self.frame.set_src(&address);
        Ok(())
    }

    /// Asks the widget to forget the conversation and to begin anew.
    pub(super) fn start_over(&self) {
        let command = self.window().and_then(|window| Reflect::get(&window, &"Anteroom".into()).ok());
        if let Some(command) = command.filter(JsValue::is_function) {
            let command: js_sys::Function = command.unchecked_into();
            let _ = command.call1(&JsValue::UNDEFINED, &"reset".into());
        }
    }

    fn window(&self) -> Option<Window> {
        self.frame.content_window()
    }

    /// The sheet of the tenant's looks: one `:host` rule that sets the accent, and at most one more for a drawing. The
    /// widget's own are far longer.
    fn looks(&self) -> Option<CssStyleSheet> {
        let widget = self.frame.content_document()?.query_selector("anteroom-chat").ok()??;
        let sheets: Array =
            Reflect::get(&widget.shadow_root()?.into(), &"adoptedStyleSheets".into()).ok()?.unchecked_into();
        (0..sheets.length()).map(|index| sheets.get(index).unchecked_into::<CssStyleSheet>()).find(|sheet| {
            let Ok(rules) = sheet.css_rules() else { return false };
            let first = rules.get(0).map(|rule| rule.css_text()).unwrap_or_default();
            // The scheme that is added here is the third.
            rules.length() <= 3 && first.starts_with(":host {") && first.contains("--accent:")
        })
    }
}
