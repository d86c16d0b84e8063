//! From the compiler's WASM to the browser's: runs wasm-bindgen in process, so that nothing has to be installed.

use anyhow::{Context, Result, ensure};
use wasm_bindgen_cli_support::{Bindgen, EncodeInto};

use super::short_names::{self, ShortNames};
use super::split::Split;
use super::{Flavour, entrances};

/// What wasm-bindgen calls the module; nobody sees it.
const STEM: &str = "anteroom";

/// Where the glue's own way of fetching and starting the WASM begins; it goes to the end.
const OWN_START: &str = "let wasmModule, wasmInstance, wasm;";

/// The two files that a browser needs.
#[derive(Debug)]
pub(crate) struct Bindings {
    /// The ES module that loads and drives the WASM.
    pub(crate) glue: String,
    /// The module itself.
    pub(crate) wasm: Vec<u8>,
}

/// Makes the bindings for the first module; `start` is the glue's end, in place of wasm-bindgen's own, which provides
/// for pages and servers that there are not.
pub(crate) fn generate(split: Split, start: &str, flavour: Flavour) -> Result<Bindings> {
    let release = flavour == Flavour::Release;
    let mut bindgen = Bindgen::new();
    bindgen
        .input_bytes(STEM, split.first)
        .web(true)?
        .typescript(false)
        .omit_default_module_path(false)
        // The second module wants the table, and where the stack stands.
        .keep_lld_exports(true)
        // Every browser that has what the widget needs has had it for longer.
        .encode_into(EncodeInto::Always)
        .remove_name_section(release)
        .remove_producers_section(release);
    let mut output = bindgen.generate_output().context("wasm-bindgen failed")?;
    // Every crate that uses wasm-bindgen is listed, most with no snippet at all.
    let snippets: Vec<&String> = (output.snippets().iter())
        .filter(|(_, texts)| !texts.is_empty())
        .map(|(name, _)| name)
        .chain(output.local_modules().keys())
        .collect();
    ensure!(
        snippets.is_empty(),
        "the widget links JavaScript snippets, each one more request for every visitor: {snippets:?}"
    );
    let (own, _) = output.js().split_once(OWN_START).context("wasm-bindgen's glue ends in an unknown way")?;
    // What it exports is for `start` alone.
    let mut glue = own.replace("\nexport ", "\n") + start;
    let module = output.wasm_mut();
    entrances::close(module);
    if release {
        let (mut imports, mut exports) = (ShortNames::default(), ShortNames::default());
        for import in module.imports.iter_mut() {
            import.name = imports.give(&import.name);
        }
        // The second module knows by their names what it shares, the memory among it, which every glue reads.
        for export in module.exports.iter_mut().filter(|export| !split.shared.contains(&export.name)) {
            export.name = exports.give(&export.name);
        }
        glue = short_names::replace(&glue, &imports, &exports);
    }
    Ok(Bindings { glue, wasm: module.emit_wasm() })
}
