//! Help for the page that the visitor is on, and which pages are error pages.
//!
//! A page is known by what it says of itself, which is text from a stranger: it chooses among the tenant's own texts, and is
//! never repeated.

use std::sync::LazyLock;

use regex::Regex;
use shared::tenant::TenantFile;
use shared::wire::Page;

use crate::rules::{folded, pattern};
use crate::tenant::best_language;

/// The word that stands for every error page in `knowledge.pages`.
const ERROR: &str = "error";

/// What the tenant says of this page, in the best of its languages for the visitor: the first help that fits. On an error page
/// that is the help for error pages, wherever it stands; only where there is none is the path looked at.
#[must_use]
pub fn page_help<'a>(tenant: &'a TenantFile, page: &Page, locale: &str) -> Option<&'a str> {
    let pages = &tenant.knowledge.pages;
    if pages.is_empty() {
        return None;
    }
    let path = path(&page.url);
    let of_errors = || pages.iter().find(|help| help.paths.iter().any(|one| one == ERROR));
    let of_path = || pages.iter().find(|help| help.paths.iter().any(|one| fits(one, path)));
    let found = is_error_page(page).then(of_errors).flatten().or_else(of_path)?;
    let languages: Vec<&str> = found.help.keys().map(String::as_str).collect();
    let language = best_language(&[locale, &tenant.locale], &languages)?;
    found.help.get(language).map(String::as_str)
}

/// Whether the page is one that a site shows in place of another: by its title or by its address.
#[must_use]
pub fn is_error_page(page: &Page) -> bool {
    ERROR_TITLE.is_match(&folded(&page.title)) || ERROR_PATH.is_match(&path(&page.url).to_ascii_lowercase())
}

/// A number alone is an error's where it leads or ends the title ("404 – Shop", "Shop | 404"), not a room's ("Room 404").
static ERROR_TITLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^\W*(?:404|410|500|502|503|504)\b|(?:error|erro|fehler|http|[|:·–—-])\s*(?:404|410|500|502|503|504)\W*$|",
        r"\b(?:error|erro|fehler)\s*(?:404|410|500|502|503|504)\b|\bnot found\b|\binternal server error\b|\bserver error\b|\bservice unavailable\b|",
        r"\bbad gateway\b|\bsomething went wrong\b|\b(?:page|site) (?:doesn'?t|does not) exist\b|^\W*error\W*$|^\W*oops\b|",
        r"\bnicht gefunden\b|\bserverfehler\b|\bseite existiert nicht\b|\bno (?:se ha )?encontrad[oa]\b|\bpagina no existe\b|\berror (?:interno|del servidor)\b|",
        r"\bnao (?:foi )?encontrad[oa]\b|\bpagina nao existe\b|\berro (?:interno|no servidor|do servidor)\b|^\W*erro\W*$|\balgo deu errado\b|",
        r"\bintrouvable\b|\bnon trovat[oa]\b|\bniet gevonden\b|\bnie znaleziono\b"
    ))
});
static ERROR_PATH: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"/(?:404|410|500|502|503|504|error|errors?/\w+|not[-_]?found|erro|fehler)(?:\.(?:html?|php|aspx?))?/?$",
    )
});

/// The path of an address, without what asks and what points into the page; `/` where it has none.
fn path(url: &str) -> &str {
    let after = url.split_once("://").map_or(url, |(_, after)| after);
    let address = after.split(['?', '#']).next().unwrap_or_default();
    let path = address.find('/').and_then(|from| address.get(from..)).unwrap_or_default();
    if path.is_empty() { "/" } else { path }
}

/// Whether a path is one of those that the pattern stands for: `*` is any characters, and a `/` at the end is no matter.
fn fits(pattern: &str, path: &str) -> bool {
    let path = path.strip_suffix('/').unwrap_or(path);
    let pattern = pattern.strip_suffix('/').unwrap_or(pattern);
    let mut parts = pattern.split('*');
    let Some(mut rest) = path.strip_prefix(parts.next().unwrap_or_default()) else {
        // `/offers/*` is for `/offers` too.
        return pattern.strip_suffix("/*") == Some(path);
    };
    let mut parts = parts.peekable();
    if parts.peek().is_none() {
        return rest.is_empty();
    }
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            return rest.ends_with(part);
        }
        let Some((_, after)) = rest.split_once(part) else { return false };
        rest = after;
    }
    true
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn page(url: &str, title: &str) -> Page {
        Page { url: url.to_owned(), title: title.to_owned(), referrer: String::new() }
    }

    #[test]
    fn error_pages_are_known_by_title_and_address() {
        for title in [
            "404 – Candles",
            "Candles | 404",
            "Page not found",
            "Error 500",
            "Oops! Something went wrong",
            "Seite nicht gefunden – Kerzen",
            "Página no encontrada",
            "Página não encontrada | Sophie",
            "Erro",
        ] {
            assert!(is_error_page(&page("https://a.example/x", title)), "{title}");
        }
        for url in ["https://a.example/404", "https://a.example/errors/500.html?x=1", "/not-found/"] {
            assert!(is_error_page(&page(url, "Candles")), "{url}");
        }
        for (url, title) in [
            ("https://a.example/rooms/12", "Room 404 with a view"),
            ("https://a.example/errors-we-made", "Lost and found"),
            ("https://404.example", "Agency 404 Ltd"),
            ("https://a.example/price", "From 500 euros"),
        ] {
            assert!(!is_error_page(&page(url, title)), "{title}");
        }
    }

    #[test]
    fn paths_fit_their_patterns() {
        for (pattern, path, does) in [
            ("/services", "/services", true),
            ("/services", "/services/", true),
            ("/services", "/services/7", false),
            ("/services/*", "/services/7/book", true),
            ("/services/*", "/services", true),
            ("/services/*", "/service", false),
            ("/*/book", "/services/7/book", true),
            ("/a*b*c", "/a--b--c", true),
            ("/a*b*c", "/a--c--b", false),
            ("/", "/", true),
            ("/", "/x", false),
            ("*", "/anything", true),
        ] {
            assert_eq!(fits(pattern, path), does, "{pattern} {path}");
        }
        assert_eq!(path("https://a.example"), "/");
        assert_eq!(path("https://a.example?x=/y"), "/");
        assert_eq!(path("https://a.example/b/c?d#e"), "/b/c");
    }

    #[test]
    fn help_comes_in_the_visitors_language() {
        let file = json!({
            "version": 1, "id": "t", "name": "T", "origins": ["self"], "locale": "pt-BR", "country": "BR", "greeting": "…",
            "knowledge": { "pages": [
                { "paths": ["/services/*"], "help": { "pt-BR": "Escolha um serviço.", "en": "Choose a service." } },
                { "paths": ["error"], "help": { "pt-BR": "Esta página não existe." } },
            ] },
        });
        let tenant: TenantFile = serde_json::from_value(file).unwrap();
        let help = |url: &str, title: &str, locale: &str| page_help(&tenant, &page(url, title), locale);
        assert_eq!(help("https://a.example/services/7", "", "en-GB"), Some("Choose a service."));
        assert_eq!(help("https://a.example/services/7", "", "de"), Some("Escolha um serviço."));
        assert_eq!(help("https://a.example/services/7", "404", "en"), Some("Esta página não existe."));
        assert_eq!(help("https://a.example/", "", "en"), None);
    }
}
