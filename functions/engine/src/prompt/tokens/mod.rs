//! How many tokens a request comes to, at most.
//!
//! The vocabularies of real tokenizers are megabytes that a function would load at every start. This looks at letters
//! only: what each kind of them costs at the worst, in hundredths of a token. The tests hold it against the counts of two
//! real vocabularies: never below, and seldom more than twice as much.

#[cfg(test)]
mod tests;

use serde_json::Value as Json;

use crate::ports::{ChatMessage, FunctionSchema, ModelRequest};

/// What a message costs besides its words.
const PER_MESSAGE: u64 = 4;

/// What a request costs besides its messages and its function.
pub(super) const PER_REQUEST: u64 = 16;

/// A token, in the units that costs are told in.
const TOKEN: u64 = 100;

/// The most tokens that the request comes to.
#[must_use]
pub fn estimate(request: &ModelRequest) -> u64 {
    PER_REQUEST + of_function(&request.function) + of_messages(&request.messages)
}

/// The most tokens that the function comes to.
pub(super) fn of_function(function: &FunctionSchema) -> u64 {
    of_text(&function.name) + of_text(&function.description) + of_schema(&function.parameters)
}

/// The most tokens that the messages come to.
pub(super) fn of_messages(messages: &[ChatMessage]) -> u64 {
    messages.iter().map(|message| of_message(&message.content)).sum()
}

/// The most tokens that a schema of ours comes to. It is English and JSON, of which [`of_text`] makes 2.7 times what it is;
/// the tenant's own words in it, the choices, are counted like any.
fn of_schema(schema: &Json) -> u64 {
    let mut ours = schema.clone();
    let tenants = take_choices(&mut ours);
    (of_text(&ours.to_string()) * 2).div_ceil(5) + tenants
}

/// Takes the choices out, and tells what they come to.
fn take_choices(schema: &mut Json) -> u64 {
    match schema {
        Json::Object(fields) => fields
            .iter_mut()
            .map(|(name, field)| {
                if name == "enum" {
                    of_text(&core::mem::take(field).to_string())
                } else {
                    take_choices(field)
                }
            })
            .sum(),
        Json::Array(items) => items.iter_mut().map(take_choices).sum(),
        _ => 0,
    }
}

/// The most tokens that a message comes to.
pub(super) fn of_message(content: &str) -> u64 {
    PER_MESSAGE + of_text(content)
}

/// The most tokens that the text comes to.
#[must_use]
pub fn of_text(text: &str) -> u64 {
    let mut cost = 0;
    let mut before = None;
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let kind = Kind::of(first);
        let length = match kind {
            Kind::Word => word_length(rest),
            Kind::Digits | Kind::Blank => run_length(rest, kind),
            Kind::Mark | Kind::Break | Kind::Foreign => first.len_utf8(),
        };
        let (run, after) = rest.split_at(length);
        cost += match kind {
            Kind::Word => word(run, before),
            Kind::Digits => length.div_ceil(3) as u64 * TOKEN,
            Kind::Blank => blank(length, after.chars().next().map(Kind::of)),
            Kind::Mark if before == Some(Kind::Mark) => 75,
            Kind::Mark | Kind::Break => TOKEN,
            Kind::Foreign => foreign(first),
        };
        before = Some(kind);
        rest = after;
    }
    cost.div_ceil(TOKEN)
}

/// What belongs together in a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Word,
    Digits,
    Blank,
    Mark,
    Break,
    Foreign,
}

impl Kind {
    const fn of(sign: char) -> Self {
        match sign {
            'a'..='z' | 'A'..='Z' => Self::Word,
            '0'..='9' => Self::Digits,
            ' ' => Self::Blank,
            '!'..='~' => Self::Mark,
            '\0'..='\u{7f}' => Self::Break,
            _ => Self::Foreign,
        }
    }
}

fn run_length(text: &str, kind: Kind) -> usize {
    text.find(|sign| Kind::of(sign) != kind).unwrap_or(text.len())
}

/// Capitals that stand together, or small letters with the capital before them.
fn word_length(text: &str) -> usize {
    let capitals = text.bytes().take_while(u8::is_ascii_uppercase).count();
    if capitals > 1 {
        return capitals;
    }
    capitals + text.bytes().skip(capitals).take_while(u8::is_ascii_lowercase).count()
}

fn word(word: &str, before: Option<Kind>) -> u64 {
    let length = word.len() as u64;
    let is_shouted = length > 1 && word.bytes().all(|letter| letter.is_ascii_uppercase());
    let is_hard = is_shouted || length > 20 || is_unpronounceable(word);
    let joined = match before {
        Some(Kind::Word) => 30,
        Some(Kind::Digits) => 10,
        _ => 0,
    };
    joined + (length * if is_hard { 75 } else { 58 }).max(TOKEN)
}

/// Letters as no word has them: vocabularies know few pieces of it.
fn is_unpronounceable(word: &str) -> bool {
    let (mut vowels, mut consonants) = (0_u32, 0_u32);
    word.bytes().any(|letter| {
        let letter = letter.to_ascii_lowercase();
        (vowels, consonants) =
            if b"aeiouy".contains(&letter) { (vowels + 1, 0) } else { (0, consonants + 1) };
        vowels > 2 || consonants > 3 || b"qxzj".contains(&letter)
    })
}

/// One blank belongs to the word after it, or to the mark.
fn blank(length: usize, after: Option<Kind>) -> u64 {
    let run = if length > 1 { (1 + length as u64 / 16) * TOKEN } else { 0 };
    let own = if matches!(after, Some(Kind::Word | Kind::Mark)) { 0 } else { TOKEN };
    run + own
}

/// By script: a letter is a token in the ones that vocabularies know well, and up to its bytes in the others.
const fn foreign(sign: char) -> u64 {
    match sign {
        'А'..='я' => 100,
        'Ͱ'..='Ͽ' | 'ؠ'..='ي' | '\u{e00}'..='\u{e7f}' => 150,
        '\u{5d0}'..='\u{5ea}' | '\u{3000}'..='\u{30ff}' => 175,
        '\u{531}'..='\u{58f}' => 225,
        '\u{4e00}'..='\u{9fff}' => 275,
        '\u{0}'..='\u{7ff}'
        | '\u{900}'..='\u{dff}'
        | '\u{e80}'..='\u{fff}'
        | '\u{1780}'..='\u{17ff}'
        | '\u{2000}'..='\u{206f}'
        | '\u{ff00}'..='\u{ffef}' => 200,
        '\u{800}'..='\u{ffff}' | '\u{1d400}'..='\u{1d7ff}' | '\u{1f000}'..='\u{1ffff}' => 300,
        _ => 400,
    }
}
