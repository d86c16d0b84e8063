//! Calls of the tenant's own tools.

use engine::actions::{Acted, Call, Came, WaitingFor};
use engine::ports::{ToolError, ToolUse};
use shared::tenant::Destructive;

use super::Runner;
use super::runner::Doing;

impl Runner<'_> {
    /// Calls a tool; first asks the user, where it cannot be taken back.
    pub(crate) async fn tool(&self, call: Call, doing: &mut Doing) -> Acted {
        let Call::Tool { name, arguments } = &call else { return Acted { call, came: Came::NothingMeant } };
        let offered = self.tools.offered(self.tenant).await;
        let Some(tool) = offered.into_iter().find(|tool| tool.name == *name) else {
            return Acted { came: Came::ToolFailed(ToolError::Unknown(String::new()).code()), call };
        };
        match (tool.destructive, doing.confirmed) {
            (Destructive::Never, _) => return Acted { call, came: Came::Never(Destructive::Never) },
            (Destructive::Confirm, None) => {
                let asked = self.wait(doing, &call, WaitingFor::Yes { version: 0 });
                let came = if asked { Came::ToConfirm(None) } else { Came::OneAtATime };
                return Acted { call, came };
            }
            _ => {}
        }
        let id = format!("{}.{}", doing.id.turn, doing.id.place);
        let used = ToolUse { id, name: name.clone(), arguments: arguments.clone() };
        let came = match self.tools.call(self.tenant, &used).await {
            Ok(said) => Came::ToolSaid(said),
            Err(error) => Came::ToolFailed(error.code()),
        };
        Acted { call, came }
    }
}
