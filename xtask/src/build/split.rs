//! Takes what is seldom needed out of the compiler's WASM, into a module of its own that shares the first one's memory
//! and its table of functions: Leptos's code splitting, without the loader that it writes. The glue's end has its own.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow, ensure};
use wasm_split_cli_support::{Options, SplitWasm, transform};
use wasmparser::{Parser, Payload};

/// Whom the second module asks for what it shares; the glue's end knows the name.
const FIRST: &str = "__wasm_split";

/// The two modules.
#[derive(Debug)]
pub(crate) struct Split {
    /// What every visitor fetches; wasm-bindgen has yet to see it.
    pub(crate) first: Vec<u8>,
    /// What is fetched when it is first needed. Whatever it wants of the page it asks the first one for.
    pub(crate) later: Vec<u8>,
    /// The names of what the first one exports for it.
    pub(crate) shared: BTreeSet<String>,
}

/// Splits the module at `compiled`; `scratch` is a folder for what the splitting writes.
pub(crate) fn split(compiled: &Path, scratch: &Path) -> Result<Split> {
    let module = read(compiled)?;
    let folder = scratch.join("split");
    let first = folder.join("first.wasm");
    let mut options = Options::new(&module);
    options.output_dir = &folder;
    options.main_out_path = &first;
    let SplitWasm { split_modules, .. } =
        transform(options).map_err(|error| anyhow!("splitting the module failed: {error:#}"))?;
    let [later] = split_modules.as_slice() else {
        return Err(anyhow!("the module was to be split in two, not with {split_modules:?}"));
    };
    let (first, later) = (read(&first)?, read(later)?);
    let imports = imported(&later).context("the second module is malformed")?;
    let elsewhere: Vec<_> = imports.iter().filter(|(module, _)| module != FIRST).collect();
    ensure!(elsewhere.is_empty(), "the second module wants what nobody gives it: {elsewhere:?}");
    let shared = imports.into_iter().map(|(_, name)| name).collect();
    Ok(Split { first, later, shared })
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("{} could not be read", path.display()))
}

/// What a module imports: from where, and by which names.
fn imported(module: &[u8]) -> wasmparser::Result<Vec<(String, String)>> {
    let mut names = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        if let Payload::ImportSection(imports) = payload? {
            for import in imports.into_imports() {
                let import = import?;
                names.push((import.module.to_owned(), import.name.to_owned()));
            }
        }
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Imports a memory, "memory", and nothing else, of a module "m".
    const IMPORTING: &[u8] = b"\0asm\x01\0\0\0\x02\x0d\x01\x01m\x06memory\x02\0\x01";

    #[test]
    fn what_a_module_imports_is_read() {
        assert_eq!(imported(IMPORTING).unwrap(), [("m".to_owned(), "memory".to_owned())]);
        assert!(imported(b"\0asm\x01\0\0\0").unwrap().is_empty());
        assert!(imported(&IMPORTING[..IMPORTING.len() - 1]).is_err());
    }

    #[test]
    fn what_is_no_module_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let compiled = folder.path().join("widget.wasm");
        assert!(split(&compiled, folder.path()).unwrap_err().to_string().contains("widget.wasm"));
        fs::write(&compiled, b"\0asm\x01\0\0\0").unwrap();
        assert!(split(&compiled, folder.path()).is_err());
    }
}
