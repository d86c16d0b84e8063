//! One file per command.

mod admin;
pub(crate) mod data;
pub(crate) mod eval;
mod eval_records;
pub(crate) mod records;
pub(crate) mod serve;
pub(crate) mod tenant;
pub(crate) mod token;
pub(crate) mod turn;
pub(crate) mod webhook;

/// The table's name in the embedded store.
const TABLE: &str = "anteroom";

/// What a command ends with when it cannot do what it was asked: one line for a person.
pub(crate) type Failure = Box<dyn core::error::Error + Send + Sync>;

/// The model that the environment names, if it names one.
fn model() -> Result<Option<openai::OpenAi>, Failure> {
    let settings = openai::Settings::from_lookup(|name| std::env::var(name).ok())?;
    if settings.as_ref().is_some_and(|settings| settings.base_url.scheme() == "https") {
        openai::check_roots()
            .map_err(|error| format!("are the machine's root certificates installed? {error}"))?;
    }
    Ok(settings.map(openai::OpenAi::new).transpose()?)
}
