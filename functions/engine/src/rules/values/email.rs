//! E-mail addresses.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::{Context, Found};

/// RFC 5321.
const LONGEST_NAME: usize = 64;
/// RFC 5321.
const LONGEST_DOMAIN: usize = 255;

/// A local part, an "@" or a spelled one, and a domain with at least one dot.
#[expect(clippy::expect_used, reason = "a constant pattern, compiled by the tests")]
static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)
        (?P<local>[a-z0-9\xC0-\u{24F}_%+\-'](?:[a-z0-9\xC0-\u{24F}_.%+\-']*[a-z0-9\xC0-\u{24F}_%+\-])?)
        (?: (?P<spaced>\s@\s) | @ | \s?[\(\[\{<]\s?(?:at|@|arroba)\s?[\)\]\}>]\s? )
        (?P<domain>[a-z0-9\xC0-\u{24F}\-]+
          (?: (?:\.|\s?[\(\[\{<]\s?(?:dot|punkt|punto|\.)\s?[\)\]\}>]\s?) [a-z0-9\xC0-\u{24F}\-]+ )+)",
    )
    .expect("the pattern is valid")
});

/// "ana at example dot com", which only a spelled dot makes an address.
#[expect(clippy::expect_used, reason = "a constant pattern, compiled by the tests")]
static SPELLED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)\b(?P<local>[a-z0-9\xC0-\u{24F}_.%+\-]+)\s(?:at|arroba)\s
        (?P<domain>[a-z0-9\xC0-\u{24F}\-]+(?:\s(?:dot|punkt|punto)\s[a-z0-9\xC0-\u{24F}\-]+)+)\b",
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
    let mut found = Vec::new();
    if text.contains(['@', '(', '[', '{', '<']) {
        found.extend(ADDRESS.captures_iter(text).filter_map(|captures| address(&captures)));
    }
    found.extend(SPELLED.captures_iter(text).filter_map(|captures| address(&captures)));
    found.sort_by_key(|found| found.span.start);
    let mut end = 0;
    found.retain(|found| {
        let apart = found.span.start >= end;
        end = if apart { found.span.end } else { end };
        apart
    });
    found
}

fn address(captures: &Captures<'_>) -> Option<Found<String>> {
    let (local, domain) = (captures.name("local")?, captures.name("domain")?);
    let name = local.as_str().trim_start_matches('\'');
    let shown = domain.as_str().trim_end_matches('-');
    let written = DOT.replace_all(shown, ".").to_lowercase();
    // "meet us @ example.com" names a place, "ana.k @ example.com" an address.
    let spaced = captures.name("spaced").is_some() && !name.contains(|sign: char| !sign.is_alphabetic());
    if spaced
        || name.is_empty()
        || name.contains("..")
        || name.len() > LONGEST_NAME
        || !is_plausible(&written)
    {
        return None;
    }
    Some(Found {
        span: local.end() - name.len()..domain.start() + shown.len(),
        value: format!("{name}@{written}"),
        approximate: false,
        evident: true,
    })
}

/// Whether the last label can be one of the top.
fn is_plausible(domain: &str) -> bool {
    let top = domain.rsplit('.').next().unwrap_or_default();
    top.chars().count() >= 2
        && top.chars().all(|letter| letter.is_alphabetic() || letter == '-')
        && !domain.starts_with('-')
        && domain.len() <= LONGEST_DOMAIN
}
