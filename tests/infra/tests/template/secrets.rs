//! Secrets: where they are, and that none can be read off the stack.

use crate::template;

#[test]
fn a_secret_among_the_parameters_is_shown_to_nobody() {
    let template = template();
    let hidden: Vec<&str> = template
        .parameters()
        .filter(|(_, parameter)| parameter["NoEcho"] == true)
        .map(|(name, parameter)| {
            assert!(parameter["Default"].is_null(), "{name} is a secret that everybody knows");
            name
        })
        .collect();
    assert_eq!(hidden, ["EdgeSecret"]);
    for (name, _) in template.parameters() {
        let sounds_secret = ["key", "token", "password", "credential", "secret"]
            .iter()
            .any(|word| name.to_lowercase().contains(word));
        assert!(!sounds_secret || ["EdgeSecret", "SecretsPath"].contains(&name), "{name}");
    }
}

#[test]
fn no_function_is_told_a_secret() {
    let template = template();
    let text = template.at("/Globals").to_string() + &template.at("/Outputs").to_string();
    assert!(!text.contains("EdgeSecret"), "its value would be in the environment or in the outputs");
    for function in template.of_kind("AWS::Serverless::Function") {
        assert!(!function.whole.to_string().contains("\"EdgeSecret\""), "{}", function.name);
    }
}
