//! The page `/configure`: its files, and its code compiled to WebAssembly.
//!
//! One person looks at it, on their own machine: it is neither optimised nor compressed, and its procedural macros are
//! those that the server's own build has compiled already.

use std::path::PathBuf;

use anyhow::{Context as _, Result, ensure};
use wasm_bindgen_cli_support::Bindgen;

use super::files;
use crate::process;
use crate::setup::wasm_target::{self, WASM_TARGET};
use crate::workspace::{Workspace, cargo};

/// The stem of the page's own files.
const STEM: &str = "configure";

/// What wasm-bindgen calls the function that loads the module. The page may hold no script of its own, so its one
/// module begins by itself.
const BEGIN: &str = "__wbg_init";

/// The files that are taken as they are written.
const PAGE: [&str; 4] = ["index.html", "style.css", "preview.html", "preview.css"];

/// Builds the page into a folder beside the widget's files, and says where.
pub(crate) fn build(workspace: &Workspace) -> Result<PathBuf> {
    wasm_target::ensure_installed()?;
    eprintln!("configuration page: compiling for {WASM_TARGET}");
    let mut command = cargo("build");
    command.current_dir(workspace.root());
    process::run(command.args(["--package", "configure", "--lib", "--target", WASM_TARGET]))?;
    let compiled = workspace.target().join(WASM_TARGET).join("debug/configure.wasm");
    let module =
        std::fs::read(&compiled).with_context(|| format!("{} could not be read", compiled.display()))?;
    let mut bindgen = Bindgen::new();
    bindgen.input_bytes(STEM, module).web(true)?.typescript(false).omit_default_module_path(false);
    bindgen.remove_name_section(true).remove_producers_section(true);
    let mut output = bindgen.generate_output().context("wasm-bindgen failed")?;
    ensure!(
        output.js().contains(&format!("function {BEGIN}(")),
        "wasm-bindgen has another name for {BEGIN} now"
    );
    let folder = workspace.widget_files().join(STEM);
    let script = format!("{}\n{BEGIN}();\n", output.js());
    files::write_whole(&folder.join("configure_bg.wasm"), &output.wasm_mut().emit_wasm())?;
    files::write_whole(&folder.join("configure.js"), script.as_bytes())?;
    for name in PAGE {
        let written = workspace.root().join("configure/page").join(name);
        let contents =
            std::fs::read(&written).with_context(|| format!("{} could not be read", written.display()))?;
        files::write_whole(&folder.join(name), &contents)?;
    }
    Ok(folder)
}
