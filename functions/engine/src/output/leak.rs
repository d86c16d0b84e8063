//! Whether a reply tells what the model was told.
//!
//! Letters and digits are compared, in small letters, so that blanks, marks and Markdown between them change nothing; read
//! forwards, backwards and turned by thirteen places. A sentence or two in other words, or in another language, cannot be
//! known here: what must stay secret has no place in instructions.

use std::collections::HashMap;

use shared::tenant::TenantFile;

use super::Replaced;
use crate::prompt::{CONVERSATIONAL_SCOPING, Mark};

/// So many bytes of letters and digits in the very words of our own are no accident.
const OURS: usize = 60;
/// In the tenant's instructions there are facts, which a reply may well tell in their very words: a sentence, not a page.
const TENANTS: usize = 160;
/// What is looked up. Whatever is as long as [`OURS`] has a whole one in it.
const BLOCK: usize = OURS / 2;
/// Words so long, one after the other, are in no language: they are a text in an encoding.
const OPAQUE_WORD: usize = 40;
/// The same, all together.
const OPAQUE: usize = 100;
/// Stands between texts; no byte of UTF-8.
const BETWEEN: u8 = 0xff;

/// What the model was told and must not tell: the same for every reply in a tenant's name.
#[derive(Debug)]
pub(super) struct Secrets {
    texts: Vec<Text>,
    /// Where the blocks begin: in which text, at which byte.
    blocks: HashMap<[u8; BLOCK], Vec<(usize, usize)>>,
    public: Vec<u8>,
    names: Vec<String>,
}

/// How far a reply has been read.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// The letters and digits read so far.
    read: Vec<u8>,
    /// The end of what was read, as it was written.
    end: String,
    /// The length of the opaque words that it ends with, and of the last of them.
    opaque: (usize, usize),
}

#[derive(Debug)]
struct Text {
    bytes: Vec<u8>,
    threshold: usize,
}

impl Secrets {
    /// What is ours, what is the tenant's, and what anybody may read.
    pub(super) fn new(own: &[String], told: Option<&str>, public: &[String]) -> Self {
        let own = joined(own.iter().map(String::as_str));
        let told = joined(told);
        let texts: Vec<Text> = [(own, OURS), (told, TENANTS)]
            .into_iter()
            .filter(|(bytes, _)| bytes.len() >= BLOCK)
            .flat_map(|(bytes, threshold)| {
                let backwards = bytes.iter().rev().copied().collect();
                let turned = bytes.iter().copied().map(turned).collect();
                [bytes, backwards, turned].map(|bytes| Text { bytes, threshold })
            })
            .collect();
        let mut blocks: HashMap<[u8; BLOCK], Vec<(usize, usize)>> = HashMap::new();
        for (number, text) in texts.iter().enumerate() {
            for (index, block) in text.bytes.as_chunks::<BLOCK>().0.iter().enumerate() {
                if !block.contains(&BETWEEN) {
                    blocks.entry(*block).or_default().push((number, index * BLOCK));
                }
            }
        }
        let function = &CONVERSATIONAL_SCOPING.function.name;
        let marks = Mark::ALL.iter().flat_map(|mark| {
            let name = mark.name();
            ["<", "</", "‹", "‹/"].map(|open| format!("{open}{name}"))
        });
        let words = [function.as_str(), "may_ask", "tool_result", "additionalproperties"];
        let names = marks.chain(words.map(str::to_owned)).collect();
        let public = joined(public.iter().map(String::as_str));
        Self { texts, blocks, public, names }
    }

    /// Whether this, whatever it is, tells it.
    pub(super) fn are_in(&self, text: &str) -> bool {
        let bytes: Vec<u8> = letters(text).collect();
        self.speaks_in_marks(&text.to_lowercase()) || self.tells(&bytes, 0)
    }

    /// A mark counts where its name ends: `<page>`, not `<pages`.
    fn speaks_in_marks(&self, small: &str) -> bool {
        self.names.iter().any(|name| {
            small.match_indices(name.as_str()).any(|(place, _)| {
                let is_mark = name.starts_with(['<', '‹']);
                !is_mark || small[place + name.len()..].starts_with(['>', '›', ' '])
            })
        })
    }

    fn tells(&self, bytes: &[u8], from: usize) -> bool {
        (from..bytes.len().saturating_sub(BLOCK - 1)).any(|place| {
            let block: Option<&[u8; BLOCK]> = bytes[place..].first_chunk();
            let found = block.and_then(|block| self.blocks.get(block)).map(Vec::as_slice).unwrap_or_default();
            found.iter().any(|(text, at)| {
                let text = &self.texts[*text];
                let same = same_around(bytes, place, &text.bytes, *at);
                same.len() >= text.threshold && !contains(&self.public, same)
            })
        })
    }
}

impl Reading {
    /// Reads more of the reply.
    pub(super) fn read(&mut self, secrets: &Secrets, text: &str) -> Result<(), Replaced> {
        let from = self.read.len().saturating_sub(TENANTS + BLOCK);
        self.read.extend(letters(text));
        self.end.extend(text.chars().filter(|sign| !"\\*`".contains(*sign)).flat_map(char::to_lowercase));
        if secrets.speaks_in_marks(&self.end) || self.is_opaque(text) || secrets.tells(&self.read, from) {
            return Err(Replaced::SystemText);
        }
        let longest = secrets.names.iter().map(String::len).max().unwrap_or_default();
        let mut keep = self.end.len().saturating_sub(longest + 1);
        while !self.end.is_char_boundary(keep) {
            keep -= 1;
        }
        self.end.drain(..keep);
        Ok(())
    }

    fn is_opaque(&mut self, text: &str) -> bool {
        let (mut sum, mut word) = self.opaque;
        let mut is_opaque = false;
        for sign in text.chars() {
            if sign.is_whitespace() {
                if word > 0 {
                    sum = if word >= OPAQUE_WORD { sum + word } else { 0 };
                }
                word = 0;
            } else if sign.is_ascii_alphanumeric() || "+/=_-".contains(sign) {
                word += 1;
            } else {
                (sum, word) = (0, 0);
            }
            is_opaque |= word >= OPAQUE_WORD && sum + word >= OPAQUE;
        }
        self.opaque = (sum, word);
        is_opaque
    }
}

/// All that is the same around two places that are.
fn same_around<'a>(bytes: &'a [u8], place: usize, text: &[u8], at: usize) -> &'a [u8] {
    let is_same = |(one, other): &(&u8, &u8)| one == other;
    let before = bytes[..place].iter().rev().zip(text[..at].iter().rev()).take_while(is_same).count();
    let after = bytes[place..].iter().zip(&text[at..]).take_while(is_same).count();
    &bytes[place - before..place + after]
}

fn contains(text: &[u8], part: &[u8]) -> bool {
    text.windows(part.len()).any(|window| window == part)
}

fn joined<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<u8> {
    let mut bytes = Vec::new();
    for text in texts {
        bytes.extend(letters(text));
        bytes.push(BETWEEN);
    }
    bytes
}

/// The letters and digits, in small letters.
fn letters(text: &str) -> impl Iterator<Item = u8> {
    let signs = text.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase);
    signs.flat_map(|sign| {
        let mut bytes = [0; 4];
        let length = sign.encode_utf8(&mut bytes).len();
        bytes.into_iter().take(length)
    })
}

const fn turned(byte: u8) -> u8 {
    if byte.is_ascii_lowercase() { b'a' + (byte - b'a' + 13) % 26 } else { byte }
}

/// What every visitor may read anyway.
pub(super) fn public(tenant: &TenantFile) -> Vec<String> {
    let mut texts = vec![tenant.name.clone(), tenant.greeting.clone()];
    texts.extend(tenant.disclaimer.clone());
    texts.extend(tenant.suggestions.iter().cloned());
    for attribute in &tenant.scope.attributes {
        texts.push(attribute.question.clone());
        texts.extend(attribute.why.clone());
        texts.extend(attribute.examples.iter().cloned());
        for choice in &attribute.choices {
            texts.push(choice.value.clone());
            texts.extend(choice.label.clone());
        }
    }
    texts
}
