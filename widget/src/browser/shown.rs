//! Times and numbers for the visitor, by the browser's own knowledge of languages.

use js_sys::{Date, JSON};
use wasm_bindgen::prelude::*;

const DAY: f64 = 86_400_000.0;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = Date)]
    type LocalDate;
    #[wasm_bindgen(constructor, js_class = "Date")]
    fn new(milliseconds: f64) -> LocalDate;
    #[wasm_bindgen(method, catch, js_class = "Date", js_name = toLocaleString)]
    fn shown(this: &LocalDate, locale: &str, options: &JsValue) -> Result<String, JsValue>;

    // `js_sys` has it without `catch`: a locale that the browser refuses would end the panel.
    #[wasm_bindgen(js_namespace = Intl)]
    type RelativeTimeFormat;
    #[wasm_bindgen(constructor, catch, js_namespace = Intl)]
    fn new(locale: &str, options: &JsValue) -> Result<RelativeTimeFormat, JsValue>;
    #[wasm_bindgen(method)]
    fn format(this: &RelativeTimeFormat, count: f64, unit: &str) -> String;
}

fn date(milliseconds: f64, options: &str, locale: &str) -> String {
    let options = JSON::parse(options).unwrap_or_default();
    LocalDate::new(milliseconds).shown(locale, &options).unwrap_or_default()
}

/// The hour, for the visitor: `10:24`.
#[must_use]
pub fn shown_time(milliseconds: f64, locale: &str) -> String {
    date(milliseconds, r#"{"hour":"2-digit","minute":"2-digit"}"#, locale)
}

/// The day, for the visitor: `today`, `yesterday`, `tomorrow`, `Wednesday, 18 November`.
#[must_use]
pub fn shown_day(milliseconds: f64, locale: &str) -> String {
    let ago = day(super::now()) - day(milliseconds);
    if ago.abs() > 1.0 {
        return date(milliseconds, r#"{"weekday":"long","day":"numeric","month":"long"}"#, locale);
    }
    relative(-ago, "day", r#"{"numeric":"auto"}"#, locale)
}

fn relative(count: f64, unit: &str, options: &str, locale: &str) -> String {
    let options = JSON::parse(options).unwrap_or_default();
    let format = RelativeTimeFormat::new(locale, &options);
    format.map_or_else(|_| String::new(), |format| format.format(count, unit))
}

/// How long until then, for the visitor: `in 4 seconds`, `in 2 minutes`.
#[must_use]
pub fn shown_wait(seconds: u32, locale: &str) -> String {
    let (count, unit) = if seconds < 60 { (seconds, "second") } else { (seconds.div_ceil(60), "minute") };
    relative(f64::from(count), unit, "{}", locale)
}

/// The day within a week: `Monday`.
#[must_use]
pub fn shown_weekday(milliseconds: f64, locale: &str) -> String {
    date(milliseconds, r#"{"weekday":"long"}"#, locale)
}

/// Day and hour in full.
#[must_use]
pub fn shown_moment(milliseconds: f64, locale: &str) -> String {
    date(milliseconds, r#"{"dateStyle":"full","timeStyle":"short"}"#, locale)
}

/// The number of a day where the visitor is; the next day has the next one.
#[must_use]
pub fn day(milliseconds: f64) -> f64 {
    let offset = Date::new(&milliseconds.into()).get_timezone_offset() * 60_000.0;
    ((milliseconds - offset) / DAY).floor()
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = Number)]
    type LocalNumber;
    #[wasm_bindgen(constructor, js_class = "Number")]
    fn new(number: f64) -> LocalNumber;
    #[wasm_bindgen(method, catch, js_class = "Number", js_name = toLocaleString)]
    fn shown(this: &LocalNumber, locale: &str, options: &JsValue) -> Result<String, JsValue>;
}

/// A number for the visitor; `options` are those of `Intl.NumberFormat`, as JSON.
#[must_use]
pub fn shown_number(number: f64, options: &str, locale: &str) -> String {
    let options = JSON::parse(options).unwrap_or_default();
    LocalNumber::new(number).shown(locale, &options).unwrap_or_default()
}

/// A share of one (0..1) for the visitor: `72%`.
#[must_use]
pub fn shown_share(share: f64, locale: &str) -> String {
    shown_number(share, r#"{"style":"percent"}"#, locale)
}
