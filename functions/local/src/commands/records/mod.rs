//! `anteroom records`: lists, shows, writes, imports and exports a tenant's records, over the admin's routes of a running
//! server.

mod rows;

use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Subcommand, ValueEnum};
use reqwest::Method;
use serde_json::{Value as Json, json};

use super::Failure;
use super::admin::AdminServer;
use rows::{Row, read_csv, read_json_lines, write_csv};

/// Rows that are sent at once.
const ROWS_AT_ONCE: usize = 100;

/// What to do with records.
#[derive(Subcommand)]
pub(crate) enum Command {
    /// Prints records as lines of JSON, by id.
    List(List),
    /// Prints one record with its history, as JSON.
    Get(One),
    /// Makes or replaces one record: `{"status": …, "fields": {…}}` from a file or the standard input.
    Put(Put),
    /// Deletes one record.
    Delete(One),
    /// Writes the records of a file: lines of JSON, or CSV with a line of names. The same file again changes nothing.
    Import(Import),
    /// Prints all records, as lines of JSON or as CSV: what `import` takes.
    Export(Export),
}

/// Which records.
#[derive(Args)]
pub(crate) struct List {
    /// The type's key.
    record_type: String,
    /// Only those: `status=open`, `due.max=2026-12-31`, `tags.not=red`.
    #[arg(long = "where", value_name = "FIELD=VALUE")]
    filters: Vec<String>,
    #[command(flatten)]
    server: AdminServer,
}

/// Which record.
#[derive(Args)]
pub(crate) struct One {
    /// The type's key.
    record_type: String,
    /// The record's id.
    id: String,
    /// The version that it must be of.
    #[arg(long)]
    version: Option<u64>,
    #[command(flatten)]
    server: AdminServer,
}

/// Which record, and what it is to be.
#[derive(Args)]
pub(crate) struct Put {
    #[command(flatten)]
    one: One,
    /// The file; the standard input where it is absent.
    #[arg(long)]
    file: Option<PathBuf>,
}

/// What is written.
#[derive(Args)]
pub(crate) struct Import {
    /// The type's key.
    record_type: String,
    /// The file: CSV where its name ends in `.csv`, otherwise lines of JSON.
    file: PathBuf,
    #[command(flatten)]
    server: AdminServer,
}

/// How they are written.
#[derive(Args)]
pub(crate) struct Export {
    #[command(flatten)]
    list: List,
    /// As what.
    #[arg(long, value_enum, default_value_t = Format::Jsonl)]
    format: Format,
}

/// A format of records.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// A line of JSON for each.
    Jsonl,
    /// Comma-separated values, with a line of names.
    Csv,
}

pub(crate) async fn run(command: Command) -> Result<ExitCode, Failure> {
    match command {
        Command::List(list) => export(&list, Format::Jsonl).await,
        Command::Export(Export { list, format }) => export(&list, format).await,
        Command::Get(one) => {
            say(&ask_of(&one, Method::GET, None).await?)?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Delete(one) => ask_of(&one, Method::DELETE, None).await.map(|_| ExitCode::SUCCESS),
        Command::Put(Put { one, file }) => {
            let text = read(file.as_deref())?;
            let body: Json = serde_json::from_str(&text)?;
            say(&ask_of(&one, Method::PUT, Some(&body)).await?)?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Import(import) => write(&import).await,
    }
}

async fn ask_of(one: &One, method: Method, body: Option<&Json>) -> Result<String, Failure> {
    let version = one.version.map(|version| format!("\"{version}\""));
    let headers: Vec<_> = version.iter().map(|version| ("if-match", version.as_str())).collect();
    one.server.ask_with(method, &["records", &one.record_type, &one.id], &[], &headers, body).await
}

async fn export(list: &List, format: Format) -> Result<ExitCode, Failure> {
    let mut query = vec![("limit", "1000")];
    for filter in &list.filters {
        query.push(filter.split_once('=').ok_or_else(|| format!("`{filter}` is not FIELD=VALUE"))?);
    }
    let mut records = Vec::new();
    let mut next: Option<String> = None;
    loop {
        let mut query = query.clone();
        query.extend(next.as_deref().map(|next| ("next", next)));
        let text =
            list.server.ask_with(Method::GET, &["records", &list.record_type], &query, &[], None).await?;
        let mut page: Json = serde_json::from_str(&text)?;
        let found = page["records"].as_array_mut().map(core::mem::take).unwrap_or_default();
        if format == Format::Jsonl {
            for record in &found {
                say(&record.to_string())?;
            }
        } else {
            records.extend(found);
        }
        match page["next"].as_str() {
            Some(more) => next = Some(more.to_owned()),
            None => break,
        }
    }
    if format == Format::Csv {
        write_csv(&records, std::io::stdout().lock())?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Every row that can be written is; what is wrong with the others is told with their lines, and the command ends with 1.
async fn write(import: &Import) -> Result<ExitCode, Failure> {
    let text = read(Some(&import.file))?;
    let is_csv = import.file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv"));
    let rows = if is_csv { read_csv(&text)? } else { read_json_lines(&text)? };
    let mut counts = [0; 3];
    let mut wrong = 0;
    for rows in rows.chunks(ROWS_AT_ONCE) {
        let body = json!({ "rows": rows.iter().map(|row| &row.value).collect::<Vec<_>>() });
        let path = ["records", &import.record_type, "import"];
        let text = import.server.ask_with(Method::POST, &path, &[], &[], Some(&body)).await?;
        let report: Json = serde_json::from_str(&text)?;
        for (count, name) in counts.iter_mut().zip(["created", "replaced", "unchanged"]) {
            *count += report[name].as_u64().unwrap_or_default();
        }
        for error in report["errors"].as_array().into_iter().flatten() {
            wrong += 1;
            eprintln!("{}", told(&import.file, rows, error));
        }
    }
    let [created, replaced, unchanged] = counts;
    say(&format!("{created} created, {replaced} replaced, {unchanged} unchanged, {wrong} mistakes"))?;
    Ok(if wrong == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// `tasks.csv:3:5: due: …`: the line, the column of a table, the field and what is wrong.
fn told(file: &Path, rows: &[Row], error: &Json) -> String {
    let row = error["row"].as_u64().and_then(|row| rows.get(usize::try_from(row).ok()?));
    let field = error["field"].as_str().unwrap_or("the row");
    let line = row.map_or(0, |row| row.line);
    let column =
        row.and_then(|row| row.columns.get(field)).map(|column| format!(":{column}")).unwrap_or_default();
    let detail = error["detail"].as_str().unwrap_or_default();
    format!("{}:{line}{column}: {field}: {detail}", file.display())
}

fn read(file: Option<&Path>) -> Result<String, Failure> {
    let Some(file) = file else {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text)?;
        return Ok(text);
    };
    std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()).into())
}

fn say(line: &str) -> Result<(), Failure> {
    writeln!(std::io::stdout().lock(), "{line}")?;
    Ok(())
}
