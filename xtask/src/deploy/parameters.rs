//! The template's parameters: what is set now. What is not stays as it was.

use std::collections::BTreeMap;
use std::str::FromStr;

use anyhow::{Result, ensure};

/// `NAME=VALUE`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Setting {
    name: String,
    value: String,
}

impl FromStr for Setting {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (name, value) = text.split_once('=').ok_or("a setting looks like ModelName=gpt-6-luna")?;
        let is_name = !name.is_empty() && name.chars().all(|sign| sign.is_ascii_alphanumeric());
        if !is_name {
            return Err(format!("{name:?} is not the name of a parameter of the template"));
        }
        if value.contains(['"', '\\', '\n']) {
            return Err(format!("the value of {name} holds a quote, a backslash or a line break"));
        }
        Ok(Self { name: name.to_owned(), value: value.to_owned() })
    }
}

/// What is set, by name.
#[derive(Debug, Default)]
pub(super) struct Parameters(BTreeMap<String, String>);

impl Parameters {
    /// What was asked for, and what follows from it.
    pub(super) fn new(secrets: &str, settings: &[Setting]) -> Result<Self> {
        ensure!(
            secrets.len() > 2 && secrets.starts_with('/') && secrets.ends_with('/'),
            "--secrets is {secrets:?}: it must be a path such as /anteroom/prod/"
        );
        let mut parameters = Self::default();
        parameters.set("SecretsPath", secrets.to_owned());
        for Setting { name, value } in settings {
            if name == "DomainName" && !value.is_empty() {
                parameters.0.entry("PublicOrigin".to_owned()).or_insert_with(|| format!("https://{value}"));
            }
            parameters.set(name, value.clone());
        }
        Ok(parameters)
    }

    pub(super) fn set(&mut self, name: &str, value: String) {
        self.0.insert(name.to_owned(), value);
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// As SAM's configuration file. The secret among them is then neither in the list of processes nor in what is shown.
    pub(super) fn as_configuration(&self) -> String {
        let pairs: Vec<String> = self.0.iter().map(|(name, value)| format!("'{name}=\"{value}\"'")).collect();
        format!("version = 0.1\n[default.deploy.parameters]\nparameter_overrides = [{}]\n", pairs.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parameters(settings: &[&str]) -> Parameters {
        let settings: Vec<Setting> = settings.iter().map(|text| text.parse().unwrap()).collect();
        Parameters::new("/anteroom/prod/", &settings).unwrap()
    }

    #[test]
    fn a_domain_is_where_visitors_come() {
        let by_domain = parameters(&["DomainName=chat.example"]);
        assert_eq!(by_domain.get("PublicOrigin"), Some("https://chat.example"));
        let told = parameters(&["DomainName=chat.example", "PublicOrigin=https://other.example"]);
        assert_eq!(told.get("PublicOrigin"), Some("https://other.example"));
        let told = parameters(&["PublicOrigin=https://other.example", "DomainName=chat.example"]);
        assert_eq!(told.get("PublicOrigin"), Some("https://other.example"));
    }

    #[test]
    fn what_is_no_setting_is_refused() {
        for text in ["ModelName", "=x", "Model Name=x", "ModelName=a\"b", "ModelName=a\\b"] {
            assert!(text.parse::<Setting>().is_err(), "{text}");
        }
        assert_eq!("A=b=c".parse(), Ok(Setting { name: "A".to_owned(), value: "b=c".to_owned() }));
    }

    #[test]
    fn a_path_of_secrets_is_one() {
        for path in ["", "/", "//", "anteroom/", "/anteroom"] {
            assert!(Parameters::new(path, &[]).is_err(), "{path}");
        }
        assert!(Parameters::new("/a/", &[]).is_ok());
    }

    #[test]
    fn sam_reads_them_from_a_file() {
        assert_eq!(
            parameters(&["ModelName=a b"]).as_configuration(),
            "version = 0.1\n[default.deploy.parameters]\n\
             parameter_overrides = ['ModelName=\"a b\"', 'SecretsPath=\"/anteroom/prod/\"']\n"
        );
    }
}
