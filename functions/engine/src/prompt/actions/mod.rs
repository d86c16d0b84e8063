//! What the model may ask to be done: the shapes that it is offered, and reading what it has written in them.
//!
//! Offered is only what the visitor's permissions can allow at all. Whether one thing may be done to one record is found out
//! by whoever carries it out: nothing that the model writes is believed.

mod read;
mod schema;
mod strict;
#[cfg(test)]
mod tests;
mod told;

pub use read::Malformed;
pub(crate) use read::read;
pub(super) use schema::shapes;
pub(super) use told::{told_tools, told_types};

use shared::tenant::{Destructive, RecordAction, RecordType, TenantFile};

use crate::ports::OfferedTool;
use crate::records::{Actor, access};

/// What may be done at all: by this actor, for this tenant.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Allowed<'a> {
    /// The tenant.
    pub(crate) tenant: &'a TenantFile,
    /// Who asks; `None` is somebody who may do whatever anybody may.
    pub(crate) actor: Option<&'a Actor>,
    /// The tenant's own tools.
    pub(crate) tools: &'a [OfferedTool],
}

impl<'a> Allowed<'a> {
    /// The types of which some record at least may be reached so.
    fn types(&self, action: RecordAction) -> Vec<&'a RecordType> {
        let types = &self.tenant.records.types;
        types
            .iter()
            .filter(|one| match action {
                RecordAction::Delete => one.delete != Destructive::Never,
                RecordAction::ChangeStatus => one.status.is_some(),
                _ => true,
            })
            .filter(|one| self.may(one, action))
            .collect()
    }

    /// The types that the actor may know of.
    fn known(&self) -> Vec<&'a RecordType> {
        let types = &self.tenant.records.types;
        types.iter().filter(|one| RecordAction::ALL.iter().any(|action| self.may(one, *action))).collect()
    }

    fn may(&self, record_type: &RecordType, action: RecordAction) -> bool {
        match self.actor {
            Some(actor) => !access(record_type, action, actor).is_none(),
            None => record_type.permissions.iter().any(|permission| permission.actions.contains(&action)),
        }
    }

    /// The tools that may be called.
    fn callable(&self) -> impl Iterator<Item = &'a OfferedTool> {
        self.tools.iter().filter(|tool| tool.destructive != Destructive::Never)
    }
}
