//! The Parameter Store of Systems Manager: secrets by their path. Keeps nothing.

use std::collections::BTreeMap;

use engine::ports::Secret;
use reqwest::Client;
use serde::{Deserialize, Serialize};

use super::CallError;
use super::signed::{Protocol, Service};
use crate::settings::{Account, Settings};

/// The most names that one call takes.
const NAMES_AT_MOST: usize = 10;

/// The parameters below one path.
#[derive(Clone)]
pub(crate) struct Parameters {
    service: Service,
    path: String,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Asked<'a> {
    names: Vec<&'a str>,
    with_decryption: bool,
}

// No `Debug`: it holds secrets.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Found {
    #[serde(default)]
    parameters: Vec<Parameter>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Parameter {
    name: String,
    value: String,
}

impl Parameters {
    /// Those below the path that is set.
    pub(crate) fn new(http: Client, account: &Account, settings: &Settings) -> Self {
        let protocol =
            Protocol { name: "ssm", target: "AmazonSSM", content_type: "application/x-amz-json-1.1" };
        let service = Service::new(http, account, account.ssm.clone(), protocol);
        Self { service, path: settings.secrets_path.clone() }
    }

    /// Those of these names that there are, decrypted.
    pub(crate) async fn read(&self, names: &[String]) -> Result<BTreeMap<String, Secret>, CallError> {
        let mut found = BTreeMap::new();
        for names in names.chunks(NAMES_AT_MOST) {
            let paths: Vec<String> = names.iter().map(|name| self.path_of(name)).collect();
            let asked = Asked { names: paths.iter().map(String::as_str).collect(), with_decryption: true };
            let answer: Found = self.service.call("GetParameters", &asked).await?;
            for parameter in answer.parameters {
                if let Some(name) = parameter.name.strip_prefix(&self.path) {
                    found.insert(name.to_owned(), Secret::new(parameter.value));
                }
            }
        }
        Ok(found)
    }

    /// Where the secret of this name stands.
    pub(crate) fn path_of(&self, name: &str) -> String {
        format!("{}{name}", self.path)
    }
}
