//! Where a link may lead. What an answer or a block names as an address is text from a model or a tool.

use super::text::split;

/// Whether it leads to `http`, `https`, `mailto` or `tel`. Control characters never do: browsers pass over some.
#[must_use]
pub fn is_allowed(href: &str) -> bool {
    let Some((scheme, rest)) = split(href, ":") else { return false };
    let known = ["http", "https", "mailto", "tel"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    known && !rest.is_empty() && !href.chars().any(char::is_control)
}

/// Whether it is a path of the page's own site: `/tasks/7`. Two slashes, either way, would name another host.
#[must_use]
pub fn is_path(href: &str) -> bool {
    let second = href.strip_prefix('/').map(|rest| matches!(rest.as_bytes().first(), Some(b'/' | b'\\')));
    second == Some(false) && !href.chars().any(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_schemes_lead_away() {
        for href in ["https://a.example", "HTTP://a", "mailto:a@b.example", "tel:+4930123"] {
            assert!(is_allowed(href) && !is_path(href), "{href}");
        }
    }

    #[test]
    fn paths_stay_on_the_site() {
        for href in ["/", "/tasks/7?a=b#c", "/a//b", "/a:b"] {
            assert!(is_path(href) && !is_allowed(href), "{href}");
        }
    }

    #[test]
    fn nothing_else_leads_anywhere() {
        for href in [
            "",
            "tasks/7",
            "//evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "/\t/evil.example",
            "\t/x",
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "data:text/html,x",
            "https:",
            "https:\u{9}//x",
            " https://x",
            "file:///etc/passwd",
        ] {
            assert!(!is_allowed(href) && !is_path(href), "{href:?}");
        }
    }
}
