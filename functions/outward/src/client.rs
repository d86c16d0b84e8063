//! The HTTP client that calls such addresses.

use core::time::Duration;
use std::sync::Arc;

use reqwest::Client;

use crate::reach::{Judged, Lookup, Reach, Refused};

/// Why nothing can be called at all.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    /// TLS could not be set up.
    #[error("TLS cannot be set up (are the machine's root certificates installed?): {0}")]
    Tls(#[from] rustls::Error),
    /// The HTTP client could not be made.
    #[error("the HTTP client cannot be made: {0}")]
    Http(#[from] reqwest::Error),
}

/// One that connects only where `reach` allows, and gives up after `time_out`, from the look-up of the name to the answer's
/// last byte. Whoever calls checks the address itself by [`Reach::check`] first: no name is looked up of one without.
///
/// # Errors
///
/// TLS or the HTTP client cannot be set up.
pub fn client(reach: Reach, lookup: Arc<dyn Lookup>, time_out: Duration) -> Result<Client, SetupError> {
    Ok(Client::builder()
        .tls_backend_preconfigured(openai::tls_config(reach == Reach::Public || has_roots())?)
        .dns_resolver(Arc::new(Judged { reach, lookup }))
        // A redirect would go to an address that nobody has named, and that nobody judges.
        .redirect(reqwest::redirect::Policy::none())
        // A proxy would look the name up itself.
        .no_proxy()
        // What is tried again is decided by who calls.
        .retry(reqwest::retry::never())
        // A name is looked up and judged for every attempt.
        .pool_max_idle_per_host(0)
        .timeout(time_out)
        .user_agent(concat!("Anteroom/", env!("CARGO_PKG_VERSION")))
        .build()?)
}

/// Where private addresses are called a machine need not have root certificates.
fn has_roots() -> bool {
    openai::tls_config(true).is_ok()
}

/// Why a call failed, in a few words: nothing of what the address answered.
#[must_use]
pub fn short(error: &reqwest::Error) -> String {
    if let Some(refused) = refused(error) {
        return refused.to_string();
    }
    let words = match () {
        () if error.is_timeout() => "no answer in time",
        () if error.is_connect() => "no connection",
        () => "no answer that can be read",
    };
    words.to_owned()
}

/// Whether it was we who refused.
fn refused(error: &reqwest::Error) -> Option<Refused> {
    let mut cause: Option<&dyn core::error::Error> = Some(error);
    while let Some(error) = cause {
        if let Some(refused) = error.downcast_ref::<Refused>() {
            return Some(*refused);
        }
        cause = error.source();
    }
    None
}
