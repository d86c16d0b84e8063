//! Lengths of time.

use shared::value::Value;

use super::super::find_durations;
use super::{Row, context, shown};

fn check(country: &str, locale: &str, rows: &[Row]) {
    super::check(rows, |text| {
        let found = find_durations(text, &context(country, locale));
        shown(&found, |length| Value::Duration(length.clone()).to_string())
    });
}

#[test]
fn english() {
    check(
        "GB",
        "en-GB",
        &[
            ("six weeks", "P6W"),
            ("for six weeks", "P6W"),
            ("takes about six weeks", "P6W"),
            ("2-3 months", "P2M..P3M"),
            ("two to three months", "P2M..P3M"),
            ("two or three weeks", "P2W..P3W"),
            ("between 2 and 3 weeks", "P2W..P3W"),
            ("2 weeks to 3 months", "P2W..P3M"),
            ("an hour and a half", "PT1H30M"),
            ("one and a half hours", "PT1H30M"),
            ("1.5 hours", "PT1H30M"),
            ("1h 30min", "PT1H30M"),
            ("1h30", "PT1H30M"),
            ("90 minutes", "PT90M"),
            ("up to a year", "..P1Y"),
            ("up to 3 months", "..P3M"),
            ("at least a month", "P1M.."),
            ("more than 2 years", "P2Y.."),
            ("6 months max", "..P6M"),
            ("a fortnight", "P2W"),
            ("half a year", "P6M"),
            ("half an hour", "PT30M"),
            ("half a day", "PT12H"),
            ("three-quarters of an hour", "PT45M"),
            ("a year and a half", "P1Y6M"),
            ("2 years and 6 months", "P2Y6M"),
            ("10 days", "P10D"),
            ("4 nights", "P4D"),
            ("drei Nächte", "P3D"),
            ("a week on tuesday", "()"),
            ("10 business days", "P10D"),
            ("a week", "P1W"),
            ("a couple of weeks", "P2W"),
            ("6wks", "P6W"),
            ("6w", "P6W"),
            ("48h", "PT48H"),
            ("a six-week project", "P6W"),
            ("twelve months", "P12M"),
            ("about a month or two", "P1M..P2M"),
            ("I've had this toothache for three weeks now", "P3W"),
            ("in six weeks", "()"),
            ("six weeks from now", "()"),
            ("3 months ago", "()"),
            ("the last 3 months", "(P3M)"),
            ("he is 12 years old", "()"),
            ("it's been going for 20 years", "(P20Y)"),
            ("after 7 years of looking", "()"),
            ("5 times a week", "()"),
            ("50 euros a month", "()"),
            ("wait a minute", "()"),
            ("next week", "()"),
            ("10", "()"),
        ],
    );
}

#[test]
fn german() {
    check(
        "DE",
        "de-DE",
        &[
            ("zwei Wochen", "P2W"),
            ("Drei Wochen können wir verzichten", "P3W"),
            ("einen Monat", "P1M"),
            ("ein Jahr", "P1Y"),
            ("ein halbes Jahr", "P6M"),
            ("anderthalb Jahre", "P1Y6M"),
            ("eineinhalb Stunden", "PT1H30M"),
            ("2 bis 3 Monate", "P2M..P3M"),
            ("zwischen 2 und 3 Wochen", "P2W..P3W"),
            ("höchstens 4 Wochen", "..P4W"),
            ("mindestens 6 Monate", "P6M.."),
            ("bis zu einem Jahr", "..P1Y"),
            ("ungefähr 10 Tage", "P10D"),
            ("14 Tage", "P14D"),
            ("1,5 Stunden", "PT1H30M"),
            ("ein bis zwei Wochen", "P1W..P2W"),
            ("seit 35 Jahren", "(P35Y)"),
            ("Ich warte seit 3 Monaten", "(P3M)"),
            ("vor 3 Monaten", "()"),
            ("in sechs Wochen", "()"),
            ("35 Jahre alt", "(P35Y)"),
            ("ich bin 35 Jahre alt", "()"),
        ],
    );
}

#[test]
fn spanish() {
    check(
        "ES",
        "es-ES",
        &[
            ("seis semanas", "P6W"),
            ("de 2 a 3 meses", "P2M..P3M"),
            ("entre dos y tres meses", "P2M..P3M"),
            ("un mes", "P1M"),
            ("un mes y medio", "P1M15D"),
            ("una hora y media", "PT1H30M"),
            ("media hora", "PT30M"),
            ("medio año", "P6M"),
            ("hasta un año", "..P1Y"),
            ("al menos 6 meses", "P6M.."),
            ("quince días", "P15D"),
            ("unas tres semanas", "P3W"),
            ("una o dos semanas", "P1W..P2W"),
            ("tiene 84 años", "()"),
            ("hace tres meses", "(P3M)"),
            ("dentro de seis semanas", "()"),
        ],
    );
}
