//! A tenant's own system, on this machine, that wants to be told; and the tenants that are deployed for the test.

use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use serde_json::{Value, json};
use tokio::net::TcpListener;

/// The tenant that tells this system what was understood.
pub(crate) const TENANT: &str = "telling";

/// The name of the secret that signs.
pub(crate) const SECRET: &str = "TELLING_WEBHOOK";

/// How long a webhook may take: it goes from the table by its stream to the function.
const PATIENCE: Duration = Duration::from_secs(60);

/// The system.
#[derive(Clone)]
pub(crate) struct Receiver {
    url: String,
    told: Arc<Mutex<Vec<Value>>>,
}

impl Receiver {
    /// One on a free port.
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/hooks", listener.local_addr().unwrap());
        let receiver = Self { url, told: Arc::default() };
        let router = Router::new().fallback(take).with_state(receiver.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        receiver
    }

    /// Puts the project's own tenant into the folder, and one that tells this system.
    pub(crate) fn write_tenants(&self, folder: &Path) {
        let own = infra_tests::root_of_the_workspace().join("tenants/studio/tenant.json");
        let mut tenant: Value = serde_json::from_slice(&fs::read(own).unwrap()).unwrap();
        put(folder, "studio", &tenant);
        tenant["id"] = json!(TENANT);
        tenant["webhooks"] = json!([{ "url": self.url, "secret": SECRET, "events": ["scope.updated"] }]);
        put(folder, TENANT, &tenant);
    }

    /// Waits until something was told: all of it.
    pub(crate) async fn hears(&self) -> Vec<Value> {
        let begun = Instant::now();
        loop {
            let told = self.told.lock().unwrap().clone();
            if !told.is_empty() || begun.elapsed() > PATIENCE {
                return told;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
}

fn put(folder: &Path, id: &str, tenant: &Value) {
    fs::create_dir_all(folder.join(id)).unwrap();
    fs::write(folder.join(id).join("tenant.json"), tenant.to_string()).unwrap();
}

async fn take(State(receiver): State<Receiver>, body: String) -> StatusCode {
    receiver.told.lock().unwrap().push(serde_json::from_str(&body).unwrap());
    StatusCode::NO_CONTENT
}
