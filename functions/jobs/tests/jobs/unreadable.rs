//! One conversation that cannot be read holds up nobody else's.

use std::sync::Arc;

use async_trait::async_trait;
use engine::log::{ConversationId, Entry, Lease, Opinion, Outcome};
use engine::ports::{
    AppendError, Closed, Delivery, DeliveryState, LeaseError, OpinionError, StoreError, TurnLog,
};
use jiff::SignedDuration;
use jobs::{Jobs, Reach, SystemLookup};

use crate::receiver::Receiver;
use crate::world::{World, sender};

/// The log, in which some conversation cannot be read: it was written by a version to come, say.
struct Unreadable {
    log: Arc<dyn TurnLog>,
    session: String,
}

#[async_trait]
impl TurnLog for Unreadable {
    async fn newest(
        &self,
        conversation: &ConversationId,
        before: Option<u64>,
        limit: u16,
    ) -> Result<Vec<Entry>, StoreError> {
        if conversation.session == self.session {
            return Err(StoreError::Corrupt("not a state".to_owned()));
        }
        self.log.newest(conversation, before, limit).await
    }

    async fn append(&self, entry: &Entry, deliveries: &[Delivery]) -> Result<(), AppendError> {
        self.log.append(entry, deliveries).await
    }

    async fn take_over(
        &self,
        conversation: &ConversationId,
        seq: u64,
        old: &Lease,
        new: &Lease,
    ) -> Result<(), LeaseError> {
        self.log.take_over(conversation, seq, old, new).await
    }

    async fn close(
        &self,
        conversation: &ConversationId,
        seq: u64,
        lease: &Lease,
        outcome: &Outcome,
        deliveries: &[Delivery],
    ) -> Result<Closed, LeaseError> {
        self.log.close(conversation, seq, lease, outcome, deliveries).await
    }

    async fn request_stop(&self, conversation: &ConversationId, seq: u64) -> Result<(), LeaseError> {
        self.log.request_stop(conversation, seq).await
    }

    async fn keep_opinion(
        &self,
        conversation: &ConversationId,
        seq: u64,
        opinion: &Opinion,
    ) -> Result<(), OpinionError> {
        self.log.keep_opinion(conversation, seq, opinion).await
    }

    async fn forget_before(&self, conversation: &ConversationId, seq: u64) -> Result<(), StoreError> {
        self.log.forget_before(conversation, seq).await
    }
}

#[tokio::test]
async fn what_cannot_be_read_holds_up_nothing_else() {
    let receiver = Receiver::start().await;
    let world = World::telling(&receiver.url(), &["scope.updated", "conversation.ended"]).await;
    let (broken, whole) = (world.begin(), world.begin());
    broken.says("our budget is 10k euros").await;
    whole.says("our budget is 20k euros").await;
    let log = Unreadable { log: world.app.turn_log.clone(), session: broken.session.clone() };
    let app = api::App { turn_log: Arc::new(log), ..world.app.clone() };
    let jobs = Jobs::new(app, sender(Reach::Private, Arc::new(SystemLookup)));

    world.pass(SignedDuration::from_mins(60));
    assert!(jobs.sweep().await.is_err(), "it is told");
    let mut told = receiver.types();
    told.sort();
    assert_eq!(told, ["conversation.ended", "scope.updated", "scope.updated"]);
    let waiting = world.deliveries(DeliveryState::Waiting).await;
    assert_eq!(waiting.len(), 1);
    assert_eq!(waiting[0].conversation.session, broken.session);
    // It is not looked at again at once, but it is.
    assert!(jobs.sweep().await.is_ok());
    world.pass(SignedDuration::from_mins(10));
    assert!(jobs.sweep().await.is_err());
    assert_eq!(world.jobs.sweep().await.unwrap().ended, 0);
    world.pass(SignedDuration::from_mins(10));
    assert_eq!(world.jobs.sweep().await.unwrap().ended, 1, "once it can be read it is over");
}
