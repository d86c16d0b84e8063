//! Every variable of the environment that the functions read, in one list: the template is held against it.

/// A variable of the environment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Variable {
    /// Its name.
    pub name: &'static str,
    /// Who sets it.
    pub set_by: SetBy,
}

/// Who sets a variable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SetBy {
    /// Lambda itself; a template cannot.
    Lambda,
    /// The deployment: without it a function does not start.
    Deployment,
    /// The deployment, if it wants something else than what is usual.
    Choice,
}

const fn variable(name: &'static str, set_by: SetBy) -> Variable {
    Variable { name, set_by }
}

/// All of them.
pub const VARIABLES: [Variable; 24] = [
    variable("AWS_REGION", SetBy::Lambda),
    variable("AWS_ACCESS_KEY_ID", SetBy::Lambda),
    variable("AWS_SECRET_ACCESS_KEY", SetBy::Lambda),
    variable("AWS_SESSION_TOKEN", SetBy::Lambda),
    variable("LAMBDA_TASK_ROOT", SetBy::Lambda),
    // The table's name.
    variable("ANTEROOM_TABLE", SetBy::Deployment),
    // The path below which the secrets stand in the Parameter Store, as `/anteroom/prod/`.
    variable("ANTEROOM_SECRETS", SetBy::Deployment),
    // Where browsers reach this deployment, separated by commas: what a tenant's `self` stands for.
    variable("ANTEROOM_OWN_ORIGINS", SetBy::Deployment),
    // The queue of turns that are answered in the background.
    variable("ANTEROOM_QUEUE_URL", SetBy::Deployment),
    // The name of the secret by which the CDN makes itself known; without it no proxy is believed.
    variable("ANTEROOM_EDGE_SECRET_NAME", SetBy::Choice),
    // The folder of tenants, in place of the one in the function's own files.
    variable("ANTEROOM_TENANTS", SetBy::Choice),
    // The path of the script of the tag, in place of `/anteroom.js`.
    variable("ANTEROOM_LOADER", SetBy::Choice),
    // `allow`: webhooks may go to addresses in private networks, and over plain HTTP.
    variable("ANTEROOM_WEBHOOKS_PRIVATE", SetBy::Choice),
    // Other places than AWS's own, for tests and for networks of one's own.
    variable("AWS_ENDPOINT_URL", SetBy::Choice),
    variable("AWS_ENDPOINT_URL_DYNAMODB", SetBy::Choice),
    variable("AWS_ENDPOINT_URL_SSM", SetBy::Choice),
    variable("AWS_ENDPOINT_URL_SQS", SetBy::Choice),
    // The model: see `openai::Settings`. The key is a secret and comes from the Parameter Store.
    variable("OPENAI_BASE_URL", SetBy::Choice),
    variable("OPENAI_MODEL", SetBy::Choice),
    variable("OPENAI_TIMEOUT_SECONDS", SetBy::Choice),
    // The namespace of the metrics in CloudWatch; `Anteroom` without it.
    variable("ANTEROOM_METRICS_NAMESPACE", SetBy::Choice),
    // `error`, `warn`, `info`, `debug` or `trace`, or by crate: `warn,api=debug`; `info` without it.
    variable("RUST_LOG", SetBy::Choice),
    // What the operating system asks for, should proxies stand between a function and the model.
    variable("HTTPS_PROXY", SetBy::Choice),
    variable("NO_PROXY", SetBy::Choice),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_stands_there_once() {
        let names: std::collections::BTreeSet<&str> =
            VARIABLES.iter().map(|variable| variable.name).collect();
        assert_eq!(names.len(), VARIABLES.len());
    }
}
