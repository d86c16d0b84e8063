//! What follows from a tenant file, and from where the server is reached, and is needed by every turn with a model: made once,
//! and shared.

use std::sync::Arc;

use shared::tenant::TenantFile;

use crate::output::ReplyRules;
use crate::prompt::Offer;

/// What follows from a tenant file and from where the server is reached. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Prepared {
    /// The function that the model must call.
    pub(crate) offer: Offer,
    /// What a reply is held against.
    pub(crate) reply_rules: Arc<ReplyRules>,
}

impl Prepared {
    /// What follows from this one on a server that is reached under these origins. A few milliseconds for a large file.
    #[must_use]
    pub fn of(tenant: &TenantFile, own_origins: &[String]) -> Self {
        Self { offer: Offer::of(tenant), reply_rules: Arc::new(ReplyRules::of(tenant, own_origins)) }
    }
}
