//! Whoever checks certificates, made when there is one to check. What makes a certificate good is rustls's to say.

use std::sync::{Arc, OnceLock};

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{CertificateError, DigitallySignedStruct, Error, OtherError, RootCertStore, SignatureScheme};
use rustls_platform_verifier::Verifier;

/// What the machine trusts, once it was read. Where reading failed, the next one tries again.
static MACHINE: OnceLock<Arc<Verifier>> = OnceLock::new();

/// Checks certificates against a few anchors, if it has any, and then against what the machine trusts.
#[derive(Debug)]
pub(crate) struct OnFirstUse {
    provider: Arc<CryptoProvider>,
    first: Option<Arc<WebPkiServerVerifier>>,
}

impl OnFirstUse {
    /// One that asks these anchors first.
    pub(crate) fn new(provider: Arc<CryptoProvider>, first: Option<RootCertStore>) -> Result<Self, Error> {
        let first = first.map(|roots| {
            let builder = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), Arc::clone(&provider));
            builder.build().map_err(|error| Error::Other(OtherError(Arc::new(error))))
        });
        Ok(Self { provider, first: first.transpose()? })
    }

    /// Whether the machine trusts anybody.
    pub(crate) fn check_machine(&self) -> Result<(), Error> {
        self.machine().map(|_| ())
    }

    fn machine(&self) -> Result<&'static Arc<Verifier>, Error> {
        if let Some(known) = MACHINE.get() {
            return Ok(known);
        }
        let read = Arc::new(Verifier::new(Arc::clone(&self.provider))?);
        Ok(MACHINE.get_or_init(|| read))
    }
}

impl ServerCertVerifier for OnFirstUse {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        if let Some(first) = &self.first {
            let verified =
                first.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now);
            if !matches!(verified, Err(Error::InvalidCertificate(CertificateError::UnknownIssuer))) {
                return verified;
            }
        }
        self.machine()?.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now)
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, certificate, signed, &self.provider.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, certificate, signed, &self.provider.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}
