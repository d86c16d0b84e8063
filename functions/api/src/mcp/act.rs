//! Carrying a call out: by what carries out the actions of a chat, with its permissions, rules and checks.

use actions::Runner;
use axum::http::{HeaderMap, StatusCode};
use engine::actions::{Call, Order, Target, TargetBy, Thread};
use engine::json_schema;
use engine::ports::{KnowledgeQuery, Nothing};
use engine::records::{Condition, Test};
use jiff::tz::TimeZone;
use serde_json::{Map, Value};
use shared::tenant::RecordType;

use super::message::{Fault, INVALID_PARAMS, McpMessage};
use super::offer::{Deed, Offered};
use super::{Asker, confirmation, keys, offer, told};
use crate::problem::ApiError;

/// How many entries are found where nobody says how many.
const FOUND: u64 = 3;

/// Calls a tool: the result of the call, or why it is none.
pub(super) async fn call(
    asker: &Asker<'_>,
    headers: &HeaderMap,
    message: &McpMessage,
) -> Result<Result<Value, Fault>, ApiError> {
    let name = message.param("name").as_str().unwrap_or_default();
    let tools = offer::tools(asker);
    // What the user may not call is told like what is not there.
    let Some(tool) = tools.iter().find(|tool| tool.name == name) else {
        let shown: String = name.chars().take(60).collect();
        return Ok(Err(Fault::new(StatusCode::OK, INVALID_PARAMS, format!("Unknown tool: {shown}"))));
    };
    let arguments = match message.param("arguments") {
        Value::Null => Value::Object(Map::new()),
        arguments => arguments.clone(),
    };
    if let Err(breach) = json_schema::check(&tool.parameters, &arguments) {
        return Ok(Ok(told::refused(
            "invalid",
            &format!("The arguments are not what the tool takes: {breach}."),
        )));
    }
    match tool.of {
        None => search(asker, &arguments).await.map(Ok),
        Some(of) => {
            with_records(asker, tool, of, &arguments, keys::turn(asker, headers, message)?).await.map(Ok)
        }
    }
}

async fn search(asker: &Asker<'_>, arguments: &Value) -> Result<Value, ApiError> {
    let limit = arguments["limit"].as_u64().unwrap_or(FOUND);
    let query = KnowledgeQuery {
        tenant: asker.tenant.id.clone(),
        text: arguments["query"].as_str().unwrap_or_default().to_owned(),
        locale: asker.tenant.locale.clone(),
        categories: Vec::new(),
        role: asker.actor.role().map(str::to_owned),
        limit: u16::try_from(limit).unwrap_or(1),
    };
    Ok(told::found(&asker.app.knowledge.search(&query).await?))
}

async fn with_records(
    asker: &Asker<'_>,
    tool: &Offered<'_>,
    of: &RecordType,
    arguments: &Value,
    turn: keys::Turn,
) -> Result<Value, ApiError> {
    let Asker { app, tenant, actor } = asker;
    if turn.is_named {
        let done = app.records.done_by(&tenant.id, &turn.id).await?;
        if let Some(first) = done.first() {
            return Ok(told::done_before(first));
        }
    }
    let now = app.clock.now();
    let mut runner = Runner {
        records: &*app.records,
        tools: &Nothing,
        tenant,
        actor,
        now,
        today: now.to_zoned(TimeZone::UTC).date(),
        locale: &tenant.locale,
        turn: turn.id,
        thread: Thread::default(),
    };
    let wanted = call_of(tool.deed, of, arguments);
    let ran = match arguments["confirmation"].as_str() {
        None => runner.run(vec![wanted]).await?,
        Some(said) => match confirmation::read(asker, said)?.filter(|waiting| waiting.call == wanted) {
            Some(waiting) => runner.confirmed(waiting).await?,
            None => {
                let why = "The confirmation is not good for this, or not any more: call without it first.";
                return Ok(told::refused("not_confirmed", why));
            }
        },
    };
    let waits = match &ran.thread.waiting {
        Some(waiting) if tool.deed == Deed::Delete => Some(confirmation::signed(asker, waiting)?),
        _ => None,
    };
    Ok(told::ran(&ran, waits))
}

/// The call of a chat that this is. The arguments keep the tool's schema.
fn call_of(deed: Deed, of: &RecordType, arguments: &Value) -> Call {
    let text = |name: &str| arguments[name].as_str().unwrap_or_default().to_owned();
    let maybe = |name: &str| arguments[name].as_str().map(str::to_owned);
    let fields = || arguments["fields"].as_object().cloned().unwrap_or_default().into_iter().collect();
    let record_type = || of.key.clone();
    let target = || Target { record_type: Some(of.key.clone()), by: TargetBy::Id(text("id")) };
    match deed {
        Deed::Find | Deed::Search => Call::Find {
            record_type: record_type(),
            filters: filters(&arguments["filters"]),
            words: maybe("words"),
            order: maybe("order_by")
                .map(|by| Order { by, descending: arguments["descending"].as_bool().unwrap_or_default() }),
        },
        Deed::Count => Call::Count {
            record_type: record_type(),
            filters: filters(&arguments["filters"]),
            by: maybe("by"),
            sum: maybe("sum").filter(|field| !field.is_empty()),
        },
        Deed::Get => Call::Show { target: target(), field: None },
        Deed::Create => Call::Create { record_type: record_type(), fields: fields() },
        Deed::Update => Call::Update { target: target(), fields: fields() },
        Deed::ChangeStatus => Call::ChangeStatus { target: target(), to: text("to") },
        Deed::Comment => Call::Comment { target: target(), text: text("text") },
        Deed::LinkCommit => Call::LinkCommit { target: target(), commit: text("commit") },
        Deed::Delete => Call::Delete { target: target() },
    }
}

fn filters(said: &Value) -> Vec<Condition> {
    let mut conditions = Vec::new();
    for filter in said.as_array().into_iter().flatten() {
        let field = filter["field"].as_str().unwrap_or_default();
        let list = |name: &str| filter[name].as_array().cloned();
        let one = |name: &str| Some(filter[name].clone()).filter(|value| !value.is_null());
        let tests = [
            one("is").map(Test::Is),
            list("in").map(Test::In),
            list("not_in").map(Test::NotIn),
            one("at_least").map(Test::AtLeast),
            one("at_most").map(Test::AtMost),
            filter["known"].as_bool().map(Test::Known),
        ];
        conditions
            .extend(tests.into_iter().flatten().map(|test| Condition { field: field.to_owned(), test }));
    }
    conditions
}
