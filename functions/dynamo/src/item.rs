//! How an entry of the turn log is kept as an item.
//!
//! | attribute      | type | of        | what |
//! | -------------- | ---- | --------- | --- |
//! | `pk`, `sk`     | S    | all       | [`crate::keys`] |
//! | `at`           | S    | all       | when it was put there, RFC 3339 to the nanosecond |
//! | `expires_at`   | N    | all       | time to live, epoch seconds |
//! | `state`        | S    | all       | `open`, `closed`, `cleared`, `ended`, `lapsed` |
//! | `message_id`   | S    | turns     | as the sender gave it |
//! | `message`      | S    | turns     | the message |
//! | `edit`         | S    | turns     | JSON; left out where there is none |
//! | `page`         | S    | turns     | JSON; left out where there is none |
//! | `user`         | S    | turns     | the identified user; left out where there is none |
//! | `told`         | S    | turns     | JSON: what the token told of the user; left out where nobody needs it |
//! | `stop`         | BOOL | turns     | a stop was asked for; left out otherwise |
//! | `thumb`        | S    | `closed`  | JSON; left out where there is none |
//! | `rating`       | S    | `closed`  | JSON; left out where there is none |
//! | `holder`       | S    | `open`    | who answers it |
//! | `leased_until` | S    | `open`    | until when, RFC 3339 to the nanosecond |
//! | `outcome`      | S    | `closed`  | JSON |
//!
//! What conditions look at, and what is changed on its own, stands alone. The page and the outcome are JSON text rather
//! than maps: they are read whole or not at all, and text costs fewer bytes. All of an item together may have 400 KB.

use std::collections::HashMap;

use aws::dynamodb::AttributeValue;
use engine::log::{ConversationId, Entry, EntryBody, Lease, Outcome, Progress, Turn};
use engine::ports::StoreError;
use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::TIME_TO_LIVE;
pub(crate) use crate::json::{NotAsItMustBe, from_json};
use crate::keys::{self, PARTITION_KEY, SORT_KEY};

pub(crate) const STATE: &str = "state";
pub(crate) const HOLDER: &str = "holder";
pub(crate) const LEASED_UNTIL: &str = "leased_until";
pub(crate) const OUTCOME: &str = "outcome";
pub(crate) const STOP: &str = "stop";
pub(crate) const THUMB: &str = "thumb";
pub(crate) const RATING: &str = "rating";
const AT: &str = "at";
const MESSAGE_ID: &str = "message_id";
const MESSAGE: &str = "message";
const EDIT: &str = "edit";
const PAGE: &str = "page";
const USER: &str = "user";
const TOLD: &str = "told";

pub(crate) const OPEN: &str = "open";
pub(crate) const CLOSED: &str = "closed";
const CLEARED: &str = "cleared";
const ENDED: &str = "ended";
const LAPSED: &str = "lapsed";

/// An item: values by the names of their attributes.
pub(crate) type Item = HashMap<String, AttributeValue>;

/// The item of an entry.
pub(crate) fn from_entry(entry: &Entry) -> Result<Item, StoreError> {
    let mut item = key(&entry.conversation, entry.seq);
    put(&mut item, AT, time(entry.at));
    put(&mut item, TIME_TO_LIVE, seconds(entry.expires_at));
    match &entry.body {
        EntryBody::Cleared => put(&mut item, STATE, text(CLEARED)),
        EntryBody::Ended => put(&mut item, STATE, text(ENDED)),
        EntryBody::Lapsed => put(&mut item, STATE, text(LAPSED)),
        EntryBody::Turn(turn) => {
            put(&mut item, MESSAGE_ID, text(&turn.message_id));
            put(&mut item, MESSAGE, text(&turn.message));
            put_some(&mut item, EDIT, turn.edit.as_ref())?;
            put_some(&mut item, PAGE, turn.page.as_ref())?;
            if let Some(user) = &turn.user {
                put(&mut item, USER, text(user));
            }
            put_some(&mut item, TOLD, turn.told.as_ref())?;
            put_some(&mut item, THUMB, turn.thumb.as_ref())?;
            put_some(&mut item, RATING, turn.rating.as_ref())?;
            if turn.stop_requested {
                put(&mut item, STOP, yes());
            }
            match &turn.progress {
                Progress::Open(lease) => {
                    put(&mut item, STATE, text(OPEN));
                    put(&mut item, HOLDER, text(&lease.holder));
                    put(&mut item, LEASED_UNTIL, time(lease.until));
                }
                Progress::Closed(outcome) => {
                    put(&mut item, STATE, text(CLOSED));
                    put(&mut item, OUTCOME, json(outcome)?);
                }
            }
        }
    }
    Ok(item)
}

/// The entry of an item.
pub(crate) fn to_entry(conversation: &ConversationId, item: &Item) -> Result<Entry, StoreError> {
    let reader = Reader { item };
    let seq = keys::place(reader.text(SORT_KEY)?)
        .ok_or_else(|| reader.corrupt(SORT_KEY, "not the key of a turn"))?;
    let body = match reader.text(STATE)? {
        CLEARED => EntryBody::Cleared,
        ENDED => EntryBody::Ended,
        LAPSED => EntryBody::Lapsed,
        OPEN => reader.turn(Progress::Open(reader.lease()?))?,
        CLOSED => reader.turn(Progress::Closed(Box::new(reader.json::<Outcome>(OUTCOME)?)))?,
        _ => return Err(reader.corrupt(STATE, "not a state")),
    };
    Ok(Entry {
        conversation: conversation.clone(),
        seq,
        at: reader.time(AT)?,
        expires_at: reader.seconds(TIME_TO_LIVE)?,
        body,
    })
}

/// The key of an entry.
pub(crate) fn key(conversation: &ConversationId, seq: u64) -> Item {
    HashMap::from([
        (PARTITION_KEY.to_owned(), text(keys::conversation(conversation))),
        (SORT_KEY.to_owned(), text(keys::turn(seq))),
    ])
}

/// A text.
pub(crate) fn text(text: impl Into<String>) -> AttributeValue {
    AttributeValue::S(text.into())
}

/// A time to the nanosecond. The same time is always the same text.
pub(crate) fn time(time: Timestamp) -> AttributeValue {
    AttributeValue::S(time.to_string())
}

/// A time to the second, rounded down: what expires does so at the beginning of its last second.
pub(crate) fn seconds(time: Timestamp) -> AttributeValue {
    AttributeValue::N(time.as_second().to_string())
}

/// That something is so.
pub(crate) const fn yes() -> AttributeValue {
    AttributeValue::Bool(true)
}

/// Whether a stop was asked for.
pub(crate) fn is_stopped(item: &Item) -> bool {
    matches!(item.get(STOP), Some(AttributeValue::Bool(true)))
}

/// Anything as JSON text.
pub(crate) fn json(value: &impl Serialize) -> Result<AttributeValue, StoreError> {
    // No type of the log has a key that is not text or a number that is not finite, so this is not seen in practice.
    serde_json::to_string(value)
        .map(AttributeValue::S)
        .map_err(|error| StoreError::Corrupt(format!("the entry cannot be written as JSON: {error}")))
}

fn put(item: &mut Item, name: &str, value: AttributeValue) {
    item.insert(name.to_owned(), value);
}

fn put_some(item: &mut Item, name: &str, value: Option<&impl Serialize>) -> Result<(), StoreError> {
    if let Some(value) = value {
        put(item, name, json(value)?);
    }
    Ok(())
}

/// An item that is read. What is wrong with it is said with its key and the attribute.
struct Reader<'a> {
    item: &'a Item,
}

impl Reader<'_> {
    fn turn(&self, progress: Progress) -> Result<EntryBody, StoreError> {
        Ok(EntryBody::Turn(Box::new(Turn {
            message_id: self.text(MESSAGE_ID)?.to_owned(),
            message: self.text(MESSAGE)?.to_owned(),
            edit: self.some(EDIT)?,
            page: self.some(PAGE)?,
            user: self.item.contains_key(USER).then(|| self.text(USER).map(str::to_owned)).transpose()?,
            told: self.some(TOLD)?,
            stop_requested: is_stopped(self.item),
            thumb: self.some(THUMB)?,
            rating: self.some(RATING)?,
            progress,
        })))
    }

    fn some<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, StoreError> {
        self.item.contains_key(name).then(|| self.json(name)).transpose()
    }

    fn lease(&self) -> Result<Lease, StoreError> {
        Ok(Lease { holder: self.text(HOLDER)?.to_owned(), until: self.time(LEASED_UNTIL)? })
    }

    fn text(&self, name: &str) -> Result<&str, StoreError> {
        match self.item.get(name) {
            Some(AttributeValue::S(text)) => Ok(text),
            Some(_) => Err(self.corrupt(name, "not a text")),
            None => Err(self.corrupt(name, "missing")),
        }
    }

    fn time(&self, name: &str) -> Result<Timestamp, StoreError> {
        self.text(name)?.parse().map_err(|_| self.corrupt(name, "not a time"))
    }

    fn seconds(&self, name: &str) -> Result<Timestamp, StoreError> {
        let Some(AttributeValue::N(number)) = self.item.get(name) else {
            return Err(self.corrupt(name, "not a number"));
        };
        let seconds = number.parse().ok().and_then(|seconds| Timestamp::from_second(seconds).ok());
        seconds.ok_or_else(|| self.corrupt(name, "not a time in seconds"))
    }

    fn json<T: DeserializeOwned>(&self, name: &str) -> Result<T, StoreError> {
        from_json(self.text(name)?).map_err(|NotAsItMustBe(place)| self.corrupt(name, &place))
    }

    fn corrupt(&self, name: &str, what: &str) -> StoreError {
        let part = |name| match self.item.get(name) {
            Some(AttributeValue::S(part)) => part.as_str(),
            _ => "?",
        };
        StoreError::Corrupt(format!("{} {}: {name}: {what}", part(PARTITION_KEY), part(SORT_KEY)))
    }
}
