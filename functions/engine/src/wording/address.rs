//! Telephone numbers and web addresses.

use phonenumber::Mode;

/// A number in the groups of its country: "+49 171 2345678".
pub(super) fn phone(number: &str) -> String {
    phonenumber::parse(None, number)
        .map_or_else(|_| number.to_owned(), |parsed| parsed.format().mode(Mode::International).to_string())
}

/// An address without its scheme.
pub(super) fn url(address: &str) -> &str {
    let plain = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    plain.unwrap_or(address)
}
