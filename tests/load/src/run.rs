//! One run: so many conversations at once on a fresh server, and beside it the model asked directly.

use std::path::Path;
use std::time::{Duration, Instant};

use futures_util::future::join_all;
use reqwest::Client;
use serde_json::json;
use tokio::net::TcpListener;

use crate::Failure;
use crate::exchange::{Exchange, exchange};
use crate::model::{MARK, Model, Times};
use crate::server::Server;
use crate::statistics::{Measured, quantiles};
use crate::visitor::{Turn, talk};

/// The numbers of the visits that ask the model directly begin here.
const DIRECT: usize = 500_000;

/// Runs it.
pub(crate) async fn run(
    server: &Path,
    tenant: &Path,
    at_once: usize,
    turns: usize,
    times: Times,
) -> Result<Measured, Failure> {
    let model = Model::new(times);
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let endpoint = format!("http://{}/v1", listener.local_addr()?);
    let router = model.router();
    let serving = tokio::spawn(async move { axum::serve(listener, router).await });
    let server = Server::start(server, tenant, &endpoint)?;
    let client = Client::builder().no_proxy().pool_max_idle_per_host(at_once).build()?;

    let direct = ask_directly(&client, &endpoint, at_once).await?;
    // One conversation before the clock starts: connections stand, pages are in memory.
    let warm = talk(client.clone(), server.origin.clone(), DIRECT - 1, 1).await;
    warm.into_iter().collect::<Result<Vec<_>, _>>()?;

    let before = server.counted();
    let begun = Instant::now();
    let visits = (0..at_once).map(|number| {
        let (client, origin) = (client.clone(), server.origin.clone());
        tokio::spawn(async move {
            // Nobody comes at the same moment as a thousand others: they come over the time of one answer.
            tokio::time::sleep(
                times.total * u32::try_from(number).unwrap_or(0) / u32::try_from(at_once).unwrap_or(1),
            )
            .await;
            talk(client, origin, number, turns).await
        })
    });
    let results: Vec<Result<Turn, Failure>> = join_all(visits)
        .await
        .into_iter()
        .flat_map(|visit| visit.unwrap_or_else(|error| vec![Err(error.into())]))
        .collect();
    let took = begun.elapsed();
    let after = server.counted();
    serving.abort();

    let mut errors = 0;
    let (mut own, mut first) = (Vec::new(), Vec::new());
    for result in &results {
        match result {
            Ok(turn) => match (turn_times(turn, &model), errors) {
                (Some((own_time, first_text)), _) => {
                    own.push(own_time);
                    first.push(first_text);
                }
                (None, _) => errors += 1,
            },
            Err(error) => {
                if errors == 0 {
                    eprintln!("load: {error}");
                }
                errors += 1;
            }
        }
    }
    let cpu_seconds = after.cpu_seconds - before.cpu_seconds;
    Ok(Measured {
        at_once,
        turns: own.len(),
        errors,
        own: quantiles(own),
        first_overhead: quantiles(first),
        direct_first: quantiles(direct),
        turns_per_second: results.len() as f64 / took.as_secs_f64(),
        turns_per_core_second: results.len() as f64 / cpu_seconds.max(0.01),
        peak_mb: after.peak_mb,
    })
}

/// What the server itself took of a turn: all of it without the time in which the model was at work; and of the time to
/// the first words, what is not the model's.
fn turn_times(turn: &Turn, model: &Model) -> Option<(Duration, Duration)> {
    let call = model.call(&turn.mark)?;
    let Exchange { sent, first, done } = turn.exchange;
    let (model_first, model_last) = (call.first?, call.last?);
    let own = (done - sent).checked_sub(model_last - call.asked)?;
    let overhead = (first - sent).checked_sub(model_first - call.asked)?;
    Some((own, overhead))
}

/// The model asked directly, by as many at once: what the first words take beyond the model's own time there.
async fn ask_directly(client: &Client, endpoint: &str, at_once: usize) -> Result<Vec<Duration>, Failure> {
    let model_times = |number: usize| {
        let mark = format!("{:09}", (DIRECT + number) * 1_000);
        let body = json!({
            "messages": [{ "role": "user", "content": format!("What about {MARK}{mark}?") }],
            "tools": [{ "type": "function", "function": { "name": "answer" } }],
        });
        let request =
            client.post(format!("{endpoint}/chat/completions")).header("content-type", "application/json");
        exchange(request.body(body.to_string()), "data:", "[DONE]")
    };
    let first = join_all((0..at_once).map(model_times)).await;
    first.into_iter().map(|exchange| exchange.map(|exchange| exchange.first - exchange.sent)).collect()
}
