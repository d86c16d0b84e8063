//! Reading an address: its variable parts, and its query. What cannot be read is told like every other problem.

use axum::extract::{FromRequestParts, Path, Query};
use axum::http::request::Parts;
use serde::de::DeserializeOwned;

use crate::problem::ApiError;

/// The variable part of a path, decoded.
pub(crate) struct Named(pub(crate) String);

impl<S: Send + Sync> FromRequestParts<S> for Named {
    type Rejection = ApiError;

    /// What is no UTF-8 names nothing.
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let named = Path::<String>::from_request_parts(parts, state).await;
        named.map(|Path(name)| Self(name)).map_err(|_| ApiError::NotFound)
    }
}

/// The two variable parts of a path, decoded.
pub(crate) struct NamedIn(pub(crate) String, pub(crate) String);

impl<S: Send + Sync> FromRequestParts<S> for NamedIn {
    type Rejection = ApiError;

    /// What is no UTF-8 names nothing.
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let named = Path::<(String, String)>::from_request_parts(parts, state).await;
        named.map(|Path((outer, inner))| Self(outer, inner)).map_err(|_| ApiError::NotFound)
    }
}

/// The parameters after `?`.
pub(crate) struct Asked<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Asked<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let asked = Query::<T>::from_request_parts(parts, state).await;
        asked.map(|Query(asked)| Self(asked)).map_err(|error| {
            let detail =
                core::error::Error::source(&error).map_or_else(|| error.to_string(), ToString::to_string);
            ApiError::Query(detail)
        })
    }
}
