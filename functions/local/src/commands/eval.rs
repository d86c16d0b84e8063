//! `anteroom eval`: replays transcripts and prints how well they were understood.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use clap::Args;
use engine::eval::{Asking, File, Line, Report, TurnState, read, replay, score, state, table};
use engine::ports::Model;
use engine::prompt::PastTurn;
use engine::scope::Scope;
use engine::turn::{ModelInput, TurnInput, TurnMachine};
use openai::OpenAi;

use super::{Failure, model};

/// What to replay.
#[derive(Args)]
pub(crate) struct Options {
    /// Transcript files, as `prompts/transcripts/README.md` describes them.
    #[arg(required = true)]
    files: Vec<PathBuf>,
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
    let mut out = std::io::stdout().lock();
    for path in &options.files {
        let name = path.display();
        let text = std::fs::read_to_string(path).map_err(|error| format!("{name}: {error}"))?;
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
            for mistake in &report.mistakes {
                writeln!(out, "{mistake}")?;
            }
            writeln!(out)?;
        }
        write!(out, "{}", table(&report))?;
    }
    Ok(ExitCode::SUCCESS)
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
