//! Wording a reply without a model.
//!
//! What was understood, in a phrase; what the visitor asked, as far as the rules can honestly say; then one question.
//! The same message gets the same words, another one may get others. Nothing is promised that the product does not do.

mod attempt;
mod buttons;
mod edited;
mod known;
mod phrases;
mod understood;
mod voice;

#[cfg(test)]
mod tests;

pub use buttons::buttons;
pub use edited::{EditAnswering, answer_edit, edit_reason, edit_words, too_much};

use shared::tenant::{Attribute, TenantFile};
use shared::value::{Kind, Value};
use shared::wire::{Block, Button, Page};

use self::attempt::is_attempt;
use self::known::Known;
use self::understood::{Understood, not_this};
use self::voice::Voice;
use super::language::detect;
use super::reading::{Act, Reading, Understanding};
use crate::ports::Found;
use crate::scope::{Applied, Command, Rejection, Scope, is_required};

/// Everything that a reply is worded from.
#[derive(Debug, Clone, Copy)]
pub struct Answering<'a> {
    /// The message and what surrounds it; its scope is the one before the message.
    pub reading: &'a Reading<'a>,
    /// What the rules made of it.
    pub understanding: &'a Understanding,
    /// What was proposed, by whichever reader, and what came of it.
    pub applied: &'a [(Command, Result<Applied, Rejection>)],
    /// The scope after the message.
    pub after: &'a Scope,
    /// The question to ask next, as the engine chose it.
    pub next: Option<&'a Attribute>,
    /// Whether enough was known for an estimate before the message.
    pub was_ready: bool,
    /// Whether enough is known now.
    pub is_ready: bool,
    /// The tenant.
    pub tenant: &'a TenantFile,
    /// What was found in the tenant's knowledge for the message, best first; `None` where the tenant has none, or none is
    /// looked at.
    pub knowledge: Option<&'a [Found]>,
    /// The page that the visitor is on.
    pub page: Option<&'a Page>,
}

/// A reply.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// Markdown.
    pub text: String,
    /// What is shown under it.
    pub blocks: Vec<Block>,
    /// The key of the question that it asks.
    pub asks: Option<String>,
    /// What the message was about, as a stable word: `scoping`, `correction`, `question`, `price`, `human`, `summary`,
    /// `complaint`, `small_talk`, `greeting`, `farewell`.
    pub intent: String,
}

/// Words the reply: what was understood, what the visitor asked, and one question.
#[must_use]
pub fn answer(answering: &Answering<'_>) -> Answer {
    let voice = voice(answering);
    let understood = Understood::new(answering);
    let has = |act: Act| answering.understanding.acts.contains(&act);
    let known = Known::of(answering, &voice, &understood);
    let mut parts = openings(answering, &voice, &understood);
    parts.extend(understood.say(&voice, answering));
    parts.extend(replies(answering, &voice, known.is_some()));
    if parts.is_empty() && known.is_none() {
        parts.extend(not_understood(answering, &voice, &understood));
    }
    // Who says goodbye is not asked one more thing.
    let next = answering.next.filter(|_| !has(Act::Farewell));
    let mut text = parts.join(" ");
    if has(Act::AsksSummary) {
        text = join(&text, &summary(answering, &voice), "\n\n");
    }
    if let Some(known) = &known {
        text = join(&text, &known.say(answering, &voice), " ");
    }
    let has_lines = text.contains('\n');
    let closing = match next {
        Some(attribute) => ask(answering, &voice, attribute),
        None => close(answering, &voice, &understood, known.is_some()),
    };
    text = join(&text, &closing, if has(Act::AsksSummary) || has_lines { "\n\n" } else { " " });
    if text.is_empty() && answering.reading.attributes.is_empty() && !has(Act::Farewell) {
        text = voice.say(voice.phrases.not_understood, &[]);
    }
    let mut blocks: Vec<Block> = known.as_ref().and_then(|known| known.sources(&voice)).into_iter().collect();
    let words = next.map(|attribute| buttons(&voice.in_words(attribute), voice.language().tag()));
    blocks.extend(words.unwrap_or_default());
    if matches!(known, None | Some(Known::Nothing)) && !has(Act::Farewell) && !has(Act::Thanks) {
        blocks.extend(suggestions(answering));
    }
    Answer {
        text,
        blocks,
        asks: next.map(|attribute| attribute.key.clone()),
        intent: intent(answering, &understood, known.is_some()).to_owned(),
    }
}

/// Where a tenant that gathers nothing could not help: what one can say there.
fn suggestions(answering: &Answering<'_>) -> Option<Block> {
    let Answering { reading, tenant, .. } = answering;
    let own = tenant.translations.get(reading.locale).and_then(|words| words.suggestions.as_ref());
    let suggestions = own.unwrap_or(&tenant.suggestions);
    if !reading.attributes.is_empty() || suggestions.is_empty() {
        return None;
    }
    let button = |words: &String| Button { label: words.clone(), message: Some(words.clone()), url: None };
    Some(Block::Buttons { buttons: suggestions.iter().map(button).collect() })
}

/// In the language of the message; where that is too short to tell, of what the visitor said before.
fn voice<'a>(answering: &Answering<'a>) -> Voice<'a> {
    let reading = answering.reading;
    let said: Vec<&str> = reading.scope.known.values().map(|known| known.evidence.as_str()).collect();
    let usual = detect(&said.join(" "), reading.locale);
    let tag = if usual == detect("", reading.locale) { reading.locale } else { usual.tag() };
    let language = detect(reading.message, tag);
    let tenant = answering.tenant;
    let assistant = tenant.assistant.name.as_deref().unwrap_or(&tenant.name);
    Voice::new(language, reading.locale, &tenant.name, assistant, &tenant.translations, reading.message)
}

fn join(one: &str, other: &str, between: &str) -> String {
    match (one.is_empty(), other.is_empty()) {
        (true, _) => other.to_owned(),
        (_, true) => one.to_owned(),
        _ => format!("{one}{between}{other}"),
    }
}

/// Greeting, thanks, an apology, half a sentence of small talk: at most one of them, and none beside a value that was
/// understood but the apology.
fn openings(answering: &Answering<'_>, voice: &Voice<'_>, understood: &Understood<'_>) -> Vec<String> {
    let phrases = voice.phrases;
    let has = |act: Act| answering.understanding.acts.contains(&act);
    let nothing_yet = answering.reading.scope.known.is_empty() && answering.reading.asked.is_none();
    let ways = if has(Act::Complains) {
        phrases.sorry
    } else if has(Act::Farewell) {
        phrases.goodbye
    } else if has(Act::Greeting) && nothing_yet {
        phrases.hello
    } else if has(Act::Thanks) && understood.is_empty() {
        phrases.welcome
    } else if has(Act::SmallTalk) && understood.is_empty() {
        phrases.small_talk
    } else {
        return Vec::new();
    };
    vec![voice.say(ways, &[])]
}

/// What can honestly be said to what the visitor asks. `known`: whether what the tenant knows of it is said besides.
fn replies(answering: &Answering<'_>, voice: &Voice<'_>, known: bool) -> Vec<String> {
    let phrases = voice.phrases;
    let has = |act: Act| answering.understanding.acts.contains(&act);
    let mut parts = Vec::new();
    if has(Act::AsksWho) {
        parts.push(voice.say(phrases.who, &[]));
    }
    if has(Act::AsksHuman) {
        parts.push(voice.say(phrases.human, &[]));
    }
    if has(Act::AsksWhy) {
        let asked = answering
            .reading
            .asked
            .and_then(|key| answering.reading.attributes.iter().find(|one| one.key == key));
        let asked = asked.map(|attribute| voice.in_words(attribute));
        parts.push(match asked.as_ref().and_then(|attribute| attribute.why.as_deref()) {
            Some(why) => voice.say(phrases.why, &[("why", why)]),
            None => voice.say(phrases.why_unsaid, &[]),
        });
    }
    if has(Act::AsksPrice) && !known {
        parts.push(voice.say(if answering.is_ready { phrases.price_ready } else { phrases.price }, &[]));
    }
    if has(Act::Question) && !known {
        // A tenant that gathers nothing has no team that would estimate: it was just not understood.
        let gathers = !answering.reading.attributes.is_empty();
        parts.push(voice.say(if gathers { phrases.question } else { phrases.not_understood }, &[]));
    }
    if has(Act::AsksSummary) {
        let ways = if answering.after.known.is_empty() { phrases.summary_empty } else { phrases.summary };
        parts.push(voice.say(ways, &[]));
    }
    parts
}

/// Where nothing was made of the message: what it was taken for.
fn not_understood(
    answering: &Answering<'_>,
    voice: &Voice<'_>,
    understood: &Understood<'_>,
) -> Option<String> {
    let acts = &answering.understanding.acts;
    let phrases = voice.phrases;
    if !understood.is_empty() {
        return None;
    }
    if acts.contains(&Act::Agrees) && answering.was_ready {
        return Some(voice.say(phrases.agreed, &[]));
    }
    let asked = answering
        .reading
        .asked
        .and_then(|key| answering.reading.attributes.iter().find(|one| one.key == key));
    match asked {
        Some(attribute) if !is_attempt(answering.reading, attribute.kind) => {
            Some(voice.say(phrases.aside, &[]))
        }
        Some(attribute) => {
            Some(voice.say(not_this(voice, attribute.kind).unwrap_or(phrases.not_understood), &[]))
        }
        None if acts.is_empty() && !answering.was_ready && !answering.reading.scope.known.is_empty() => {
            Some(voice.say(phrases.not_understood, &[]))
        }
        None => None,
    }
}

/// What is known, a line each.
fn summary(answering: &Answering<'_>, voice: &Voice<'_>) -> String {
    let line = |attribute: &Attribute| {
        let value: &Value = &answering.after.known.get(&attribute.key)?.value;
        Some(format!("- **{}**: {}", voice.in_words(attribute).name(), voice.value(value, attribute)))
    };
    answering.reading.attributes.iter().filter_map(line).collect::<Vec<_>>().join("\n")
}

/// The question, in other words when it is asked again.
fn ask(answering: &Answering<'_>, voice: &Voice<'_>, attribute: &Attribute) -> String {
    let question = voice.question(attribute);
    let asked_before = answering.reading.scope.asked.get(&attribute.key).copied().unwrap_or(0);
    if asked_before == 0 {
        return question;
    }
    let phrases = voice.phrases;
    let blanks = |key: &'static str, value: &str| -> String {
        let ways = match key {
            "list" => phrases.again_choices,
            "example" => phrases.again_example,
            _ => phrases.again,
        };
        voice.say(ways, &[("question", &question), (key, value)])
    };
    if matches!(attribute.kind, Kind::Choice | Kind::List) && !attribute.choices.is_empty() {
        let attribute = &*voice.in_words(attribute);
        let names: Vec<String> =
            attribute.choices.iter().take(8).map(|choice| attribute.choice_name(&choice.value)).collect();
        return blanks("list", &voice.list(&names));
    }
    match attribute.examples.first() {
        Some(example) => blanks("example", example),
        None => blanks("", ""),
    }
}

/// What is said where there is nothing to ask.
fn close(answering: &Answering<'_>, voice: &Voice<'_>, understood: &Understood<'_>, known: bool) -> String {
    let phrases = voice.phrases;
    let has = |act: Act| answering.understanding.acts.contains(&act);
    // A tenant that gathers nothing has nothing to close.
    if has(Act::Farewell) || answering.reading.attributes.is_empty() {
        return String::new();
    }
    if answering.is_ready {
        let done = has(Act::Agrees) || has(Act::Disagrees) || has(Act::Thanks);
        return match (answering.was_ready, understood.is_empty()) {
            (false, _) => voice.say(phrases.became_ready, &[]),
            (true, true) if done => match has(Act::Disagrees) {
                true => voice.say(phrases.agreed, &[]),
                false => String::new(),
            },
            (true, _) => voice.say(phrases.still_ready, &[]),
        };
    }
    let missing: Vec<String> = answering
        .reading
        .attributes
        .iter()
        .filter(|one| is_required(one, answering.after) && !answering.after.known.contains_key(&one.key))
        .map(|one| voice.name(one))
        .collect();
    if missing.is_empty() {
        return voice.say(phrases.nothing_left, &[]);
    }
    let left = || voice.say(phrases.still_missing, &[("list", &voice.list(&missing))]);
    if has(Act::AsksPrice) || has(Act::AsksSummary) {
        return left();
    }
    // What is missing is said once the questions end, and not again at every turn after that.
    let reply_says_enough = understood.is_empty() && (known || !replies(answering, voice, known).is_empty());
    if reply_says_enough {
        return String::new();
    }
    join(&voice.say(phrases.nothing_left, &[]), &left(), " ")
}

fn intent(answering: &Answering<'_>, understood: &Understood<'_>, known: bool) -> &'static str {
    let acts = &answering.understanding.acts;
    let first = |wanted: &[(Act, &'static str)]| {
        wanted.iter().find(|(act, _)| acts.contains(act)).map(|(_, word)| *word)
    };
    let asks = [
        (Act::AsksHuman, "human"),
        (Act::Complains, "complaint"),
        (Act::AsksSummary, "summary"),
        (Act::AsksPrice, "price"),
        (Act::AsksWhy, "question"),
        (Act::AsksWho, "question"),
        (Act::Question, "question"),
    ];
    if let Some(word) = first(&asks) {
        return word;
    }
    if known {
        return "question";
    }
    if !understood.changed.is_empty() || !understood.cleared.is_empty() {
        return "correction";
    }
    if !understood.is_empty() {
        return "scoping";
    }
    let talk = [
        (Act::Farewell, "farewell"),
        (Act::Greeting, "greeting"),
        (Act::SmallTalk, "small_talk"),
        (Act::Thanks, "small_talk"),
    ];
    first(&talk).unwrap_or("scoping")
}
