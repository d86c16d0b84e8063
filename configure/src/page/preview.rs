//! The real widget on a page in a frame: the draft goes to the server, which serves it like any tenant.
//!
//! Where only looks have changed, the widget's stylesheet is exchanged and the conversation goes on untouched; else the
//! frame is loaded again, and the widget takes its conversation up by itself. A text with mistakes changes nothing.

mod frame;

use core::cell::{Cell, RefCell};
use std::rc::Rc;

use serde_json::Value as Json;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlElement, HtmlInputElement, ResizeObserver};

use super::{dom, server, shelf};
use frame::{Device, Frame};

/// Milliseconds after the last key until the draft is sent.
const PAUSE: i32 = 150;

/// Milliseconds after which the draft is sent again though nothing has changed: the server forgets it after an hour.
const KEPT_ALIVE: i32 = 20 * 60 * 1_000;

/// The preview.
pub(super) struct Preview {
    frame: Rc<Frame>,
    state: HtmlElement,
    /// The server's name for the draft.
    draft: String,
    /// The last good text.
    text: RefCell<String>,
    /// The public configuration that the frame was loaded with, without its style.
    loaded: RefCell<Option<Json>>,
    timer: Cell<Option<i32>>,
    /// Counts what was sent: an answer to an older text is not shown.
    sent: Cell<u32>,
}

impl Preview {
    pub(super) fn find() -> Result<Rc<Self>, JsValue> {
        Ok(Rc::new(Self {
            frame: Rc::new(Frame::find()?),
            state: dom::by_id("preview-state")?,
            draft: shelf::draft(),
            text: RefCell::default(),
            loaded: RefCell::default(),
            timer: Cell::default(),
            sent: Cell::default(),
        }))
    }

    /// Listens to its own controls.
    pub(super) fn listen(self: &Rc<Self>) -> Result<(), JsValue> {
        let body: HtmlElement = dom::document()?.body().ok_or("no body")?;
        for choice in dom::all(&body, "input[name=device]")? {
            let preview = Rc::clone(self);
            dom::on(&choice.clone(), "change", move |_| {
                preview.frame.set_device(Device::named(&choice.unchecked_ref::<HtmlInputElement>().value()));
            })?;
        }
        self.frame.listen()?;
        let is_dark =
            dom::window()?.match_media("(prefers-color-scheme: dark)")?.is_some_and(|dark| dark.matches());
        let now = if is_dark { "dark" } else { "light" };
        self.frame.set_scheme(now);
        for choice in dom::all(&body, "input[name=visitor]")? {
            let input: HtmlInputElement = choice.clone().unchecked_into();
            input.set_checked(input.value() == now);
            let preview = Rc::clone(self);
            dom::on(&choice, "change", move |_| preview.frame.set_scheme(&input.value()))?;
        }
        let preview = Rc::clone(self);
        dom::on(&*dom::by_id::<HtmlElement>("again")?, "click", move |_| preview.frame.start_over())?;

        let preview = Rc::clone(self);
        let fit = Closure::<dyn FnMut()>::new(move || preview.frame.fit());
        ResizeObserver::new(fit.as_ref().unchecked_ref())?.observe(self.frame.stage());
        fit.forget();

        let preview = Rc::clone(self);
        let keep_alive = Closure::<dyn FnMut()>::new(move || preview.send());
        dom::window()?.set_interval_with_callback_and_timeout_and_arguments_0(
            keep_alive.as_ref().unchecked_ref(),
            KEPT_ALIVE,
        )?;
        keep_alive.forget();
        Ok(())
    }

    /// Shows a good text, a moment later; `None`: the text has mistakes, and the last good one stays.
    pub(super) fn show(self: &Rc<Self>, text: Option<String>) {
        if let (Some(timer), Ok(window)) = (self.timer.take(), dom::window()) {
            window.clear_timeout_with_handle(timer);
        }
        let Some(text) = text else {
            let said = if self.text.borrow().is_empty() {
                "It is shown once the file has no mistakes."
            } else {
                "The file has mistakes: this is how it was before them."
            };
            self.say(said, true);
            return;
        };
        *self.text.borrow_mut() = text;
        let preview = Rc::clone(self);
        let send = Closure::once_into_js(move || preview.send());
        let timer = dom::window().and_then(|window| {
            window.set_timeout_with_callback_and_timeout_and_arguments_0(send.unchecked_ref(), PAUSE)
        });
        self.timer.set(timer.ok());
    }

    fn send(self: &Rc<Self>) {
        if self.text.borrow().is_empty() {
            return;
        }
        let number = self.sent.get() + 1;
        self.sent.set(number);
        let preview = Rc::clone(self);
        spawn_local(async move {
            let text = preview.text.borrow().clone();
            let outcome = preview.exchange(&text, number).await;
            if preview.sent.get() != number {
                return;
            }
            match outcome {
                Ok(()) => {
                    preview.say("The conversation is real: answered by this server, from this file.", false)
                }
                Err(error) => {
                    let reason =
                        error.as_string().unwrap_or_else(|| "the server cannot be reached".to_owned());
                    preview.say(&format!("It cannot be shown: {}", reason.trim_end()), true);
                }
            }
        });
    }

    async fn exchange(&self, text: &str, number: u32) -> Result<(), JsValue> {
        server::put_draft(&self.draft, text).await?;
        let tenant = ["draft-", &self.draft].concat();
        let mut config = server::get_json(&["/api/v1/widget/", &tenant].concat()).await?;
        if self.sent.get() != number {
            return Ok(());
        }
        let style = config.as_object_mut().and_then(|config| config.remove("style"));
        let style = style.as_ref().and_then(Json::as_str).unwrap_or_default();
        let is_loaded = self.loaded.borrow().as_ref() == Some(&config);
        if !(is_loaded && self.frame.restyle(style)) {
            self.frame.load(&tenant, style)?;
            *self.loaded.borrow_mut() = Some(config);
        }
        Ok(())
    }

    fn say(&self, text: &str, is_waiting: bool) {
        dom::say(&self.state, text);
        let _ = self.state.class_list().toggle_with_force("bad", is_waiting);
    }
}
