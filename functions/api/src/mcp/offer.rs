//! The tools that a user is offered: what their role may do, and nothing else.

use engine::records::access;
use serde_json::{Value, json};
use shared::tenant::{Destructive, RecordAction, RecordType};

use super::{Asker, schemas};

/// What is done by a tool.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Deed {
    Search,
    Find,
    Count,
    Get,
    Create,
    Update,
    ChangeStatus,
    Comment,
    LinkCommit,
    Delete,
}

/// What is done with records, in the order in which it is listed.
const WITH_RECORDS: [(Deed, &str, RecordAction); 9] = [
    (Deed::Find, "find", RecordAction::Find),
    (Deed::Count, "count", RecordAction::Find),
    (Deed::Get, "get", RecordAction::Find),
    (Deed::Create, "create", RecordAction::Create),
    (Deed::Update, "update", RecordAction::Update),
    (Deed::ChangeStatus, "change_status", RecordAction::ChangeStatus),
    (Deed::Comment, "comment", RecordAction::Comment),
    (Deed::LinkCommit, "link_commit", RecordAction::LinkCommit),
    (Deed::Delete, "delete", RecordAction::Delete),
];

/// The tool that searches knowledge.
const SEARCH: &str = "search_knowledge";

/// One tool.
pub(super) struct Offered<'a> {
    pub(super) name: String,
    pub(super) deed: Deed,
    /// Of which records; of none where knowledge is searched.
    pub(super) of: Option<&'a RecordType>,
    pub(super) parameters: Value,
}

/// Every tool that this user may call. The same for the same role and file, in the same order.
pub(super) fn tools<'a>(asker: &Asker<'a>) -> Vec<Offered<'a>> {
    let mut tools = Vec::new();
    if asker.tenant.knowledge != shared::tenant::Knowledge::default() {
        tools.push(Offered {
            name: SEARCH.to_owned(),
            deed: Deed::Search,
            of: None,
            parameters: schemas::search(),
        });
    }
    for one in &asker.tenant.records.types {
        for (deed, name, action) in WITH_RECORDS {
            let has_status = one.status.is_some() || deed != Deed::ChangeStatus;
            let is_deleted_so = one.delete != Destructive::Never || deed != Deed::Delete;
            if has_status && is_deleted_so && !access(one, action, asker.actor).is_none() {
                let parameters = schemas::of(deed, one, asker.actor);
                tools.push(Offered { name: format!("{name}_{}", one.key), deed, of: Some(one), parameters });
            }
        }
    }
    tools
}

impl Offered<'_> {
    /// As it stands in the list.
    pub(super) fn told(&self) -> Value {
        let reads = matches!(self.deed, Deed::Search | Deed::Find | Deed::Count | Deed::Get);
        json!({
            "name": self.name,
            "description": self.description(),
            "inputSchema": self.parameters,
            "annotations": {
                "readOnlyHint": reads,
                // What was before a change is kept in the record's history.
                "destructiveHint": self.deed == Deed::Delete,
                "idempotentHint": !matches!(self.deed, Deed::Create | Deed::Comment | Deed::LinkCommit),
                "openWorldHint": false,
            },
        })
    }

    fn description(&self) -> String {
        let (one, many) = self.of.map_or(("", ""), |of| (of.one.as_str(), of.many.as_str()));
        match self.deed {
            Deed::Search => "Searches what is known of the site and its services.".to_owned(),
            Deed::Find => {
                format!("Lists {many} that fit all that is asked, by id unless another order is asked for.")
            }
            Deed::Count => format!("Counts {many}, all or by a field, or sums a field of theirs."),
            Deed::Get => format!("Shows one {one}."),
            Deed::Create => format!("Makes a new {one}."),
            Deed::Update => format!("Changes fields of a {one}; `null` takes a value away."),
            Deed::ChangeStatus => format!("Changes the state of a {one}."),
            Deed::Comment => format!("Comments on a {one}."),
            Deed::LinkCommit => format!("Links a commit of a repository to a {one}."),
            Deed::Delete if self.of.is_some_and(|of| of.delete == Destructive::Confirm) => format!(
                "Deletes a {one}. The first call deletes nothing and answers with a `confirmation`; once a person has \
                 agreed, the same call with it deletes."
            ),
            Deed::Delete => format!("Deletes a {one}."),
        }
    }
}
