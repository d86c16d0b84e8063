//! Strips the panel's stylesheet of comments and of spaces that mean nothing, since it rides in the module.

use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let source = "style/panel.css";
    println!("cargo::rerun-if-changed={source}");
    let folder = env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?;
    fs::write(Path::new(&folder).join("panel.css"), stripped(&fs::read_to_string(source)?))
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
    short.replace(": ", ":").replace(";}", "}")
}
