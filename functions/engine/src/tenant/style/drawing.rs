//! A tenant's own drawing for the launcher: an SVG read down to its numbers, which alone are written again.

use core::fmt::Write as _;

use kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape as _};
use roxmltree::{Document, Node, NodeType};

/// The side of the box in which the launcher draws.
const BOX: f64 = 24.0;
/// The longest SVG, in characters.
const MAX_CHARS: usize = 4_000;
/// The longest path that is written, in bytes: arcs become curves, which are longer.
const MAX_BYTES: usize = 8_000;

/// Why a drawing is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(in crate::tenant) enum DrawingError {
    /// It is no XML, or has a document type.
    #[error("is not an SVG that can be read: {0}")]
    NotXml(String),
    /// An element other than the three.
    #[error("`{0}` is not taken: an `svg` may hold `path` and `title` elements only")]
    Element(String),
    /// An attribute that would be lost.
    #[error("the attribute `{0}` of `{1}` is not taken: it would be lost")]
    Attribute(String, String),
    /// Words, or instructions to a program.
    #[error("holds something other than elements")]
    Other,
    /// It would be invisible.
    #[error("`fill=\"none\"` is not taken: the drawing is filled, so outlines have to be made into paths")]
    Unfilled,
    /// Inside and outside are told apart in two ways.
    #[error("all paths must have the same `fill-rule`")]
    FillRule,
    /// No size to scale from.
    #[error("needs a `viewBox` of four numbers, the last two over 0")]
    ViewBox,
    /// A path that is none.
    #[error("the path `{0}` cannot be read")]
    Path(String),
    /// Nothing to see.
    #[error("draws nothing within its `viewBox`")]
    Nothing,
    /// Too much of it.
    #[error("is too detailed for a launcher: at most 4,000 characters")]
    TooLong,
}

/// The drawing as a CSS `path()` in a box of 24 by 24.
pub(in crate::tenant) fn path_of_svg(svg: &str) -> Result<String, DrawingError> {
    if svg.chars().count() > MAX_CHARS {
        return Err(DrawingError::TooLong);
    }
    // Document types, and with them entities, are refused by the reader.
    let document = Document::parse(svg).map_err(|error| DrawingError::NotXml(error.to_string()))?;
    only_elements(document.root())?;
    let root = document.root_element();
    if root.tag_name().name() != "svg" {
        return Err(DrawingError::Element(root.tag_name().name().to_owned()));
    }
    let to_box = into_box(only_attributes(root, &["viewBox", "width", "height", "fill"])?)?;
    let mut rule = None;
    let mut written = String::new();
    only_elements(root)?;
    for element in root.children().filter(Node::is_element) {
        match element.tag_name().name() {
            "title" => {
                only_attributes(element, &[])?;
            }
            "path" => {
                only_attributes(element, &["d", "fill", "fill-rule", "clip-rule"])?;
                let own = element.attribute("fill-rule").unwrap_or("nonzero");
                if *rule.get_or_insert(own) != own {
                    return Err(DrawingError::FillRule);
                }
                write_path(element.attribute("d").unwrap_or_default(), to_box, &mut written)?;
            }
            other => return Err(DrawingError::Element(other.to_owned())),
        }
    }
    match rule {
        _ if written.len() > MAX_BYTES => Err(DrawingError::TooLong),
        Some("nonzero") if !written.is_empty() => Ok(format!("path(\"{written}\")")),
        Some("evenodd") if !written.is_empty() => Ok(format!("path(evenodd,\"{written}\")")),
        None | Some("nonzero" | "evenodd") => Err(DrawingError::Nothing),
        Some(_) => Err(DrawingError::FillRule),
    }
}

/// Elements of SVG, comments, and the space between them.
fn only_elements(parent: Node<'_, '_>) -> Result<(), DrawingError> {
    for child in parent.children() {
        let fits = match child.node_type() {
            NodeType::Element => {
                matches!(child.tag_name().namespace(), None | Some("http://www.w3.org/2000/svg"))
            }
            NodeType::Comment => true,
            NodeType::Text => child.text().is_none_or(|text| text.trim().is_empty()),
            NodeType::Root | NodeType::PI => false,
        };
        if !fits {
            return Err(DrawingError::Other);
        }
    }
    Ok(())
}

/// No attributes but these, and nothing unfilled.
fn only_attributes<'a, 'input>(
    element: Node<'a, 'input>,
    known: &[&str],
) -> Result<Node<'a, 'input>, DrawingError> {
    for attribute in element.attributes() {
        if attribute.namespace().is_some() || !known.contains(&attribute.name()) {
            let (name, element) = (attribute.name(), element.tag_name().name());
            return Err(DrawingError::Attribute(name.to_owned(), element.to_owned()));
        }
    }
    if element.attribute("fill") == Some("none") { Err(DrawingError::Unfilled) } else { Ok(element) }
}

/// What scales the view box into the launcher's, keeping its proportions, and centres it.
fn into_box(svg: Node<'_, '_>) -> Result<Affine, DrawingError> {
    let text = svg.attribute("viewBox").ok_or(DrawingError::ViewBox)?;
    let numbers = text.split([' ', ',', '\t', '\n', '\r']).filter(|part| !part.is_empty());
    let numbers: Vec<f64> = numbers.filter_map(|part| part.parse().ok()).collect();
    let [x, y, width, height] = numbers[..] else { return Err(DrawingError::ViewBox) };
    let fits = numbers.iter().all(|number| number.abs() <= 100_000.0) && width >= 0.01 && height >= 0.01;
    if !fits {
        return Err(DrawingError::ViewBox);
    }
    let middle = Point::new(x + width / 2.0, y + height / 2.0);
    let centred = Affine::translate(-middle.to_vec2()).then_scale(BOX / width.max(height));
    Ok(centred.then_translate((BOX / 2.0, BOX / 2.0).into()))
}

fn write_path(d: &str, to_box: Affine, out: &mut String) -> Result<(), DrawingError> {
    let unreadable = || DrawingError::Path(d.chars().take(40).collect());
    // kurbo stops at what it does not know, without a word.
    if !d.chars().all(|sign| sign.is_ascii_digit() || "MmZzLlHhVvCcSsQqTtAaeE+-., \t\r\n".contains(sign)) {
        return Err(unreadable());
    }
    let mut path = BezPath::from_svg(d).map_err(|_| unreadable())?;
    path.apply_affine(to_box);
    // A finger's breadth over the edge is cut off; further out there is nothing that was meant to be seen.
    let bounds = path.bounding_box();
    if !bounds.is_finite() || path.is_empty() || !bounds.overlaps(Rect::new(0.0, 0.0, BOX, BOX)) {
        return Err(if path.is_finite() { DrawingError::Nothing } else { unreadable() });
    }
    for element in path.elements() {
        let (letter, points): (char, &[Point]) = match element {
            PathEl::MoveTo(to) => ('M', &[*to]),
            PathEl::LineTo(to) => ('L', &[*to]),
            PathEl::QuadTo(by, to) => ('Q', &[*by, *to]),
            PathEl::CurveTo(by, and, to) => ('C', &[*by, *and, *to]),
            PathEl::ClosePath => ('Z', &[]),
        };
        out.push(letter);
        let mut separator = "";
        for number in points.iter().flat_map(|point| [point.x, point.y]) {
            // Hundredths of a pixel; zero has no sign. Writing to a text does not fail.
            let _ = write!(out, "{separator}{}", (number * 100.0).round() / 100.0 + 0.0);
            separator = " ";
        }
    }
    Ok(())
}
