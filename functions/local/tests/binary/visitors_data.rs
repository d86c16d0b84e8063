//! `anteroom token mint` and `anteroom data export | delete`, against a server that runs.

use std::fs;
use std::path::Path;
use std::process::Command;

use reqwest::{Method, Response};
use serde_json::{Value as Json, json};

use crate::server::{Server, anteroom, client, failure, json_of, repository};

/// The demo's studio, which knows its users, in a folder of its own.
fn tenants(folder: &Path) {
    let text = fs::read_to_string(repository().join("tenants/studio/tenant.json")).unwrap();
    let mut tenant: Json = serde_json::from_str(&text).unwrap();
    tenant["users"] = json!({ "keys": [{ "id": "one", "algorithm": "HS256", "secret": "USERS" }] });
    fs::create_dir_all(folder.join("tenants/studio")).unwrap();
    fs::write(folder.join("tenants/studio/tenant.json"), tenant.to_string()).unwrap();
    fs::create_dir_all(folder.join("secrets")).unwrap();
    fs::write(folder.join("secrets/USERS"), "a-secret-of-the-studio-that-is-long-enough\n").unwrap();
}

fn start(data: &Path) -> Server {
    tenants(data);
    Server::start(data, |command| {
        command.env("ANTEROOM_TENANTS", data.join("tenants"));
    })
}

/// The command, with the server's data folder.
fn command(data: &Path, words: &[&str]) -> Command {
    let mut command = anteroom();
    command.env_remove("ANTEROOM_TOKEN_KEYS").env_remove("ANTEROOM_ADMIN_TOKEN").env_remove("ANTEROOM_URL");
    command.args(words).env("ANTEROOM_DATA", data);
    command
}

/// What the command prints.
fn printed(command: &mut Command) -> String {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// Without blocking the tests' own runtime: the command talks to the server.
async fn printed_beside(mut command: Command) -> String {
    tokio::task::spawn_blocking(move || printed(&mut command)).await.unwrap()
}

async fn failure_beside(mut command: Command) -> String {
    tokio::task::spawn_blocking(move || failure(&mut command)).await.unwrap()
}

/// A token of one line.
fn minted(command: &mut Command) -> String {
    let said = printed(command);
    let token = said.strip_suffix('\n').unwrap();
    assert!(token.split('.').count() == 3 && !token.contains(char::is_whitespace), "{said}");
    token.to_owned()
}

async fn begins(server: &Server, user_token: &str) -> Response {
    let body = json!({ "tenant": "studio", "user_token": user_token });
    let begin = server.request(Method::POST, "/api/v1/chat/sessions", "", &body);
    begin.header("origin", &server.origin).send().await.unwrap()
}

/// A conversation of this user; its token and id.
async fn begins_as(server: &Server, data: &Path, user: &str) -> (String, String) {
    let words = ["token", "mint", "--tenant", "studio", "--user", user, "--secret", "USERS", "--kid", "one"];
    let begun = json_of(begins(server, &minted(&mut command(data, &words))).await).await;
    assert_eq!(begun["user"], user);
    let field = |name: &str| begun[name].as_str().unwrap().to_owned();
    (field("token"), field("session_id"))
}

async fn says(server: &Server, token: &str, id: &str, message: &str) {
    assert_eq!(server.sends_patiently(token, id, message).await.status(), 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_user_said_is_given_out_and_deleted() {
    let data = tempfile::tempdir().unwrap();
    let server = start(data.path());
    let (first, _) = begins_as(&server, data.path(), "ana").await;
    says(&server, &first, "message-1", "first of ana").await;
    says(&server, &first, "message-2", "second of ana").await;
    let (second, session) = begins_as(&server, data.path(), "ana").await;
    says(&server, &second, "message-1", "third of ana").await;
    let (ben, ben_session) = begins_as(&server, data.path(), "ben").await;
    says(&server, &ben, "message-1", "first of ben").await;

    let asked = |words: &[&str], of: [&str; 2]| {
        let words = [words, &["--tenant", "studio", "--url", &server.origin], &of].concat();
        command(data.path(), &words)
    };
    let exported = async |of| {
        let lines = printed_beside(asked(&["data", "export"], of)).await;
        let turns = lines.lines().map(|line| serde_json::from_str::<Json>(line).unwrap());
        let mut messages: Vec<String> =
            turns.map(|turn| turn["message"].as_str().unwrap().to_owned()).collect();
        messages.sort();
        messages
    };
    assert_eq!(exported(["--user", "ana"]).await, ["first of ana", "second of ana", "third of ana"]);
    assert_eq!(exported(["--session", &session]).await, ["third of ana"]);
    assert_eq!(exported(["--user", "nobody"]).await, [""; 0]);

    // One conversation, and then all there is; asking again is no error.
    assert_eq!(printed_beside(asked(&["data", "delete"], ["--session", &session])).await, "");
    assert_eq!(exported(["--user", "ana"]).await, ["first of ana", "second of ana"]);
    for _ in 0..2 {
        assert_eq!(printed_beside(asked(&["data", "delete"], ["--user", "ana"])).await, "");
        assert_eq!(exported(["--user", "ana"]).await, [""; 0]);
    }
    assert_eq!(server.sends(&first, "message-3", "Am I here?").send().await.unwrap().status(), 401);
    assert_eq!(exported(["--user", "ben"]).await, ["first of ben"]);
    assert_eq!(server.history(&ben, &ben_session).await.len(), 2);
    assert!(server.stop());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_admins_token_is_good_for_its_tenant_and_with_the_servers_own_key() {
    let data = tempfile::tempdir().unwrap();
    let server = start(data.path());
    let mint = |tenant: &str| ["token", "mint", "--admin", "--tenant", tenant].map(str::to_owned);
    let address = format!("{}/api/v1/admin/users/ana/data", server.origin);
    let asks = async |token: &str| client().get(&address).bearer_auth(token).send().await.unwrap().status();
    let of = |tenant: &str| {
        let words = mint(tenant);
        command(data.path(), &words.each_ref().map(String::as_str))
    };
    let token = minted(&mut of("studio"));
    assert_eq!(asks(&token).await, 200);
    // It speaks for no visitor.
    let path = "/api/v1/chat/data";
    assert_eq!(server.request(Method::GET, path, &token, &Json::Null).send().await.unwrap().status(), 401);

    // The keys of a deployment, from the environment or standard input, are not this server's.
    let key = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    assert_eq!(asks(&minted(of("studio").env("ANTEROOM_TOKEN_KEYS", key))).await, 401);
    fs::write(data.path().join("keys"), format!("{key}\n")).unwrap();
    let keys = fs::File::open(data.path().join("keys")).unwrap();
    assert_eq!(asks(&minted(of("studio").arg("--keys-from-stdin").stdin(keys))).await, 401);

    // `data` takes the token that it is given in place of the folder's key, and says what the server says.
    let origin = server.origin.clone();
    let export = ["data", "export", "--tenant", "studio", "--user", "ana", "--url", &origin];
    let mut given = command(data.path(), &export);
    given.env("ANTEROOM_ADMIN_TOKEN", &token).env("ANTEROOM_DATA", data.path().join("elsewhere"));
    assert_eq!(printed_beside(given).await, "");
    let mut foreign = command(data.path(), &export);
    foreign.env("ANTEROOM_ADMIN_TOKEN", minted(of("studio").env("ANTEROOM_TOKEN_KEYS", key)));
    let said = failure_beside(foreign).await;
    assert!(said.contains("401") && said.contains("token_invalid"), "{said}");
    assert!(server.stop());
    let said = failure_beside(command(data.path(), &export)).await;
    assert_eq!(said.lines().count(), 1, "{said}");
}

#[test]
fn what_cannot_be_minted_is_told_and_nothing_of_the_secrets() {
    let data = tempfile::tempdir().unwrap();
    tenants(data.path());
    for (words, told) in [
        (&["--tenant", "studio"][..], "--admin"),
        (&["--tenant", "studio", "--admin", "--user", "ana", "--secret", "USERS"], "cannot be used with"),
        (&["--tenant", "studio", "--user", "ana"], "--secret"),
        (&["--tenant", "studio", "--user", "ana", "--secret", "NOBODYS"], "NOBODYS"),
        (
            &["--tenant", "studio", "--user", "ana", "--secret", "../tenants/studio/tenant.json"],
            "tenant.json",
        ),
        (&["--tenant", "studio", "--admin", "--minutes", "0"], "1..=1440"),
        (&["--tenant", "studio", "--admin", "--minutes", "1441"], "1..=1440"),
    ] {
        let said = failure(command(data.path(), &["token", "mint"]).args(words));
        assert!(said.contains(told), "{words:?}: {said}");
        assert!(!said.contains("a-secret-of-the-studio"), "{said}");
    }
    let odd = "this is no base64";
    let mut mint = command(data.path(), &["token", "mint", "--tenant", "studio", "--admin"]);
    let said = failure(mint.env("ANTEROOM_TOKEN_KEYS", odd));
    assert!(said.contains("base64") && !said.contains(odd), "{said}");
}
