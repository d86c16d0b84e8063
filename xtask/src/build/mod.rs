//! `cargo xtask build`: the files that are released.

pub(crate) mod bindings;
pub(crate) mod built_with;
pub(crate) mod compile;
pub(crate) mod compress;
pub(crate) mod configure;
pub(crate) mod entrances;
pub(crate) mod exact;
pub(crate) mod files;
pub(crate) mod lambda;
pub(crate) mod names;
pub(crate) mod optimise;
pub(crate) mod placeholders;
pub(crate) mod script;
pub(crate) mod sections;
pub(crate) mod server;
pub(crate) mod short_names;
pub(crate) mod split;
pub(crate) mod style;
pub(crate) mod texts;
pub(crate) mod widget;

use std::path::PathBuf;

use anyhow::Result;

use crate::workspace::Workspace;

/// What to build.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Only the widget's files, not the server.
    #[arg(long)]
    widget: bool,
    /// Only the configuration page.
    #[arg(long, conflicts_with = "widget")]
    configure: bool,
    /// Only the functions for AWS Lambda: `target/lambda/api.zip` and `jobs.zip`.
    #[arg(long, conflicts_with_all = ["widget", "configure", "debug"])]
    lambda: bool,
    /// The processor of the functions.
    #[arg(long, value_enum, default_value = "arm64", requires = "lambda")]
    arch: lambda::Arch,
    /// The folder of tenants that the functions serve.
    #[arg(long, env = "ANTEROOM_TENANTS", default_value = "tenants", requires = "lambda")]
    tenants: PathBuf,
    /// The server without optimisation, the widget with its function names.
    #[arg(long)]
    debug: bool,
}

/// Builds the widget and, unless told otherwise, the server and its configuration page.
pub(crate) fn run(workspace: &Workspace, arguments: &Arguments) -> Result<()> {
    let flavour = if arguments.debug { Flavour::Debug } else { Flavour::Release };
    if arguments.configure {
        println!("configuration page: {}", configure::build(workspace)?.display());
        return Ok(());
    }
    if arguments.lambda {
        let zips = lambda::build(workspace, arguments.arch, &workspace.root().join(&arguments.tenants))?;
        for zip in &zips {
            println!("{}: {} bytes", zip.path.display(), zip.bytes);
        }
        return if lambda::is_as_released() { lambda::check_size(&zips) } else { Ok(()) };
    }
    let built = widget::build(workspace, flavour)?;
    println!("widget: {}", built.folder().display());
    eprint!("{}", crate::size::table(built.manifest()));
    if let Some(tag) = exact::tag(built.manifest()) {
        println!("this version exactly: {tag}");
    }
    if !arguments.widget {
        println!("configuration page: {}", configure::build(workspace)?.display());
        let binary = server::build(workspace, flavour)?;
        println!("server: {}", binary.display());
    }
    Ok(())
}

/// How much is given up for debugging.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flavour {
    /// As released.
    Release,
    /// Names kept, nothing minified; the server unoptimised.
    Debug,
}
