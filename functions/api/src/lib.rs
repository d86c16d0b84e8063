//! The API: one route table, tokens, and the driver that carries a turn from message to answer.
//!
//! The same router is served by hyper on one machine and by Lambda. It keeps nothing in memory between requests that
//! anything depends on: what is not in the token is in the turn log.

mod address;
mod admin;
mod app;
mod body;
mod caps;
mod client_address;
mod conversation;
mod cors;
mod data;
mod frame;
mod handlers;
mod headers;
mod limits;
mod mcp;
mod metrics;
pub mod openapi;
mod problem;
mod records;
mod renewal;
mod request_id;
mod routes;
mod same_secret;
mod session;
mod system_clock;
mod tenants;
mod time_zone;
mod token;
mod users;
mod wake;

pub use app::{App, Tenants};
pub use caps::BodyTime;
pub use client_address::ClientAddress;
pub use conversation::{Running, Stops, Waited, answer_queued, drive, end_if_idle};
pub use frame::{escaped, frame};
pub use limits::DayBudgets;
pub use problem::{ApiError, ProblemKind};
pub use routes::{Route, router, routes};
pub use same_secret::is_same_secret;
pub use system_clock::SystemClock;
pub use tenants::{SEALS, TenantsError, read_tenants, read_tenants_quickly};
pub use token::{ADMIN_LIFETIME_AT_MOST, AdminClaims, Claims, KeyError, TokenError, TokenKeys};
pub use users::{FetchKeySet, KeySetError, KeySets, User, UserAttribute, UserTokenError, sign_user};
pub use wake::Wake;
