//! Tools of tenants: MCP servers and HTTP functions, called over the network.
//!
//! Whatever a tool says is data of a stranger. It may be dead, slow, lying or endless: a call ends in time with a text of bounded
//! length or a typed error. What a conversation is, and who may call what, is not known here.

mod body;
mod function;
mod mcp;
mod said;
mod tenant_tools;

pub use outward::Reach;
pub use tenant_tools::TenantTools;
