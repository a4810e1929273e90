//! Path points that named a body and coordinates by plain elements.

use super::rename_child;
use crate::xml::Element;

pub(super) fn modernize(element: &mut Element) {
    match element.tag.as_str() {
        "PathPoint" => {}
        "ConditionalPathPoint" => rename_child(element, "coordinate", "socket_coordinate"),
        "MovingPathPoint" => {
            for axis in ["x", "y", "z"] {
                rename_child(element, &format!("{axis}_coordinate"), &format!("socket_{axis}_coordinate"));
            }
        }
        _ => return,
    }
    rename_child(element, "body", "socket_parent_frame");
}
