//! Values and references as they were said, made into what is stored.

use std::collections::{BTreeMap, BTreeSet};

use engine::actions::{Acted, Came, Fit, Names, best, fit, naming};
use engine::ports::StoreError;
use engine::records::validate_value;
use serde_json::{Value as Json, json};
use shared::tenant::{Field, RecordType};
use shared::wire::Record;

use super::Runner;

/// Fields as they are stored, or what is wrong with one.
pub(crate) type Read = Result<BTreeMap<String, Json>, Came>;

impl Runner<'_> {
    /// What was said of fields, as it is stored. `null` stays.
    pub(crate) async fn read_fields(
        &self,
        one: &RecordType,
        said: &BTreeMap<String, Json>,
    ) -> Result<Read, StoreError> {
        let mut fields = BTreeMap::new();
        for (key, value) in said {
            let Some(field) = naming::field_named(one, key) else {
                return Ok(Err(Came::NoField(key.clone())));
            };
            let read =
                if value.is_null() { Some(Json::Null) } else { self.read_value(one, field, value).await? };
            match read {
                Some(value) => fields.insert(field.key.clone(), value),
                None => return Ok(Err(Came::Invalid(field.key.clone(), as_text(value)))),
            };
        }
        Ok(Ok(fields))
    }

    /// One value; `None` where it is none of the field's.
    async fn read_value(
        &self,
        one: &RecordType,
        field: &Field,
        said: &Json,
    ) -> Result<Option<Json>, StoreError> {
        if let (Some(to), Some(name)) = (&field.refers_to, said.as_str()) {
            let found = self.referred(to, name).await?;
            return Ok(<[String; 1]>::try_from(found).ok().map(|[id]| json!(id)));
        }
        if let (true, Some(name)) = (field.user, said.as_str()) {
            let users = self.users_named(one, field, name).await?;
            // Somebody who has nothing yet is known by what they are called.
            return Ok(Some(match users.as_slice() {
                [only] => json!(only),
                _ => json!(name.trim()),
            }));
        }
        let read = validate_value(field, said, &self.context());
        Ok(read.ok().map(|value| single_day(field, value)))
    }

    /// The ids of the records of a type that the user may see and that are called so: the best of them.
    pub(crate) async fn referred(&self, to: &str, name: &str) -> Result<Vec<String>, StoreError> {
        let Some(one) = self.of(to) else { return Ok(Vec::new()) };
        let is_id = self.of_id(name).is_some_and(|of| of.key == one.key);
        if is_id && let Some(record) = self.seen(one, &super::finding::as_written(one, name)).await? {
            return Ok(vec![record.id]);
        }
        let (records, _) = self.visible(one, Vec::new()).await?;
        let fits = records.into_iter().filter_map(|record| Some((fit(one, &record, name)?, record.id)));
        let (top, ids) = best(fits.collect());
        Ok(if top.is_some_and(|top| top > Fit::Maybe) { ids } else { Vec::new() })
    }

    /// The users who are called so, among those that stand in the field of records that may be seen.
    pub(crate) async fn users_named(
        &self,
        one: &RecordType,
        field: &Field,
        name: &str,
    ) -> Result<Vec<String>, StoreError> {
        let said = plain(name);
        if let Some(user) = &self.actor.user {
            let is_name = |value: &engine::user::UserAttribute| matches!(value, engine::user::UserAttribute::Text(text) if plain(text) == said);
            let me = ["me", "myself", "i"].contains(&said.as_str());
            if me || plain(&user.id) == said || user.attributes.values().any(is_name) {
                return Ok(vec![user.id.clone()]);
            }
        }
        let (records, _) = self.visible(one, Vec::new()).await?;
        let users: BTreeSet<&str> =
            records.iter().filter_map(|record| record.fields.get(&field.key)?.as_str()).collect();
        if let Some(user) = users.iter().find(|user| **user == name || plain(user) == said) {
            return Ok(vec![(*user).to_owned()]);
        }
        let is_part = |user: &&&str| {
            user.split(|sign: char| !sign.is_alphanumeric()).any(|part| plain(part) == said)
                || (said.len() >= 3 && plain(user).starts_with(&said))
        };
        Ok(users.iter().filter(is_part).map(|user| (*user).to_owned()).collect())
    }

    /// Finds out what records are called that those told of refer to, as far as they may be seen.
    pub(crate) async fn name_references(&self, acted: &[Acted], names: &mut Names) -> Result<(), StoreError> {
        let mut wanted: BTreeSet<(String, String)> = BTreeSet::new();
        for one in acted {
            for record in told(&one.came) {
                let Some(of) = self.of(&record.record_type) else { continue };
                for field in of.fields.iter().filter(|field| field.refers_to.is_some()) {
                    if let (Some(to), Some(id)) =
                        (&field.refers_to, record.fields.get(&field.key).and_then(Json::as_str))
                    {
                        wanted.insert((to.clone(), id.to_owned()));
                    }
                }
            }
            if let (
                engine::actions::Call::Count { record_type, by: Some(by), .. },
                Came::Counted { groups, .. },
            ) = (&one.call, &one.came)
            {
                let to = self
                    .of(record_type)
                    .and_then(|of| of.field(by))
                    .and_then(|field| field.refers_to.clone());
                let ids = groups.iter().filter_map(|(value, _)| value.as_ref()?.as_str());
                wanted.extend(
                    to.into_iter().flat_map(|to| ids.clone().map(move |id| (to.clone(), id.to_owned()))),
                );
            }
        }
        let mut few: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (of, id) in wanted {
            few.entry(of).or_default().push(id);
        }
        for (key, ids) in few {
            let Some(of) = self.of(&key) else { continue };
            let filters = vec![engine::records::Condition {
                field: "id".to_owned(),
                test: engine::records::Test::In(ids.into_iter().take(100).map(Json::String).collect()),
            }];
            for record in self.visible(of, filters).await?.0 {
                if let Some(title) = record.fields.get(&of.display.title).and_then(Json::as_str) {
                    names.put(&key, &record.id, title);
                }
            }
        }
        Ok(())
    }
}

/// The records that are told of.
fn told(came: &Came) -> Vec<&Record> {
    match came {
        Came::Found { records, .. } | Came::Which(records, _) => records.iter().collect(),
        Came::Shown(record)
        | Came::Unchanged(record)
        | Came::NoTransition(record, _)
        | Came::ToConfirm(Some(record))
        | Came::Stale(Some(record))
        | Came::Done { record: Some(record), .. } => vec![record],
        _ => Vec::new(),
    }
}

/// A span of days is kept by its last: "by next week".
fn single_day(field: &Field, value: Json) -> Json {
    if field.kind != shared::value::Kind::Date {
        return value;
    }
    let end = value.get("to").filter(|day| !day.is_null()).or_else(|| value.get("from")).cloned();
    end.unwrap_or(value)
}

fn as_text(value: &Json) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Letters and digits in lower case.
pub(crate) fn plain(text: &str) -> String {
    text.chars().filter(|sign| sign.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
