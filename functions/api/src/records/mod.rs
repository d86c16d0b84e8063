//! Records as a tenant's admins list and write them. Of permissions nothing is asked here: an admin may do all.

mod filter;
mod import;
mod write;

pub(crate) use filter::list;
pub(crate) use import::import;
pub(crate) use write::{Wanted, Written, delete, put};

use shared::tenant::{RecordType, TenantFile};

use crate::problem::ApiError;

/// The type of this key.
pub(crate) fn record_type<'a>(tenant: &'a TenantFile, key: &str) -> Result<&'a RecordType, ApiError> {
    tenant.records.of(key).ok_or(ApiError::Unknown("type of records"))
}
