//! The routes of what is kept of a visitor, told.

use axum::http::Method;
use schemars::json_schema;
use shared::wire::DataPage;

use super::operation::{Operation, Place};
use crate::problem::ProblemKind;

/// Every one of them.
pub(super) fn operations() -> Vec<Operation> {
    let of = |method, path, id| Operation::new(method, path, id, "data").uses_the_store();
    let exports = |path, id, summary, description| {
        of(Method::GET, path, id)
            .says(summary, description)
            .takes(
                Place::Query,
                "next",
                json_schema!({ "type": "string" }),
                "What the page before said; the first page where absent.",
            )
            .answers::<DataPage>(200, "A page of turns; none where nothing is kept.")
            .can_fail(&[ProblemKind::QUERY_INVALID, ProblemKind::NOT_FOUND])
    };
    let forgets = |path, id, summary, description| {
        of(Method::DELETE, path, id)
            .says(summary, description)
            .answers_nothing("Nothing of it is kept any more.")
            .can_fail(&[ProblemKind::NOT_FOUND])
    };
    vec![
        exports(
            "/api/v1/chat/data",
            "exportOwnData",
            "Everything that is kept of the visitor",
            "Every turn of this conversation; of an identified user, of all theirs.",
        ),
        forgets(
            "/api/v1/chat/data",
            "deleteOwnData",
            "Delete everything that is kept of the visitor",
            "Ends this conversation and deletes it; of an identified user, all theirs. Asking again is no error, and goes on \
             where an earlier attempt has failed.",
        ),
        exports(
            "/api/v1/admin/users/{user}/data",
            "exportUserData",
            "Everything that is kept of an identified user",
            "Every turn of every conversation of theirs.",
        ),
        forgets(
            "/api/v1/admin/users/{user}/data",
            "deleteUserData",
            "Delete everything that is kept of an identified user",
            "Ends their conversations and deletes them. Asking again is no error, and goes on where an earlier attempt has \
             failed.",
        ),
        exports(
            "/api/v1/admin/conversations/{session}/data",
            "exportConversationData",
            "Everything that is kept of a conversation",
            "Every turn of it.",
        ),
        forgets(
            "/api/v1/admin/conversations/{session}/data",
            "deleteConversationData",
            "Delete everything that is kept of a conversation",
            "Ends it and deletes it. Asking again is no error, and goes on where an earlier attempt has failed.",
        ),
    ]
}
