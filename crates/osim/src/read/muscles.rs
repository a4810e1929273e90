//! Muscles and everything else that has a path.

use body::model::Muscle;

use super::Reader;
use super::parameters::parameters;
use crate::support::support;
use crate::xml::Element;
use crate::{ErrorKind, Result};

/// Paths that aren't lines through points.
const OTHER_PATHS: [&str; 2] = ["FunctionBasedPath", "Scholz2015GeometryPath"];

impl<'a> Reader<'a> {
    pub(super) fn read_muscles(&mut self) -> Result<()> {
        for (_, element) in self.in_set("ForceSet") {
            if let Some(path) = geometry_path(element) {
                self.muscle(element, path)?;
            } else if let Some(path) = OTHER_PATHS.iter().find_map(|p| element.child(p)) {
                self.refused(element, format!("its path is a {}, which is not supported", path.tag));
            }
        }
        Ok(())
    }

    fn muscle(&mut self, element: &'a Element, path: &'a Element) -> Result<()> {
        let path = match self.geometry_path(element, path) {
            Ok(path) => path,
            // What isn't supported leaves out this one muscle; what is wrong is wrong.
            Err(e) if e.kind() == ErrorKind::Unsupported => {
                self.refused(element, format!("line {}: {}", e.line_number(), e.problem()));
                return Ok(());
            }
            Err(e) => return Err(e),
        };
        if support(&element.tag).is_none() {
            self.approximated(element, "unknown class: its path is computed, its force is not");
        }
        let parameters = parameters(self.props(element))?;
        self.places.add(element.name(), element);
        self.parts.muscles.push(Muscle { name: element.name().to_owned(), path, parameters });
        Ok(())
    }
}

fn geometry_path(force: &Element) -> Option<&Element> {
    let holder = force.child("path").and_then(|p| p.child("GeometryPath"));
    force.child("GeometryPath").or(holder)
}
