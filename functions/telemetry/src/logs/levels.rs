//! Who is heard from which level on.

use tracing::Level;
use tracing::level_filters::LevelFilter;

/// Our crates. What they write at any level is held against [`crate::NEVER_LOGGED`] by tests.
const OURS: [&str; 10] =
    ["anteroom", "api", "dynamo", "embedded", "engine", "jobs", "lambda", "openai", "shared", "telemetry"];

/// Libraries are heard from here on, whatever is asked for.
const OTHERS: LevelFilter = LevelFilter::WARN;

/// Who is heard from which level on, in the syntax of `RUST_LOG`: `info`, or `warn,api=debug`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Levels {
    default: LevelFilter,
    targets: Vec<(String, LevelFilter)>,
}

/// What was asked for cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelsError(String);

impl core::fmt::Display for LevelsError {
    fn fmt(&self, formatter: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(formatter, "RUST_LOG takes `level` or `crate=level`, separated by commas; not `{}`", self.0)
    }
}

impl core::error::Error for LevelsError {}

impl Levels {
    /// From this level on.
    #[must_use]
    pub const fn from(default: LevelFilter) -> Self {
        Self { default, targets: Vec::new() }
    }

    /// Reads what `RUST_LOG` says; `default` for what it does not speak of.
    ///
    /// # Errors
    ///
    /// The first part that is neither a level nor a crate with one.
    pub fn parse(text: &str, default: LevelFilter) -> Result<Self, LevelsError> {
        let mut levels = Self::from(default);
        for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
            let wrong = || LevelsError(part.to_owned());
            match part.split_once('=') {
                None => levels.default = part.parse().map_err(|_| wrong())?,
                Some((target, level)) => {
                    let (target, level) = (target.trim(), level.trim());
                    if !target.bytes().all(|sign| sign.is_ascii_alphanumeric() || b"_:-".contains(&sign)) {
                        return Err(wrong());
                    }
                    levels.targets.push((target.to_owned(), level.parse().map_err(|_| wrong())?));
                }
            }
        }
        // The longest name that fits is the one that counts.
        levels.targets.sort_by_key(|(target, _)| core::cmp::Reverse(target.len()));
        Ok(levels)
    }

    /// What the variable `RUST_LOG` says, and `default` where it is not set or cannot be read; the latter is told.
    #[must_use]
    pub fn from_environment(default: LevelFilter) -> (Self, Option<LevelsError>) {
        let text = std::env::var("RUST_LOG").unwrap_or_default();
        match Self::parse(&text, default) {
            Ok(levels) => (levels, None),
            Err(error) => (Self::from(default), Some(error)),
        }
    }

    /// Whether this is written.
    pub(super) fn allow(&self, target: &str, level: Level) -> bool {
        let fits = |name: &str| is_within(target, name);
        let asked =
            self.targets.iter().find(|(name, _)| fits(name)).map_or(self.default, |(_, level)| *level);
        let most = if OURS.into_iter().any(fits) { asked } else { asked.min(OTHERS) };
        level <= most
    }

    /// Nothing finer is written.
    pub(super) fn max(&self) -> LevelFilter {
        self.targets.iter().map(|(_, level)| *level).fold(self.default, LevelFilter::max)
    }

    /// Whether the end of a span is a line: where somebody looks closely.
    pub(super) fn tell_spans(&self) -> bool {
        self.max() >= LevelFilter::DEBUG
    }
}

/// Whether a target is this crate or a module in it.
fn is_within(target: &str, name: &str) -> bool {
    target.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn libraries_are_not_heard_below_a_warning() {
        let levels = Levels::parse("trace, hyper=trace,hyper_util=debug", LevelFilter::WARN).unwrap();
        assert!(levels.allow("api::conversation", Level::TRACE));
        assert!(levels.allow("hyper", Level::WARN));
        for target in ["hyper", "hyper::proto", "hyper_util::client", "api_of_somebody", "reqwest"] {
            assert!(!levels.allow(target, Level::INFO), "{target}");
        }
    }

    #[test]
    fn the_longest_name_counts() {
        let levels =
            Levels::parse("warn,api=info,api::conversation=trace,openai=off", LevelFilter::INFO).unwrap();
        assert!(levels.allow("api", Level::INFO) && !levels.allow("api", Level::DEBUG));
        assert!(levels.allow("api::conversation::run", Level::TRACE));
        assert!(!levels.allow("openai", Level::ERROR));
        assert!(!levels.allow("dynamo", Level::INFO) && levels.allow("dynamo", Level::WARN));
        assert_eq!(levels.max(), LevelFilter::TRACE);
        assert!(levels.tell_spans());
        assert!(!Levels::from(LevelFilter::INFO).tell_spans());
    }

    #[test]
    fn what_cannot_be_read_is_said() {
        for text in ["loud", "api=loud", "api[turn]=info"] {
            assert_eq!(Levels::parse(text, LevelFilter::INFO), Err(LevelsError(text.to_owned())));
        }
        assert_eq!(Levels::parse("", LevelFilter::INFO), Ok(Levels::from(LevelFilter::INFO)));
    }
}
