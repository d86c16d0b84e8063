//! Reads the colours of a stylesheet: `light-dark()`, relative `oklch()` and `color(… xyz …)`, `var()`, hex, sums.
//! Only what the widget's tokens use; anything else fails the test that meets it.

#![expect(clippy::panic, clippy::unwrap_used, reason = "part of a test: what cannot be read fails it")]

use std::collections::HashMap;

use color::{LinearSrgb, Oklch, OpaqueColor, Srgb, XyzD65};

/// Which of the two schemes is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Scheme {
    Light,
    Dark,
}

/// The stylesheet's custom properties, for one accent and scheme.
pub(crate) struct Tokens<'css> {
    values: HashMap<&'css str, &'css str>,
    scheme: Scheme,
}

impl<'css> Tokens<'css> {
    pub(crate) fn new(css: &'css str, accent: &'css str, scheme: Scheme) -> Self {
        let declarations = css.split([';', '{', '}']).filter_map(|part| part.trim().split_once(':'));
        let values =
            declarations.filter(|(name, _)| name.starts_with("--")).map(|(name, value)| (name, value.trim()));
        // A later declaration wins: those for browsers that know relative colours.
        Self { values: values.chain([("--accent", accent)]).collect(), scheme }
    }

    pub(crate) fn color(&self, name: &str) -> OpaqueColor<LinearSrgb> {
        let value = self.values.get(name).unwrap_or_else(|| panic!("there is no {name}"));
        Reader { rest: value, tokens: self, channels: &[] }.color()
    }
}

struct Reader<'a> {
    rest: &'a str,
    tokens: &'a Tokens<'a>,
    channels: &'a [(&'a str, f32)],
}

impl Reader<'_> {
    fn takes(&mut self, sign: &str) -> bool {
        self.rest = self.rest.trim_start();
        let rest = self.rest.strip_prefix(sign);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn needs(&mut self, sign: &str) {
        assert!(self.takes(sign), "`{sign}` expected at `{}`", self.rest);
    }

    fn word(&mut self, fits: impl Fn(char) -> bool) -> &str {
        self.rest = self.rest.trim_start();
        let end = self.rest.find(|sign| !fits(sign)).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        word
    }

    fn color(&mut self) -> OpaqueColor<LinearSrgb> {
        if self.takes("light-dark(") {
            let light = self.color();
            self.needs(",");
            let dark = self.color();
            self.needs(")");
            if self.tokens.scheme == Scheme::Light { light } else { dark }
        } else if self.takes("var(") {
            let tokens = self.tokens;
            let color = tokens.color(self.word(|sign| sign != ')'));
            self.needs(")");
            color
        } else if self.takes("oklch(from") {
            let channels = self.color().convert::<Oklch>().components;
            OpaqueColor::<Oklch>::new(self.channels(["l", "c", "h"], channels)).convert()
        } else if self.takes("color(from") {
            let channels = self.color().convert::<XyzD65>().components;
            self.needs("xyz");
            OpaqueColor::<XyzD65>::new(self.channels(["x", "y", "z"], channels)).convert()
        } else {
            self.needs("#");
            let digits = self.word(|sign| sign.is_ascii_hexdigit());
            let number = u32::from_str_radix(digits, 16).unwrap();
            let [_, red, green, blue] = match digits.len() {
                3 => [0, number >> 8 & 15, number >> 4 & 15, number & 15].map(|digit| digit as u8 * 17),
                6 => number.to_be_bytes(),
                _ => panic!("no colour: #{digits}"),
            };
            OpaqueColor::<Srgb>::from_rgb8(red, green, blue).convert()
        }
    }

    /// Three sums in which the channels of the colour they start from have names.
    fn channels(&mut self, names: [&str; 3], values: [f32; 3]) -> [f32; 3] {
        let channels: Vec<(&str, f32)> = names.into_iter().zip(values).collect();
        let mut inner = Reader { rest: self.rest, tokens: self.tokens, channels: &channels };
        let found = [inner.factor(), inner.factor(), inner.factor()];
        inner.needs(")");
        self.rest = &self.rest[self.rest.len() - inner.rest.len()..];
        found
    }

    fn sum(&mut self) -> f32 {
        let mut total = self.product();
        loop {
            // Signs between terms stand between spaces, as CSS wants it.
            if self.takes("+ ") {
                total += self.product();
            } else if self.takes("- ") {
                total -= self.product();
            } else {
                return total;
            }
        }
    }

    fn product(&mut self) -> f32 {
        let mut total = self.factor();
        loop {
            if self.takes("*") {
                total *= self.factor();
            } else if self.takes("/") {
                total /= self.factor();
            } else {
                return total;
            }
        }
    }

    fn factor(&mut self) -> f32 {
        if self.takes("min(") {
            self.list().into_iter().reduce(f32::min).unwrap()
        } else if self.takes("max(") {
            self.list().into_iter().reduce(f32::max).unwrap()
        } else if self.takes("clamp(") {
            let [least, value, most] = self.list()[..] else { panic!("clamp takes three") };
            value.min(most).max(least)
        } else if self.takes("calc(") || self.takes("(") {
            let total = self.sum();
            self.needs(")");
            total
        } else {
            let channels = self.channels;
            let word = self.word(|sign| sign.is_ascii_alphanumeric() || sign == '.').to_owned();
            let channel = channels.iter().find(|(name, _)| *name == word);
            channel.map_or_else(
                || word.parse().unwrap_or_else(|_| panic!("no number: {word}")),
                |(_, value)| *value,
            )
        }
    }

    fn list(&mut self) -> Vec<f32> {
        let mut found = vec![self.sum()];
        while self.takes(",") {
            found.push(self.sum());
        }
        self.needs(")");
        found
    }
}
