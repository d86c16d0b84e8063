//! Replays a file of transcripts about records, by the rules, over records in memory.

use std::io::Write;
use std::path::Path;

use engine::eval::records::{Report, read};
use engine::ports::FakeRecords;
use serde_json::json;
use shared::tenant::TenantFile;

use super::Failure;

/// Replays the file; where `json` is told, with a line there for every turn.
pub(super) async fn replay(
    path: &Path,
    text: &str,
    mut json: Option<&mut dyn Write>,
) -> Result<Report, Failure> {
    let name = path.display();
    let file = read(text).map_err(|error| format!("{name}: {error}"))?;
    let place = path.parent().unwrap_or(Path::new(".")).join(&file.tenant);
    let told = std::fs::read_to_string(&place).map_err(|error| format!("{}: {error}", place.display()))?;
    let tenant: TenantFile =
        serde_json::from_str(&told).map_err(|error| format!("{}: {error}", place.display()))?;
    file.check(&tenant).map_err(|error| format!("{name}: {error}"))?;
    let begin = |seeds| {
        let records = FakeRecords::default();
        records.put(&tenant.id, seeds);
        records
    };
    let mut lines = Vec::new();
    let report = actions::replay(&file, &tenant, begin, |transcript, turn, after| {
        if json.is_some() {
            lines.push(
                json!({ "tenant": tenant.id, "transcript": transcript, "turn": turn, "intent": after.intent,
                "calls": after.calls, "reply": after.text, "blocks": after.blocks }),
            );
        }
    })
    .await?;
    if let Some(json) = &mut json {
        for line in lines {
            writeln!(json, "{line}")?;
        }
    }
    Ok(report)
}
