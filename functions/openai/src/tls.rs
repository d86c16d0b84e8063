//! How connections are secured: rustls with ring, trusting what this machine trusts. The one place that names them.

use std::sync::{Arc, OnceLock};

use rustls::crypto::ring;
use rustls::{ClientConfig, RootCertStore};
use rustls_platform_verifier::BuilderVerifierExt;

/// The configuration. No process-wide provider is installed, so that nothing else in the process is bound by ours.
///
/// Where nothing is to be `secured`, nobody is trusted and no root certificates are needed: a machine without any can
/// still talk to a model of its own.
///
/// # Errors
///
/// `secured` on a machine without root certificates.
pub fn config(secured: bool) -> Result<ClientConfig, rustls::Error> {
    // Reading a hundred certificates takes a good part of a function's start: once is enough for every client.
    static SECURED: OnceLock<ClientConfig> = OnceLock::new();
    if let Some(config) = SECURED.get().filter(|_| secured) {
        return Ok(config.clone());
    }
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()?;
    if secured {
        let config = config.with_platform_verifier()?.with_no_client_auth();
        return Ok(SECURED.get_or_init(|| config).clone());
    }
    Ok(config.with_root_certificates(RootCertStore::empty()).with_no_client_auth())
}
