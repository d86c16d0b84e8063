//! What is said is made of what was stored, and whatever users wrote is text.

use serde_json::{Value as Json, json};
use shared::tenant::Destructive;
use shared::wire::{Block, Record};

use super::tenants::{house, leads};
use crate::actions::{Acted, Call, Came, Names, Target, TargetBy, link, wording};

fn record(of: &str, id: &str, status: &str, fields: Json) -> Record {
    let at = "2026-11-21T08:00:00.000Z";
    serde_json::from_value(json!({ "type": of, "id": id, "version": 1, "status": status, "fields": fields,
        "created_at": at, "created_by": "ana", "changed_at": at, "changed_by": "ana" }))
    .unwrap()
}

fn target(id: &str) -> Target {
    Target { record_type: Some("lead".to_owned()), by: TargetBy::Id(id.to_owned()) }
}

fn all() -> Vec<Acted> {
    let john =
        || Box::new(record("lead", "LEAD-4", "new", json!({ "name": "John Smith", "company": "Acme" })));
    let delete = || Call::Delete { target: target("LEAD-4") };
    let show = |field: Option<&str>| Call::Show { target: target("LEAD-4"), field: field.map(str::to_owned) };
    let find =
        || Call::Find { record_type: "lead".to_owned(), filters: Vec::new(), words: None, order: None };
    let create = || Call::Create { record_type: "lead".to_owned(), fields: [].into() };
    let acted = |call: Call, came: Came| Acted { call, came };
    vec![
        acted(find(), Came::Found { records: vec![*john()], total: 1, more: false }),
        acted(find(), Came::Found { records: vec![*john()], total: 30, more: true }),
        acted(find(), Came::Found { records: Vec::new(), total: 0, more: false }),
        acted(show(None), Came::Shown(john())),
        acted(show(Some("company")), Came::Shown(john())),
        acted(show(Some("phone")), Came::Shown(john())),
        acted(delete(), Came::ToConfirm(Some(john()))),
        acted(delete(), Came::Which(vec![*john()], 9)),
        acted(delete(), Came::NotFound { sought: "Zoe".to_owned(), offer: None }),
        acted(show(None), Came::NotFound { sought: "Zoe".to_owned(), offer: Some(Box::new(create())) }),
        acted(delete(), Came::NothingMeant),
        acted(create(), Came::Needs("name".to_owned())),
        acted(create(), Came::Invalid("phone".to_owned(), "banana".to_owned())),
        acted(show(None), Came::NoField("age".to_owned())),
        acted(show(None), Came::NoTransition(john(), vec!["won".to_owned(), "lost".to_owned()])),
        acted(show(None), Came::NoTransition(john(), Vec::new())),
        acted(create(), Came::NotUnique("email".to_owned())),
        acted(delete(), Came::Stale(Some(john()))),
        acted(delete(), Came::Stale(None)),
        acted(delete(), Came::Refused),
        acted(delete(), Came::Never(Destructive::Never)),
        acted(delete(), Came::TooMany),
        acted(delete(), Came::Declined),
        acted(delete(), Came::OneAtATime),
        acted(show(None), Came::Unchanged(john())),
        acted(show(None), Came::NoPage),
        acted(show(None), Came::Opened { label: "Phoenix".to_owned(), url: "/p".to_owned() }),
        acted(create(), Came::ToolFailed("timeout")),
        acted(create(), Came::ToolFailed("tool_failed")),
    ]
}

#[test]
fn everything_is_said_in_every_language_with_no_blank_left() {
    for locale in ["en-GB", "de", "es", "pt-BR", "xx"] {
        let mut said = std::collections::BTreeSet::new();
        for acted in all() {
            let told = wording::tell(&leads(), locale, core::slice::from_ref(&acted), &Names::default());
            assert!(!told.text.is_empty() && !told.text.contains(['{', '}']), "{locale}: {}", told.text);
            assert!(!told.text.contains("  ") && !told.text.contains("**** "), "{locale}: {}", told.text);
            said.insert(told.text);
        }
        assert!(said.len() > 20, "{locale}: {said:?}");
    }
}

#[test]
fn what_users_wrote_is_text() {
    let name = "[x](https://evil.example) *b* `c` <b> |";
    let bad = record("lead", "LEAD-1", "new", json!({ "name": name }));
    let call = Call::Show { target: target("LEAD-1"), field: None };
    let told =
        wording::tell(&leads(), "en", &[Acted { call, came: Came::Shown(Box::new(bad)) }], &Names::default());
    assert_eq!(told.text, r"**\[x\](https\://evil.example) \*b\* \`c\` \<b\> \|** (LEAD-1).");
    let [Block::Card(card)] = told.blocks.as_slice() else { panic!("{:?}", told.blocks) };
    assert!(card.title.starts_with(name), "cards hold text, not Markdown");
}

#[test]
fn references_are_told_by_their_names_where_those_are_known() {
    let bug =
        record("bug", "BUG-1", "todo", json!({ "title": "Off", "project_id": "PRJ-1", "due": "2026-11-27" }));
    let call = Call::Find { record_type: "bug".to_owned(), filters: Vec::new(), words: None, order: None };
    let mut names = Names::default();
    let rows = |names: &Names| {
        let card = Acted {
            call: Call::Show { target: Target { record_type: None, by: TargetBy::Context }, field: None },
            came: Came::Shown(Box::new(bug.clone())),
        };
        serde_json::to_string(&wording::tell(&house(), "en-GB", &[card], names).blocks).unwrap()
    };
    assert!(rows(&names).contains("PRJ-1") && rows(&names).contains("27 November 2026"));
    names.put("project", "PRJ-1", "Phoenix");
    assert!(rows(&names).contains("Phoenix") && !rows(&names).contains("PRJ-1"));
    let told = wording::tell(
        &house(),
        "en",
        &[Acted { call, came: Came::Found { records: vec![bug], total: 1, more: false } }],
        &names,
    );
    assert_eq!(told.text, "1 bug.");
}

#[test]
fn a_link_is_filled_in_or_there_is_none() {
    let house = house();
    let project = house.records.of("project").unwrap();
    let one = record("project", "PRJ-1", "todo", json!({ "name": "Phoenix" }));
    assert_eq!(link(project, &one).as_deref(), Some("/projects/PRJ-1"));
    let mut other = project.clone();
    other.display.link = Some("/x/{name}/{gone}".to_owned());
    assert_eq!(link(&other, &one), None);
}
