//! Whatever accent a tenant chooses, what the widget draws can be read: the formulae of the widget's stylesheet are
//! computed for a sweep of accents, and held to WCAG 2.2 (1.4.3: text 4.5 to 1; 1.4.11: controls 3 to 1).

mod formula;

use std::collections::BTreeMap;

use color::{LinearSrgb, OpaqueColor, Srgb};
use engine::tenant::drawn_accent;

use formula::{Scheme, Tokens};

const TOKENS: &str = include_str!("../../../../widget/style/panel/tokens.css");

/// What is drawn on what, and how well it must stand out.
const PAIRS: [(&str, &str, f32); 25] = [
    // The visitor's messages, the send button, the launcher.
    ("--on", "--fill", 4.5),
    // A message's shape, where even the accent is white; its words tell whose it is.
    ("--fill", "--surface", 1.15),
    // Links, quick replies; chips.
    ("--ink", "--surface", 4.5),
    ("--ink", "--raised", 4.5),
    ("--ink", "--tint", 4.5),
    ("--text", "--surface", 4.5),
    ("--text", "--raised", 4.5),
    ("--text", "--tint", 4.5),
    ("--text", "--warn-tint", 4.5),
    ("--text", "--good-tint", 4.5),
    ("--quiet", "--surface", 4.5),
    ("--quiet", "--raised", 4.5),
    ("--quiet", "--tint", 4.5),
    ("--good", "--good-tint", 4.5),
    ("--good", "--surface", 4.5),
    // The focus ring, the writing dots, a focused composer's border.
    ("--ink", "--surface", 3.0),
    ("--ink", "--good-tint", 3.0),
    ("--ink", "--warn-tint", 3.0),
    // The meter, and the mark on it.
    ("--ink", "--line", 3.0),
    ("--quiet", "--line", 3.0),
    ("--good", "--line", 3.0),
    // What went wrong; the edges of fields; stars; the button of the card that is ready.
    ("--bad", "--surface", 4.5),
    ("--edge", "--surface", 3.0),
    ("--star", "--surface", 3.0),
    ("--good-on", "--good-fill", 4.5),
];

/// Between two luminances.
fn contrast(one: f32, other: f32) -> f32 {
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// The relative luminance of what is left of a colour on a usual screen: browsers cut off what it cannot show.
fn painted(color: OpaqueColor<LinearSrgb>) -> f32 {
    color.map(|red, green, blue| [red, green, blue].map(|part| part.clamp(0.0, 1.0))).relative_luminance()
}

/// Every accent with channels in steps of 17, as it is drawn: 4,096 of them.
fn accents() -> impl Iterator<Item = String> {
    let steps = || (0..=255u8).step_by(17);
    let channels = steps()
        .flat_map(move |red| steps().flat_map(move |green| steps().map(move |blue| [red, green, blue])));
    channels.filter_map(|[red, green, blue]| drawn_accent(&format!("#{red:02x}{green:02x}{blue:02x}")))
}

#[test]
fn every_accent_can_be_read() {
    let mut too_little = BTreeMap::new();
    for (accent, scheme) in
        accents().flat_map(|accent| [(accent.clone(), Scheme::Light), (accent, Scheme::Dark)])
    {
        let tokens = Tokens::new(TOKENS, &accent, scheme);
        let mut painted_already = BTreeMap::new();
        let mut light = |name| *painted_already.entry(name).or_insert_with(|| painted(tokens.color(name)));
        for (front, back, least) in PAIRS {
            let ratio = contrast(light(front), light(back));
            if ratio < least {
                let worst = too_little.entry((front, back, scheme)).or_insert((ratio, accent.clone()));
                if ratio < worst.0 {
                    *worst = (ratio, accent.clone());
                }
            }
        }
    }
    assert!(too_little.is_empty(), "too little, with the worst accent of each: {too_little:#?}");
}

/// The reader of the formulae is held to what Chromium 156 painted.
#[test]
fn the_formulae_are_read_as_a_browser_reads_them() {
    let names = ["--fill", "--on", "--ink", "--tint", "--surface", "--raised", "--line", "--text", "--quiet"];
    let painted = [
        (Scheme::Light, "#3056d3", "#3056d3 #ffffff #2a4eca #eaf1ff #ffffff #f1f3f8 #dce0e8 #1a1e28 #5b606c"),
        (Scheme::Light, "#b4471f", "#b4471f #ffffff #a03404 #ffede6 #ffffff #f8f2f0 #e7ddda #271b17 #6b5d58"),
        (Scheme::Light, "#008a00", "#008a00 #ffffff #007500 #e9f5e8 #ffffff #f1f5f0 #dbe2db #192118 #5a6359"),
        (Scheme::Light, "#ffd400", "#ffd400 #0d0d0d #7f5600 #f6f1e1 #ffffff #f5f3ee #e2e0d7 #211e13 #646054"),
        (Scheme::Light, "#0000ff", "#0000ff #ffffff #0000ff #eaf1ff #ffffff #f1f3f8 #dce0e8 #191e28 #5b616c"),
        (Scheme::Light, "#ffffff", "#e8e8e8 #0d0d0d #5d5d5d #f1f1f1 #ffffff #f3f3f3 #dfdfdf #1e1e1e #606060"),
        (Scheme::Dark, "#3056d3", "#3a63e1 #ffffff #91b5ff #242f4a #16171a #25282d #3a3d45 #eceef3 #abb1be"),
        (Scheme::Dark, "#b4471f", "#b64921 #ffffff #fe9978 #46271d #1a1615 #2c2624 #443b38 #eceef3 #bdada8"),
        (Scheme::Dark, "#008a00", "#008a00 #ffffff #84cd7f #21371f #151815 #252924 #393f38 #eceef3 #aab5a9"),
        (Scheme::Dark, "#ffd400", "#ffd400 #0d0d0d #f4d66c #39300f #181714 #292822 #3f3d35 #eceef3 #b5b1a3"),
        (Scheme::Dark, "#0000ff", "#0245ff #ffffff #8db6ff #23304a #15171a #25282d #393d45 #eceef3 #abb1be"),
        (Scheme::Dark, "#ffffff", "#ffffff #0d0d0d #ffffff #303030 #171717 #282828 #3d3d3d #eceef3 #b1b1b1"),
    ];
    for (scheme, accent, colors) in painted {
        let tokens = Tokens::new(TOKENS, accent, scheme);
        for (name, expected) in names.into_iter().zip(colors.split(' ')) {
            let computed = tokens.color(name).convert::<Srgb>().to_rgba8();
            let number = u32::from_str_radix(&expected[1..], 16).unwrap();
            let [_, expected @ ..] = number.to_be_bytes();
            let is_alike = [computed.r, computed.g, computed.b]
                .into_iter()
                .zip(expected)
                .all(|(one, other)| one.abs_diff(other) <= 1);
            assert!(is_alike, "{name} of {accent}, {scheme:?}: {computed:?} for {expected:02x?}");
        }
    }
}
