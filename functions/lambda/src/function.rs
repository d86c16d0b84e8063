//! What both functions work with: the API's [`App`] out of settings, secrets and tenants, made anew when its secrets
//! change.

use std::sync::Arc;

use api::{App, DayBudgets, KeyError, KeySets, Running, Stops, SystemClock, Tenants, TenantsError, TokenKeys, Wake};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use dynamo::{AnswersTable, LimitsTable, OutboxTable, PeopleTable, TurnLogTable, TurnQueueTable};
use engine::ports::{Answers, Clock, Limits, Model, Outbox, People, Secret, TurnLog, TurnQueue};

use crate::aws::{CallError, Parameters, http_client};
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
    /// The model's settings.
    #[error(transparent)]
    Model(#[from] openai::SettingsError),
}

fn listed(mistakes: &[Mistake]) -> String {
    mistakes.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

/// What stays the same from one secret to the next.
pub(crate) struct Function {
    pub(crate) settings: Settings,
    pub(crate) secrets: KeptSecrets,
    /// The turns that this process answers.
    pub(crate) running: Running,
    tenants: Tenants,
    turn_log: Arc<dyn TurnLog>,
    outbox: Arc<dyn Outbox>,
    turn_queue: Arc<dyn TurnQueue>,
    answers: Arc<dyn Answers>,
    people: Arc<dyn People>,
    key_sets: KeySets,
    limits: Arc<dyn Limits>,
    budgets: DayBudgets,
    clock: Arc<dyn Clock>,
    stops: Stops,
    process: Arc<str>,
}

/// The secrets that an [`App`] was made of.
#[derive(PartialEq, Eq)]
pub(crate) struct AppSecrets {
    token_keys: Option<Secret>,
    model_key: Option<Secret>,
}

impl Function {
    /// Reads and checks everything: the environment, the tenants and the secrets.
    pub(crate) async fn prepare() -> Result<Self, FunctionError> {
        let settings = Settings::from_lookup(variable).map_err(FunctionError::Settings)?;
        let clock: Arc<dyn Clock> = Arc::new(SystemClock);
        let http = http_client(&settings)?;
        let parameters = Parameters::new(http.clone(), &settings.account, &settings);
        let secrets = KeptSecrets::new(parameters, Arc::clone(&clock));
        let mut names = vec![TOKEN_KEYS, MODEL_KEY];
        names.extend(settings.edge_secret.as_deref());
        // Asked for first, so that reading the tenants does not make anybody wait.
        let (read, tenants) =
            tokio::join!(secrets.read(&names), async { api::read_tenants(&settings.tenants) });
        let tenants = tenants?;
        read?;
        let store = dynamo::connect(settings.dynamo.clone(), http);
        let outbox = Arc::new(OutboxTable::new(store.clone(), &*settings.table, Arc::clone(&clock)));
        let turn_queue = Arc::new(TurnQueueTable::new(store.clone(), &*settings.table, Arc::clone(&clock)));
        let turn_log = Arc::new(TurnLogTable::new(store.clone(), &*settings.table, Arc::clone(&clock)));
        let answers = Arc::new(AnswersTable::new(store.clone(), &*settings.table, Arc::clone(&clock)));
        let people = Arc::new(PeopleTable::new(store.clone(), &*settings.table, Arc::clone(&clock)));
        let limits = Arc::new(LimitsTable::new(store, &*settings.table, Arc::clone(&clock)));
        if let Some(edge) = &settings.edge_secret {
            secrets.known(edge).ok_or_else(|| FunctionError::Absent(secrets.path_of(edge)))?;
        }
        Ok(Self {
            settings,
            secrets,
            running: Running::default(),
            tenants: Tenants::new(tenants),
            turn_log,
            outbox,
            turn_queue,
            answers,
            limits,
            people,
            key_sets: KeySets::none(),
            budgets: DayBudgets::default(),
            clock,
            stops: Stops::default(),
            process: uuid::Uuid::now_v7().simple().to_string().into(),
        })
    }

    /// The secrets as they are known now.
    pub(crate) fn app_secrets(&self) -> AppSecrets {
        AppSecrets { token_keys: self.secrets.known(TOKEN_KEYS), model_key: self.secrets.known(MODEL_KEY) }
    }

    /// What the handlers work with, made of these secrets.
    pub(crate) fn app(&self, secrets: &AppSecrets) -> Result<App, FunctionError> {
        Ok(App {
            tenants: self.tenants.clone(),
            turn_log: Arc::clone(&self.turn_log),
            outbox: Arc::clone(&self.outbox),
            turn_queue: Arc::clone(&self.turn_queue),
            wake: Wake::default(),
            answers: Arc::clone(&self.answers),
            limits: Arc::clone(&self.limits),
            budgets: self.budgets.clone(),
            model: model(secrets.model_key.as_ref())?,
            clock: Arc::clone(&self.clock),
            keys: Arc::new(self.token_keys(secrets.token_keys.as_ref())?),
            secrets: Arc::new(self.secrets.clone()),
            people: Arc::clone(&self.people),
            key_sets: self.key_sets.clone(),
            own_origins: self.settings.own_origins.clone().into(),
            stops: self.stops.clone(),
            running: self.running.clone(),
            process: Arc::clone(&self.process),
            is_only_process: false,
        })
    }

    fn token_keys(&self, secret: Option<&Secret>) -> Result<TokenKeys, FunctionError> {
        let path = || self.secrets.path_of(TOKEN_KEYS);
        let secret = secret.ok_or_else(|| FunctionError::Absent(path()))?;
        let keys: Result<Vec<Vec<u8>>, _> =
            secret.expose().split(',').map(|key| STANDARD.decode(key.trim())).collect();
        let keys = keys.map_err(|_| FunctionError::NotBase64(path()))?;
        TokenKeys::new(&keys).map_err(|error| FunctionError::Keys(path(), error))
    }
}

/// The model that key and environment name, if they name one.
fn model(key: Option<&Secret>) -> Result<Option<Arc<dyn Model>>, FunctionError> {
    let settings = openai::Settings::from_lookup(|name| match name {
        MODEL_KEY => key.map(|key| key.expose().to_owned()),
        name => variable(name),
    })?;
    Ok(settings.map(openai::OpenAi::new).transpose()?.map(|model| Arc::new(model) as Arc<dyn Model>))
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}
