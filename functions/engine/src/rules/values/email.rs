//! E-mail addresses.

use std::sync::LazyLock;

use regex::Regex;

use super::{Context, Found};

/// A local part, an "@" or a spelled one, and a domain with at least one dot.
#[expect(clippy::expect_used, reason = "a constant pattern, compiled by the tests")]
static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)
        (?P<local>[\w%+\-'](?:[\w.%+\-']*[\w%+\-])?)
        (?: @ | \s?[\(\[\{<]\s?(?:at|@|arroba)\s?[\)\]\}>]\s? )
        (?P<domain>[\w\-]+
          (?: (?:\.|\s?[\(\[\{<]\s?(?:dot|punkt|punto|\.)\s?[\)\]\}>]\s?) [\w\-]+ )+)",
    )
    .expect("the pattern is valid")
});

/// "ana at example dot com", which only a spelled dot makes an address.
#[expect(clippy::expect_used, reason = "a constant pattern, compiled by the tests")]
static SPELLED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)\b(?P<local>[\w.%+\-]+)\s(?:at|arroba)\s
        (?P<domain>[\w\-]+(?:\s(?:dot|punkt|punto)\s[\w\-]+)+)\b",
    )
    .expect("the pattern is valid")
});

#[expect(clippy::expect_used, reason = "a constant pattern, compiled by the tests")]
static DOT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\s?[\(\[\{<]\s?(?:dot|punkt|punto|\.)\s?[\)\]\}>]\s?|\s(?:dot|punkt|punto)\s")
        .expect("the pattern is valid")
});

/// E-mail addresses, lower-cased at the domain, in the order of the text.
#[must_use]
pub fn find_emails(text: &str, _context: &Context<'_>) -> Vec<Found<String>> {
    let mut found: Vec<Found<String>> = Vec::new();
    for pattern in [&ADDRESS, &SPELLED] {
        for captures in pattern.captures_iter(text) {
            let (Some(local), Some(domain)) = (captures.name("local"), captures.name("domain")) else { continue };
            let written = DOT.replace_all(domain.as_str(), ".").to_lowercase();
            let Some(written) = plausible(&written) else { continue };
            let mut start = local.start();
            let mut name = local.as_str();
            if let Some(rest) = name.strip_prefix('\'') {
                start += 1;
                name = rest;
            }
            let cut = domain.as_str().len() - if written.len() < domain.as_str().len() { trimmed(domain.as_str()) } else { 0 };
            let span = start..domain.start() + cut;
            if name.is_empty() || name.contains("..") || found.iter().any(|other| other.span.start < span.end && span.start < other.span.end) {
                continue;
            }
            found.push(Found { span, value: format!("{name}@{written}"), approximate: false, evident: true });
        }
    }
    found.sort_by_key(|found| found.span.start);
    found
}

/// The domain, if its last label can be one of the top.
fn plausible(domain: &str) -> Option<&str> {
    let domain = domain.trim_end_matches('-');
    let top = domain.rsplit('.').next()?;
    let fits = top.chars().count() >= 2 && top.chars().all(|letter| letter.is_alphabetic() || letter == '-');
    (fits && !domain.starts_with('-')).then_some(domain)
}

/// How many bytes of hyphens stand at the end.
fn trimmed(domain: &str) -> usize {
    domain.len() - domain.trim_end_matches('-').len()
}
