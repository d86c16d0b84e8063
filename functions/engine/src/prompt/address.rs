//! The address of a page, as the model is shown it.

/// What is added to addresses to count clicks, and tells of the visitor, not of the page.
const TRACKING: [&str; 10] =
    ["utm_", "gclid", "gbraid", "wbraid", "fbclid", "msclkid", "mc_", "_ga", "_gl", "igshid"];

/// The address without what counts clicks, and without the place within the page.
#[must_use]
pub fn without_tracking(url: &str) -> String {
    let url = url.split('#').next().unwrap_or_default();
    let Some((address, query)) = url.split_once('?') else { return url.to_owned() };
    let is_kept = |pair: &&str| !TRACKING.iter().any(|name| pair.to_ascii_lowercase().starts_with(name));
    let kept: Vec<&str> = query.split('&').filter(is_kept).collect();
    if kept.is_empty() { address.to_owned() } else { format!("{address}?{}", kept.join("&")) }
}

#[cfg(test)]
mod tests {
    use super::without_tracking;

    #[test]
    fn what_tells_of_the_page_stays() {
        for (url, shown) in [
            ("https://a.example/b", "https://a.example/b"),
            ("https://a.example/b?id=7#top", "https://a.example/b?id=7"),
            ("https://a.example/b?utm_source=x&id=7&fbclid=1", "https://a.example/b?id=7"),
            ("https://a.example/b?UTM_source=x", "https://a.example/b"),
        ] {
            assert_eq!(without_tracking(url), shown);
        }
    }
}
