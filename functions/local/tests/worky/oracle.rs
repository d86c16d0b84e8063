//! Who may do what, told as the guide on the site tells it, and from the users' file alone.

use shared::tenant::RecordAction;
use shared::wire::Record;

use crate::world::DemoUser;

/// Whether the user may do this to the record; of `create`, whether they may make one just like it.
pub(crate) fn is_allowed(user: &DemoUser, action: RecordAction, record: &Record) -> bool {
    use RecordAction::{ChangeStatus, Comment, Create, Delete, Find, LinkCommit, Update};
    let role = user.claims["role"].as_str().unwrap();
    let is_mine = |project: &str| {
        let projects = user.claims["projects"].as_array();
        projects.is_some_and(|projects| projects.iter().any(|one| one == project))
    };
    let field = |key: &str| record.fields.get(key).and_then(|value| value.as_str()).unwrap_or_default();
    match record.record_type.as_str() {
        "client" => match role {
            // Commits belong to work, and clients are never deleted.
            "admin" => !matches!(action, ChangeStatus | LinkCommit | Delete),
            "manager" => matches!(action, Find | Comment),
            "client" => action == Find && user.claims["client_id"] == record.id.as_str(),
            _ => false,
        },
        "project" => match role {
            "admin" => !matches!(action, LinkCommit | Delete),
            "manager" => matches!(action, Find | Update | ChangeStatus | Comment) && is_mine(&record.id),
            "developer" => matches!(action, Find | Comment) && is_mine(&record.id),
            "client" => matches!(action, Find | Comment) && user.claims["client_id"] == field("client_id"),
            _ => false,
        },
        _ if role == "admin" => true,
        _ if !is_mine(field("project_id")) => false,
        "task" => match role {
            "manager" => true,
            "developer" => action != Delete,
            _ => matches!(action, Find | Comment),
        },
        "bug" => match role {
            "manager" => true,
            "developer" => action != Delete,
            _ => matches!(action, Find | Comment | Create),
        },
        "story" => match (role, action) {
            (_, Find | Comment) => true,
            ("manager", LinkCommit) => false,
            ("manager", _) | ("developer", LinkCommit) => true,
            ("developer", Update | ChangeStatus) => field("assignee") == user.id,
            ("client", ChangeStatus) => record.status.as_deref() == Some("in_progress"),
            _ => false,
        },
        other => panic!("nobody has said who may do what to a {other}"),
    }
}
