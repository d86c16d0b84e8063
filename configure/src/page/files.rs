//! Beginning with another file, and taking the finished one away.

use std::rc::Rc;

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    Blob, BlobPropertyBag, HtmlAnchorElement, HtmlElement, HtmlInputElement, HtmlSelectElement, Url,
};

use super::{MINIMAL, dom, server};

/// Bytes of the largest file that is opened; no tenant file comes near.
const FILE_MAX_BYTES: f64 = 1_000_000.0;

/// Listens to the choice of a start, the picking of a file, and the download. `text` is what is downloaded, `load`
/// takes what was opened.
pub(super) fn listen(
    text: impl Fn() -> String + 'static,
    load: impl Fn(&str) + 'static,
) -> Result<(), JsValue> {
    let load: Rc<dyn Fn(&str)> = Rc::new(load);
    listen_to_start(Rc::clone(&load))?;
    let upload: HtmlInputElement = dom::by_id("upload")?;
    let picked = upload.clone();
    dom::on(&upload, "change", move |_| {
        let file = picked.files().and_then(|files| files.get(0));
        // The same file can be picked again.
        let load = Rc::clone(&load);
        let picked = picked.clone();
        spawn_local(async move {
            let Some(file) = file.filter(|file| file.size() <= FILE_MAX_BYTES) else { return };
            if let Ok(text) = JsFuture::from(file.text()).await {
                load(&text.as_string().unwrap_or_default());
            }
            picked.set_value("");
        });
    })?;
    let download: HtmlElement = dom::by_id("download")?;
    dom::on(&download, "click", move |_| {
        let _ = hand_out(&text());
    })
}

fn listen_to_start(load: Rc<dyn Fn(&str)>) -> Result<(), JsValue> {
    let start: HtmlSelectElement = dom::by_id("start")?;
    let chosen = start.clone();
    dom::on(&start, "change", move |_| {
        let value = chosen.value();
        chosen.set_value("");
        let load = Rc::clone(&load);
        spawn_local(async move {
            if value == "minimal" {
                load(MINIMAL);
            } else if let Ok(text) = server::get(&["/configure/tenants/", &value].concat()).await {
                load(&text);
            }
        });
    })?;
    let tenants: HtmlElement = dom::by_id("tenants")?;
    spawn_local(async move {
        let listed = server::get_json("/configure/tenants").await.unwrap_or_default();
        for tenant in listed.as_array().into_iter().flatten() {
            let said = |name: &str| tenant.get(name).and_then(|said| said.as_str()).unwrap_or_default();
            if let Ok(option) = dom::make("option", "", said("name")) {
                let _ = option.set_attribute("value", said("id"));
                let _ = tenants.append_child(&option);
            }
        }
    });
    Ok(())
}

/// Gives the text to the user as a file.
fn hand_out(text: &str) -> Result<(), JsValue> {
    let properties = BlobPropertyBag::new();
    properties.set_type("application/json");
    let blob = Blob::new_with_str_sequence_and_options(&js_sys::Array::of1(&text.into()), &properties)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let link: HtmlAnchorElement = dom::make("a", "", "")?.unchecked_into();
    link.set_href(&address);
    link.set_download("tenant.json");
    link.click();
    Url::revoke_object_url(&address)
}
