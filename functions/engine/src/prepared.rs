//! What follows from a tenant file, and from where the server is reached, and is needed by every turn with a model: made once,
//! and shared.

use std::sync::Arc;

use shared::tenant::TenantFile;

use crate::output::ReplyRules;
use crate::ports::FunctionSchema;
use crate::prompt;

/// What follows from a tenant file and from where the server is reached. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Prepared {
    /// The function that the model must call.
    pub(crate) function: Arc<FunctionSchema>,
    /// The most tokens that it comes to.
    pub(crate) function_tokens: u64,
    /// What a reply is held against.
    pub(crate) reply_rules: Arc<ReplyRules>,
}

impl Prepared {
    /// What follows from this one on a server that is reached under these origins. A few milliseconds for a large file.
    #[must_use]
    pub fn of(tenant: &TenantFile, own_origins: &[String]) -> Self {
        let function = prompt::function(tenant);
        Self {
            function_tokens: prompt::tokens::of_function(&function),
            function: Arc::new(function),
            reply_rules: Arc::new(ReplyRules::of(tenant, own_origins)),
        }
    }
}
