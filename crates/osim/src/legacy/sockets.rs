//! How one part names another: connectors of 3.x/4.0 betas became sockets.

use super::joints::flatten_coordinates;
use crate::xml::Element;

const SUFFIX: &str = "_connectee_name";

pub(super) fn modernize(element: &mut Element) {
    if let Some(connectors) = element.remove("connectors").or_else(|| element.remove("Connectors")) {
        for connector in connectors.elements() {
            if let Some(name) = connector.child("connectee_name") {
                let tag = format!("socket_{}", connector.name());
                element.push(Element::with_text(&tag, &name.text()).at_line(name.line));
            }
        }
    }
    for child in element.elements_mut() {
        if let Some(short) = child.tag.strip_suffix(SUFFIX).filter(|t| t.starts_with("socket_")) {
            let short = short.to_owned();
            child.rename(&short);
        }
    }
    if element.tag.ends_with("Joint") && element.child("CoordinateSet").is_some() {
        flatten_coordinates(element);
    }
}
