//! Geometry paths: points and wraps.

use body::model::{Function, GeometryPath, PathPoint, PathPointKind, PathWrap, WrapMethod};

use super::functions::{CLASSES, constant, read};
use super::names::suggest;
use super::props::Props;
use super::wraps::Known;
use super::{Reader, names};
use crate::report::Status;
use crate::xml::Element;
use crate::{Error, ErrorKind, Result};

impl<'a> Reader<'a> {
    /// The path of `muscle`.
    pub(super) fn geometry_path(&mut self, muscle: &'a Element, path: &'a Element) -> Result<GeometryPath> {
        let points = path.child("PathPointSet").into_iter().flat_map(Element::objects);
        let points: Vec<PathPoint> = points.map(|p| self.path_point(muscle, p)).collect::<Result<_>>()?;
        let wraps = path.child("PathWrapSet").into_iter().flat_map(Element::objects);
        let wraps: Vec<Option<PathWrap>> = wraps.map(|w| self.path_wrap(w, points.len())).collect::<Result<_>>()?;
        Ok(GeometryPath { points, wraps: wraps.into_iter().flatten().collect() })
    }

    fn path_point(&mut self, muscle: &Element, element: &'a Element) -> Result<PathPoint> {
        let props = self.props(element);
        let kind = match element.tag.as_str() {
            "PathPoint" => PathPointKind::Fixed { location: props.vector("location", [0.0; 3])? },
            "ConditionalPathPoint" => PathPointKind::Conditional {
                location: props.vector("location", [0.0; 3])?,
                coordinate: self.coordinate(props, "socket_coordinate", &props.text("socket_coordinate"))?,
                range: conditional_range(props)?,
            },
            "MovingPathPoint" => self.moving_point(props)?,
            other => {
                let problem = format!("path point class `{other}` is not supported");
                let hint = "PathPoint, ConditionalPathPoint, MovingPathPoint";
                return Err(props.error(ErrorKind::Unsupported, problem).hint(hint));
            }
        };
        let path = format!("/forceset/{}/path/{}", muscle.name(), element.name());
        let frame = self.frames.resolve(props, "socket_parent_frame", &path)?;
        self.places.add(&format!("{}/{}", muscle.name(), element.name()), element);
        Ok(PathPoint { name: element.name().to_owned(), frame, kind })
    }

    fn moving_point(&self, props: Props<'_>) -> Result<PathPointKind> {
        let mut coordinates: Vec<String> = Vec::new();
        let mut locations = Vec::with_capacity(3);
        for axis in ["x", "y", "z"] {
            let function = moving_location(props, axis)?;
            let socket = format!("socket_{axis}_coordinate");
            let path = props.text(&socket);
            if constant(&function).is_none() || !path.is_empty() {
                let name = self.coordinate(props, &socket, &path)?;
                if constant(&function).is_none() && !coordinates.contains(&name) {
                    coordinates.push(name);
                }
            }
            locations.push(function);
        }
        let location: [Function; 3] = locations.try_into().expect("three axes");
        match coordinates.as_slice() {
            [] => Ok(PathPointKind::Fixed { location: location.map(|f| constant(&f).unwrap_or_default()) }),
            [one] => Ok(PathPointKind::Moving { coordinate: one.clone(), location: Box::new(location) }),
            several => {
                let problem = format!("x, y and z follow different coordinates ({})", several.join(", "));
                Err(props.error(ErrorKind::Unsupported, problem).hint("one coordinate for all three"))
            }
        }
    }

    /// A path wrap; none when its range is empty, so that it never touches anything in OpenSim either.
    fn path_wrap(&mut self, element: &'a Element, points: usize) -> Result<Option<PathWrap>> {
        let props = self.props(element);
        let text = props.text("wrap_object");
        let name = names::last_segment(&text);
        let wrap_object = match self.wraps.get(name).cloned() {
            Some(Known::Part { name: part, doubled }) => {
                if doubled {
                    self.note_doubled(element, name);
                }
                part
            }
            Some(Known::Refused { class }) => {
                let problem = format!("it wraps on `{name}`, and {class} is not supported");
                return Err(props
                    .error(ErrorKind::Unsupported, problem)
                    .hint("WrapCylinder, WrapSphere, WrapEllipsoid"));
            }
            None => return Err(self.no_wrap_object(props, &text)),
        };
        let wrap = PathWrap { wrap_object, method: method(props)?, range: wrap_range(props, points)? };
        let [first, last] = wrap.range;
        if first > 0 && last > 0 && first > last {
            let message = format!("range {first} {last} holds no points: it never wraps, as in OpenSim");
            self.report.one(Status::Supported, &element.tag, element.name(), element.line, message);
            return Ok(None);
        }
        Ok(Some(wrap))
    }

    fn no_wrap_object(&self, props: Props<'_>, text: &str) -> Error {
        let line = props.child("wrap_object").map_or(props.element.line, |c| c.line);
        let hint = suggest(text, self.wraps.keys().map(String::as_str));
        let problem = format!("wrap_object: there is no wrap object `{text}`");
        props.error(ErrorKind::Unresolved, problem).line(line).hint(hint)
    }
}

/// A range whose ends are exchanged never holds in OpenSim; it is an error here.
fn conditional_range(props: Props<'_>) -> Result<[f64; 2]> {
    let range = props.vector("range", [0.0; 2])?;
    if range[0] > range[1] {
        return Err(props.wrong("range", &format!("{} {}", range[0], range[1]), "the smaller number first"));
    }
    Ok(range)
}

fn moving_location(props: Props<'_>, axis: &str) -> Result<Function> {
    let tag = format!("{axis}_location");
    let Some(holder) = props.child(&tag) else { return Ok(Function::Constant(0.0)) };
    match holder.elements().next() {
        Some(function) => read(props, &tag, function, 1),
        None => Err(props.wrong(&tag, "no function", CLASSES)),
    }
}

fn method(props: Props<'_>) -> Result<WrapMethod> {
    Ok(match props.text("method").to_ascii_lowercase().as_str() {
        "" | "hybrid" | "unassigned" => WrapMethod::Hybrid,
        "midpoint" => WrapMethod::Midpoint,
        "axial" => WrapMethod::Axial,
        other => return Err(props.wrong("method", &format!("unknown method `{other}`"), "hybrid, midpoint, axial")),
    })
}

#[expect(clippy::cast_possible_truncation, reason = "a whole number between -1 and the number of points")]
fn wrap_range(props: Props<'_>, points: usize) -> Result<[i32; 2]> {
    let range = props.vector("range", [-1.0; 2])?;
    let valid = format!("two of 1 to {points}, or -1 for the first or last");
    let whole = |v: f64| v.fract() == 0.0 && v <= points as f64 && v >= -1.0;
    if !range.into_iter().all(whole) {
        return Err(props.wrong("range", &format!("{} {}", range[0], range[1]), &valid));
    }
    Ok(range.map(|v| v as i32))
}
