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
    /// The newest message of the visitor's that was followed.
    newest: Cell<u32>,
    /// The newest message that was there when the reader was last at the end.
    seen: Cell<u32>,
    /// Where the frame stood when it was last looked at.
    top: Cell<i32>,
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
            newest: Cell::default(),
            seen: Cell::default(),
            top: Cell::default(),
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
        let top = self.frame.scroll_top();
        let left = self.frame.scroll_height() - top - self.frame.client_height();
        if left < NEAR {
            self.is_at_end();
        } else if top < self.top.get() {
            // Only the reader goes up. Far from the end without having gone up: something grew below.
            self.following.set(false);
        }
        self.top.set(top);
        if top < NEAR {
            self.load_older();
        }
    }

    /// Asks for the page of older messages.
    pub(super) fn load_older(&self) {
        let scroll = self.clone();
        let frame = self.frame.clone();
        let shown = move || scroll.below.set(Some(frame.scroll_height() - frame.scroll_top()));
        self.chat.load_older(Box::new(shown));
    }

    /// Who has just written wants to see the answer, wherever they were reading.
    pub(super) fn follow_visitor(&self) {
        let newest = self.chat.entries.with(|entries| {
            let newest = entries.last().filter(|entry| entry.by_visitor);
            newest.map_or(0, |entry| entry.key)
        });
        if newest > self.newest.replace(newest) {
            self.following.set(true);
        }
    }

    /// Something has become higher or lower.
    fn grown(&self) {
        let height = self.frame.scroll_height();
        let more = height > self.height.replace(height);
        if let Some(below) = self.below.take() {
            // What was in sight stays where it was.
            self.frame.set_scroll_top(height - below);
        } else if self.chat.entries.peek(Vec::is_empty) {
            // The greeting is read from its beginning.
        } else if self.following.get() {
            self.to_end();
        } else if more && (self.last() > self.seen.get() || self.chat.writing.peek(bool::clone)) {
            // Not where the reader has unfolded something.
            self.unseen.set(true);
        }
    }

    fn last(&self) -> u32 {
        self.chat.entries.peek(|entries| entries.last().map_or(0, |entry| entry.key))
    }

    fn is_at_end(&self) {
        self.following.set(true);
        self.unseen.set(false);
        self.seen.set(self.last());
    }

    /// Goes to the newest message.
    pub(super) fn to_end(&self) {
        self.is_at_end();
        self.frame.set_scroll_top(self.frame.scroll_height());
        self.top.set(self.frame.scroll_top());
    }
}
