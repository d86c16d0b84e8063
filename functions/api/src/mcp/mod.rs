//! A tenant's records and knowledge for other agents: an MCP server over streamable HTTP that keeps no session.
//!
//! It speaks revision 2026-07-28, in which each request stands for itself, and the ones before, whose `initialize` it answers
//! without beginning anything. What may be done is decided where a chat's actions are: nothing is allowed here that the user
//! could not do by chat.

mod act;
mod confirmation;
mod keys;
mod message;
mod offer;
mod protocol;
mod schemas;
mod told;

pub(crate) use message::{McpAnswer, McpMessage};
pub(crate) use protocol::answer;

use engine::records::Actor;
use shared::tenant::TenantFile;

use crate::app::App;

/// For whom a request is answered.
pub(crate) struct Asker<'a> {
    pub(crate) app: &'a App,
    pub(crate) tenant: &'a TenantFile,
    pub(crate) actor: &'a Actor,
}
