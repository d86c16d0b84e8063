//! What `People` promises, over the fake and over the table alike.

use std::sync::Arc;

use dynamo::{LimitsTable, PeopleTable};
use embedded::EmbeddedStore;
use engine::ports::{
    Bucket, BucketOwner, Clock as _, FakeLimits, FakePeople, Limits, People, Rate, Taken, UserId,
};
use jiff::SignedDuration;

use crate::bench::{HandClock, TABLE};

const LONG: SignedDuration = SignedDuration::from_hours(24);

struct Bench {
    people: Arc<dyn People>,
    limits: Arc<dyn Limits>,
    clock: Arc<HandClock>,
}

async fn both() -> [Bench; 2] {
    let clock = HandClock::new();
    let limits = Arc::new(FakeLimits::new(clock.clone()));
    let people = Arc::new(FakePeople::new(clock.clone(), limits.clone()));
    let fake = Bench { people, limits, clock };
    let client = EmbeddedStore::in_memory().unwrap().client();
    dynamo::ensure_table(&client, TABLE).await.unwrap();
    let clock = HandClock::new();
    let limits = Arc::new(LimitsTable::new(client.clone(), TABLE, clock.clone()));
    let people = Arc::new(PeopleTable::new(client, TABLE, clock.clone()));
    [fake, Bench { people, limits, clock }]
}

fn user(tenant: &str, user: &str) -> UserId {
    UserId { tenant: tenant.to_owned(), user: user.to_owned() }
}

impl Bench {
    async fn note(&self, user: &UserId, sessions: &[&str]) {
        for session in sessions {
            self.people.note(user, session, self.clock.now() + LONG).await.unwrap();
        }
    }

    async fn all(&self, user: &UserId) -> Vec<String> {
        self.people.sessions(user, None, 100).await.unwrap()
    }

    /// Whether there was one in a bucket of one.
    async fn takes(&self, tenant: &str, owner: BucketOwner) -> bool {
        let rates = vec![Rate { count: 1, per: SignedDuration::from_mins(1), burst: 1 }];
        let bucket = Bucket { tenant: tenant.to_owned(), owner, rates };
        self.limits.take(&bucket).await.unwrap() == Taken::Yes
    }
}

#[tokio::test]
async fn sessions_come_in_order_and_once() {
    for bench in both().await {
        let ana = user("studio", "ana");
        assert_eq!(bench.all(&ana).await, [""; 0]);
        bench.note(&ana, &["s3", "s1", "s2", "s1"]).await;
        assert_eq!(bench.all(&ana).await, ["s1", "s2", "s3"]);
    }
}

#[tokio::test]
async fn every_page_goes_on_after_the_one_before() {
    for bench in both().await {
        let ana = user("studio", "ana");
        let sessions: Vec<String> = (0..37).map(|number| format!("s{number:03}")).collect();
        for session in &sessions {
            bench.note(&ana, &[session]).await;
        }
        for limit in [1, 2, 36, 37, 38] {
            let mut read: Vec<String> = Vec::new();
            loop {
                let page = bench.people.sessions(&ana, read.last().map(String::as_str), limit).await.unwrap();
                assert!(page.len() <= usize::from(limit), "{limit}");
                if page.is_empty() {
                    break;
                }
                read.extend(page);
            }
            assert_eq!(read, sessions, "{limit}");
        }
        // A place that is not, or not any more, in the list is one all the same.
        assert_eq!(bench.people.sessions(&ana, Some("s0355"), 9).await.unwrap(), ["s036"]);
        assert_eq!(bench.people.sessions(&ana, Some("z"), 9).await.unwrap(), [""; 0]);
        assert_eq!(bench.people.sessions(&ana, None, 0).await.unwrap(), [""; 0]);
    }
}

#[tokio::test]
async fn an_entry_is_there_until_its_time_and_noting_it_again_moves_that() {
    for bench in both().await {
        let ana = user("studio", "ana");
        bench.note(&ana, &["s1", "s2", "s3"]).await;
        bench.clock.pass(LONG - SignedDuration::from_secs(1));
        assert_eq!(bench.all(&ana).await, ["s1", "s2", "s3"]);
        bench.note(&ana, &["s2"]).await;
        bench.clock.pass(SignedDuration::from_secs(1));
        assert_eq!(bench.all(&ana).await, ["s2"], "the store deletes late");
        // What is past its time takes no place of a page.
        assert_eq!(bench.people.sessions(&ana, None, 1).await.unwrap(), ["s2"]);
    }
}

#[tokio::test]
async fn no_other_user_and_no_other_tenant_has_them() {
    for bench in both().await {
        bench.note(&user("studio", "ana"), &["s1"]).await;
        for (tenant, name) in [
            ("crm", "ana"),
            ("studio", "ben"),
            ("studio", "Ana"),
            ("studio", ""),
            ("studio", "ana#"),
            ("studio#U", "ana"),
            ("studio#U#ana", ""),
            ("", "studio#U#ana"),
        ] {
            let other = user(tenant, name);
            assert_eq!(bench.all(&other).await, [""; 0], "{other:?}");
            bench.note(&other, &["theirs"]).await;
            bench.people.forget_session(&other, "s1").await.unwrap();
        }
        assert_eq!(bench.all(&user("studio", "ana")).await, ["s1"]);
    }
}

#[tokio::test]
async fn a_session_that_is_forgotten_is_gone_and_the_others_are_not() {
    for bench in both().await {
        let ana = user("studio", "ana");
        bench.note(&ana, &["s1", "s2", "s3"]).await;
        for _ in 0..2 {
            bench.people.forget_session(&ana, "s2").await.unwrap();
            assert_eq!(bench.all(&ana).await, ["s1", "s3"]);
        }
        bench.note(&ana, &["s2"]).await;
        assert_eq!(bench.all(&ana).await, ["s1", "s2", "s3"]);
    }
}

#[tokio::test]
async fn how_much_a_user_asked_is_forgotten_and_of_nobody_else() {
    for bench in both().await {
        let ana = user("studio", "ana");
        let of = |name: &str| BucketOwner::User(name.to_owned());
        let others = [
            ("studio", of("ben")),
            ("crm", of("ana")),
            ("studio", BucketOwner::Session("ana".to_owned())),
            ("studio", BucketOwner::Address("ana".to_owned())),
        ];
        for (tenant, owner) in [("studio", of("ana"))].iter().chain(&others) {
            assert!(bench.takes(tenant, owner.clone()).await);
            assert!(!bench.takes(tenant, owner.clone()).await);
        }
        bench.note(&ana, &["s1"]).await;
        bench.people.forget(&ana).await.unwrap();
        bench.people.forget(&ana).await.unwrap();
        assert!(bench.takes("studio", of("ana")).await);
        for (tenant, owner) in others {
            assert!(!bench.takes(tenant, owner.clone()).await, "{tenant} {owner:?}");
        }
        assert_eq!(bench.all(&ana).await, ["s1"], "the list is forgotten one by one");
    }
}
