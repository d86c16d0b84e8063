//! What a build had at hand to make the module small; without all of it the sizes are not the released ones.

use serde::{Deserialize, Serialize};

use super::compile::StandardLibrary;

/// What made the module small.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct BuiltWith {
    /// What the module was compiled with.
    pub(crate) standard_library: StandardLibrary,
    /// Whether wasm-opt made it smaller.
    pub(crate) wasm_opt: bool,
}

impl BuiltWith {
    /// What is missing for the released sizes, as the end of a sentence about them: `, without wasm-opt`.
    pub(crate) fn missing(self) -> &'static str {
        match (self.standard_library, self.wasm_opt) {
            (StandardLibrary::RebuiltForSize, true) => "",
            (StandardLibrary::RebuiltForSize, false) => ", without wasm-opt",
            (StandardLibrary::ReadyMade, true) => ", with the ready-made standard library",
            (StandardLibrary::ReadyMade, false) => {
                ", with the ready-made standard library and without wasm-opt"
            }
        }
    }
}
