//! What visitors say who tell of their plans: none of it asks for anything to be done with records.

use std::path::Path;

use shared::tenant::TenantFile;

use super::tenants::sentence;
use crate::actions::{Thread, Understood, understand};
use crate::records::Actor;

fn root() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn tenant(name: &str) -> TenantFile {
    let text = std::fs::read_to_string(root().join("tenants").join(name).join("tenant.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// Of the messages of the scoping transcripts in a folder: how many there are, and those that would lead to something without
/// a model, with the three tenants that keep records.
fn taken_for_orders(folder: &str) -> (usize, Vec<String>) {
    let actor = Actor { user: None, session: "s".to_owned() };
    let tenants = ["todo", "crm", "worky"].map(tenant);
    let (mut messages, mut taken) = (0, Vec::new());
    for file in std::fs::read_dir(root().join(folder)).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_none_or(|end| end != "json") {
            continue;
        }
        let file = crate::eval::read(&std::fs::read_to_string(&path).unwrap()).unwrap();
        let turns = file.tenants.iter().flat_map(|tenant| &tenant.transcripts).flat_map(|one| &one.turns);
        for turn in turns {
            messages += 1;
            for tenant in &tenants {
                let understood = understand(&sentence(tenant, &actor, &Thread::default(), &turn.message));
                if understood.confidence >= Understood::BY_RULES {
                    taken.push(format!("{}: “{}” {:?}", tenant.id, turn.message, understood.calls));
                }
            }
        }
    }
    (messages, taken)
}

#[test]
fn telling_of_plans_asks_for_nothing() {
    let (messages, taken) = taken_for_orders("prompts/transcripts");
    println!("{messages} messages, {} taken for orders", taken.len());
    assert!(messages >= 1_000);
    assert!(taken.is_empty(), "{}", taken.join("\n"));
}

/// Nobody looked at these while the rules were written.
#[test]
fn nor_does_what_was_not_looked_at() {
    let (messages, taken) = taken_for_orders("prompts/transcripts/unseen");
    println!("{messages} messages, {} taken for orders", taken.len());
    assert!(messages >= 100);
    assert!(taken.len() * 100 <= messages, "{}", taken.join("\n"));
}
