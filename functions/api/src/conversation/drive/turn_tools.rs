//! The tenant's own tools, as one turn calls them: each call once, and all of them within the turn's time.

use core::time::Duration;
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use async_trait::async_trait;
use engine::ports::{OfferedTool, ToolError, ToolSaid, ToolUse, Tools};
use shared::tenant::TenantFile;
use tokio::time::timeout;

use super::super::held::Held;

/// The longest that all calls of one turn may take together: what then has not answered is told to be late.
const TOOLS_TIME: Duration = Duration::from_secs(30);

/// The tools of one turn.
pub(super) struct TurnTools<'a> {
    tools: &'a dyn Tools,
    held: &'a Held<'a>,
    /// Which time the turn carries something out: a call's place counts from the beginning of that.
    round: u32,
    spent: Mutex<Duration>,
    /// What each call has said, by its id: where the records' store fails after it, it is not called again.
    said: Mutex<BTreeMap<String, Result<ToolSaid, ToolError>>>,
}

impl<'a> TurnTools<'a> {
    pub(super) fn new(tools: &'a dyn Tools, held: &'a Held<'a>) -> Self {
        Self { tools, held, round: 0, spent: Mutex::default(), said: Mutex::default() }
    }

    /// What is called from here on is called after the model has read what was said.
    pub(super) const fn next_round(&mut self) {
        self.round += 1;
    }

    async fn call_once(&self, tenant: &TenantFile, call: &ToolUse) -> Result<ToolSaid, ToolError> {
        let left = TOOLS_TIME.saturating_sub(*locked(&self.spent));
        if left.is_zero() {
            return Err(ToolError::Timeout);
        }
        // Somebody else may have the turn by now, and calls it themselves.
        if let Err(error) = self.held.before_tool().await {
            return Err(ToolError::Failed(format!("not called: {error}")));
        }
        let began = Instant::now();
        let said = timeout(left, self.tools.call(tenant, call)).await.unwrap_or(Err(ToolError::Timeout));
        *locked(&self.spent) += began.elapsed();
        said
    }
}

#[async_trait]
impl Tools for TurnTools<'_> {
    async fn offered(&self, tenant: &TenantFile) -> Vec<OfferedTool> {
        self.tools.offered(tenant).await
    }

    async fn call(&self, tenant: &TenantFile, call: &ToolUse) -> Result<ToolSaid, ToolError> {
        let id = if self.round == 0 { call.id.clone() } else { format!("{}.{}", call.id, self.round) };
        if let Some(said) = locked(&self.said).get(&id) {
            return said.clone();
        }
        let said = self.call_once(tenant, &ToolUse { id: id.clone(), ..call.clone() }).await;
        locked(&self.said).insert(id, said.clone());
        said
    }
}

fn locked<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}
