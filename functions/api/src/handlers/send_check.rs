//! What a message or an edit must be before it is taken. Knows nothing of the tenant: a key that the tenant does not
//! have is no bad request, it is told in the answer.

use shared::wire::{Edit, MESSAGE_MAX_CHARS, Page, SendRequest};

use crate::problem::ApiError;

/// The most characters of one text of an edit.
const EDIT_TEXT_MAX_CHARS: usize = 1_000;

/// The most changes of a sort in one edit: more than any form has fields.
const EDIT_MAX_CHANGES: usize = 100;

/// The most characters of a key: no attribute has a longer one. Keys are said back several times, in the answer and in
/// the log, and what does not fit into the store could never be closed.
const EDIT_KEY_MAX_CHARS: usize = 40;

/// Refuses what cannot be taken, with its place.
pub(super) fn check(request: &SendRequest) -> Result<(), ApiError> {
    match &request.edit {
        Some(_) if !request.message.is_empty() => {
            return Err(ApiError::invalid("/edit", "stands in place of a message, not beside one"));
        }
        Some(edit) => check_edit(edit)?,
        None => check_message(&request.message)?,
    }
    let id = &request.message_id;
    let signs_fit = id.bytes().all(|sign| sign.is_ascii_alphanumeric() || sign == b'-' || sign == b'_');
    if !(8..=64).contains(&id.len()) || !signs_fit {
        return Err(ApiError::invalid("/message_id", "takes 8 to 64 of A-Z a-z 0-9 - _, such as a UUID"));
    }
    request.page.as_ref().map_or(Ok(()), check_page)
}

fn check_message(message: &str) -> Result<(), ApiError> {
    let length = message.chars().count();
    if message.trim().is_empty() {
        return Err(ApiError::invalid("/message", "must not be empty"));
    }
    if length > MESSAGE_MAX_CHARS {
        let detail = format!("has {length} characters; at most {MESSAGE_MAX_CHARS} are taken");
        return Err(ApiError::invalid("/message", detail));
    }
    Ok(())
}

fn check_edit(edit: &Edit) -> Result<(), ApiError> {
    if *edit == Edit::default() {
        return Err(ApiError::invalid("/edit", "changes nothing: give `set`, `clear` or `confirm`"));
    }
    for (pointer, changes) in [("/edit/set", edit.set.len()), ("/edit/clear", edit.clear.len())] {
        if changes > EDIT_MAX_CHANGES {
            return Err(ApiError::invalid(pointer, format!("takes at most {EDIT_MAX_CHANGES} changes")));
        }
    }
    let is_long = |key: &String| key.chars().count() > EDIT_KEY_MAX_CHARS;
    for (pointer, is_wrong) in
        [("/edit/set", edit.set.keys().any(is_long)), ("/edit/clear", edit.clear.iter().any(is_long))]
    {
        if is_wrong {
            let detail = format!("takes keys of at most {EDIT_KEY_MAX_CHARS} characters");
            return Err(ApiError::invalid(pointer, detail));
        }
    }
    for (key, text) in &edit.set {
        let detail = if text.trim().is_empty() {
            "must not be empty; what is to go away belongs into `clear`".to_owned()
        } else if text.chars().count() > EDIT_TEXT_MAX_CHARS {
            format!("takes at most {EDIT_TEXT_MAX_CHARS} characters")
        } else {
            continue;
        };
        return Err(ApiError::invalid(&format!("/edit/set/{}", escaped(key)), detail));
    }
    Ok(())
}

/// A key in a JSON pointer.
fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

fn check_page(page: &Page) -> Result<(), ApiError> {
    for (pointer, text, most) in [
        ("/page/url", &page.url, 2_000),
        ("/page/title", &page.title, 300),
        ("/page/referrer", &page.referrer, 2_000),
    ] {
        if text.chars().count() > most {
            return Err(ApiError::invalid(pointer, format!("takes at most {most} characters")));
        }
    }
    Ok(())
}
