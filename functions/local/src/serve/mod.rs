//! The server on one machine: the API's router, the widget's files and the tenants' demo sites.

mod address;
mod background;
mod configure;
mod connections;
mod demo;
mod guard;
mod key_sets;
mod logging;
mod metrics;
mod pages;
mod router;
mod secret;
mod secrets;
mod stop;
mod widget;

pub(crate) use address::{Places, own_origins, print_addresses};
pub(crate) use background::Background;
pub(crate) use connections::serve;
pub(crate) use demo::Demo;
pub(crate) use key_sets::key_sets;
pub(crate) use logging::{LogFormat, start_logging};
pub(crate) use metrics::metrics_page;
pub(crate) use router::router;
pub(crate) use secret::token_keys;
pub(crate) use secrets::SecretFiles;
pub(crate) use stop::asked_to_stop;
