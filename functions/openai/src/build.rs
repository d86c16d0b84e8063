//! [`OpenAi`], made from its settings, as the engine's model port.

use core::fmt;
use core::time::Duration;
use std::net::IpAddr;

use async_trait::async_trait;
use engine::ports::{Model, ModelError, ModelRequest, ModelStream};
use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderValue};
use reqwest::{Client, Url};
use secrecy::{ExposeSecret, SecretString};

use crate::begin::begin;
use crate::dialect::{Dialect, Learned};
use crate::reading;
use crate::settings::Settings;
use crate::tls;

/// How long a connection may take to stand. Two more tries fit into the default time-out.
const CONNECT_TIME_OUT: Duration = Duration::from_secs(5);

/// A model behind an endpoint that speaks OpenAI's chat completions.
pub struct OpenAi {
    pub(crate) http: Client,
    pub(crate) completions: Url,
    pub(crate) key: Option<SecretString>,
    pub(crate) model: String,
    pub(crate) time_out: Duration,
    pub(crate) dialect: Learned,
}

/// Why no client could be made.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// The settings hold a key or address that cannot be used; [`Settings::from_lookup`] gives none such.
    #[error("the settings' {0} cannot be used")]
    Settings(&'static str),
    /// TLS could not be set up.
    #[error("TLS cannot be set up: {0}")]
    Tls(#[from] rustls::Error),
    /// The HTTP client could not be made.
    #[error("the HTTP client cannot be made: {0}")]
    Http(#[from] reqwest::Error),
}

impl OpenAi {
    /// Makes a client. It opens no connection yet.
    ///
    /// # Errors
    ///
    /// When the settings cannot be used. Whether this machine trusts whoever signed for the address is seen at the first call.
    pub fn new(settings: Settings) -> Result<Self, BuildError> {
        let mut headers = HeaderMap::new();
        if let Some(key) = &settings.api_key {
            let bearer = HeaderValue::from_str(&format!("Bearer {}", key.expose_secret()));
            let mut bearer = bearer.map_err(|_| BuildError::Settings("key"))?;
            bearer.set_sensitive(true);
            headers.insert(AUTHORIZATION, bearer);
        }
        let mut client = Client::builder()
            .tls_backend_preconfigured(tls::config(settings.base_url.scheme() == "https")?)
            .default_headers(headers)
            .connect_timeout(CONNECT_TIME_OUT)
            // A redirect would turn the POST into a GET, or carry the conversation to a host that nobody named.
            .redirect(reqwest::redirect::Policy::none())
            // What is tried again is decided in `retry`, and counted there.
            .retry(reqwest::retry::never());
        if is_this_machine(&settings.base_url) {
            client = client.no_proxy();
        }
        Ok(Self {
            http: client.build()?,
            completions: completions(&settings.base_url)?,
            key: settings.api_key,
            dialect: Learned::new(Dialect::of(&settings.model)),
            model: settings.model,
            time_out: settings.time_out,
        })
    }
}

/// Shows where it talks to, and never the key.
impl fmt::Debug for OpenAi {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("OpenAi")
            .field("completions", &self.completions.as_str())
            .field("model", &self.model)
            .field("time_out", &self.time_out)
            .finish_non_exhaustive()
    }
}

#[async_trait]
impl Model for OpenAi {
    fn name(&self) -> &str {
        &self.model
    }

    async fn call(&self, request: ModelRequest) -> Result<ModelStream, ModelError> {
        let deadline = tokio::time::Instant::now() + self.time_out;
        let begun = match tokio::time::timeout_at(deadline, begin(self, &request, deadline)).await {
            Ok(begun) => begun?,
            Err(_) => return Err(ModelError::Timeout(self.time_out)),
        };
        Ok(reading::stream(begun, self.key.clone(), request.function.name.clone(), deadline, self.time_out))
    }
}

/// The address of the completions below the base, with or without a slash at its end.
fn completions(base: &Url) -> Result<Url, BuildError> {
    let mut url = base.clone();
    url.path_segments_mut()
        .map_err(|()| BuildError::Settings("address"))?
        .pop_if_empty()
        .extend(["chat", "completions"]);
    Ok(url)
}

/// Whether the address is this machine, which no proxy can reach.
fn is_this_machine(url: &Url) -> bool {
    url.host_str().is_some_and(|host| {
        let host = host.trim_start_matches('[').trim_end_matches(']');
        host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn model(base: &str) -> OpenAi {
        let settings = Settings::from_lookup(|name| match name {
            "OPENAI_API_KEY" => Some("sk-secret".to_owned()),
            "OPENAI_BASE_URL" => Some(base.to_owned()),
            _ => None,
        });
        OpenAi::new(settings.unwrap().unwrap()).unwrap()
    }

    #[test]
    fn the_completions_stand_below_the_base() {
        for (base, expected) in [
            ("https://api.openai.com/v1", "https://api.openai.com/v1/chat/completions"),
            ("https://api.openai.com/v1/", "https://api.openai.com/v1/chat/completions"),
            ("http://127.0.0.1:1234", "http://127.0.0.1:1234/chat/completions"),
            ("https://example.com/a/b%20c/", "https://example.com/a/b%20c/chat/completions"),
        ] {
            assert_eq!(model(base).completions.as_str(), expected);
        }
    }

    #[test]
    fn debug_does_not_show_the_key() {
        let shown = format!("{:?}", model("https://api.openai.com/v1"));
        assert!(shown.contains("gpt-6-luna"));
        assert!(!shown.contains("secret"), "{shown}");
    }

    #[test]
    fn this_machine_is_known() {
        for (address, expected) in [
            ("http://localhost:1/v1", true),
            ("http://127.0.0.1/v1", true),
            ("http://[::1]:9/v1", true),
            ("http://10.0.0.1/v1", false),
            ("https://api.openai.com/v1", false),
        ] {
            assert_eq!(is_this_machine(&Url::parse(address).unwrap()), expected, "{address}");
        }
    }
}
