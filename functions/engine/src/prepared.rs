//! What follows from a tenant file alone and is needed by every turn with a model: made once, and shared.

use std::sync::Arc;

use shared::tenant::TenantFile;

use crate::output::ReplyRules;
use crate::ports::FunctionSchema;
use crate::prompt;

/// What follows from a tenant file alone. Cheap to clone.
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
    /// What follows from this one. A few milliseconds for a large file.
    #[must_use]
    pub fn of(tenant: &TenantFile) -> Self {
        let function = prompt::function(tenant);
        Self {
            function_tokens: prompt::tokens::of_function(&function),
            function: Arc::new(function),
            reply_rules: Arc::new(ReplyRules::of(tenant)),
        }
    }
}
