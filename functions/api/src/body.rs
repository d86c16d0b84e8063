//! Reading a JSON body: what is wrong is told with its place.

use axum::body::{Body, to_bytes};
use axum::extract::{FromRequest, Request};
use axum::http::header::CONTENT_TYPE;
use http_body_util::LengthLimitError;
use serde::de::DeserializeOwned;
use shared::wire::FieldError;

use crate::caps::BodyTime;
use crate::problem::ApiError;

/// The largest body: a message of 10,000 characters, each written as two escapes, fits.
pub(crate) const BODY_MAX_BYTES: usize = 128 * 1024;

/// A body of JSON.
pub(crate) struct JsonBody<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for JsonBody<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, _state: &S) -> Result<Self, ApiError> {
        let declared = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let media_type = declared.and_then(|value| value.split(';').next()).unwrap_or_default().trim();
        if !media_type.eq_ignore_ascii_case("application/json") {
            return Err(ApiError::NotJson);
        }
        let BodyTime(time) = request.extensions().get().copied().unwrap_or_default();
        let reading = tokio::time::timeout(time, read(request.into_body()));
        let bytes = reading.await.map_err(|_| ApiError::BodySlow)??;
        parse(&bytes).map(Self)
    }
}

async fn read(body: Body) -> Result<axum::body::Bytes, ApiError> {
    to_bytes(body, BODY_MAX_BYTES).await.map_err(|error| {
        // The limit's error is the source of axum's own.
        let is_limit = core::error::Error::source(&error).is_some_and(|cause| cause.is::<LengthLimitError>());
        if is_limit {
            return ApiError::TooLarge(BODY_MAX_BYTES);
        }
        ApiError::Unreadable("it ended early.".to_owned())
    })
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ApiError> {
    let text = core::str::from_utf8(bytes).map_err(|error| {
        ApiError::Unreadable(format!("it is not UTF-8 from byte {} on.", error.valid_up_to()))
    })?;
    let mut json = serde_json::Deserializer::from_str(text);
    let value = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let pointer = pointer(error.path());
        let cause = error.into_inner();
        match cause.classify() {
            serde_json::error::Category::Data => {
                let detail = cause.to_string();
                let detail = detail.rsplit_once(" at line ").map_or(detail.as_str(), |(detail, _)| detail);
                ApiError::Invalid(vec![FieldError { pointer, detail: detail.to_owned() }])
            }
            _ => ApiError::Unreadable(format!("{cause}.")),
        }
    })?;
    json.end().map_err(|error| ApiError::Unreadable(format!("{error}.")))?;
    Ok(value)
}

/// serde's path as a JSON pointer.
fn pointer(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    path.iter()
        .filter_map(|segment| match segment {
            Segment::Map { key } => Some(format!("/{}", key.replace('~', "~0").replace('/', "~1"))),
            Segment::Seq { index } => Some(format!("/{index}")),
            Segment::Enum { .. } | Segment::Unknown => None,
        })
        .collect()
}
