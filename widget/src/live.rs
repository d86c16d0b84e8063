//! A value that what is drawn follows, on Leptos's reactive graph.
//!
//! One kind of source (a trigger) and one kind of follower (an effect without a value) for values of every type: a
//! signal of each type would bring the graph's code into the download once for each.

use std::cell::RefCell;

use reactive_graph::effect::RenderEffect;
use reactive_graph::signal::ArcTrigger;
use reactive_graph::traits::{Notify, Track};

/// A value that what is drawn follows.
pub struct Live<T> {
    value: RefCell<T>,
    changed: ArcTrigger,
}

impl<T: Default> Default for Live<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<T> Live<T> {
    /// A value at its beginning.
    pub fn new(value: T) -> Self {
        Self { value: RefCell::new(value), changed: ArcTrigger::new() }
    }

    /// Reads it; a follower that does is run again when it changes.
    pub fn with<R>(&self, read: impl FnOnce(&T) -> R) -> R {
        track(&self.changed);
        read(&self.value.borrow())
    }

    /// Reads it without following.
    pub fn peek<R>(&self, read: impl FnOnce(&T) -> R) -> R {
        read(&self.value.borrow())
    }

    /// Changes it. The followers run in a later microtask.
    pub fn change(&self, change: impl FnOnce(&mut T)) {
        change(&mut self.value.borrow_mut());
        notify(&self.changed);
    }
}

impl<T: Clone> Live<T> {
    /// A copy; a follower that takes one is run again when the value changes.
    pub fn get(&self) -> T {
        self.with(T::clone)
    }
}

impl<T: PartialEq> Live<T> {
    /// Puts another value; the same one again changes nothing.
    pub fn set(&self, value: T) {
        if self.peek(|old| *old != value) {
            self.change(|old| *old = value);
        }
    }
}

// Out of line: a call instead of the graph's code at every place that reads.
#[inline(never)]
fn track(changed: &ArcTrigger) {
    changed.track();
}

#[inline(never)]
fn notify(changed: &ArcTrigger) {
    changed.notify();
}

/// Runs now, and again whenever what it read has changed, for as long as it is kept.
pub struct Follower(#[expect(dead_code, reason = "it is kept, not read")] RenderEffect<()>);

impl Follower {
    /// Begins to follow.
    #[must_use]
    pub fn new(run: Box<dyn Fn()>) -> Self {
        Self(RenderEffect::new(move |_| run()))
    }
}
