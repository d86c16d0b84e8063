//! The request fits, whatever was said; and nothing that was said is neither shown nor summed up.

use jiff::Timestamp;
use jiff::civil::date;
use proptest::prelude::{ProptestConfig, Strategy, prop, proptest};
use serde_json::json;
use shared::tenant::TenantFile;
use shared::wire::Page;

use super::tokens::estimate;
use super::{Briefing, Offer, PastTurn, TooLarge, fit, room};
use crate::ports::{ChatRole, ModelRequest};
use crate::scope::Scope;
use crate::summary::{Note, Summary};

fn tenant(turns: u16, tokens: u32) -> TenantFile {
    serde_json::from_value(json!({
        "version": 1, "id": "t", "name": "Northlight", "origins": ["self"], "locale": "en-GB", "country": "DE",
        "greeting": "Hi", "session": { "context_turns": turns, "context_tokens": tokens },
        "scope": { "attributes": [
            { "key": "budget", "kind": "money", "requirement": "always", "question": "What is your budget?" },
        ] },
    }))
    .unwrap()
}

fn past(seq: u64, said: &str) -> PastTurn {
    let note = Note {
        seq,
        at: Timestamp::UNIX_EPOCH,
        about: Vec::new(),
        said: format!("turn-{seq}-said"),
        answered: String::new(),
    };
    PastTurn { seq, said: format!("[{seq}] {said}"), answered: said.to_owned(), note: Some(note) }
}

fn briefing<'a>(
    tenant: &'a TenantFile,
    history: &'a [PastTurn],
    scope: &'a Scope,
    message: &'a str,
) -> Briefing<'a> {
    let offer = Box::leak(Box::new(Offer::of(tenant)));
    Briefing {
        tenant,
        offer,
        today: date(2026, 11, 21),
        scope,
        history,
        summary: None,
        page: None,
        message,
        besides: None,
    }
}

fn request(briefing: &Briefing<'_>) -> Result<ModelRequest, TooLarge> {
    fit::request(briefing).map(|briefed| briefed.request)
}

/// The places of the turns that are shown, and those that are summed up.
fn places(request: &ModelRequest, all: u64) -> (Vec<u64>, Vec<u64>) {
    let system = &request.messages[0].content;
    let shown = |seq: &u64| {
        let is_it = |content: &str| content.starts_with(&format!("<visitor>[{seq}] "));
        request.messages.iter().any(|message| message.role == ChatRole::User && is_it(&message.content))
    };
    let left = |seq: &u64| system.contains(&format!("turn-{seq}-said"));
    ((1..=all).filter(shown).collect(), (1..=all).filter(left).collect())
}

#[test]
fn older_turns_are_summed_up_and_newer_ones_shown() {
    let tenant = tenant(5, 8_000);
    let history: Vec<PastTurn> = (1..=12).map(|seq| past(seq, "a word")).collect();
    let scope = Scope::default();
    let request = request(&briefing(&tenant, &history, &scope, "hello")).unwrap();
    assert_eq!(places(&request, 12), ((8..=12).collect(), (1..=7).collect()));
    assert!(request.messages[0].content.contains("</summary>"));
}

#[test]
fn what_is_in_the_kept_summary_and_shown_is_not_said_twice() {
    let tenant = tenant(50, 8_000);
    let history: Vec<PastTurn> = (3..=12).map(|seq| past(seq, "a word")).collect();
    let kept =
        Summary::default().with((1..=6).map(|seq| past(seq, "").note).collect::<Vec<_>>().iter().flatten());
    let scope = Scope::default();
    let briefing = Briefing { summary: Some(&kept), ..briefing(&tenant, &history, &scope, "hello") };
    assert_eq!(places(&request(&briefing).unwrap(), 12), ((3..=12).collect(), vec![1, 2]));
}

#[test]
fn where_tokens_are_few_the_message_comes_first_and_the_page_goes_last() {
    let scope = Scope::default();
    let history: Vec<PastTurn> = (1..=10).map(|seq| past(seq, &"word ".repeat(60))).collect();
    let page =
        Page { url: "https://a.example/b".to_owned(), title: "T".repeat(200), referrer: String::new() };
    let needed = 50_000 - room(&briefing(&tenant(25, 50_000), &[], &scope, "hello")).unwrap();
    let with = |more: u64| {
        let tenant = tenant(25, u32::try_from(needed + more).unwrap());
        let briefing = Briefing { page: Some(&page), ..briefing(&tenant, &history, &scope, "hello") };
        let request = request(&briefing).unwrap();
        let (shown, left) = places(&request, 10);
        let has_page = request.messages[0].content.contains("<page>{");
        assert!(estimate(&request) <= needed + more);
        (shown.len(), left.len(), has_page)
    };
    assert_eq!(with(0), (0, 0, false));
    assert_eq!(with(260), (0, 0, true));
    let summed = with(450);
    assert!(
        summed.0 == 0 && (1..10).contains(&summed.1),
        "as much of the summary as half of the room takes: {summed:?}"
    );
    let some = with(2_000);
    assert!(some.0 > 1 && some.0 + some.1 == 10, "{some:?}");
    assert_eq!(with(20_000), (10, 0, true));
}

#[test]
fn what_does_not_fit_at_all_is_no_request() {
    let tenant = tenant(25, 8_000);
    let scope = Scope::default();
    let message = "字".repeat(10_000);
    let refused = request(&briefing(&tenant, &[], &scope, &message)).unwrap_err();
    assert!(refused.needed > 8_000 && refused.allowed == 8_000, "{refused}");
}

fn conversation() -> impl Strategy<Value = Vec<String>> {
    let piece = prop::sample::select(vec![
        "word ",
        "Ж",
        "字",
        "e",
        "{\"a\":1}",
        "<x>",
        "\n",
        "1234567",
        "😀",
        "ab cd. ",
    ]);
    let said = (piece, 0_usize..400).prop_map(|(piece, times)| piece.repeat(times));
    prop::collection::vec(said, 0..60)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// And every turn is shown, summed up, or counted as left out: there is no gap between.
    #[test]
    fn no_request_is_over_the_budget(said in conversation(), turns in 1_u16..51, tokens in 1_000_u32..20_000, message in ".{0,600}") {
        let tenant = tenant(turns, tokens);
        let history: Vec<PastTurn> = (1..).zip(&said).map(|(seq, said)| past(seq, said)).collect();
        let scope = Scope::default();
        if let Ok(request) = request(&briefing(&tenant, &history, &scope, &message)) {
            assert!(estimate(&request) <= u64::from(tokens));
            let (shown, left) = places(&request, said.len() as u64);
            assert!(shown.len() <= usize::from(turns));
            assert!(shown.last().is_none_or(|last| *last == said.len() as u64), "the newest are shown");
            let has_summary = request.messages[0].content.contains("</summary>");
            if has_summary && left.len() + shown.len() < said.len() {
                assert!(request.messages[0].content.contains("are left out"));
            }
            assert!(has_summary || shown.is_empty() || shown.len() == said.len());
        }
    }
}

/// Printed for whoever sets the default of `session.context_tokens`.
#[test]
fn fifteen_attributes_leave_room_in_the_default() {
    let mut tenant = tenant(25, 8_000);
    let one = tenant.scope.attributes[0].clone();
    for count in [1, 10, 15] {
        tenant.scope.attributes = (0..count)
            .map(|number| shared::tenant::Attribute { key: format!("budget_{number}"), ..one.clone() })
            .collect();
        let scope = Scope::default();
        let room = room(&briefing(&tenant, &[], &scope, "")).unwrap();
        println!("{count} attributes leave {room} of 8,000 tokens");
        assert!(room > 500, "{count}: {room}");
    }
}
