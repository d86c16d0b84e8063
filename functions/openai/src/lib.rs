//! The model port over any endpoint that speaks OpenAI's chat completions.
//!
//! It knows the wire of that protocol and nothing of scopes, tenants or turns: it is given messages and one function,
//! and hands back the arguments as they grow. It reads no environment by itself and keeps nothing of what is said.
//!
//! | name | means | by default |
//! | --- | --- | --- |
//! | `OPENAI_API_KEY` | the key, sent as a bearer token | none |
//! | `OPENAI_BASE_URL` | where the endpoint's paths begin | `https://api.openai.com/v1` |
//! | `OPENAI_MODEL` | the model's name there | `gpt-6-luna` |
//! | `OPENAI_TIMEOUT_SECONDS` | how long a whole answer may take, 1 to 30 | 30 |
//!
//! With neither key nor address there is no model. An address without a key is for an endpoint that wants none, such
//! as one on the same machine; a key goes to whatever address is set, so that one beyond this machine should be
//! `https`. Proxies named by the environment (`HTTPS_PROXY`, `NO_PROXY`) are used, except towards this machine.
//!
//! ```
//! use openai::{OpenAi, Settings};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let local = |name: &str| (name == "OPENAI_BASE_URL").then(|| "http://127.0.0.1:11434/v1".to_owned());
//! let model = Settings::from_lookup(local)?.map(OpenAi::new).transpose()?;
//! assert!(model.is_some());
//! # Ok(())
//! # }
//! ```

mod answer;
mod attempt;
mod begin;
mod build;
mod chunk;
mod dialect;
mod failure;
mod quote;
mod reading;
mod request;
mod retry;
mod settings;
mod tls;
mod verifier;

pub use build::{BuildError, OpenAi};
pub use settings::{DEFAULT_BASE_URL, DEFAULT_MODEL, DEFAULT_TIME_OUT, Settings, SettingsError};
pub use tls::{check_roots, config as tls_config, config_trusting as tls_config_trusting};
