//! What the guide to the API says to paste works as pasted, one snippet after the other.

use std::process::Command;

use crate::server::{Server, repository};

#[tokio::test(flavor = "multi_thread")]
async fn every_snippet_of_the_guide() {
    let guide = std::fs::read_to_string(repository().join("docs/api.md")).unwrap();
    let snippets: Vec<&str> =
        guide.split("```sh\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
    let data = tempfile::tempdir().unwrap();
    let server = Server::start(data.path(), |_| {});
    // Each snippet's words are told apart by a line of its number. A status of an error fails its snippet.
    let mut script = "curl() { command curl --fail-with-body \"$@\"; }\n".to_owned();
    for (number, snippet) in snippets.iter().enumerate() {
        script += &format!("echo '#{number}'\n{snippet}");
    }
    let script = script.replace("http://127.0.0.1:8787", &server.origin);
    let output =
        tokio::task::spawn_blocking(move || Command::new("sh").args(["-euc", &script]).output().unwrap())
            .await
            .unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{said}");
    let says = |beginning: &str| {
        let number = snippets.iter().position(|snippet| snippet.contains(beginning)).expect(beginning);
        let rest = said.split_once(&format!("#{number}\n")).unwrap().1;
        rest.split_once(&format!("#{}\n", number + 1)).map_or(rest, |(own, _)| own)
    };
    assert!(says("\"resume\"").contains("\"resumed\":true"), "{said}");
    let reply = says("REPLY=");
    assert!(reply.contains("\"value\":\"online_shop\"") && reply.contains("\"turn_id\""), "{reply}");
    let stream = says("text/event-stream");
    assert!(stream.contains("event: accepted") && stream.contains("event: done"), "{stream}");
    assert!(says("chat/status").contains("\"state\":\"done\""), "{said}");
    assert!(says("chat/stop").contains("\"state\":\"done\""), "{said}");
    assert!(says("\"edit\"").contains("\"min\":25000"), "{said}");
    let later = says("LATER=");
    assert!(later.contains("guide-message-3") && later.contains("\"state\":\"done\""), "{later}");
    // The message that was sent twice is there once: three messages and an edit, each with its answer.
    let history = says("chat/history");
    assert_eq!(history.matches("\"author\":\"user\"").count(), 4, "{history}");
    let kept = says("chat/data");
    assert!(kept.contains("ana@candles.example") && kept.contains("\"turns\":["), "{kept}");
    assert_eq!(says("chat/feedback").trim(), "");
    assert_eq!(says("chat/clear").trim(), "");
}
