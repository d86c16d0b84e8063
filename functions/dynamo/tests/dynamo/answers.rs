//! What `Answers` promises, over the fake and over the table alike.

use std::sync::Arc;

use aws::dynamodb::AttributeValue;
use dynamo::AnswersTable;
use embedded::EmbeddedStore;
use engine::ports::{Answers, Clock as _, FakeAnswers, KeptAnswer, QuestionKey, StoreError};
use jiff::SignedDuration;

use crate::bench::{HandClock, TABLE};

fn question(tenant: &str, hash: &str) -> QuestionKey {
    QuestionKey { tenant: tenant.to_owned(), hash: hash.to_owned() }
}

fn answer(reply: &str) -> KeptAnswer {
    KeptAnswer {
        reply: reply.to_owned(),
        intent: "question".to_owned(),
        asks: Some("budget".to_owned()),
        model: "m".to_owned(),
        sources: None,
        stood_on: None,
    }
}

async fn both() -> Vec<(Arc<dyn Answers>, Arc<HandClock>)> {
    let clock = HandClock::new();
    let fake: Arc<dyn Answers> = Arc::new(FakeAnswers::new(clock.clone()));
    let client = EmbeddedStore::in_memory().unwrap().client();
    dynamo::ensure_table(&client, TABLE).await.unwrap();
    let table_clock = HandClock::new();
    let table: Arc<dyn Answers> = Arc::new(AnswersTable::new(client, TABLE, table_clock.clone()));
    vec![(fake, clock), (table, table_clock)]
}

#[tokio::test]
async fn an_answer_comes_back_as_it_was_kept_until_its_time() {
    for (answers, clock) in both().await {
        let asked = question("studio", "a1");
        assert_eq!(answers.find(&asked).await.unwrap(), None);
        let until = clock.now() + SignedDuration::from_mins(60);
        answers.keep(&asked, &answer("Yes, we do."), until).await.unwrap();
        assert_eq!(answers.find(&asked).await.unwrap(), Some(answer("Yes, we do.")));
        clock.pass(SignedDuration::from_mins(59));
        assert!(answers.find(&asked).await.unwrap().is_some());
        clock.pass(SignedDuration::from_mins(1));
        assert_eq!(answers.find(&asked).await.unwrap(), None, "the store deletes late");
    }
}

#[tokio::test]
async fn the_newest_answer_counts() {
    for (answers, clock) in both().await {
        let asked = question("studio", "a1");
        let until = clock.now() + SignedDuration::from_mins(60);
        let plain = KeptAnswer { asks: None, ..answer("No.") };
        answers.keep(&asked, &answer("Yes."), until).await.unwrap();
        answers.keep(&asked, &plain, until).await.unwrap();
        assert_eq!(answers.find(&asked).await.unwrap(), Some(plain));
    }
}

#[tokio::test]
async fn what_is_forgotten_is_gone_and_nothing_else() {
    for (answers, clock) in both().await {
        let until = clock.now() + SignedDuration::from_mins(60);
        let others = [question("crm", "a1"), question("studio", "a2")];
        for asked in others.iter().chain([&question("studio", "a1")]) {
            answers.keep(asked, &answer("Yes."), until).await.unwrap();
        }
        for _ in 0..2 {
            answers.forget(&question("studio", "a1")).await.unwrap();
            assert_eq!(answers.find(&question("studio", "a1")).await.unwrap(), None);
        }
        for other in &others {
            assert!(answers.find(other).await.unwrap().is_some(), "{other:?}");
        }
    }
}

#[tokio::test]
async fn no_other_tenant_and_no_other_question_has_it() {
    for (answers, clock) in both().await {
        let until = clock.now() + SignedDuration::from_mins(60);
        answers.keep(&question("studio", "a1"), &answer("Yes."), until).await.unwrap();
        for other in
            [question("crm", "a1"), question("studio", "a2"), question("studio#Q", "a1"), question("", "a1")]
        {
            assert_eq!(answers.find(&other).await.unwrap(), None, "{other:?}");
        }
    }
}

/// What is wrong with an item is logged, and a reply never is.
#[tokio::test]
async fn what_cannot_be_read_is_not_quoted() {
    let client = EmbeddedStore::in_memory().unwrap().client();
    dynamo::ensure_table(&client, TABLE).await.unwrap();
    let clock = HandClock::new();
    let answers = AnswersTable::new(client.clone(), TABLE, clock.clone());
    let asked = question("studio", "a1");
    answers.keep(&asked, &answer("Yes."), clock.now() + SignedDuration::from_mins(60)).await.unwrap();
    let mut strange = client.scan().table_name(TABLE).send().await.unwrap().items.remove(0);
    let text = |text: &str| AttributeValue::S(text.to_owned());
    strange
        .insert("answer".to_owned(), text(r#"{"reply":"x","intent":"y","model":"z","asks":{"planted":1}}"#));
    client.put_item().table_name(TABLE).set_item(strange.clone()).send().await.unwrap();

    let Err(StoreError::Corrupt(said)) = answers.find(&asked).await else { panic!("it is read") };
    assert!(said.contains("asks"), "{said}");
    strange.insert("answer".to_owned(), text(r#""planted words""#));
    client.put_item().table_name(TABLE).set_item(strange).send().await.unwrap();
    let Err(StoreError::Corrupt(said)) = answers.find(&asked).await else { panic!("it is read") };
    assert!(!said.contains("planted"), "{said}");
}
