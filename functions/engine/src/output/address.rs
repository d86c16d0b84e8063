//! Where a link may lead: to the hosts that the tenant itself names, the server's own among them where it says `self`.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::Value as Json;
use shared::tenant::TenantFile;

/// What of the file is not for visitors, or no text.
const NOT_TEXTS: [&str; 4] = ["webhooks", "users", "$schema", "appearance"];

/// The hosts and the addresses that the tenant itself names. Cheap to clone.
#[derive(Debug, Clone)]
pub(super) struct Addresses {
    /// Those of the tenant file.
    own: Arc<Own>,
    /// Hosts of one turn: of the pages of what was found in the tenant's knowledge.
    more: BTreeSet<String>,
}

#[derive(Debug, Default)]
struct Own {
    /// `example.com` or `example.com:8443`, in small letters; `*.example.com` for every host beneath it.
    hosts: BTreeSet<String>,
    /// All the tenant's texts, in small letters: for addresses of mail and numbers to call.
    texts: String,
}

impl Addresses {
    /// Those of the tenant file; `own` are the origins under which the server itself is reached, which are the tenant's where
    /// it says `self`.
    pub(super) fn of(tenant: &TenantFile, own: &[String]) -> Self {
        let mut addresses = Own::default();
        // A tenant file is plain data: it can always be written. By way of its text, as it is written elsewhere too: another way
        // would be one more writer of each of its types, in every cold start.
        let file = serde_json::to_string(tenant).and_then(|file| serde_json::from_str(&file));
        if let Ok(Json::Object(file)) = file {
            file.iter()
                .filter(|(key, _)| !NOT_TEXTS.contains(&key.as_str()))
                .for_each(|(_, part)| addresses.read(part));
        }
        if tenant.origins.iter().any(|origin| origin == "self") {
            let hosts = own.iter().filter_map(|origin| host_of(origin.split_once("://")?.1));
            addresses.hosts.extend(hosts.map(str::to_ascii_lowercase));
        }
        Self { own: Arc::new(addresses), more: BTreeSet::new() }
    }

    /// The same, and the hosts of these pages.
    pub(super) fn and<'a>(&self, pages: impl Iterator<Item = &'a str>) -> Self {
        let hosts = pages.filter_map(|page| host_of(page.split_once("://")?.1)).map(str::to_ascii_lowercase);
        let more = self.more.iter().cloned().chain(hosts).collect();
        Self { own: Arc::clone(&self.own), more }
    }

    /// Whether a link may lead there. Whatever is not written plainly may not: a reader of addresses that sees another host in
    /// it than we do must not be possible.
    pub(super) fn allow(&self, address: &str) -> bool {
        let is_plain = |sign: char| sign.is_alphanumeric() || "/?#&=%.,;:+~_@!$-".contains(sign);
        if !address.chars().all(is_plain) {
            return false;
        }
        let small = address.to_ascii_lowercase();
        if let Some(rest) = small.strip_prefix("https://").or_else(|| small.strip_prefix("http://")) {
            return self.allow_authority(rest.split(['/', '?', '#']).next().unwrap_or_default());
        }
        if let Some(rest) = small.strip_prefix("mailto:").or_else(|| small.strip_prefix("tel:")) {
            return rest.len() > 4 && !rest.contains(['?', '&', '%', ',']) && self.own.texts.contains(rest);
        }
        (small.starts_with('/') && !small.starts_with("//")) || small.starts_with('#')
    }

    fn allow_authority(&self, authority: &str) -> bool {
        if host_of(authority) != Some(authority) {
            return false;
        }
        let hosts = &self.own.hosts;
        let beneath = |(place, _): (usize, &str)| hosts.contains(&format!("*{}", &authority[place..]));
        hosts.contains(authority)
            || self.more.contains(authority)
            || authority.match_indices('.').any(beneath)
    }
}

impl Own {
    fn read(&mut self, part: &Json) {
        match part {
            Json::String(text) => {
                let text = text.to_ascii_lowercase();
                for scheme in ["https://", "http://"] {
                    self.hosts.extend(text.split(scheme).skip(1).filter_map(host_of).map(str::to_owned));
                }
                self.texts.push_str(&text);
                self.texts.push('\n');
            }
            Json::Array(parts) => parts.iter().for_each(|part| self.read(part)),
            Json::Object(parts) => parts.values().for_each(|part| self.read(part)),
            Json::Null | Json::Bool(_) | Json::Number(_) => {}
        }
    }
}

/// The host, with its port, that the text begins with.
fn host_of(text: &str) -> Option<&str> {
    let is_part = |sign: char| sign.is_ascii_alphanumeric() || ".-:*".contains(sign);
    let end = text.find(|sign| !is_part(sign)).unwrap_or(text.len());
    // What is followed by this is no host but the name of somebody at one.
    let is_name = text[end..].starts_with('@');
    let host = text[..end].trim_end_matches(['.', ':', '-', '*']);
    (!host.is_empty() && !is_name).then_some(host)
}
