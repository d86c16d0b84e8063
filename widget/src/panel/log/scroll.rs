//! Following what is new, for as long as the reader is at the end; and older messages without a jump.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::{Element, ResizeObserver};

use crate::chat::Chat;
use crate::live::Live;

/// Pixels from the end within which the reader is taken to be there.
const NEAR: i32 = 48;

/// The scrolling of the messages.
#[derive(Clone)]
pub(super) struct Scroll(Rc<Inner>);

pub(super) struct Inner {
    chat: Chat,
    frame: Element,
    /// Whether something came that the reader has not seen.
    pub(super) unseen: Live<bool>,
    following: Cell<bool>,
    height: Cell<i32>,
    /// The height below the reader's place while older messages are on their way.
    below: Cell<Option<i32>>,
    watching: Cell<Option<Watching>>,
}

/// Tells when the column or its frame changes its height, until it is dropped.
struct Watching {
    observer: ResizeObserver,
    _grown: Closure<dyn FnMut()>,
}

impl Drop for Watching {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

impl core::ops::Deref for Scroll {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl Scroll {
    /// `frame` scrolls, `column` is as high as everything in it.
    pub(super) fn new(chat: Chat, frame: &Element, column: &Element) -> Self {
        let scroll = Self(Rc::new(Inner {
            chat,
            frame: frame.clone(),
            unseen: Live::default(),
            following: Cell::new(true),
            height: Cell::default(),
            below: Cell::default(),
            watching: Cell::default(),
        }));
        let watched = Rc::downgrade(&scroll.0);
        let grown = Closure::wrap(Box::new(move || {
            if let Some(scroll) = watched.upgrade() {
                Self(scroll).grown();
            }
        }) as Box<dyn FnMut()>);
        if let Ok(observer) = ResizeObserver::new(grown.as_ref().unchecked_ref()) {
            // The frame changes too: the phone's keyboard, a notice, a composer of more lines.
            observer.observe(column);
            observer.observe(frame);
            scroll.watching.set(Some(Watching { observer, _grown: grown }));
        }
        scroll
    }

    /// The visitor, or a call of ours, has scrolled.
    pub(super) fn moved(&self) {
        let left = self.frame.scroll_height() - self.frame.scroll_top() - self.frame.client_height();
        self.following.set(left < NEAR);
        if left < NEAR {
            self.unseen.set(false);
        }
        if self.frame.scroll_top() < NEAR {
            let scroll = self.clone();
            let frame = self.frame.clone();
            let shown = move || scroll.below.set(Some(frame.scroll_height() - frame.scroll_top()));
            self.chat.load_older(Box::new(shown));
        }
    }

    /// Something has become higher or lower.
    fn grown(&self) {
        let height = self.frame.scroll_height();
        let more = height > self.height.replace(height);
        if let Some(below) = self.below.take() {
            // What was in sight stays where it was.
            self.frame.set_scroll_top(height - below);
        } else if self.following.get() {
            self.to_end();
        } else if more {
            self.unseen.set(true);
        }
    }

    /// Goes to the newest message.
    pub(super) fn to_end(&self) {
        self.following.set(true);
        self.unseen.set(false);
        self.frame.set_scroll_top(self.frame.scroll_height());
    }
}
