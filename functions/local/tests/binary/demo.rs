//! What the local server gives the pages of demo tenants: tokens of their users, and the records that each may see.

use reqwest::{Method, StatusCode};
use serde_json::{Value as Json, json};

use crate::server::{Server, client, json_of};

async fn titles(server: &Server, path: &str, field: &str) -> Vec<String> {
    let records = json_of(server.get(path).await).await["records"].clone();
    let records = records.as_array().unwrap_or_else(|| panic!("{path}: {records}"));
    records.iter().map(|record| record["fields"][field].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_demo_user_is_identified_by_a_token_that_this_server_signs() {
    let data = tempfile::tempdir().unwrap();
    let server = Server::start(data.path(), |_| {});
    assert!(server.said.contains("/demo/todo/  Pebble, signed in as Ana Ribeiro"), "{}", server.said);
    for (tenant, user) in [("todo", "ben"), ("crm", "nora"), ("worky", "olive"), ("sophie", "jorge")] {
        let answer = json_of(server.get(&format!("/demo/{tenant}/token?user={user}")).await).await;
        let body = json!({ "tenant": tenant, "user_token": answer["token"] });
        let request = server.request(Method::POST, "/api/v1/chat/sessions", "", &body);
        let response = request.header("origin", &server.origin).send().await.unwrap();
        assert_eq!(response.status(), StatusCode::CREATED, "{tenant}");
    }
    for missing in
        ["/demo/todo/token?user=eve", "/demo/studio/token?user=ana", "/demo/todo/records/lead?user=ana"]
    {
        assert_eq!(server.get(missing).await.status(), StatusCode::NOT_FOUND, "{missing}");
    }
    // A second start signs with the same secret.
    let secret = data.path().join("secrets/TODO_USERS");
    let before = std::fs::read_to_string(&secret).unwrap();
    assert!(server.stop());
    let server = Server::start(data.path(), |_| {});
    assert_eq!(server.get("/demo/todo/token?user=ana").await.status(), StatusCode::OK);
    assert_eq!(std::fs::read_to_string(&secret).unwrap(), before);
    assert!(server.stop());
}

#[tokio::test]
async fn a_demo_page_is_given_what_its_user_may_see_and_nothing_else() {
    let data = tempfile::tempdir().unwrap();
    let server = Server::start(data.path(), |_| {});
    let (ana, ben) = ("/demo/todo/records/task?user=ana", "/demo/todo/records/task?user=ben");
    let (anas, bens) = (titles(&server, ana, "title").await, titles(&server, ben, "title").await);
    assert!(anas.contains(&"Water the tomatoes on the balcony".to_owned()));
    assert!(bens.contains(&"Oil the bicycle chain".to_owned()));
    assert!(anas.iter().all(|title| !bens.contains(title)));
    let projects = titles(&server, "/demo/worky/records/project?user=olive", "name").await;
    assert_eq!(projects, ["Phoenix", "Apollo"]);
    assert_eq!(titles(&server, "/demo/worky/records/client?user=dario", "name").await, [""; 0]);

    // The same after a restart: what is there is not put there again.
    assert!(server.stop());
    let server = Server::start(data.path(), |_| {});
    assert_eq!(titles(&server, ana, "title").await, anas);
    assert!(server.stop());
}

#[tokio::test]
async fn days_are_as_far_away_as_when_they_were_written_down() {
    let data = tempfile::tempdir().unwrap();
    let server = Server::start(data.path(), |_| {});
    let today = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let records = json_of(server.get("/demo/todo/records/task?user=ana").await).await["records"].clone();
    let due: Vec<&Json> = records.as_array().unwrap().iter().map(|record| &record["fields"]["due"]).collect();
    // The day may have turned between the two looks.
    let first = due[0].as_str().unwrap().parse::<jiff::civil::Date>().unwrap();
    assert!((today - first).get_days().abs() <= 1, "{first} is not today, {today}");
    assert_eq!(due[7], &Json::Null, "what has no day gets none");
    assert!(server.stop());
}

#[tokio::test]
async fn only_this_machine_is_given_them() {
    let data = tempfile::tempdir().unwrap();
    let server = Server::start(data.path(), |_| {});
    for path in ["/demo/todo/token?user=ana", "/demo/todo/records/task?user=ana"] {
        let request = client().get(format!("{}{path}", server.origin)).header("host", "evil.example");
        assert_eq!(request.send().await.unwrap().status(), StatusCode::MISDIRECTED_REQUEST);
    }
    assert!(server.stop());
    let server = Server::start(data.path(), |command| {
        command.env("ANTEROOM_ADDR", "0.0.0.0:0").env("ANTEROOM_METRICS_TOKEN", "a-word-that-is-long-enough");
    });
    let origin = server.origin.replace("0.0.0.0", "127.0.0.1");
    for path in ["/demo/todo/token?user=ana", "/demo/todo/records/task?user=ana"] {
        let response = client().get(format!("{origin}{path}")).send().await.unwrap();
        assert_eq!(response.status(), StatusCode::NOT_FOUND, "{path}");
    }
    assert!(!server.said.contains("signed in as"), "{}", server.said);
    assert!(server.stop());
}

#[tokio::test]
async fn a_server_that_is_killed_while_it_puts_them_in_goes_on_with_it() {
    let data = tempfile::tempdir().unwrap();
    Server::start(data.path(), |_| {}).kill();
    let server = Server::start(data.path(), |_| {});
    let tasks = titles(&server, "/demo/worky/records/task?user=adele", "title").await;
    assert_eq!(tasks.len(), 214);
    assert_eq!(titles(&server, "/demo/worky/records/project?user=adele", "name").await.len(), 8);
    assert!(server.stop());
}
