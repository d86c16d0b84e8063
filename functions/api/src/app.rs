//! What the handlers work with: the ports, the tenants and the keys.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use engine::Prepared;
use engine::ports::{
    Answers, Clock, Knowledge, Limits, Model, Outbox, People, Records, Secrets, Tools, TurnLog, TurnQueue,
};
use engine::tenant::{Sealed, best_language, in_language};
use shared::tenant::TenantFile;

use crate::conversation::{Running, Stops};
use crate::limits::DayBudgets;
use crate::token::TokenKeys;
use crate::users::KeySets;
use crate::wake::Wake;

/// What the handlers work with. Cheap to clone.
#[derive(Clone)]
pub struct App {
    /// The tenants.
    pub tenants: Tenants,
    /// The log of turns.
    pub turn_log: Arc<dyn TurnLog>,
    /// What the tenants' own systems are still to be told.
    pub outbox: Arc<dyn Outbox>,
    /// Turns that are answered in the background.
    pub turn_queue: Arc<dyn TurnQueue>,
    /// Calls whoever works in the background of this process, where somebody does. [`Wake::default`].
    pub wake: Wake,
    /// The model; `None` where the rules engine answers by design.
    pub model: Option<Arc<dyn Model>>,
    /// Answers to common questions.
    pub answers: Arc<dyn Answers>,
    /// How much may be asked.
    pub limits: Arc<dyn Limits>,
    /// What this process has reserved of the tenants' days. [`DayBudgets::default`].
    pub budgets: DayBudgets,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// What signs the session tokens.
    pub keys: Arc<TokenKeys>,
    /// The secrets that the tenants' operator keeps: what signs users' tokens with `HS256`, and webhooks.
    pub secrets: Arc<dyn Secrets>,
    /// Which conversations identified users have spoken in.
    pub people: Arc<dyn People>,
    /// The tenants' records.
    pub records: Arc<dyn Records>,
    /// What the assistants may answer from.
    pub knowledge: Arc<dyn Knowledge>,
    /// The tenants' own tools.
    pub tools: Arc<dyn Tools>,
    /// The key sets that tenants publish.
    pub key_sets: KeySets,
    /// The origins under which this server itself is reached: where a tenant says `self`.
    pub own_origins: Arc<[String]>,
    /// The turns that this process answers, to be told that they are to stop. [`Stops::default`].
    pub stops: Stops,
    /// The turns that this process answers, counted. [`Running::default`].
    pub running: Running,
    /// This process; leads the holder of every lease it takes.
    pub process: Arc<str>,
    /// Whether no other process works on the same store. Then a lease of another process is one of a process that
    /// is gone, and can be taken over before its time.
    pub is_only_process: bool,
}

/// The tenants by id, as they were when the process started.
#[derive(Clone, Default)]
pub struct Tenants(Arc<BTreeMap<String, Kept>>);

/// A tenant; one that was checked when it was packed is taken apart when it is first asked for.
pub(crate) struct Kept {
    sealed: Option<Sealed>,
    tenant: OnceLock<Option<Tenant>>,
}

impl Kept {
    fn tenant(&self) -> Option<&Tenant> {
        self.tenant.get_or_init(|| self.sealed.as_ref()?.read().map(Tenant::new)).as_ref()
    }
}

impl From<TenantFile> for Kept {
    fn from(file: TenantFile) -> Self {
        Self { sealed: None, tenant: OnceLock::from(Some(Tenant::new(file))) }
    }
}

impl From<Sealed> for Kept {
    fn from(sealed: Sealed) -> Self {
        Self { sealed: Some(sealed), tenant: OnceLock::new() }
    }
}

/// A tenant as this process knows it.
struct Tenant {
    file: Spoken,
    /// The same in the tenant's other languages, by BCP 47 tag.
    languages: BTreeMap<String, Spoken>,
}

/// A tenant file with its attributes in one language.
struct Spoken {
    file: Arc<TenantFile>,
    /// Made when the first turn with a model needs it.
    prepared: OnceLock<Prepared>,
}

impl Spoken {
    fn new(file: TenantFile) -> Self {
        Self { file: Arc::new(file), prepared: OnceLock::new() }
    }
}

impl Tenant {
    fn new(file: TenantFile) -> Self {
        let words = file.translations.iter().filter(|(_, words)| !words.attributes.is_empty());
        let languages = words
            .map(|(tag, _)| (tag.clone(), Spoken::new(in_language(&file, tag).into_owned())))
            .collect::<BTreeMap<String, Spoken>>();
        let own = in_language(&file, &file.locale);
        Self { file: Spoken::new(own.into_owned()), languages }
    }

    fn in_language(&self, locale: &str) -> &Spoken {
        let own = &self.file.file;
        let available =
            core::iter::once(own.locale.as_str()).chain(self.languages.keys().map(String::as_str));
        let best = best_language(&[locale], &available.collect::<Vec<&str>>());
        best.and_then(|tag| self.languages.get(tag)).unwrap_or(&self.file)
    }
}

impl Tenants {
    /// These tenants.
    #[must_use]
    pub fn new(tenants: impl IntoIterator<Item = TenantFile>) -> Self {
        Self::kept(tenants.into_iter().map(|file| (file.id.clone(), file.into())))
    }

    /// These, by id.
    pub(crate) fn kept(tenants: impl IntoIterator<Item = (String, Kept)>) -> Self {
        Self(Arc::new(tenants.into_iter().collect()))
    }

    fn tenant(&self, id: &str) -> Option<&Tenant> {
        self.0.get(id).and_then(Kept::tenant)
    }

    /// The tenant of this id. Every turn has it until it is answered: the file is large, and is never copied.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Arc<TenantFile>> {
        self.tenant(id).map(|tenant| &tenant.file.file)
    }

    /// The same with its attributes in the words that it has for a visitor of this language (BCP 47).
    #[must_use]
    pub fn in_language(&self, id: &str, locale: &str) -> Option<&Arc<TenantFile>> {
        self.tenant(id).map(|tenant| &tenant.in_language(locale).file)
    }

    /// What follows from the file of a tenant that a turn is answered for, on a server that is reached under these origins:
    /// they are the same as long as a process runs.
    pub(crate) fn prepared(&self, file: &TenantFile, own_origins: &[String]) -> Prepared {
        let tenant = self.tenant(&file.id);
        let spoken = tenant
            .into_iter()
            .flat_map(|tenant| core::iter::once(&tenant.file).chain(tenant.languages.values()));
        let known = spoken.into_iter().find(|known| core::ptr::eq(&*known.file, file));
        known.map_or_else(
            || Prepared::of(file, own_origins),
            |known| known.prepared.get_or_init(|| Prepared::of(file, own_origins)).clone(),
        )
    }

    /// Every tenant, by id.
    pub fn iter(&self) -> impl Iterator<Item = &TenantFile> {
        self.0.values().filter_map(Kept::tenant).map(|tenant| &*tenant.file.file)
    }
}
