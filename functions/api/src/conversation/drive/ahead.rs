//! What is begun while a turn is being opened, so that nobody waits for it in a row: a look at the kept answers, the search in
//! the tenant's knowledge, and which of the tenant's own tools there are.

use core::time::Duration;

use engine::ports::{Found, KeptAnswer, KnowledgeQuery, OfferedTool, QuestionKey};
use shared::tenant::Tools;
use tokio::task::JoinHandle;
use tokio::time::timeout;

use super::super::read::{Conversation, LoggedTurn};
use super::super::run::Task;
use super::actor_of;
use super::kept::Look;

/// So many entries are looked for: more than are ever told of at once.
const ENTRIES: u16 = 6;

/// For so long it is waited for servers to say which tools they offer; those that have not said so by then offer none.
const TOOLS_TIME: Duration = Duration::from_secs(5);

/// What has been begun.
pub(in super::super) struct Ahead {
    look: Look,
    /// `None` where the tenant has no knowledge.
    found: Option<JoinHandle<Option<Vec<Found>>>>,
    /// `None` where the tenant has no tools.
    tools: Option<JoinHandle<Vec<OfferedTool>>>,
}

/// What has come of it.
pub(super) struct Known {
    /// The question under which an answer may be kept.
    pub(super) question: Option<QuestionKey>,
    /// The answer that is kept.
    pub(super) kept: Option<KeptAnswer>,
    /// What was found in the tenant's knowledge, best first; `None` where it has none, or it cannot be read now.
    pub(super) found: Option<Vec<Found>>,
    /// The tenant's own tools.
    pub(super) tools: Vec<OfferedTool>,
}

impl Ahead {
    /// Begins; `read` is the conversation with or without the turn. It all goes on by itself: whatever else there is to be
    /// written is not written later for it.
    pub(in super::super) fn begin(task: &Task, logged: &LoggedTurn, read: &Conversation) -> Self {
        Self { look: Look::begin(task, logged, read), ..Self::without_kept(task, logged) }
    }

    /// The same without a look at the kept answers: for a turn that did not begin just now.
    pub(super) fn without_kept(task: &Task, logged: &LoggedTurn) -> Self {
        let is_message = logged.turn.edit.is_none() && !logged.turn.stop_requested;
        let has_knowledge = is_message && task.tenant.knowledge.is_used();
        let has_tools = is_message && task.tenant.tools != Tools::default();
        Self {
            look: Look::None,
            found: has_knowledge.then(|| tokio::spawn(telemetry::carried(search(task, logged)))),
            tools: has_tools.then(|| tokio::spawn(telemetry::carried(offered(task)))),
        }
    }

    /// Waits for all of it.
    pub(super) async fn known(self) -> Known {
        let (question, kept) = self.look.ended().await;
        let found = match self.found {
            Some(found) => found.await.ok().flatten(),
            None => None,
        };
        let tools = match self.tools {
            Some(tools) => tools.await.unwrap_or_default(),
            None => Vec::new(),
        };
        Known { question, kept, found, tools }
    }
}

fn search(
    task: &Task,
    logged: &LoggedTurn,
) -> impl Future<Output = Option<Vec<Found>>> + Send + 'static + use<> {
    let knowledge = task.app.knowledge.clone();
    let query = KnowledgeQuery {
        tenant: task.tenant.id.clone(),
        text: logged.turn.message.clone(),
        locale: task.locale.clone(),
        categories: Vec::new(),
        role: actor_of(task, logged).role().map(str::to_owned),
        limit: ENTRIES,
    };
    async move {
        let found = knowledge.search(&query).await;
        found
            .inspect_err(|error| tracing::warn!(target: "anteroom::knowledge", %error, "cannot be searched"))
            .ok()
    }
}

fn offered(task: &Task) -> impl Future<Output = Vec<OfferedTool>> + Send + 'static + use<> {
    let (tools, tenant) = (task.app.tools.clone(), task.tenant.clone());
    async move { timeout(TOOLS_TIME, tools.offered(&tenant)).await.unwrap_or_default() }
}
