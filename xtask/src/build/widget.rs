//! The widget's files: compiled, bound, shrunk, named by their contents, compressed.

use std::fs;

use anyhow::{Context, Result};

use super::bindings::{self, Bindings};
use super::built_with::BuiltWith;
use super::compile::compile;
use super::files::{self, File, Files, Role, Written};
use super::optimise::{self, Optimised};
use super::split::split;
use super::{Flavour, names, placeholders, script, sections, style, texts};
use crate::workspace::Workspace;

/// The script of the tag.
const LOADER: &str = "widget/loader/anteroom.js";

/// The end of the glue.
const START: &str = "widget/loader/start.js";

/// What the end of the glue fetches where it is needed only.
const FRAME: &str = "widget/loader/frame.js";
const TRIGGERS: &str = "widget/loader/triggers.js";

/// Builds everything that a visitor's browser fetches.
pub(crate) fn build(workspace: &Workspace, flavour: Flavour) -> Result<Written> {
    let compiled = compile(workspace, flavour)?;
    let start = read(workspace, START)?;
    let mut parts = split(&compiled.module, &workspace.widget_target())?;
    let (later, wasm_opt) = shrunk(workspace, flavour, std::mem::take(&mut parts.later))?;
    let Bindings { glue, wasm } = bindings::generate(parts, &start, flavour)?;
    let (wasm, _) = shrunk(workspace, flavour, wasm)?;
    let built_with = BuiltWith { standard_library: compiled.library, wasm_opt };
    files::write(&workspace.widget_files(), built_with, &linked(workspace, flavour, glue, wasm, later)?)
}

/// The module as it is released, and whether wasm-opt was there for it.
fn shrunk(workspace: &Workspace, flavour: Flavour, wasm: Vec<u8>) -> Result<(Vec<u8>, bool)> {
    Ok(match flavour {
        Flavour::Release => {
            let Optimised { module, by_wasm_opt } = optimise::for_size(workspace, wasm)?;
            (sections::without_custom_sections(&module)?, by_wasm_opt)
        }
        Flavour::Debug => (wasm, false),
    })
}

/// The files with their final names; each comes after those it refers to.
fn linked(
    workspace: &Workspace,
    flavour: Flavour,
    glue: String,
    wasm: Vec<u8>,
    later: Vec<u8>,
) -> Result<Files> {
    let texts = texts::read(&workspace.root().join("widget/texts"))?;
    let path = format!("assets/{}", names::hashed("anteroom-later", "wasm", &later));
    let later = File { role: Role::Later, path, contents: later };
    let frame = seldom(workspace, flavour, FRAME, "anteroom-frame")?;
    let triggers = seldom(workspace, flavour, TRIGGERS, "anteroom-triggers")?;
    let glue = placeholders::fill(START, &glue, placeholders::FRAME, name(&frame))?;
    let glue = placeholders::fill(START, &glue, placeholders::LATER, name(&later))?;
    let glue = placeholders::fill(START, &glue, placeholders::TRIGGERS, name(&triggers))?;
    let glue = placeholders::fill(START, &glue, placeholders::TEXTS, &texts.name("*"))?;
    let glue = placeholders::fill(START, &glue, placeholders::LANGUAGES, &texts.alternatives())?;
    let glue = script(flavour, "the glue", glue, script::Kind::Module)?.into_bytes();
    // One hash of both, which go together: the loader bears every byte of their names.
    let hash = names::hash(&[&*glue, &*wasm].concat());
    let [glue_name, wasm_name] = ["js", "wasm"].map(|extension| format!("anteroom-app-{hash}.{extension}"));
    let glue_path = format!("assets/{glue_name}");

    let current = loader(workspace, flavour, "assets/", &glue_name, &wasm_name)?;
    // Beside the app instead of above it.
    let exact = loader(workspace, flavour, "", &glue_name, &wasm_name)?;
    let exact_path = format!("assets/{}", names::hashed("anteroom", "js", &exact));
    let exact = File { role: Role::ExactLoader, path: exact_path, contents: exact };
    let sometimes = texts.files().chain([later, frame, triggers, exact]);
    Ok(Files {
        sometimes: sometimes.collect(),
        always: vec![
            File { role: Role::Wasm, path: format!("assets/{wasm_name}"), contents: wasm },
            File { role: Role::Glue, path: glue_path, contents: glue },
            File { role: Role::Loader, path: "anteroom.js".to_owned(), contents: current },
        ],
    })
}

/// A script that few pages fetch; where it wants a stylesheet, that of the launcher in the panel.
fn seldom(workspace: &Workspace, flavour: Flavour, path: &str, stem: &str) -> Result<File> {
    let style = style::minified(&read(workspace, "widget/style/panel/launcher.css")?);
    let source = read(workspace, path)?.replace(placeholders::STYLE, &placeholders::string_literal(&style));
    let contents = script(flavour, path, source, script::Kind::Module)?.into_bytes();
    Ok(File {
        role: Role::Seldom,
        path: format!("assets/{}", names::hashed(stem, "js", &contents)),
        contents,
    })
}

/// The name of a file in `assets`.
fn name(file: &File) -> &str {
    file.path.trim_start_matches("assets/")
}

/// The script of the tag; `folder` is where it finds the glue and the WASM, relative to itself.
fn loader(workspace: &Workspace, flavour: Flavour, folder: &str, glue: &str, wasm: &str) -> Result<Vec<u8>> {
    let source = read(workspace, LOADER)?;
    let style =
        placeholders::string_literal(&style::minified(&read(workspace, "widget/style/launcher.css")?));
    let source = placeholders::fill(LOADER, &source, placeholders::APP, &format!("{folder}{glue}"))?;
    let source = placeholders::fill(LOADER, &source, placeholders::WASM, &format!("{folder}{wasm}"))?;
    let source = placeholders::fill(LOADER, &source, placeholders::STYLE, &style)?;
    Ok(script(flavour, LOADER, source, script::Kind::Script)?.into_bytes())
}

/// The script as it is released, or as it is written.
fn script(flavour: Flavour, name: &str, source: String, kind: script::Kind) -> Result<String> {
    Ok(match flavour {
        Flavour::Release => script::minified(name, &source, kind)?,
        Flavour::Debug => source,
    })
}

fn read(workspace: &Workspace, path: &str) -> Result<String> {
    fs::read_to_string(workspace.root().join(path)).with_context(|| format!("{path} could not be read"))
}
