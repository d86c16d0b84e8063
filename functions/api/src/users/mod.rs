//! Who a visitor is, where the tenant's own site knows: by a token (JWT) that the tenant signs.
//!
//! A user's token is looked at once, when a session is begun or taken up. From then on the session's token carries what
//! it said, and is never good for longer. What a token says before its signature was checked is an [`Unverified`], which
//! tells nothing but which key to check it with.
//!
//! Whoever sends a token that is not good is told so, and not why. The reason is logged, the token never is.

mod claims;
mod failure;
mod identify;
mod key_sets;
mod keys;
mod sign;
mod spki;
mod strict_json;
mod unverified;

pub use engine::user::{User, UserAttribute};
pub use failure::UserTokenError;
pub use key_sets::{FetchKeySet, KeySetError, KeySets};
pub use sign::sign_user;

pub(crate) use identify::{Identified, identify};
