//! Joints that stood inside their child body, with locations instead of frames.

use crate::xml::Element;

/// A joint of body `child` in today's form: with two offset frames and a plain list of coordinates.
pub(super) fn modernized(old: &Element, child: &str) -> Element {
    let mut joint = old.clone();
    let parent = joint.remove("parent_body").map_or_else(String::new, |e| e.text());
    let reversed = joint.remove("reverse").is_some_and(|e| e.text().eq_ignore_ascii_case("true"));
    let parent_name = format!("{parent}_offset");
    // A joint from a body to itself is refused later; until then the names of its frames must differ.
    let child_name = if parent == child { format!("{child}_offset_2") } else { format!("{child}_offset") };
    let on_parent = offset_frame(&mut joint, &parent_name, &parent, "location_in_parent", "orientation_in_parent");
    let on_child = offset_frame(&mut joint, &child_name, child, "location", "orientation");
    let (first, second) = if reversed { (&child_name, &parent_name) } else { (&parent_name, &child_name) };
    let line = joint.line;
    joint.push(Element::with_text("socket_parent_frame", first).at_line(line));
    joint.push(Element::with_text("socket_child_frame", second).at_line(line));
    let frames = joint.child_or_new("frames");
    frames.push(on_parent);
    frames.push(on_child);
    flatten_coordinates(&mut joint);
    joint
}

fn offset_frame(joint: &mut Element, name: &str, parent: &str, location: &str, orientation: &str) -> Element {
    let mut frame = Element::named("PhysicalOffsetFrame", name).at_line(joint.line);
    frame.push(Element::with_text("socket_parent", parent).at_line(joint.line));
    for (old, new) in [(location, "translation"), (orientation, "orientation")] {
        if let Some(mut value) = joint.remove(old) {
            value.rename(new);
            frame.push(value);
        }
    }
    frame
}

/// `<CoordinateSet><objects>` became `<coordinates>`.
pub(super) fn flatten_coordinates(joint: &mut Element) {
    if joint.child("coordinates").is_some() {
        return;
    }
    if let Some(objects) = joint.remove("CoordinateSet").and_then(|mut set| set.remove("objects")) {
        let mut coordinates = objects;
        coordinates.rename("coordinates");
        joint.push(coordinates);
    }
}
