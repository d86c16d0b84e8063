//! Whether a message answers what waits for the user's word.

use serde_json::json;

use super::understand::lexicon::Lexicon;
use super::understand::place_or_id;
use super::understand::words::{Mark, Word, text, words};
use super::wording::answers;
use super::{Call, Sentence, Target, TargetBy, Understood, Waiting, WaitingFor, understand};
use crate::rules::folded;

/// What a message says to that which waits.
#[derive(Debug, Clone, PartialEq)]
pub enum WaitingAnswer {
    /// A clear yes, in time, of the user who was asked: it is to be done as the turn that asked.
    Confirmed(Waiting),
    /// A clear no: it is left as it is.
    Declined(Waiting),
    /// What was missing was said: the call with it, to be run as this turn's own.
    Chosen(Call),
    /// Nothing of it, or nothing waits: an ordinary message, and what waited is dropped.
    Other,
}

/// All that a clear yes may consist of, in any language: nothing else may stand beside it.
const YES: &[&str] = &[
    "yes",
    "yeah",
    "yep",
    "yup",
    "sure",
    "ok",
    "okay",
    "certainly",
    "absolutely",
    "definitely",
    "of course",
    "go ahead",
    "do it",
    "do that",
    "confirm",
    "confirmed",
    "i confirm",
    "please do",
    "yes please",
    "delete it",
    "add it",
    "correct",
    "by all means",
    "ja",
    "jawohl",
    "klar",
    "gern",
    "gerne",
    "ja bitte",
    "mach das",
    "machen sie das",
    "bestatigt",
    "ja loschen",
    "einverstanden",
    "si",
    "claro",
    "claro que si",
    "por supuesto",
    "vale",
    "adelante",
    "hazlo",
    "de acuerdo",
    "confirmo",
    "borralo",
    "anadelo",
    "sim",
    "com certeza",
    "pode",
    "pode sim",
    "pode fazer",
    "isso",
    "pode apagar",
    "pode adicionar",
    "certo",
    "claro que sim",
];
const NO: &[&str] = &[
    "no",
    "nope",
    "nah",
    "no thanks",
    "no thank you",
    "don't",
    "do not",
    "please don't",
    "never mind",
    "nevermind",
    "cancel",
    "stop",
    "leave it",
    "keep it",
    "forget it",
    "neither",
    "none",
    "none of them",
    "none of these",
    "not now",
    "no way",
    "rather not",
    "nein",
    "ne",
    "nee",
    "nein danke",
    "lieber nicht",
    "abbrechen",
    "lass es",
    "egal",
    "keines",
    "keiner",
    "nicht",
    "no gracias",
    "dejalo",
    "mejor no",
    "cancela",
    "cancelar",
    "ninguno",
    "ninguna",
    "olvidalo",
    "nao",
    "nao obrigado",
    "nao obrigada",
    "deixa",
    "deixe",
    "melhor nao",
    "nenhum",
    "nenhuma",
    "esquece",
    "esqueca",
    "deixa pra la",
];
/// What may stand beside either and changes nothing.
const BESIDE: &[&str] = &[
    "please", "thanks", "thank", "you", "bitte", "danke", "gracias", "por", "favor", "obrigado", "obrigada",
    "oh", "well",
];

/// A longer message is no answer to which one.
const MOST_WORDS: usize = 8;

/// Holds the message against what waits. Only the user's own words are read here, and nothing of a model.
#[must_use]
pub fn answer_to_waiting(sentence: &Sentence<'_>) -> WaitingAnswer {
    let Some(waiting) = &sentence.thread.waiting else { return WaitingAnswer::Other };
    let user = sentence.actor.user.as_ref().map(|user| &user.id);
    if sentence.now > waiting.until || user != waiting.user.as_ref() || sentence.message.len() > 2_000 {
        return WaitingAnswer::Other;
    }
    let said = words(sentence.message);
    if let Some(yes) = clear(sentence.message, &said, waiting) {
        return match (yes, &waiting.on) {
            (true, WaitingFor::Yes { .. } | WaitingFor::Create) => WaitingAnswer::Confirmed(waiting.clone()),
            (true, WaitingFor::Which(candidates)) if candidates.len() == 1 => {
                let target = candidates.first().map(|one| Target {
                    record_type: Some(one.record_type.clone()),
                    by: TargetBy::Id(one.id.clone()),
                });
                target.map_or(WaitingAnswer::Other, |target| {
                    WaitingAnswer::Chosen(waiting.call.clone().with_target(target))
                })
            }
            (true, _) => WaitingAnswer::Other,
            (false, _) => WaitingAnswer::Declined(waiting.clone()),
        };
    }
    match &waiting.on {
        WaitingFor::Yes { .. } | WaitingFor::Create => WaitingAnswer::Other,
        WaitingFor::Which(_) => chosen(sentence, waiting, &said),
        WaitingFor::Field(key) => filled_in(sentence, waiting, key, &said),
    }
}

/// Whether the message is a yes or a no and nothing else, or what one of the buttons says.
fn clear(message: &str, said: &[Word], waiting: &Waiting) -> Option<bool> {
    let id = match waiting.call.target().map(|target| &target.by) {
        Some(TargetBy::Id(id)) => id.as_str(),
        _ => "",
    };
    let (yes, no) = answers(id);
    let whole = folded(message.trim());
    if yes.iter().any(|button| folded(button) == whole) {
        return Some(true);
    }
    if no.iter().any(|button| folded(button) == whole) {
        return Some(false);
    }
    if said.iter().any(|word| matches!(word.mark, Mark::End { asks: true }) || word.quoted) {
        return None;
    }
    let flat: Vec<&str> = said.iter().map(|word| word.flat.as_str()).collect();
    let plain: Vec<&str> = flat.iter().copied().filter(|word| !BESIDE.contains(word)).collect();
    let consists = |of: &[&str]| of.contains(&flat.join(" ").as_str()) || consists_of(&plain, of);
    match (consists(YES), consists(NO)) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

/// Whether the words are nothing but these phrases: "yes, do it".
fn consists_of(words: &[&str], phrases: &[&str]) -> bool {
    if words.is_empty() || words.len() > 5 {
        return false;
    }
    let mut at = 0;
    while at < words.len() {
        let next = phrases
            .iter()
            .filter_map(|phrase| {
                let parts: Vec<&str> = phrase.split(' ').collect();
                words[at..].starts_with(&parts).then_some(parts.len())
            })
            .max();
        match next {
            Some(length) => at += length,
            None => return false,
        }
    }
    true
}

/// Which of several: its id, its place, or more of its name.
fn chosen(sentence: &Sentence<'_>, waiting: &Waiting, said: &[Word]) -> WaitingAnswer {
    let WaitingFor::Which(candidates) = &waiting.on else { return WaitingAnswer::Other };
    if said.is_empty() || said.len() > MOST_WORDS {
        return WaitingAnswer::Other;
    }
    let lexicon = Lexicon::of(&sentence.tenant.records);
    let chosen = |target: Target| WaitingAnswer::Chosen(waiting.call.clone().with_target(target));
    if let Some(by) = place_or_id(sentence, &lexicon, said) {
        let candidate = match &by {
            TargetBy::Id(id) => candidates.iter().find(|one| one.id.eq_ignore_ascii_case(id)),
            TargetBy::Nth(nth) if *nth > 0 => usize::try_from(nth - 1).ok().and_then(|at| candidates.get(at)),
            TargetBy::Nth(_) => candidates.last(),
            _ => None,
        };
        return candidate.map_or(WaitingAnswer::Other, |one| {
            chosen(Target { record_type: Some(one.record_type.clone()), by: TargetBy::Id(one.id.clone()) })
        });
    }
    // Something else is wanted, or asked.
    let asks = said.iter().any(|word| matches!(word.mark, Mark::End { asks: true }));
    if asks || understand(sentence).confidence >= Understood::BY_RULES || says_nothing(said) {
        return WaitingAnswer::Other;
    }
    let more = text(sentence.message, said);
    let (record_type, before) = match waiting.call.target() {
        Some(Target { record_type, by: TargetBy::Words(before) }) => {
            (record_type.clone(), format!("{before} "))
        }
        Some(Target { record_type, .. }) => (record_type.clone(), String::new()),
        None => return WaitingAnswer::Other,
    };
    chosen(Target { record_type, by: TargetBy::Words(format!("{before}{more}")) })
}

/// The field that was missing.
fn filled_in(sentence: &Sentence<'_>, waiting: &Waiting, key: &str, said: &[Word]) -> WaitingAnswer {
    let Call::Create { record_type, fields } = &waiting.call else { return WaitingAnswer::Other };
    if said.is_empty() || says_nothing(said) || understand(sentence).confidence >= Understood::SURE {
        return WaitingAnswer::Other;
    }
    if said.iter().any(|word| matches!(word.mark, Mark::End { asks: true })) {
        return WaitingAnswer::Other;
    }
    let field = sentence.tenant.records.of(record_type).and_then(|of| of.field(key));
    let mut value = sentence.message.trim();
    if field.is_some_and(|field| field.refers_to.is_some() || field.user) {
        let mut rest = said;
        while let Some((first, more)) = rest.split_first()
            && first.is(&["in", "for", "the", "to", "it", "it's", "is", "of", "project"])
            && !more.is_empty()
        {
            rest = more;
        }
        while let Some((last, before)) = rest.split_last()
            && !before.is_empty()
            && (last.is(&["project", "please"])
                || field.and_then(|field| field.refers_to.as_deref()).is_some_and(|to| last.flat == to))
        {
            rest = before;
        }
        value = text(sentence.message, rest);
    }
    let mut fields = fields.clone();
    fields.insert(key.to_owned(), json!(value));
    WaitingAnswer::Chosen(Call::Create { record_type: record_type.clone(), fields })
}

fn says_nothing(said: &[Word]) -> bool {
    said.iter().all(|word| {
        word.is(BESIDE)
            || word.is(&[
                "hi", "hello", "hey", "hm", "what", "why", "sorry", "wait", "cool", "great", "nice", "good",
                "um", "hmm",
            ])
    })
}
