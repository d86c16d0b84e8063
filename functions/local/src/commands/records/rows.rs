//! Records in files: lines of JSON, and CSV. Knows no server and no type.
//!
//! A cell of a CSV is a text; what it stands for is read by the server, as if it had been said: `3`, `tomorrow`, `red; blue`. A
//! value that has no such form (a range, an amount of money) is JSON.

use std::collections::{BTreeSet, HashMap};
use std::io::Write;
use std::sync::Arc;

use serde_json::{Map, Value as Json, json};

use super::Failure;

/// What a record has beside its fields.
const OF_ALL: [&str; 8] =
    ["id", "type", "status", "version", "created_at", "created_by", "changed_at", "changed_by"];

/// A row to be written, and where it stands.
pub(super) struct Row {
    /// As the server takes it: `{"id", "status", "fields"}`.
    pub(super) value: Json,
    /// The line in the file, from 1.
    pub(super) line: u64,
    /// The column of each name, from 1; empty for lines of JSON.
    pub(super) columns: Arc<HashMap<String, usize>>,
}

/// A record on each line: as `export` writes it, or with `fields` and nothing else. Empty lines are passed over.
pub(super) fn read_json_lines(text: &str) -> Result<Vec<Row>, Failure> {
    let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
    let rows = lines.map(|(line, text)| {
        let record: Json = serde_json::from_str(text).map_err(|error| format!("line {line}: {error}"))?;
        let Json::Object(mut record) = record else {
            return Err(format!("line {line}: not an object").into());
        };
        if let Some(other) = record.keys().find(|key| *key != "fields" && !OF_ALL.contains(&key.as_str())) {
            return Err(format!(
                "line {line}: `{other}` is not known here: what is known stands in `fields`"
            )
            .into());
        }
        record.retain(|key, _| ["id", "status", "fields"].contains(&key.as_str()));
        Ok(Row { value: Json::Object(record), line, columns: Arc::default() })
    });
    rows.collect()
}

/// A record on each line after the first, which names the columns. An empty cell is not known.
pub(super) fn read_csv(text: &str) -> Result<Vec<Row>, Failure> {
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let names = reader.headers()?.clone();
    let columns: HashMap<String, usize> = names.iter().map(str::to_owned).zip(1..).collect();
    if columns.len() != names.len() {
        return Err("line 1: two columns of one name".into());
    }
    let columns = Arc::new(columns);
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record?;
        let mut row = Map::new();
        let mut fields = Map::new();
        for (name, cell) in names.iter().zip(&record).filter(|(_, cell)| !cell.is_empty()) {
            match name {
                "id" | "status" => drop(row.insert(name.to_owned(), json!(cell))),
                name if OF_ALL.contains(&name) => {}
                name => drop(fields.insert(name.to_owned(), value(cell))),
            }
        }
        row.insert("fields".to_owned(), Json::Object(fields));
        let line = record.position().map_or(0, csv::Position::line);
        rows.push(Row { value: Json::Object(row), line, columns: Arc::clone(&columns) });
    }
    Ok(rows)
}

/// What a cell holds: JSON where it is an object, otherwise what was said.
fn value(cell: &str) -> Json {
    let object = cell.starts_with('{').then(|| serde_json::from_str(cell).ok()).flatten();
    object.unwrap_or_else(|| json!(cell))
}

/// Records as CSV: what every record has, then every field that one of them has.
pub(super) fn write_csv(records: &[Json], to: impl Write) -> Result<(), Failure> {
    let fields = records.iter().filter_map(|record| record["fields"].as_object()).flat_map(Map::keys);
    let fields: BTreeSet<&str> = fields.map(String::as_str).collect();
    let mut writer = csv::Writer::from_writer(to);
    writer.write_record(OF_ALL.iter().chain(&fields.iter().copied().collect::<Vec<_>>()))?;
    for record in records {
        let of_all = OF_ALL.iter().map(|name| &record[*name]);
        writer.write_record(of_all.chain(fields.iter().map(|name| &record["fields"][*name])).map(cell))?;
    }
    writer.flush()?;
    Ok(())
}

/// A value as a cell.
fn cell(value: &Json) -> String {
    match value {
        Json::Null => String::new(),
        Json::String(text) => text.clone(),
        Json::Array(values) => values.iter().map(cell).collect::<Vec<_>>().join("; "),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(rows: Vec<Row>) -> Vec<Json> {
        rows.into_iter().map(|row| row.value).collect()
    }

    #[test]
    fn what_is_written_as_csv_is_read_again() {
        let records = [
            json!({
                "type": "task", "id": "TSK-1", "version": 3, "status": "open",
                "fields": { "title": "Say \"hi\", twice\nand go", "tags": ["red", "blue"], "points": 3 },
                "created_at": "2026-11-21T12:00:00.000Z", "created_by": "admin",
                "changed_at": "2026-11-21T12:00:00.000Z", "changed_by": "ana",
            }),
            json!({
                "type": "task", "id": "TSK-2", "version": 1,
                "fields": { "title": "Über", "budget": { "min": 5, "max": 8, "currency": "EUR" }, "done": true },
            }),
        ];
        let mut written = Vec::new();
        write_csv(&records, &mut written).unwrap();
        let rows = read_csv(&String::from_utf8(written).unwrap()).unwrap();
        assert_eq!((rows[0].line, rows[1].line, rows[0].columns["budget"]), (2, 4, 9));
        assert_eq!(
            values(rows),
            [
                json!({ "id": "TSK-1", "status": "open", "fields": {
                    "title": "Say \"hi\", twice\nand go", "tags": "red; blue", "points": "3",
                } }),
                json!({ "id": "TSK-2", "fields": {
                    "title": "Über", "budget": { "min": 5, "max": 8, "currency": "EUR" }, "done": "true",
                } }),
            ]
        );
    }

    #[test]
    fn lines_of_json_are_taken_as_they_were_given_out() {
        let text = "{\"type\":\"task\",\"id\":\"TSK-1\",\"version\":3,\"fields\":{\"title\":\"a\"}}\n\n{\"fields\":{}}\n";
        let rows = read_json_lines(text).unwrap();
        assert_eq!([rows[0].line, rows[1].line], [1, 3]);
        assert_eq!(
            values(rows),
            [json!({ "id": "TSK-1", "fields": { "title": "a" } }), json!({ "fields": {} })]
        );
        for (text, says) in
            [("{\"fields\":{}}\n{", "line 2"), ("[]", "not an object"), ("{\"titel\":1}", "`titel`")]
        {
            let error = read_json_lines(text).err().unwrap().to_string();
            assert!(error.contains(says), "{error}");
        }
        assert!(read_csv("id,title,id\n").is_err());
    }
}
