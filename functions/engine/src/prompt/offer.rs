//! The function that is offered to the model, with what it costs: the same for every message of a tenant's.

use std::sync::Arc;

use shared::tenant::TenantFile;

use super::{schema, tokens};
use crate::ports::FunctionSchema;

/// The function that is offered to the model. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Offer {
    pub(super) function: Arc<FunctionSchema>,
    /// The most tokens that it comes to.
    pub(super) tokens: u64,
}

impl Offer {
    /// What is offered for this tenant.
    #[must_use]
    pub fn of(tenant: &TenantFile) -> Self {
        let function = schema::function(tenant);
        Self { tokens: tokens::of_function(&function), function: Arc::new(function) }
    }
}
