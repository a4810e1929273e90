//! The joints as a tree that is rooted in the ground.

use super::{ModelError, Parts, Placement};
use crate::math::Transform;
use std::collections::HashMap;

/// A joint in the tree. With `X_FM` the joint's own motion, the new body `outer` is at
/// `X_inner to_inner X_FM to_outer^-1`, or, when reversed, at `X_inner to_inner X_FM^-1 to_outer^-1`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TreeJoint {
    /// Index into `parts().joints`.
    pub joint: usize,
    /// The body nearer to the ground.
    pub inner: usize,
    /// The body that this joint carries.
    pub outer: usize,
    /// The joint's frame on the inner body.
    pub to_inner: Transform,
    /// The joint's frame on the outer body.
    pub to_outer: Transform,
    /// Whether the inner body is the joint's child.
    pub reversed: bool,
}

/// Orders the joints from the ground outwards.
pub(super) fn grow(parts: &Parts, placements: &HashMap<String, Placement>) -> Result<Vec<TreeJoint>, ModelError> {
    let mut reached = vec![false; parts.bodies.len() + 1];
    reached[0] = true;
    let mut left: Vec<usize> = (0..parts.joints.len()).collect();
    let mut tree = Vec::with_capacity(left.len());
    // Forward joints first: a joint is taken the other way round only when nothing else carries its parent.
    for allow_reversed in [false, true] {
        loop {
            let before = left.len();
            let mut still = Vec::new();
            for index in left {
                match attach(parts, placements, index, &reached, allow_reversed)? {
                    Some(joint) => {
                        reached[joint.outer] = true;
                        tree.push(joint);
                    }
                    None => still.push(index),
                }
            }
            left = still;
            if left.len() == before {
                break;
            }
        }
    }
    match reached.iter().position(|r| !r) {
        Some(body) => Err(ModelError::Unconnected { name: parts.bodies[body - 1].name.clone() }),
        None => Ok(tree),
    }
}

fn attach(
    parts: &Parts,
    placements: &HashMap<String, Placement>,
    index: usize,
    reached: &[bool],
    allow_reversed: bool,
) -> Result<Option<TreeJoint>, ModelError> {
    let joint = &parts.joints[index];
    let (parent, child) = (placements[&joint.parent_frame], placements[&joint.child_frame]);
    let there = (reached[parent.body], reached[child.body]);
    if there == (true, true) {
        return Err(ModelError::Loop { kind: joint.kind.class(), name: joint.name.clone() });
    }
    let (inner, outer, reversed) = match there {
        (true, false) => (parent, child, false),
        (false, true) if allow_reversed => (child, parent, true),
        _ => return Ok(None),
    };
    Ok(Some(TreeJoint {
        joint: index,
        inner: inner.body,
        outer: outer.body,
        to_inner: inner.transform,
        to_outer: outer.transform,
        reversed,
    }))
}
