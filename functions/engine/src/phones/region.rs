//! What is known of the numbers of a country or of one of its regions, from the table that the build makes.

use std::sync::LazyLock;

use super::pattern;

static REGIONS: LazyLock<Vec<Region>> = LazyLock::new(|| TABLE.lines().filter_map(Region::read).collect());

const TABLE: &str = include_str!(concat!(env!("OUT_DIR"), "/phones.tsv"));

/// A line of the table; an empty text where there is no such thing.
#[derive(Debug)]
pub(super) struct Region {
    /// Two letters: `DE`. `001` for numbers of no country.
    id: &'static str,
    pub(super) code: u16,
    /// What is dialled before a number abroad.
    pub(super) abroad: &'static str,
    /// What is dialled before a number at home.
    pub(super) trunk: &'static str,
    /// The same as a pattern, where there is more to it; and what that is replaced by.
    pub(super) trunk_pattern: &'static str,
    pub(super) replaced_by: &'static str,
    /// How the region's numbers begin, where a code is shared.
    leading: &'static str,
    general: &'static str,
    lengths: &'static str,
    /// Lengths without the area's code.
    local_lengths: &'static str,
    in_use: &'static str,
    formats: &'static str,
}

impl Region {
    fn read(line: &'static str) -> Option<Self> {
        let mut fields = line.split('\t');
        let mut next = || fields.next();
        Some(Self {
            id: next()?,
            code: next()?.parse().ok()?,
            abroad: next()?,
            trunk: next()?,
            trunk_pattern: next()?,
            replaced_by: next()?,
            leading: next()?,
            general: next()?,
            lengths: next()?,
            local_lengths: next()?,
            in_use: next()?,
            formats: next()?,
        })
    }

    /// The region of those two letters, in capitals or not.
    pub(super) fn named(id: &str) -> Option<&'static Self> {
        REGIONS.iter().find(|region| region.id.eq_ignore_ascii_case(id) && region.id != "001")
    }

    /// The region by whose formats the numbers of a code are written.
    pub(super) fn first_of(code: u16) -> Option<&'static Self> {
        REGIONS.iter().find(|region| region.code == code)
    }

    /// The region that a number is of, if one of the code's has such numbers.
    pub(super) fn of(code: u16, national: &str) -> Option<&'static Self> {
        let mut regions = REGIONS.iter().filter(|region| region.code == code).peekable();
        let first = regions.next()?;
        if regions.peek().is_none() {
            return Some(first);
        }
        core::iter::once(first).chain(regions).find(|region| {
            if region.leading.is_empty() {
                region.has(national)
            } else {
                pattern::begins(region.leading, national).is_some()
            }
        })
    }

    /// Whether numbers like it are in use there.
    pub(super) fn has(&self, national: &str) -> bool {
        self.may_have(national) && pattern::is(self.in_use, national).is_some()
    }

    /// Whether a number looks like the region's at all.
    pub(super) fn may_have(&self, national: &str) -> bool {
        lengths(self.lengths).any(|length| length == national.len())
            && pattern::is(self.general, national).is_some()
    }

    /// Whether it has fewer digits than any number of the region.
    pub(super) fn is_too_short(&self, national: &str) -> bool {
        let least = lengths(self.lengths).next().unwrap_or_default();
        national.len() < least && !lengths(self.local_lengths).any(|length| length == national.len())
    }

    /// In what groups numbers are written: the pattern, how such numbers begin, the format.
    pub(super) fn formats(&self) -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
        self.formats.split(';').filter_map(|format| {
            let (pattern, rest) = format.split_once('>')?;
            let (leading, format) = rest.split_once('>')?;
            Some((pattern, leading, format))
        })
    }
}

fn lengths(list: &'static str) -> impl Iterator<Item = usize> {
    list.split(',').filter_map(|length| length.parse().ok())
}
