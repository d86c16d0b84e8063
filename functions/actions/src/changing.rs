//! What becomes of a record: made, changed, commented on, deleted. Who may, what it may be, and what it was when it was read.

use std::collections::BTreeMap;

use engine::actions::{Acted, Call, Came, WaitingFor, naming};
use engine::ports::{Change, ChangeError, StoreError, What};
use engine::records::{
    FieldError, Filled, Wrong, access, access_to_set, fill_in, matches, may_become, may_create,
    validate_change, validate_new,
};
use serde_json::Value as Json;
use shared::tenant::{Destructive, RecordAction, RecordType};
use shared::wire::{ActionDone, Record};

use super::Runner;
use super::finding::action;
use super::runner::Doing;

/// The longest comment, in characters.
const COMMENT: usize = 4_000;

impl Runner<'_> {
    /// Carries out a call about this record.
    pub(crate) async fn done_to(
        &self,
        call: Call,
        one: &RecordType,
        record: Record,
        doing: &mut Doing,
    ) -> Result<Acted, StoreError> {
        if let Some(action) = action(&call)
            && !matches(&record, &access(one, action, self.actor))
        {
            return Ok(Acted { call, came: Came::Refused });
        }
        let came = match &call {
            Call::Show { field: None, .. } => Came::Shown(Box::new(record)),
            Call::Show { field: Some(said), .. } => match said.as_str() {
                "id" | "status" | "created_at" | "created_by" | "changed_at" | "changed_by" => {
                    Came::Shown(Box::new(record))
                }
                said => match naming::field_named(one, said) {
                    Some(_) => Came::Shown(Box::new(record)),
                    None => Came::NoField(said.to_owned()),
                },
            },
            Call::Navigate { .. } => match engine::actions::link(one, &record) {
                Some(url) => Came::Opened { label: engine::actions::wording::title(one, &record), url },
                None => Came::NoPage,
            },
            Call::Update { fields, .. } => self.update(one, record, fields, doing).await?,
            Call::ChangeStatus { to, .. } => self.change_status(one, record, to, doing).await?,
            Call::Comment { text, .. } => {
                let text = text.trim();
                if text.is_empty() || text.chars().count() > COMMENT {
                    Came::Invalid("comment".to_owned(), text.chars().take(40).collect())
                } else {
                    let what = What::Comment { id: record.id.clone(), text: text.to_owned() };
                    self.apply(one, RecordAction::Comment, &[], what, Some(record), doing).await?
                }
            }
            Call::LinkCommit { commit, .. } => {
                let commit = commit.to_ascii_lowercase();
                let is_commit =
                    (7..=40).contains(&commit.len()) && commit.bytes().all(|sign| sign.is_ascii_hexdigit());
                if is_commit {
                    let what = What::LinkCommit { id: record.id.clone(), commit };
                    self.apply(one, RecordAction::LinkCommit, &[], what, Some(record), doing).await?
                } else {
                    Came::Invalid("commit".to_owned(), commit)
                }
            }
            Call::Delete { .. } => return self.delete(call, one, record, doing).await,
            Call::Find { .. } | Call::Count { .. } | Call::Create { .. } | Call::Tool { .. } => {
                Came::NothingMeant
            }
        };
        Ok(Acted { call, came })
    }

    async fn delete(
        &self,
        call: Call,
        one: &RecordType,
        record: Record,
        doing: &mut Doing,
    ) -> Result<Acted, StoreError> {
        let came = match (one.delete, doing.confirmed) {
            (Destructive::Never, _) => Came::Never(one.delete),
            (Destructive::Confirm, None) => {
                let version = record.version;
                if self.wait(doing, &call, WaitingFor::Yes { version }) {
                    Came::ToConfirm(Some(Box::new(record)))
                } else {
                    Came::OneAtATime
                }
            }
            // What was shown is what is deleted.
            (_, Some(version)) if version != record.version => Came::Stale(Some(Box::new(record))),
            _ => {
                let what = What::Delete { id: record.id.clone(), version: record.version };
                self.apply(one, RecordAction::Delete, &[], what, Some(record), doing).await?
            }
        };
        Ok(Acted { call, came })
    }

    async fn update(
        &self,
        one: &RecordType,
        record: Record,
        said: &BTreeMap<String, Json>,
        doing: &mut Doing,
    ) -> Result<Came, StoreError> {
        let mut said = said.clone();
        // A model may put the state among the fields.
        let status = said.remove("status").and_then(|status| status.as_str().map(str::to_owned));
        let fields = match self.read_fields(one, &said).await? {
            Ok(fields) => fields,
            Err(came) => return Ok(came),
        };
        if fields.is_empty()
            && let Some(status) = status
        {
            if !matches(&record, &access(one, RecordAction::ChangeStatus, self.actor)) {
                return Ok(Came::Refused);
            }
            return self.change_status(one, record, &status, doing).await;
        }
        let valid = match validate_change(one, &record, &fields, None, &self.context()) {
            Ok(valid) => valid.fields,
            Err(errors) => return Ok(wrong(one, &record, &said, errors)),
        };
        let changed: BTreeMap<String, Option<Json>> =
            valid.into_iter().filter(|(key, value)| record.fields.get(key) != value.as_ref()).collect();
        if changed.is_empty() {
            return Ok(Came::Unchanged(Box::new(record)));
        }
        let set: Vec<&str> = changed.keys().map(String::as_str).collect();
        let mut after = record.clone();
        for (key, value) in &changed {
            match value {
                Some(value) => drop(after.fields.insert(key.clone(), value.clone())),
                None => drop(after.fields.remove(key)),
            }
        }
        let allowed = matches(&record, &access_to_set(one, RecordAction::Update, self.actor, &set))
            && may_become(one, RecordAction::Update, self.actor, &set, &after);
        if !allowed {
            return Ok(Came::Refused);
        }
        let what = What::Update {
            id: record.id.clone(),
            version: record.version,
            fields: changed.clone(),
            status: None,
        };
        self.apply(one, RecordAction::Update, &set, what, Some(record), doing).await
    }

    async fn change_status(
        &self,
        one: &RecordType,
        record: Record,
        said: &str,
        doing: &mut Doing,
    ) -> Result<Came, StoreError> {
        let Some(to) = naming::status_named(one, said).map(|status| status.value.clone()) else {
            let allowed = following(one, &record);
            return Ok(if allowed.is_empty() {
                Came::NoField("status".to_owned())
            } else {
                Came::NoTransition(Box::new(record), allowed)
            });
        };
        if record.status.as_ref() == Some(&to) {
            return Ok(Came::Unchanged(Box::new(record)));
        }
        if let Err(errors) = validate_change(one, &record, &BTreeMap::new(), Some(&to), &self.context()) {
            return Ok(wrong(one, &record, &BTreeMap::new(), errors));
        }
        let mut after = record.clone();
        after.status = Some(to.clone());
        if !may_become(one, RecordAction::ChangeStatus, self.actor, &[], &after) {
            return Ok(Came::Refused);
        }
        let what = What::Update {
            id: record.id.clone(),
            version: record.version,
            fields: BTreeMap::new(),
            status: Some(to),
        };
        self.apply(one, RecordAction::ChangeStatus, &[], what, Some(record), doing).await
    }

    /// Carries out a call that makes a record.
    pub(crate) async fn create(&self, call: Call, doing: &mut Doing) -> Result<Acted, StoreError> {
        let Call::Create { record_type, fields: said } = &call else {
            return Ok(Acted { call, came: Came::NothingMeant });
        };
        let Some(one) = self.of(record_type) else {
            return Ok(Acted { call, came: Came::Refused });
        };
        if access(one, RecordAction::Create, self.actor).is_none() {
            return Ok(Acted { call, came: Came::Refused });
        }
        let mut said = said.clone();
        let status = said.remove("status").and_then(|status| status.as_str().map(str::to_owned));
        let mut fields = match self.read_fields(one, &said).await? {
            Ok(fields) => fields,
            Err(came) => return Ok(Acted { call, came }),
        };
        fields.retain(|_, value| !value.is_null());
        self.fill_from_context(one, &mut fields).await?;
        let status =
            status.and_then(|said| naming::status_named(one, &said)).map(|status| status.value.clone());
        let Filled { fields: filled, status } =
            fill_in(one, self.actor, self.today, &fields, status.as_deref());
        let missing = one.fields.iter().find(|field| field.required && !filled.contains_key(&field.key));
        if let Some(field) = missing {
            let call = Call::Create { record_type: one.key.clone(), fields };
            let asked = self.wait(doing, &call, WaitingFor::Field(field.key.clone()));
            let came = if asked { Came::Needs(field.key.clone()) } else { Came::OneAtATime };
            return Ok(Acted { call, came });
        }
        let set: Vec<&str> = fields.keys().map(String::as_str).collect();
        let came = match validate_new(one, &filled, status.as_deref(), &self.context()) {
            Err(errors) => wrong_new(&said, errors),
            Ok(valid) => {
                let new = self.as_record(one, &valid.known(), valid.status.clone());
                if may_create(one, self.actor, &set, &new) {
                    let what = What::Create {
                        id_prefix: one.id_prefix.clone(),
                        id: None,
                        status: valid.status.clone(),
                        fields: valid.known(),
                    };
                    self.apply(one, RecordAction::Create, &set, what, None, doing).await?
                } else {
                    Came::Refused
                }
            }
        };
        Ok(Acted { call, came })
    }

    /// A record that must belong to another belongs to the one that was spoken of last.
    async fn fill_from_context(
        &self,
        one: &RecordType,
        fields: &mut BTreeMap<String, Json>,
    ) -> Result<(), StoreError> {
        let [focus] = self.thread.focus.as_slice() else { return Ok(()) };
        let needed = one.fields.iter().find(|field| {
            field.required
                && field.refers_to.as_deref() == Some(focus.record_type.as_str())
                && !fields.contains_key(&field.key)
        });
        if let Some(field) = needed
            && let Some(of) = self.of(&focus.record_type)
            && self.seen(of, &focus.id).await?.is_some()
        {
            fields.insert(field.key.clone(), Json::String(focus.id.clone()));
        }
        Ok(())
    }

    fn as_record(&self, one: &RecordType, fields: &BTreeMap<String, Json>, status: Option<String>) -> Record {
        let at = self.now.to_string();
        Record {
            record_type: one.key.clone(),
            id: String::new(),
            version: 1,
            status,
            fields: fields.clone(),
            created_at: at.clone(),
            created_by: self.actor.name().to_owned(),
            changed_at: at,
            changed_by: self.actor.name().to_owned(),
        }
    }

    /// Has the store make the change.
    async fn apply(
        &self,
        one: &RecordType,
        action: RecordAction,
        set: &[&str],
        what: What,
        before: Option<Record>,
        doing: &Doing,
    ) -> Result<Came, StoreError> {
        let change = Change {
            id: doing.id.clone(),
            tenant: self.tenant.id.clone(),
            record_type: one.key.clone(),
            by: self.actor.name().to_owned(),
            at: self.now,
            access: access_to_set(one, action, self.actor, set),
            unique: one.fields.iter().filter(|field| field.unique).map(|field| field.key.clone()).collect(),
            what,
        };
        match self.records.apply(&change).await {
            Ok(done) => {
                let record = done.record.clone().or(before).map(Box::new);
                Ok(Came::Done { done: Box::new(done), record })
            }
            Err(ChangeError::NotThere) => Ok(match before {
                // It was there a moment ago, and is no more, or not within reach.
                Some(record) => Came::NotFound { sought: record.id, offer: None },
                None => Came::Refused,
            }),
            Err(ChangeError::Stale) => {
                let now = match before {
                    Some(record) => self.seen(one, &record.id).await?,
                    None => None,
                };
                Ok(Came::Stale(now.map(Box::new)))
            }
            Err(ChangeError::NotUnique(field)) => Ok(Came::NotUnique(field)),
            Err(ChangeError::Store(error)) => Err(error),
        }
    }

    /// Tells of what a change has done before, where its turn is taken over.
    pub(crate) fn told(done: ActionDone) -> Came {
        let record = done.record.clone().map(Box::new);
        Came::Done { done: Box::new(done), record }
    }
}

/// The states that may follow the record's.
fn following(one: &RecordType, record: &Record) -> Vec<String> {
    let Some(settings) = &one.status else { return Vec::new() };
    let from = record.status.as_deref().unwrap_or_default();
    match settings.transitions.get(from) {
        Some(allowed) => allowed.clone(),
        None => settings
            .values
            .iter()
            .map(|status| status.value.clone())
            .filter(|status| status != from)
            .collect(),
    }
}

/// The first thing that is wrong with a change.
fn wrong(one: &RecordType, record: &Record, said: &BTreeMap<String, Json>, errors: Vec<FieldError>) -> Came {
    match errors.into_iter().next() {
        Some(FieldError { wrong: Wrong::Transition { allowed, .. }, .. }) => {
            Came::NoTransition(Box::new(record.clone()), allowed)
        }
        Some(FieldError { field, wrong: Wrong::NoStatus }) => Came::NoField(field),
        Some(FieldError { field, wrong: Wrong::Unknown(_) }) => Came::NoField(field),
        Some(FieldError { field, .. }) => Came::Invalid(field.clone(), given(said, &field, one)),
        None => Came::Refused,
    }
}

fn wrong_new(said: &BTreeMap<String, Json>, errors: Vec<FieldError>) -> Came {
    match errors.into_iter().next() {
        Some(FieldError { field, wrong: Wrong::Missing }) => Came::Needs(field),
        Some(FieldError { field, .. }) => {
            let given = said.get(&field).map_or_else(String::new, as_text);
            Came::Invalid(field, given)
        }
        None => Came::Refused,
    }
}

fn given(said: &BTreeMap<String, Json>, field: &str, one: &RecordType) -> String {
    let by_name =
        said.iter().find(|(key, _)| naming::field_named(one, key).is_some_and(|known| known.key == field));
    by_name.map_or_else(String::new, |(_, value)| as_text(value))
}

fn as_text(value: &Json) -> String {
    value
        .as_str()
        .map_or_else(|| if value.is_null() { String::new() } else { value.to_string() }, str::to_owned)
}
