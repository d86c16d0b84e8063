//! Carrying out what a turn asks to be done with records and tools.

use core::time::Duration;

use actions::{Ran, Runner, already_done};
use engine::actions::Thread;
use engine::ports::StoreError;
use engine::records::Actor;
use engine::turn::{Todo, Worked};

use super::super::held::Held;
use super::super::read::LoggedTurn;
use super::super::run::Task;
use super::super::show::turn_id;
use super::turn_tools::TurnTools;

/// How often it is tried again where the store fails, each time after a longer wait. What was done is not done again: it is
/// known by the turn and its place in it.
const TRIES: u32 = 3;
const WAIT_FIRST: Duration = Duration::from_millis(50);

/// Carries out what one turn asks for.
pub(super) struct Hands<'a> {
    task: &'a Task,
    logged: &'a LoggedTurn,
    actor: &'a Actor,
    tools: TurnTools<'a>,
    thread: Thread,
}

impl<'a> Hands<'a> {
    pub(super) fn new(
        task: &'a Task,
        logged: &'a LoggedTurn,
        actor: &'a Actor,
        held: &'a Held<'a>,
        thread: Thread,
    ) -> Self {
        Self { task, logged, actor, tools: TurnTools::new(&*task.app.tools, held), thread }
    }

    /// Carries it out. Fails only where the store does, again and again.
    pub(super) async fn carry_out(&mut self, todo: &Todo) -> Result<Worked, StoreError> {
        let mut wait = WAIT_FIRST;
        let mut ran = self.once(todo).await;
        for attempt in 1..TRIES {
            let Err(error) = &ran else { break };
            tracing::warn!(target: "anteroom::actions", %error, attempt, "the store failed");
            tokio::time::sleep(wait).await;
            wait *= 4;
            ran = self.again(todo).await;
        }
        let ran = ran?;
        self.thread = ran.thread.clone();
        self.tools.next_round();
        let mut worked = worked(ran);
        // What a tool says is shown where no model tells it: it is a stranger's, and held to the rules of a reply.
        if !worked.tool_results.is_empty() {
            let prepared = self.task.app.tenants.prepared(&self.task.tenant, &self.task.app.own_origins);
            match prepared.showable(&worked.text) {
                Some(text) => worked.text = text,
                None => worked.withhold(&self.task.locale),
            }
        }
        Ok(worked)
    }

    /// The same, where the answer of a change that was made may have been lost: what is done is told as done, and nothing more
    /// is carried out, as with a turn that is taken over.
    async fn again(&self, todo: &Todo) -> Result<Ran, StoreError> {
        // What was confirmed is known by the turn that asked.
        if matches!(todo, Todo::Run(_)) {
            let Task { app, tenant, locale, .. } = self.task;
            let done = app.records.done_by(&tenant.id, &self.turn()).await?;
            if !done.is_empty() {
                return Ok(already_done(tenant, locale, done));
            }
        }
        self.once(todo).await
    }

    fn turn(&self) -> String {
        turn_id(&self.task.conversation, self.logged.seq)
    }

    async fn once(&self, todo: &Todo) -> Result<Ran, StoreError> {
        let Self { task, logged, actor, tools, thread } = self;
        let mut runner = Runner {
            records: &*task.app.records,
            tools,
            tenant: &task.tenant,
            actor,
            now: task.app.clock.now(),
            today: task.day_of(logged),
            locale: &task.locale,
            turn: self.turn(),
            thread: thread.clone(),
        };
        match todo {
            Todo::Run(calls) => runner.run(calls.clone()).await,
            Todo::Confirmed(waiting) => runner.confirmed(waiting.clone()).await,
            Todo::Declined(waiting) => Ok(runner.declined(waiting)),
        }
    }
}

/// What came of it, as the turn is told.
pub(super) fn worked(ran: Ran) -> Worked {
    let Ran { text, blocks, tool_calls, actions, thread, intent, tool_results, .. } = ran;
    Worked { text, blocks, tool_calls, actions, thread, intent, tool_results }
}
