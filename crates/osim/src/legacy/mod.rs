//! Documents from before OpenSim 4 brought into the form of 4.x, so that there is one reader.
//!
//! What is changed is recognised by its own look, not by the version number: files that were edited by
//! hand are often mixtures. The document itself is left alone; this works on a copy.

mod bodies;
mod joints;
mod paths;
mod sockets;

use crate::xml::Element;

/// The model element in today's form. New elements carry the line of the old ones.
pub(crate) fn modernized(model: &Element) -> Element {
    let mut model = model.clone();
    bodies::move_ground_and_joints(&mut model);
    for_all(&mut model, &mut |element| {
        rename_class(element);
        sockets::modernize(element);
        bodies::gather_inertia(element);
        paths::modernize(element);
        enabled(element);
        rename_child(element, "pennation_angle", "pennation_angle_at_optimal");
    });
    model
}

fn for_all(element: &mut Element, change: &mut impl FnMut(&mut Element)) {
    change(element);
    for child in element.elements_mut() {
        for_all(child, change);
    }
}

/// Classes that were renamed while their content stayed the same.
fn rename_class(element: &mut Element) {
    let new = match element.tag.as_str() {
        "NaturalCubicSpline" | "natCubicSpline" => "SimmSpline",
        "MusclePoint" => "PathPoint",
        "MuscleViaPoint" => "ConditionalPathPoint",
        "MovingMusclePoint" => "MovingPathPoint",
        "MuscleWrap" => "PathWrap",
        "MuscleWrapSet" => "PathWrapSet",
        "MusclePointSet" => "PathPointSet",
        "Thelen2003MuscleV1" => "Thelen2003Muscle_Deprecated",
        _ => return,
    };
    element.rename(new);
}

/// `isDisabled` became `isEnforced` of constraints; forces' own flag doesn't matter for geometry.
fn enabled(element: &mut Element) {
    if !element.tag.ends_with("Constraint") || element.child("isEnforced").is_some() {
        return;
    }
    if let Some(old) = element.child_mut("isDisabled") {
        let disabled = old.text().eq_ignore_ascii_case("true");
        old.set_text(if disabled { "false" } else { "true" });
        old.rename("isEnforced");
    }
}

/// Renames a child unless the new one is there already.
fn rename_child(element: &mut Element, old: &str, new: &str) {
    if element.child(new).is_none()
        && let Some(child) = element.child_mut(old)
    {
        child.rename(new);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Limits;
    use crate::xml::parse;

    fn check_modernized(old: &str, path: &[&str], text: &str) {
        let tree = parse(&format!("<Model name=\"m\">{old}</Model>"), &Limits::default()).expect("well-formed");
        let new = modernized(&tree.root);
        let mut at = &new;
        for tag in path {
            at = at.child(tag).unwrap_or_else(|| panic!("no {tag} in {}", at.tag));
        }
        assert_eq!(at.text(), text);
    }

    #[test]
    fn old_names_become_new_ones() {
        check_modernized("<natCubicSpline><x>1 2</x></natCubicSpline>", &["SimmSpline", "x"], "1 2");
        check_modernized(
            "<Thelen2003Muscle><pennation_angle>0.1</pennation_angle></Thelen2003Muscle>",
            &["Thelen2003Muscle", "pennation_angle_at_optimal"],
            "0.1",
        );
        let coupler = "CoordinateCouplerConstraint";
        check_modernized(
            "<CoordinateCouplerConstraint><isDisabled>true</isDisabled></CoordinateCouplerConstraint>",
            &[coupler, "isEnforced"],
            "false",
        );
    }

    #[test]
    fn sockets_of_every_generation() {
        let offset = "PhysicalOffsetFrame";
        check_modernized(
            "<PhysicalOffsetFrame><connectors><Connector_PhysicalFrame_ name=\"parent\"><connectee_name>a</connectee_name></Connector_PhysicalFrame_></connectors></PhysicalOffsetFrame>",
            &[offset, "socket_parent"],
            "a",
        );
        check_modernized(
            "<PhysicalOffsetFrame><socket_parent_connectee_name>a</socket_parent_connectee_name></PhysicalOffsetFrame>",
            &[offset, "socket_parent"],
            "a",
        );
    }

    #[test]
    fn points_of_the_third_generation() {
        check_modernized("<PathPoint><body>a</body></PathPoint>", &["PathPoint", "socket_parent_frame"], "a");
        check_modernized(
            "<ConditionalPathPoint><coordinate>q</coordinate></ConditionalPathPoint>",
            &["ConditionalPathPoint", "socket_coordinate"],
            "q",
        );
        check_modernized(
            "<MovingPathPoint><y_coordinate>q</y_coordinate></MovingPathPoint>",
            &["MovingPathPoint", "socket_y_coordinate"],
            "q",
        );
    }

    #[test]
    fn joints_leave_their_bodies() {
        let old = "<BodySet><objects><Body name=\"ground\"><mass>0</mass></Body><Body name=\"a\"><inertia_xx>1</inertia_xx><inertia_yy>2</inertia_yy><inertia_zz>3</inertia_zz><inertia_xy>4</inertia_xy><inertia_xz>5</inertia_xz><inertia_yz>6</inertia_yz><Joint><PinJoint name=\"j\"><parent_body>ground</parent_body><location_in_parent>0 1 0</location_in_parent><CoordinateSet><objects><Coordinate name=\"q\"/></objects></CoordinateSet></PinJoint></Joint></Body></objects></BodySet>";
        let joint = ["JointSet", "objects", "PinJoint"];
        check_modernized(old, &[&joint[..], &["socket_parent_frame"]].concat(), "ground_offset");
        check_modernized(old, &[&joint[..], &["socket_child_frame"]].concat(), "a_offset");
        check_modernized(old, &[&joint[..], &["frames", "PhysicalOffsetFrame", "translation"]].concat(), "0 1 0");
        check_modernized(old, &[&joint[..], &["coordinates", "Coordinate"]].concat(), "");
        check_modernized(old, &["BodySet", "objects", "Body", "inertia"], "1 2 3 4 5 6");
        check_modernized(old, &["Ground", "mass"], "0");
    }

    #[test]
    fn a_reversed_joint_changes_its_ends() {
        let old = "<BodySet><objects><Body name=\"a\"><Joint><WeldJoint name=\"j\"><parent_body>ground</parent_body><reverse> true </reverse></WeldJoint></Joint></Body></objects></BodySet>";
        let joint = ["JointSet", "objects", "WeldJoint"];
        check_modernized(old, &[&joint[..], &["socket_parent_frame"]].concat(), "a_offset");
        check_modernized(old, &[&joint[..], &["socket_child_frame"]].concat(), "ground_offset");
    }
}
