//! Deliveries on their way.

use engine::log::{ConversationId, EntryBody};
use engine::ports::{Delivery, DeliveryState};
use futures_util::future::join_all;
use jiff::{SignedDuration, Timestamp};

use crate::bench::Bench;
use crate::sample::{conversation, delivery, marker, named, now};

fn after(seconds: i64) -> Timestamp {
    now().checked_add(SignedDuration::from_secs(seconds)).unwrap()
}

/// Puts deliveries of the conversation into the outbox, in the only way there is.
async fn put(bench: &Bench, conversation: &ConversationId, deliveries: &[Delivery]) {
    let entries = bench.log.newest(conversation, None, 1).await.unwrap();
    let seq = entries.first().map_or(1, |entry| entry.seq + 1);
    bench.log.append(&marker(conversation, seq, EntryBody::Cleared), deliveries).await.unwrap();
}

fn at(name: &str, next_at: Timestamp) -> Delivery {
    Delivery { next_at, ..delivery(&conversation(), name) }
}

fn ended(delivery: &Delivery, state: DeliveryState) -> Delivery {
    let last_error = (state == DeliveryState::Dead).then(|| "status 500".to_owned());
    Delivery { state, attempts: 1, last_error, ..delivery.clone() }
}

async fn due(bench: &Bench, now: Timestamp) -> Vec<Delivery> {
    bench.outbox.due("studio", DeliveryState::Pending, now, 100).await.unwrap()
}

pub(super) async fn what_is_due_comes_and_nothing_else(bench: Bench) {
    let (late, soon, later) = (at("c", after(-60)), at("b", after(-1)), at("a", after(60)));
    let waits = Delivery { state: DeliveryState::Waiting, ..at("w", after(-5)) };
    put(&bench, &conversation(), &[soon.clone(), later.clone(), late.clone(), waits.clone()]).await;

    assert_eq!(due(&bench, now()).await, [late.clone(), soon.clone()]);
    assert_eq!(due(&bench, after(60)).await, [late.clone(), soon, later]);
    assert_eq!(bench.outbox.due("studio", DeliveryState::Pending, now(), 1).await.unwrap(), [late]);
    assert_eq!(bench.outbox.due("studio", DeliveryState::Waiting, now(), 9).await.unwrap(), [waits]);
}

pub(super) async fn a_delivery_is_taken_once(bench: Bench) {
    let one = delivery(&conversation(), "a");
    put(&bench, &conversation(), std::slice::from_ref(&one)).await;

    let taking = (0..20).map(|_| {
        let (outbox, one) = (bench.outbox.clone(), one.clone());
        tokio::spawn(async move { outbox.claim(&one, now(), after(60)).await.unwrap() })
    });
    let taken = join_all(taking).await.into_iter().filter(|taken| *taken.as_ref().unwrap()).count();

    assert_eq!(taken, 1);
    assert!(due(&bench, now()).await.is_empty());
}

pub(super) async fn what_was_taken_comes_again_after_its_time(bench: Bench) {
    let one = delivery(&conversation(), "a");
    put(&bench, &conversation(), std::slice::from_ref(&one)).await;
    assert!(bench.outbox.claim(&one, now(), after(60)).await.unwrap());

    assert!(due(&bench, after(59)).await.is_empty());
    assert_eq!(due(&bench, after(60)).await, std::slice::from_ref(&one));
    assert!(bench.outbox.claim(&one, after(60), after(120)).await.unwrap());
    let unknown = delivery(&conversation(), "b");
    assert!(!bench.outbox.claim(&unknown, now(), after(60)).await.unwrap());
}

pub(super) async fn what_came_of_it_replaces_it(bench: Bench) {
    let one = delivery(&conversation(), "a");
    put(&bench, &conversation(), std::slice::from_ref(&one)).await;
    assert!(bench.outbox.claim(&one, now(), after(60)).await.unwrap());

    let again =
        Delivery { next_at: after(300), attempts: 1, last_error: Some("status 500".into()), ..one.clone() };
    assert!(bench.outbox.replace(&one, &again).await.unwrap());

    assert!(due(&bench, after(299)).await.is_empty());
    assert_eq!(due(&bench, after(300)).await, std::slice::from_ref(&again), "nobody holds it any more");
    assert!(bench.outbox.replace(&again, &ended(&again, DeliveryState::Delivered)).await.unwrap());
    assert!(due(&bench, after(100_000)).await.is_empty());
}

pub(super) async fn a_replacement_meets_what_was_read(bench: Bench) {
    let one = delivery(&conversation(), "a");
    put(&bench, &conversation(), std::slice::from_ref(&one)).await;
    let again = Delivery { next_at: after(300), attempts: 1, ..one.clone() };
    assert!(bench.outbox.replace(&one, &again).await.unwrap());

    assert!(!bench.outbox.replace(&one, &ended(&one, DeliveryState::Dead)).await.unwrap());

    assert_eq!(due(&bench, after(300)).await, [again]);
    assert!(bench.outbox.list("studio", DeliveryState::Dead, 10).await.unwrap().is_empty());
}

pub(super) async fn the_same_replacement_again_is_no_error(bench: Bench) {
    let one = delivery(&conversation(), "a");
    put(&bench, &conversation(), std::slice::from_ref(&one)).await;
    for _ in 0..2 {
        assert!(bench.outbox.replace(&one, &ended(&one, DeliveryState::Delivered)).await.unwrap());
    }
    assert_eq!(bench.outbox.list("studio", DeliveryState::Delivered, 10).await.unwrap().len(), 1);
}

pub(super) async fn each_state_is_listed(bench: Bench) {
    let [one, two, three, four] = ["a", "b", "c", "d"].map(|name| at(name, after(0)));
    let later = at("e", after(9));
    put(&bench, &conversation(), &[one.clone(), two.clone(), three.clone(), four.clone(), later.clone()])
        .await;
    let (done, dead) = (ended(&one, DeliveryState::Delivered), ended(&two, DeliveryState::Dead));
    bench.outbox.replace(&one, &done).await.unwrap();
    bench.outbox.replace(&two, &dead).await.unwrap();
    let also = ended(&three, DeliveryState::Dead);
    bench.outbox.replace(&three, &also).await.unwrap();

    let list = async |state, limit| bench.outbox.list("studio", state, limit).await.unwrap();
    assert_eq!(list(DeliveryState::Pending, 10).await, [later, four]);
    assert_eq!(list(DeliveryState::Delivered, 10).await, [done]);
    assert_eq!(list(DeliveryState::Dead, 10).await, [also.clone(), dead]);
    assert_eq!(list(DeliveryState::Dead, 1).await, [also]);
    assert!(list(DeliveryState::Waiting, 10).await.is_empty());
}

pub(super) async fn one_is_found_in_every_state(bench: Bench) {
    let one = delivery(&conversation(), "a");
    let waits = Delivery { state: DeliveryState::Waiting, ..delivery(&conversation(), "w") };
    put(&bench, &conversation(), &[delivery(&conversation(), "b"), one.clone(), waits.clone()]).await;

    let find = async |id: &str| bench.outbox.find("studio", id).await.unwrap();
    assert_eq!(find(&one.id).await, Some(one.clone()));
    assert_eq!(find(&waits.id).await, Some(waits));
    for state in [DeliveryState::Delivered, DeliveryState::Dead] {
        let there = find(&one.id).await.unwrap();
        let now = Delivery { next_at: after(1), ..ended(&there, state) };
        assert!(bench.outbox.replace(&there, &now).await.unwrap());
        assert_eq!(find(&one.id).await, Some(now));
    }
    let dead = find(&one.id).await.unwrap();
    let replayed = Delivery { state: DeliveryState::Pending, attempts: 0, next_at: after(2), ..dead.clone() };
    assert!(bench.outbox.replace(&dead, &replayed).await.unwrap());
    assert_eq!(find(&one.id).await, Some(replayed));
    assert_eq!(find("evt_unknown").await, None);
}

pub(super) async fn outboxes_do_not_touch(bench: Bench) {
    let others = [named("crm", "0199f3a0-session"), named("studio#W", "x"), named("st", "udio#W")];
    for (number, other) in others.iter().enumerate() {
        put(&bench, other, &[delivery(other, &number.to_string())]).await;
    }

    assert!(due(&bench, now()).await.is_empty());
    for (number, other) in others.iter().enumerate() {
        let theirs = delivery(other, &number.to_string());
        assert_eq!(bench.outbox.find("studio", &theirs.id).await.unwrap(), None);
        let found = bench.outbox.due(&other.tenant, DeliveryState::Pending, now(), 9).await.unwrap();
        assert_eq!(found, [theirs]);
    }
}

pub(super) async fn a_conversation_is_forgotten_whole(bench: Bench) {
    let other = named("studio", "0199f3a0-session-2");
    let mine = ["a", "b", "c"].map(|name| delivery(&conversation(), name));
    let waits = Delivery { state: DeliveryState::Waiting, ..delivery(&conversation(), "w") };
    put(&bench, &conversation(), &[&mine[..], &[waits]].concat()).await;
    put(&bench, &other, &[delivery(&other, "a"), delivery(&other, "b")]).await;
    bench.outbox.replace(&mine[0], &ended(&mine[0], DeliveryState::Delivered)).await.unwrap();
    bench.outbox.replace(&mine[1], &ended(&mine[1], DeliveryState::Dead)).await.unwrap();
    let kept = ended(&delivery(&other, "a"), DeliveryState::Dead);
    bench.outbox.replace(&delivery(&other, "a"), &kept).await.unwrap();

    for _ in 0..2 {
        bench.outbox.forget(&conversation()).await.unwrap();
    }

    assert_eq!(due(&bench, now()).await, [delivery(&other, "b")]);
    assert_eq!(bench.outbox.list("studio", DeliveryState::Dead, 10).await.unwrap(), [kept]);
    assert!(bench.outbox.list("studio", DeliveryState::Delivered, 10).await.unwrap().is_empty());
    assert!(bench.outbox.list("studio", DeliveryState::Waiting, 10).await.unwrap().is_empty());
}

pub(super) async fn what_is_past_its_time_is_nowhere(bench: Bench) {
    let one = delivery(&conversation(), "a");
    let two = delivery(&conversation(), "b");
    put(&bench, &conversation(), &[one.clone(), two.clone()]).await;
    bench.outbox.replace(&two, &ended(&two, DeliveryState::Dead)).await.unwrap();
    bench.clock.set(one.expires_at);

    assert!(due(&bench, one.expires_at).await.is_empty());
    for delivery in [one, two] {
        assert_eq!(bench.outbox.find("studio", &delivery.id).await.unwrap(), None);
    }
    for state in [DeliveryState::Pending, DeliveryState::Dead] {
        assert!(bench.outbox.list("studio", state, 10).await.unwrap().is_empty());
    }
}

pub(super) async fn more_than_a_page_comes_whole(bench: Bench) {
    for round in 0..4 {
        let some: Vec<Delivery> = (0..20).map(|number| at(&format!("{round}-{number}"), after(-1))).collect();
        put(&bench, &conversation(), &some).await;
    }
    let taken = due(&bench, now()).await;
    assert_eq!(taken.len(), 80);
    for delivery in &taken[..50] {
        assert!(bench.outbox.claim(delivery, now(), after(60)).await.unwrap());
    }
    assert_eq!(due(&bench, now()).await, taken[50..]);
    assert_eq!(bench.outbox.due("studio", DeliveryState::Pending, now(), 7).await.unwrap(), taken[50..57]);
}

pub(super) async fn what_was_removed_is_gone(bench: Bench) {
    let one = delivery(&conversation(), "a");
    put(&bench, &conversation(), std::slice::from_ref(&one)).await;
    for _ in 0..2 {
        bench.outbox.remove(&one).await.unwrap();
    }
    assert!(due(&bench, now()).await.is_empty());
}
