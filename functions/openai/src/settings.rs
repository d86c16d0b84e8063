//! What is set from outside: key, address, model, time. It asks a look-up for names, never the environment itself.

use core::time::Duration;

use reqwest::Url;
use reqwest::header::HeaderValue;
use secrecy::SecretString;

/// OpenAI's own endpoint.
pub const DEFAULT_BASE_URL: &str = "https://api.openai.com/v1";

/// OpenAI's small, quick model of late 2026: what OpenAI names as the successor of `gpt-4o-mini` and `gpt-4.1-mini`,
/// which are shut down in January 2027.
pub const DEFAULT_MODEL: &str = "gpt-6-luna";

/// How long a whole answer may take.
pub const DEFAULT_TIME_OUT: Duration = Duration::from_secs(30);

/// The longest time-out that can be set, in seconds.
const LONGEST_TIME_OUT: u64 = 30;

/// How to reach a model. `Debug` does not show the key.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The key, sent as a bearer token; none for an endpoint that wants none, such as one on this machine.
    pub api_key: Option<SecretString>,
    /// Where the endpoint's paths begin, as `https://api.openai.com/v1`.
    pub base_url: Url,
    /// The model's name at that endpoint.
    pub model: String,
    /// How long a call may take from its start to the answer's end, every retry included.
    pub time_out: Duration,
}

/// What is wrong with what is set, and what to set instead. No message shows a key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SettingsError {
    /// The key cannot be sent.
    #[error(
        "OPENAI_API_KEY holds characters that no key has: set it to the key alone, without quotes or line breaks"
    )]
    Key,
    /// The address is none, or has parts that it must not have.
    #[error("OPENAI_BASE_URL {0}: set it to something like {DEFAULT_BASE_URL} or http://127.0.0.1:11434/v1")]
    BaseUrl(&'static str),
    /// The time is none.
    #[error("OPENAI_TIMEOUT_SECONDS is not a whole number of seconds from 1 to {LONGEST_TIME_OUT}")]
    TimeOut,
}

impl Settings {
    /// Reads `OPENAI_API_KEY`, `OPENAI_BASE_URL` (by default [`DEFAULT_BASE_URL`]), `OPENAI_MODEL` (by default
    /// [`DEFAULT_MODEL`]) and `OPENAI_TIMEOUT_SECONDS` (by default 30). What is empty counts as not set.
    ///
    /// `None` when neither a key nor an address is set: there is no model then, and that is no error. An address
    /// without a key is taken as an endpoint that wants none.
    ///
    /// # Errors
    ///
    /// When something that is set cannot be used.
    pub fn from_lookup(lookup: impl Fn(&str) -> Option<String>) -> Result<Option<Self>, SettingsError> {
        let set = |name| lookup(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
        let key = set("OPENAI_API_KEY");
        let address = set("OPENAI_BASE_URL");
        if key.is_none() && address.is_none() {
            return Ok(None);
        }
        if key.as_deref().is_some_and(|key| key.contains(' ') || HeaderValue::from_str(key).is_err()) {
            return Err(SettingsError::Key);
        }
        Ok(Some(Self {
            api_key: key.map(SecretString::from),
            base_url: base_url(address.as_deref().unwrap_or(DEFAULT_BASE_URL))?,
            model: set("OPENAI_MODEL").unwrap_or_else(|| DEFAULT_MODEL.to_owned()),
            time_out: set("OPENAI_TIMEOUT_SECONDS").as_deref().map_or(Ok(DEFAULT_TIME_OUT), time_out)?,
        }))
    }
}

/// Reads the address. A key in it, as a query or as a password, would end up in logs: it is refused.
fn base_url(text: &str) -> Result<Url, SettingsError> {
    let url = Url::parse(text).map_err(|_| SettingsError::BaseUrl("is not an absolute URL"))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(SettingsError::BaseUrl("is neither http nor https"));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(SettingsError::BaseUrl("holds a user name or password"));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(SettingsError::BaseUrl("holds a query or fragment"));
    }
    Ok(url)
}

fn time_out(text: &str) -> Result<Duration, SettingsError> {
    let seconds = text.parse().map_err(|_| SettingsError::TimeOut)?;
    if (1..=LONGEST_TIME_OUT).contains(&seconds) {
        Ok(Duration::from_secs(seconds))
    } else {
        Err(SettingsError::TimeOut)
    }
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret;

    use super::*;

    fn read(set: &[(&str, &str)]) -> Result<Option<Settings>, SettingsError> {
        Settings::from_lookup(|name| {
            set.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn nothing_set_is_no_model() {
        assert!(read(&[]).unwrap().is_none());
        assert!(read(&[("OPENAI_API_KEY", " "), ("OPENAI_BASE_URL", "")]).unwrap().is_none());
        assert!(read(&[("OPENAI_MODEL", "llama")]).unwrap().is_none());
    }

    #[test]
    fn a_key_alone_is_enough() {
        let settings = read(&[("OPENAI_API_KEY", "sk-one\n")]).unwrap().unwrap();
        assert_eq!(settings.api_key.unwrap().expose_secret(), "sk-one");
        assert_eq!(settings.base_url.as_str(), DEFAULT_BASE_URL);
        assert_eq!(settings.model, DEFAULT_MODEL);
        assert_eq!(settings.time_out, Duration::from_secs(30));
    }

    #[test]
    fn an_address_alone_is_enough() {
        let settings = read(&[("OPENAI_BASE_URL", "http://127.0.0.1:11434/v1/"), ("OPENAI_MODEL", "llama")]);
        let settings = settings.unwrap().unwrap();
        assert!(settings.api_key.is_none());
        assert_eq!(settings.model, "llama");
    }

    #[test]
    fn the_default_address_is_one() {
        assert!(base_url(DEFAULT_BASE_URL).is_ok());
    }

    #[test]
    fn what_cannot_be_used_is_refused_by_name() {
        for (address, why) in [
            ("api.openai.com/v1", "is not an absolute URL"),
            ("https://", "is not an absolute URL"),
            ("localhost:11434", "is neither http nor https"),
            ("file:///etc/passwd", "is neither http nor https"),
            ("https://me:secret@example.com/v1", "holds a user name or password"),
            ("https://example.com/v1?key=secret", "holds a query or fragment"),
            ("https://example.com/v1#secret", "holds a query or fragment"),
        ] {
            let error = read(&[("OPENAI_BASE_URL", address)]).unwrap_err();
            assert_eq!(error, SettingsError::BaseUrl(why), "{address}");
            assert!(error.to_string().contains("OPENAI_BASE_URL"));
            assert!(!error.to_string().contains("secret"));
        }
    }

    #[test]
    fn a_key_that_cannot_be_sent_is_refused_unseen() {
        for key in ["sk-\u{0}secret", "sk-secret\nsk-two", "sk secret", "sk-secret\u{7f}"] {
            let error = read(&[("OPENAI_API_KEY", key)]).unwrap_err();
            assert_eq!(error, SettingsError::Key);
            assert!(!format!("{error} {error:?}").contains("secret"));
        }
    }

    #[test]
    fn the_time_out_is_bounded() {
        let seconds = |text| read(&[("OPENAI_API_KEY", "k"), ("OPENAI_TIMEOUT_SECONDS", text)]);
        assert_eq!(seconds("30").unwrap().unwrap().time_out, Duration::from_secs(30));
        for text in ["0", "31", "-1", "1.5", "ten", "99999999999999999999999"] {
            assert_eq!(seconds(text).unwrap_err(), SettingsError::TimeOut, "{text}");
        }
    }

    #[test]
    fn debug_does_not_show_the_key() {
        let settings = read(&[("OPENAI_API_KEY", "sk-secret")]).unwrap().unwrap();
        assert!(!format!("{settings:?} {settings:#?}").contains("sk-secret"));
    }
}
