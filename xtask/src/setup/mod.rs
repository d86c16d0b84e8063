//! What has to be on the machine before a command can work; each part says what it adds.

pub(crate) mod browser;
pub(crate) mod node;
pub(crate) mod packages;
pub(crate) mod python;
pub(crate) mod rust_src;
pub(crate) mod rust_target;
pub(crate) mod wasm_target;
