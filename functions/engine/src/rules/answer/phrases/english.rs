//! English.

use super::Phrases;

pub(super) const PHRASES: Phrases = Phrases {
    hello: &["Hello.", "Hi there.", "Hi, good to have you here."],
    welcome: &["You're welcome.", "Any time.", "My pleasure."],
    goodbye: &[
        "Goodbye, and thanks for stopping by. If you come back, we can go on right here.",
        "Bye for now. This conversation stays here in case you want to go on with it.",
    ],
    sorry: &[
        "I'm sorry about that. I'll keep it short.",
        "I understand, and I'm sorry for the trouble.",
        "Sorry about that. I'll try to be quick.",
    ],
    small_talk: &["All well here, thank you.", "Fine here, thanks."],
    noted: &["Noted: {value}.", "Thanks, noted: {value}.", "Got it: {value}."],
    noted_sentence: &[
        "Thanks, that gives a good picture.",
        "Thank you, that helps.",
        "Good, I've noted that.",
    ],
    noted_answer: &["Noted, thanks.", "All right, noted.", "Thanks, noted."],
    noted_person: &["Nice to meet you, {value}.", "Thanks, {value}.", "Hello {value}, thanks."],
    noted_several: &["Noted: {list}.", "Got it: {list}.", "Thanks, I've noted: {list}."],
    noted_many: &[
        "Thanks, that's a lot to go on. I've noted: {list}.",
        "That helps a lot, thank you. Noted: {list}.",
    ],
    changed: &["Changed: {value}.", "All right, changed: {value}.", "No problem, now noted: {value}."],
    cleared: &["Removed: {name}.", "All right, removed: {name}."],
    declined: &[
        "That's fine, you don't have to.",
        "No problem, we can leave that out.",
        "Of course, we'll skip that.",
    ],
    left_open: &[
        "No problem, that can stay open for now.",
        "That's fine, no need to know yet.",
        "All right, we'll leave that open.",
    ],
    unchanged: &["Yes, I have that already.", "That's what I have noted, too."],
    edit_noted: &["Noted: {list}."],
    edit_removed: &["Removed: {list}."],
    edit_confirmed: &["Thank you, that's confirmed as it stands."],
    edit_unconfirmed: &["Nothing is confirmed yet, so that you can look at it once more."],
    edit_unknown: &["That can't be kept here."],
    edit_removes: &["{name} removed"],
    edit_confirms: &["Confirmed"],
    no_email: &[
        "That doesn't look like a complete e-mail address.",
        "I can't make out a complete e-mail address there.",
    ],
    no_phone: &[
        "That doesn't look like a complete phone number.",
        "I can't make out a complete phone number there.",
    ],
    no_url: &["I can't make out a web address there."],
    no_money: &["I can't make out an amount there.", "I didn't catch an amount."],
    no_date: &["I can't make out a date there.", "I didn't catch a date."],
    no_duration: &["I can't make out a length of time there."],
    no_number: &["I can't make out a number there.", "I didn't catch a number."],
    no_choice: &[
        "I couldn't match that to one of the options.",
        "I'm not sure which of the options that is.",
    ],
    not_understood: &["I'm not sure I understood that.", "Sorry, I didn't quite get that."],
    aside: &["Thanks.", "Thank you.", "All right."],
    too_much: &[
        "That is more at once than I can keep. Could you say it in fewer words, one thing at a time?",
    ],
    invalid: &["I couldn't use that ({name}), so nothing has changed there."],
    why: &["Fair question. {why}", "Happy to explain. {why}"],
    why_unsaid: &["It helps the team at {tenant} to work out a realistic estimate."],
    price: &[
        "I can't name a price or a date myself; that comes with the estimate, once the details are together.",
        "Prices and dates come with the estimate, and for that the team needs a few details first.",
    ],
    price_ready: &[
        "The details for an estimate are together now; a price or a date is for the team at {tenant} to say.",
    ],
    who: &[
        "I'm {assistant}, the assistant on this site: a program, not a person.",
        "I'm a program: {assistant}, the assistant of {tenant}.",
    ],
    human: &[
        "I can't put you through from here; I'm only the assistant. What you write here is kept for the team at {tenant}.",
        "I'm the assistant and can't connect a call, but this conversation is kept for the team at {tenant}.",
    ],
    question: &[
        "I don't want to guess at that; it's a question for the team at {tenant}.",
        "That's one for the team at {tenant}; I can't answer it reliably myself.",
        "I can't say for certain, so I'd leave that to the team at {tenant}.",
    ],
    summary: &["Here is what I have so far:", "This is what I've noted:"],
    summary_empty: &["I haven't noted anything yet."],
    again: &[
        "Back to my question: {question}",
        "Let me come back to my question: {question}",
        "Once more, then: {question}",
    ],
    again_example: &[
        "{question} Something like \"{example}\" is enough.",
        "Back to my question: {question} For example: \"{example}\".",
        "Let me come back to my question: {question} An example would be \"{example}\".",
    ],
    again_choices: &[
        "{question} You can choose from {list}.",
        "Back to my question: {question} The options are {list}.",
    ],
    became_ready: &[
        "That's everything needed for an estimate. Would you like to change or add anything?",
        "Good, that completes the details for an estimate. Is there anything to change or add?",
    ],
    still_ready: &[
        "Everything for an estimate is here. Is there anything else to change or add?",
        "Is there anything else you'd like to change or add?",
    ],
    agreed: &["Great, then everything is noted.", "Good, then that's how it stands."],
    nothing_left: &["Thanks, those were all my questions.", "That's all I wanted to ask, thank you."],
    still_missing: &["For an estimate the team would still need: {list}. You can add that here at any time."],
    error_page: &[
        "This page doesn't exist, or it has moved. Tell me what you were looking for, and I'll try to help.",
    ],
    price_is: "Price",
    available: "Available",
    ask_person: "What's your name?",
    ask_company: "Which company is it for?",
    ask_place: "Which place is it in?",
    ask_email: "Which e-mail address can we write to?",
    ask_phone: "What's the best phone number to reach you?",
    ask_budget: "What budget do you have in mind?",
    ask_deadline: "When would suit you?",
    and: "and",
    yes: "yes",
    no: "no",
    lowers_names: true,
};
