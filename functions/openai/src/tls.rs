//! How connections are secured: rustls with ring. The one place that names them.

use std::sync::{Arc, OnceLock};

use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::TrustAnchor;
use rustls::{ClientConfig, RootCertStore};

use crate::verifier::OnFirstUse;

/// The configuration for clients that trust what this machine trusts. No process-wide provider is installed, so that nothing
/// else in the process is bound by ours.
///
/// The machine's root certificates are read when a certificate is first to be checked: a hundred of them take a good part of
/// a function's start, and a machine without any can still talk to a model of its own. [`check_roots`] reads them now.
///
/// Where nothing is to be `secured`, nobody is trusted.
///
/// # Errors
///
/// None that this machine can bring about: the provider knows the protocol's versions.
pub fn config(secured: bool) -> Result<ClientConfig, rustls::Error> {
    if !secured {
        let config = ClientConfig::builder_with_provider(provider()).with_safe_default_protocol_versions()?;
        return Ok(config.with_root_certificates(RootCertStore::empty()).with_no_client_auth());
    }
    static CONFIG: OnceLock<ClientConfig> = OnceLock::new();
    if let Some(config) = CONFIG.get() {
        return Ok(config.clone());
    }
    // One for all, whose sessions are then everybody's to take up again.
    let config = config_with(None)?;
    Ok(CONFIG.get_or_init(|| config).clone())
}

/// The same for a client that mostly calls whoever one of these has signed for: the machine's own are read only if that does
/// not hold.
///
/// # Errors
///
/// No anchor, or one that is none.
pub fn config_trusting(anchors: &[TrustAnchor<'static>]) -> Result<ClientConfig, rustls::Error> {
    config_with(Some(RootCertStore { roots: anchors.to_vec() }))
}

/// Reads the machine's root certificates, so that a server can refuse to start without them.
///
/// # Errors
///
/// There is none.
pub fn check_roots() -> Result<(), rustls::Error> {
    OnFirstUse::new(provider(), None)?.check_machine()
}

fn provider() -> Arc<CryptoProvider> {
    Arc::new(ring::default_provider())
}

fn config_with(first: Option<RootCertStore>) -> Result<ClientConfig, rustls::Error> {
    let provider = provider();
    let verifier = OnFirstUse::new(Arc::clone(&provider), first)?;
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
    // Not dangerous: it checks what rustls's own verifier checks, by that verifier.
    let config = config.dangerous().with_custom_certificate_verifier(Arc::new(verifier));
    Ok(config.with_no_client_auth())
}
