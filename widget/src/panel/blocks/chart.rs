//! Lines or bars, drawn as SVG by `createElementNS`, with a table of the same numbers behind them. Series differ by
//! dashes, marks and fillings, not by colour alone; from right to left, the axis runs the other way.

use super::table::table;
use crate::browser::shown_number;
use crate::chat::Chat;
use crate::conversation::chart::{Chart, Scale};
use crate::conversation::text::digits;
use crate::panel::view::{View, drawn, view};
use crate::texts::{Text, is_right_to_left};

/// The drawing's size (`viewBox`), in tenths of a pixel: whole numbers are enough then.
const WIDTH: i32 = 3_200;
const HEIGHT: i32 = 1_760;
/// Around the field of the plot: for the numbers beside it, above it, and for the names below it.
const SIDE: i32 = 380;
const TOP: i32 = 160;
const FOOT: i32 = 200;
/// So many names have room below the plot, and so many numbers on it.
const NAMES: usize = 6;
const NUMBERS: usize = 8;

/// The field in which the values are drawn.
struct Field<'a> {
    chat: Chat,
    chart: &'a Chart,
    scale: Scale,
    mirrored: bool,
}

/// The chart of a block.
pub(super) fn chart(chat: Chat, chart: &Chart) -> View {
    let figure = view("div", "chart").child(view("b", "").text(&chart.title));
    if chart.labels.is_empty() || chart.series.is_empty() {
        return figure.child(view("small", "").text(chat.text(Text::NoData)));
    }
    let mirrored = is_right_to_left(&chat.locale);
    let field = Field { chat, chart, scale: chart.scale(), mirrored };
    let mut drawing = drawn("svg")
        .attribute("viewBox", "0 0 3200 1760")
        .attribute("role", "img")
        .attribute("aria-label", &chart.title);
    drawing = field.grid(drawing);
    let mut legend = view("div", "legend");
    for (place, (name, values)) in chart.series.iter().enumerate() {
        let class = ["s", &digits(place as i64)].concat();
        let series = drawn("g").attribute("class", &class);
        let series =
            if chart.is_line { field.line(series, values) } else { field.bars(series, place, values) };
        drawing = drawing.child(series);
        let swatch = drawn("svg").attribute("viewBox", "0 0 240 120").attribute("aria-hidden", "true");
        let shape = if chart.is_line { "M0 60H240" } else { "M60 0h120v120h-120z" };
        let swatch = swatch.attribute("class", &class).child(path(shape_class(chart.is_line), shape));
        legend = legend.child(view("span", "").child(swatch).text(name));
    }
    let legend = legend.hidden_while({
        let single = chart.series.len() < 2;
        move || single
    });
    let behind = view("details", "").child(view("summary", "").text(chat.text(Text::ShowTable)));
    figure.child(legend).child(drawing).child(behind.child(field.table()))
}

impl Field<'_> {
    /// From the beginning of the plot, by the direction of writing.
    fn x(&self, along: i32) -> i32 {
        if self.mirrored { WIDTH - SIDE - along } else { SIDE + along }
    }

    fn y(&self, value: f64) -> i32 {
        HEIGHT - FOOT - (self.scale.share(value) * f64::from(HEIGHT - FOOT - TOP)) as i32
    }

    /// The middle of the room that a label has along the axis.
    fn middle(&self, place: usize) -> i32 {
        let room = self.room();
        place as i32 * room + room / 2
    }

    fn room(&self) -> i32 {
        (WIDTH - SIDE) / self.chart.labels.len() as i32
    }

    fn shown(&self, value: f64) -> String {
        shown_number(value, r#"{"notation":"compact"}"#, &self.chat.locale)
    }

    /// A line for each tick with its number, and the names along the axis.
    fn grid(&self, mut drawing: View) -> View {
        for tick in self.scale.ticks() {
            let y = self.y(tick);
            let class = if tick == 0.0 { "zero" } else { "grid" };
            let mut line = String::new();
            point(&mut line, "M", self.x(0), y);
            point(&mut line, "L", self.x(WIDTH - SIDE), y);
            let beside = text("end", self.x(-60), y + 36).text(&self.shown(tick));
            drawing = drawing.child(path(class, &line)).child(beside);
        }
        let each = self.chart.labels.len().div_ceil(NAMES);
        let longest = 46 / self.chart.labels.len().min(NAMES);
        for (place, label) in self.chart.labels.iter().enumerate().step_by(each) {
            let mut short: String = label.chars().take(longest).collect();
            if short.len() < label.len() {
                short.push('…');
            }
            let below = text("middle", self.x(self.middle(place)), HEIGHT - 40).text(&short);
            drawing = drawing.child(below);
        }
        drawing
    }

    fn line(&self, series: View, values: &[f64]) -> View {
        let (mut line, mut marks) = (String::new(), String::new());
        for (place, value) in values.iter().enumerate() {
            let (x, y) = (self.x(self.middle(place)), self.y(*value));
            point(&mut line, if place == 0 { "M" } else { "L" }, x, y);
            // A line of no length with round ends is a dot.
            point(&mut marks, "M", x, y);
            point(&mut marks, "L", x, y);
        }
        let series = series.child(path("line", &line)).child(path("marks", &marks));
        // The ends of several lines may be close together: their numbers would hide each other.
        match values.last() {
            Some(last) if self.chart.series.len() == 1 => {
                self.told(series, self.middle(values.len() - 1), *last)
            }
            _ => series,
        }
    }

    fn bars(&self, mut series: View, beside: usize, values: &[f64]) -> View {
        let count = self.chart.series.len() as i32;
        let width = self.room() * 7 / 10 / count;
        let tell = values.len() * self.chart.series.len() <= NUMBERS;
        let zero = self.y(0.0);
        for (place, value) in values.iter().enumerate() {
            let begin = self.middle(place) - width * count / 2 + width * beside as i32;
            let (left, right, y) = (self.x(begin + 15), self.x(begin + width - 15), self.y(*value));
            let mut bar = String::new();
            for (command, x, y) in [("M", left, zero), ("L", left, y), ("L", right, y), ("L", right, zero)] {
                point(&mut bar, command, x, y);
            }
            bar.push('z');
            series = series.child(path("bar", &bar));
            if tell {
                series = self.told(series, begin + width / 2, *value);
            }
        }
        series
    }

    /// The number itself, where it stands.
    fn told(&self, series: View, along: i32, value: f64) -> View {
        let y = self.y(value) + if value < 0.0 { 120 } else { -50 };
        series.child(text("middle", self.x(along), y).attribute("class", "told").text(&self.shown(value)))
    }

    fn table(&self) -> View {
        let mut columns = vec![String::new()];
        columns.extend(self.chart.series.iter().map(|(name, _)| name.clone()));
        let mut rows = Vec::new();
        for (place, label) in self.chart.labels.iter().enumerate() {
            let mut row = vec![label.clone()];
            for (_, values) in &self.chart.series {
                let value = values.get(place).copied().unwrap_or_default();
                let value = shown_number(value, "{}", &self.chat.locale);
                row.push(
                    [value.as_str(), if self.chart.unit.is_empty() { "" } else { " " }, &self.chart.unit]
                        .concat(),
                );
            }
            rows.push(row);
        }
        table(self.chat, &self.chart.title, &columns, &rows, &[])
    }
}

fn shape_class(is_line: bool) -> &'static str {
    if is_line { "line" } else { "bar" }
}

fn path(class: &str, d: &str) -> View {
    drawn("path").attribute("class", class).attribute("d", d)
}

fn text(anchor: &str, x: i32, y: i32) -> View {
    drawn("text")
        .attribute("text-anchor", anchor)
        .attribute("x", &digits(x as i64))
        .attribute("y", &digits(y as i64))
}

/// Adds a point to a path.
fn point(path: &mut String, command: &str, x: i32, y: i32) {
    for part in [command, &digits(x as i64), " ", &digits(y as i64)] {
        path.push_str(part);
    }
}
