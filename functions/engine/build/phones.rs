//! What telephone numbers look like, of every country, from `phonenumber`'s metadata: a line for each region. Its patterns
//! are written shorter, for a reader that has to know digits only.

use std::collections::BTreeSet;

use phonenumber::metadata::{DATABASE, Descriptor, Format, Metadata};

/// A region's line: what `phones::region` reads.
pub(crate) fn table() -> String {
    let mut lines = Vec::new();
    for code in 1..1000_u16 {
        let Some(regions) = DATABASE.by_code(&code) else { continue };
        // The first is the one by whose formats every number of the code is written.
        for (place, region) in regions.into_iter().enumerate() {
            lines.push(line(region, place == 0));
        }
    }
    lines.join("\n")
}

fn line(region: &Metadata, first: bool) -> String {
    let general = region.descriptors().general();
    let optional = |pattern: Option<&str>| pattern.map(shorter).unwrap_or_default();
    let lengths = |of: fn(&Descriptor) -> &[u16]| {
        let all: BTreeSet<u16> = kinds_of(region).iter().flat_map(|kind| of(kind)).copied().collect();
        all.iter().map(ToString::to_string).collect::<Vec<String>>().join(",")
    };
    [
        region.id().to_owned(),
        region.country_code().to_string(),
        optional(region.international_prefix().map(|pattern| pattern.as_str())),
        region.national_prefix().unwrap_or_default().to_owned(),
        optional(region.national_prefix_for_parsing().map(|pattern| pattern.as_str())),
        region.national_prefix_transform_rule().unwrap_or_default().to_owned(),
        optional(region.leading_digits().map(|pattern| pattern.as_str())),
        shorter(general.national_number().as_str()),
        lengths(Descriptor::possible_length),
        lengths(Descriptor::possible_local_length),
        in_use(region),
        if first { formats(region) } else { String::new() },
    ]
    .join("\t")
}

/// The kinds of numbers that there are; of those that are only dialled at home none.
fn kinds_of(region: &Metadata) -> Vec<&Descriptor> {
    let kinds = region.descriptors();
    let all = [
        kinds.fixed_line(),
        kinds.mobile(),
        kinds.toll_free(),
        kinds.premium_rate(),
        kinds.shared_cost(),
        kinds.personal_number(),
        kinds.voip(),
        kinds.pager(),
        kinds.uan(),
        kinds.voicemail(),
    ];
    all.into_iter().flatten().collect()
}

/// The numbers in use, of whatever kind.
fn in_use(region: &Metadata) -> String {
    let mut patterns: Vec<String> = Vec::new();
    for kind in kinds_of(region) {
        let pattern = shorter(kind.national_number().as_str());
        if !patterns.contains(&pattern) {
            patterns.push(pattern);
        }
    }
    patterns.join("|")
}

/// The groups in which numbers are written: `PATTERN>FIRST DIGITS>FORMAT` of each, with `;` between.
fn formats(region: &Metadata) -> String {
    let formats = region.international_formats();
    let formats = if formats.is_empty() { region.formats() } else { formats };
    // "NA": not dialled from abroad.
    let written = formats.iter().filter(|format| format.format() != "NA");
    written.map(format).collect::<Vec<String>>().join(";")
}

fn format(format: &Format) -> String {
    let leading = format.leading_digits().last().map(|pattern| shorter(pattern.as_str()));
    let pattern = shorter(format.pattern().as_str());
    [pattern, leading.unwrap_or_default(), format.format().to_owned()].join(">")
}

/// Without white space; `d` for a digit, `(` for a group that is only one, `<a`, `<b`, … for one that is kept.
fn shorter(pattern: &str) -> String {
    let plain: String = pattern.split_whitespace().collect();
    let plain = plain.replace("\\d", "d").replace("(?:", "\u{1}");
    let mut names = 'a'..='z';
    plain
        .chars()
        .map(|sign| match sign {
            '(' => format!("<{}", names.next().unwrap_or('z')),
            '\u{1}' => "(".to_owned(),
            other => other.to_string(),
        })
        .collect()
}
