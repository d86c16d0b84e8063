//! `/api/v1/admin/webhooks`: what the tenant's own systems are still to be told, were told, or could not be told.

use axum::Json;
use axum::extract::State;
use engine::ports::{Delivery, DeliveryState};
use serde::Deserialize;
use shared::wire::{WebhookDelivery, WebhookList, WebhookState};

use crate::address::{Asked, Named};
use crate::admin::Admin;
use crate::app::App;
use crate::problem::ApiError;

/// The most that a list shows.
const LIST_AT_MOST: u16 = 100;

/// Which of them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WebhookQuery {
    /// Those in this state; pending where absent.
    state: Option<WebhookState>,
}

pub(crate) async fn list_webhooks(
    State(app): State<App>,
    admin: Admin,
    Asked(query): Asked<WebhookQuery>,
) -> Result<Json<WebhookList>, ApiError> {
    let tenant = &admin.tenant(&app)?.id;
    let state = match query.state.unwrap_or(WebhookState::Pending) {
        WebhookState::Pending => DeliveryState::Pending,
        WebhookState::Delivered => DeliveryState::Delivered,
        WebhookState::Dead => DeliveryState::Dead,
    };
    let deliveries = app.outbox.list(tenant, state, LIST_AT_MOST).await?;
    let webhooks = deliveries.iter().filter_map(|delivery| shown(delivery, false));
    Ok(Json(WebhookList { webhooks: webhooks.collect() }))
}

pub(crate) async fn show_webhook(
    State(app): State<App>,
    admin: Admin,
    Named(id): Named,
) -> Result<Json<WebhookDelivery>, ApiError> {
    let delivery = find(&app, &admin, &id).await?;
    shown(&delivery, true).map(Json).ok_or(ApiError::Unknown("webhook"))
}

/// Due at once, under the same id, and with every attempt before it, whatever has become of it.
pub(crate) async fn replay_webhook(
    State(app): State<App>,
    admin: Admin,
    Named(id): Named,
) -> Result<Json<WebhookDelivery>, ApiError> {
    let there = find(&app, &admin, &id).await?;
    if there.state == DeliveryState::Waiting {
        return Err(ApiError::Unknown("webhook"));
    }
    let replayed = there.replayed(app.clock.now());
    let now = if app.outbox.replace(&there, &replayed).await? {
        app.wake.call();
        replayed
    } else {
        // Somebody has just tried it: as it is now.
        find(&app, &admin, &id).await?
    };
    shown(&now, true).map(Json).ok_or(ApiError::Unknown("webhook"))
}

async fn find(app: &App, admin: &Admin, id: &str) -> Result<Delivery, ApiError> {
    let tenant = &admin.tenant(app)?.id;
    app.outbox.find(tenant, id).await?.ok_or(ApiError::Unknown("webhook"))
}

/// For the admin. A wait for the end of a conversation is nothing to be shown.
fn shown(delivery: &Delivery, with_body: bool) -> Option<WebhookDelivery> {
    let state = match delivery.state {
        DeliveryState::Pending => WebhookState::Pending,
        DeliveryState::Delivered => WebhookState::Delivered,
        DeliveryState::Dead => WebhookState::Dead,
        DeliveryState::Waiting => return None,
    };
    Some(WebhookDelivery {
        id: delivery.id.clone(),
        event: delivery.event.name().to_owned(),
        session_id: delivery.conversation.session.clone(),
        url: delivery.url.clone(),
        state,
        attempts: delivery.attempts,
        created_at: delivery.created_at.to_string(),
        at: delivery.next_at.to_string(),
        last_error: delivery.last_error.clone(),
        body: with_body.then(|| delivery.body.clone()),
    })
}
