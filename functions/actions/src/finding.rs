//! Which record is meant, among those that the user may see.

use engine::actions::{Acted, Call, Came, Fit, RecordRef, Target, TargetBy, WaitingFor, best, fit, naming};
use engine::ports::StoreError;
use engine::records::{RecordQuery, RowAccess, access};
use shared::tenant::{RecordAction, RecordType};
use shared::wire::Record;

use super::Runner;
use super::runner::Doing;

/// The most records of a type that are looked at for one that is named by words.
pub(crate) const LOOKED_AT: u16 = 1_000;
/// The most that one is asked to choose from.
const CHOICES: usize = 6;

/// Which record is meant.
pub(crate) enum Meant<'a> {
    /// This one.
    One(&'a RecordType, Box<Record>),
    /// None, or several: what is said of it.
    Not(Came),
}

impl<'a> Runner<'a> {
    /// Carries out a call about one record.
    pub(crate) async fn about_one(&self, call: Call, doing: &mut Doing) -> Result<Acted, StoreError> {
        let Some(target) = call.target().cloned() else {
            return Ok(Acted { call, came: Came::NothingMeant });
        };
        if let Some(came) = self.forbidden(&call, &target) {
            return Ok(Acted { call, came });
        }
        if let Some(acted) = self.done_already(&call, &target, doing).await? {
            return Ok(acted);
        }
        match self.meant(&call, &target).await? {
            Meant::One(one, record) => {
                let target =
                    Target { record_type: Some(one.key.clone()), by: TargetBy::Id(record.id.clone()) };
                self.done_to(call.with_target(target), one, *record, doing).await
            }
            Meant::Not(came) => Ok(self.asked_back(call, came, doing)),
        }
    }

    /// What has been confirmed and done before is told again, though the record may be gone.
    async fn done_already(
        &self,
        call: &Call,
        target: &Target,
        doing: &Doing,
    ) -> Result<Option<Acted>, StoreError> {
        let (Some(_), TargetBy::Id(id)) = (doing.confirmed, &target.by) else { return Ok(None) };
        let before = self.records.done_by(&self.tenant.id, &doing.id.turn).await?;
        let done = before
            .into_iter()
            .find(|done| done.id == engine::records::done_id(&doing.id) && done.record_id == *id);
        Ok(done.map(|done| {
            let record = done.record.clone().map(Box::new);
            Acted { call: call.clone(), came: Came::Done { done: Box::new(done), record } }
        }))
    }

    /// What this user may do to no record at all, or nobody by chat: said without looking whether there is one.
    fn forbidden(&self, call: &Call, target: &Target) -> Option<Came> {
        let one = match (&target.record_type, &target.by) {
            (Some(key), _) => self.of(key),
            (None, TargetBy::Id(id)) => self.of_id(id),
            _ => None,
        }?;
        if !self.may_find(one) {
            return Some(not_found(&target.by, None));
        }
        if matches!(call, Call::Delete { .. }) && one.delete == shared::tenant::Destructive::Never {
            return Some(Came::Never(one.delete));
        }
        let action = action(call)?;
        access(one, action, self.actor).is_none().then_some(Came::Refused)
    }

    /// Asks which, or offers to make one, and has the call wait for the answer.
    fn asked_back(&self, call: Call, came: Came, doing: &mut Doing) -> Acted {
        let waits = match &came {
            Came::Which(records, _) => {
                let all = records.iter().map(|record| RecordRef {
                    record_type: record.record_type.clone(),
                    id: record.id.clone(),
                });
                Some((call.clone(), WaitingFor::Which(all.collect())))
            }
            Came::NotFound { offer: Some(offer), .. } => Some(((**offer).clone(), WaitingFor::Create)),
            _ => None,
        };
        let asked = waits.is_none_or(|(call, on)| self.wait(doing, &call, on));
        Acted { call, came: if asked { came } else { Came::OneAtATime } }
    }

    async fn meant(&self, call: &Call, target: &Target) -> Result<Meant<'a>, StoreError> {
        match &target.by {
            TargetBy::Id(id) => self.by_id(target, id).await,
            TargetBy::Words(said) => self.by_words(call, target, said).await,
            TargetBy::Context => self.by_context(target).await,
            TargetBy::Nth(nth) => self.by_place(target, *nth).await,
        }
    }

    async fn by_id(&self, target: &Target, id: &str) -> Result<Meant<'a>, StoreError> {
        let one = match &target.record_type {
            Some(key) => self.of(key),
            None => self.of_id(id),
        };
        let found = match one {
            Some(one) => self.seen(one, &as_written(one, id)).await?.map(|record| (one, record)),
            None => None,
        };
        Ok(match found {
            Some((one, record)) => Meant::One(one, Box::new(record)),
            None => Meant::Not(not_found(&target.by, None)),
        })
    }

    /// The record, if the user may see it.
    pub(crate) async fn seen(&self, one: &RecordType, id: &str) -> Result<Option<Record>, StoreError> {
        let access = access(one, RecordAction::Find, self.actor);
        if access.is_none() {
            return Ok(None);
        }
        self.records.get(&self.tenant.id, &one.key, id, &access).await
    }

    async fn by_context(&self, target: &Target) -> Result<Meant<'a>, StoreError> {
        let focus = self.focus(target);
        let mut records = Vec::new();
        for reference in focus.iter().take(CHOICES + 1) {
            if let Some(one) = self.of(&reference.record_type)
                && let Some(record) = self.seen(one, &reference.id).await?
            {
                records.push((one, record));
            }
        }
        Ok(match records.len() {
            0 => Meant::Not(Came::NothingMeant),
            1 => {
                let (one, record) = records.remove(0);
                Meant::One(one, Box::new(record))
            }
            _ => which(records.into_iter().map(|(_, record)| record).collect(), focus.len()),
        })
    }

    async fn by_place(&self, target: &Target, nth: i32) -> Result<Meant<'a>, StoreError> {
        let focus = self.focus(target);
        let place = if nth > 0 {
            usize::try_from(nth - 1).ok()
        } else {
            focus.len().checked_sub(usize::try_from(nth.unsigned_abs()).unwrap_or(usize::MAX))
        };
        let found = match place.and_then(|place| focus.get(place)) {
            Some(reference) => match self.of(&reference.record_type) {
                Some(one) => self.seen(one, &reference.id).await?.map(|record| (one, record)),
                None => None,
            },
            None => None,
        };
        Ok(match found {
            Some((one, record)) => Meant::One(one, Box::new(record)),
            None => Meant::Not(Came::NothingMeant),
        })
    }

    fn focus(&self, target: &Target) -> Vec<&RecordRef> {
        let is_of = |one: &&RecordRef| target.record_type.as_ref().is_none_or(|key| one.record_type == *key);
        self.thread.focus.iter().filter(is_of).collect()
    }

    async fn by_words(&self, call: &Call, target: &Target, said: &str) -> Result<Meant<'a>, StoreError> {
        let mut fits: Vec<(Fit, (&RecordType, Record))> = Vec::new();
        for one in &self.tenant.records.types {
            if target.record_type.as_ref().is_some_and(|key| one.key != *key) || !self.may_find(one) {
                continue;
            }
            for record in self.visible(one, Vec::new()).await?.0 {
                if let Some(fit) = fit(one, &record, said) {
                    fits.push((fit, (one, record)));
                }
            }
        }
        let (top, mut found) = best(fits);
        if top.is_some_and(|top| top > Fit::Maybe) && found.len() > 1 {
            found = self.narrowed(call, found);
        }
        Ok(match found.len() {
            0 => Meant::Not(not_found(&target.by, self.offer(call, target, said))),
            1 if top.is_some_and(|top| top > Fit::Maybe) => {
                let (one, record) = found.remove(0);
                Meant::One(one, Box::new(record))
            }
            total => which(found.into_iter().map(|(_, record)| record).collect(), total),
        })
    }

    /// Of several that fit alike: the one that was spoken of last; the only one that is not so already.
    fn narrowed<'r>(
        &self,
        call: &Call,
        found: Vec<(&'r RecordType, Record)>,
    ) -> Vec<(&'r RecordType, Record)> {
        // What is deleted without a further word is named without a doubt.
        let at_once = |(one, _): &(&RecordType, Record)| one.delete == shared::tenant::Destructive::Allow;
        if matches!(call, Call::Delete { .. }) && found.iter().any(at_once) {
            return found;
        }
        if let [focus] = self.thread.focus.as_slice()
            && let Some(place) =
                found.iter().position(|(one, record)| one.key == focus.record_type && record.id == focus.id)
        {
            return found.into_iter().nth(place).into_iter().collect();
        }
        let Call::ChangeStatus { to, .. } = call else { return found };
        let is_there = |(one, record): &(&RecordType, Record)| {
            naming::status_named(one, to)
                .is_some_and(|status| record.status.as_deref() == Some(status.value.as_str()))
        };
        if found.iter().filter(|one| !is_there(one)).count() == 1 {
            return found.into_iter().filter(|one| !is_there(one)).collect();
        }
        found
    }

    /// The record that could be made of what was said, where somebody looked for one to change or to see.
    fn offer(&self, call: &Call, target: &Target, said: &str) -> Option<Box<Call>> {
        if !matches!(call, Call::Show { .. } | Call::Update { .. } | Call::ChangeStatus { .. }) {
            return None;
        }
        let types = &self.tenant.records.types;
        let one = match &target.record_type {
            Some(key) => self.of(key)?,
            None if types.len() == 1 => types.first()?,
            None => return None,
        };
        if access(one, RecordAction::Create, self.actor).is_none() {
            return None;
        }
        let mut fields = std::collections::BTreeMap::new();
        if let Call::Update { fields: given, .. } = call {
            fields.extend(
                given
                    .iter()
                    .filter(|(_, value)| !value.is_null())
                    .map(|(key, value)| (key.clone(), value.clone())),
            );
        }
        fields
            .entry(one.display.title.clone())
            .or_insert_with(|| engine::actions::wording::capital(said).into());
        Some(Box::new(Call::Create { record_type: one.key.clone(), fields }))
    }

    /// Those of a type that the user may see and that are like that, and whether there are more than were looked at.
    pub(crate) async fn visible(
        &self,
        one: &RecordType,
        filters: Vec<engine::records::Condition>,
    ) -> Result<(Vec<Record>, bool), StoreError> {
        let access = access(one, RecordAction::Find, self.actor);
        if access.is_none() {
            return Ok((Vec::new(), false));
        }
        self.query(one, access, filters).await
    }

    async fn query(
        &self,
        one: &RecordType,
        access: RowAccess,
        filters: Vec<engine::records::Condition>,
    ) -> Result<(Vec<Record>, bool), StoreError> {
        let mut query = RecordQuery {
            tenant: self.tenant.id.clone(),
            record_type: one.key.clone(),
            access,
            filters,
            limit: LOOKED_AT,
            after: None,
        };
        let mut records = Vec::new();
        loop {
            // The store may end a page before its limit.
            let page = self.records.find(&query).await?;
            records.extend(page.records);
            match page.after {
                Some(_) if records.len() >= usize::from(LOOKED_AT) => {
                    records.truncate(usize::from(LOOKED_AT));
                    return Ok((records, true));
                }
                Some(after) => query.after = Some(after),
                None => return Ok((records, false)),
            }
        }
    }

    /// Whether the user may see any of the type.
    pub(crate) fn may_find(&self, one: &RecordType) -> bool {
        !access(one, RecordAction::Find, self.actor).is_none()
    }

    /// The type whose ids look so.
    pub(crate) fn of_id(&self, id: &str) -> Option<&'a RecordType> {
        let (prefix, _) = id.rsplit_once('-')?;
        self.tenant.records.types.iter().find(|one| one.id_prefix.eq_ignore_ascii_case(prefix))
    }
}

fn which<'a>(mut records: Vec<Record>, total: usize) -> Meant<'a> {
    records.truncate(CHOICES);
    Meant::Not(Came::Which(records, total))
}

/// The id as the store writes it, whatever the case in which it was said.
pub(crate) fn as_written(one: &RecordType, id: &str) -> String {
    match id.rsplit_once('-') {
        Some((prefix, number)) if prefix.eq_ignore_ascii_case(&one.id_prefix) => {
            format!("{}-{number}", one.id_prefix)
        }
        _ => id.to_owned(),
    }
}

/// A record that is hidden is not found either.
pub(crate) fn not_found(by: &TargetBy, offer: Option<Box<Call>>) -> Came {
    let sought = match by {
        TargetBy::Id(said) | TargetBy::Words(said) => said.clone(),
        TargetBy::Context | TargetBy::Nth(_) => String::new(),
    };
    Came::NotFound { sought, offer }
}

/// What the user must be allowed to do, beyond seeing it.
pub(crate) const fn action(call: &Call) -> Option<RecordAction> {
    Some(match call {
        Call::Create { .. } => RecordAction::Create,
        Call::Update { .. } => RecordAction::Update,
        Call::ChangeStatus { .. } => RecordAction::ChangeStatus,
        Call::Comment { .. } => RecordAction::Comment,
        Call::LinkCommit { .. } => RecordAction::LinkCommit,
        Call::Delete { .. } => RecordAction::Delete,
        _ => return None,
    })
}
