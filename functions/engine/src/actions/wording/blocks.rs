//! Cards, tables, charts and buttons about records.

use serde_json::Value as Json;
use shared::tenant::{Field, RecordType};
use shared::wire::{Block, Button, Card, CardField, Chart, ChartSeries, ChartShape, Record, Table};

use super::show::{Showing, status_name};
use super::{capital, title};
use crate::actions::link;

/// The longest text of a cell or of a line of a card, in characters.
const LONGEST: usize = 300;

/// One record.
pub(super) fn card(showing: &Showing<'_>, of: &RecordType, record: &Record) -> Block {
    let keys: Vec<&str> = if of.display.card.is_empty() {
        let status = of.status.iter().map(|_| "status");
        let fields = of.fields.iter().map(|field| field.key.as_str()).filter(|key| *key != of.display.title);
        status.chain(fields).collect()
    } else {
        of.display.card.iter().map(String::as_str).collect()
    };
    let fields = keys.into_iter().filter_map(|key| {
        let value = cut(&showing.of(of, record, key));
        (!value.is_empty()).then(|| CardField { label: showing.heading(of, key), value })
    });
    let subtitle = of
        .display
        .subtitle
        .as_ref()
        .map(|key| cut(&showing.of(of, record, key)))
        .filter(|text| !text.is_empty());
    Block::Card(Card {
        title: format!("{} · {}", cut(&title(of, record)), record.id),
        subtitle,
        fields: fields.collect(),
        url: link(of, record),
        buttons: Vec::new(),
    })
}

/// Several records.
pub(super) fn table(showing: &Showing<'_>, of: &RecordType, records: &[Record]) -> Block {
    let columns: Vec<&str> = if of.display.table.is_empty() {
        let status = of.status.iter().map(|_| "status");
        ["id", of.display.title.as_str()].into_iter().chain(status).collect()
    } else {
        of.display.table.iter().map(String::as_str).collect()
    };
    let row = |record: &Record| columns.iter().map(|key| cut(&showing.cell(of, record, key))).collect();
    let urls: Vec<String> = records.iter().map(|record| link(of, record).unwrap_or_default()).collect();
    Block::Table(Table {
        caption: capital(&of.many),
        columns: columns.iter().map(|key| showing.heading(of, key)).collect(),
        rows: records.iter().map(row).collect(),
        urls: if urls.iter().all(String::is_empty) { Vec::new() } else { urls },
    })
}

/// A number for each value of a field.
pub(super) fn chart(
    showing: &Showing<'_>,
    of: &RecordType,
    by: &str,
    name: String,
    unit: Option<String>,
    groups: &[(Option<Json>, f64)],
) -> Block {
    let labels = groups.iter().map(|(value, _)| match value {
        Some(value) => group(showing, of, by, value),
        None => showing.phrases.unknown.to_owned(),
    });
    Block::Chart(Chart {
        shape: ChartShape::Bar,
        title: format!("{} · {}", name, showing.heading(of, by)),
        unit,
        labels: labels.collect(),
        series: vec![ChartSeries { name, values: groups.iter().map(|(_, number)| *number).collect() }],
    })
}

fn group(showing: &Showing<'_>, of: &RecordType, by: &str, value: &Json) -> String {
    if by == "status" {
        return status_name(of, value.as_str().unwrap_or_default());
    }
    let Some(field) = of.field(by) else { return value.to_string() };
    // Of a list, the value is one of it.
    match (field.kind, value.as_str()) {
        (shared::value::Kind::List, Some(value)) => choice_name(field, value),
        _ => cut(&showing.value(field, value)),
    }
}

/// What a choice of a field is called.
pub(super) fn choice_name(field: &Field, value: &str) -> String {
    super::show::attribute(field).choice_name(value)
}

/// What somebody chooses from: told apart by what stands under the titles, and by their ids.
pub(super) fn which(
    showing: &Showing<'_>,
    of: impl Fn(&Record) -> Option<RecordType>,
    records: &[Record],
) -> Block {
    let button = |record: &Record| {
        let label = match of(record) {
            Some(of) => {
                let subtitle = of.display.subtitle.as_ref().map(|key| cut(&showing.of(&of, record, key)));
                let status = showing.of(&of, record, "status");
                let more =
                    subtitle.filter(|text| !text.is_empty()).or(Some(status)).filter(|text| !text.is_empty());
                let more = more.map(|more| format!(" · {more}")).unwrap_or_default();
                format!("{}{more} ({})", cut(&title(&of, record)), record.id)
            }
            None => record.id.clone(),
        };
        Button { label, message: Some(record.id.clone()), url: None }
    };
    Block::Buttons { buttons: records.iter().map(button).collect() }
}

/// Buttons that send what they say.
pub(super) fn said(labels: impl IntoIterator<Item = String>) -> Block {
    let buttons = labels.into_iter().map(|label| Button { message: Some(label.clone()), label, url: None });
    Block::Buttons { buttons: buttons.collect() }
}

fn cut(text: &str) -> String {
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(LONGEST - 1).collect();
    short.push('…');
    short
}
