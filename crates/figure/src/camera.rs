//! Orthographic views.

use care::content::pose::{Camera as Place, View};

use crate::vector::V3;

/// Units of the picture per stature.
pub const SCALE: f64 = 400.0;

/// A point of the picture: x to the right, y down.
pub type P2 = (f64, f64);

/// A length in whole units.
#[expect(clippy::cast_possible_truncation, reason = "a picture is some hundred units wide")]
pub fn whole(v: f64) -> i64 {
    v.round() as i64
}

/// A number of steps, rounded up.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "some hundred steps at most, and never less than none"
)]
pub fn steps(v: f64) -> usize {
    v.ceil().max(0.0) as usize
}

/// A camera at infinity.
#[derive(Clone, Copy, Debug)]
pub struct Camera {
    right: V3,
    up: V3,
    /// Direction from the scene to the viewer.
    pub towards: V3,
}

impl Camera {
    /// The camera of a view: slightly turned and raised, so that both legs and the floor can be told apart.
    pub fn of(view: View) -> Self {
        let (yaw, pitch) = match view {
            View::Side => (16.0, 10.0),
            View::Front => (72.0, 9.0),
            View::Top => (0.0, 68.0),
        };
        Self::new(Place { yaw, pitch })
    }

    /// A camera turned `yaw` from the right side towards the front and raised by `pitch` [deg].
    pub fn new(place: Place) -> Self {
        let ((sy, cy), (sp, cp)) = (place.yaw.to_radians().sin_cos(), place.pitch.to_radians().sin_cos());
        let towards = V3(sy * cp, sp, cy * cp);
        let right = V3(cy, 0.0, -sy);
        Self { right, up: towards.cross(right), towards }
    }

    /// Where a point is in the picture.
    pub fn project(&self, p: V3) -> P2 {
        (self.right.dot(p) * SCALE, -self.up.dot(p) * SCALE)
    }

    /// Directions of the picture's x and y in the world.
    pub fn axes(&self) -> (V3, V3) {
        (self.right, -self.up)
    }

    /// How near a point is to the viewer.
    pub fn depth(&self, p: V3) -> f64 {
        self.towards.dot(p)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_side_view_has_forward_to_the_right_and_the_right_side_near() {
        let camera = Camera::new(Place { yaw: 0.0, pitch: 0.0 });
        assert!((camera.project(V3(1.0, 0.0, 0.0)).0 - SCALE).abs() < 1e-9);
        assert!((camera.project(V3(0.0, 1.0, 0.0)).1 + SCALE).abs() < 1e-9);
        assert!(camera.depth(V3(0.0, 0.0, 1.0)) > 0.99);
    }
}
