//! Sentences by which a tenant's own tool is called.

use serde_json::{Map, Value as Json};

use super::words::{Word, text, words};
use crate::actions::{Call, Sentence};

/// The tool whose sentence the message is: the same words, `{name}` standing for an argument.
pub(super) fn tool(sentence: &Sentence<'_>) -> Option<Call> {
    let said = words(sentence.message);
    let said = super::look::trim(&said, &["please", "hey", "hi", "ok"], &["please", "thanks"]);
    if said.is_empty() {
        return None;
    }
    sentence.tools.iter().find_map(|tool| {
        let arguments = tool.phrases.iter().find_map(|phrase| fits(sentence.message, said, phrase))?;
        Some(Call::Tool { name: tool.name.clone(), arguments: Json::Object(arguments) })
    })
}

/// The arguments that the message gives, where it is the phrase.
fn fits(message: &str, said: &[Word], phrase: &str) -> Option<Map<String, Json>> {
    let parts: Vec<Part> = phrase.split_whitespace().map(Part::of).collect();
    let mut arguments = Map::new();
    let mut at = 0;
    for (place, part) in parts.iter().enumerate() {
        match part {
            Part::Word(word) if word.is_empty() => {}
            Part::Word(word) => {
                if said.get(at)?.flat != *word {
                    return None;
                }
                at += 1;
            }
            Part::Argument(name) => {
                let next = parts.get(place + 1..)?.iter().find_map(|part| match part {
                    Part::Word(word) => Some(word),
                    Part::Argument(_) => None,
                });
                let end = match next {
                    Some(word) => {
                        at + 1 + said.get(at + 1..)?.iter().position(|other| other.flat == *word)?
                    }
                    None => said.len(),
                };
                let value = said.get(at..end).filter(|value| !value.is_empty())?;
                arguments.insert(name.clone(), Json::String(text(message, value).to_owned()));
                at = end;
            }
        }
    }
    (at == said.len() && at > 0).then_some(arguments)
}

enum Part {
    Word(String),
    Argument(String),
}

impl Part {
    fn of(part: &str) -> Self {
        match part
            .strip_prefix('{')
            .and_then(|part| part.trim_end_matches(['?', '.', '!', ',']).strip_suffix('}'))
        {
            Some(name) => Self::Argument(name.to_owned()),
            None => Self::Word(crate::rules::folded(part.trim_matches(['?', '.', '!', ',', ':']))),
        }
    }
}
