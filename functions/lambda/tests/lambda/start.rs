//! What is wrong is told when the function starts, all of it, where its owner looks.

use crate::environment::Environment;
use crate::function::{Asked, Function, PATIENCE};

/// What the function says of its own failing start.
async fn init_error(environment: &Environment) -> String {
    let mut function = Function::spawn(environment).await;
    function
        .simulator
        .wait_for(|| async { function.simulator.get_init_error().await.is_some() }, PATIENCE)
        .await
        .unwrap();
    let said = function.simulator.get_init_error().await.unwrap();
    let ended = tokio::task::spawn_blocking(move || function.process.wait().unwrap()).await.unwrap();
    assert!(!ended.success());
    said
}

#[tokio::test]
async fn every_variable_that_is_wrong_is_named() {
    let environment =
        Environment::good().await.with("ANTEROOM_TABLE", "").with("ANTEROOM_OWN_ORIGINS", "chat.example");

    let said = init_error(&environment).await;

    assert!(said.contains("ANTEROOM_TABLE is not set"), "{said}");
    assert!(said.contains("ANTEROOM_OWN_ORIGINS is"), "{said}");
    assert!(!said.contains("secret-of-the-account"), "{said}");
}

#[tokio::test]
async fn every_mistake_of_a_tenant_file_is_told_with_its_place() {
    let environment = Environment::good().await;
    environment.write_tenant(
        "{\n  \"version\": 1, \"id\": \"studio\",\n  \"nmae\": \"Northlight\", \"origins\": [7]\n}",
    );

    let said = init_error(&environment).await;

    assert!(said.contains("studio/tenant.json"), "{said}");
    assert!(said.contains("nmae") && said.contains("origins[0]"), "{said}");
    assert!(said.contains("3:"), "{said}");
}

#[tokio::test]
async fn a_tenant_that_was_changed_after_it_was_sealed_is_checked() {
    let environment = Environment::good().await;
    let good = include_str!("../../../../tenants/studio/tenant.json");
    let (id, seal) = engine::tenant::seal(good).unwrap();
    std::fs::write(environment.tenants.path().join(api::SEALS), format!("{id} {seal}\n")).unwrap();
    environment.write_tenant(&good.replacen("\"threshold\": 0.", "\"threshold\": 7.", 1));

    let said = init_error(&environment).await;

    assert!(said.contains("studio/tenant.json") && said.contains("`scope.threshold`"), "{said}");

    environment.write_tenant(good);
    let function = Function::start(&environment).await;
    let health = function.ask(&Asked::get("/api/v1/chat/health")).await;
    assert_eq!(health.status, 200, "{health:?}");
}

#[tokio::test]
async fn a_missing_secret_is_told_with_its_path() {
    let environment = Environment::good().await.with("ANTEROOM_SECRETS", "/anteroom/other/");

    let said = init_error(&environment).await;

    assert!(said.contains("/anteroom/other/TOKEN_KEYS"), "{said}");
}

#[tokio::test]
async fn a_secret_that_is_no_key_is_told_and_not_shown() {
    let environment = Environment::good().await;
    for (value, why) in [("not base64!", "base64"), ("c2hvcnQ=", "32 bytes")] {
        environment.parameters.put("/anteroom/test/TOKEN_KEYS", value);
        let said = init_error(&environment).await;
        assert!(said.contains("/anteroom/test/TOKEN_KEYS") && said.contains(why), "{said}");
        assert!(!said.contains(value), "{said}");
    }
}
