//! Joins the panel's styles into one stylesheet, without comments and spaces that mean nothing: it rides in the module.
//! Makes of the English texts what the module holds of them.

#[path = "build/texts.rs"]
mod texts;

use std::path::Path;
use std::{env, fs, io};

/// The files under `style/panel`, in the order of the cascade: `motion` takes back what the others move.
const STYLES: [&str; 8] =
    ["tokens", "launcher", "head", "messages", "replies", "tools", "composer", "motion"];

/// Those for what is drawn by the code that is fetched when it is first needed; they come with it.
const LATER: [&str; 4] = ["card", "blocks", "form", "rating"];

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=style/panel");
    let read = |name: &&str| fs::read_to_string(format!("style/panel/{name}.css"));
    let css = |names: &[&str]| names.iter().map(read).collect::<io::Result<String>>();
    let folder = env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?;
    let folder = Path::new(&folder);
    fs::write(folder.join("panel.css"), stripped(&css(&STYLES)?))?;
    fs::write(folder.join("later.css"), stripped(&css(&LATER)?))?;
    // The build splits the module, and has to know what refers to what.
    if env::var_os("CARGO_CFG_TARGET_FAMILY").is_some_and(|family| family == "wasm") {
        println!("cargo::rustc-cdylib-link-arg=--emit-relocs");
    }
    println!("cargo::rerun-if-changed=texts/en.txt");
    let english = fs::read_to_string("texts/en.txt")?;
    fs::write(folder.join("text.rs"), texts::variants(&english))?;
    fs::write(folder.join("en.txt"), texts::texts(&english))
}

/// Comments go; a run of white space becomes one space, or none beside a mark that needs none.
fn stripped(css: &str) -> String {
    let mut stripped = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, comment)) = rest.split_once("/*") {
        stripped.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    stripped.push_str(rest);
    let mut short = stripped.split_whitespace().collect::<Vec<_>>().join(" ");
    for mark in ["{", "}", ";", ","] {
        for spaced in [format!(" {mark}"), format!("{mark} ")] {
            short = short.replace(&spaced, mark);
        }
    }
    for (long, brief) in [
        (": ", ":"),
        (";}", "}"),
        ("( ", "("),
        (" )", ")"),
        (" > ", ">"),
        ("(0.", "(."),
        (" 0.", " ."),
        (":0.", ":."),
        (",0.", ",."),
    ] {
        short = short.replace(long, brief);
    }
    short
}
