//! Reading what a tool answers, up to a bound.

use bytes::Bytes;
use engine::ports::ToolError;
use futures_util::stream::{BoxStream, StreamExt as _};
use reqwest::Response;
use reqwest::header::CONTENT_TYPE;

/// The most bytes of one answer.
pub(crate) const BYTES_AT_MOST: usize = 1024 * 1024;

/// Why no more of it is read.
#[derive(Debug, Clone, Copy, thiserror::Error)]
pub(crate) enum Broken {
    /// The connection broke.
    #[error("the answer is cut off")]
    Cut,
    /// It was too much.
    #[error("the answer is larger than 1 MB")]
    TooLarge,
}

impl From<Broken> for ToolError {
    fn from(broken: Broken) -> Self {
        Self::Failed(broken.to_string())
    }
}

/// What the answer says it is: `application/json`.
pub(crate) fn media_type(answer: &Response) -> String {
    let said = answer.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    said.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// Its bytes as they come, up to the bound.
pub(crate) fn bounded(answer: Response) -> BoxStream<'static, Result<Bytes, Broken>> {
    let pieces = answer.bytes_stream().map(|piece| piece.map_err(|_| Broken::Cut));
    pieces
        .scan(0, |total: &mut usize, piece| {
            *total += piece.as_ref().map_or(0, Bytes::len);
            core::future::ready(Some(if *total > BYTES_AT_MOST { Err(Broken::TooLarge) } else { piece }))
        })
        .boxed()
}

/// All of it.
pub(crate) async fn whole(answer: Response) -> Result<Vec<u8>, Broken> {
    let mut pieces = bounded(answer);
    let mut all = Vec::new();
    while let Some(piece) = pieces.next().await {
        all.extend_from_slice(&piece?);
    }
    Ok(all)
}

/// Why a call came to nothing, without a word of who was called.
pub(crate) fn unsent(error: &reqwest::Error) -> ToolError {
    if error.is_timeout() { ToolError::Timeout } else { ToolError::Failed(outward::short(error)) }
}
