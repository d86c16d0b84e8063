//! The model port over any endpoint that speaks OpenAI's chat completions.
//!
//! It knows the wire of that protocol and nothing of scopes, tenants or turns: it is given messages and one function,
//! and hands back the arguments as they grow. It reads no environment by itself and keeps nothing of what is said.

mod answer;
mod attempt;
mod begin;
mod build;
mod chunk;
mod dialect;
mod failure;
mod quote;
mod reading;
mod request;
mod retry;
mod settings;
mod tls;

pub use build::{BuildError, OpenAi};
pub use settings::{DEFAULT_BASE_URL, DEFAULT_MODEL, DEFAULT_TIME_OUT, Settings, SettingsError};
