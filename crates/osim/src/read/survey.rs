//! Looks at every object in the file and says what became of its class.

use crate::report::{Report, Status};
use crate::support::support;
use crate::xml::Element;

/// Elements whose children are objects of some class.
const HOLDERS: [&str; 5] = ["objects", "components", "frames", "coordinates", "attached_geometry"];
/// Parts of a model that hold nothing to compute.
const SKIPPED: [&str; 2] = ["defaults", "groups"];

pub(super) fn document(model: &Element, version: u32, newest: u32, report: &mut Report) {
    if version > newest {
        let message = format!("version {version} is newer than {newest}, the newest known");
        report.one(Status::Approximated, "OpenSimDocument", "", 1, message);
    } else if version < 40_000 {
        let message = format!("version {version} is read in the form of OpenSim 4, as OpenSim does");
        report.one(Status::Supported, "OpenSimDocument", "", 1, message);
    }
    if let Some(units) = model.child("length_units").filter(|u| !matches!(u.text().as_str(), "" | "meters" | "m")) {
        let message = format!("`{}` is taken as metres, as OpenSim does", units.text());
        report.one(Status::Approximated, "length_units", "", units.line, message);
    }
    walk(model, false, report);
}

fn walk(element: &Element, is_object: bool, report: &mut Report) {
    if SKIPPED.contains(&element.tag.as_str()) {
        return;
    }
    match support(&element.tag) {
        Some(s) => {
            // A refused function or frame that is in use has stopped the reader before it came here.
            let unused = s.status == Status::Refused && ["Functions", "Frames"].contains(&s.group);
            let (status, remark) = match s.status {
                Status::Supported => (s.status, ""),
                _ if unused => (Status::KeptAside, "not used by what is computed"),
                _ => (s.status, s.remark),
            };
            report.count(status, &element.tag, element.line, remark);
        }
        None if is_object && !has_path(element) => {
            report.count(Status::KeptAside, &element.tag, element.line, "unknown class; kept and written back");
        }
        None => {}
    }
    let holds = HOLDERS.contains(&element.tag.as_str());
    element.elements().for_each(|e| walk(e, holds, report));
}

/// Unknown forces with a path have been reported with it.
fn has_path(element: &Element) -> bool {
    element.child("GeometryPath").is_some()
}
