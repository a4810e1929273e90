//! Bodies that held the ground, their joints and their inertia in other places.

use super::joints;
use crate::xml::{Element, Node};

/// Takes the ground out of the `BodySet`, and each body's joint into the `JointSet`.
pub(super) fn move_ground_and_joints(model: &mut Element) {
    let mut ground = None;
    let mut moved = Vec::new();
    if let Some(objects) = model.child_mut("BodySet").and_then(|s| s.child_mut("objects")) {
        let is_ground = |n: &Node| matches!(n, Node::Element(e) if e.tag == "Body" && e.name() == "ground");
        if let Some(at) = objects.children.iter().position(is_ground)
            && let Node::Element(body) = objects.children.remove(at)
        {
            ground = Some(body);
        }
        for body in objects.elements_mut().filter(|e| e.tag == "Body") {
            let name = body.name().to_owned();
            if let Some(holder) = body.remove("Joint") {
                moved.extend(holder.elements().map(|j| joints::modernized(j, &name)));
            }
        }
    }
    if let Some(mut ground) = ground
        && model.child("Ground").is_none()
    {
        ground.remove("Joint");
        ground.rename("Ground");
        model.push(ground);
    }
    if !moved.is_empty() {
        let objects = model.child_or_new("JointSet").child_or_new("objects");
        for joint in moved {
            objects.push(joint);
        }
    }
}

/// Six elements `inertia_xx` ... become one.
pub(super) fn gather_inertia(element: &mut Element) {
    if element.child("inertia_xx").is_none() || element.child("inertia").is_some() {
        return;
    }
    let line = element.child("inertia_xx").map_or(0, |e| e.line);
    let values = ["xx", "yy", "zz", "xy", "xz", "yz"].map(|axes| {
        let child = element.remove(&format!("inertia_{axes}"));
        child.map_or_else(|| "0".to_owned(), |e| e.text())
    });
    element.push(Element::with_text("inertia", &values.join(" ")).at_line(line));
}
