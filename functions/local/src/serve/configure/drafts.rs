//! Drafts: tenants that somebody is writing. In memory only, few, small and for an hour.

use std::sync::{Mutex, PoisonError};

use api::{App, Tenants};
use axum::Router;
use jiff::{SignedDuration, Timestamp};
use shared::tenant::TenantFile;

/// Drafts at once; one more drives out the oldest.
pub(super) const DRAFTS_AT_MOST: usize = 16;

/// Bytes of a draft's text.
pub(super) const DRAFT_MAX_BYTES: usize = 256 * 1_024;

/// How long a draft is kept after it was last written.
pub(super) const DRAFT_LIFE: SignedDuration = SignedDuration::from_hours(1);

/// Why a draft is not taken.
#[derive(Debug, thiserror::Error)]
pub(super) enum Refused {
    /// The name is not one that the page makes.
    #[error("a draft's name is 32 hexadecimal digits")]
    Name,
    /// The text has mistakes.
    #[error("{0}")]
    Mistakes(String),
}

/// The drafts, and an API that knows them.
pub(in crate::serve) struct Drafts {
    /// The API's parts, with the tenants that the server was started with.
    app: App,
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    /// The oldest first.
    drafts: Vec<Draft>,
    /// Made anew when the drafts change; none where there is no draft.
    router: Option<Router>,
}

struct Draft {
    tenant: TenantFile,
    written: Timestamp,
}

impl Drafts {
    /// None yet.
    pub(in crate::serve) fn new(app: App) -> Self {
        Self { app, kept: Mutex::default() }
    }

    /// Keeps a text as the tenant `draft-NAME`, in place of the one of this name.
    pub(super) fn keep(&self, name: &str, text: &str) -> Result<(), Refused> {
        let fits = name.len() == 32 && name.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'));
        if !fits {
            return Err(Refused::Name);
        }
        let tenant = engine::tenant::read(text).map_err(|mistakes| {
            let lines: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
            Refused::Mistakes(lines.join("\n"))
        })?;
        let tenant = as_draft(tenant, name);
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.drafts.retain(|draft| draft.tenant.id != tenant.id);
        if kept.drafts.len() >= DRAFTS_AT_MOST {
            kept.drafts.remove(0);
        }
        kept.drafts.push(Draft { tenant, written: self.app.clock.now() });
        kept.router = self.made(&kept.drafts);
        Ok(())
    }

    /// The API with the drafts that are not past their time; none where there is no draft.
    pub(super) fn router(&self) -> Option<Router> {
        let now = self.app.clock.now();
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let before = kept.drafts.len();
        kept.drafts.retain(|draft| now.duration_since(draft.written) < DRAFT_LIFE);
        if kept.drafts.len() != before {
            kept.router = self.made(&kept.drafts);
        }
        kept.router.clone()
    }

    fn made(&self, drafts: &[Draft]) -> Option<Router> {
        if drafts.is_empty() {
            return None;
        }
        // Of two of one id the later stays: no draft stands in a tenant's place.
        let drafts = drafts.iter().map(|draft| draft.tenant.clone());
        let tenants = Tenants::new(drafts.chain(self.app.tenants.iter().cloned()));
        Some(api::router(App { tenants, ..self.app.clone() }))
    }
}

/// What is different in a draft: it runs on this server's own pages, and nothing of it is kept for long.
fn as_draft(mut tenant: TenantFile, name: &str) -> TenantFile {
    tenant.id = format!("draft-{name}");
    tenant.origins = vec!["self".to_owned()];
    tenant.retention.days = 1;
    tenant.session.idle_minutes = tenant.session.idle_minutes.min(1_440);
    tenant
}

#[cfg(test)]
mod tests;
