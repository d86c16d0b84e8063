//! The outbox as items of the table: what happens beside it, and what cannot be read.

use std::sync::Arc;

use aws::dynamodb::AttributeValue;
use embedded::EmbeddedStore;
use embedded::wire::{Fate, Wire};
use engine::log::EntryBody;
use engine::ports::{Delivery, DeliveryState};
use jiff::SignedDuration;
use tokio::sync::Notify;

use crate::bench::{Bench, TABLE};
use crate::sample::{conversation, delivery, marker, now};

/// A delivery is tried again just when it is about to be deleted: then it has another key.
#[tokio::test(start_paused = true)]
async fn what_moves_while_a_conversation_is_forgotten_is_forgotten_too() {
    let client = EmbeddedStore::in_memory().unwrap().client();
    let bench = Bench::over(client.clone()).await;
    let one = delivery(&conversation(), "a");
    let entry = marker(&conversation(), 1, EntryBody::Cleared);
    bench.log.append(&entry, std::slice::from_ref(&one)).await.unwrap();
    let is_deleting = Arc::new(Notify::new());
    let seen = Arc::clone(&is_deleting);
    let wire = Wire::before(&client, move |sent, before| {
        if sent.operation != "BatchWriteItem" || before > 0 {
            return Fate::Answered;
        }
        seen.notify_one();
        Fate::Delayed(std::time::Duration::from_secs(1))
    });
    let slow = Bench::on_table(wire.client(&client));
    let tried = Delivery { attempts: 1, next_at: now() + SignedDuration::from_secs(5), ..one.clone() };
    let conversation = conversation();

    let moving = async {
        is_deleting.notified().await;
        assert!(bench.outbox.replace(&one, &tried).await.unwrap());
    };
    let (forgotten, ()) = tokio::join!(slow.outbox.forget(&conversation), moving);

    forgotten.unwrap();
    assert_eq!(bench.outbox.list("studio", DeliveryState::Pending, 10).await.unwrap(), []);
}

/// A release to come may write what this one does not know.
#[tokio::test]
async fn a_delivery_that_cannot_be_read_holds_up_no_other() {
    let client = EmbeddedStore::in_memory().unwrap().client();
    let bench = Bench::over(client.clone()).await;
    let all = ["a", "b", "c"].map(|name| delivery(&conversation(), name));
    bench.log.append(&marker(&conversation(), 1, EntryBody::Cleared), &all).await.unwrap();
    let there = client.scan().table_name(TABLE).send().await.unwrap().items;
    let id = AttributeValue::S(all[0].id.clone());
    let mut strange = there.into_iter().find(|item| item.get("id") == Some(&id)).unwrap();
    strange.insert("delivery".to_owned(), AttributeValue::S(r#"{"event":"scope.sung"}"#.to_owned()));
    client.put_item().table_name(TABLE).set_item(strange).send().await.unwrap();

    let due = async |limit| bench.outbox.due("studio", DeliveryState::Pending, now(), limit).await.unwrap();
    assert_eq!(due(9).await, all[1..]);
    assert_eq!(due(1).await, all[1..2]);
    assert_eq!(bench.outbox.list("studio", DeliveryState::Pending, 9).await.unwrap().len(), 2);
    bench.outbox.forget(&conversation()).await.unwrap();
    let left = client.scan().table_name(TABLE).send().await.unwrap().items;
    assert_eq!(left.len(), 1, "the marker");
}
