//! The Model Context Protocol over streamable HTTP, as far as tools need it: revision 2026-07-28, in which each request stands
//! for itself, and the ones before, 2025-03-26 to 2025-11-25, in which a session is begun first.
//!
//! No capability is offered to servers: what they ask back is not answered. A session of the older revisions is one call's, so
//! that nothing that a server keeps in it is shared between visitors.

mod content;
mod heard;
mod mirrored;
mod post;
mod server;

pub(crate) use heard::Heard;
pub(crate) use server::Server;
