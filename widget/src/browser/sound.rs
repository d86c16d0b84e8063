//! A soft sound, made by the browser: there is no file to fetch.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    type AudioContext;
    #[wasm_bindgen(constructor, catch)]
    fn new() -> Result<AudioContext, JsValue>;
    #[wasm_bindgen(method, getter, js_name = currentTime)]
    fn now(this: &AudioContext) -> f64;
    #[wasm_bindgen(method, getter)]
    fn destination(this: &AudioContext) -> JsValue;
    #[wasm_bindgen(method, js_name = createOscillator)]
    fn oscillator(this: &AudioContext) -> Node;
    #[wasm_bindgen(method, js_name = createGain)]
    fn gain(this: &AudioContext) -> Node;
    #[wasm_bindgen(method)]
    fn close(this: &AudioContext) -> JsValue;

    type Node;
    #[wasm_bindgen(method)]
    fn connect(this: &Node, to: &JsValue);
    #[wasm_bindgen(method)]
    fn start(this: &Node);
    #[wasm_bindgen(method)]
    fn stop(this: &Node, at: f64);
    #[wasm_bindgen(method, getter)]
    fn frequency(this: &Node) -> Parameter;
    #[wasm_bindgen(method, getter, js_name = gain)]
    fn loudness(this: &Node) -> Parameter;

    type Parameter;
    #[wasm_bindgen(method, setter)]
    fn set_value(this: &Parameter, value: f64);
    #[wasm_bindgen(method, js_name = exponentialRampToValueAtTime)]
    fn reach(this: &Parameter, value: f64, at: f64);
}

/// What makes the sound. It must be made in answer to something that the visitor did: browsers keep pages silent until
/// then.
pub struct Sound(AudioContext);

impl Sound {
    /// `None` where the browser has no sound.
    #[must_use]
    pub fn new() -> Option<Self> {
        AudioContext::new().ok().map(Self)
    }

    /// A soft note of a third of a second.
    pub fn play(&self) {
        let (context, note, volume) = (&self.0, self.0.oscillator(), self.0.gain());
        let end = context.now() + 0.35;
        note.frequency().set_value(660.0);
        volume.loudness().set_value(0.06);
        volume.loudness().reach(0.0001, end);
        note.connect(&volume);
        volume.connect(&context.destination());
        note.start();
        note.stop(end);
    }
}

impl Drop for Sound {
    fn drop(&mut self) {
        self.0.close();
    }
}
