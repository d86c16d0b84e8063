//! What follows from a tenant file, and from where the server is reached, and is needed by every turn with a model: made once,
//! and shared.

use std::sync::Arc;

use shared::tenant::TenantFile;

use crate::output::{LONGEST_REPLY, ReplyGuard, ReplyRules};
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
    /// What of a stranger's text may be shown: a link that leads to no host of the tenant's is plain text, and it has an end.
    /// `None` where it breaks a rule that no reply may break.
    #[must_use]
    pub fn showable(&self, text: &str) -> Option<String> {
        let mut guard = ReplyGuard::new(Arc::clone(&self.reply_rules));
        let text: String = text.chars().take(LONGEST_REPLY).collect();
        guard.push(&text).and_then(|_| guard.finish()).ok().map(|_| guard.said().to_owned())
    }

    /// What follows from this one on a server that is reached under these origins. A few milliseconds for a large file.
    #[must_use]
    pub fn of(tenant: &TenantFile, own_origins: &[String]) -> Self {
        Self { offer: Offer::of(tenant), reply_rules: Arc::new(ReplyRules::of(tenant, own_origins)) }
    }
}
