//! What the tenant knows of what was asked: entries of its knowledge, and help for the page that the visitor is on.
//!
//! Says what stands there and nothing else; where nothing does, that is said.

use std::sync::LazyLock;

use regex::Regex;
use shared::tenant::KnowledgeEntry;
use shared::value::Kind;
use shared::wire::Block;

use super::Answering;
use super::attempt::is_attempt;
use super::understood::Understood;
use super::voice::Voice;
use crate::knowledge::{is_error_page, page_help, sources};
use crate::ports::Found;
use crate::rules::language::{Language, pattern};
use crate::rules::reading::Act;
use crate::rules::text::Text;

/// What is known of what was asked.
pub(super) enum Known<'a> {
    /// An entry answers it.
    Answer(&'a Found),
    /// It is about the page.
    Page(String),
    /// Something was asked, and nothing is known of it.
    Nothing,
}

static HELP: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^\W*(?:(?:i need |can you |please |could you )?help(?: me| please)?|hilfe|(?:bitte )?helfen sie mir|ayuda(?:me)?|(?:me )?ajuda|socorro|me ajude|preciso de ajuda|ich brauche hilfe|necesito ayuda)\W*$|",
        r"\b(?:what (?:can|do|should|could) i do (?:here|on this|now)|what (?:is|does) this page|which page is this|where am i\b|how does this (?:page|site|work)\b|what can you do\b|",
        r"was kann ich hier|was (?:mache|tue) ich hier|was ist das (?:hier )?fur eine seite|wo bin ich\b|was (?:konnen sie|kannst du)\b|wie funktioniert (?:das|die seite)(?: hier)?\W*$|",
        r"que puedo hacer (?:aqui|en esta)|que es esta pagina|donde estoy\b|como funciona (?:esta pagina|esto)\b|que puedes hacer|",
        r"o que (?:eu )?(?:posso|consigo) fazer (?:aqui|nesta|nessa)|o que (?:e|tem n)(?:esta|essa|esta) pagina|que pagina e (?:esta|essa)|onde (?:eu )?estou\b|como (?:isso )?funciona (?:esta|essa) pagina|o que (?:voce faz|voce pode fazer))"
    ))
});
/// The page that was looked for is not there, or does not work.
static ERROR: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\b(?:404|500|error|erro|fehler(?:meldung|seite)?|page (?:is )?(?:not found|missing|gone|broken)|not found|broken link|dead link|(?:does|is)(?:n'?t| not) (?:work|load|exist|there)\w*|can'?t find|lost\b|",
        r"nicht gefunden|finde (?:\w+ )?nicht|seite (?:fehlt|ist weg)|funktioniert nicht|geht nicht|no (?:se )?(?:encuentr\w+|encontr\w+|funciona|carga|existe)|",
        r"nao (?:\w+ )?(?:encontr\w+|abre|abriu|funciona|carrega|existe)|sumiu|pagina quebrada)"
    ))
});

impl<'a> Known<'a> {
    /// What is known of this message; `None` where it asks nothing of that kind.
    pub(super) fn of(
        answering: &Answering<'a>,
        voice: &Voice<'_>,
        understood: &Understood<'_>,
    ) -> Option<Self> {
        let acts = &answering.understanding.acts;
        let has = |act: Act| acts.contains(&act);
        let text = Text::new(answering.reading.message);
        if has(Act::AsksHuman) || has(Act::AsksWho) || has(Act::AsksWhy) || has(Act::AsksSummary) {
            return None;
        }
        if let Some(help) = of_page(answering, voice, &text.flat) {
            return Some(Self::Page(help));
        }
        let knowledge = answering.knowledge?;
        let asks = has(Act::Question) || has(Act::AsksPrice) || text.sentences.iter().any(|one| one.question);
        let best = knowledge.first().filter(|found| found.score >= Found::GOOD);
        match best {
            Some(found) if asks || is_looking(answering, understood) => Some(Self::Answer(found)),
            None if has(Act::Question)
                || (has(Act::AsksPrice) && answering.reading.attributes.is_empty()) =>
            {
                Some(Self::Nothing)
            }
            _ => None,
        }
    }

    /// In words.
    pub(super) fn say(&self, answering: &Answering<'_>, voice: &Voice<'_>) -> String {
        match self {
            Self::Answer(found) => entry(voice, &found.entry),
            Self::Page(help) => help.clone(),
            Self::Nothing => {
                let tenant = answering.tenant;
                let said = tenant.knowledge.nothing_found.as_ref();
                let in_its_language = Language::of_tag(&tenant.locale) == Some(voice.language());
                let said = said.filter(|_| in_its_language);
                said.cloned().unwrap_or_else(|| voice.say(voice.phrases.question, &[]))
            }
        }
    }

    /// What it was taken from, to read on.
    pub(super) fn sources(&self, voice: &Voice<'_>) -> Option<Block> {
        let Self::Answer(found) = self else { return None };
        sources(&[found], voice.language().tag())
    }
}

/// Help for the page: where it is asked for, and on an error page where the visitor speaks of that.
fn of_page(answering: &Answering<'_>, voice: &Voice<'_>, flat: &str) -> Option<String> {
    let page = answering.page?;
    let is_error = is_error_page(page);
    let has = |act: Act| answering.understanding.acts.contains(&act);
    if !HELP.is_match(flat) && !(is_error && (ERROR.is_match(flat) || has(Act::Complains))) {
        return None;
    }
    let help = page_help(answering.tenant, page, voice.locale());
    let own = || is_error.then(|| voice.say(voice.phrases.error_page, &[]));
    help.map(str::to_owned).or_else(own)
}

/// Whether the message names something to be looked up, though it is no question: "opening hours".
fn is_looking(answering: &Answering<'_>, understood: &Understood<'_>) -> bool {
    let acts = &answering.understanding.acts;
    let is_talk = acts.iter().any(|act| {
        matches!(
            act,
            Act::Agrees | Act::Disagrees | Act::Thanks | Act::Farewell | Act::Declines | Act::DoesNotKnow
        )
    });
    let reading = answering.reading;
    let asked = reading.asked.and_then(|key| reading.attributes.iter().find(|one| one.key == key));
    let is_answer = asked.is_some_and(|attribute| {
        !matches!(attribute.kind, Kind::Choice | Kind::List | Kind::YesNo | Kind::Text)
            && is_attempt(reading, attribute.kind)
    });
    understood.is_empty() && !is_talk && !is_answer
}

/// The text of an entry, and what it costs and when it can be had where the text does not say so.
fn entry(voice: &Voice<'_>, entry: &KnowledgeEntry) -> String {
    let mut said = entry.text.trim().to_owned();
    let lines = [(voice.phrases.price_is, &entry.price), (voice.phrases.available, &entry.availability)];
    let lines: Vec<String> = lines
        .into_iter()
        .filter_map(|(name, value)| Some((name, value.as_ref().filter(|value| !said.contains(*value))?)))
        .map(|(name, value)| format!("- **{name}**: {value}"))
        .collect();
    if !lines.is_empty() {
        said = format!("{said}\n\n{}", lines.join("\n"));
    }
    said
}
