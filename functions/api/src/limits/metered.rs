//! A model within the tenant's budget of tokens.

use async_trait::async_trait;
use engine::ports::{Budget, Model, ModelError, ModelEvent, ModelRequest, ModelStream};
use engine::prompt::tokens;
use futures_util::StreamExt as _;
use jiff::civil::Date;
use shared::tenant::TenantFile;

use super::day_of;
use crate::app::App;

/// A model that is asked only while the tenant's day has tokens for it: before it is asked, the most that the answer can
/// cost is taken; what it did not cost is given back.
pub(crate) struct Metered<'a> {
    model: &'a dyn Model,
    app: &'a App,
    tenant: &'a str,
    /// Tokens a day.
    limit: u64,
}

#[async_trait]
impl Model for Metered<'_> {
    fn name(&self) -> &str {
        self.model.name()
    }

    async fn call(&self, request: ModelRequest) -> Result<ModelStream, ModelError> {
        let App { limits, budgets, .. } = self.app;
        let day = day_of(self.app.clock.now());
        let most = most_tokens(&request);
        match budgets.take(&**limits, self.tenant, day, (Budget::Tokens, self.limit), most).await {
            Ok(true) => {}
            Ok(false) => {
                telemetry::record::limit_hit(self.tenant, "tokens_per_day");
                return Err(ModelError::OverBudget);
            }
            Err(error) => {
                // Without the store the budget cannot be kept, so it counts as used up.
                tracing::error!(%error, "token budget");
                return Err(ModelError::OverBudget);
            }
        }
        match self.model.call(request).await {
            Ok(answer) => Ok(self.counted(answer, day, most)),
            Err(error) => {
                if is_free(&error) {
                    budgets.give_back(self.tenant, day, Budget::Tokens, most).await;
                }
                Err(error)
            }
        }
    }
}

impl<'a> Metered<'a> {
    /// The model within the tenant's budget, where the tenant has one.
    pub(crate) fn of(app: &'a App, tenant: &'a TenantFile, model: &'a dyn Model) -> Option<Self> {
        let limit = tenant.limits.tokens_per_day?;
        Some(Self { model, app, tenant: &tenant.id, limit })
    }

    /// The answer as it comes; when it is whole, what it did not cost is given back. Where it does not say what it cost,
    /// or is not whole, the most that it can have cost is spent.
    fn counted(&self, answer: ModelStream, day: Date, most: u64) -> ModelStream {
        let (budgets, tenant) = (self.app.budgets.clone(), self.tenant.to_owned());
        Box::pin(answer.then(move |event| {
            let (budgets, tenant) = (budgets.clone(), tenant.clone());
            async move {
                if let Ok(ModelEvent::Finished { usage: Some(usage) }) = &event {
                    let spent = usage.input_tokens.saturating_add(usage.output_tokens);
                    budgets.give_back(&tenant, day, Budget::Tokens, most.saturating_sub(spent)).await;
                }
                event
            }
        }))
    }
}

/// The most tokens that a call can cost.
fn most_tokens(request: &ModelRequest) -> u64 {
    tokens::estimate(request) + u64::from(request.max_output_tokens)
}

/// Whether the model was certainly not at work.
const fn is_free(error: &ModelError) -> bool {
    matches!(
        error,
        ModelError::Unreachable(_)
            | ModelError::Unauthorized(_)
            | ModelError::RateLimited { .. }
            | ModelError::Rejected { .. }
    )
}
