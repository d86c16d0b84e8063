//! Measures a start from cold: from the process's start until it begins its first answer, and what it then holds of memory.
//! `cold HELLO API RUNS TENANTS` prints a table; `cargo xtask bench cold` builds the two and calls it.
//!
//! The contenders take turns, so that whatever else the machine does meets all of them. The store and the Parameter Store are
//! on this machine, as fast as can be: what AWS takes for them comes on top, for whoever uses them.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a measurement ends where its own footing is not as it must be"
)]

#[path = "../../tests/lambda/environment.rs"]
#[expect(dead_code, reason = "the tests use all of it")]
mod environment;
#[path = "../../tests/lambda/parameters.rs"]
#[expect(dead_code, reason = "the tests use all of it")]
mod parameters;
mod runtime_api;
#[path = "../../tests/lambda/store.rs"]
#[expect(dead_code, reason = "the tests use all of it")]
mod store;

use serde_json::{Value as Json, json};

use environment::Environment;
use runtime_api::{Cold, start};

/// What is measured.
struct Contender {
    name: &'static str,
    program: String,
    event: Json,
    measured: Vec<Cold>,
}

#[tokio::main]
async fn main() {
    let [hello, api, runs, tenants] =
        std::env::args().skip(1).collect::<Vec<_>>().try_into().expect("four words");
    let runs: usize = runs.parse().expect("a number of runs");
    let environment = Environment::good()
        .await
        .with("ANTEROOM_TENANTS", &tenants)
        // Never called, but over TLS: so that is set up, as on AWS.
        .with("AWS_ENDPOINT_URL_SQS", "https://127.0.0.1:9/");
    let contender = |name, program: &str, event| Contender {
        name,
        program: program.to_owned(),
        event,
        measured: Vec::new(),
    };
    let session = json!({ "tenant": "studio" }).to_string();
    let mut contenders = [
        contender("bare `lambda_http`", &hello, event("GET", "/", None)),
        contender("`api`, health", &api, event("GET", "/api/v1/chat/health", None)),
        contender("`api`, a session", &api, event("POST", "/api/v1/chat/sessions", Some(&session))),
    ];
    // The first round warms the disk and is thrown away.
    for round in 0..=runs {
        for contender in &mut contenders {
            let cold = start(&contender.program, &environment, &contender.event).await;
            if round > 0 {
                contender.measured.push(cold);
            }
        }
    }
    print(&contenders);
}

fn event(method: &str, path: &str, body: Option<&str>) -> Json {
    json!({
        "version": "2.0", "routeKey": "$default", "rawPath": path, "rawQueryString": "",
        "headers": { "origin": "https://chat.example", "content-type": "application/json" },
        "body": body, "isBase64Encoded": false,
        "requestContext": {
            "accountId": "anonymous", "apiId": "url", "domainName": "url.lambda-url.eu-central-1.on.aws",
            "requestId": "request", "routeKey": "$default", "stage": "$default", "timeEpoch": 0,
            "http": { "method": method, "path": path, "protocol": "HTTP/1.1", "sourceIp": "203.0.113.7" },
        },
    })
}

fn print(contenders: &[Contender]) {
    println!(
        "| first answer | ms, median | times the bare one | ms, least | times the bare one's | resident, MB |"
    );
    println!("| --- | --- | --- | --- | --- | --- |");
    let median = |values: &mut Vec<f64>| {
        values.sort_by(f64::total_cmp);
        values[values.len() / 2]
    };
    let mut bare = None;
    for contender in contenders {
        let mut times: Vec<f64> = contender.measured.iter().map(|cold| cold.milliseconds).collect();
        let mut memory: Vec<f64> = contender.measured.iter().map(|cold| cold.megabytes).collect();
        let (time, memory) = (median(&mut times), median(&mut memory));
        // Whatever else a machine does only adds: on a busy one the least says more than the median.
        let least = times[0];
        let (bare, least_of_bare) = *bare.get_or_insert((time, least));
        let (times_bare, times_least) = (time / bare, least / least_of_bare);
        println!(
            "| {} | {time:.1} | {times_bare:.2} | {least:.1} | {times_least:.2} | {memory:.1} |",
            contender.name
        );
    }
}
