//! Web addresses.

use std::sync::LazyLock;

use regex::Regex;

use super::{Context, Found, find_emails};

#[expect(clippy::expect_used, reason = "a constant pattern, compiled by the tests")]
static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?ix)
        (?P<scheme>https?://)?
        (?P<host>(?:[a-z0-9\xC0-\u{24F}][a-z0-9\xC0-\u{24F}\-]*\.)+(?P<top>[a-z\xC0-\u{24F}]+))
        (?P<port>:[0-9]{2,5})?
        (?P<path>[/?\#][^\s<>\x22“”]*)?",
    )
    .expect("the pattern is valid")
});

/// Top-level domains that are believed without a scheme: those of countries (two letters) aside.
const TOPS: &[&str] = &[
    "com",
    "org",
    "net",
    "info",
    "biz",
    "edu",
    "gov",
    "mil",
    "int",
    "app",
    "dev",
    "shop",
    "store",
    "online",
    "site",
    "website",
    "blog",
    "cloud",
    "tech",
    "agency",
    "studio",
    "design",
    "berlin",
    "hamburg",
    "koeln",
    "cologne",
    "bayern",
    "wien",
    "tirol",
    "swiss",
    "london",
    "paris",
    "nyc",
    "cat",
    "eus",
    "gal",
    "bio",
    "eco",
    "art",
    "club",
    "cafe",
    "restaurant",
    "hotel",
    "travel",
    "photo",
    "photography",
    "gallery",
    "music",
    "band",
    "fitness",
    "yoga",
    "health",
    "care",
    "clinic",
    "dental",
    "doctor",
    "legal",
    "law",
    "consulting",
    "solutions",
    "services",
    "company",
    "group",
    "global",
    "world",
    "international",
    "media",
    "digital",
    "marketing",
    "events",
    "education",
    "academy",
    "school",
    "training",
    "coach",
    "works",
    "team",
    "email",
    "page",
    "link",
    "live",
    "life",
    "style",
    "fashion",
    "jewelry",
    "wine",
    "beer",
    "coffee",
    "pizza",
    "food",
    "kitchen",
    "recipes",
    "garden",
    "house",
    "haus",
    "homes",
    "immo",
    "estate",
    "properties",
    "construction",
    "builders",
    "contractors",
    "plumbing",
    "repair",
    "tools",
    "auto",
    "cars",
    "bike",
    "taxi",
    "moving",
    "foundation",
    "charity",
    "church",
    "community",
    "social",
    "news",
    "press",
    "tv",
    "video",
    "games",
    "software",
    "systems",
    "network",
    "technology",
    "engineering",
    "energy",
    "solar",
    "finance",
    "capital",
    "money",
    "tax",
    "insurance",
    "bank",
    "pro",
    "name",
    "mobi",
    "jobs",
    "xyz",
    "top",
    "vip",
    "one",
    "today",
    "space",
    "fun",
    "gmbh",
    "ltd",
    "inc",
    "llc",
    "kaufen",
    "reise",
    "reisen",
    "versicherung",
    "example",
    "test",
    "io",
    "ai",
    "eu",
];

/// Ends of two letters that are a file's or a library's rather than a country's.
const FILES: &[&str] =
    &["js", "ts", "py", "rs", "sh", "md", "ps", "cs", "vb", "hs", "ml", "db", "gz", "rb", "pm"];

/// Words that stand before a dot where the space after it was forgotten: "thanks.it is".
const FORGOTTEN_SPACE: &[&str] = &[
    "so", "it", "is", "in", "no", "my", "me", "at", "to", "do", "am", "as", "be", "by", "es", "la", "un",
    "se", "de", "si", "us", "im",
];

/// Words after which that space is forgotten.
const BEFORE_FORGOTTEN_SPACE: &[&str] = &[
    "thanks", "thx", "please", "great", "fine", "good", "sure", "cool", "yes", "done", "site", "website",
    "shop", "page", "danke", "bitte", "gut", "gracias", "bien", "vale", "perfect", "now", "soon", "again",
    "here", "there", "well", "wait",
];

/// Web addresses with their scheme, in the order of the text; never the domain of an e-mail address.
#[must_use]
pub fn find_urls(text: &str, context: &Context<'_>) -> Vec<Found<String>> {
    between_emails(text, &find_emails(text, context))
}

/// As [`find_urls`], given the e-mail addresses of the text.
pub(super) fn between_emails(text: &str, emails: &[Found<String>]) -> Vec<Found<String>> {
    let mut found = Vec::new();
    let mut email = 0;
    for captures in ADDRESS.captures_iter(text) {
        let (Some(whole), Some(host), Some(top)) =
            (captures.get(0), captures.name("host"), captures.name("top"))
        else {
            continue;
        };
        while emails.get(email).is_some_and(|found| found.span.end <= whole.start()) {
            email += 1;
        }
        let in_email = emails.get(email).is_some_and(|found| found.span.start < whole.end());
        let scheme = captures.name("scheme");
        if in_email || touches_address(text, whole.start(), whole.end()) {
            continue;
        }
        if scheme.is_none()
            && !is_believable(text, host.as_str(), top.as_str(), captures.name("path").is_some(), whole.end())
        {
            continue;
        }
        let path = captures.name("path").map_or("", |path| path.as_str());
        let kept = without_punctuation(path);
        let cut = path.len() - kept.len();
        let port = captures.name("port").map_or("", |port| port.as_str());
        let scheme = scheme.map_or_else(|| "https://".to_owned(), |scheme| scheme.as_str().to_lowercase());
        let kept = if kept == "/" { "" } else { kept };
        found.push(Found {
            span: whole.start()..whole.end() - cut,
            value: format!("{scheme}{}{port}{kept}", host.as_str().to_lowercase()),
            approximate: false,
            evident: true,
        });
    }
    found
}

/// Whether an "@" stands at either side, as in an unfinished e-mail address.
fn touches_address(text: &str, start: usize, end: usize) -> bool {
    let before = text.get(..start).and_then(|before| before.chars().next_back());
    let after = text.get(end..).and_then(|after| after.chars().next());
    matches!(before, Some('@' | '.' | '-' | '_')) || after == Some('@')
}

fn is_believable(text: &str, host: &str, top: &str, has_path: bool, end: usize) -> bool {
    let lower = top.to_lowercase();
    let labels = host.len() - top.len() - 1;
    let before_top = host.get(..labels).unwrap_or_default();
    let first = before_top.split('.').next().unwrap_or_default().to_lowercase();
    if first == "www" && before_top.contains('.') {
        return true;
    }
    // "our site.It is": a sentence begins there.
    let begins_sentence = top.chars().next().is_some_and(char::is_uppercase)
        && top.chars().skip(1).all(char::is_lowercase)
        && !host.chars().next().is_some_and(char::is_uppercase);
    let is_word = super::lexicon::is_common(&first) || BEFORE_FORGOTTEN_SPACE.contains(&first.as_str());
    let next = text.get(end..).unwrap_or_default();
    let runs_on = next.strip_prefix(' ').is_some_and(|next| next.starts_with(char::is_lowercase));
    let forgotten = FORGOTTEN_SPACE.contains(&lower.as_str())
        && runs_on
        && (is_word || (before_top.chars().all(char::is_alphabetic) && before_top.len() < 4));
    let country = lower.len() == 2 && lower.is_ascii() && !FILES.contains(&lower.as_str());
    let known = country || TOPS.contains(&lower.as_str());
    let long_enough = has_path || before_top.split('.').any(|label| label.chars().count() >= 2);
    let has_letter = before_top.chars().any(char::is_alphabetic);
    // "Inc.Net", "z.B", "e.g": abbreviations, not hosts.
    let names_company = matches!(
        first.as_str(),
        "inc" | "ltd" | "gmbh" | "co" | "node" | "next" | "vue" | "asp" | "st" | "dr" | "mr"
    );
    known && long_enough && has_letter && !begins_sentence && !forgotten && !is_word && !names_company
}

/// The path without what ends the sentence.
fn without_punctuation(path: &str) -> &str {
    let mut kept = path;
    loop {
        let shorter = kept.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_']);
        let shorter = match shorter.strip_suffix(')') {
            Some(inside) if shorter.matches('(').count() < shorter.matches(')').count() => inside,
            _ => shorter.strip_suffix(']').unwrap_or(shorter),
        };
        if shorter == kept {
            return kept;
        }
        kept = shorter;
    }
}
