//! A signed call of a service that speaks AWS's JSON protocol. Knows no operation.

use std::time::{Duration, SystemTime};

use aws_sigv4::http_request::{SignableBody, SignableRequest, SigningError, SigningSettings, sign};
use aws_sigv4::sign::v4::SigningParams;
use aws_smithy_runtime_api::client::identity::Identity;
use lambda_http::http;
use reqwest::{Client, StatusCode, Url};
use serde::{Deserialize, Serialize};

use crate::settings::{Account, Settings};

/// How long an attempt may take.
const ATTEMPT: Duration = Duration::from_secs(2);
/// How often a call is tried, the first time included.
const ATTEMPTS: u32 = 4;
/// The pause after the first attempt; each further one is twice as long.
const FIRST_PAUSE: Duration = Duration::from_millis(50);

/// A service.
#[derive(Clone)]
pub(crate) struct Service {
    http: Client,
    identity: Identity,
    region: String,
    endpoint: Url,
    protocol: Protocol,
}

/// What is different from service to service.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Protocol {
    /// The name that is signed for.
    pub(crate) name: &'static str,
    /// What stands before an operation's name.
    pub(crate) target: &'static str,
    /// The body's type.
    pub(crate) content_type: &'static str,
}

/// Why a call failed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CallError {
    /// No answer.
    #[error("{service} cannot be reached: {cause}")]
    Unreachable { service: &'static str, cause: reqwest::Error },
    /// It says no: the error's name, and what it says.
    #[error("{service} answered {status} {kind}: {message}")]
    Refused { service: &'static str, status: u16, kind: String, message: String },
    /// It cannot be signed, written or read.
    #[error("{service}: {cause}")]
    Malformed { service: &'static str, cause: Box<dyn core::error::Error + Send + Sync> },
}

impl CallError {
    /// Whether the same call may succeed in a moment.
    fn is_passing(&self) -> bool {
        match self {
            Self::Unreachable { .. } => true,
            Self::Refused { status, kind, .. } => {
                *status >= 500
                    || *status == 429
                    || kind.contains("Throttl")
                    || kind.contains("TooManyRequests")
            }
            Self::Malformed { .. } => false,
        }
    }
}

/// What AWS says about an error.
#[derive(Deserialize, Default)]
struct Refusal {
    #[serde(rename = "__type", default)]
    kind: String,
    #[serde(alias = "Message", default)]
    message: String,
}

/// The one client for every call to AWS, the store's as well. It opens no connection yet.
pub(crate) fn http_client(settings: &Settings) -> Result<Client, openai::BuildError> {
    let account = &settings.account;
    let is_secured = settings.dynamo.is_secured()
        || [&account.ssm, &account.sqs].iter().any(|url| url.scheme() == "https");
    let client = Client::builder().tls_backend_preconfigured(openai::tls_config(is_secured)?);
    Ok(dynamo::http_settings(client).build()?)
}

impl Service {
    pub(crate) fn new(http: Client, account: &Account, endpoint: Url, protocol: Protocol) -> Self {
        let identity = account.credentials.clone().into();
        Self { http, identity, region: account.region.clone(), endpoint, protocol }
    }

    /// Calls an operation; tries again where that may help.
    pub(crate) async fn call<Answer: for<'a> Deserialize<'a>>(
        &self,
        operation: &str,
        body: &impl Serialize,
    ) -> Result<Answer, CallError> {
        let body = serde_json::to_vec(body).map_err(|error| self.malformed(error.into()))?;
        let mut pause = FIRST_PAUSE;
        let mut attempt = 1;
        let answer = loop {
            match self.attempt(operation, body.clone()).await {
                Err(error) if error.is_passing() && attempt < ATTEMPTS => tokio::time::sleep(pause).await,
                ended => break ended?,
            }
            attempt += 1;
            pause *= 2;
        };
        serde_json::from_slice(&answer).map_err(|error| self.malformed(error.into()))
    }

    async fn attempt(&self, operation: &str, body: Vec<u8>) -> Result<Vec<u8>, CallError> {
        let service = self.protocol.name;
        let request = self.signed(operation, body)?;
        let unreachable = |cause| CallError::Unreachable { service, cause };
        let response = self.http.execute(request).await.map_err(unreachable)?;
        let status = response.status();
        let bytes = response.bytes().await.map_err(unreachable)?;
        if status == StatusCode::OK {
            return Ok(bytes.into());
        }
        let refusal: Refusal = serde_json::from_slice(&bytes).unwrap_or_default();
        // Some services write the name with a namespace before it.
        let kind = refusal.kind.rsplit('#').next().unwrap_or_default().to_owned();
        Err(CallError::Refused { service, status: status.as_u16(), kind, message: refusal.message })
    }

    fn signed(&self, operation: &str, body: Vec<u8>) -> Result<reqwest::Request, CallError> {
        let host = self.endpoint.host_str().unwrap_or_default();
        let host = self.endpoint.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"));
        let target = format!("{}.{operation}", self.protocol.target);
        let headers = [
            ("host", host.as_str()),
            ("content-type", self.protocol.content_type),
            ("x-amz-target", &target),
        ];
        let mut request = http::Request::post(self.endpoint.as_str());
        for (name, value) in headers.iter().skip(1) {
            request = request.header(*name, *value);
        }
        let mut request = request.body(body).map_err(|error| self.malformed(error.into()))?;
        let params = SigningParams::builder()
            .identity(&self.identity)
            .region(&self.region)
            .name(self.protocol.name)
            .time(SystemTime::now())
            .settings(SigningSettings::default())
            .build()
            .map_err(|error| self.malformed(error.into()))?
            .into();
        let signing = |error: SigningError| self.malformed(error.into());
        let body = SignableBody::Bytes(request.body());
        let signable = SignableRequest::new("POST", self.endpoint.as_str(), headers.into_iter(), body)
            .map_err(signing)?;
        let (instructions, _) = sign(signable, &params).map_err(signing)?.into_parts();
        instructions.apply_to_request_http1x(&mut request);
        let mut request =
            reqwest::Request::try_from(request).map_err(|error| self.malformed(error.into()))?;
        *request.timeout_mut() = Some(ATTEMPT);
        Ok(request)
    }

    fn malformed(&self, cause: Box<dyn core::error::Error + Send + Sync>) -> CallError {
        CallError::Malformed { service: self.protocol.name, cause }
    }
}
