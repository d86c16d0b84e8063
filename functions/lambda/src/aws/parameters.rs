//! The Parameter Store of Systems Manager: secrets by their path. Keeps nothing.

use std::collections::BTreeMap;

use aws::{Fields, Protocol};
use engine::ports::Secret;
use reqwest::Client;
use serde_json::{Value, json};

use super::service::{CallError, Service};
use crate::settings::{Account, Settings};

/// The most names that one call takes.
const NAMES_AT_MOST: usize = 10;

/// The parameters below one path.
#[derive(Clone)]
pub(crate) struct Parameters {
    service: Service,
    path: String,
}

impl Parameters {
    /// Those below the path that is set.
    pub(crate) fn new(http: Client, account: &Account, settings: &Settings) -> Self {
        let service = Service::new("ssm", http, account, Protocol::SSM, &account.ssm);
        Self { service, path: settings.secrets_path.clone() }
    }

    /// Those of these names that there are, decrypted.
    pub(crate) async fn read(&self, names: &[String]) -> Result<BTreeMap<String, Secret>, CallError> {
        let mut found = BTreeMap::new();
        for names in names.chunks(NAMES_AT_MOST) {
            let paths: Vec<String> = names.iter().map(|name| self.path_of(name)).collect();
            let asked = [("Names", json!(paths)), ("WithDecryption", json!(true))];
            let asked = Fields::from_iter(asked.map(|(name, value)| (name.to_owned(), value)));
            let mut answer = self.service.call("GetParameters", asked).await?;
            let read = answer.remove("Parameters").map_or(Some(Vec::new()), parameters);
            for (path, value) in read.ok_or_else(|| self.service.failed(aws::CallError::Unreadable))? {
                if let Some(name) = path.strip_prefix(&self.path) {
                    found.insert(name.to_owned(), Secret::new(value));
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

/// The paths and values of parameters; `None` where these are none.
fn parameters(list: Value) -> Option<Vec<(String, String)>> {
    let Value::Array(list) = list else { return None };
    let text = |parameter: &mut Value, name: &str| match parameter.get_mut(name)?.take() {
        Value::String(text) => Some(text),
        _ => None,
    };
    list.into_iter()
        .map(|mut parameter| Some((text(&mut parameter, "Name")?, text(&mut parameter, "Value")?)))
        .collect()
}
