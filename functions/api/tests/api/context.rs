//! Long conversations: what the model is shown stays within its budget and flat, and nothing falls between.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use engine::log::{ConversationId, EntryBody, Outcome, Progress};
use engine::ports::{ChatRole, Model, ModelError, ModelEvent, ModelRequest, ModelStream};
use engine::prompt::tokens::estimate;
use engine::summary::LONGEST;
use serde_json::json;
use shared::tenant::TenantFile;

use crate::model::arguments;
use crate::world::{Visitor, World};

type Asked = Arc<Mutex<Vec<ModelRequest>>>;

/// A model that answers everything alike, and keeps what it was asked.
struct Keeping(Asked);

#[async_trait]
impl Model for Keeping {
    fn name(&self) -> &str {
        "keeping"
    }

    async fn call(&self, request: ModelRequest) -> Result<ModelStream, ModelError> {
        self.0.lock().unwrap().push(request);
        let arguments = arguments(&[], None, "That is so, and this much can be said of it at any time.");
        let events =
            [Ok(ModelEvent::Arguments(arguments.to_string())), Ok(ModelEvent::Finished { usage: None })];
        Ok(Box::pin(tokio_stream::iter(events)))
    }
}

async fn visitor(change: impl FnOnce(&mut TenantFile)) -> (Visitor, Asked) {
    let asked = Asked::default();
    let mut world = World::new().await.with_model(Keeping(Arc::clone(&asked)));
    let mut studio = TenantFile::clone(world.app.tenants.get("studio").unwrap());
    change(&mut studio);
    world.app.tenants = api::Tenants::new([studio]);
    (world.begin().await, asked)
}

fn newest(asked: &Asked) -> ModelRequest {
    asked.lock().unwrap().last().unwrap().clone()
}

/// The numbers of the questions that are shown as they were said, and of those that the summary has.
fn known(request: &ModelRequest, all: usize) -> (Vec<usize>, Vec<usize>) {
    let system = &request.messages[0].content;
    let said = |number: &usize| {
        let content = format!("<visitor>{}</visitor>", question(*number));
        request.messages.iter().any(|message| message.role == ChatRole::User && message.content == content)
    };
    let summed = |number: &usize| system.contains(&question(*number));
    ((1..=all).filter(said).collect(), (1..=all).filter(summed).collect())
}

fn question(number: usize) -> String {
    let letters: String =
        format!("{number:04}").bytes().map(|digit| char::from(digit - b'0' + b'a')).collect();
    format!("What about the thing called {letters}?")
}

async fn outcome(visitor: &Visitor) -> Outcome {
    let conversation = ConversationId { tenant: "studio".to_owned(), session: visitor.session.clone() };
    let newest = visitor.world.app.turn_log.newest(&conversation, None, 1).await.unwrap().remove(0);
    let EntryBody::Turn(turn) = newest.body else { panic!("no turn") };
    let Progress::Closed(outcome) = turn.progress else { panic!("it is open") };
    *outcome
}

#[tokio::test(flavor = "multi_thread")]
async fn every_turn_is_shown_or_summed_up() {
    for turns in [1, 5, 25, 50] {
        let (visitor, asked) = visitor(|studio| {
            studio.session.context_turns = turns;
            studio.session.context_tokens = 20_000;
        })
        .await;
        let turns = usize::from(turns);
        for number in 1..=turns + 12 {
            visitor.says(&format!("message-{number}"), &question(number)).await;
            let (shown, summed) = known(&newest(&asked), number - 1);
            let from = number.saturating_sub(turns).max(1);
            assert_eq!(shown, (from..number).collect::<Vec<_>>(), "{turns} {number}");
            assert_eq!(summed, (1..from).collect::<Vec<_>>(), "{turns} {number}");
        }
    }
}

/// Where tokens are too few for the window, what falls out of it is in the summary all the same.
#[tokio::test(flavor = "multi_thread")]
async fn a_window_that_tokens_cut_leaves_no_gap() {
    let allowed = 4_500;
    let (visitor, asked) = visitor(|studio| studio.session.context_tokens = allowed).await;
    for number in 1..=60 {
        visitor.says(&format!("message-{number}"), &question(number)).await;
        let request = newest(&asked);
        assert!(estimate(&request) <= u64::from(allowed), "{number}");
        let (shown, summed) = known(&request, number - 1);
        let all: Vec<usize> = summed.iter().chain(&shown).copied().collect();
        // The oldest may have been left out of the summary; behind them there is no gap.
        let first = all.first().copied().unwrap_or(1);
        assert_eq!(all, (first..number).collect::<Vec<_>>(), "{number}");
        assert!(first == 1 || request.messages[0].content.contains("are left out"), "{number}");
        assert!(number < 3 || !shown.is_empty(), "{number}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_turn_costs_what_the_thousandth_does() {
    let (visitor, asked) = visitor(|tenant| tenant.session.context_tokens = 8_000).await;
    let mut sizes = Vec::new();
    for number in 1..=1_000 {
        visitor.says(&format!("message-{number}"), &question(number)).await;
        if [1, 50, 100, 500, 1_000].contains(&number) {
            let prompt: usize = newest(&asked).messages.iter().map(|message| message.content.len()).sum();
            let closing = serde_json::to_string(&outcome(&visitor).await).unwrap().len();
            sizes.push((number, prompt, closing));
        }
        let mut kept = asked.lock().unwrap();
        let old = kept.len() - 1;
        kept.drain(..old);
    }
    let [(_, first, _), (_, fiftieth, at_fifty), .., (_, thousandth, at_thousand)] = sizes[..] else {
        panic!("{sizes:?}")
    };
    // A window of 25 turns, and a summary of at most 2,000 characters.
    assert!(thousandth < fiftieth + LONGEST && thousandth < first + 25 * 200 + LONGEST + 200, "{sizes:?}");
    assert!(at_thousand < at_fifty + 2 * LONGEST, "{sizes:?}");
    assert!(estimate(&newest(&asked)) <= 8_000);
    println!("turn, bytes of the prompt, bytes of the closing: {sizes:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_cleared_is_in_no_summary() {
    let (visitor, asked) = visitor(|studio| studio.session.context_turns = 1).await;
    for number in 1..=5 {
        visitor.says(&format!("message-{number}"), &question(number)).await;
    }
    assert_eq!(known(&newest(&asked), 5).1, [1, 2, 3]);
    let cleared = visitor.world.post("/api/v1/chat/clear", Some(&visitor.token), &json!({})).await;
    assert!(cleared.status.is_success(), "{cleared:?}");
    for number in 6..=8 {
        visitor.says(&format!("message-{number}"), &question(number)).await;
    }
    assert_eq!(known(&newest(&asked), 8), (vec![7, 8], vec![6]));
}

/// A value that is taken back stands nowhere any more, in whatever turn it was said.
#[tokio::test(flavor = "multi_thread")]
async fn what_was_taken_back_is_in_no_summary() {
    let (visitor, asked) = visitor(|studio| studio.session.context_turns = 1).await;
    let mut rules = visitor.world.clone();
    rules.app.model = None;
    let by_rules = Visitor { world: rules, ..visitor.clone() };
    by_rules.says("message-1", "Write to anna@example.org, is that possible?").await;
    let edit = json!({ "message_id": "message-2", "edit": { "clear": ["email"] } });
    let cleared = visitor.world.post("/api/v1/chat/send", Some(&visitor.token), &edit).await;
    assert!(cleared.status.is_success(), "{cleared:?}");
    for number in 3..=5 {
        visitor.says(&format!("message-{number}"), &question(number)).await;
    }
    let request = newest(&asked);
    let all: String = request.messages.iter().map(|message| message.content.as_str()).collect();
    assert!(all.contains("</summary>") && all.contains("is that possible?"), "{all}");
    assert!(!all.contains("anna"), "{all}");
    assert!(!serde_json::to_string(&outcome(&visitor).await).unwrap().contains("anna"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_that_is_too_long_for_the_model_is_read_by_the_rules() {
    let (visitor, asked) = visitor(|tenant| tenant.session.context_tokens = 8_000).await;
    let message = format!("our budget is 10k euros {}", "字".repeat(9_000));
    let done = visitor.says("message-1", &message).await.json();
    assert_eq!((done["degraded"].clone(), asked.lock().unwrap().len()), (json!(true), 0));
    assert_eq!(done["extracted_attributes"]["budget"]["value"]["min"], 10_000);
    assert_eq!(outcome(&visitor).await.degraded.as_deref(), Some("context_too_large"));
    // And afterwards the model is asked again: the long turn is in the summary.
    visitor.says("message-2", "Do you have that?").await;
    let request = newest(&asked);
    assert!(request.messages[0].content.contains("</summary>") && estimate(&request) <= 8_000);
}
