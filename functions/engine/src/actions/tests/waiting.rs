//! What waits for the user's word, and what is a word for it.

use serde_json::json;

use super::tenants::{ana, leads, sentence};
use crate::actions::{
    Call, RecordRef, Target, TargetBy, Thread, Waiting, WaitingAnswer, WaitingFor, answer_to_waiting,
};
use crate::records::Actor;

fn lead(id: &str) -> Target {
    Target { record_type: Some("lead".to_owned()), by: TargetBy::Id(id.to_owned()) }
}

fn waiting(call: Call, on: WaitingFor) -> Waiting {
    let until = "2026-11-21T12:10:00Z".parse().unwrap();
    Waiting { call, on, user: Some("ana".to_owned()), until, turn: "turn-1".to_owned() }
}

fn answer(waiting: &Waiting, actor: &Actor, message: &str) -> WaitingAnswer {
    let thread = Thread { focus: Vec::new(), waiting: Some(waiting.clone()) };
    answer_to_waiting(&sentence(&leads(), actor, &thread, message))
}

#[test]
fn only_a_clear_yes_confirms() {
    let deletion = waiting(Call::Delete { target: lead("LEAD-1") }, WaitingFor::Yes { version: 3 });
    let yes = [
        "yes",
        "Yes!",
        "yes please",
        "ok",
        "go ahead",
        "yes, do it",
        "Yes, delete LEAD-1",
        "ja",
        "Ja, LEAD-1 löschen",
        "sí",
        "sim",
        "Sim, apague LEAD-1",
    ];
    for message in yes {
        assert_eq!(
            answer(&deletion, &ana(), message),
            WaitingAnswer::Confirmed(deletion.clone()),
            "{message}"
        );
    }
    for message in ["no", "No, leave it", "nope", "never mind", "nein", "não", "cancel", "no thanks"] {
        assert_eq!(
            answer(&deletion, &ana(), message),
            WaitingAnswer::Declined(deletion.clone()),
            "{message}"
        );
    }
    for message in [
        "yes?",
        "yes, delete LEAD-2",
        "yes and no",
        "yes but not now",
        "yes, and also Mary",
        "he said yes",
        "\"yes\"",
        "yesterday",
        "I think so, maybe",
        "show leads",
        "",
        "please",
        "yes I was there when the meeting took place",
    ] {
        assert_eq!(answer(&deletion, &ana(), message), WaitingAnswer::Other, "{message}");
    }
}

#[test]
fn nobody_elses_word_counts_nor_a_late_one() {
    let deletion = waiting(Call::Delete { target: lead("LEAD-1") }, WaitingFor::Yes { version: 3 });
    let visitor = Actor { user: None, session: "s".to_owned() };
    assert_eq!(answer(&deletion, &visitor, "yes"), WaitingAnswer::Other);
    let mut ben = ana();
    ben.user.as_mut().unwrap().id = "ben".to_owned();
    assert_eq!(answer(&deletion, &ben, "yes"), WaitingAnswer::Other);
    let late = Waiting { until: "2026-11-21T11:59:59Z".parse().unwrap(), ..deletion };
    assert_eq!(answer(&late, &ana(), "yes"), WaitingAnswer::Other);
    let nothing = Thread::default();
    assert_eq!(answer_to_waiting(&sentence(&leads(), &ana(), &nothing, "yes")), WaitingAnswer::Other);
}

#[test]
fn one_of_several_is_chosen() {
    let words = Target { record_type: None, by: TargetBy::Words("John".to_owned()) };
    let both = ["LEAD-1", "LEAD-4"].map(|id| RecordRef { record_type: "lead".to_owned(), id: id.to_owned() });
    let which = waiting(Call::Delete { target: words }, WaitingFor::Which(both.to_vec()));
    let chosen = |message: &str| match answer(&which, &ana(), message) {
        WaitingAnswer::Chosen(Call::Delete { target }) => Some(target),
        _ => None,
    };
    for message in ["LEAD-4", "lead-4 please", "the second one", "the last one", "number 2"] {
        assert_eq!(chosen(message), Some(lead("LEAD-4")), "{message}");
    }
    let more = chosen("Smith").map(|target| target.by);
    assert_eq!(more, Some(TargetBy::Words("John Smith".to_owned())));
    // Not one of those that were offered; something else; and a question.
    for message in ["LEAD-9", "the fifth one", "show all leads", "what time is it?", "yes", "hello"] {
        assert_eq!(chosen(message), None, "{message}");
    }
}

#[test]
fn what_was_missing_is_filled_in() {
    let create = Call::Create {
        record_type: "lead".to_owned(),
        fields: [("company".to_owned(), json!("Acme"))].into(),
    };
    let needs = waiting(create, WaitingFor::Field("name".to_owned()));
    let WaitingAnswer::Chosen(Call::Create { fields, .. }) = answer(&needs, &ana(), "Peter Pan") else {
        panic!()
    };
    assert_eq!(json!(fields), json!({ "company": "Acme", "name": "Peter Pan" }));
    assert_eq!(answer(&needs, &ana(), "never mind"), WaitingAnswer::Declined(needs.clone()));
    assert_eq!(answer(&needs, &ana(), "show all leads"), WaitingAnswer::Other);
    assert_eq!(answer(&needs, &ana(), "what for?"), WaitingAnswer::Other);
}
