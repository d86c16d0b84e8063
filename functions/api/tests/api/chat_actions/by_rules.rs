//! Without a model: what the rules are sure of, what waits for a word, and who may see what.

use serde_json::json;

use super::sales::{asks, calls, leads, sales, state_of};

const LEADS: [(&str, &str, &str); 3] =
    [("Acme", "John Smith", "new"), ("Initech", "John Doe", "contacted"), ("TechCorp", "Mary Jones", "new")];

#[tokio::test]
async fn what_is_done_is_told_as_it_happens_and_in_the_history() {
    let (world, _) = sales(&LEADS).await;
    let visitor = world.begin().await;
    let events = visitor.streams("message-1", "Move Mary Jones to meeting booked").await.events();
    let names: Vec<&str> = events.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(&names[..4], ["accepted", "tool", "action", "text"], "{events:#?}");
    assert_eq!(events[1].1["tool"], "change_status");
    assert_eq!(events[1].1["outcome"], "done");
    let action = &events[2].1;
    assert_eq!((&action["action"], &action["record_id"]), (&json!("change_status"), &json!("LD-3")));
    assert_eq!(action["record"]["status"], "meeting_booked");
    let done = &events.last().unwrap().1;
    assert_eq!((&done["intent"], &done["degraded"]), (&json!("action"), &json!(false)));
    assert!(done["intent_confidence"].as_f64().unwrap() >= 0.8, "{done}");
    assert_eq!(done["actions"][0], *action);
    assert!(done["bot_message"].as_str().unwrap().contains("Mary Jones"), "{done}");
    assert_eq!(state_of(&world, "LD-3").await.as_deref(), Some("meeting_booked"));

    let history = visitor.history().await;
    assert_eq!(history[1]["tool_calls"][0]["tool"], "change_status");
    assert!(history[0].get("tool_calls").is_none(), "{history:#?}");
    // The same message again is answered from the log.
    let again = asks(&visitor, "message-1", "Move Mary Jones to meeting booked").await;
    assert_eq!(again["actions"], done["actions"]);
    assert_eq!(world.app.records.history("studio", "lead", "LD-3", 10).await.unwrap().len(), 2);
}

#[tokio::test]
async fn several_that_fit_are_asked_which_and_the_answer_acts() {
    let (world, _) = sales(&LEADS).await;
    let visitor = world.begin().await;
    let asked = asks(&visitor, "message-1", "Move John to meeting booked").await;
    assert_eq!(calls(&asked), ["change_status:ambiguous"], "{asked:#}");
    let answered = asks(&visitor, "message-2", "John Doe").await;
    assert_eq!(calls(&answered), ["change_status:done"], "{answered:#}");
    assert_eq!(state_of(&world, "LD-2").await.as_deref(), Some("meeting_booked"));
    assert_eq!(state_of(&world, "LD-1").await.as_deref(), Some("new"));
}

#[tokio::test]
async fn what_is_deleted_waits_for_a_clear_yes_in_the_next_message() {
    let (world, _) = sales(&LEADS).await;
    let visitor = world.begin().await;
    let asked = asks(&visitor, "message-1", "Delete Mary Jones").await;
    assert_eq!(calls(&asked), ["delete:to_confirm"], "{asked:#}");
    let declined = asks(&visitor, "message-2", "no").await;
    assert_eq!(declined["actions"], json!(null), "{declined:#}");
    // A yes that nothing waits for any more does nothing.
    asks(&visitor, "message-3", "yes").await;
    assert_eq!(leads(&world).await.len(), 4);

    asks(&visitor, "message-4", "Delete Mary Jones").await;
    // Something else in between, and it does not wait any longer.
    asks(&visitor, "message-5", "Show me Mary Jones").await;
    asks(&visitor, "message-6", "yes").await;
    assert_eq!(leads(&world).await.len(), 4);

    asks(&visitor, "message-7", "Delete Mary Jones").await;
    let done = asks(&visitor, "message-8", "yes").await;
    assert_eq!(calls(&done), ["delete:done"], "{done:#}");
    assert_eq!(done["actions"][0]["action"], "delete");
    assert_eq!(leads(&world).await.len(), 3);
}

#[tokio::test]
async fn a_yes_in_two_tabs_is_one_yes() {
    let (world, _) = sales(&LEADS).await;
    let visitor = world.begin().await;
    asks(&visitor, "message-1", "Delete Mary Jones").await;
    let (one, other) = tokio::join!(asks(&visitor, "message-2", "yes"), asks(&visitor, "message-3", "yes"));
    let done = [&one, &other].into_iter().filter(|reply| reply["actions"].is_array()).count();
    assert_eq!(done, 1, "{one:#} {other:#}");
    let history = world.app.records.history("studio", "lead", "LD-3", 10).await.unwrap();
    assert_eq!(history.len(), 2, "{history:#?}");
}

#[tokio::test]
async fn what_may_not_be_seen_is_not_there() {
    let (world, _) = sales(&LEADS).await;
    let visitor = world.begin().await;
    for (number, message) in [
        "Show me Hidden Harry",
        "Show me LD-99",
        "Show me my leads",
        "Delete LD-99",
        "Show me SEC-1",
        "Move LD-99 to won",
    ]
    .iter()
    .enumerate()
    {
        let answer = visitor.says(&format!("message-{number}"), message).await;
        assert!(
            !answer.text.contains("Harry Hidden") && !answer.text.contains("Nobody"),
            "{message}: {}",
            answer.text
        );
        assert!(!answer.text.contains("swordfish"), "{message}: {}", answer.text);
        assert!(answer.json()["actions"].is_null(), "{message}");
    }
    let (of_hidden, of_none) = (
        asks(&visitor, "message-a", "Show me LD-99").await,
        asks(&visitor, "message-b", "Show me LD-98").await,
    );
    let told = |reply: &serde_json::Value| reply["bot_message"].as_str().unwrap().replace("LD-99", "LD-98");
    assert_eq!(told(&of_hidden), told(&of_none));
}
