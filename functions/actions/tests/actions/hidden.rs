//! What is another's, asked for: in the demo tenant `worky`, every user asks for every record by its id, in several ways. Of what
//! they may not see nothing is said, and nothing that would tell it from what is not there.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::Path;

use actions::{Ran, Runner, by_rules};
use engine::actions::{Thread, Understood};
use engine::ports::{FakeRecords, Nothing};
use engine::records::Actor;
use engine::user::User;
use jiff::Timestamp;
use jiff::civil::date;
use serde_json::Value as Json;
use shared::tenant::TenantFile;
use shared::wire::Record;

/// What is asked; `#` stands for the id.
const ASKED: [&str; 5] = ["show #", "open #", "comment on #: hello", "delete #", "link commit 3f2a91c to #"];

struct World {
    tenant: TenantFile,
    users: Vec<(User, Json)>,
    records: Vec<Record>,
    store: FakeRecords,
}

fn read(path: &str) -> String {
    let tenants = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tenants/worky");
    std::fs::read_to_string(tenants.join(path)).unwrap()
}

impl World {
    fn new() -> Self {
        let tenant: TenantFile = serde_json::from_str(&read("tenant.json")).unwrap();
        let listed: Vec<Json> = serde_json::from_str(&read("site/users.json")).unwrap();
        let users = listed.into_iter().map(|one| (user(&one), one["claims"].clone())).collect();
        let mut records = Vec::new();
        for record_type in &tenant.records.types {
            let text = read(&format!("records/{}.jsonl", record_type.key));
            records.extend(text.lines().map(|line| record(&record_type.key, line)));
        }
        let store = FakeRecords::default();
        store.put(&tenant.id, records.clone());
        Self { tenant, users, records, store }
    }

    async fn asks(&self, user: &User, message: &str) -> Option<Ran> {
        let actor = Actor { user: Some(user.clone()), session: "s".to_owned() };
        let mut runner = Runner {
            records: &self.store,
            tools: &Nothing,
            tenant: &self.tenant,
            actor: &actor,
            now: Timestamp::UNIX_EPOCH,
            today: date(2026, 11, 21),
            locale: "en",
            turn: format!("{}: {message}", user.id),
            thread: Thread::default(),
        };
        by_rules(&mut runner, message, &[], Understood::BY_RULES).await.unwrap()
    }
}

fn user(listed: &Json) -> User {
    let claims = &listed["claims"];
    let attributes = ["client_id", "projects", "name"].into_iter().filter_map(|name| {
        Some((name.to_owned(), serde_json::from_value(claims.get(name)?.clone()).unwrap()))
    });
    User {
        id: listed["id"].as_str().unwrap().to_owned(),
        role: claims["role"].as_str().map(ToOwned::to_owned),
        attributes: attributes.collect(),
    }
}

fn record(record_type: &str, line: &str) -> Record {
    let seed: Json = serde_json::from_str(line).unwrap();
    Record {
        record_type: record_type.to_owned(),
        id: seed["id"].as_str().unwrap().to_owned(),
        version: 1,
        status: seed["status"].as_str().map(ToOwned::to_owned),
        fields: serde_json::from_value(seed["fields"].clone()).unwrap(),
        created_at: "2026-11-21T00:00:00Z".to_owned(),
        created_by: "admin".to_owned(),
        changed_at: "2026-11-21T00:00:00Z".to_owned(),
        changed_by: "admin".to_owned(),
    }
}

/// Told once more, from the claims alone: what the guide on the site says of who sees what.
fn may_see(claims: &Json, record: &Record) -> bool {
    let role = claims["role"].as_str().unwrap();
    let is_mine = |project: &Json| claims["projects"].as_array().is_some_and(|mine| mine.contains(project));
    match (role, record.record_type.as_str()) {
        ("admin", _) | ("manager", "client") => true,
        ("developer", "client") => false,
        ("client", "client") => claims["client_id"] == record.id.as_str(),
        ("client", "project") => claims["client_id"] == record.fields["client_id"],
        (_, "project") => is_mine(&Json::from(record.id.as_str())),
        _ => is_mine(&record.fields["project_id"]),
    }
}

fn title(record: &Record) -> &str {
    record.fields.get("title").or_else(|| record.fields.get("name")).and_then(Json::as_str).unwrap()
}

/// Everything that the visitor reads and the page hears.
fn said(ran: &Ran) -> String {
    let blocks = serde_json::to_string(&ran.blocks).unwrap();
    let calls = serde_json::to_string(&ran.tool_calls).unwrap();
    let done = serde_json::to_string(&ran.actions).unwrap();
    format!("{}\n{blocks}\n{calls}\n{done}", ran.text)
}

#[tokio::test]
async fn what_is_hidden_is_told_like_what_is_not_there() {
    let world = World::new();
    let mut hidden = 0;
    for (user, claims) in &world.users {
        // What is said of an id that nothing has, by the way of asking and the type.
        let mut of_nothing: BTreeMap<(&str, &str), String> = BTreeMap::new();
        for record in world.records.iter().filter(|record| !may_see(claims, record)) {
            let (prefix, _) = record.id.split_once('-').unwrap();
            let nowhere = format!("{prefix}-9999");
            for asked in ASKED {
                if let Entry::Vacant(place) = of_nothing.entry((asked, prefix)) {
                    let ran = world.asks(user, &asked.replace('#', &nowhere)).await.unwrap();
                    place.insert(said(&ran));
                }
                let expected = of_nothing[&(asked, prefix)].replace(&nowhere, &record.id);
                let of_hidden = world.asks(user, &asked.replace('#', &record.id)).await.unwrap();
                assert_eq!(said(&of_hidden), expected, "{} {asked} {}", user.id, record.id);
                assert!(!said(&of_hidden).contains(title(record)), "{} {asked} {}", user.id, record.id);
                assert!(of_hidden.actions.is_empty());
            }
            hidden += 1;
        }
    }
    assert!(hidden > 1_500, "{hidden} are hidden from somebody");
    assert_eq!(world.store.all("worky", "task").len(), 214, "none is gone");
}

#[tokio::test]
async fn what_may_be_seen_is_shown() {
    let world = World::new();
    for (user, claims) in &world.users {
        for record in world.records.iter().filter(|record| may_see(claims, record)) {
            let ran = world.asks(user, &format!("show {}", record.id)).await.unwrap();
            assert!(said(&ran).contains(title(record)), "{} {}: {}", user.id, record.id, said(&ran));
        }
    }
}
