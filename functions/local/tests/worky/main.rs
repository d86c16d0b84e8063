//! Who may do what in the demo tenant `worky`: every demo user, every action, every record, through the real port and the
//! rules of the tenant's file, held against a second telling of who may do what that knows nothing of the file's permissions.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test ends where its own footing is not as it must be"
)]

mod oracle;
mod world;

use std::collections::BTreeSet;

use engine::ports::{Change, ChangeError, ChangeId, Records as _, What};
use engine::records::{RecordQuery, RowAccess, access, access_to_set};
use shared::tenant::{RecordAction, RecordType};
use shared::wire::Record;

use oracle::is_allowed;
use world::{DemoUser, World};

/// No record comes to it here: whoever may change one is told that it is another, and changes nothing.
const ANOTHER_VERSION: u64 = 1_000;

/// The fields that are set of a new record: what a client may say of a bug.
const SAID: [&str; 2] = ["title", "project_id"];

#[tokio::test(flavor = "multi_thread")]
async fn every_user_may_do_what_is_theirs_to_every_record_and_nothing_else() {
    let world = World::of("worky").await;
    let mut counted = [0_usize; 2];
    let mut wrong = Vec::new();
    for user in &world.users {
        for record_type in &world.tenant.records.types {
            for action in RecordAction::ALL {
                for record in world.records_of(&record_type.key) {
                    let expected = is_allowed(user, action, record);
                    let found = world.is_let(user, record_type, action, record).await;
                    counted[usize::from(expected)] += 1;
                    if found != expected {
                        let what = format!("{} {} {}", user.id, action.name(), record.id);
                        wrong.push(format!("{what}: {}", if found { "is let" } else { "is kept from it" }));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {counted:?}:\n{}", wrong.len(), wrong.join("\n"));
    let records: usize = world.tenant.records.types.iter().map(|one| world.records_of(&one.key).len()).sum();
    assert_eq!(counted.iter().sum::<usize>(), world.users.len() * RecordAction::ALL.len() * records);
    // Both answers are many: neither side says always the same.
    assert!(counted.iter().all(|count| *count > 5_000), "{counted:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_listed_for_a_user_is_what_they_may_see() {
    let world = World::of("worky").await;
    for user in &world.users {
        for record_type in &world.tenant.records.types {
            let listed = world.list(user, record_type).await;
            let may_see = world.records_of(&record_type.key).iter();
            let may_see: BTreeSet<String> = may_see
                .filter(|record| is_allowed(user, RecordAction::Find, record))
                .map(|record| record.id.clone())
                .collect();
            assert_eq!(listed, may_see, "{} {}", user.id, record_type.key);
        }
    }
}

#[tokio::test]
async fn somebody_who_is_not_signed_in_may_do_nothing() {
    let world = World::of("worky").await;
    let actor = engine::records::Actor { user: None, session: "s".to_owned() };
    for record_type in &world.tenant.records.types {
        for action in RecordAction::ALL {
            assert!(access(record_type, action, &actor).is_none(), "{} {}", record_type.key, action.name());
        }
    }
}

impl World {
    /// Whether the store lets the user do this to the record. Nothing is changed but by comments and commits, which leave the
    /// record as it is.
    async fn is_let(
        &self,
        user: &DemoUser,
        record_type: &RecordType,
        action: RecordAction,
        record: &Record,
    ) -> bool {
        let id = record.id.clone();
        let rows = match action {
            RecordAction::Create => access_to_set(record_type, action, &user.actor, &SAID),
            _ => access(record_type, action, &user.actor),
        };
        let what = match action {
            RecordAction::Find => {
                let found = self.records.get(&self.tenant.id, &record_type.key, &id, &rows).await.unwrap();
                return found.is_some();
            }
            // One just like it, under an id that is taken: whoever may make it is told so.
            RecordAction::Create => What::Create {
                id_prefix: record_type.id_prefix.clone(),
                id: Some(id),
                status: record.status.clone(),
                fields: record.fields.clone(),
            },
            RecordAction::Update | RecordAction::ChangeStatus => {
                What::Update { id, version: ANOTHER_VERSION, fields: [].into(), status: None }
            }
            RecordAction::Comment => What::Comment { id, text: "?".to_owned() },
            RecordAction::LinkCommit => What::LinkCommit { id, commit: "3f2a91c".to_owned() },
            RecordAction::Delete => What::Delete { id, version: ANOTHER_VERSION },
        };
        match self.records.apply(&self.change(user, record_type, action, &record.id, rows, what)).await {
            Ok(_) | Err(ChangeError::Stale | ChangeError::NotUnique(_)) => true,
            Err(ChangeError::NotThere) => false,
            Err(ChangeError::Store(error)) => panic!("{} {} {}: {error}", user.id, action.name(), record.id),
        }
    }

    fn change(
        &self,
        user: &DemoUser,
        record_type: &RecordType,
        action: RecordAction,
        id: &str,
        rows: RowAccess,
        what: What,
    ) -> Change {
        Change {
            id: ChangeId { turn: format!("{}.{}.{id}", user.id, action.name()), place: 0 },
            tenant: self.tenant.id.clone(),
            record_type: record_type.key.clone(),
            by: user.id.clone(),
            at: world::NOW,
            access: rows,
            unique: Vec::new(),
            what,
        }
    }

    async fn list(&self, user: &DemoUser, record_type: &RecordType) -> BTreeSet<String> {
        let query = RecordQuery {
            tenant: self.tenant.id.clone(),
            record_type: record_type.key.clone(),
            access: access(record_type, RecordAction::Find, &user.actor),
            filters: Vec::new(),
            limit: 1_000,
            after: None,
        };
        let page = self.records.find(&query).await.unwrap();
        assert_eq!(page.after, None, "all of them stand on one page");
        page.records.into_iter().map(|record| record.id).collect()
    }
}
