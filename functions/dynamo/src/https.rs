//! The SDK's way to the network: the HTTP client that the process has anyway, in place of one of the SDK's own, which would
//! bring a second connection pool, a second look at the machine's root certificates, and HTTP/2, which DynamoDB does not
//! speak.
//!
//! Knows neither DynamoDB nor how often a call is tried: the SDK decides that.

use aws_sdk_dynamodb::config::http::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_types::body::SdkBody;
use reqwest::{Client, Method};

/// The SDK's HTTP client and connector in one.
#[derive(Debug, Clone)]
pub(crate) struct Network(pub(crate) Client);

impl HttpClient for Network {
    fn http_connector(&self, _: &HttpConnectorSettings, _: &RuntimeComponents) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

impl HttpConnector for Network {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let client = self.0.clone();
        HttpConnectorFuture::new(async move { send(&client, &request).await })
    }
}

async fn send(client: &Client, request: &HttpRequest) -> Result<HttpResponse, ConnectorError> {
    let user = |error: &str| ConnectorError::user(error.into());
    let method = Method::from_bytes(request.method().as_bytes()).map_err(|_| user("not a method"))?;
    let body = request.body().bytes().ok_or_else(|| user("a body that is a stream"))?;
    let mut asked = client.request(method, request.uri()).body(body.to_vec());
    for (name, value) in request.headers() {
        asked = asked.header(name, value);
    }
    let answer = asked.send().await.map_err(failed)?;
    let status = answer.status().as_u16();
    let headers = answer.headers().clone();
    let body = answer.bytes().await.map_err(failed)?;
    let status = StatusCode::try_from(status).map_err(|error| ConnectorError::other(error.into(), None))?;
    let mut response = HttpResponse::new(status, SdkBody::from(body));
    for (name, value) in &headers {
        if let Ok(value) = value.to_str() {
            response.headers_mut().append(name.as_str().to_owned(), value.to_owned());
        }
    }
    Ok(response)
}

/// What the SDK may try again: everything but a request that was none.
fn failed(error: reqwest::Error) -> ConnectorError {
    // The address is in the SDK's own words already.
    let error = error.without_url();
    if error.is_builder() {
        return ConnectorError::user(error.into());
    }
    if error.is_timeout() { ConnectorError::timeout(error.into()) } else { ConnectorError::io(error.into()) }
}
