//! Lists and numbers over many records.

use std::cmp::Ordering;

use engine::actions::{Acted, Call, Came, Order, fit, naming};
use engine::ports::StoreError;
use engine::records::{Condition, Test, validate_value};
use serde_json::{Value as Json, json};
use shared::tenant::{Field, RecordType};
use shared::value::Kind;
use shared::wire::Record;

use super::Runner;
use super::finding::not_found;
use super::runner::Doing;
use super::values::plain;

/// Conditions for the store, and texts that fields must have something of: those are looked at here.
struct Asked {
    conditions: Vec<Condition>,
    texts: Vec<(String, String)>,
}

impl Runner<'_> {
    pub(crate) async fn find(&self, call: Call, _: &mut Doing) -> Result<Acted, StoreError> {
        let Call::Find { record_type, filters, words, order } = &call else {
            return Ok(Acted { call, came: Came::NothingMeant });
        };
        let Some(one) = self.of(record_type).filter(|one| self.may_find(one)) else {
            return Ok(Acted { call, came: Came::Refused });
        };
        let (mut records, more) = match self.matching(one, filters, words.as_deref()).await? {
            Ok(found) => found,
            Err(came) => return Ok(Acted { call, came }),
        };
        if let Some(order) = order {
            records.sort_by(|one, other| ordered(one, other, order));
        }
        let total = records.len();
        records.truncate(usize::from(self.tenant.records.rows.clamp(1, 50)));
        Ok(Acted { call, came: Came::Found { records, total, more } })
    }

    pub(crate) async fn count(&self, call: Call, _: &mut Doing) -> Result<Acted, StoreError> {
        let Call::Count { record_type, filters, by, sum } = &call else {
            return Ok(Acted { call, came: Came::NothingMeant });
        };
        let Some(one) = self.of(record_type).filter(|one| self.may_find(one)) else {
            return Ok(Acted { call, came: Came::Refused });
        };
        let by = match by.as_deref() {
            None => None,
            Some("status") if one.status.is_some() => Some("status".to_owned()),
            Some(said) => match naming::field_named(one, said) {
                Some(field) => Some(field.key.clone()),
                None => return Ok(no_field(call.clone(), said)),
            },
        };
        let sum = match sum.as_deref() {
            None => None,
            Some(said) => match naming::field_named(one, said) {
                Some(field) if matches!(field.kind, Kind::Number | Kind::Money) => Some(field),
                _ => return Ok(no_field(call.clone(), said)),
            },
        };
        let (records, more) = match self.matching(one, filters, None).await? {
            Ok(found) => found,
            Err(came) => return Ok(Acted { call, came }),
        };
        let currency = sum.filter(|field| field.kind == Kind::Money).and_then(|field| {
            records.iter().find_map(|record| {
                record.fields.get(&field.key)?.get("currency")?.as_str().map(str::to_owned)
            })
        });
        let mut groups: Vec<(Option<Json>, f64)> = Vec::new();
        let mut add =
            |value: Option<Json>, number: f64| match groups.iter_mut().find(|(known, _)| *known == value) {
                Some((_, sum)) => *sum += number,
                None => groups.push((value, number)),
            };
        if by.is_none() {
            add(None, 0.0);
        }
        for record in &records {
            let number = sum.map_or(1.0, |field| amount(record, field, currency.as_deref()));
            match by.as_deref() {
                None => add(None, number),
                Some("status") => add(record.status.clone().map(Json::String), number),
                Some(key) => match record.fields.get(key) {
                    Some(Json::Array(values)) => {
                        values.iter().for_each(|value| add(Some(value.clone()), number))
                    }
                    value => add(value.cloned(), number),
                },
            }
        }
        if let Some(by) = &by {
            groups.sort_by(|one_of, other| {
                declared(one, by, &one_of.0)
                    .cmp(&declared(one, by, &other.0))
                    .then_with(|| other.1.total_cmp(&one_of.1))
            });
        }
        let call = Call::Count {
            record_type: one.key.clone(),
            filters: filters.clone(),
            by,
            sum: sum.map(|field| field.key.clone()),
        };
        Ok(Acted { call, came: Came::Counted { groups, currency, more } })
    }

    /// Those that are like that, or what is said where that cannot be.
    async fn matching(
        &self,
        one: &RecordType,
        filters: &[Condition],
        words: Option<&str>,
    ) -> Result<Result<(Vec<Record>, bool), Came>, StoreError> {
        let asked = match self.asked(one, filters).await? {
            Ok(asked) => asked,
            Err(came) => return Ok(Err(came)),
        };
        let (mut records, more) = self.visible(one, asked.conditions).await?;
        for (key, text) in &asked.texts {
            records.retain(|record| has(record, key, text));
        }
        if let Some(words) = words {
            records.retain(|record| fit(one, record, words).is_some());
        }
        Ok(Ok((records, more)))
    }

    async fn asked(
        &self,
        one: &RecordType,
        filters: &[Condition],
    ) -> Result<Result<Asked, Came>, StoreError> {
        let mut asked = Asked { conditions: Vec::new(), texts: Vec::new() };
        for filter in filters {
            let key = filter.field.as_str();
            let known =
                matches!(key, "id" | "status" | "created_at" | "changed_at" | "created_by" | "changed_by");
            let field = naming::field_named(one, key).filter(|_| !known);
            if field.is_none() && !known {
                return Ok(Err(Came::NoField(key.to_owned())));
            }
            let test = match (&filter.test, field) {
                (Test::Is(Json::String(said)), Some(field)) if field.refers_to.is_some() => {
                    let ids = self.referred(field.refers_to.as_deref().unwrap_or_default(), said).await?;
                    if ids.is_empty() {
                        return Ok(Err(not_found(&engine::actions::TargetBy::Words(said.clone()), None)));
                    }
                    one_of(ids)
                }
                (Test::In(several), Some(field)) if field.refers_to.is_some() => {
                    let mut ids = Vec::new();
                    for said in several.iter().filter_map(Json::as_str) {
                        let found =
                            self.referred(field.refers_to.as_deref().unwrap_or_default(), said).await?;
                        if found.is_empty() {
                            let sought = engine::actions::TargetBy::Words(said.to_owned());
                            return Ok(Err(not_found(&sought, None)));
                        }
                        ids.extend(found);
                    }
                    one_of(ids)
                }
                (Test::Is(Json::String(said)), Some(field)) if field.user => {
                    let is_me = self.actor.known("visitor").as_ref().and_then(Json::as_str) == Some(said);
                    let users =
                        if is_me { vec![said.clone()] } else { self.users_named(one, field, said).await? };
                    one_of(if users.is_empty() { vec![said.clone()] } else { users })
                }
                (Test::Is(Json::String(said)), Some(field)) if field.kind == Kind::Text => {
                    asked.texts.push((field.key.clone(), plain(said)));
                    continue;
                }
                (Test::Is(said), None) if key == "status" => {
                    let said = said.as_str().unwrap_or_default();
                    match naming::status_named(one, said) {
                        Some(status) => Test::Is(json!(status.value)),
                        None => return Ok(Err(Came::Invalid("status".to_owned(), said.to_owned()))),
                    }
                }
                (Test::Is(value), Some(field)) => match validate_value(field, value, &self.context()) {
                    Ok(Json::Array(values)) => Test::In(values),
                    Ok(value) => Test::Is(value),
                    Err(_) => {
                        let said = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                        return Ok(Err(Came::Invalid(field.key.clone(), said)));
                    }
                },
                (test, _) => test.clone(),
            };
            let field = field.map_or_else(|| key.to_owned(), |field| field.key.clone());
            asked.conditions.push(Condition { field, test });
        }
        Ok(Ok(asked))
    }
}

fn one_of(mut values: Vec<String>) -> Test {
    if values.len() == 1 {
        Test::Is(Json::String(values.remove(0)))
    } else {
        Test::In(values.into_iter().map(Json::String).collect())
    }
}

fn no_field(call: Call, said: &str) -> Acted {
    Acted { call, came: Came::NoField(said.to_owned()) }
}

fn has(record: &Record, key: &str, text: &str) -> bool {
    record.fields.get(key).and_then(Json::as_str).is_some_and(|value| plain(value).contains(text))
}

/// What a record adds to a sum: money of another currency adds nothing.
fn amount(record: &Record, field: &Field, currency: Option<&str>) -> f64 {
    let Some(value) = record.fields.get(&field.key) else { return 0.0 };
    if let Some(of) = value.get("currency").and_then(Json::as_str)
        && currency != Some(of)
    {
        return 0.0;
    }
    let end = |name: &str| value.get(name).and_then(Json::as_f64);
    value.as_f64().or_else(|| end("min")).or_else(|| end("max")).unwrap_or(0.0)
}

/// The place of a value among those that are declared; others come after them, what is not known last.
fn declared(one: &RecordType, by: &str, value: &Option<Json>) -> usize {
    let Some(value) = value.as_ref().and_then(Json::as_str) else { return usize::MAX };
    let place = if by == "status" {
        one.status
            .as_ref()
            .and_then(|settings| settings.values.iter().position(|status| status.value == value))
    } else {
        one.field(by).and_then(|field| field.choices.iter().position(|choice| choice.value == value))
    };
    place.unwrap_or(usize::MAX - 1)
}

fn ordered(one: &Record, other: &Record, order: &Order) -> Ordering {
    let value = |record: &Record| match order.by.as_str() {
        "created_at" => Some(Json::String(record.created_at.clone())),
        "changed_at" => Some(Json::String(record.changed_at.clone())),
        "id" => None,
        key => record.fields.get(key).cloned(),
    };
    let ordering = match (value(one), value(other)) {
        // What is not known comes last in either order.
        (Some(_), None) => return Ordering::Less,
        (None, Some(_)) => return Ordering::Greater,
        (None, None) => Ordering::Equal,
        (Some(one), Some(other)) => compared(&one, &other),
    };
    if order.descending { ordering.reverse() } else { ordering }
}

fn compared(one: &Json, other: &Json) -> Ordering {
    let number = |value: &Json| value.as_f64().or_else(|| value.get("min").and_then(Json::as_f64));
    match (number(one), number(other)) {
        (Some(one), Some(other)) => one.total_cmp(&other),
        _ => one.as_str().unwrap_or_default().cmp(other.as_str().unwrap_or_default()),
    }
}
