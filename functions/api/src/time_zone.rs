//! Where the visitor is in the day: by the names of the IANA time zone database, as browsers tell them.

use jiff::tz::TimeZone;

use crate::problem::ApiError;

/// The longest name that is looked at; the longest there is has 32.
const NAME_MAX_BYTES: usize = 64;

/// The name, if we know it. A browser may know one that we do not (its database is newer, or it cannot tell): then the
/// day is UTC's, since a conversation is worth more than its date. What is no name at all is refused.
pub(crate) fn checked(name: Option<&str>) -> Result<Option<String>, ApiError> {
    let Some(name) = name else { return Ok(None) };
    let signs_fit = name.bytes().all(|sign| sign.is_ascii_alphanumeric() || b"/_+-".contains(&sign));
    if name.is_empty() || name.len() > NAME_MAX_BYTES || !signs_fit {
        let detail = "takes a name of the IANA time zone database, such as Europe/Berlin";
        return Err(ApiError::invalid("/time_zone", detail));
    }
    Ok(engine::time_zone(name).is_some().then(|| name.to_owned()))
}

/// The time zone of that name; UTC where there is none.
pub(crate) fn named(name: Option<&str>) -> TimeZone {
    name.and_then(engine::time_zone).unwrap_or(TimeZone::UTC)
}
