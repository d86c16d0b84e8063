//! Telephone numbers and web addresses.

use crate::phones::Phone;

/// A number in the groups of its country: "+49 171 2345678".
pub(super) fn phone(number: &str) -> String {
    Phone::read(number, None).map_or_else(|| number.to_owned(), |phone| phone.grouped())
}

/// An address without its scheme.
pub(super) fn url(address: &str) -> &str {
    let plain = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    plain.unwrap_or(address)
}
