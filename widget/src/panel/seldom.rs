//! What is seldom drawn, by code that is fetched when it is first needed, with its styles: nothing of it is wanted until
//! one can type. Whatever is called from [`draw`] alone is not in the module that every visitor fetches.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_split_macros::wasm_split;

use super::view::View;
use super::{blocks, card, form, rating, styles};
use crate::chat::{Chat, Entry};
use crate::later::SplitLoaderError;

/// What is to be drawn.
pub(super) enum Seldom {
    /// The summary card.
    Card,
    /// The form before the chat.
    Form,
    /// The stars.
    Rating,
    /// A block under an answer, by its place.
    Block(Rc<Entry>, usize),
}

#[wasm_split(seldom, fallible, wasm_split_path = crate::later)]
fn draw(chat: Chat, seldom: Seldom) -> Result<Option<View>, SplitLoaderError> {
    if let Some(root) = chat.undressed.take() {
        // The panel's own styles were adopted in the same way.
        let _ = styles::adopt(&root, include_str!(concat!(env!("OUT_DIR"), "/later.css")));
    }
    Ok(match seldom {
        Seldom::Card => Some(card::card(chat)),
        Seldom::Form => form::form(chat),
        Seldom::Rating => Some(rating::rating(chat)),
        Seldom::Block(entry, place) => entry
            .blocks
            .peek(|blocks| blocks.get(place).and_then(|json| blocks::seldom(chat, entry.key, json))),
    })
}

/// What has been drawn, kept for its listeners, and whether it has been begun.
#[derive(Default)]
struct Drawn {
    view: RefCell<Option<View>>,
    begun: Cell<bool>,
}

/// Holds a place until what `needed` names is there to take it. It follows what `needed` reads, and where the code
/// could not be fetched (`failed` is told) it tries again once that changes.
pub(super) fn place(
    chat: Chat,
    place: View,
    needed: Box<dyn Fn() -> Option<Seldom>>,
    failed: Rc<dyn Fn()>,
) -> View {
    let drawn: Rc<Drawn> = Rc::default();
    place.follow(move |element| {
        let Some(seldom) = needed() else { return };
        if drawn.begun.replace(true) {
            return;
        }
        // Whoever takes the place away takes what is on its way.
        let (place, drawn, failed) = (element.clone(), Rc::downgrade(&drawn), Rc::clone(&failed));
        chat.spawn(async move {
            let result = draw(chat, seldom).await;
            let Some(drawn) = drawn.upgrade() else { return };
            match result {
                Ok(Some(view)) => {
                    // An element that stands somewhere can be replaced.
                    let _ = place.replace_with_with_node_1(&view.element);
                    drawn.view.replace(Some(view));
                }
                Ok(None) => place.remove(),
                Err(SplitLoaderError) => {
                    drawn.begun.set(false);
                    failed();
                }
            }
        });
    })
}
