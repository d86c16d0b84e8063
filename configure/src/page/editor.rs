//! The editor: a plain textarea, whose letters are unseen, over a mirror of it that is painted line by line. What one
//! selects, copies, undoes and hears is the textarea's.

use core::cell::RefCell;
use core::ops::Range;
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::{FocusOptions, HtmlDocument, HtmlElement, HtmlTextAreaElement, KeyboardEvent};

use super::dom;
use crate::document::{Flaw, Paint, difference, paint, utf16};

const INDENT: &str = "  ";

/// The editor.
pub(super) struct Editor {
    text: HtmlTextAreaElement,
    mirror: HtmlElement,
    scroller: HtmlElement,
    drawn: RefCell<Vec<Line>>,
}

/// A line as it is drawn.
#[derive(PartialEq, Eq)]
struct Line {
    text: String,
    /// What is marked, in bytes of the line.
    wrong: Vec<Range<usize>>,
}

impl Editor {
    pub(super) fn find() -> Result<Self, JsValue> {
        Ok(Self {
            text: dom::by_id("text")?,
            mirror: dom::by_id("mirror")?,
            scroller: dom::by_id("editor")?,
            drawn: RefCell::default(),
        })
    }

    pub(super) fn text(&self) -> String {
        self.text.value()
    }

    /// The first text; there is nothing to undo to.
    pub(super) fn begin(&self, text: &str) {
        self.text.set_value(text);
    }

    /// Another text from its beginning on; the old one can be had back by undoing.
    pub(super) fn load(&self, text: &str) {
        let length = self.text.text_length();
        self.type_over(0, length, text);
        self.select(0, 0);
        self.scroller.set_scroll_top(0);
    }

    /// Replaces the smallest piece that differs; the cursor stays with its words.
    pub(super) fn change_to(&self, text: &str) {
        let old = self.text();
        let (range, new) = difference(&old, text);
        let (start, end) = (utf16(&old, range.start), utf16(&old, range.end));
        if is_typing() {
            // Taking the focus away with every key would end an input method's work and be read aloud. The price: what
            // was undoable in this text no longer is; the field in which one types has an undo of its own.
            let _ = self.text.set_range_text_with_start_and_end_and_mode(new, start, end, "preserve");
        } else {
            self.type_over(start, end, new);
        }
    }

    /// Replaces as if by hand, so that it can be undone; the focus comes back to where it was.
    fn type_over(&self, start: u32, end: u32, text: &str) {
        let focused = dom::document().ok().and_then(|document| document.active_element());
        self.focus();
        self.select(start, end);
        self.insert(text);
        if let Some(Ok(element)) = focused.map(JsCast::dyn_into::<HtmlElement>) {
            let options = FocusOptions::new();
            options.set_prevent_scroll(true);
            let _ = element.focus_with_options(&options);
        }
    }

    /// Runs `follow` after everything that is typed.
    pub(super) fn on_change(self: &Rc<Self>, follow: impl Fn() + 'static) -> Result<(), JsValue> {
        dom::on(&self.text, "input", move |_| follow())?;
        let editor = Rc::clone(self);
        dom::on(&self.text, "keydown", move |event| editor.key(event.unchecked_ref()))
    }

    /// Runs `follow` after the cursor has moved.
    pub(super) fn on_move(self: &Rc<Self>, follow: impl Fn() + 'static) -> Result<(), JsValue> {
        let editor = Rc::clone(self);
        dom::on(&*dom::document()?, "selectionchange", move |_| {
            let focused = dom::document().ok().and_then(|document| document.active_element());
            if focused.is_some_and(|focused| focused == **editor.text) {
                follow();
            }
        })
    }

    /// Where the cursor is, in bytes of the text.
    pub(super) fn cursor(&self) -> usize {
        self.selection().1
    }

    /// Tab goes on to the next control, as everywhere: indenting has keys of its own.
    fn key(&self, event: &KeyboardEvent) {
        let with_command = (event.ctrl_key() || event.meta_key()) && !event.alt_key();
        match event.key().as_str() {
            "Enter" if !event.is_composing() && !with_command && !event.shift_key() => self.break_line(),
            "]" if with_command => self.indent(|line| [INDENT, line].concat()),
            "[" if with_command => self.indent(|line| line.strip_prefix(INDENT).unwrap_or(line).to_owned()),
            _ => return,
        }
        event.prevent_default();
    }

    /// A new line, indented like the one before, and deeper after a bracket.
    fn break_line(&self) {
        let (text, start, end) = self.selection();
        let before = &text[..start];
        let line = before.rsplit('\n').next().unwrap_or_default();
        let indent = &line[..line.len() - line.trim_start().len()];
        let opens = line.trim_end().ends_with(['{', '[']);
        if opens && text[end..].starts_with(['}', ']']) {
            self.insert(&["\n", indent, INDENT, "\n", indent].concat());
            let cursor = utf16(&text, start) + utf16(indent, indent.len()) + utf16(INDENT, INDENT.len()) + 1;
            self.select(cursor, cursor);
        } else {
            self.insert(&["\n", indent, if opens { INDENT } else { "" }].concat());
        }
    }

    /// Changes the beginning of every line that is selected.
    fn indent(&self, change: impl Fn(&str) -> String) {
        let (text, start, end) = self.selection();
        let from = text[..start].rfind('\n').map_or(0, |line_end| line_end + 1);
        let to = text[end..].find('\n').map_or(text.len(), |line_end| end + line_end);
        let lines: Vec<String> = text[from..to].split('\n').map(change).collect();
        let changed = lines.join("\n");
        if changed != text[from..to] {
            self.select(utf16(&text, from), utf16(&text, to));
            self.insert(&changed);
            let (from, length) = (utf16(&text, from), utf16(&changed, changed.len()));
            self.select(from, from + length);
        }
    }

    /// The text, and the selection in bytes of it.
    fn selection(&self) -> (String, usize, usize) {
        let text = self.text();
        let byte = |units: Option<u32>| {
            let mut left = units.unwrap_or(0) as usize;
            let until = |sign: &char| left.checked_sub(sign.len_utf16()).map(|rest| left = rest).is_some();
            text.chars().take_while(until).map(char::len_utf8).sum::<usize>()
        };
        let start = byte(self.text.selection_start().ok().flatten());
        let end = byte(self.text.selection_end().ok().flatten());
        (text, start, end)
    }

    /// Types for the user, over what is selected: what is typed so can be undone by the browser's own means, and
    /// nothing else can.
    fn insert(&self, text: &str) {
        let command = if text.is_empty() { "delete" } else { "insertText" };
        let typed = dom::document().and_then(|document| {
            let document: HtmlDocument = document.unchecked_into();
            document.exec_command_with_show_ui_and_value(command, false, text)
        });
        if !typed.unwrap_or(false) {
            let _ = self.text.set_range_text(text);
        }
    }

    fn select(&self, start: u32, end: u32) {
        let _ = self.text.set_selection_range(start, end);
    }

    fn focus(&self) {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = self.text.focus_with_options(&options);
    }

    /// Selects a place and shows it.
    pub(super) fn go_to(&self, range: &Range<usize>) {
        let text = self.text();
        self.scroller.scroll_into_view_with_bool(true);
        self.focus();
        self.select(utf16(&text, range.start), utf16(&text, range.end));
        let line = text.get(..range.start).unwrap_or_default().matches('\n').count();
        let line = u32::try_from(line).ok().and_then(|line| self.mirror.children().item(line));
        if let Some(line) = line.and_then(|line| line.dyn_into::<HtmlElement>().ok()) {
            let middle = line.offset_top() - self.scroller.client_height() / 3;
            self.scroller.set_scroll_top(middle.max(0));
        }
    }

    /// Paints the lines that have changed.
    pub(super) fn draw(&self, flaws: &[Flaw]) {
        let text = self.text();
        let lines = lines(&text, flaws);
        let mut drawn = self.drawn.borrow_mut();
        let head = lines.iter().zip(drawn.iter()).take_while(|(new, old)| new == old).count();
        let tails = lines[head..].iter().rev().zip(drawn[head..].iter().rev());
        let tail = tails.take_while(|(new, old)| new == old).count();
        let children = self.mirror.children();
        let at = |index: usize| u32::try_from(index).ok().and_then(|index| children.item(index));
        for _ in head..drawn.len() - tail {
            if let Some(line) = at(head) {
                line.remove();
            }
        }
        let next = at(head);
        for line in &lines[head..lines.len() - tail] {
            if let Ok(element) = line_element(line) {
                let _ = self.mirror.insert_before(&element, next.as_deref());
            }
        }
        *drawn = lines;
    }
}

/// Whether a field of the form is being typed into, or a colour picked.
fn is_typing() -> bool {
    let focused = dom::document().ok().and_then(|document| document.active_element());
    focused
        .is_some_and(|focused| !focused.matches("input[type=radio], select, button, body").unwrap_or(false))
}

/// The lines with what is marked in each.
fn lines(text: &str, flaws: &[Flaw]) -> Vec<Line> {
    let mut start = 0;
    text.split('\n')
        .map(|line| {
            let end = start + line.len();
            let wrong = flaws
                .iter()
                .filter(|flaw| flaw.range.start >= start && flaw.range.start <= end)
                .map(|flaw| flaw.range.start - start..flaw.range.end.min(end) - start)
                .collect();
            start = end + 1;
            Line { text: line.to_owned(), wrong }
        })
        .collect()
}

fn line_element(line: &Line) -> Result<HtmlElement, JsValue> {
    let element = dom::make("div", if line.wrong.is_empty() { "line" } else { "line flawed" }, "")?;
    let mut from = 0;
    for (paint, to) in paint(&line.text) {
        let is_wrong = line.wrong.iter().any(|wrong| wrong.start < to && wrong.end > from);
        let class = match (paint, is_wrong) {
            (_, true) => "wrong",
            (Paint::Key, _) => "key",
            (Paint::Text, _) => "string",
            (Paint::Word, _) => "word",
            (Paint::Plain, _) => "plain",
        };
        element.append_child(&*dom::make("span", class, &line.text[from..to])?)?;
        from = to;
    }
    Ok(element)
}
