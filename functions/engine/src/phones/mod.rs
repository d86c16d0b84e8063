//! Telephone numbers: read as they are typed, written as they are dialled and as they are read, and whether there can be such
//! a one.
//!
//! What numbers look like is a table that the build makes of Google's metadata; `phonenumber`, which reads that too, would be
//! three times as much in the function. Kinds of numbers, carriers, extensions, and how a country writes a number inside itself
//! are not known here.

mod pattern;
mod read;
mod region;
#[cfg(test)]
mod tests;

use pattern::Groups;
use region::Region;

/// A number as it is dialled from anywhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Phone {
    /// The calling code of the country: 49.
    code: u16,
    /// What follows it; digits, of which the first may be a zero (in Italy).
    national: String,
}

impl Phone {
    /// Reads what was typed, in the country where it was (two letters, `DE`) or with a `+` before it. `None` where it cannot
    /// be a number, or nobody knows of which country.
    pub(crate) fn read(text: &str, country: Option<&str>) -> Option<Self> {
        read::phone(text, country)
    }

    /// Whether numbers like it are in use, by lists that lag behind.
    pub(crate) fn is_in_use(&self) -> bool {
        Region::of(self.code, &self.national).is_some_and(|region| region.has(&self.national))
    }

    /// As it is dialled: `+491712345678`.
    pub(crate) fn dialled(&self) -> String {
        format!("+{}{}", self.code, self.national)
    }

    /// In the groups of its country: `+49 171 2345678`.
    pub(crate) fn grouped(&self) -> String {
        let grouped = Region::first_of(self.code).and_then(|region| self.in_groups(region));
        format!("+{} {}", self.code, grouped.as_deref().unwrap_or(&self.national))
    }

    fn in_groups(&self, region: &Region) -> Option<String> {
        region.formats().find_map(|(whole, leading, format)| {
            if !leading.is_empty() {
                pattern::begins(leading, &self.national)?;
            }
            let groups = pattern::is(whole, &self.national)?;
            Some(filled(format, &self.national, &groups))
        })
    }
}

/// Whether a country's numbers begin with a zero that is not dialled from abroad.
pub(crate) fn begin_with_zero(country: &str) -> bool {
    Region::named(country).is_some_and(|region| region.trunk == "0")
}

/// A format with `$1`, `$2`, … filled in.
fn filled(format: &str, digits: &str, groups: &Groups) -> String {
    let mut pieces = format.split('$');
    let mut text = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (number, after) = piece.split_at_checked(1).unwrap_or_default();
        let kept =
            number.parse::<usize>().ok().and_then(|number| groups.get(number.checked_sub(1)?)?.clone());
        text.push_str(kept.and_then(|span| digits.get(span)).unwrap_or_default());
        text.push_str(after);
    }
    text
}
