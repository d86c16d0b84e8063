//! The port: which tools there are, and one call of one of them.

use core::time::Duration;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use async_trait::async_trait;
use engine::ports::{Clock, OfferedTool, Secret, Secrets, ToolError, ToolSaid, ToolUse, Tools};
use futures_util::future::join_all;
use jiff::{SignedDuration, Timestamp};
use outward::{Reach, SystemLookup};
use reqwest::Client;
use shared::tenant::{McpServer, TenantFile};
use tokio::time::timeout;

use crate::function;
use crate::mcp::{Heard, Server};

/// For how long a server's tools are taken as they were.
const FRESH: SignedDuration = SignedDuration::from_mins(5);

/// For how long a server that failed is left alone.
const PAUSE: SignedDuration = SignedDuration::from_secs(30);

/// The most that a server may take to say which tools it has: a visitor waits for it.
const LISTING_AT_MOST: Duration = Duration::from_secs(4);

/// More than any call may take: what a file says is within it.
const EVER: Duration = Duration::from_secs(30);

/// The tools of tenants. What servers offer is kept in memory for a while.
pub struct TenantTools {
    /// Made for the first call: most processes make none.
    http: OnceLock<Option<Client>>,
    reach: Reach,
    secrets: Arc<dyn Secrets>,
    clock: Arc<dyn Clock>,
    known: Mutex<HashMap<Key, Arc<Known>>>,
}

/// Tenant, name and address: a file that names another address asks another server.
type Key = (String, String, String);

/// What is known of a server. Held while it is asked, so that it is asked once.
type Known = tokio::sync::Mutex<Option<(Timestamp, Result<Arc<Heard>, ToolError>)>>;

impl TenantTools {
    /// Tools that `reach` allows to be called, with the secrets that tenants' files name.
    #[must_use]
    pub fn new(reach: Reach, secrets: Arc<dyn Secrets>, clock: Arc<dyn Clock>) -> Self {
        Self { http: OnceLock::new(), reach, secrets, clock, known: Mutex::default() }
    }

    /// What calls. A machine without root certificates calls nobody, and does everything else.
    fn http(&self) -> Result<&Client, ToolError> {
        let made = || {
            let client = outward::client(self.reach, Arc::new(SystemLookup), EVER);
            client.inspect_err(|error| tracing::error!(%error, "tools cannot be called")).ok()
        };
        let client = self.http.get_or_init(made).as_ref();
        client.ok_or_else(|| ToolError::Failed("this server cannot call it".to_owned()))
    }

    /// What the server offers of that which the tenant allows: as it is known, or as it says now.
    async fn heard(&self, tenant: &TenantFile, server: &McpServer) -> Result<Arc<Heard>, ToolError> {
        let mut known = self.known(tenant, server).lock_owned().await;
        let now = self.clock.now();
        if let Some((at, heard)) = &*known {
            let keeps = if heard.is_ok() { FRESH } else { PAUSE };
            if now.duration_since(*at) < keeps {
                return heard.clone();
            }
        }
        let allowed = time_of(server).min(LISTING_AT_MOST);
        let (reached, tenant, server) = (self.server(server).await, tenant.id.clone(), server.clone());
        let asked = async move {
            let asked = async { reached?.tools(&server).await };
            let heard = timeout(allowed, asked).await.unwrap_or(Err(ToolError::Timeout)).map(Arc::new);
            if let Err(error) = &heard {
                tracing::warn!(tenant, server = server.name, %error, "a tool server offers nothing");
            }
            *known = Some((now, heard.clone()));
            heard
        };
        // In a task of its own: whoever goes away meanwhile has asked all the same, and the next one need not wait.
        let heard = tokio::spawn(asked).await;
        heard.unwrap_or_else(|_| Err(ToolError::Failed("it could not be asked".to_owned())))
    }

    /// Has the server asked again before it is called the next time.
    async fn forget(&self, tenant: &TenantFile, server: &McpServer) {
        *self.known(tenant, server).lock().await = None;
    }

    fn known(&self, tenant: &TenantFile, server: &McpServer) -> Arc<Known> {
        let key = (tenant.id.clone(), server.name.clone(), server.url.clone());
        Arc::clone(self.known.lock().unwrap_or_else(PoisonError::into_inner).entry(key).or_default())
    }

    async fn server(&self, server: &McpServer) -> Result<Server, ToolError> {
        let url = self.reach.check(&server.url).map_err(|refused| ToolError::Failed(refused.to_string()))?;
        let secret = match &server.secret {
            Some(name) => Some(self.secret(name).await?),
            None => None,
        };
        Server::new(self.http()?.clone(), url, secret.as_ref())
    }

    async fn secret(&self, name: &str) -> Result<Secret, ToolError> {
        self.secrets.secret(name).await.map_err(|error| {
            tracing::error!(%error, "a tool's secret");
            ToolError::Failed("its secret is not to be had".to_owned())
        })
    }

    async fn call_server(
        &self,
        tenant: &TenantFile,
        server: &McpServer,
        tool: &str,
        call: &ToolUse,
    ) -> Result<ToolSaid, ToolError> {
        let unknown = || ToolError::Unknown(call.name.clone());
        // What is not allowed is not asked for.
        if !server.allow.iter().any(|allowed| allowed == tool) {
            return Err(unknown());
        }
        let heard = self.heard(tenant, server).await?;
        let tool = heard.tool(tool).ok_or_else(unknown)?;
        let said = self.server(server).await?.call(&heard, tool, call).await;
        if matches!(said, Err(ToolError::Unknown(_))) {
            self.forget(tenant, server).await;
        }
        said
    }
}

#[async_trait]
impl Tools for TenantTools {
    async fn offered(&self, tenant: &TenantFile) -> Vec<OfferedTool> {
        let servers = tenant.tools.mcp.iter().map(async |server| match self.heard(tenant, server).await {
            Ok(heard) => heard.offered(server),
            Err(_) => Vec::new(),
        });
        let mut offered: Vec<OfferedTool> = join_all(servers).await.into_iter().flatten().collect();
        offered.extend(tenant.tools.functions.iter().map(|function| OfferedTool {
            name: function.name.clone(),
            description: function.description.clone(),
            parameters: function.parameters.clone(),
            destructive: function.destructive,
            phrases: function.phrases.clone(),
        }));
        offered
    }

    async fn call(&self, tenant: &TenantFile, call: &ToolUse) -> Result<ToolSaid, ToolError> {
        if let Some(function) = tenant.tools.functions.iter().find(|function| function.name == call.name) {
            let called = async {
                let secret = self.secret(&function.secret).await?;
                function::call((self.http()?, self.reach), &*self.clock, function, &secret, call).await
            };
            let allowed = Duration::from_secs(function.timeout_seconds.into());
            return timeout(allowed, called).await.unwrap_or(Err(ToolError::Timeout));
        }
        let named = call.name.split_once('.').and_then(|(name, tool)| {
            Some((tenant.tools.mcp.iter().find(|server| server.name == name)?, tool))
        });
        let Some((server, tool)) = named else { return Err(ToolError::Unknown(call.name.clone())) };
        let called = self.call_server(tenant, server, tool, call);
        timeout(time_of(server), called).await.unwrap_or(Err(ToolError::Timeout))
    }
}

fn time_of(server: &McpServer) -> Duration {
    Duration::from_secs(server.timeout_seconds.into())
}
