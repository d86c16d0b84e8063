//! Answers to choose from instead of typing.

use shared::tenant::Attribute;
use shared::value::Kind;
use shared::wire::{Block, Button};

use crate::rules::language::Language;

/// More choices than this are no help.
const CHOICES_AT_MOST: usize = 6;

/// The buttons under a question: the declared choices, or yes and no; none for any other kind.
#[must_use]
pub fn buttons(attribute: &Attribute, locale: &str) -> Vec<Block> {
    let labels = match attribute.kind {
        Kind::Choice if attribute.choices.len() <= CHOICES_AT_MOST => {
            attribute.choices.iter().map(|choice| attribute.choice_name(&choice.value)).collect()
        }
        Kind::YesNo => match Language::of_tag(locale).unwrap_or(Language::English) {
            Language::English => vec!["Yes".to_owned(), "No".to_owned()],
            Language::German => vec!["Ja".to_owned(), "Nein".to_owned()],
            Language::Spanish => vec!["Sí".to_owned(), "No".to_owned()],
            Language::Portuguese => vec!["Sim".to_owned(), "Não".to_owned()],
        },
        _ => Vec::new(),
    };
    if labels.is_empty() {
        return Vec::new();
    }
    let button = |label: String| Button { message: Some(label.clone()), label, url: None };
    vec![Block::Buttons { buttons: labels.into_iter().map(button).collect() }]
}
