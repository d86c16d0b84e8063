//! A value that what is drawn follows, in Leptos's reactive graph.
//!
//! The graph's own signals and effects bring an owner, an arena, two hash tables and a channel for each effect: 5 KB of
//! brotli for what a chat does not ask for. Its tracking is used as it is (who reads is the graph's `Observer`), with
//! one kind of source and one kind of subscriber for values of every type.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::{Arc, Weak};

use reactive_graph::graph::{AnySource, AnySubscriber, Observer, ReactiveNode, Subscriber, WithObserver};
use wasm_bindgen_futures::spawn_local;

/// A value that what is drawn follows.
pub struct Live<T> {
    value: RefCell<T>,
    followed: Followed,
}

impl<T: Default> Default for Live<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<T> Live<T> {
    /// A value at its beginning.
    pub fn new(value: T) -> Self {
        Self { value: RefCell::new(value), followed: Followed::default() }
    }

    /// Reads it; a follower that does is run again when it changes.
    pub fn with<R>(&self, read: impl FnOnce(&T) -> R) -> R {
        self.followed.track();
        read(&self.value.borrow())
    }

    /// Reads it without following.
    pub fn peek<R>(&self, read: impl FnOnce(&T) -> R) -> R {
        read(&self.value.borrow())
    }

    /// Changes it. The followers run in a later microtask.
    pub fn change(&self, change: impl FnOnce(&mut T)) {
        change(&mut self.value.borrow_mut());
        self.followed.notify();
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

/// Those who have read a value since it last changed.
#[derive(Default)]
struct Followed(RefCell<Vec<AnySubscriber>>);

// Out of line: a call instead of this code at every place that reads.
impl Followed {
    #[inline(never)]
    fn track(&self) {
        let Some(reader) = Observer::get() else { return };
        let mut readers = self.0.borrow_mut();
        if readers.contains(&reader) {
            return;
        }
        // Whoever is gone makes room before more is taken.
        if readers.len() == readers.capacity() {
            readers.retain(|reader| reader.1.strong_count() > 0);
        }
        readers.push(reader);
    }

    #[inline(never)]
    fn notify(&self) {
        // They read again, and are then readers again.
        for reader in self.0.take() {
            reader.mark_dirty();
        }
    }
}

/// Runs now, and again whenever what it read has changed, for as long as it is kept.
pub struct Follower(Arc<Node>);

/// A follower as the graph knows it. The graph may want to send it to another thread: so it is a number, its place in
/// `FOLLOWERS`, and what it runs stands there.
struct Node(usize);

/// What a follower runs, and whom the graph is to see reading then.
struct Run {
    run: Box<dyn Fn()>,
    reader: AnySubscriber,
    /// Its place is among those that are told.
    told: Cell<bool>,
}

/// All followers of the page.
#[derive(Default)]
struct Followers {
    /// By their places.
    runs: RefCell<Vec<Option<Rc<Run>>>>,
    /// The places of those that are gone.
    free: RefCell<Vec<usize>>,
    /// The places of those that are to run, in the order in which they were told.
    told: RefCell<Vec<usize>>,
}

thread_local! {
    static FOLLOWERS: Followers = Followers::default();
}

impl Follower {
    /// Begins to follow.
    #[must_use]
    pub fn new(run: Box<dyn Fn()>) -> Self {
        FOLLOWERS.with(|followers| {
            let free = followers.free.borrow_mut().pop();
            let place = free.unwrap_or_else(|| followers.runs.borrow().len());
            let node = Arc::new(Node(place));
            let weak: Weak<Node> = Arc::downgrade(&node);
            let reader = AnySubscriber(Arc::as_ptr(&node).addr(), weak);
            let run = Rc::new(Run { run, reader, told: Cell::new(false) });
            let mut runs = followers.runs.borrow_mut();
            if free.is_none() {
                runs.push(None);
            }
            if let Some(at) = runs.get_mut(place) {
                *at = Some(Rc::clone(&run));
            }
            drop(runs);
            run.now();
            Self(node)
        })
    }
}

impl Drop for Follower {
    fn drop(&mut self) {
        FOLLOWERS.with(|followers| {
            let gone = followers.runs.borrow_mut().get_mut(self.0.0).and_then(Option::take);
            followers.free.borrow_mut().push(self.0.0);
            // What it held may hold followers of its own, which go now.
            drop(gone);
        });
    }
}

impl Run {
    fn now(&self) {
        self.reader.with_observer(&self.run);
    }
}

impl Followers {
    /// Runs those that were told, and those that are told meanwhile.
    fn run_told(&self) {
        loop {
            let told = self.told.take();
            if told.is_empty() {
                break;
            }
            for place in told {
                if let Some(run) = self.run(place) {
                    run.told.set(false);
                    run.now();
                }
            }
        }
    }

    fn run(&self, place: usize) -> Option<Rc<Run>> {
        self.runs.borrow().get(place).and_then(Clone::clone)
    }
}

/// Runs those that are told in a later microtask. Off the browser there are only tests, which say when it is later.
fn run_later() {
    if cfg!(target_arch = "wasm32") {
        spawn_local(async { FOLLOWERS.with(Followers::run_told) });
    }
}

impl ReactiveNode for Node {
    fn mark_dirty(&self) {
        FOLLOWERS.with(|followers| {
            let mut told = followers.told.borrow_mut();
            if told.is_empty() {
                run_later();
            }
            if followers.run(self.0).is_some_and(|run| !run.told.replace(true)) {
                told.push(self.0);
            }
        });
    }

    fn mark_check(&self) {
        self.mark_dirty();
    }

    fn mark_subscribers_check(&self) {}

    fn update_if_necessary(&self) -> bool {
        false
    }
}

/// A follower reads values of this module, which forget their readers themselves.
impl Subscriber for Node {
    fn add_source(&self, _: AnySource) {}

    fn clear_sources(&self, _: &AnySubscriber) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    fn later() {
        FOLLOWERS.with(Followers::run_told);
    }

    /// What a follower has seen, and the follower.
    fn seeing(live: &Rc<Live<u32>>) -> (Rc<RefCell<Vec<u32>>>, Follower) {
        let (seen, live) = (Rc::new(RefCell::new(Vec::new())), Rc::clone(live));
        let kept = Rc::clone(&seen);
        (seen, Follower::new(Box::new(move || kept.borrow_mut().push(live.get()))))
    }

    #[test]
    fn a_follower_runs_now_and_once_after_changes() {
        let live = Rc::new(Live::new(1));
        let (seen, _follower) = seeing(&live);
        live.set(2);
        live.set(3);
        assert_eq!(*seen.borrow(), [1]);
        later();
        live.set(3);
        later();
        assert_eq!(*seen.borrow(), [1, 3]);
    }

    #[test]
    fn a_follower_that_is_gone_runs_no_more_even_if_it_was_told() {
        let live = Rc::new(Live::new(1));
        let (seen, follower) = seeing(&live);
        live.set(2);
        drop(follower);
        later();
        live.set(3);
        later();
        assert_eq!(*seen.borrow(), [1]);
    }

    #[test]
    fn followers_run_in_the_order_in_which_they_came() {
        let live = Rc::new(Live::new(0));
        let order = Rc::new(RefCell::new(Vec::new()));
        let follower = |name: u8| {
            let (live, order) = (Rc::clone(&live), Rc::clone(&order));
            Follower::new(Box::new(move || live.with(|_| order.borrow_mut().push(name))))
        };
        let _followers = [follower(1), follower(2), follower(3)];
        live.set(1);
        later();
        live.set(2);
        later();
        assert_eq!(*order.borrow(), [1, 2, 3, 1, 2, 3, 1, 2, 3]);
    }

    #[test]
    fn what_a_follower_changes_is_followed_too() {
        let (first, second) = (Rc::new(Live::new(1)), Rc::new(Live::new(0)));
        let (from, to) = (Rc::clone(&first), Rc::clone(&second));
        let _copies = Follower::new(Box::new(move || to.set(from.get() * 10)));
        let (seen, _follower) = seeing(&second);
        first.set(2);
        later();
        assert_eq!(*seen.borrow(), [10, 20]);
    }

    #[test]
    fn a_follower_within_a_follower_goes_with_what_holds_it() {
        let (outer, inner) = (Rc::new(Live::new(0)), Rc::new(Live::new(0)));
        let runs = Rc::new(RefCell::new(0));
        let held = RefCell::new(None);
        let (outer_of, inner_of, counted) = (Rc::clone(&outer), Rc::clone(&inner), Rc::clone(&runs));
        let _follower = Follower::new(Box::new(move || {
            outer_of.with(|_| ());
            let (inner, counted) = (Rc::clone(&inner_of), Rc::clone(&counted));
            let within = Follower::new(Box::new(move || inner.with(|_| *counted.borrow_mut() += 1)));
            *held.borrow_mut() = Some(within);
        }));
        inner.set(1);
        outer.set(1);
        later();
        let so_far = *runs.borrow();
        inner.set(2);
        later();
        assert_eq!(*runs.borrow(), so_far + 1, "one of them is left");
    }

    #[test]
    fn many_are_told_at_once_and_each_runs_once() {
        let live = Rc::new(Live::new(0));
        let all: Vec<_> = (0..1_000).map(|_| seeing(&live)).collect();
        live.set(1);
        live.set(2);
        later();
        assert!(all.iter().all(|(seen, _)| *seen.borrow() == [0, 2]));
    }

    #[test]
    fn those_who_are_gone_are_forgotten_also_where_nothing_changes() {
        let live = Rc::new(Live::new(0));
        for _ in 0..1_000 {
            drop(seeing(&live));
        }
        assert!(live.followed.0.borrow().len() < 10);
    }
}
