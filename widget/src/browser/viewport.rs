//! What is seen of the page: on a phone the keyboard takes half of it away.

use std::rc::Rc;

use js_sys::Reflect;
use wasm_bindgen::prelude::*;
use web_sys::EventTarget;

use super::Listener;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(extends = EventTarget)]
    #[derive(Clone)]
    type VisualViewport;
    #[wasm_bindgen(method, getter)]
    fn height(this: &VisualViewport) -> f64;
    #[wasm_bindgen(method, getter, js_name = offsetTop)]
    fn top(this: &VisualViewport) -> f64;
    #[wasm_bindgen(method, getter)]
    fn scale(this: &VisualViewport) -> f64;
}

/// Tells now and at every change where the visible part of the page begins and how high it is, in CSS pixels; not while
/// the visitor has magnified the page, who then chooses what to see.
pub fn follow_viewport(told: Box<dyn Fn(f64, f64)>) -> Vec<Listener> {
    let viewport = web_sys::window().and_then(|window| Reflect::get(&window, &"visualViewport".into()).ok());
    let Some(viewport) = viewport.filter(JsValue::is_object) else { return Vec::new() };
    let viewport: VisualViewport = viewport.unchecked_into();
    let look = move |viewport: &VisualViewport| {
        if viewport.scale() < 1.1 {
            told(viewport.top(), viewport.height());
        }
    };
    look(&viewport);
    let look = Rc::new(look);
    let listener = |name| {
        let (seen, look) = (viewport.clone(), Rc::clone(&look));
        Listener::new(&viewport, name, Box::new(move |_| look(&seen)))
    };
    vec![listener("resize"), listener("scroll")]
}

/// Whether the panel fills the screen, as the stylesheets have it.
#[must_use]
pub fn fills_screen() -> bool {
    let width = web_sys::window().and_then(|window| window.inner_width().ok());
    width.and_then(|width| width.as_f64()).is_some_and(|width| width <= 480.0)
}
