//! What both functions work with: the API's [`App`] out of settings, secrets and tenants, made anew when its secrets
//! change.

use std::sync::Arc;

use api::{
    App, DayBudgets, KeyError, KeySets, Running, Stops, SystemClock, Tenants, TenantsError, TokenKeys, Wake,
};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use dynamo::{
    AnswersTable, KnowledgeTable, LimitsTable, OutboxTable, PeopleTable, RecordsTable, TurnLogTable,
};
use engine::ports::{Clock, Model, Secret};
use jobs::{KeySetFetcher, Reach};
use tools::TenantTools;

use crate::aws::{CallError, Parameters, Queue, http_client};
use crate::secrets::KeptSecrets;
use crate::settings::{Mistake, Settings};

/// The secret that holds the keys that sign tokens: base64, separated by commas; the first signs.
const TOKEN_KEYS: &str = "TOKEN_KEYS";

/// The secret that holds the model's key.
const MODEL_KEY: &str = "OPENAI_API_KEY";

/// Why a function cannot start, or not with the secrets that it has just read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum FunctionError {
    /// The environment.
    #[error("the environment: {}", listed(.0))]
    Settings(Vec<Mistake>),
    /// A tenant file.
    #[error(transparent)]
    Tenants(#[from] TenantsError),
    /// No connection can be made.
    #[error(transparent)]
    Http(#[from] openai::BuildError),
    /// The Parameter Store.
    #[error("secrets cannot be read: {0}")]
    Secrets(#[from] CallError),
    /// A secret is not there.
    #[error("there is no secret at {0}: put one there as a SecureString")]
    Absent(String),
    /// A secret is no list of keys.
    #[error("the secret at {0} is not base64, separated by commas")]
    NotBase64(String),
    /// The keys are not good.
    #[error("the secret at {0}: {1}")]
    Keys(String, KeyError),
    /// Nothing can be sent to the tenants' own systems.
    #[error(transparent)]
    Sender(#[from] jobs::SenderError),
    /// The model's settings.
    #[error(transparent)]
    Model(#[from] openai::SettingsError),
}

fn listed(mistakes: &[Mistake]) -> String {
    mistakes.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

/// What both functions are made of.
pub(crate) struct Function {
    pub(crate) settings: Settings,
    pub(crate) secrets: KeptSecrets,
    /// As it was made first.
    pub(crate) app: App,
}

/// The secrets that an [`App`] was made of.
#[derive(PartialEq, Eq)]
pub(crate) struct AppSecrets {
    token_keys: Option<Secret>,
    model_key: Option<Secret>,
}

/// How the tenants are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reading {
    /// As by whoever is waited for: what is sealed is not checked again, and of the rest all but whether the model has room for
    /// what it is told.
    Quick,
    /// Everything.
    Whole,
}

impl Function {
    /// Reads and checks everything: the environment, the tenants and the secrets.
    pub(crate) async fn prepare(reading: Reading) -> Result<Self, FunctionError> {
        let settings = Settings::from_lookup(variable).map_err(FunctionError::Settings)?;
        let clock: Arc<dyn Clock> = Arc::new(SystemClock);
        let http = http_client(&settings)?;
        let parameters = Parameters::new(http.clone(), &settings.account, &settings);
        let secrets = KeptSecrets::new(parameters, Arc::clone(&clock));
        let mut names = vec![TOKEN_KEYS, MODEL_KEY];
        names.extend(settings.edge_secret.as_deref());
        let tenants = async {
            match reading {
                Reading::Quick => api::read_tenants_quickly(&settings.tenants).await,
                Reading::Whole => api::read_tenants(&settings.tenants).map(Tenants::new),
            }
        };
        // Asked for first, so that reading the tenants does not make anybody wait.
        let (read, tenants) = tokio::join!(secrets.read(&names), tenants);
        let tenants = tenants?;
        read?;
        if let Some(edge) = &settings.edge_secret {
            secrets.known(edge).ok_or_else(|| FunctionError::Absent(secrets.path_of(edge)))?;
        }
        let store = dynamo::connect(settings.dynamo.clone(), http.clone());
        let table = &*settings.table;
        let known = AppSecrets::known(&secrets);
        let app = App {
            tenants,
            turn_log: Arc::new(TurnLogTable::new(store.clone(), table, Arc::clone(&clock))),
            outbox: Arc::new(OutboxTable::new(store.clone(), table, Arc::clone(&clock))),
            turn_queue: Arc::new(Queue::new(http, &settings.account, settings.queue.clone())),
            wake: Wake::default(),
            model: model(&known)?,
            answers: Arc::new(AnswersTable::new(store.clone(), table, Arc::clone(&clock))),
            limits: Arc::new(LimitsTable::new(store.clone(), table, Arc::clone(&clock))),
            budgets: DayBudgets::default(),
            keys: Arc::new(token_keys(&known, &secrets)?),
            secrets: Arc::new(secrets.clone()),
            people: Arc::new(PeopleTable::new(store.clone(), table, Arc::clone(&clock))),
            records: Arc::new(RecordsTable::new(store.clone(), table)),
            knowledge: Arc::new(KnowledgeTable::new(store, table, Arc::clone(&clock))),
            tools: Arc::new(TenantTools::new(settings.reach, Arc::new(secrets.clone()), Arc::clone(&clock))),
            // Without root certificates nothing can be fetched, and the rest goes on.
            key_sets: KeySetFetcher::new(Reach::Public)
                .map_or_else(|_| KeySets::none(), |fetcher| KeySets::new(Arc::new(fetcher))),
            clock,
            own_origins: settings.own_origins.clone().into(),
            stops: Stops::default(),
            running: Running::default(),
            process: uuid::Uuid::now_v7().simple().to_string().into(),
            is_only_process: false,
        };
        Ok(Self { settings, secrets, app })
    }

    /// What the handlers work with, with these secrets.
    pub(crate) fn app_with(&self, secrets: &AppSecrets) -> Result<App, FunctionError> {
        let keys = Arc::new(token_keys(secrets, &self.secrets)?);
        Ok(App { model: model(secrets)?, keys, ..self.app.clone() })
    }
}

impl AppSecrets {
    /// As they are known now.
    pub(crate) fn known(secrets: &KeptSecrets) -> Self {
        Self { token_keys: secrets.known(TOKEN_KEYS), model_key: secrets.known(MODEL_KEY) }
    }
}

fn token_keys(known: &AppSecrets, secrets: &KeptSecrets) -> Result<TokenKeys, FunctionError> {
    let path = || secrets.path_of(TOKEN_KEYS);
    let secret = known.token_keys.as_ref().ok_or_else(|| FunctionError::Absent(path()))?;
    let keys: Result<Vec<Vec<u8>>, _> =
        secret.expose().split(',').map(|key| STANDARD.decode(key.trim())).collect();
    let keys = keys.map_err(|_| FunctionError::NotBase64(path()))?;
    TokenKeys::new(&keys).map_err(|error| FunctionError::Keys(path(), error))
}

/// The model that key and environment name, if they name one.
fn model(known: &AppSecrets) -> Result<Option<Arc<dyn Model>>, FunctionError> {
    let settings = openai::Settings::from_lookup(|name| match name {
        MODEL_KEY => known.model_key.as_ref().map(|key| key.expose().to_owned()),
        name => variable(name),
    })?;
    Ok(settings.map(openai::OpenAi::new).transpose()?.map(|model| Arc::new(model) as Arc<dyn Model>))
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}
