//! Measures `anteroom serve` under load: many conversations at once, several turns each, with a model whose times are known
//! to the millisecond, so that what the server itself takes can be told apart.
//!
//! The stand-in for the model and the visitors are in this process, with one clock; the server is a process of its own, of
//! which nothing is known but what it answers and what the kernel counts for it.

mod exchange;
mod model;
mod report;
mod run;
mod server;
mod statistics;
mod visitor;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;

/// What went wrong, for a person.
type Failure = Box<dyn core::error::Error + Send + Sync>;

/// Measures the server under load.
#[derive(Debug, Parser)]
struct Arguments {
    /// The server's program.
    #[arg(long)]
    server: PathBuf,
    /// The tenant file that the load's tenant is made of.
    #[arg(long)]
    tenant: PathBuf,
    /// How many conversations at once; may be given several times.
    #[arg(long, default_values_t = [1, 100, 1_000])]
    at_once: Vec<usize>,
    /// Turns of each conversation.
    #[arg(long, default_value_t = 5)]
    turns: usize,
    /// Milliseconds until the model's first token.
    #[arg(long, default_value_t = 500)]
    first_ms: u64,
    /// Milliseconds until the model's last token.
    #[arg(long, default_value_t = 3_000)]
    total_ms: u64,
    /// How often each is measured; the median of the runs counts.
    #[arg(long, default_value_t = 3)]
    runs: usize,
    /// Writes the page with the results there too.
    #[arg(long)]
    write: Option<PathBuf>,
}

#[tokio::main]
async fn main() -> ExitCode {
    match measure(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("load: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn measure(arguments: Arguments) -> Result<(), Failure> {
    rustls::crypto::ring::default_provider().install_default().map_err(|_| "TLS cannot be set up")?;
    let times = model::Times {
        first: Duration::from_millis(arguments.first_ms),
        total: Duration::from_millis(arguments.total_ms.max(arguments.first_ms)),
    };
    let mut results = Vec::new();
    for &at_once in &arguments.at_once {
        let mut runs = Vec::new();
        for number in 1..=arguments.runs {
            eprintln!("load: {at_once} conversations at once, {} turns each, run {number}", arguments.turns);
            runs.push(run::run(&arguments.server, &arguments.tenant, at_once, arguments.turns, times).await?);
        }
        results.push(statistics::median_run(runs));
    }
    let page = report::page(&results, times, arguments.turns, arguments.runs);
    println!("{page}");
    if let Some(path) = arguments.write {
        std::fs::write(path, page)?;
    }
    Ok(())
}
