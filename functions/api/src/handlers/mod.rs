//! One file per route, named after it.

pub(crate) mod clear;
pub(crate) mod config;
pub(crate) mod data;
pub(crate) mod dead_turns;
pub(crate) mod feedback;
pub(crate) mod health;
pub(crate) mod history;
pub(crate) mod mcp;
pub(crate) mod openapi;
pub(crate) mod problems;
pub(crate) mod records;
pub(crate) mod send;
mod send_check;
pub(crate) mod sessions;
pub(crate) mod status;
pub(crate) mod stop;
pub(crate) mod webhooks;
