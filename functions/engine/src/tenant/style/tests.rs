//! The stylesheet: what it says, and that nothing a tenant writes can become part of it.

use proptest::prelude::*;
use shared::tenant::{
    Appearance, ColorScheme, Density, Font, FontSize, Launcher, LauncherIcon, Offset, Radius, Side, Size,
};

use super::drawing::{DrawingError, path_of_svg};
use super::style;

#[test]
fn what_is_usual_is_left_out() {
    insta::assert_snapshot!(style(&Appearance::default()), @":host{--accent:#3056d3}");
}

#[test]
fn on_a_light_accent_stands_black() {
    let yellow = Appearance { accent: "#ffd400".to_owned(), ..Appearance::default() };
    insta::assert_snapshot!(style(&yellow), @":host{--accent:#ffd400;--on:#0d0d0d}");
}

#[test]
fn every_choice_is_a_property() {
    let all = Appearance {
        accent: "#B4471F".to_owned(),
        side: Side::Start,
        color_scheme: ColorScheme::Dark,
        radius: Radius::Square,
        density: Density::Compact,
        font: Font::Page,
        font_size: FontSize::Large,
        size: Size { width: 300, height: 400 },
        offset: Offset { side: 32, bottom: 96 },
        z_index: 50,
        launcher: Launcher { icon: LauncherIcon::Spark, svg: None },
    };
    insta::assert_snapshot!(style(&all).replace(';', ";\n"));
    let moved = Appearance { offset: Offset { side: 8, bottom: 20 }, ..Appearance::default() };
    insta::assert_snapshot!(style(&moved), @":host{--accent:#3056d3;--side:auto 8px}");
}

#[test]
fn our_drawings_can_be_read() {
    for icon in [LauncherIcon::Question, LauncherIcon::Spark, LauncherIcon::Headset, LauncherIcon::Wave] {
        let path = super::icon::path(icon).unwrap();
        let drawn = path_of_svg(&format!("<svg viewBox='0 0 24 24'><path d='{path}'/></svg>"));
        assert!(drawn.is_ok(), "{icon:?}: {drawn:?}");
    }
}

fn with_drawing(svg: &str) -> Appearance {
    let launcher = Launcher { icon: LauncherIcon::Bubble, svg: Some(svg.to_owned()) };
    Appearance { launcher, ..Appearance::default() }
}

#[test]
fn a_drawing_is_scaled_into_the_box() {
    let svg = r#"<?xml version="1.0"?>
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48,24" width="48" height="24" fill="currentColor">
            <!-- a triangle --> <title>Go</title>
            <path d="M0 0h48l-24 24z"/> <path d="m1 1 0 -2"/>
        </svg>"#;
    insta::assert_snapshot!(path_of_svg(svg).unwrap(), @r#"path("M0 6L24 6L12 18ZM0.5 6.5L0.5 5.5")"#);
    let holed = "<svg viewBox='-1 -1 2 2'><path fill-rule='evenodd' d='M-1-1H1V1H-1z'/></svg>";
    insta::assert_snapshot!(path_of_svg(holed).unwrap(), @r#"path(evenodd,"M0 0L24 0L24 24L0 24Z")"#);
    assert!(style(&with_drawing(holed)).contains(";--icon:path(evenodd,"));
}

#[test]
fn what_is_no_plain_drawing_is_refused() {
    let inside = |content: &str| {
        format!("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'>{content}</svg>")
    };
    let refused = |svg: &str| path_of_svg(svg).unwrap_err();
    let path = "<path d='M0 0h9v9z'/>";
    assert!(path_of_svg(&inside(path)).is_ok());
    for element in ["script", "style", "use", "image", "g", "foreignObject", "animate", "a", "text", "circle"]
    {
        let svg = inside(&format!("{path}<{element}/>"));
        assert_eq!(refused(&svg), DrawingError::Element(element.to_owned()));
        assert_eq!(style(&with_drawing(&svg)), ":host{--accent:#3056d3}");
    }
    for attribute in
        ["onload", "style", "class", "id", "transform", "stroke", "href", "xml:base", "filter", "mask"]
    {
        let svg = inside(&format!("<path d='M0 0h9v9z' {attribute}='x'/>"));
        assert!(matches!(refused(&svg), DrawingError::Attribute(..)), "{attribute}");
    }
    let attribute_of_svg = "<svg viewBox='0 0 24 24' onload='alert(1)'><path d='M0 0h9v9z'/></svg>";
    assert_eq!(refused(attribute_of_svg), DrawingError::Attribute("onload".to_owned(), "svg".to_owned()));
    for (content, error) in [
        ("words", DrawingError::Other),
        ("<?xml-stylesheet href='x'?>", DrawingError::Other),
        ("<path xmlns='http://www.w3.org/1999/xhtml' d='M0 0h9v9z'/>", DrawingError::Other),
        ("<![CDATA[x]]>", DrawingError::Other),
        ("", DrawingError::Nothing),
        ("<path/>", DrawingError::Nothing),
        ("<path d='M90 90h9v9z'/>", DrawingError::Nothing),
        ("<path d='M0 0h1e999'/>", DrawingError::Path("M0 0h1e999".to_owned())),
        ("<path d='M0 0\");}*{color:red'/>", DrawingError::Path("M0 0\");}*{color:red".to_owned())),
        ("<path d='M0 0h9v9z' fill='none'/>", DrawingError::Unfilled),
        ("<path d='M0 0h9v9z' fill-rule='evenodd'/><path d='M0 0h9v9z'/>", DrawingError::FillRule),
        ("<path d='M0 0h9v9z' fill-rule='odd'/>", DrawingError::FillRule),
    ] {
        assert_eq!(refused(&inside(content)), error, "{content}");
    }
    assert_eq!(refused(&inside(&"<!-- -->".repeat(500))), DrawingError::TooLong);
    for view_box in ["", "0 0 24", "0 0 0 24", "0 0 NaN 24", "0 0 1e9 24", "0 0 24 24 24", "a b c d"] {
        let svg = format!("<svg viewBox='{view_box}'>{path}</svg>");
        assert_eq!(refused(&svg), DrawingError::ViewBox, "{view_box}");
    }
    for not_xml in [
        "",
        "<svg",
        "<!DOCTYPE svg [<!ENTITY e 'M0 0'>]><svg viewBox='0 0 1 1'><path d='&e;'/></svg>",
        "<!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://x.example'><svg viewBox='0 0 1 1'/>",
        "<svg viewBox='0 0 1 1'><path d='&e;'/></svg>",
    ] {
        assert!(matches!(refused(not_xml), DrawingError::NotXml(_)), "{not_xml}");
    }
    assert_eq!(refused("<html/>"), DrawingError::Element("html".to_owned()));
}

/// Whatever the sheet says of the drawing is letters of path data and numbers.
fn is_closed(sheet: &str) -> bool {
    let number = r"-?[0-9]+(\.[0-9]{1,2})?";
    let step = format!("[MLQC]({number} )*{number}|Z");
    let sheet_of = format!(
        r##"^:host\{{--accent:#[0-9a-f]{{6}}(;--on:#0d0d0d)?(;--icon:path\((evenodd,)?"({step})+"\))?\}}$"##
    );
    regex::Regex::new(&sheet_of).unwrap().is_match(sheet)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn nothing_written_breaks_out(accent in ".{0,12}", svg in ".{0,80}", in_path in "[MmLlHhVvCcSsQqTtAaZz0-9eE., \"'();{}<>/*\\\\-]{0,60}", plain in "[MLHVCQAZmlhvcqaz0-9. -]{0,60}") {
        for svg in [
            svg.clone(),
            format!("<svg viewBox='0 0 24 24'><path d='M0 0{plain}'/></svg>"),
            format!("<svg viewBox='0 0 24 24'><path fill-rule='evenodd' d='M1 1h9{in_path}'/></svg>"),
            format!("<svg viewBox='0 0 {in_path} 24'><path d='M0 0h9{svg}'/></svg>"),
        ] {
            let sheet = style(&Appearance { accent: accent.clone(), ..with_drawing(&svg) });
            prop_assert!(is_closed(&sheet), "{sheet}");
        }
    }

    #[test]
    fn a_colour_is_a_colour(number in 0u32..0x0100_0000) {
        let accent = format!("#{number:06X}");
        let sheet = style(&Appearance { accent, ..Appearance::default() });
        prop_assert!(is_closed(&sheet), "{}", sheet);
    }
}
