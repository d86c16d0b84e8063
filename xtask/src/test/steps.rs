//! The steps of `cargo xtask test`, in the order in which they are run: what is quick and most often wrong comes
//! first.
//!
//! Everything of the host is built in one flavour (the workspace's `dev` profile with all targets together), so that
//! no crate is compiled twice; checks share a second one.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, Result, ensure};

use super::{deployment, functions};
use crate::build::{Flavour, compile, configure, server, widget};
use crate::setup::wasm_target::WASM_TARGET;
use crate::setup::{browser, python};
use crate::workspace::{Workspace, cargo};
use crate::{process, size};

/// What a step works with.
#[derive(Debug)]
pub(super) struct Context {
    pub(super) workspace: Workspace,
    /// The browser's program, where a chosen step needs one.
    pub(super) browser: Option<PathBuf>,
}

/// What a step cannot be run without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    WasmTarget,
    ModelStandIn,
    Browser,
}

/// One heading of the output.
pub(super) struct Step {
    pub(super) name: &'static str,
    pub(super) needs: &'static [Need],
    pub(super) run: fn(&Context) -> Result<()>,
}

/// All of them.
pub(super) const STEPS: [Step; 15] = [
    Step { name: "format", needs: &[], run: format },
    Step { name: "lints", needs: &[], run: lints },
    Step { name: "lints of the widget", needs: &[Need::WasmTarget], run: widget_lints },
    Step { name: "documentation", needs: &[], run: documentation },
    Step { name: "widget and its size", needs: &[Need::WasmTarget], run: widget_and_size },
    Step { name: "tests", needs: &[Need::ModelStandIn, Need::WasmTarget], run: tests },
    Step { name: "examples in the documentation", needs: &[], run: examples },
    Step { name: "API document", needs: &[], run: api_document },
    Step { name: "template", needs: &[], run: deployment::lint_template },
    Step { name: "tenants", needs: &[], run: tenants },
    Step { name: "transcripts", needs: &[], run: transcripts },
    Step { name: "functions for AWS", needs: &[], run: functions::weigh },
    Step { name: "cargo lambda watch", needs: &[], run: deployment::stream_under_watch },
    Step { name: "stack", needs: &[Need::WasmTarget], run: deployment::deploy_to_stand_in },
    Step { name: "browser", needs: &[Need::Browser, Need::ModelStandIn, Need::WasmTarget], run: in_browser },
];

fn format(context: &Context) -> Result<()> {
    process::run(context.cargo("fmt").args(["--all", "--check"]))
}

fn lints(context: &Context) -> Result<()> {
    process::run(context.cargo("clippy").args(["--workspace", "--all-targets", "--", "-D", "warnings"]))
}

fn widget_lints(context: &Context) -> Result<()> {
    // The widget's own profile and folder: its procedural macros are then compiled once for this and the build.
    process::run(
        context
            .cargo("clippy")
            .args(["--package", "widget", "--lib", "--target", WASM_TARGET, "--profile", compile::PROFILE])
            .arg("--target-dir")
            .arg(context.workspace.widget_target())
            .args(["--", "-D", "warnings"]),
    )
}

fn documentation(context: &Context) -> Result<()> {
    process::run(context.cargo("doc").args(["--workspace", "--no-deps"]).env("RUSTDOCFLAGS", "-D warnings"))
}

fn widget_and_size(context: &Context) -> Result<()> {
    let built = widget::build(&context.workspace, Flavour::Release)?;
    print!("{}", size::table(built.manifest()));
    size::check(built.manifest())
}

fn tests(context: &Context) -> Result<()> {
    build_all(context)?;
    let mut command = if process::output_of(Command::new("cargo-nextest").arg("--version"))?.is_some() {
        let mut command = context.cargo("nextest");
        command.args(["run", "--no-fail-fast"]);
        command
    } else {
        let mut command = context.cargo("test");
        command.arg("--no-fail-fast");
        command
    };
    // The same choice of targets as `build_all`, so that nothing is compiled again.
    process::run(command.args(["--workspace", "--all-targets"]).envs(context.programs()))
}

fn examples(context: &Context) -> Result<()> {
    process::run(context.cargo("test").args(["--workspace", "--doc"]))
}

/// The real binary against its OpenAPI document, by a property tester.
fn api_document(context: &Context) -> Result<()> {
    build_all(context)?;
    let folder = context.workspace.root().join("tests/schemathesis");
    match python::environment(&context.workspace, &folder)? {
        Ok(environment) => process::run(
            environment
                .program("python")
                .arg(folder.join("run.py"))
                .arg(server::binary(&context.workspace, Flavour::Debug)),
        ),
        Err(reason) => {
            println!("skipped: {reason}");
            Ok(())
        }
    }
}

fn tenants(context: &Context) -> Result<()> {
    let files = context.files("tenants", |entry| entry.join("tenant.json"))?;
    process::run(context.anteroom()?.args(["tenant", "check"]).args(files))
}

fn transcripts(context: &Context) -> Result<()> {
    let files = context.files("prompts/transcripts", |entry| entry)?;
    process::run(context.anteroom()?.arg("eval").args(files))
}

fn in_browser(context: &Context) -> Result<()> {
    npm_run(context, "test")
}

/// Runs a script of `tests/browser` with what was built and the browser that was found.
pub(super) fn npm_run(context: &Context, script: &str) -> Result<()> {
    build_all(context)?;
    // Also run alone, the step tests the widget that stands in the sources.
    widget::build(&context.workspace, Flavour::Release)?;
    configure::build(&context.workspace)?;
    let browser = context.browser.as_ref().context("there is no browser")?;
    process::run(
        Command::new("npm")
            .args(["run", script, "--silent"])
            .current_dir(context.workspace.root().join("tests/browser"))
            .envs(context.programs())
            .env(browser::VARIABLE, browser),
    )
}

/// Every target of every crate in the `dev` profile, the server among them. Nothing to do the second time.
fn build_all(context: &Context) -> Result<()> {
    process::run(context.cargo("build").args(["--workspace", "--all-targets"]))
}

impl Context {
    pub(super) fn cargo(&self, subcommand: &str) -> Command {
        let mut command = cargo(subcommand);
        command.current_dir(self.workspace.root());
        command
    }

    /// The server's program as a command, built if it is not there yet.
    fn anteroom(&self) -> Result<Command> {
        build_all(self)?;
        let mut command = Command::new(server::binary(&self.workspace, Flavour::Debug));
        command.current_dir(self.workspace.root());
        Ok(command)
    }

    /// Where tests find what was built.
    fn programs(&self) -> [(&'static str, PathBuf); 2] {
        [
            ("ANTEROOM_BIN", server::binary(&self.workspace, Flavour::Debug)),
            ("ANTEROOM_WIDGET_DIR", self.workspace.widget_files()),
        ]
    }

    /// The JSON files that `file` makes of a folder's entries, those that exist, in order; at least one.
    fn files(&self, folder: &str, file: fn(PathBuf) -> PathBuf) -> Result<Vec<PathBuf>> {
        let entries = std::fs::read_dir(self.workspace.root().join(folder))
            .with_context(|| format!("{folder} could not be listed"))?;
        let mut files = Vec::new();
        for entry in entries {
            let path = file(entry.with_context(|| format!("{folder} could not be listed"))?.path());
            if path.extension().is_some_and(|extension| extension == "json") && path.is_file() {
                files.push(path);
            }
        }
        ensure!(!files.is_empty(), "{folder} holds nothing to check");
        files.sort();
        Ok(files)
    }
}
