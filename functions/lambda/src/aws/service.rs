//! A service of AWS that is called by its name. Knows no operation.

use std::sync::Arc;

use aws::{Caller, Fields, Network, Patience, Protocol};
use reqwest::{Client, Url};

use crate::amazon_roots::AMAZON_ROOTS;
use crate::settings::{Account, Settings};

/// A service. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Service {
    name: &'static str,
    caller: Caller,
}

/// Why a call of a service failed. What a refusal says is in it, and no secret.
#[derive(Debug, thiserror::Error)]
#[error("{service}: {cause}")]
pub(crate) struct CallError {
    service: &'static str,
    cause: aws::CallError,
}

/// The one client for every call to AWS, the store's as well. It opens no connection yet.
pub(crate) fn http_client(settings: &Settings) -> Result<Client, openai::BuildError> {
    let account = &settings.account;
    let is_secured = settings.dynamo.is_secured()
        || [&account.ssm, &account.sqs].iter().any(|url| url.scheme() == "https");
    let tls =
        if is_secured { openai::tls_config_trusting(&AMAZON_ROOTS)? } else { openai::tls_config(false)? };
    let client = Client::builder().tls_backend_preconfigured(tls);
    Ok(aws::http_settings(client).build()?)
}

impl Service {
    /// The service at that address. Errors tell it by this name.
    pub(crate) fn new(
        name: &'static str,
        http: Client,
        account: &Account,
        protocol: Protocol,
        url: &Url,
    ) -> Self {
        let network = Network::new(http, account.caller.clone(), protocol, url.clone());
        Self { name, caller: Caller::new(Arc::new(network), Patience::NETWORK) }
    }

    /// Calls an operation; tries again where that may help.
    pub(crate) async fn call(&self, operation: &'static str, fields: Fields) -> Result<Fields, CallError> {
        let called = self.caller.call(operation, fields).await;
        called.map_err(|cause| self.failed(cause))
    }

    /// What such a failure is, of this service.
    pub(crate) const fn failed(&self, cause: aws::CallError) -> CallError {
        CallError { service: self.name, cause }
    }
}
