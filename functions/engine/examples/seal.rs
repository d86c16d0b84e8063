//! Checks and seals the tenants of a folder, for whoever packs them: `seal FOLDER` prints a line for each, with its id
//! and its seal. `cargo xtask build --lambda` puts the lines into the function's zip.

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

fn main() -> ExitCode {
    match seal() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn seal() -> Result<(), Box<dyn Error>> {
    let folder = env::args_os().nth(1).ok_or("say which folder")?;
    let mut names = Vec::new();
    for entry in fs::read_dir(&folder)? {
        names.push(entry?.file_name());
    }
    names.sort();
    for name in names {
        let file = Path::new(&folder).join(&name).join("tenant.json");
        if !file.is_file() {
            continue;
        }
        let (id, seal) = engine::tenant::seal(&fs::read_to_string(&file)?).map_err(|mistakes| {
            let lines: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
            format!("{}: {}", file.display(), lines.join("\n  "))
        })?;
        println!("{id} {seal}");
    }
    Ok(())
}
