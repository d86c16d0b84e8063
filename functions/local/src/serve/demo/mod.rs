//! What a demo tenant's own backend would give its pages, for tenants with a file `site/users.json`: tokens of the users
//! in it, and the records that each of them may see.
//!
//! Whoever asks is signed in as anybody. So it is there only where the server listens on this machine alone, and answers only
//! to this machine's names for it; and the secrets that sign are made here, so that no other server takes such a token.
//! What a user sees is decided by the rules of the tenant's file, which the pages get no way around.

mod secrets;
mod seeds;
mod users;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use api::{App, sign_user};
use axum::Router;
use axum::extract::{Path as Named, Query, State};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use engine::ports::StoreError;
use engine::records::{Actor, RecordQuery, RowAccess, access};
use jiff::SignedDuration;
use serde::Deserialize;
use serde_json::json;
use shared::tenant::{RecordAction, RecordType, TenantFile, UserAlgorithm};
use shared::wire::Record;

use super::address::Places;
use super::guard;
use seeds::Seeds;
use users::{DemoUser, UsersError, read_users};

/// What the pages of all demo tenants share.
const SCRIPT: &str = include_str!("../../../pages/demo.js");
const STYLE: &str = include_str!("../../../pages/demo.css");

/// For how long a user's token is good: a page asks for one whenever it is loaded.
const TOKEN_LASTS: SignedDuration = SignedDuration::from_hours(12);

/// The most records that the store is asked for at a time.
const PAGE: u16 = 1_000;

/// Why the demo cannot be given.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DemoError {
    /// A tenant's file of users cannot be read.
    #[error(transparent)]
    Users(#[from] UsersError),
    /// A secret cannot be made.
    #[error("{0}: {1}")]
    Secret(String, std::io::Error),
}

/// The demo tenants.
#[derive(Clone)]
pub(crate) struct Demo {
    app: App,
    tenants: BTreeMap<String, Arc<DemoTenant>>,
}

struct DemoTenant {
    file: Arc<TenantFile>,
    users: Vec<DemoUser>,
    seeds: Seeds,
}

/// What the pages of one tenant are answered with.
#[derive(Clone)]
struct Backend {
    app: App,
    tenant: Arc<DemoTenant>,
}

impl Demo {
    /// The tenants that have demo users, with what signs for them in the data folder. None where others can reach the server.
    ///
    /// # Errors
    ///
    /// A file of users is not as it must be, or the data folder cannot be written.
    pub(crate) fn new(places: &Places, app: &App, data: &Path) -> Result<Self, DemoError> {
        let mut tenants = BTreeMap::new();
        for id in app.tenants.iter().map(|tenant| &tenant.id) {
            let folder = places.tenants.join(id);
            let (Some(file), true) = (app.tenants.get(id), places.address.ip().is_loopback()) else {
                continue;
            };
            let Some(users) = read_users(&folder, file)? else { continue };
            secrets::make_missing(data, file)?;
            let seeds = Seeds::new(folder.join("records"));
            tenants.insert(id.clone(), Arc::new(DemoTenant { file: Arc::clone(file), users, seeds }));
        }
        Ok(Self { app: app.clone(), tenants })
    }

    /// Begins to put in what the tenants keep from the beginning, so that whoever comes first need not wait for it.
    pub(crate) fn plant(&self) {
        for tenant in self.tenants.values().map(Arc::clone) {
            let app = self.app.clone();
            tokio::spawn(async move {
                if let Err(error) = tenant.seeds.ready(&*app.records, &tenant.file, app.clock.now()).await {
                    tracing::error!(%error, tenant = tenant.file.id, "demo");
                }
            });
        }
    }

    /// Who one is on a tenant's pages until one says otherwise.
    pub(super) fn first_user(&self, tenant: &str) -> Option<&str> {
        self.tenants.get(tenant)?.users.first().map(|user| user.name.as_str())
    }

    /// Tokens, records, and the script that asks for them.
    pub(super) fn routes(&self) -> Router {
        let shared = Router::new()
            .route("/demo.js", get(async || ([(CONTENT_TYPE, "text/javascript; charset=utf-8")], SCRIPT)))
            .route("/demo.css", get(async || ([(CONTENT_TYPE, "text/css; charset=utf-8")], STYLE)));
        self.tenants.iter().fold(shared, |router, (id, tenant)| {
            let backend = Backend { app: self.app.clone(), tenant: Arc::clone(tenant) };
            let own = Router::new()
                .route(&format!("/demo/{id}/token"), get(give_token))
                .route(&format!("/demo/{id}/records/{{record_type}}"), get(list_records))
                .layer(from_fn_with_state(Arc::clone(&self.app.own_origins), guard::only_by_own_names))
                .with_state(backend);
            router.merge(own)
        })
    }
}

/// Whom the page asks for.
#[derive(Deserialize)]
struct Who {
    user: String,
}

/// `GET /demo/TENANT/token?user=ID`: a token of this user, as the tenant's own site would sign it.
async fn give_token(State(Backend { app, tenant }): State<Backend>, Query(who): Query<Who>) -> Response {
    let Some(user) = tenant.user(&who) else { return nobody() };
    let Some((name, kid)) = signer(&tenant.file) else { return nobody() };
    let now = app.clock.now();
    let claims = user.token(&tenant.file, now, now + TOKEN_LASTS);
    let token = match app.secrets.secret(name).await {
        Ok(secret) => sign_user(&secret, kid, &claims).map_err(|error| error.to_string()),
        Err(error) => Err(error.to_string()),
    };
    // What the tenant keeps from the beginning is there before the user says the first word.
    let seeded = tenant.seeds.ready(&*app.records, &tenant.file, now).await;
    match (token, seeded) {
        (Ok(token), Ok(())) => answer(&json!({ "token": token })),
        (Err(error), _) => failed(&error),
        (_, Err(error)) => failed(&error.to_string()),
    }
}

/// `GET /demo/TENANT/records/TYPE?user=ID`: all that this user may see of a type, by id.
async fn list_records(
    State(Backend { app, tenant }): State<Backend>,
    Named(record_type): Named<String>,
    Query(who): Query<Who>,
) -> Response {
    let Some(user) = tenant.user(&who) else { return nobody() };
    let Some(record_type) = tenant.file.records.of(&record_type) else { return nobody() };
    if let Err(error) = tenant.seeds.ready(&*app.records, &tenant.file, app.clock.now()).await {
        return failed(&error.to_string());
    }
    let actor = Actor { user: Some(user.user(&tenant.file)), session: String::new() };
    let access = access(record_type, RecordAction::Find, &actor);
    match all(&app, &tenant.file, record_type, access).await {
        Ok(records) => answer(&json!({ "records": records })),
        Err(error) => failed(&error.to_string()),
    }
}

impl DemoTenant {
    fn user(&self, who: &Who) -> Option<&DemoUser> {
        self.users.iter().find(|user| user.id == who.user)
    }
}

/// Every record that the access lets be seen, page by page.
async fn all(
    app: &App,
    tenant: &TenantFile,
    record_type: &RecordType,
    access: RowAccess,
) -> Result<Vec<Record>, StoreError> {
    let mut query = RecordQuery {
        tenant: tenant.id.clone(),
        record_type: record_type.key.clone(),
        access,
        filters: Vec::new(),
        limit: PAGE,
        after: None,
    };
    let mut records = Vec::new();
    loop {
        let page = app.records.find(&query).await?;
        records.extend(page.records);
        query.after = page.after;
        if query.after.is_none() {
            return Ok(records);
        }
    }
}

/// The secret that signs for the tenant's users, by name, and the id of the key.
fn signer(tenant: &TenantFile) -> Option<(&str, Option<&str>)> {
    let keys = tenant.users.iter().flat_map(|users| &users.keys);
    let mut shared = keys.filter(|key| key.algorithm == UserAlgorithm::HS256);
    shared.find_map(|key| Some((key.secret.as_deref()?, key.id.as_deref())))
}

fn answer(json: &serde_json::Value) -> Response {
    ([(CACHE_CONTROL, "no-store")], axum::Json(json)).into_response()
}

fn nobody() -> Response {
    (StatusCode::NOT_FOUND, "The demo knows no such user or type of record.\n").into_response()
}

fn failed(error: &str) -> Response {
    tracing::error!(error, "demo");
    StatusCode::SERVICE_UNAVAILABLE.into_response()
}
