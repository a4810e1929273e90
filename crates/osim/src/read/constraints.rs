//! Coordinate couplers.

use body::model::CoordinateCouplerConstraint;

use super::Reader;
use super::functions::{CLASSES, read};
use super::names::{last_segment, suggest};
use super::props::Props;
use crate::xml::Element;
use crate::{ErrorKind, Result};

const COUPLER: &str = "CoordinateCouplerConstraint";

impl<'a> Reader<'a> {
    pub(super) fn read_constraints(&mut self) -> Result<()> {
        for (_, element) in self.in_set("ConstraintSet") {
            if element.tag == COUPLER {
                self.coupler(element)?;
            }
        }
        Ok(())
    }

    fn coupler(&mut self, element: &'a Element) -> Result<()> {
        let props = self.props(element);
        let list = props.text("independent_coordinate_names");
        let independent = list.split_whitespace().map(|c| self.coordinate(props, "independent_coordinate_names", c));
        let independent: Vec<String> = independent.collect::<Result<_>>()?;
        let holder = props.child("coupled_coordinates_function");
        let Some(function) = holder.and_then(|h| h.elements().next()) else {
            return Err(props.missing("coupled_coordinates_function", CLASSES));
        };
        let dependent = props.text("dependent_coordinate_name");
        let coupler = CoordinateCouplerConstraint {
            name: element.name().to_owned(),
            function: read(props, "coupled_coordinates_function", function, independent.len())?,
            independent_coordinates: independent,
            dependent_coordinate: self.coordinate(props, "dependent_coordinate_name", &dependent)?,
            scale_factor: props.number("scale_factor", 1.0)?,
            is_enforced: props.boolean("isEnforced", true)?,
        };
        self.places.add(element.name(), element);
        self.parts.couplers.push(coupler);
        Ok(())
    }

    /// The coordinate that a path or name means.
    pub(super) fn coordinate(&self, props: Props<'_>, tag: &str, path: &str) -> Result<String> {
        let name = last_segment(path);
        let all = || self.parts.joints.iter().flat_map(|j| &j.coordinates).map(|c| c.name.as_str());
        if all().any(|c| c == name) {
            return Ok(name.to_owned());
        }
        let line = props.child(tag).map_or(props.element.line, |c| c.line);
        let problem = format!("{tag}: there is no coordinate `{path}`");
        Err(props.error(ErrorKind::Unresolved, problem).line(line).hint(suggest(name, all())))
    }
}
