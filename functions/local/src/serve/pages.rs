//! The start page, and the demo site of each tenant.

use api::{App, escaped};
use axum::Router;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{Html, IntoResponse, Redirect};
use axum::routing::get;
use shared::tenant::TenantFile;
use tower_http::services::{ServeDir, ServeFile};

use super::address::{Places, model_line};

const PAGE: &str = include_str!("../../pages/index.html");
const STYLE: &str = include_str!("../../pages/index.css");

/// The start page: lists the tenants.
pub(crate) fn start_page(places: &Places, app: &App) -> Html<String> {
    let tenants: String = app
        .tenants
        .iter()
        .map(|tenant| {
            let (id, name) = (&tenant.id, escaped(&tenant.name));
            let does = escaped(&what_it_does(tenant));
            format!("<li><a href=\"/demo/{id}/\"><strong>{name}</strong><span>{does}</span></a></li>\n")
        })
        .collect();
    let page = PAGE
        .replace("<!-- tenants -->", &tenants)
        .replace("<!-- model -->", &escaped(&model_line(app)))
        .replace("<!-- origin -->", &places.origin());
    Html(page)
}

/// What a tenant's assistant is for, as far as its file tells.
fn what_it_does(tenant: &TenantFile) -> String {
    let gathers = match tenant.scope.attributes.len() {
        0 => None,
        count => Some(format!("gathers {count} details for an estimate")),
    };
    let kept: Vec<&str> = tenant.records.types.iter().map(|one| one.many.as_str()).collect();
    let keeps = kept.split_last().map(|(last, others)| match others {
        [] => format!("keeps {last}"),
        others => format!("keeps {} and {last}", others.join(", ")),
    });
    let answers = tenant.knowledge.is_used().then(|| "answers questions".to_owned());
    let does: Vec<String> = [gathers, keeps, answers].into_iter().flatten().collect();
    if does.is_empty() { "gathers nothing".to_owned() } else { does.join(", ") }
}

/// The start page's style.
pub(crate) async fn start_style() -> impl IntoResponse {
    ([(CONTENT_TYPE, "text/css; charset=utf-8")], STYLE)
}

/// The demo site of each tenant that has one, at `/demo/ID/`.
pub(crate) fn sites(places: &Places, app: &App) -> Router {
    app.tenants.iter().fold(Router::new(), |router, tenant| {
        let folder = places.tenants.join(&tenant.id).join("site");
        let lost = ServeFile::new(folder.join("404.html"));
        let base = format!("/demo/{}", tenant.id);
        let with_slash = format!("{base}/");
        let redirect = with_slash.clone();
        // Without the slash the site's relative links would lead astray.
        router
            .nest_service(&with_slash, ServeDir::new(folder).not_found_service(lost))
            .route(&base, get(async move || Redirect::permanent(&redirect)))
    })
}

/// Everything else.
pub(crate) async fn nothing_here() -> impl IntoResponse {
    (StatusCode::NOT_FOUND, "There is nothing here. The tenants are listed at /.\n")
}
