//! Which of a tenant's languages a visitor gets.

/// The languages of an `Accept-Language` header (RFC 9110), the dearest first; `*` and refused ones are left out.
#[must_use]
pub fn preferences(header: &str) -> Vec<&str> {
    let mut ranges: Vec<(&str, f32)> = header
        .split(',')
        .filter_map(|part| {
            let (range, weight) = part.split_once(';').unwrap_or((part, "q=1"));
            let weight = weight.trim().strip_prefix("q=")?.parse().ok()?;
            Some((range.trim(), weight))
        })
        .filter(|(range, weight)| !range.is_empty() && *range != "*" && *weight > 0.0)
        .collect();
    ranges.sort_by(|(_, one), (_, other)| other.total_cmp(one));
    ranges.into_iter().map(|(range, _)| range).collect()
}

/// The best of `available` for a visitor who wants `wanted`, the dearest first: by lookup (RFC 4647, section 3.4), and
/// where that finds nothing, the same language as it is used elsewhere, which is better than another language.
#[must_use]
pub fn best<'a>(wanted: &[&str], available: &[&'a str]) -> Option<&'a str> {
    wanted.iter().find_map(|range| {
        // Many systems write `de_AT`.
        let range = range.replace('_', "-");
        look_up(&range, available).or_else(|| same_language(&range, available))
    })
}

/// `zh-Hant-TW`, then `zh-Hant`, then `zh`; a single letter or digit never ends a range.
fn look_up<'a>(range: &str, available: &[&'a str]) -> Option<&'a str> {
    let mut range = range;
    loop {
        if let Some(found) = available.iter().find(|tag| tag.eq_ignore_ascii_case(range)) {
            return Some(found);
        }
        range = range.rsplit_once('-')?.0;
        if let Some((shorter, last)) = range.rsplit_once('-')
            && last.len() == 1
        {
            range = shorter;
        }
    }
}

fn same_language<'a>(range: &str, available: &[&'a str]) -> Option<&'a str> {
    let language = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
    available.iter().find(|tag| language(tag) == language(range)).copied()
}

#[cfg(test)]
mod tests {
    use super::{best, preferences};

    #[test]
    fn the_header_is_read_by_weight() {
        assert_eq!(preferences("da, en-gb;q=0.8, en;q=0.7"), ["da", "en-gb", "en"]);
        assert_eq!(preferences("en;q=0.1,de-AT , *;q=0.5, fr;q=0"), ["de-AT", "en"]);
        assert_eq!(preferences("a;x=1,,;q=1,b;q=many,de; q=0.4"), ["de"]);
        assert!(preferences("").is_empty());
    }

    #[test]
    fn the_best_language_is_looked_up() {
        let available = ["en-GB", "de", "zh-Hans", "pt-BR", "de-CH"];
        let best = |wanted: &[&str]| best(wanted, &available);
        assert_eq!(best(&["DE-at"]), Some("de"));
        assert_eq!(best(&["pt_BR"]), Some("pt-BR"));
        assert_eq!(best(&["de-CH-1996"]), Some("de-CH"));
        assert_eq!(best(&["zh-Hans-x-private"]), Some("zh-Hans"));
        assert_eq!(best(&["fr", "de"]), Some("de"));
        // Not by lookup, but better than nothing.
        assert_eq!(best(&["pt-PT", "de"]), Some("pt-BR"));
        assert_eq!(best(&["en-US"]), Some("en-GB"));
        assert_eq!(best(&["fr", "", "-"]), None);
        assert_eq!(best(&[]), None);
    }
}
