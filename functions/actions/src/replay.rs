//! Replays transcripts about records by the rules.

use engine::actions::{Intent, Thread, Understood};
use engine::eval::records::{After, File, Report, judge};
use engine::ports::{Nothing, Records, StoreError};
use engine::records::{RecordQuery, RowAccess};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use shared::tenant::TenantFile;
use shared::wire::Record;

use super::{Runner, by_rules};

/// Replays every transcript of a file. `begin` gives the records of one conversation: those that are told, and no others.
/// `told` hears each turn: its transcript, its place from 1, and what came of it.
///
/// # Errors
///
/// Where the store fails.
pub async fn replay<R: Records>(
    file: &File,
    tenant: &TenantFile,
    begin: impl Fn(Vec<Record>) -> R,
    mut told: impl FnMut(&str, usize, &After),
) -> Result<Report, StoreError> {
    let mut report = Report::default();
    // Noon in Greenwich is the same day nearly everywhere.
    let noon = file
        .today
        .at(12, 0, 0, 0)
        .to_zoned(TimeZone::UTC)
        .map_or(Timestamp::UNIX_EPOCH, |noon| noon.timestamp());
    for transcript in &file.transcripts {
        report.begin(&tenant.id);
        let records = begin(file.seeds(transcript));
        let actor = file.actor(transcript);
        let mut thread = Thread::default();
        let mut before = everything(&records, tenant).await?;
        for (index, turn) in transcript.turns.iter().enumerate() {
            let mut runner = Runner {
                records: &records,
                tools: &Nothing,
                tenant,
                actor: &actor,
                now: noon,
                today: file.today,
                locale: transcript.locale.as_deref().unwrap_or(&tenant.locale),
                turn: format!("{}-{index}", transcript.id),
                thread: thread.clone(),
            };
            let ran = by_rules(&mut runner, &turn.message, &[], Understood::BY_RULES).await?;
            let now = everything(&records, tenant).await?;
            let mut after = After { records: now, before, ..After::default() };
            match ran {
                Some(ran) => {
                    thread = ran.thread;
                    after.intent = Intent::name(ran.intent).to_owned();
                    (after.calls, after.text, after.blocks) = (ran.tool_calls, ran.text, ran.blocks);
                }
                None => thread.waiting = None,
            }
            let place = format!("{} / {}", transcript.id, index + 1);
            report.add(&tenant.id, &place, turn, judge(turn, &after));
            told(&transcript.id, index + 1, &after);
            before = after.records;
        }
    }
    Ok(report)
}

/// All records of the tenant's types, as far as one page holds them.
async fn everything(records: &dyn Records, tenant: &TenantFile) -> Result<Vec<Record>, StoreError> {
    let mut all = Vec::new();
    for one in &tenant.records.types {
        let query = RecordQuery {
            tenant: tenant.id.clone(),
            record_type: one.key.clone(),
            access: RowAccess::all(),
            filters: Vec::new(),
            limit: 1_000,
            after: None,
        };
        all.extend(records.find(&query).await?.records);
    }
    Ok(all)
}
