//! The function that is offered to the model, with what it costs.
//!
//! For most tenants it is the same for every message. Where something may be done it is what this visitor may do: others are
//! not shown what they may not have done.

use std::sync::Arc;

use shared::tenant::TenantFile;

use super::actions::{Allowed, shapes};
use super::{schema, tokens};
use crate::ports::FunctionSchema;

/// The function that is offered to the model. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Offer {
    pub(super) function: Arc<FunctionSchema>,
    /// The most tokens that it comes to.
    pub(super) tokens: u64,
    /// Whether the model may ask for something to be done.
    pub(crate) has_actions: bool,
    /// Whether it says from which entries of the knowledge it has answered.
    pub(crate) has_sources: bool,
}

impl Offer {
    /// What is offered for this tenant where nothing may be done.
    #[must_use]
    pub fn of(tenant: &TenantFile) -> Self {
        Self::with(tenant, Vec::new())
    }

    /// The most that is offered to anybody, before the tenant's own tools.
    #[must_use]
    pub(crate) fn at_most(tenant: &TenantFile) -> Self {
        Self::with(tenant, shapes(&Allowed { tenant, actor: None, tools: &[] }))
    }

    /// What is offered to this visitor. Tools come last, and only as many as leave half of the context for what is said.
    #[must_use]
    pub(crate) fn to(allowed: &Allowed<'_>) -> Self {
        let most = u64::from(allowed.tenant.session.context_tokens) / 2;
        let shapes = shapes(allowed);
        let whole = Self::with(allowed.tenant, shapes.clone());
        if whole.tokens <= most {
            return whole;
        }
        let is_tool = |shape: &&serde_json::Value| shape["properties"]["call"]["enum"][0] == "tool";
        let first_tool = shapes.iter().take_while(|shape| !is_tool(shape)).count();
        let fitting = (first_tool..shapes.len())
            .rev()
            .map(|count| Self::with(allowed.tenant, shapes[..count].to_vec()));
        fitting.into_iter().find(|one| one.tokens <= most).unwrap_or_else(|| {
            // Not even the records fit: what is said is said without them.
            Self::with(allowed.tenant, shapes[..first_tool].to_vec())
        })
    }

    fn with(tenant: &TenantFile, actions: Vec<serde_json::Value>) -> Self {
        let (has_actions, has_sources) = (!actions.is_empty(), tenant.knowledge.is_used());
        let function = schema::function(tenant, schema::Extra { actions, sources: has_sources });
        Self {
            tokens: tokens::of_function(&function),
            function: Arc::new(function),
            has_actions,
            has_sources,
        }
    }
}
