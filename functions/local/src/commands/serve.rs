//! `anteroom serve`: the API, the widget and the demo pages, with an embedded store.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use api::{App, SystemClock};
use clap::Args;
use dynamo::{
    AnswersTable, KnowledgeTable, LimitsTable, OutboxTable, PeopleTable, RecordsTable, TurnLogTable,
    TurnQueueTable,
};
use embedded::EmbeddedStore;
use engine::ports::{Clock, Model, Secrets};
use tokio::net::TcpListener;
use tools::TenantTools;

use super::{Failure, TABLE};
use crate::serve::{self, LogFormat, Places};

/// Where to listen and where things lie.
#[derive(Args)]
pub(crate) struct Options {
    /// Where to listen.
    #[arg(long, env = "ANTEROOM_ADDR", default_value = "127.0.0.1:8787")]
    addr: SocketAddr,
    /// Where conversations and the signing key are kept.
    #[arg(long, env = "ANTEROOM_DATA", default_value = ".anteroom")]
    data: PathBuf,
    /// The folder of tenants: `ID/tenant.json`, and a demo site in `ID/site`.
    #[arg(long, env = "ANTEROOM_TENANTS", default_value = "tenants")]
    tenants: PathBuf,
    /// The widget's files, as `cargo xtask build --widget` makes them.
    #[arg(long, env = "ANTEROOM_WIDGET", default_value = "target/widget")]
    widget: PathBuf,
    /// For how many seconds a browser may keep the script of the tag without asking; 0 to be asked every time.
    #[arg(long, env = "ANTEROOM_LOADER_SECONDS", default_value_t = 60)]
    loader_seconds: u32,
    /// For how many seconds the headers of a request are waited for, and then its body.
    #[arg(long, env = "ANTEROOM_PATIENCE_SECONDS", default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..))]
    patience_seconds: u32,
    /// How the log is written; `RUST_LOG` says from which level on.
    #[arg(long, env = "ANTEROOM_LOG", value_enum, default_value = "text")]
    log: LogFormat,
    /// The word that whoever reads `/metrics` has to give (`Authorization: Bearer WORD`). Without one it is served to this
    /// machine alone, and not at all where the server listens to others.
    #[arg(long, env = "ANTEROOM_METRICS_TOKEN", hide_env_values = true)]
    metrics_token: Option<String>,
    /// Whether webhooks and calls of tools may go to private addresses, and over plain `http`: `allow`. Only where every tenant file is yours.
    #[arg(long, env = "ANTEROOM_WEBHOOKS_PRIVATE")]
    webhooks_private: Option<Allow>,
}

/// That something is allowed which usually is not.
#[derive(Clone, Copy, clap::ValueEnum)]
enum Allow {
    /// It is.
    Allow,
}

pub(crate) async fn run(options: Options) -> Result<ExitCode, Failure> {
    serve::start_logging(options.log);
    // The port comes first: whoever has it, has the folder too, and a taken port is the clearer message.
    let listener = TcpListener::bind(options.addr).await.map_err(|error| match error.kind() {
        std::io::ErrorKind::AddrInUse => {
            format!(
                "{} is taken: stop what listens there, or set ANTEROOM_ADDR to another address",
                options.addr
            )
        }
        _ => format!("cannot listen on {}: {error}", options.addr),
    })?;
    let address = listener.local_addr()?;
    let tenants = api::read_tenants(&options.tenants)?;
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let store = EmbeddedStore::open(&options.data).await?;
    let client = dynamo::watched(&store.client());
    dynamo::ensure_table(&client, TABLE).await?;
    let model = super::model()?.map(|model| Arc::new(model) as Arc<dyn Model>);
    let people = Arc::new(PeopleTable::new(client.clone(), TABLE, Arc::clone(&clock)));
    let knowledge = KnowledgeTable::new(client.clone(), TABLE, Arc::clone(&clock));
    crate::knowledge::publish_changed(&knowledge, &options.tenants, &tenants).await?;
    let queue = TurnQueueTable::new(client.clone(), TABLE, Arc::clone(&clock));
    let reach = options.webhooks_private.map_or(jobs::Reach::Public, |Allow::Allow| jobs::Reach::Private);
    let secrets = Arc::new(serve::SecretFiles::new(&options.data));
    let app = App {
        tenants: api::Tenants::new(tenants),
        turn_log: Arc::new(TurnLogTable::new(client.clone(), TABLE, Arc::clone(&clock))),
        answers: Arc::new(AnswersTable::new(client.clone(), TABLE, Arc::clone(&clock))),
        outbox: Arc::new(OutboxTable::new(client.clone(), TABLE, Arc::clone(&clock))),
        turn_queue: Arc::new(queue.clone()),
        wake: api::Wake::default(),
        limits: Arc::new(LimitsTable::new(client.clone(), TABLE, Arc::clone(&clock))),
        budgets: api::DayBudgets::default(),
        model,
        clock: Arc::clone(&clock),
        keys: Arc::new(serve::token_keys(&options.data)?),
        secrets: Arc::clone(&secrets) as Arc<dyn Secrets>,
        people,
        records: Arc::new(RecordsTable::new(client, TABLE)),
        knowledge: Arc::new(knowledge),
        tools: Arc::new(TenantTools::new(reach, secrets, clock)),
        key_sets: serve::key_sets(),
        own_origins: serve::own_origins(address).into(),
        stops: api::Stops::default(),
        running: api::Running::default(),
        process: uuid::Uuid::now_v7().simple().to_string().into(),
        is_only_process: true,
    };
    let places = Places {
        address,
        tenants: options.tenants,
        widget: options.widget,
        loader_seconds: options.loader_seconds,
    };
    let background = serve::Background::new(&app, queue, reach)?;
    let demo = serve::Demo::new(&places, &app, &options.data)?;
    demo.plant();
    serve::print_addresses(&places, &app, &demo);
    let metrics = serve::metrics_page(&places, &app.own_origins, options.metrics_token)?;
    let router = serve::router(&places, app, &demo).merge(metrics);
    tokio::spawn(background.work());
    let patience = Duration::from_secs(options.patience_seconds.into());
    serve::serve(listener, router, patience, serve::asked_to_stop()).await;
    drop(store);
    Ok(ExitCode::SUCCESS)
}
