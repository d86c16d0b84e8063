//! HTTP functions: the arguments by POST, signed as webhooks are, and whatever is answered as text.

use engine::json_schema;
use engine::ports::{Clock, Secret, ToolError, ToolSaid, ToolUse};
use outward::Reach;
use reqwest::header::CONTENT_TYPE;
use reqwest::{Client, StatusCode};
use shared::tenant::HttpFunction;

use crate::body;
use crate::said::said;

/// Calls the function, once.
pub(crate) async fn call(
    (http, reach): (&Client, Reach),
    clock: &dyn Clock,
    function: &HttpFunction,
    secret: &Secret,
    call: &ToolUse,
) -> Result<ToolSaid, ToolError> {
    let arguments = json_schema::fitted(&function.parameters, &call.arguments);
    json_schema::check(&function.parameters, &arguments)
        .map_err(|breach| ToolError::Arguments(breach.to_string()))?;
    let failed = |why: String| ToolError::Failed(why);
    let url = reach.check(&function.url).map_err(|refused| failed(refused.to_string()))?;
    let body = arguments.to_string();
    let timestamp = clock.now().as_second();
    let signature =
        outward::sign(secret, &call.id, timestamp, &body).map_err(|error| failed(error.to_string()))?;
    let request = http
        .post(url)
        .header(CONTENT_TYPE, "application/json")
        .header("accept", "application/json, text/plain")
        .header("idempotency-key", &call.id)
        .header("webhook-id", &call.id)
        .header("webhook-timestamp", timestamp)
        .header("webhook-signature", signature)
        .body(body);
    let answer = request.send().await.map_err(|error| body::unsent(&error))?;
    let status = answer.status();
    let is_error = refuses(status);
    if !status.is_success() && !is_error {
        return Err(failed(format!("status {}", status.as_u16())));
    }
    let media_type = body::media_type(&answer);
    let bytes = body::whole(answer).await?;
    if bytes.is_empty() {
        return Ok(said("", is_error));
    }
    let is_json = media_type == "application/json" || media_type.ends_with("+json");
    if !is_json && !media_type.starts_with("text/") {
        return Err(failed("the answer is neither JSON nor text".to_owned()));
    }
    let text = String::from_utf8(bytes).map_err(|_| failed("the answer is not UTF-8".to_owned()))?;
    if is_json && serde_json::from_str::<serde_json::Value>(&text).is_err() {
        return Err(failed("the answer calls itself JSON and is none".to_owned()));
    }
    Ok(said(&text, is_error))
}

/// Whether the function itself says no to what was asked, which the one who asks should hear.
const fn refuses(status: StatusCode) -> bool {
    matches!(status.as_u16(), 400 | 404 | 409 | 410 | 422)
}
