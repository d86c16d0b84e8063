//! Pages and the widget's files.

use std::fs;

use crate::server::{Server, client};

#[tokio::test]
async fn the_start_page_lists_the_tenants() {
    let data = tempfile::tempdir().unwrap();
    let server = Server::start(data.path(), |_| {});
    assert!(server.said.contains(&format!("{}/demo/studio/", server.origin)), "{}", server.said);
    assert!(server.said.contains("No model is set"), "{}", server.said);
    let page = server.get("/").await.text().await.unwrap();
    assert!(page.contains("href=\"/demo/studio/\"") && page.contains("Northlight Studio"), "{page}");
    assert!(!page.contains("<!-- "), "{page}");
    assert_eq!(server.get("/index.css").await.status(), 200);
    assert!(server.stop());
}

#[tokio::test]
async fn the_demo_site_has_the_one_script_tag() {
    let data = tempfile::tempdir().unwrap();
    let server = Server::start(data.path(), |_| {});
    for path in ["/demo/studio", "/demo/studio/", "/demo/studio/work.html"] {
        let page = server.get(path).await.text().await.unwrap();
        let tag = "<script async src=\"/anteroom.js\" data-tenant=\"studio\"></script>";
        assert_eq!(page.matches(tag).count(), 1, "{path}");
    }
    let lost = server.get("/demo/studio/nothing.html").await;
    assert_eq!(lost.status(), 404);
    assert!(lost.text().await.unwrap().contains("Northlight"));
    assert_eq!(server.get("/demo/nobody/").await.status(), 404);
    // Only the site is shown, not what lies beside it.
    for path in ["/demo/studio/../tenant.json", "/demo/studio/%2e%2e/tenant.json", "/demo/tenant.json"] {
        assert_eq!(server.get(path).await.status(), 404, "{path}");
    }
}

#[tokio::test]
async fn without_the_widgets_files_the_api_answers_and_says_what_is_missing() {
    let data = tempfile::tempdir().unwrap();
    let server = Server::start(data.path(), |command| {
        command.env("ANTEROOM_WIDGET", data.path());
    });
    let loader = server.get("/anteroom.js").await;
    assert_eq!(loader.status(), 503);
    assert!(loader.text().await.unwrap().contains("cargo xtask build --widget"));
    assert_eq!(server.get("/api/v1/chat/health").await.status(), 200);
}

#[tokio::test]
async fn the_widgets_files_come_compressed_and_are_kept_by_their_hash() {
    let folder = tempfile::tempdir().unwrap();
    let assets = folder.path().join("assets");
    fs::create_dir(&assets).unwrap();
    for (name, text) in [("anteroom.js", "plain"), ("anteroom.js.br", "brotli"), ("anteroom.js.gz", "gzip")] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    fs::write(assets.join("app-1234.wasm"), "\0asm").unwrap();
    let server = Server::start(&folder.path().join("data"), |command| {
        command.env("ANTEROOM_WIDGET", folder.path());
    });
    let ask = async |path: &str, encoding: &str| {
        let request = client().get(format!("{}{path}", server.origin));
        request.header("accept-encoding", encoding).send().await.unwrap()
    };
    for (encoding, expected) in [("br, gzip", "brotli"), ("gzip", "gzip"), ("identity", "plain")] {
        let loader = ask("/anteroom.js", encoding).await;
        assert_eq!(loader.headers()["cache-control"], "no-cache");
        assert_eq!(loader.headers()["access-control-allow-origin"], "*");
        assert_eq!(loader.text().await.unwrap(), expected);
    }
    let wasm = ask("/assets/app-1234.wasm", "identity").await;
    assert_eq!(wasm.headers()["content-type"], "application/wasm");
    assert_eq!(wasm.headers()["cache-control"], "public, max-age=31536000, immutable");
    assert_eq!(wasm.headers()["x-content-type-options"], "nosniff");
}

#[tokio::test]
async fn a_server_that_is_tied_to_its_parent_ends_with_it() {
    let data = tempfile::tempdir().unwrap();
    let mut server = Server::start(data.path(), |command| {
        command.env("ANTEROOM_EXIT_WITH_PARENT", "1").stdin(std::process::Stdio::piped());
    });
    assert_eq!(server.get("/api/v1/chat/health").await.status(), 200);
    server.close_input();
    assert!(server.wait());
}
