//! Secrets as they were read lately. None is ever printed.
//!
//! A secret is read when it is first asked for, all that were asked for are read again once the oldest is five minutes
//! old, and that happens beside a request: nobody waits for it. Where it fails, what was known last goes on being good.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use engine::ports::{Clock, Secret, SecretError, Secrets};
use jiff::{SignedDuration, Timestamp};

use crate::aws::{CallError, Parameters};

/// How old what is known may become until it is read again.
const FRESH: SignedDuration = SignedDuration::from_mins(5);

/// How long it is believed that there is no secret of a name: somebody may be about to put it there.
const ABSENT: SignedDuration = SignedDuration::from_secs(30);

/// The port [`Secrets`] over the Parameter Store. Cheap to clone.
#[derive(Clone)]
pub(crate) struct KeptSecrets {
    parameters: Parameters,
    clock: Arc<dyn Clock>,
    kept: Arc<Mutex<Kept>>,
}

#[derive(Default)]
struct Kept {
    secrets: BTreeMap<String, Known>,
    is_reading: bool,
}

struct Known {
    /// `None` where there is none of that name.
    secret: Option<Secret>,
    read_at: Timestamp,
}

impl KeptSecrets {
    pub(crate) fn new(parameters: Parameters, clock: Arc<dyn Clock>) -> Self {
        Self { parameters, clock, kept: Arc::default() }
    }

    /// Reads these now, in one call: before the first request, so that none waits for them.
    pub(crate) async fn read(&self, names: &[&str]) -> Result<(), CallError> {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        let mut found = self.parameters.read(&names).await?;
        let read_at = self.clock.now();
        let known = names.into_iter().map(|name| {
            let secret = found.remove(&name);
            (name, Known { secret, read_at })
        });
        self.kept().secrets.extend(known);
        Ok(())
    }

    /// The secret as it is known, without waiting; `None` where none is.
    pub(crate) fn known(&self, name: &str) -> Option<Secret> {
        self.kept().secrets.get(name).and_then(|known| known.secret.clone())
    }

    /// Where the secret of this name stands.
    pub(crate) fn path_of(&self, name: &str) -> String {
        self.parameters.path_of(name)
    }

    /// Sees to it that what is known becomes new, beside whatever else goes on.
    pub(crate) fn freshen(&self) {
        let now = self.clock.now();
        let mut kept = self.kept();
        let is_stale = kept.secrets.values().any(|known| now.duration_since(known.read_at) >= FRESH);
        if !is_stale || kept.is_reading {
            return;
        }
        kept.is_reading = true;
        let names: Vec<String> = kept.secrets.keys().cloned().collect();
        drop(kept);
        let this = self.clone();
        tokio::spawn(async move {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            if let Err(error) = this.read_again(&names).await {
                tracing::warn!(%error, "secrets could not be read again: those known are used on");
            }
            this.kept().is_reading = false;
        });
    }

    /// Reads what was known before. One that has vanished stays as it was known: taking a secret away by mistake must not
    /// stop what runs.
    async fn read_again(&self, names: &[&str]) -> Result<(), CallError> {
        let before: Vec<(String, Secret)> =
            names.iter().filter_map(|name| Some(((*name).to_owned(), self.known(name)?))).collect();
        self.read(names).await?;
        let mut kept = self.kept();
        for (name, secret) in before {
            if let Some(known) = kept.secrets.get_mut(&name) {
                known.secret.get_or_insert(secret);
            }
        }
        Ok(())
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl Secrets for KeptSecrets {
    async fn secret(&self, name: &str) -> Result<Secret, SecretError> {
        self.freshen();
        let now = self.clock.now();
        let is_known = self
            .kept()
            .secrets
            .get(name)
            .is_some_and(|known| known.secret.is_some() || now.duration_since(known.read_at) < ABSENT);
        if !is_known {
            self.read(&[name]).await.map_err(|error| SecretError::Unavailable(error.to_string()))?;
        }
        self.known(name).ok_or_else(|| SecretError::Unknown(name.to_owned()))
    }
}
