//! Pages and the widget's files.

use std::fs;
use std::path::Path;
use std::process::Command;

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

/// A folder of the widget's files, each with its compressed forms; what is in them says which one it is.
fn widget() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("assets")).unwrap();
    for name in ["anteroom.js", "assets/anteroom-12ab.js", "assets/app-12ab.wasm", "assets/texts-de-12ab.txt"]
    {
        for (suffix, text) in [("", "plain"), (".br", "brotli"), (".gz", "gzip")] {
            fs::write(folder.path().join(format!("{name}{suffix}")), text).unwrap();
        }
    }
    folder
}

fn server_with(folder: &Path, change: impl FnOnce(&mut Command)) -> Server {
    Server::start(&folder.join("data"), |command| {
        change(command.env("ANTEROOM_WIDGET", folder));
    })
}

async fn ask(server: &Server, path: &str, headers: &[(&str, &str)]) -> reqwest::Response {
    let mut request = client().get(format!("{}{path}", server.origin));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.send().await.unwrap()
}

#[tokio::test]
async fn every_file_of_the_widget_comes_in_the_best_form_that_the_browser_takes() {
    let folder = widget();
    let server = server_with(folder.path(), |_| {});
    for (path, kind) in [
        ("/anteroom.js", "text/javascript; charset=utf-8"),
        ("/assets/anteroom-12ab.js", "text/javascript; charset=utf-8"),
        ("/assets/app-12ab.wasm", "application/wasm"),
        ("/assets/texts-de-12ab.txt", "text/plain; charset=utf-8"),
    ] {
        for (accepted, sent, text) in [
            ("gzip, deflate, br, zstd", Some("br"), "brotli"),
            ("gzip", Some("gzip"), "gzip"),
            ("gzip, br;q=0", Some("gzip"), "gzip"),
            ("identity", None, "plain"),
        ] {
            let file = ask(&server, path, &[("accept-encoding", accepted)]).await;
            assert_eq!(file.status(), 200, "{path}");
            let encoding = file.headers().get("content-encoding").map(|value| value.to_str().unwrap());
            assert_eq!(encoding, sent, "{path} for {accepted}");
            assert_eq!(file.headers()["content-type"], kind, "{path} for {accepted}");
            assert_eq!(file.headers()["vary"], "accept-encoding", "{path} for {accepted}");
            assert_eq!(file.headers()["x-content-type-options"], "nosniff", "{path}");
            // Any page may load it, also by a tag with `crossorigin` and `integrity`.
            assert_eq!(file.headers()["access-control-allow-origin"], "*", "{path}");
            assert_eq!(file.headers()["cross-origin-resource-policy"], "cross-origin", "{path}");
            assert_eq!(file.text().await.unwrap(), text, "{path} for {accepted}");
        }
    }
}

#[tokio::test]
async fn assets_are_kept_for_good_and_the_loader_for_a_minute() {
    let folder = widget();
    let server = server_with(folder.path(), |_| {});
    for asset in ["/assets/anteroom-12ab.js", "/assets/app-12ab.wasm", "/assets/texts-de-12ab.txt"] {
        let asset = ask(&server, asset, &[]).await;
        assert_eq!(asset.headers()["cache-control"], "public, max-age=31536000, immutable");
    }
    let lost = ask(&server, "/assets/app-34cd.wasm", &[]).await;
    assert_eq!(lost.status(), 404);
    assert_eq!(lost.headers()["cache-control"], "no-cache");
    let loader = ask(&server, "/anteroom.js", &[]).await;
    assert_eq!(loader.headers()["cache-control"], "public, max-age=60");
    assert!(server.stop());
    let server = server_with(folder.path(), |command| {
        command.env("ANTEROOM_LOADER_SECONDS", "0");
    });
    let loader = ask(&server, "/anteroom.js", &[]).await;
    assert_eq!(loader.headers()["cache-control"], "no-cache");
}

#[tokio::test]
async fn a_loader_that_has_not_changed_is_not_sent_again() {
    let folder = widget();
    let server = server_with(folder.path(), |_| {});
    let brotli = ("accept-encoding", "br");
    let first = ask(&server, "/anteroom.js", &[brotli]).await;
    let tag = first.headers()["etag"].to_str().unwrap().to_owned();
    let again = ask(&server, "/anteroom.js", &[brotli, ("if-none-match", &tag)]).await;
    assert_eq!(again.status(), 304);
    assert_eq!(again.headers()["etag"], tag.as_str());
    assert_eq!(again.headers()["cache-control"], "public, max-age=60");
    assert_eq!(again.text().await.unwrap(), "");
    fs::write(folder.path().join("anteroom.js.br"), "a later build").unwrap();
    let changed = ask(&server, "/anteroom.js", &[brotli, ("if-none-match", &tag)]).await;
    assert_eq!(changed.status(), 200);
    assert_eq!(changed.text().await.unwrap(), "a later build");
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
