//! A number in words as it grows, word by word. It must not know the text.

use super::lexicon::NumberWord;

/// A number in words as it grows.
#[derive(Debug, Default)]
pub(super) struct Sum {
    closed: f64,
    open: Option<f64>,
    last_magnitude: Option<f64>,
    scale: f64,
    pub(super) ends_with_ten: bool,
    pub(super) ends_round: bool,
    ends_with_hundred: bool,
    whole: bool,
}

impl Sum {
    /// Takes the next word, if it can follow.
    pub(super) fn add(&mut self, word: NumberWord) -> bool {
        if self.whole {
            return false;
        }
        let (ten, round) = (self.ends_with_ten, self.ends_round);
        match word {
            NumberWord::Small(value) => {
                self.open = Some(match self.open {
                    None => value,
                    Some(open) if ten && (1.0..10.0).contains(&value) => open + value,
                    Some(open) if round => open + value,
                    Some(_) => return false,
                });
            }
            NumberWord::Ten(value) => {
                self.open = Some(match self.open {
                    None => value,
                    Some(open) if round => open + value,
                    Some(_) => return false,
                });
            }
            NumberWord::Hundreds(value) => {
                if self.open.is_some() {
                    return false;
                }
                self.open = Some(value);
            }
            NumberWord::Hundred => match self.open {
                Some(open) if open < 100.0 && open > 0.0 => self.open = Some(open * 100.0),
                None => self.open = Some(100.0),
                Some(_) => return false,
            },
            NumberWord::Magnitude(size) => {
                let (open, opened) = (self.open.unwrap_or(1.0), self.open.is_some());
                if self.last_magnitude.is_some_and(|last| last <= size || !opened) {
                    return false;
                }
                self.scale = if self.last_magnitude.is_none() { size } else { 1.0 };
                self.closed += open * size;
                self.open = None;
                self.last_magnitude = Some(size);
            }
            NumberWord::Dozen => match self.open {
                Some(open) if self.last_magnitude.is_none() => self.open = Some(open * 12.0),
                _ => return false,
            },
            NumberWord::Mixed(value) => {
                if self.open.is_some() || self.last_magnitude.is_some() {
                    return false;
                }
                self.open = Some(value);
            }
            NumberWord::Scaled(value, scale) => {
                if self.open.is_some() || self.last_magnitude.is_some() {
                    return false;
                }
                self.closed = value;
                self.scale = scale;
                self.last_magnitude = Some(scale);
                self.whole = true;
            }
        }
        self.ends_with_hundred = word == NumberWord::Hundred;
        self.ends_with_ten = matches!(word, NumberWord::Ten(_));
        self.ends_round =
            matches!(word, NumberWord::Hundred | NumberWord::Hundreds(_) | NumberWord::Magnitude(_));
        true
    }

    /// What it comes to, and its scale.
    pub(super) fn total(&self) -> Option<(f64, f64)> {
        if self.open.is_none() && self.last_magnitude.is_none() {
            return None;
        }
        let hundreds = self.ends_with_hundred && self.last_magnitude.is_none();
        let scale = match self.open {
            None if self.scale > 0.0 => self.scale,
            Some(_) if hundreds => 100.0,
            _ => 1.0,
        };
        Some((self.closed + self.open.unwrap_or(0.0), scale))
    }
}
