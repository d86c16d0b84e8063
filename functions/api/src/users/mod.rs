//! Who a visitor is, where the tenant's own site knows: by a token that the tenant signs.
//!
//! A user's token is looked at once, when a session is begun or taken up. From then on the session's token carries what
//! it said, and is never good for longer.

mod user;

pub use user::{User, UserAttribute};
