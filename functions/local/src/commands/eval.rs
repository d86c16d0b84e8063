//! `anteroom eval`: replays transcripts and prints how well they were understood.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use clap::Args;
use engine::eval::{Asking, File, Line, Report, TurnState, read, replay, score, state, table};
use engine::ports::Model;
use engine::prompt::PastTurn;
use engine::scope::Scope;
use engine::turn::{ModelInput, TurnInput, TurnMachine};
use openai::OpenAi;

use super::{Failure, eval_records, model};

/// What to replay.
#[derive(Args)]
pub(crate) struct Options {
    /// Transcript files, as `prompts/transcripts/README.md` describes them.
    #[arg(required_unless_present = "all")]
    files: Vec<PathBuf>,
    /// Replays every file of `prompts/transcripts` and `tenants/*/transcripts`, from the folder where it is run.
    #[arg(long)]
    all: bool,
    /// A line of JSON for every turn instead of the table.
    #[arg(long)]
    json: bool,
    /// Replays with the rules engine even where a model is set.
    #[arg(long)]
    rules: bool,
    /// Also prints every mistake.
    #[arg(long)]
    mistakes: bool,
}

pub(crate) async fn run(options: Options) -> Result<ExitCode, Failure> {
    let model = if options.rules { None } else { model()? };
    let mut report = Report::default();
    let mut records = engine::eval::records::Report::default();
    let mut out = std::io::stdout().lock();
    let mut files = options.files;
    if options.all {
        files.extend(everything()?);
    }
    for path in &files {
        let name = path.display();
        let text = std::fs::read_to_string(path).map_err(|error| format!("{name}: {error}"))?;
        if engine::eval::records::is_about_records(&text) {
            let json = options.json.then_some(&mut out as &mut dyn std::io::Write);
            records.merge(eval_records::replay(path, &text, json).await?);
            continue;
        }
        let file = read(&text).map_err(|error| format!("{name}: {error}"))?;
        let states = match &model {
            Some(model) => replay_with_model(&file, model).await,
            None => {
                let begun = Instant::now();
                replay(&file, Asking::AsWritten, &mut || begun.elapsed().as_secs_f64() * 1_000.0)
            }
        };
        if options.json {
            for state in &states {
                writeln!(out, "{}", serde_json::to_string(&Line::from(state))?)?;
            }
        } else {
            report.add(score(&file, &states));
        }
    }
    if !options.json {
        writeln!(out, "read by: {}\n", model.as_ref().map_or("rules", |model| model.name()))?;
        if options.mistakes {
            let left = records.left.iter().map(|left| format!("left to a model: {left}"));
            for mistake in report.mistakes.iter().chain(&records.mistakes).cloned().chain(left) {
                writeln!(out, "{mistake}")?;
            }
            writeln!(out)?;
        }
        if report.transcripts > 0 {
            writeln!(out, "{}", table(&report))?;
        }
        if !records.tenants.is_empty() {
            // What is done with records is read by the rules here, whatever model is set.
            write!(out, "{}", engine::eval::records::table(&records))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The transcripts of the repository, in order; not those in folders below.
fn everything() -> Result<Vec<PathBuf>, Failure> {
    let mut folders = vec![PathBuf::from("prompts/transcripts")];
    let tenants = std::fs::read_dir("tenants").map_err(|error| format!("tenants: {error}"))?;
    for tenant in tenants {
        folders.push(tenant?.path().join("transcripts"));
    }
    let mut files = Vec::new();
    for folder in folders.iter().filter(|folder| folder.is_dir()) {
        for file in std::fs::read_dir(folder)? {
            let path = file?.path();
            if path.extension().is_some_and(|end| end == "json") {
                files.push(path);
            }
        }
    }
    files.sort_by(|one: &PathBuf, other: &PathBuf| Path::cmp(one, other));
    Ok(files)
}

/// Replays every transcript with the model. A turn in which the model fails is read by the rules engine, as it would
/// be for a visitor.
async fn replay_with_model(file: &File, model: &OpenAi) -> Vec<TurnState> {
    let mut states = Vec::new();
    for tenant in &file.tenants {
        let settings = tenant.as_tenant();
        let prepared = engine::Prepared::of(&settings, &[]);
        for transcript in &tenant.transcripts {
            let mut scope = Scope::default();
            let mut history: Vec<PastTurn> = Vec::new();
            for (index, turn) in transcript.turns.iter().enumerate() {
                scope.asking.clone_from(&turn.asked);
                let earlier: Vec<&str> = history.iter().map(|turn| turn.said.as_str()).collect();
                let input = TurnInput {
                    tenant: &settings,
                    locale: transcript.locale.as_deref().unwrap_or(&tenant.locale),
                    today: file.today,
                    scope,
                    history: &history,
                    summary: None,
                    page: None,
                    message: &turn.message,
                    model: Some(ModelInput { name: model.name(), prepared: &prepared }),
                    escalated: None,
                    means: None,
                };
                let begun = Instant::now();
                let mut machine = TurnMachine::new(input, &earlier);
                let finished = api::drive(&mut machine, Some(model), &mut |_| {}).await;
                let outcome = finished.into_outcome(jiff::Timestamp::now());
                let ms = begun.elapsed().as_secs_f64() * 1_000.0;
                scope = outcome.scope;
                history.push(PastTurn {
                    seq: index as u64 + 1,
                    said: turn.message.clone(),
                    answered: outcome.reply,
                    note: None,
                });
                states.push(state(&settings, &transcript.id, index + 1, scope.clone(), ms));
            }
        }
    }
    states
}
