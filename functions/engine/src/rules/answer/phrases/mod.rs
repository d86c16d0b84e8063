//! The turns of phrase of a reply, by language. `{name}`, `{value}`, `{list}`, `{tenant}`, `{assistant}`, `{why}`,
//! `{question}` and `{example}` are filled in; of several, one is chosen by the message.

mod english;
mod german;
mod portuguese;
mod spanish;

use crate::rules::language::Language;

/// Several ways of saying one thing; never empty.
pub(super) type Ways = &'static [&'static str];

/// Everything that a reply can say.
pub(super) struct Phrases {
    // Openings
    pub hello: Ways,
    pub welcome: Ways,
    pub goodbye: Ways,
    pub sorry: Ways,
    pub small_talk: Ways,
    // What was understood
    pub noted: Ways,
    pub noted_sentence: Ways,
    pub noted_answer: Ways,
    pub noted_person: Ways,
    pub noted_several: Ways,
    pub noted_many: Ways,
    pub changed: Ways,
    pub cleared: Ways,
    pub declined: Ways,
    pub left_open: Ways,
    pub unchanged: Ways,
    // What was changed by hand
    pub edit_noted: Ways,
    pub edit_removed: Ways,
    pub edit_confirmed: Ways,
    pub edit_unconfirmed: Ways,
    pub edit_unknown: Ways,
    /// What stands in the conversation for the change itself, as if the visitor had said it.
    pub edit_removes: Ways,
    pub edit_confirms: Ways,
    // What was not
    pub no_email: Ways,
    pub no_phone: Ways,
    pub no_url: Ways,
    pub no_money: Ways,
    pub no_date: Ways,
    pub no_duration: Ways,
    pub no_number: Ways,
    pub no_choice: Ways,
    pub not_understood: Ways,
    /// Said before the question is asked again, where the message was no attempt at answering it.
    pub aside: Ways,
    pub invalid: Ways,
    /// What was said together with what is known is more than the store takes.
    pub too_much: Ways,
    // What was asked of us
    pub why: Ways,
    pub why_unsaid: Ways,
    pub price: Ways,
    pub price_ready: Ways,
    pub who: Ways,
    pub human: Ways,
    pub question: Ways,
    pub summary: Ways,
    pub summary_empty: Ways,
    // What comes next
    pub again: Ways,
    pub again_example: Ways,
    pub again_choices: Ways,
    pub became_ready: Ways,
    pub still_ready: Ways,
    pub agreed: Ways,
    pub nothing_left: Ways,
    pub still_missing: Ways,
    // What is known
    /// On a page that is shown in place of another.
    pub error_page: Ways,
    pub price_is: &'static str,
    pub available: &'static str,
    // Questions for tenants whose own are in another language
    pub ask_person: &'static str,
    pub ask_company: &'static str,
    pub ask_place: &'static str,
    pub ask_email: &'static str,
    pub ask_phone: &'static str,
    pub ask_budget: &'static str,
    pub ask_deadline: &'static str,
    // Small words
    pub and: &'static str,
    pub yes: &'static str,
    pub no: &'static str,
    /// Whether a name in the middle of a sentence is written small.
    pub lowers_names: bool,
}

/// The phrases of a language.
pub(super) const fn phrases(language: Language) -> &'static Phrases {
    match language {
        Language::English => &english::PHRASES,
        Language::German => &german::PHRASES,
        Language::Spanish => &spanish::PHRASES,
        Language::Portuguese => &portuguese::PHRASES,
    }
}
