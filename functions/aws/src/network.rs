//! The way to AWS: signed, over the HTTP client that the process has anyway. Knows no operation, and sends each request once.

use std::error::Error;
use std::time::Duration;

use async_trait::async_trait;
use bytes::Bytes;
use jiff::Timestamp;
use reqwest::header::{HeaderMap, HeaderValue};
use reqwest::{Client, ClientBuilder, Url};

use crate::signature::{Signable, sign};
use crate::{Account, Answer, Transport, Unanswered};

/// How long a connection may take.
const CONNECT: Duration = Duration::from_secs(1);

/// What is different from service to service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Protocol {
    /// The name that is signed for; its address begins with it too.
    name: &'static str,
    /// What stands before an operation's name.
    target: &'static str,
    /// The body's type.
    content_type: &'static str,
}

impl Protocol {
    /// DynamoDB.
    pub const DYNAMODB: Self =
        Self { name: "dynamodb", target: "DynamoDB_20120810", content_type: "application/x-amz-json-1.0" };
    /// The Parameter Store of Systems Manager.
    pub const SSM: Self =
        Self { name: "ssm", target: "AmazonSSM", content_type: "application/x-amz-json-1.1" };
    /// The Simple Queue Service.
    pub const SQS: Self =
        Self { name: "sqs", target: "AmazonSQS", content_type: "application/x-amz-json-1.0" };
}

/// AWS's own address of a service in a region; `None` where the region's name can be no part of one.
#[must_use]
pub fn endpoint(protocol: Protocol, region: &str) -> Option<Url> {
    let domain = if region.starts_with("cn-") { "amazonaws.com.cn" } else { "amazonaws.com" };
    Url::parse(&format!("https://{}.{region}.{domain}/", protocol.name)).ok()
}

/// What the HTTP client of a [`Network`] must be, besides how it does TLS: 1 s for a connection, straight to AWS, and nothing
/// tried again that a [`crate::Caller`] counts.
pub fn http_settings(client: ClientBuilder) -> ClientBuilder {
    client
        .connect_timeout(CONNECT)
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .no_proxy()
}

/// The way to a service of AWS.
#[derive(Clone)]
pub struct Network {
    http: Client,
    account: Account,
    protocol: Protocol,
    endpoint: Url,
    host: String,
}

impl Network {
    /// To the service at that address (its path does not count), by an HTTP client made with [`http_settings`].
    #[must_use]
    pub fn new(http: Client, account: Account, protocol: Protocol, mut endpoint: Url) -> Self {
        // What is signed.
        endpoint.set_path("/");
        endpoint.set_query(None);
        let host = endpoint.host_str().unwrap_or_default();
        let host = endpoint.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"));
        Self { http, account, protocol, endpoint, host }
    }

    /// The headers of a request: what it is, and who asks.
    fn headers(&self, operation: &str, body: &[u8]) -> Result<HeaderMap, Unanswered> {
        let target = format!("{}.{operation}", self.protocol.target);
        let own = [("content-type", self.protocol.content_type), ("x-amz-target", &*target)];
        let [content_type, operation] = own;
        // The HTTP client adds the host by itself.
        let headers = [content_type, ("host", &*self.host), operation];
        let signable = Signable { method: "POST", headers: &headers, body };
        let signed = sign(&signable, &self.account, self.protocol.name, Timestamp::now());
        let own = own.into_iter().map(|(name, value)| (name, value.to_owned()));
        own.chain(signed.headers())
            .map(|(name, value)| {
                let mut value = HeaderValue::try_from(value)
                    .map_err(|_| Unanswered::Unmade(format!("{name} cannot be a header")))?;
                value.set_sensitive(true);
                Ok((reqwest::header::HeaderName::from_static(name), value))
            })
            .collect()
    }
}

#[async_trait]
impl Transport for Network {
    async fn send(&self, operation: &'static str, body: Bytes) -> Result<Answer, Unanswered> {
        let headers = self.headers(operation, &body)?;
        let request = self.http.post(self.endpoint.clone()).headers(headers).body(body);
        let answer = request.send().await.map_err(unanswered)?;
        let status = answer.status().as_u16();
        let request_id = answer.headers().get("x-amzn-requestid").and_then(|id| id.to_str().ok());
        let request_id = request_id.map(str::to_owned);
        let body = answer.bytes().await.map_err(unanswered)?;
        Ok(Answer { status, request_id, body })
    }
}

fn unanswered(error: reqwest::Error) -> Unanswered {
    if error.is_timeout() {
        return Unanswered::TimedOut;
    }
    let is_unmade = error.is_builder();
    let error = error.without_url();
    // What went wrong is told by the innermost cause.
    let mut cause: &dyn Error = &error;
    while let Some(deeper) = cause.source() {
        cause = deeper;
    }
    let cause = cause.to_string();
    if is_unmade { Unanswered::Unmade(cause) } else { Unanswered::NoConnection(cause) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn services_are_where_aws_has_them() {
        let of = |protocol, region| endpoint(protocol, region).unwrap().to_string();
        assert_eq!(of(Protocol::DYNAMODB, "eu-central-1"), "https://dynamodb.eu-central-1.amazonaws.com/");
        assert_eq!(of(Protocol::SSM, "cn-north-1"), "https://ssm.cn-north-1.amazonaws.com.cn/");
        assert_eq!(endpoint(Protocol::SQS, "no region"), None);
    }
}
