//! The form before the chat: it stands where the composer will, until it is filled in. What is filled in is the
//! conversation's first turn.

mod field;

use std::rc::Rc;

use web_sys::Event;

use super::log::markdown;
use super::seldom::{self, Seldom};
use super::view::{View, button, view};
use crate::chat::Chat;
use crate::conversation::wire::Attribute;
use crate::live::Live;
use crate::texts::Text;

pub(super) use field::Field;

/// One thing that is asked.
struct Asked {
    attribute: &'static Attribute,
    required: bool,
    field: Field,
    /// What is wrong with what is written; empty where nothing is.
    reason: Rc<Live<String>>,
}

/// Where the form will stand; none where the tenant asks nothing. Where its code cannot be fetched, one can chat.
pub(super) fn place(chat: Chat) -> Option<View> {
    chat.config.before_chat.as_ref()?;
    let place = view("div", "form").hidden_while(move || !asks(chat));
    let needed = move || asks(chat).then_some(Seldom::Form);
    Some(seldom::place(chat, place, Box::new(needed), Rc::new(move || chat.asking.set(false))))
}

fn asks(chat: Chat) -> bool {
    chat.asking.get() && chat.entries.with(Vec::is_empty)
}

/// The form; none where the tenant asks nothing.
pub(super) fn form(chat: Chat) -> Option<View> {
    let config = chat.config();
    let form = config.before_chat.as_ref()?;
    let mut view = view("form", "form")
        .attribute("part", "form")
        .attribute("novalidate", "true")
        .hidden_while(move || !asks(chat))
        .child(markdown(chat, &form.text));
    let mut all = Vec::new();
    for (key, required) in &form.fields {
        let Some(attribute) = config.attribute(key) else { continue };
        let (line, asked) = line(chat, attribute, *required);
        view = view.child(line);
        all.push(asked);
    }
    let is_free = all.iter().all(|asked| !asked.required);
    let skip = button("quiet", move || chat.asking.set(false)).attribute("type", "button");
    Some(
        view.on(
            "submit",
            Box::new(move |event: Event| {
                event.prevent_default();
                submit(chat, &all);
            }),
        )
        .child(
            super::view::view("div", "ways")
                .child(skip.text(chat.text(Text::Skip)).hidden_while(move || !is_free))
                .child(super::view::view("button", "strong").text(chat.text(Text::Begin))),
        ),
    )
}

/// The name of what is asked, the control, and what is wrong with what is written there.
fn line(chat: Chat, attribute: &'static Attribute, required: bool) -> (View, Asked) {
    let mut field = Field::new(chat, attribute, "");
    let reason: Rc<Live<String>> = Rc::default();
    let told = Rc::clone(&reason);
    let name = view("span", "").text(&attribute.label);
    let optional = if required { "" } else { chat.text(Text::Optional) };
    // Around several controls a label would name the first of them.
    let name = view(if field.is_line() { "label" } else { "div" }, "")
        .child(name.child(view("small", "").text(optional)))
        .child(field.view.part());
    let why = view("p", "reason").attribute("id", &told_by(attribute));
    let line = view("div", "").child(name).child(why.text_follows(move || told.get()));
    (line, Asked { attribute, required, field, reason })
}

fn told_by(attribute: &Attribute) -> String {
    ["ask-", &attribute.key].concat()
}

/// Says what is wrong, or begins the conversation.
fn submit(chat: Chat, all: &[Asked]) {
    let mut is_right = true;
    let mut values = Vec::new();
    for Asked { attribute, required, field, reason } in all {
        let value = field.value();
        let wrong = match attribute.kind.as_str() {
            _ if value.is_empty() => required.then_some(Text::FillIn),
            "email" => (!is_email(&value)).then_some(Text::NotAnEmail),
            _ => None,
        };
        reason.set(wrong.map_or_else(String::new, |text| chat.text(text).to_owned()));
        field.mark(wrong.is_some(), &told_by(attribute));
        if wrong.is_some() && is_right {
            field.focus();
        }
        is_right &= wrong.is_none();
        values.push((attribute.key.as_str(), value));
    }
    if !is_right {
        return;
    }
    let values: Vec<(&str, &str)> = values
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(key, value)| (*key, value.as_str()))
        .collect();
    if values.is_empty() {
        chat.asking.set(false);
    } else {
        chat.set_values(&values);
    }
    chat.focus_input();
}

/// Whether it can be an address at all; the server looks closely.
fn is_email(value: &str) -> bool {
    crate::conversation::text::split(value, "@").is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && !host.ends_with('.') && !value.contains(' ')
    })
}
