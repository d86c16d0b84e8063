//! What is made of secrets, made anew when they have changed.

use std::sync::{Mutex, MutexGuard, PoisonError};

use api::App;

use crate::function::{AppSecrets, Function, FunctionError};

/// Something that is made of the [`App`], and is cheap to clone.
pub(crate) struct Renewing<Made> {
    function: Function,
    make: fn(&Function, App) -> Result<Made, FunctionError>,
    current: Mutex<(AppSecrets, Made)>,
}

impl<Made: Clone> Renewing<Made> {
    /// Made for the first time.
    pub(crate) fn new(
        function: Function,
        make: fn(&Function, App) -> Result<Made, FunctionError>,
    ) -> Result<Self, FunctionError> {
        let secrets = AppSecrets::known(&function.secrets);
        let made = make(&function, function.app.clone())?;
        Ok(Self { function, make, current: Mutex::new((secrets, made)) })
    }

    /// What it is made by.
    pub(crate) const fn function(&self) -> &Function {
        &self.function
    }

    /// As it is with the secrets of this moment. New secrets that are no good change nothing.
    pub(crate) fn current(&self) -> Made {
        self.function.secrets.freshen();
        let secrets = AppSecrets::known(&self.function.secrets);
        let mut current = self.lock();
        if secrets != current.0 {
            match self.function.app_with(&secrets).and_then(|app| (self.make)(&self.function, app)) {
                Ok(made) => current.1 = made,
                Err(error) => tracing::error!(%error, "new secrets cannot be used: those before are used on"),
            }
            current.0 = secrets;
        }
        current.1.clone()
    }

    fn lock(&self) -> MutexGuard<'_, (AppSecrets, Made)> {
        self.current.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
