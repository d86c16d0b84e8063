//! The routes of webhooks on their way, told.

use axum::http::Method;
use schemars::json_schema;
use shared::wire::{WebhookDelivery, WebhookList};

use super::operation::{Operation, Place};
use crate::problem::ProblemKind;

/// Every one of them.
pub(super) fn operations() -> Vec<Operation> {
    let of = |method, path, id| {
        Operation::new(method, path, id, "webhooks").uses_the_store().can_fail(&[ProblemKind::NOT_FOUND])
    };
    vec![
        of(Method::GET, "/api/v1/admin/webhooks", "listWebhooks")
            .says("Webhooks in one state", "What is to be sent, was taken by the other side, or was given up.")
            .takes(
                Place::Query,
                "state",
                json_schema!({ "type": "string", "enum": ["pending", "delivered", "dead"] }),
                "How far they are; `pending` where absent.",
            )
            .answers::<WebhookList>(200, "Those in that state.")
            .can_fail(&[ProblemKind::QUERY_INVALID]),
        of(Method::GET, "/api/v1/admin/webhooks/{id}", "showWebhook")
            .says("One webhook with its body", "By its `webhook-id`, whatever has become of it.")
            .answers::<WebhookDelivery>(200, "The webhook."),
        of(Method::POST, "/api/v1/admin/webhooks/{id}/replay", "replayWebhook")
            .says(
                "Send a webhook again",
                "At once, under the same `webhook-id`, and with every attempt before it; one that was taken as well.",
            )
            .answers::<WebhookDelivery>(200, "The webhook, as it is now."),
    ]
}
