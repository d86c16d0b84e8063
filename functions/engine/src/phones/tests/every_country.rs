//! Thousands of numbers of every country against `phonenumber`: examples of each kind, and the same with other digits.

use phonenumber::Mode;
use phonenumber::metadata::{DATABASE, Metadata};

use crate::phones::Phone;

/// The same numbers every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }
}

fn examples(region: &Metadata) -> Vec<String> {
    let kinds = region.descriptors();
    let all = [
        kinds.fixed_line(),
        kinds.mobile(),
        kinds.toll_free(),
        kinds.premium_rate(),
        kinds.shared_cost(),
        kinds.personal_number(),
        kinds.voip(),
        kinds.uan(),
    ];
    all.into_iter().flatten().filter_map(|kind| kind.example().map(str::to_owned)).collect()
}

/// The examples, and of each some with up to three other digits at the end.
fn numbers() -> Vec<(&'static Metadata, String)> {
    let mut dice = Dice(1);
    let mut regions: Vec<&Metadata> = DATABASE.iter().collect();
    regions.sort_by_key(|region| (region.country_code(), region.id()));
    let mut numbers = Vec::new();
    for region in regions {
        for example in examples(region) {
            for changed in [0, 2, 4] {
                let kept = example.len().saturating_sub(changed);
                let other =
                    (kept..example.len()).map(|_| char::from(b'0' + u8::try_from(dice.below(10)).unwrap()));
                numbers.push((region, example[..kept].chars().chain(other).collect()));
            }
        }
    }
    numbers
}

#[test]
fn numbers_are_dialled_told_and_grouped_alike() {
    let (mut told, mut in_use, mut grouped, mut stricter) = (0, 0, 0, 0);
    for (region, national) in numbers() {
        let text = format!("+{} {national}", region.country_code());
        let theirs = phonenumber::parse(None, &text).unwrap();
        // It takes a national prefix off twice, or off a number that has none.
        if theirs.format().to_string() != text.replace(' ', "") {
            continue;
        }
        told += 1;
        let ours = Phone::read(&text, None).unwrap();
        let valid = phonenumber::is_valid(&theirs);
        // It takes a number that goes on after what the pattern says, if only its length is one that there is.
        assert!(valid || !ours.is_in_use(), "{text} of {}", region.id());
        stricter += u32::from(valid && !ours.is_in_use());
        if valid {
            in_use += 1;
            assert_eq!(ours.dialled(), theirs.format().to_string());
            let groups = theirs.format().mode(Mode::International).to_string();
            grouped += u32::from(ours.grouped() == groups);
        }
    }
    assert!(told > 3000 && in_use > 2000, "{told} {in_use}");
    assert!(stricter * 100 < in_use, "{stricter} of {in_use}");
    assert_eq!(grouped, in_use);
}

#[test]
fn numbers_are_read_alike_at_home() {
    let mut told = 0;
    for (region, national) in numbers() {
        let Ok(country) = region.id().parse::<phonenumber::country::Id>() else { continue };
        let (trunk, code) = (region.national_prefix().unwrap_or_default(), region.country_code());
        for text in [national.clone(), format!("{trunk}{national}"), format!("{code}{national}")] {
            let Ok(theirs) = phonenumber::parse(Some(country), &text) else { continue };
            let dialled = theirs.format().to_string();
            if phonenumber::is_valid(&theirs) && dialled == format!("+{code}{national}") {
                told += 1;
                let ours = Phone::read(&text, Some(region.id())).unwrap().dialled();
                assert_eq!(ours, dialled, "{text} in {}", region.id());
            }
        }
    }
    assert!(told > 3500, "{told}");
}
