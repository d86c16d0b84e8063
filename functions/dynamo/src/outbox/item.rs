//! How a delivery is kept as an item. All of a tenant's are in one partition, `T#<tenant>#W`; the sort key says how far it is.
//!
//! | sort key | state | sorts by |
//! | --- | --- | --- |
//! | `PENDING#<millisecond>#<id>` | to be tried from then on | time: what is due is one range |
//! | `WAITING#<millisecond>#<id>` | to be looked at then | time |
//! | `DONE#<id>`, `DEAD#<id>` | delivered, given up | conversation, which is known by its time |
//!
//! | attribute | type | what |
//! | --- | --- | --- |
//! | `at` | S | when it was written, RFC 3339 |
//! | `expires_at` | N | time to live, epoch seconds |
//! | `session`, `id` | S | what it tells of, and its name |
//! | `taken_until` | N | of one that somebody is sending: until when nobody else does, epoch milliseconds |
//! | `delivery` | S | everything but the body, as JSON |
//! | `body` | S | the body, as it is sent |

use std::collections::HashMap;

use aws::dynamodb::AttributeValue;
use engine::ports::{Delivery, DeliveryState, StoreError};
use jiff::Timestamp;

use crate::TIME_TO_LIVE;
use crate::item::{self, Item};
use crate::keys::{self, PARTITION_KEY, SORT_KEY};

pub(super) const TAKEN_UNTIL: &str = "taken_until";
pub(super) const SESSION: &str = "session";
pub(super) const ID: &str = "id";
const AT: &str = "at";
const DELIVERY: &str = "delivery";
const BODY: &str = "body";

/// What stands before the sort keys of a state.
pub(super) const fn prefix(state: DeliveryState) -> &'static str {
    match state {
        DeliveryState::Waiting => "WAITING#",
        DeliveryState::Pending => "PENDING#",
        DeliveryState::Delivered => "DONE#",
        DeliveryState::Dead => "DEAD#",
    }
}

/// The beginning of the sort keys of that time; those of later times sort after it.
pub(super) fn at_time(state: DeliveryState, time: Timestamp) -> String {
    // Never before 1970, and enough digits for as long as `Timestamp` reaches.
    format!("{}{:015}", prefix(state), time.as_millisecond().max(0))
}

/// The sort key of one that is not done with, or of one that is, by its id.
fn sort_key(delivery: &Delivery) -> String {
    match delivery.state {
        DeliveryState::Pending | DeliveryState::Waiting => {
            format!("{}#{}", at_time(delivery.state, delivery.next_at), delivery.id)
        }
        DeliveryState::Delivered | DeliveryState::Dead => done_key(delivery.state, &delivery.id),
    }
}

/// The sort key of one that is done with.
pub(super) fn done_key(state: DeliveryState, id: &str) -> String {
    format!("{}{id}", prefix(state))
}

/// The key of the delivery as it is.
pub(super) fn key(delivery: &Delivery) -> Item {
    key_of(&delivery.conversation.tenant, sort_key(delivery))
}

/// A key of the tenant's outbox.
pub(super) fn key_of(tenant: &str, sort_key: String) -> Item {
    HashMap::from([
        (PARTITION_KEY.to_owned(), item::text(keys::outbox(tenant))),
        (SORT_KEY.to_owned(), item::text(sort_key)),
    ])
}

/// A time to the millisecond.
pub(super) fn milliseconds(time: Timestamp) -> AttributeValue {
    AttributeValue::N(time.as_millisecond().to_string())
}

/// The item of a delivery.
pub(crate) fn from_delivery(delivery: &Delivery) -> Result<Item, StoreError> {
    let without_body = Delivery { body: String::new(), ..delivery.clone() };
    let mut item = key(delivery);
    item.extend([
        (AT.to_owned(), item::time(delivery.created_at)),
        (TIME_TO_LIVE.to_owned(), item::seconds(delivery.expires_at)),
        (SESSION.to_owned(), item::text(&delivery.conversation.session)),
        (ID.to_owned(), item::text(&delivery.id)),
        (DELIVERY.to_owned(), item::json(&without_body)?),
        (BODY.to_owned(), item::text(&delivery.body)),
    ]);
    Ok(item)
}

/// The delivery of an item.
pub(super) fn to_delivery(item: &Item) -> Result<Delivery, StoreError> {
    let text = |name: &str| {
        let text = item.get(name).and_then(AttributeValue::as_s);
        text.ok_or_else(|| StoreError::Corrupt(format!("a delivery without {name}")))
    };
    let mut delivery: Delivery = item::from_json(text(DELIVERY)?)
        .map_err(|error| StoreError::Corrupt(format!("a delivery: {error}")))?;
    text(BODY)?.clone_into(&mut delivery.body);
    Ok(delivery)
}
