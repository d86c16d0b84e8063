//! What the first call of a deletion answers and the second shows: the action that waits, signed. Nothing is kept of it here,
//! so any process can take it up.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use engine::actions::Waiting;
use serde_json::Value;

use super::Asker;
use crate::is_same_secret;
use crate::problem::ApiError;

/// The waiting action as a text that only this server can have made, for this user of this tenant.
pub(super) fn signed(asker: &Asker<'_>, waiting: &Waiting) -> Result<String, ApiError> {
    let internal = |error: &dyn core::fmt::Display| ApiError::Internal(error.to_string());
    let text = serde_json::to_string(waiting).map_err(|error| internal(&error))?;
    let tag = tag(asker, &text)?;
    Ok(format!("{}.{tag}", URL_SAFE_NO_PAD.encode(text)))
}

/// The action, if this server has signed it for this user and it still waits.
pub(super) fn read(asker: &Asker<'_>, said: &str) -> Result<Option<Waiting>, ApiError> {
    let Some((text, signature)) = said.split_once('.') else { return Ok(None) };
    let text = URL_SAFE_NO_PAD.decode(text).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let Some(text) = text else { return Ok(None) };
    if !is_same_secret(signature.as_bytes(), tag(asker, &text)?.as_bytes()) {
        return Ok(None);
    }
    let waiting = Waiting::read(&text);
    let user = asker.actor.user.as_ref().map(|user| &user.id);
    Ok(waiting.filter(|waiting| waiting.until > asker.app.clock.now() && waiting.user.as_ref() == user))
}

fn tag(asker: &Asker<'_>, text: &str) -> Result<String, ApiError> {
    let thing = Value::from(vec![asker.tenant.id.as_str(), asker.actor.name(), text]).to_string();
    asker.app.keys.tag("mcp-confirmation", &thing).map_err(|error| ApiError::Internal(error.to_string()))
}
