//! The routes over the real router and the real embedded store. One file per address.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test ends where its own footing is not as it must be"
)]

mod admin_dead_turns;
mod admin_records;
mod admin_webhooks;
mod answers;
mod attacks;
mod chat_actions;
mod chat_clear;
mod chat_data;
mod chat_escalation;
mod chat_feedback;
mod chat_health;
mod chat_history;
mod chat_rating;
mod chat_send;
mod chat_send_async;
mod chat_send_edit;
mod chat_send_in_order;
mod chat_send_model;
mod chat_sessions;
mod chat_status;
mod chat_stop;
mod context;
mod cors;
mod cost;
mod edge;
mod every_route;
mod faults;
mod injection;
mod isolation;
mod limits;
mod mcp;
mod never_logged;
mod openapi;
mod transcripts;
mod users;
mod widget_config;

mod counting;
mod injection_attempts;
mod key_set;
mod model;
mod obeying;
mod signer;
mod world;
