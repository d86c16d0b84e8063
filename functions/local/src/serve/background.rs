//! What one machine does in the background: turns from the queue, ends of conversations, webhooks.
//!
//! All of it stands in the store, so a server that is killed goes on where it was when it is started again. What to do is the
//! crate `jobs`'; this only calls it, at once when something is put there, and from time to time for what is to be done later.

use core::time::Duration;

use api::App;
use dynamo::{TakenTurn, TurnQueueTable};
use jiff::SignedDuration;
use jobs::{Jobs, Reach, Sender, SenderError};
use tokio::task::JoinHandle;

/// How often it is looked whether a webhook or the end of a conversation is due.
const LOOK: Duration = Duration::from_secs(1);

/// How many looks go by between two at the queue where nothing was put into it: for turns that could not be answered at once.
const LOOKS_PER_QUEUE: u32 = 10;

/// For how long a turn is left to whoever has taken it: longer than answering it can take.
const TAKEN: SignedDuration = SignedDuration::from_mins(2);

/// How often a turn is tried before it is given up.
const RECEIVES_AT_MOST: u32 = 5;

/// Whoever works in the background of this server.
pub(crate) struct Background {
    app: App,
    queue: TurnQueueTable,
    jobs: Jobs,
}

impl Background {
    /// Works for this server, whose queue is this one.
    ///
    /// # Errors
    ///
    /// A tenant has webhooks and this machine has nothing to check certificates with.
    pub(crate) fn new(app: &App, queue: TurnQueueTable, reach: Reach) -> Result<Self, SenderError> {
        let needs_sender = app.tenants.iter().any(|tenant| !tenant.webhooks.is_empty());
        // Where nobody is to be told, nobody's certificate needs to be checked.
        if needs_sender && reach == Reach::Public {
            openai::check_roots()?;
        }
        let jobs = Jobs::new(app.clone(), Sender::new(reach)?);
        Ok(Self { app: app.clone(), queue, jobs })
    }

    /// Works for as long as the process lives.
    pub(crate) async fn work(self) {
        let mut sweep: Option<JoinHandle<()>> = None;
        self.start_turns(true).await;
        let mut looks = 1;
        loop {
            if looks == 0 {
                self.start_turns(false).await;
            }
            // A slow address holds up the next look, and no turn.
            if sweep.as_ref().is_none_or(JoinHandle::is_finished) {
                sweep = Some(tokio::spawn(swept(self.jobs.clone())));
            }
            tokio::select! {
                () = self.app.wake.called() => looks = 0,
                () = tokio::time::sleep(LOOK) => looks = (looks + 1) % LOOKS_PER_QUEUE,
            }
        }
    }

    /// Starts whatever is in the queue, each turn in a task of its own. At the beginning no turn is anybody's.
    async fn start_turns(&self, begins: bool) {
        let until = self.app.clock.now() + TAKEN;
        for tenant in self.app.tenants.iter() {
            let taken = if begins {
                self.queue.take_over(&tenant.id, until).await
            } else {
                self.queue.take(&tenant.id, until).await
            };
            match taken {
                Ok(taken) => taken.into_iter().for_each(|turn| {
                    tokio::spawn(answered(self.jobs.clone(), self.queue.clone(), turn));
                }),
                Err(error) => tracing::error!(%error, "queue"),
            }
        }
    }
}

async fn swept(jobs: Jobs) {
    if let Err(error) = jobs.sweep().await {
        tracing::error!(%error, "outbox");
    }
}

/// A turn that could not be answered stays in the queue and comes again, until it is given up.
async fn answered(jobs: Jobs, queue: TurnQueueTable, TakenTurn { turn, receives }: TakenTurn) {
    let ran = jobs.run_turn(&turn).await;
    let kept = match &ran {
        Ok(()) => queue.done(&turn).await,
        Err(_) if receives >= RECEIVES_AT_MOST => {
            let buried = queue.bury(&turn).await;
            if buried.is_ok() {
                telemetry::record::turn_given_up(&turn.conversation.tenant);
            }
            buried
        }
        Err(_) => Ok(()),
    };
    if let Err(error) = ran {
        tracing::error!(%error, receives, "queued turn");
    }
    if let Err(error) = kept {
        tracing::error!(%error, "queue");
    }
}
