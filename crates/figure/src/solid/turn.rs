//! Turns as quaternions, and frames within frames.

use crate::{
    skeleton::Frame,
    vector::{Rot, V3},
};

/// A unit quaternion x, y, z, w.
pub type Quaternion = [f64; 4];

/// The quaternion of a turn, with w at least 0.
pub fn quaternion(r: Rot) -> Quaternion {
    let (m00, m11, m22) = (r.0.0, r.1.1, r.2.2);
    let q = if m00 + m11 + m22 > 0.0 {
        [r.1.2 - r.2.1, r.2.0 - r.0.2, r.0.1 - r.1.0, 1.0 + m00 + m11 + m22]
    } else if m00 > m11 && m00 > m22 {
        [1.0 + m00 - m11 - m22, r.0.1 + r.1.0, r.2.0 + r.0.2, r.1.2 - r.2.1]
    } else if m11 > m22 {
        [r.0.1 + r.1.0, 1.0 + m11 - m00 - m22, r.1.2 + r.2.1, r.2.0 - r.0.2]
    } else {
        [r.2.0 + r.0.2, r.1.2 + r.2.1, 1.0 + m22 - m00 - m11, r.0.1 - r.1.0]
    };
    unit(if q[3] < 0.0 { q.map(|x| -x) } else { q })
}

/// The turn of a unit quaternion.
pub fn rotation([x, y, z, w]: Quaternion) -> Rot {
    Rot(
        V3(1.0 - 2.0 * (y * y + z * z), 2.0 * (x * y + w * z), 2.0 * (x * z - w * y)),
        V3(2.0 * (x * y - w * z), 1.0 - 2.0 * (x * x + z * z), 2.0 * (y * z + w * x)),
        V3(2.0 * (x * z + w * y), 2.0 * (y * z - w * x), 1.0 - 2.0 * (x * x + y * y)),
    )
}

fn unit(q: Quaternion) -> Quaternion {
    let norm = q.iter().map(|x| x * x).sum::<f64>().sqrt();
    q.map(|x| x / norm)
}

/// The same turn as `q`, written so that it is near `to`.
pub fn toward(q: Quaternion, to: Quaternion) -> Quaternion {
    let dot: f64 = q.iter().zip(to).map(|(a, b)| a * b).sum();
    if dot < 0.0 { q.map(|x| -x) } else { q }
}

/// Halfway between two turns that are less than half a circle apart.
pub fn halfway(a: Rot, b: Rot) -> Rot {
    let a = quaternion(a);
    let b = toward(quaternion(b), a);
    rotation(unit(std::array::from_fn(|i| a[i] + b[i])))
}

/// The turn back.
pub fn inverse(r: Rot) -> Rot {
    Rot(V3(r.0.0, r.1.0, r.2.0), V3(r.0.1, r.1.1, r.2.1), V3(r.0.2, r.1.2, r.2.2))
}

/// A frame of the world as seen from another.
pub fn within(parent: &Frame, child: &Frame) -> Frame {
    let back = inverse(parent.r);
    Frame { o: back.turn(child.o - parent.o), r: back.then(child.r) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn near(a: Rot, b: Rot) -> bool {
        (a.0 - b.0).norm() + (a.1 - b.1).norm() + (a.2 - b.2).norm() < 1e-9
    }

    proptest! {
        #[test]
        fn a_quaternion_is_its_turn(z in -180.0..180.0, x in -180.0..180.0, y in -180.0..180.0) {
            let r = Rot::zxy(z, x, y);
            prop_assert!(near(rotation(quaternion(r)), r));
            prop_assert!(near(r.then(inverse(r)), Rot::IDENTITY));
        }

        #[test]
        fn two_halves_are_the_whole(from in -180.0..180.0, by in -170.0..170.0) {
            prop_assert!(near(halfway(Rot::x(from), Rot::x(from + by)), Rot::x(from + by / 2.0)));
        }
    }
}
