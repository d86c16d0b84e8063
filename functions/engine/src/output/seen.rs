//! Whether a text has an address of a stranger's that somebody might make a link of. It knows nothing of Markdown: it looks
//! for what every link has in it.

use super::address::Addresses;

/// How far before a new piece a link may have begun that ends in it.
const LOOKED_BACK: usize = 2_500;

/// Whether there is one in what stands behind `from`, or reaches into it.
pub(super) fn has_foreign(text: &str, from: usize, addresses: &Addresses) -> bool {
    let mut start = from.saturating_sub(LOOKED_BACK);
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let text = &text[start..];
    let small = text.to_ascii_lowercase();
    let is_foreign = |address: &str| {
        let end = address.find(|sign: char| sign.is_whitespace() || sign == '<').unwrap_or(address.len());
        let address = address[..end].split(')').next().unwrap_or_default();
        !addresses.allow(address.trim_end_matches(|sign: char| !sign.is_alphanumeric() && sign != '/'))
    };
    let by_scheme = small.match_indices("://").any(|(place, _)| {
        let letters = small[..place].bytes().rev().take_while(u8::is_ascii_alphanumeric).count();
        is_foreign(&text[place - letters..])
    });
    let by_bracket = text.match_indices("](").any(|(place, _)| is_foreign(&text[place + 2..]));
    let by_name = small.match_indices("www.").any(|(place, _)| {
        let is_inside = small[..place].ends_with("://");
        let has_host = text[place + 4..].starts_with(|sign: char| sign.is_alphanumeric());
        has_host && !is_inside && is_foreign(&format!("https://{}", &text[place..]))
    });
    let tag = |(place, _): (usize, &str)| {
        text[place + 1..].starts_with(|sign: char| sign.is_ascii_alphabetic() || "/!?".contains(sign))
    };
    let by_tag = text.match_indices('<').any(tag);
    by_scheme || by_bracket || by_name || by_tag
}
