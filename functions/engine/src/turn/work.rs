//! What a turn has done besides talking: the calls that were carried out, and what is said of them.

use shared::wire::{ActionDone, Block, ToolCall};

use super::input::Effect;
use crate::actions::{Call, Intent, Thread};
use crate::ports::ToolSaid;

/// What came of what the driver carried out.
#[derive(Debug, Clone, PartialEq)]
pub struct Worked {
    /// What is said of it: Markdown, in the visitor's language, made from what was stored.
    pub text: String,
    /// What is shown under it.
    pub blocks: Vec<Block>,
    /// The calls, and what came of each.
    pub tool_calls: Vec<ToolCall>,
    /// What was done to records.
    pub actions: Vec<ActionDone>,
    /// What is remembered for the next turn.
    pub thread: Thread,
    /// What the message was about.
    pub intent: Intent,
    /// What the tenant's own tools said, by their names.
    pub tool_results: Vec<(String, ToolSaid)>,
}

impl Worked {
    /// Nothing came of it.
    #[must_use]
    pub fn nothing() -> Self {
        Self {
            text: String::new(),
            blocks: Vec::new(),
            tool_calls: Vec::new(),
            actions: Vec::new(),
            thread: Thread::default(),
            intent: Intent::Clarification,
            tool_results: Vec::new(),
        }
    }

    /// In place of what a tool has said: it is nothing that may be shown.
    pub fn withhold(&mut self, locale: &str) {
        withheld(locale).clone_into(&mut self.text);
    }

    /// Says besides that a tool was called and nobody has heard what came of it.
    pub fn say_interrupted(&mut self, locale: &str) {
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        self.text.push_str(interrupted(locale));
    }
}

fn withheld(locale: &str) -> &'static str {
    match locale.split('-').next().unwrap_or_default() {
        "de" => "Das Werkzeug hat geantwortet, aber seine Antwort kann ich nicht zeigen.",
        "es" => "La herramienta respondió, pero no puedo mostrar su respuesta.",
        "pt" => "A ferramenta respondeu, mas não posso mostrar a resposta.",
        _ => "The tool answered, but its answer cannot be shown.",
    }
}

fn interrupted(locale: &str) -> &'static str {
    match locale.split('-').next().unwrap_or_default() {
        "de" => {
            "Ich wurde unterbrochen, während ich das getan habe, und weiß nicht, ob es geklappt hat. Bitte sehen Sie nach, \
             bevor Sie es noch einmal versuchen."
        }
        "es" => {
            "Me interrumpieron mientras lo hacía y no sé si se hizo. Por favor, compruébelo antes de intentarlo de nuevo."
        }
        "pt" => {
            "Fui interrompido enquanto fazia isso e não sei se foi feito. Por favor, verifique antes de tentar de novo."
        }
        _ => {
            "I was interrupted while doing that, and cannot tell whether it was done. Please have a look before you try \
             again."
        }
    }
}

/// All that a turn has done so far.
#[derive(Debug)]
pub(super) struct Work {
    pub(super) worked: Worked,
    /// How sure the rules were of it; `None` where the model asked for it.
    pub(super) confidence: Option<f64>,
    /// The calls that were carried out: none is carried out twice.
    pub(super) calls: Vec<Call>,
}

impl Work {
    pub(super) const fn new(worked: Worked, confidence: Option<f64>, calls: Vec<Call>) -> Self {
        Self { worked, confidence, calls }
    }

    /// The same with what was done after it.
    pub(super) fn and(self, next: Self) -> Self {
        let Self { mut worked, confidence, mut calls } = self;
        let Worked { text, blocks, tool_calls, actions, thread, intent, tool_results } = next.worked;
        worked.text =
            [worked.text, text].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n\n");
        worked.blocks.extend(blocks);
        worked.tool_calls.extend(tool_calls);
        worked.actions.extend(actions);
        worked.tool_results.extend(tool_results);
        worked.thread = thread;
        worked.intent = intent;
        calls.extend(next.calls);
        Self { worked, confidence, calls }
    }

    /// Whether nothing but tools of the tenant's own was called, and each of them said something: then there are no words of
    /// the engine's to be kept, and a model may tell what they said.
    pub(super) fn is_for_the_model(&self) -> bool {
        let said = self.worked.tool_results.len();
        said > 0 && said == self.worked.tool_calls.len() && self.worked.actions.is_empty()
    }
}

/// What the visitor is told at once of what was carried out.
pub(super) fn effects(worked: &Worked) -> Vec<Effect> {
    let tools = worked.tool_calls.iter().cloned().map(Effect::Tool);
    tools.chain(worked.actions.iter().cloned().map(Effect::Action)).collect()
}
