//! What an answer was taken from, as links under it.

use shared::wire::{Block, Link, Links};

use crate::ports::Found;

/// The entries as links; nothing where there are none. Two parts of one page are one link.
pub(crate) fn sources(used: &[&Found], locale: &str) -> Option<Block> {
    let mut links: Vec<Link> = Vec::new();
    for Found { entry, .. } in used {
        let is_there = links
            .iter()
            .any(|link| link.label == entry.title || (link.url.is_some() && link.url == entry.url));
        if !is_there {
            links.push(Link { label: entry.title.clone(), url: entry.url.clone() });
        }
    }
    (!links.is_empty()).then(|| Block::Links(Links { title: title(locale).to_owned(), links }))
}

/// What they are called.
fn title(locale: &str) -> &'static str {
    match locale.split('-').next().unwrap_or_default() {
        "de" => "Quellen",
        "es" => "Fuentes",
        "pt" => "Fontes",
        "it" => "Fonti",
        "nl" => "Bronnen",
        "pl" => "Źródła",
        "tr" => "Kaynaklar",
        "ru" => "Источники",
        "uk" => "Джерела",
        "ja" => "出典",
        "zh" => "来源",
        "ar" => "المصادر",
        "he" => "מקורות",
        "hi" => "स्रोत",
        _ => "Sources",
    }
}
