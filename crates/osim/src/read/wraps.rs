//! Wrap objects.

use body::model::{Quadrant, WrapObject, WrapShape};

use super::frames::carriers;
use super::props::Props;
use super::{Reader, Result};
use crate::report::Status;
use crate::support::support;
use crate::xml::Element;

/// What a path finds under a wrap object's name.
#[derive(Clone)]
pub(crate) enum Known {
    /// The part of this name; `doubled` when the file has several, of which OpenSim takes the first.
    Part { name: String, doubled: bool },
    /// Nothing usable, because of this class.
    Refused { class: String },
}

impl<'a> Reader<'a> {
    pub(super) fn read_wrap_objects(&mut self) -> Result<()> {
        for (frame, carrier) in carriers(self) {
            let set = carrier.child("WrapObjectSet");
            for element in set.into_iter().flat_map(Element::objects) {
                self.wrap_object(&frame, element)?;
            }
        }
        Ok(())
    }

    fn wrap_object(&mut self, frame: &str, element: &'a Element) -> Result<()> {
        let props = self.props(element);
        let Some(shape) = shape(props)? else {
            if support(&element.tag).is_none() {
                self.refused(element, "unknown wrap object: muscles that wrap on it are refused");
            }
            let class = element.tag.clone();
            self.wraps.entry(element.name().to_owned()).or_insert(Known::Refused { class });
            return Ok(());
        };
        let own = element.name();
        let name = match self.wraps.get_mut(own) {
            Some(Known::Part { doubled, .. }) => {
                *doubled = true;
                format!("{frame}/{own}")
            }
            Some(Known::Refused { .. }) => format!("{frame}/{own}"),
            None => {
                self.wraps.insert(own.to_owned(), Known::Part { name: own.to_owned(), doubled: false });
                own.to_owned()
            }
        };
        let object = WrapObject {
            frame: frame.to_owned(),
            translation: props.vector("translation", [0.0; 3])?,
            xyz_body_rotation: props.vector("xyz_body_rotation", [0.0; 3])?,
            active: props.boolean("active", true)?,
            quadrant: quadrant(props)?,
            shape,
            name,
        };
        self.places.add(&object.name, element);
        self.parts.wrap_objects.push(object);
        Ok(())
    }

    /// Says once for each muscle that a doubled wrap object's first bearer was taken.
    pub(super) fn note_doubled(&mut self, element: &Element, wrap: &str) {
        let message = format!("two wrap objects are called `{wrap}`; the first is taken, as OpenSim does");
        self.report.one(Status::Supported, &element.tag, element.name(), element.line, message);
    }
}

fn shape(props: Props<'_>) -> Result<Option<WrapShape>> {
    let size = |tag: &str, default: f64| {
        let value = props.number(tag, default)?;
        if value > 0.0 { Ok(value) } else { Err(props.wrong(tag, &format!("{value}"), "more than 0")) }
    };
    Ok(Some(match props.element.tag.as_str() {
        "WrapCylinder" => WrapShape::Cylinder { radius: size("radius", 1.0)?, length: size("length", 1.0)? },
        "WrapSphere" => WrapShape::Sphere { radius: size("radius", 0.05)? },
        "WrapEllipsoid" => {
            let dimensions = props.vector("dimensions", [0.05; 3])?;
            if let Some(bad) = dimensions.iter().find(|d| **d <= 0.0) {
                return Err(props.wrong("dimensions", &format!("{bad}"), "three numbers, each more than 0"));
            }
            WrapShape::Ellipsoid { dimensions }
        }
        _ => return Ok(None),
    }))
}

fn quadrant(props: Props<'_>) -> Result<Quadrant> {
    Ok(match props.text("quadrant").to_ascii_lowercase().as_str() {
        "" | "all" | "unassigned" => Quadrant::All,
        "x" | "+x" => Quadrant::PositiveX,
        "-x" => Quadrant::NegativeX,
        "y" | "+y" => Quadrant::PositiveY,
        "-y" => Quadrant::NegativeY,
        "z" | "+z" => Quadrant::PositiveZ,
        "-z" => Quadrant::NegativeZ,
        other => return Err(props.wrong("quadrant", &format!("`{other}`"), "all, x, -x, y, -y, z, -z")),
    })
}
