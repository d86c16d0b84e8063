//! A chart's numbers (`shared::wire::Chart`), and the scale on which they are drawn. It must not know how that is done.

use super::json::Json;

/// The most lines, or bars side by side.
const MOST_SERIES: usize = 4;
/// Parts into which the scale is to be divided, about.
const PARTS: f64 = 4.0;
/// The largest number that is drawn; the smallest is one divided by it.
const LARGEST: f64 = 1e15;
/// More powers of ten than lie between one and any step.
const POWERS: usize = 20;

/// A chart's numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// Lines rather than bars.
    pub is_line: bool,
    /// What it shows.
    pub title: String,
    /// What the values count; may be empty.
    pub unit: String,
    /// The places along the axis.
    pub labels: Vec<String>,
    /// Names with a value for each label. A value that is none is 0, and so is one over 1e15 or nearer to 0 than 1e-15,
    /// whichever its sign: on one scale with others it could not be told from a mistake, or from 0.
    pub series: Vec<(String, Vec<f64>)>,
}

/// The scale beside a chart: from `low` to `high` by `step`, which is 1, 2 or 5 of a power of ten.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    /// Its lower end, 0 or less.
    pub low: f64,
    /// Its upper end, 0 or more; above `low`.
    pub high: f64,
    /// From one line to the next.
    pub step: f64,
}

impl Chart {
    /// Reads it; what is missing is empty.
    #[must_use]
    pub fn of(json: &Json) -> Self {
        let text = |json: &Json, name: &str| json.field(name).text().unwrap_or_default();
        let labels: Vec<String> =
            json.field("labels").list().iter().map(|label| label.text().unwrap_or_default()).collect();
        let series = json.field("series").list().iter().take(MOST_SERIES).map(|series| {
            let values = series.field("values").list();
            let value = |place: usize| values.get(place).and_then(Json::number).unwrap_or_default();
            let values = (0..labels.len()).map(|place| drawn(value(place))).collect();
            (text(series, "name"), values)
        });
        let series = series.collect();
        Self {
            is_line: text(json, "shape") == "line",
            title: text(json, "title"),
            unit: text(json, "unit"),
            labels,
            series,
        }
    }

    /// A scale on which every value has its place, and zero.
    #[must_use]
    pub fn scale(&self) -> Scale {
        let (mut low, mut high) = (0.0_f64, 0.0_f64);
        for value in self.series.iter().flat_map(|(_, values)| values) {
            low = low.min(*value);
            high = high.max(*value);
        }
        if low >= high {
            high = 1.0;
        }
        let wanted = (high - low) / PARTS;
        let mut step = 1.0;
        for _ in 0..POWERS {
            if step > wanted {
                step /= 10.0;
            } else if step * 10.0 <= wanted {
                step *= 10.0;
            }
        }
        // The smallest round step with which the parts are not too many.
        for round in [1.0, 2.0, 5.0, 10.0] {
            if step * round >= wanted {
                step *= round;
                break;
            }
        }
        Scale { low: (low / step).floor() * step, high: (high / step).ceil() * step, step }
    }
}

/// The number where it can be drawn, else 0.
fn drawn(number: f64) -> f64 {
    // What is no number is within nothing.
    if (1.0 / LARGEST..=LARGEST).contains(&number.abs()) { number } else { 0.0 }
}

impl Scale {
    /// Where a value stands: 0 at the lower end, 1 at the upper one.
    #[must_use]
    pub fn share(&self, value: f64) -> f64 {
        (value - self.low) / (self.high - self.low)
    }

    /// The lines, from the lower end up.
    #[must_use]
    pub fn ticks(&self) -> Vec<f64> {
        let mut ticks = Vec::new();
        let mut count = 0.0;
        while ticks.len() < 12 && self.low + count * self.step <= self.high + self.step / 2.0 {
            ticks.push(self.low + count * self.step);
            count += 1.0;
        }
        ticks
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn chart(values: &[f64]) -> Chart {
        Chart {
            is_line: false,
            title: String::new(),
            unit: String::new(),
            labels: values.iter().map(f64::to_string).collect(),
            series: vec![(String::new(), values.to_vec())],
        }
    }

    fn ticks(values: &[f64]) -> Vec<f64> {
        chart(values).scale().ticks()
    }

    #[test]
    fn ticks_are_round_and_begin_at_zero() {
        assert_eq!(ticks(&[3.0, 17.0]), [0.0, 5.0, 10.0, 15.0, 20.0]);
        assert_eq!(ticks(&[42_000.0]), [0.0, 20_000.0, 40_000.0, 60_000.0]);
        assert_eq!(ticks(&[1.0, 4.0]), [0.0, 1.0, 2.0, 3.0, 4.0]);
        assert_eq!(ticks(&[0.2]).len(), 5);
    }

    #[test]
    fn negative_values_have_their_place_and_zero_too() {
        assert_eq!(ticks(&[-12.0, 30.0]), [-20.0, 0.0, 20.0, 40.0]);
        assert_eq!(ticks(&[-3.0, -9.0]), [-10.0, -5.0, 0.0]);
        let scale = chart(&[-12.0, 30.0]).scale();
        assert_eq!((scale.share(-20.0), scale.share(40.0)), (0.0, 1.0));
    }

    #[test]
    fn nothing_and_zeros_have_a_scale() {
        for values in [&[][..], &[0.0, 0.0]] {
            let scale = chart(values).scale();
            assert_eq!((scale.low, scale.high), (0.0, 1.0));
        }
    }

    #[test]
    fn reads_what_shared_writes_and_mends_what_does_not_fit() {
        let written = shared::wire::Block::Chart(shared::wire::Chart {
            shape: shared::wire::ChartShape::Line,
            title: "Leads".to_owned(),
            unit: Some("€".to_owned()),
            labels: vec!["Jan".to_owned(), "Feb".to_owned()],
            series: vec![
                shared::wire::ChartSeries { name: "Won".to_owned(), values: vec![1.5, -2.0, 9.0] };
                5
            ],
        });
        let json = Json::read(&serde_json::to_string(&written).unwrap()).unwrap();
        let chart = Chart::of(&json);
        assert_eq!((chart.is_line, chart.title.as_str(), chart.unit.as_str()), (true, "Leads", "€"));
        assert_eq!(chart.series, vec![("Won".to_owned(), vec![1.5, -2.0]); 4]);
        let json = Json::read(r#"{"labels":["a","b"],"series":[{"values":["x","y"]},7]}"#).unwrap();
        let nothing = (String::new(), vec![0.0, 0.0]);
        let endless =
            Json::Object(vec![("values".to_owned(), Json::List(vec![Json::Number(f64::INFINITY)]))]);
        let lists = [("labels", json.field("labels").clone()), ("series", Json::List(vec![endless]))];
        let json_of_endless = Json::Object(lists.map(|(name, list)| (name.to_owned(), list)).to_vec());
        assert_eq!(Chart::of(&json_of_endless).series, std::slice::from_ref(&nothing));
        assert_eq!(Chart::of(&json).series, [nothing.clone(), nothing]);
        assert_eq!(Chart::of(&Json::Null).labels, Vec::<String>::new());
    }

    /// A chart as it is read.
    fn read(values: &[f64]) -> Chart {
        let values = Json::List(values.iter().copied().map(Json::Number).collect());
        let labels = Json::List(values.list().iter().map(|_| Json::Text(String::new())).collect());
        let series = Json::List(vec![Json::Object(vec![("values".to_owned(), values)])]);
        Chart::of(&Json::Object(vec![("labels".to_owned(), labels), ("series".to_owned(), series)]))
    }

    #[test]
    fn what_no_scale_can_show_is_zero() {
        let all = [1e308, -1e308, 5e-324, -9e-16, 1.1e15, f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 7.0];
        let chart = read(&all);
        assert_eq!(chart.series[0].1, [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 7.0]);
        assert_eq!(chart.scale().high, 8.0);
        assert_eq!(read(&[1e15, -1e15, 1e-15, -1e-15]).series[0].1, [1e15, -1e15, 1e-15, -1e-15]);
        assert_eq!(read(&[5e-324]).scale().high, 1.0);
        assert_eq!(read(&[1e-15]).scale().ticks().len(), 3);
    }

    /// Any number at all, and more of those that can be drawn: of each size as many.
    fn any_number() -> impl Strategy<Value = f64> {
        let of_any_size =
            (-1.0..1.0_f64, -16..17_i32).prop_map(|(number, power)| number * 10_f64.powi(power));
        prop_oneof![proptest::num::f64::ANY, of_any_size]
    }

    proptest! {
        #[test]
        fn every_value_is_within_few_lines(values in proptest::collection::vec(any_number(), 1..20)) {
            let chart = read(&values);
            let scale = chart.scale();
            for &value in &chart.series[0].1 {
                let share = scale.share(value);
                prop_assert!((-1e-9..=1.0 + 1e-9).contains(&share), "{} in {:?}", value, scale);
            }
            prop_assert!((2..=7).contains(&scale.ticks().len()), "{:?}", scale);
        }
    }
}
