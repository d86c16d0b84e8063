//! What the environment says, read and checked once, when the process starts. It asks a look-up for names.
//!
//! Everything that is wrong is told at once: who deploys should not find one mistake per deployment.

use std::path::PathBuf;

use aws::{Credentials, Protocol};
use dynamo::Connection;
use jobs::Reach;
use reqwest::Url;

/// Where the script of the tag is, unless something else is said.
const LOADER: &str = "/anteroom.js";

/// What the environment says. `Debug` shows no credentials.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The table's name.
    pub table: String,
    /// The path below which the secrets stand in the Parameter Store; begins and ends with a slash.
    pub secrets_path: String,
    /// Where browsers reach this deployment.
    pub own_origins: Vec<String>,
    /// The queue of turns that are answered in the background.
    pub queue: Url,
    /// The name of the secret by which the CDN makes itself known, if one stands before the function.
    pub edge_secret: Option<String>,
    /// The folder of tenants.
    pub tenants: PathBuf,
    /// The path of the script of the tag.
    pub loader: String,
    /// Which addresses webhooks may go to.
    pub reach: Reach,
    /// How DynamoDB is reached.
    pub dynamo: Connection,
    /// Who asks the other services, and where.
    pub(crate) account: Account,
}

/// Who asks AWS's services, and where.
#[derive(Debug, Clone)]
pub(crate) struct Account {
    pub(crate) caller: aws::Account,
    pub(crate) ssm: Url,
    pub(crate) sqs: Url,
}

/// What is wrong with a variable, and how it should look. Never shows what a secret variable holds.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Mistake {
    /// It must be there.
    #[error("{0} is not set")]
    Missing(&'static str),
    /// It cannot be used.
    #[error("{name} is {value:?}: it must be {expected}")]
    Unusable {
        /// The variable.
        name: &'static str,
        /// What it holds.
        value: String,
        /// What it should hold.
        expected: &'static str,
    },
}

impl Settings {
    /// Reads the variables in [`crate::VARIABLES`], but for those of the model. What is empty counts as not set.
    ///
    /// # Errors
    ///
    /// Every variable that is missing or cannot be used.
    pub fn from_lookup(lookup: impl Fn(&str) -> Option<String>) -> Result<Self, Vec<Mistake>> {
        let mut read = Reader { lookup, mistakes: Vec::new() };
        let region = read.required("AWS_REGION");
        let key = read.required("AWS_ACCESS_KEY_ID");
        let secret = read.required("AWS_SECRET_ACCESS_KEY");
        let token = read.optional("AWS_SESSION_TOKEN");
        let dynamo = read.endpoint("AWS_ENDPOINT_URL_DYNAMODB", Protocol::DYNAMODB, &region);
        let ssm = read.endpoint("AWS_ENDPOINT_URL_SSM", Protocol::SSM, &region);
        let sqs = read.endpoint("AWS_ENDPOINT_URL_SQS", Protocol::SQS, &region);
        let table = read.required("ANTEROOM_TABLE");
        let secrets_path = read.secrets_path();
        let own_origins = read.origins("ANTEROOM_OWN_ORIGINS");
        let queue = read.required_url("ANTEROOM_QUEUE_URL");
        let edge_secret = read.optional("ANTEROOM_EDGE_SECRET_NAME");
        let tenants = read.tenants();
        let loader = read.optional("ANTEROOM_LOADER").unwrap_or_else(|| LOADER.to_owned());
        let reach = read.reach("ANTEROOM_WEBHOOKS_PRIVATE");
        match (dynamo, ssm, sqs, queue) {
            (Some(dynamo), Some(ssm), Some(sqs), Some(queue)) if read.mistakes.is_empty() => {
                let caller = aws::Account { region, credentials: Credentials::new(key, secret, token) };
                let dynamo = Connection::new(caller.clone(), dynamo);
                let account = Account { caller, ssm, sqs };
                Ok(Self {
                    table,
                    secrets_path,
                    own_origins,
                    queue,
                    edge_secret,
                    tenants,
                    loader,
                    reach,
                    dynamo,
                    account,
                })
            }
            _ => Err(read.mistakes),
        }
    }
}

struct Reader<Lookup> {
    lookup: Lookup,
    mistakes: Vec<Mistake>,
}

impl<Lookup: Fn(&str) -> Option<String>> Reader<Lookup> {
    fn optional(&self, name: &str) -> Option<String> {
        (self.lookup)(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
    }

    fn required(&mut self, name: &'static str) -> String {
        let value = self.optional(name);
        if value.is_none() {
            self.mistakes.push(Mistake::Missing(name));
        }
        value.unwrap_or_default()
    }

    fn unusable(&mut self, name: &'static str, value: &str, expected: &'static str) {
        self.mistakes.push(Mistake::Unusable { name, value: value.to_owned(), expected });
    }

    fn required_url(&mut self, name: &'static str) -> Option<Url> {
        self.required(name);
        self.url(name)
    }

    fn url(&mut self, name: &'static str) -> Option<Url> {
        let value = self.optional(name)?;
        let url = Url::parse(&value).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
        if url.is_none() {
            self.unusable(name, &value, "an address that begins with https://");
        }
        url
    }

    /// Where a service is reached: where the variable says, where the common one says, or at AWS's own address.
    fn endpoint(&mut self, name: &'static str, protocol: Protocol, region: &str) -> Option<Url> {
        if self.optional(name).is_some() {
            return self.url(name);
        }
        if self.optional("AWS_ENDPOINT_URL").is_some() {
            return self.url("AWS_ENDPOINT_URL");
        }
        aws::endpoint(protocol, region)
    }

    fn secrets_path(&mut self) -> String {
        let path = self.required("ANTEROOM_SECRETS");
        let is_sign = |sign: char| sign.is_ascii_alphanumeric() || "/_.-".contains(sign);
        let is_path = path.starts_with('/') && path.ends_with('/') && path.chars().all(is_sign);
        if !path.is_empty() && !is_path {
            self.unusable("ANTEROOM_SECRETS", &path, "a path such as /anteroom/prod/");
        }
        path
    }

    fn origins(&mut self, name: &'static str) -> Vec<String> {
        let text = self.required(name);
        let origins: Vec<String> = text.split(',').map(|origin| origin.trim().to_owned()).collect();
        let is_origin = |origin: &String| {
            Url::parse(origin).is_ok_and(|url| {
                matches!(url.scheme(), "http" | "https") && url.origin().ascii_serialization() == *origin
            })
        };
        if !text.is_empty() && !origins.iter().all(is_origin) {
            self.unusable(name, &text, "origins such as https://chat.example, separated by commas");
        }
        origins
    }

    fn reach(&mut self, name: &'static str) -> Reach {
        match self.optional(name).as_deref() {
            None => Reach::Public,
            Some("allow") => Reach::Private,
            Some(value) => {
                self.unusable(name, value, "\"allow\", or not there");
                Reach::Public
            }
        }
    }

    fn tenants(&mut self) -> PathBuf {
        let folder = self.optional("ANTEROOM_TENANTS").map(PathBuf::from);
        folder.unwrap_or_else(|| PathBuf::from(self.required("LAMBDA_TASK_ROOT")).join("tenants"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: [(&str, &str); 9] = [
        ("ANTEROOM_QUEUE_URL", "https://sqs.eu-central-1.amazonaws.com/123456789012/turns"),
        ("AWS_REGION", "eu-central-1"),
        ("AWS_ACCESS_KEY_ID", "id"),
        ("AWS_SECRET_ACCESS_KEY", "do-not-tell"),
        ("AWS_SESSION_TOKEN", "nor-this"),
        ("LAMBDA_TASK_ROOT", "/var/task"),
        ("ANTEROOM_TABLE", "anteroom"),
        ("ANTEROOM_SECRETS", "/anteroom/prod/"),
        ("ANTEROOM_OWN_ORIGINS", "https://chat.example, https://chat.example:8443"),
    ];

    fn read(change: &[(&str, &str)]) -> Result<Settings, Vec<Mistake>> {
        Settings::from_lookup(|name| {
            let set = change.iter().chain(&GOOD).find(|(known, _)| *known == name);
            set.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn what_is_not_said_is_as_usual() {
        let settings = read(&[]).unwrap();
        assert_eq!(settings.own_origins, ["https://chat.example", "https://chat.example:8443"]);
        assert_eq!(settings.tenants, PathBuf::from("/var/task/tenants"));
        assert_eq!(settings.loader, "/anteroom.js");
        assert_eq!(settings.account.ssm.as_str(), "https://ssm.eu-central-1.amazonaws.com/");
        assert_eq!(settings.account.sqs.as_str(), "https://sqs.eu-central-1.amazonaws.com/");
        assert!(settings.edge_secret.is_none());
        assert_eq!(settings.reach, Reach::Public);
        assert_eq!(read(&[("ANTEROOM_WEBHOOKS_PRIVATE", "allow")]).unwrap().reach, Reach::Private);
    }

    #[test]
    fn one_address_stands_for_every_service_unless_it_has_its_own() {
        let one = ("AWS_ENDPOINT_URL", "http://127.0.0.1:4566");
        let settings = read(&[one, ("AWS_ENDPOINT_URL_SQS", "http://127.0.0.1:9324")]).unwrap();
        assert_eq!(settings.account.ssm.as_str(), "http://127.0.0.1:4566/");
        assert_eq!(settings.account.sqs.as_str(), "http://127.0.0.1:9324/");
        assert!(format!("{:?}", settings.dynamo).contains("http://127.0.0.1:4566"));
        let china = read(&[("AWS_REGION", "cn-north-1")]).unwrap();
        assert_eq!(china.account.ssm.as_str(), "https://ssm.cn-north-1.amazonaws.com.cn/");
    }

    #[test]
    fn every_mistake_is_told_at_once() {
        let mistakes = read(&[
            ("AWS_ACCESS_KEY_ID", ""),
            ("ANTEROOM_TABLE", " "),
            ("ANTEROOM_SECRETS", "anteroom"),
            ("ANTEROOM_OWN_ORIGINS", "https://chat.example/"),
            ("ANTEROOM_QUEUE_URL", "anteroom-turns"),
            ("ANTEROOM_WEBHOOKS_PRIVATE", "yes"),
        ])
        .unwrap_err();
        let told: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            [
                "AWS_ACCESS_KEY_ID is not set",
                "ANTEROOM_TABLE is not set",
                "ANTEROOM_SECRETS is \"anteroom\": it must be a path such as /anteroom/prod/",
                "ANTEROOM_OWN_ORIGINS is \"https://chat.example/\": it must be origins such as \
                 https://chat.example, separated by commas",
                "ANTEROOM_QUEUE_URL is \"anteroom-turns\": it must be an address that begins with https://",
                "ANTEROOM_WEBHOOKS_PRIVATE is \"yes\": it must be \"allow\", or not there",
            ]
        );
    }

    #[test]
    fn credentials_are_not_printed() {
        let printed = format!("{:?}", read(&[]).unwrap());
        assert!(printed.contains("eu-central-1"), "{printed}");
        assert!(!printed.contains("do-not-tell") && !printed.contains("nor-this"), "{printed}");
    }
}
