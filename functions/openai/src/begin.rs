//! A call until its answer begins: tries, waits, and changes of form.

use engine::ports::{ModelError, ModelRequest};
use tokio::time::{Instant, sleep};

use crate::attempt::{Begun, attempt};
use crate::build::OpenAi;
use crate::request::Body;
use crate::retry::wait;

/// Asks until an answer begins or there is no hope. The caller bounds the time; `deadline` is known here so that no
/// wait is begun that would end behind it.
pub(crate) async fn begin(
    model: &OpenAi,
    request: &ModelRequest,
    deadline: Instant,
) -> Result<Begun, ModelError> {
    let start = model.dialect.get();
    let mut dialect = start;
    let mut retries = 0;
    loop {
        let failure = match attempt(model, &Body::new(&model.model, request, dialect)).await {
            Ok(begun) => {
                if dialect != start {
                    model.dialect.set(dialect);
                }
                return Ok(begun);
            }
            Err(failure) => failure,
        };
        if let Some(next) = dialect.after_refusal(&failure.refusal, start) {
            tracing::info!(model = model.model, ?next, "the model's endpoint wants another form");
            dialect = next;
            continue;
        }
        let Some(wait) = wait(failure.hope, retries, fastrand::f64()) else { return Err(failure.error) };
        if Instant::now() + wait >= deadline {
            return Err(failure.error);
        }
        // The endpoint's own words may quote the conversation.
        tracing::warn!(code = failure.error.code(), ?wait, "asking the model again");
        sleep(wait).await;
        retries += 1;
    }
}
