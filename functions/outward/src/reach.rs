//! Which addresses may be called. A tenant names them, so whoever can change a tenant's file could have this server call
//! its own network; nothing that is not public is called, unless the operator allows it.
//!
//! Names are looked up here, once for a connection, and the connection goes to the very address that was judged: a name that
//! is somewhere else a moment later leads nowhere else.

use core::fmt;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use async_trait::async_trait;
use engine::public_address::is_public;
use reqwest::Url;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};

/// What may be called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Public addresses, over `https` only.
    Public,
    /// Any, over `http` too: for one machine, and for operators whose receivers are in their own network.
    Private,
}

/// The address is not one that may be called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// It is none that can be called at all.
    #[error("the address cannot be called")]
    Address,
    /// It is not `https`.
    #[error("the address is not https")]
    NotSecured,
    /// It is in a private network.
    #[error("the address is not public")]
    NotPublic,
}

/// Where a name leads.
#[async_trait]
pub trait Lookup: Send + Sync {
    /// The addresses of the host.
    async fn look_up(&self, host: &str) -> std::io::Result<Vec<IpAddr>>;
}

/// By the machine's own resolver.
pub struct SystemLookup;

#[async_trait]
impl Lookup for SystemLookup {
    async fn look_up(&self, host: &str) -> std::io::Result<Vec<IpAddr>> {
        Ok(tokio::net::lookup_host((host, 0)).await?.map(|address| address.ip()).collect())
    }
}

impl Reach {
    /// The address as it may be called, as far as its text tells: where it has a name, that is judged when it is looked up.
    ///
    /// # Errors
    ///
    /// It may not be called.
    pub fn check(self, url: &str) -> Result<Url, Refused> {
        let url = Url::parse(url).map_err(|_| Refused::Address)?;
        let is_secured = url.scheme() == "https";
        if !is_secured && (url.scheme() != "http" || self == Self::Public) {
            return Err(Refused::NotSecured);
        }
        let host = url.host_str().filter(|_| url.username().is_empty() && url.password().is_none());
        let host = host.ok_or(Refused::Address)?;
        // The parser has turned every way of writing an address into one.
        let literal = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
        match literal {
            Ok(address) if !self.allows(address) => Err(Refused::NotPublic),
            _ => Ok(url),
        }
    }

    fn allows(self, address: IpAddr) -> bool {
        self == Self::Private || is_public(address)
    }
}

/// Looks names up for the HTTP client, and refuses those that lead where nobody may call.
pub(crate) struct Judged {
    pub(crate) reach: Reach,
    pub(crate) lookup: Arc<dyn Lookup>,
}

impl Resolve for Judged {
    fn resolve(&self, name: Name) -> Resolving {
        let (reach, lookup) = (self.reach, Arc::clone(&self.lookup));
        Box::pin(async move {
            let found = lookup.look_up(name.as_str()).await?;
            // One that is not public among others that are is somebody's try.
            if !found.iter().all(|address| reach.allows(*address)) {
                return Err(Refused::NotPublic.into());
            }
            // The client puts the port of the URL in.
            Ok(Box::new(found.into_iter().map(|address| SocketAddr::new(address, 0))) as Addrs)
        })
    }
}

impl fmt::Debug for Judged {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Judged").field("reach", &self.reach).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_called() {
        for url in [
            "https://example.com",
            "https://example.com:8443/hooks?a=1",
            "https://1.1.1.1/",
            "https://[2606:4700:4700::1111]/",
            "https://localhost.example.com/",
            "https://xn--grn-hoa.example/",
        ] {
            assert!(Reach::Public.check(url).is_ok(), "{url}");
        }
        for (url, why) in [
            ("", Refused::Address),
            ("/hooks", Refused::Address),
            ("https://", Refused::Address),
            ("https://user@example.com/", Refused::Address),
            ("https://user:secret@example.com/", Refused::Address),
            ("http://example.com/", Refused::NotSecured),
            ("ftp://example.com/", Refused::NotSecured),
            ("file:///etc/passwd", Refused::NotSecured),
            ("gopher://example.com/", Refused::NotSecured),
            ("https://127.0.0.1/", Refused::NotPublic),
            ("https://127.1/", Refused::NotPublic),
            ("https://2130706433/", Refused::NotPublic),
            ("https://0x7f000001/", Refused::NotPublic),
            ("https://0177.0.0.1/", Refused::NotPublic),
            ("https://0/", Refused::NotPublic),
            ("https://127.0.0.1./", Refused::NotPublic),
            // Whatever a host in other letters would mean.
            ("https://１２７.0.0.1/", Refused::Address),
            ("https://grün.example/", Refused::Address),
            ("https://169.254.169.254/latest/meta-data/", Refused::NotPublic),
            ("https://10.0.0.1:8443/", Refused::NotPublic),
            ("https://192.168.1.1/", Refused::NotPublic),
            ("https://[::1]/", Refused::NotPublic),
            ("https://[::]/", Refused::NotPublic),
            ("https://[::ffff:127.0.0.1]/", Refused::NotPublic),
            ("https://[::ffff:7f00:1]/", Refused::NotPublic),
            ("https://[64:ff9b::7f00:1]/", Refused::NotPublic),
            ("https://[2002:7f00:1::]/", Refused::NotPublic),
            ("https://[fd00:ec2::254]/", Refused::NotPublic),
            ("https://[fe80::1]/", Refused::NotPublic),
        ] {
            assert_eq!(Reach::Public.check(url), Err(why), "{url}");
        }
        for url in ["http://127.0.0.1:9000/hooks", "https://10.0.0.1/", "http://[::1]/", "http://localhost/"]
        {
            assert!(Reach::Private.check(url).is_ok(), "{url}");
        }
        assert_eq!(Reach::Private.check("ftp://127.0.0.1/"), Err(Refused::NotSecured));
    }
}
