//! Code that is fetched when it is first needed: what the attribute `wasm_split` puts around a function expects here, in
//! place of its own crate's runtime, which brings locks, counted pointers and callbacks for what is one promise. The
//! build takes the code out of the module (`xtask/src/build/split.rs`), the glue's end fetches it.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// The glue's own, in `loader/start.js`: fetches once, and again after a failure.
    #[wasm_bindgen(js_name = fetchLater, catch)]
    async fn fetch_later() -> Result<JsValue, JsValue>;
}

/// The code could not be fetched. The next need tries again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SplitLoaderError;

/// Under the names that the attribute knows.
pub mod rt {
    use core::ffi::c_void;
    use core::pin::Pin;

    use super::{SplitLoaderError, fetch_later};

    /// What a loader would be told the end by.
    pub type LoadCallbackFn = unsafe extern "C" fn(*const c_void, bool);

    /// A loader that the linker would ask the page for.
    pub type LoadFn = unsafe extern "C" fn(LoadCallbackFn, *const c_void);

    /// Stands where the attribute wants a loader for each function; there is one for all, the glue's.
    pub struct LazySplitLoader;

    impl LazySplitLoader {
        /// Leaves the linker's loader alone.
        #[must_use]
        pub const fn new(_: LoadFn) -> Self {
            Self
        }
    }

    /// Fetches the code, unless it is there.
    ///
    /// # Errors
    /// When it cannot be fetched.
    pub async fn ensure_loaded(_: Pin<&LazySplitLoader>) -> Result<(), SplitLoaderError> {
        fetch_later().await.map(drop).map_err(|_| SplitLoaderError)
    }
}
