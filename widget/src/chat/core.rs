//! What the conversation holds.

use std::cell::{Cell, RefCell};
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use js_sys::Function;
use wasm_bindgen_futures::spawn_local;
use web_sys::ShadowRoot;

use super::begin::TOKEN;
use super::{Entry, Notice};
use crate::browser::{Api, Channel, Clock, Host, Shelf, Sound, page};
use crate::conversation::outbox::Outbox;
use crate::conversation::text::Joined;
use crate::conversation::wire::edit::Change;
use crate::conversation::wire::{Config, Page, Scope};
use crate::live::Live;
use crate::texts::{Text, Texts};

/// What the conversation is told at the beginning.
pub struct Setting {
    /// The element.
    pub host: Host,
    /// The address of the API.
    pub api: String,
    /// What the tenant shows.
    pub config: Config,
    /// BCP 47: the language of the widget's own words.
    pub locale: String,
    /// These words.
    pub texts: Texts,
}

/// The server's side of the conversation.
#[derive(Clone)]
pub(super) struct Session {
    pub(super) id: String,
    pub(super) token: String,
}

/// Everything that a conversation holds.
pub struct Core {
    /// The messages, oldest first.
    pub entries: Live<Vec<Rc<Entry>>>,
    /// What is understood so far.
    pub scope: Live<Scope>,
    /// What the visitor changes in it and is not in it yet.
    pub changes: Live<Vec<Change>>,
    /// What stands above the conversation: the greeting, Markdown, and openings to choose from. The tenant's, until it is
    /// known who the visitor is.
    pub welcome: Live<(String, Vec<String>)>,
    /// Whether the form before the chat is to be shown, once it is known that there is no conversation yet.
    pub asking: Live<bool>,
    /// The stars that the visitor gave the conversation; 0 where none.
    pub rated: Live<u8>,
    /// What the visitor should know about the connection.
    pub notice: Live<Notice>,
    /// What a screen reader is told.
    pub announced: Live<String>,
    /// What the composer is asked to hold: text goes into an empty one only, nothing empties it.
    pub draft: Live<Option<String>>,
    /// Whether an answer is being written, and can be stopped.
    pub writing: Live<bool>,
    /// Whether the visitor has ended the chat: nothing can be written until a new one is begun.
    pub finished: Live<bool>,
    /// Whether the summary card is unfolded.
    pub card_open: Live<bool>,
    /// Whose styles for what is seldom drawn are still to be adopted.
    pub undressed: Cell<Option<ShadowRoot>>,
    /// The element.
    pub host: Host,
    /// What the tenant shows.
    pub config: Config,
    /// BCP 47.
    pub locale: String,
    /// The widget's own words.
    pub texts: Texts,
    /// Whether the panel is open.
    pub open: Live<bool>,
    pub(super) api: Api,
    pub(super) shelf: Shelf,
    /// What only this tab keeps.
    pub(super) tab: Shelf,
    pub(super) channel: RefCell<Option<Channel>>,
    pub(super) clock: Clock,
    /// How long it is shown that something was copied.
    pub copying: Clock,
    pub(super) session: RefCell<Option<Session>>,
    pub(super) outbox: RefCell<Outbox>,
    /// `before` for the page of older messages; none at the beginning.
    pub before: Live<Option<u64>>,
    /// Whether that page is on its way.
    pub loading_older: Live<bool>,
    /// Whether messages are being sent.
    pub(super) pumping: Cell<bool>,
    /// Whether the waiting was ended by the visitor or the network.
    pub(super) hurry: Cell<bool>,
    /// Whether the visitor wants the answer stopped, and the server does not know it yet.
    pub(super) stopping: Cell<bool>,
    /// What ends the stream under way.
    pub(super) cancel: Cell<Option<Function>>,
    /// Whether another tab has said something in the meantime.
    pub(super) stale: Cell<bool>,
    /// Whether what an earlier page left unsent has been taken up.
    pub(super) taken_up: Cell<bool>,
    /// Counts up when everything is forgotten: what was under way before is void.
    pub(super) generation: Cell<u32>,
    /// Whether the notice is about what is being written.
    pub(super) too_long: Cell<bool>,
    pub(super) unread: Cell<u32>,
    /// What makes a sound; none until the visitor has done something.
    pub(super) sound: RefCell<Option<Sound>>,
    pub(super) next_key: Cell<u32>,
    /// The token by which the page says who the visitor is; empty where it says nothing.
    pub(super) user: RefCell<String>,
    /// The page, as the host has put it.
    pub(super) context: RefCell<Option<Page>>,
    alive: Rc<Cell<bool>>,
}

impl Core {
    pub(super) fn new(setting: Setting) -> Self {
        let Setting { host, api, config, locale, texts } = setting;
        let prefix = ["anteroom:", &config.tenant, "@", &api, ":"].joined();
        let (shelf, tab) = (Shelf::new(&prefix), Shelf::of_tab(&prefix));
        Self {
            // Who has a token may have a conversation: first a look.
            asking: Live::new(shelf.get(TOKEN).is_none()),
            welcome: Live::new((config.greeting.clone(), config.suggestions.clone())),
            entries: Live::default(),
            scope: Live::default(),
            changes: Live::default(),
            rated: Live::default(),
            notice: Live::default(),
            announced: Live::default(),
            draft: Live::default(),
            writing: Live::default(),
            finished: Live::default(),
            card_open: Live::default(),
            undressed: Cell::default(),
            host,
            config,
            texts,
            locale,
            open: Live::default(),
            api: Api::new(api),
            shelf,
            tab,
            channel: RefCell::default(),
            clock: Clock::default(),
            copying: Clock::default(),
            session: RefCell::default(),
            outbox: RefCell::default(),
            before: Live::default(),
            loading_older: Live::default(),
            pumping: Cell::default(),
            hurry: Cell::default(),
            stopping: Cell::default(),
            cancel: Cell::default(),
            stale: Cell::default(),
            taken_up: Cell::default(),
            generation: Cell::default(),
            too_long: Cell::default(),
            unread: Cell::default(),
            sound: RefCell::default(),
            next_key: Cell::default(),
            user: RefCell::default(),
            context: RefCell::default(),
            alive: Rc::new(Cell::new(true)),
        }
    }

    /// One of the widget's own words.
    #[must_use]
    pub fn text(&self, text: Text) -> &'static str {
        self.texts.get(text)
    }

    /// The page the visitor is on.
    pub(super) fn page(&self) -> Page {
        self.context.borrow().clone().unwrap_or_else(page)
    }

    /// The session's token: the newest that the server gave in exchange for it.
    pub(super) fn token(&self) -> String {
        let mut session = self.session.borrow_mut();
        let Some(session) = &mut *session else { return String::new() };
        if let Some((old, new)) = self.api.renewed.take()
            && old == session.token
        {
            self.shelf.set(TOKEN, &new);
            session.token = new;
        }
        session.token.clone()
    }

    /// Ends everything that is under way.
    pub fn end(&self) {
        self.alive.set(false);
        self.api.abort();
        // Who waits is woken, finds that it is over, and is gone.
        self.clock.wake();
        self.copying.wake();
        self.channel.take();
        self.sound.take();
        self.undressed.take();
        // The handle is never given back; what it holds is.
        self.entries.change(Vec::clear);
    }

    /// Runs a task for as long as the widget lives: afterwards it is not polled again, so that nothing touches views
    /// that are gone.
    pub fn spawn(&self, task: impl Future<Output = ()> + 'static) {
        spawn_local(WhileAlive { alive: Rc::clone(&self.alive), task: Box::pin(task) });
    }
}

struct WhileAlive {
    alive: Rc<Cell<bool>>,
    task: Pin<Box<dyn Future<Output = ()>>>,
}

impl Future for WhileAlive {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if self.alive.get() { self.task.as_mut().poll(context) } else { Poll::Ready(()) }
    }
}
