//! One visitor: begins a conversation and says several things, one after the other.

use reqwest::Client;
use serde_json::{Value as Json, json};

use crate::Failure;
use crate::exchange::{Exchange, exchange};
use crate::model::MARK;

/// One turn: what the model knows it by, and when what came.
#[derive(Debug, Clone)]
pub(crate) struct Turn {
    pub(crate) mark: String,
    pub(crate) exchange: Exchange,
}

/// Holds a conversation. An error of a turn ends it.
pub(crate) async fn talk(
    client: Client,
    origin: String,
    number: usize,
    turns: usize,
) -> Vec<Result<Turn, Failure>> {
    let token = match begin(&client, &origin).await {
        Ok(token) => token,
        Err(error) => return vec![Err(error)],
    };
    let mut said = Vec::with_capacity(turns);
    for turn in 0..turns {
        let mark = format!("{:09}", number * 1_000 + turn);
        let body =
            json!({ "message": format!("What about {MARK}{mark}?"), "message_id": format!("load-{mark}") });
        let request = client
            .post(format!("{origin}/api/v1/chat/send"))
            .header("authorization", format!("Bearer {token}"))
            .header("origin", &origin)
            .header("content-type", "application/json")
            .header("accept", "text/event-stream")
            .body(body.to_string());
        let result = exchange(request, "event: text", "event: done").await;
        let is_over = result.is_err();
        said.push(result.map(|exchange| Turn { mark, exchange }));
        if is_over {
            break;
        }
    }
    said
}

async fn begin(client: &Client, origin: &str) -> Result<String, Failure> {
    let response = client
        .post(format!("{origin}/api/v1/chat/sessions"))
        .header("origin", origin)
        .header("content-type", "application/json")
        .body(json!({ "tenant": crate::server::TENANT }).to_string())
        .send()
        .await?;
    let text = response.text().await?;
    let json: Json = serde_json::from_str(&text)?;
    json["token"].as_str().map(str::to_owned).ok_or_else(|| text.into())
}
