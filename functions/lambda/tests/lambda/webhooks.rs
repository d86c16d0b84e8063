//! Webhooks: told when the table's stream tells of them, and when the clock finds them due.

use engine::log::ConversationId;
use engine::ports::{Delivery, DeliveryState, Outbox as _, TurnLog as _};
use jiff::{SignedDuration, Timestamp};

use crate::environment::Environment;
use crate::function::{Asked, Function};
use crate::receiver::{Receiver, SECRET};
use crate::store;
use crate::worker::{Worker, of_schedule, of_stream};

/// What begins the sort key of a delivery that is to be tried.
const PENDING: &str = "PENDING#";

const FAR: SignedDuration = SignedDuration::from_hours(48);

async fn telling(receiver: &Receiver) -> Environment {
    let environment = Environment::good().await.with("ANTEROOM_WEBHOOKS_PRIVATE", "allow");
    environment.parameters.put("/anteroom/test/STUDIO_WEBHOOK", SECRET);
    environment.write_tenant(&receiver.tenant());
    environment
}

/// The keys of what stands in the table now: of deliveries that are to be tried, and of everything else.
async fn keys(environment: &Environment) -> (Vec<(String, String)>, Vec<(String, String)>) {
    store::keys(environment.store).await.into_iter().partition(|(_, sort)| sort.starts_with(PENDING))
}

/// A message, answered, and a delivery of it.
async fn says(environment: &Environment) -> String {
    let function = Function::start(environment).await;
    let (token, session) = function.session().await;
    assert_eq!(function.ask(&Asked::message(&token, "one", "My budget is 20k €")).await.status, 200);
    session
}

/// The one delivery in this state, whenever it is due.
async fn one(environment: &Environment, state: DeliveryState) -> Delivery {
    let deliveries = store::outbox(environment.store).list("studio", state, 10).await.unwrap();
    let [delivery] = &deliveries[..] else { panic!("one delivery {state:?}, not {deliveries:?}") };
    delivery.clone()
}

#[tokio::test]
async fn a_new_delivery_is_told_at_once_and_other_items_wake_nobody() {
    let receiver = Receiver::start().await;
    let environment = telling(&receiver).await;
    says(&environment).await;
    let (pending, others) = keys(&environment).await;
    assert_eq!((pending.len(), others.is_empty()), (1, false));
    let worker = Worker::start(&environment).await;

    assert!(worker.does(of_stream(&others)).await.is_empty());
    assert!(receiver.types().is_empty());
    assert!(worker.does(of_stream(&pending)).await.is_empty());
    assert_eq!(receiver.types(), ["scope.updated"]);
    // The stream may tell of it again.
    assert!(worker.does(of_stream(&pending)).await.is_empty());
    assert_eq!(receiver.types(), ["scope.updated"]);
}

#[tokio::test]
async fn what_was_not_taken_is_told_when_it_is_due() {
    let receiver = Receiver::start().await;
    receiver.refuse(1);
    let environment = telling(&receiver).await;
    says(&environment).await;
    let worker = Worker::start(&environment).await;

    assert!(worker.does(of_schedule()).await.is_empty());
    assert!(receiver.types().is_empty());
    let tried = one(&environment, DeliveryState::Pending).await;
    assert_eq!((tried.attempts, tried.last_error.as_deref()), (1, Some("status 503")));

    // Time goes by.
    let due = Delivery { next_at: tried.next_at - FAR, ..tried.clone() };
    assert!(store::outbox(environment.store).replace(&tried, &due).await.unwrap());
    assert!(worker.does(of_schedule()).await.is_empty());
    assert_eq!(receiver.types(), ["scope.updated"]);
    assert_eq!(one(&environment, DeliveryState::Delivered).await.id, tried.id);
}

#[tokio::test]
async fn a_conversation_that_has_been_silent_for_long_is_over() {
    let receiver = Receiver::start().await;
    let environment = telling(&receiver).await;
    let session = says(&environment).await;
    let worker = Worker::start(&environment).await;
    worker.does(of_schedule()).await;
    assert_eq!(receiver.types(), ["scope.updated"], "nobody is silent yet");

    // The same conversation, two days ago.
    let conversation = ConversationId { tenant: "studio".to_owned(), session };
    let log = store::turn_log(environment.store);
    let mut entry = log.newest(&conversation, None, 1).await.unwrap().remove(0);
    let earlier = ConversationId { session: "0".repeat(32), ..conversation };
    (entry.conversation, entry.at) = (earlier.clone(), entry.at - FAR);
    let waiting = one(&environment, DeliveryState::Waiting).await;
    let id = format!("{}_earlier", waiting.id);
    let earlier = Delivery {
        id,
        conversation: earlier,
        next_at: Timestamp::now() - SignedDuration::from_mins(1),
        ..waiting
    };
    log.append(&entry, &[earlier]).await.unwrap();

    // The end is found, and told in the same look or, at the latest, in the next.
    worker.does(of_schedule()).await;
    worker.does(of_schedule()).await;
    assert_eq!(receiver.types(), ["scope.updated", "conversation.ended"]);
}
