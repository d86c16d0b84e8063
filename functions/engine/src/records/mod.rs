//! Records: whom they may be seen and changed by, and what a change is. The store itself stands behind
//! [`crate::ports::Records`].
//!
//! What a tenant's file allows becomes a [`RowAccess`] ([`access`]), which the store makes part of its query and of its
//! writes; [`matches()`] is what such an access means. Before a write: [`fill_in`], then [`validate_new`] or
//! [`validate_change`], then [`may_create`] or [`may_become`].

mod access;
mod actor;
mod fill_in;
mod kept;
mod matches;
mod query;
#[cfg(test)]
mod tests;
mod validate;

pub use access::{FieldsAllowed, access, access_to_set, fields_allowed, may_become, may_create};
pub use actor::Actor;
pub use fill_in::{Filled, fill_in};
pub use kept::{
    Changed, DELETED_USER, changed, changed_id, changed_version, created, digest, done_id, id_number,
    id_order, unique_key, unique_keys,
};
pub use matches::{Bound, matches};
pub use query::{Condition, RecordPage, RecordQuery, RowAccess, Test};
pub use validate::{FieldError, Valid, Wrong, validate_change, validate_new, validate_value};
