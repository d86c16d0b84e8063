//! `cargo xtask bench`: how fast the product is, beside its peers. Measures and prints; asserts nothing.

mod cold;
mod knowledge;
mod server;
mod widget;

use anyhow::Result;

use crate::workspace::Workspace;

/// What to measure.
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    subject: Subject,
}

#[derive(Debug, clap::Subcommand)]
enum Subject {
    /// The widget and four peers on the same page in a real browser: times, weight, memory.
    Widget(widget::Arguments),
    /// A function's start, beside the least that a function can be: times, memory.
    Cold(cold::Arguments),
    /// 10,000 entries of knowledge: publishing them, searching them, memory.
    Knowledge,
    /// The server with 1, 100 and 1,000 conversations at once: its own time, throughput, memory.
    Server(server::Arguments),
}

/// Measures it.
pub(crate) fn run(workspace: &Workspace, arguments: &Arguments) -> Result<()> {
    match &arguments.subject {
        Subject::Widget(arguments) => widget::run(workspace, arguments),
        Subject::Cold(arguments) => cold::run(workspace, arguments),
        Subject::Knowledge => knowledge::run(workspace),
        Subject::Server(arguments) => server::run(workspace, arguments),
    }
}
