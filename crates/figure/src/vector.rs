//! Small vectors and rotations: x forward, y up, z to the right.

use std::ops::{Add, Mul, Neg, Sub};

/// A point or direction.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct V3(pub f64, pub f64, pub f64);

impl V3 {
    /// Scalar product.
    pub fn dot(self, o: Self) -> f64 {
        self.0 * o.0 + self.1 * o.1 + self.2 * o.2
    }
    /// Vector product.
    #[must_use]
    pub fn cross(self, o: Self) -> Self {
        Self(self.1 * o.2 - self.2 * o.1, self.2 * o.0 - self.0 * o.2, self.0 * o.1 - self.1 * o.0)
    }
    /// Length.
    pub fn norm(self) -> f64 {
        self.dot(self).sqrt()
    }
    /// The same direction with length 1.
    #[must_use]
    pub fn unit(self) -> Self {
        self * (1.0 / self.norm().max(1e-12))
    }
    /// Mirror image across the body's middle plane.
    #[must_use]
    pub fn mirrored(self) -> Self {
        Self(self.0, self.1, -self.2)
    }
    /// Component-wise product.
    #[must_use]
    pub fn scaled(self, o: Self) -> Self {
        Self(self.0 * o.0, self.1 * o.1, self.2 * o.2)
    }
    /// The point `t` of the way to `o`.
    #[must_use]
    pub fn lerp(self, o: Self, t: f64) -> Self {
        self + (o - self) * t
    }
}

impl From<[f64; 3]> for V3 {
    fn from([x, y, z]: [f64; 3]) -> Self {
        Self(x, y, z)
    }
}
impl Add for V3 {
    type Output = Self;
    fn add(self, o: Self) -> Self {
        Self(self.0 + o.0, self.1 + o.1, self.2 + o.2)
    }
}
impl Sub for V3 {
    type Output = Self;
    fn sub(self, o: Self) -> Self {
        Self(self.0 - o.0, self.1 - o.1, self.2 - o.2)
    }
}
impl Neg for V3 {
    type Output = Self;
    fn neg(self) -> Self {
        self * -1.0
    }
}
impl Mul<f64> for V3 {
    type Output = Self;
    fn mul(self, k: f64) -> Self {
        Self(self.0 * k, self.1 * k, self.2 * k)
    }
}

/// A rotation, by columns: where it takes x, y and z.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rot(pub V3, pub V3, pub V3);

impl Rot {
    /// No rotation.
    pub const IDENTITY: Self = Self(V3(1.0, 0.0, 0.0), V3(0.0, 1.0, 0.0), V3(0.0, 0.0, 1.0));

    /// About x [deg].
    pub fn x(deg: f64) -> Self {
        let (s, c) = deg.to_radians().sin_cos();
        Self(V3(1.0, 0.0, 0.0), V3(0.0, c, s), V3(0.0, -s, c))
    }
    /// About y [deg].
    pub fn y(deg: f64) -> Self {
        let (s, c) = deg.to_radians().sin_cos();
        Self(V3(c, 0.0, -s), V3(0.0, 1.0, 0.0), V3(s, 0.0, c))
    }
    /// About z [deg].
    pub fn z(deg: f64) -> Self {
        let (s, c) = deg.to_radians().sin_cos();
        Self(V3(c, s, 0.0), V3(-s, c, 0.0), V3(0.0, 0.0, 1.0))
    }
    /// About z, then the new x, then the new y: the order of hip, back and shoulder.
    pub fn zxy(z: f64, x: f64, y: f64) -> Self {
        Self::z(z).then(Self::x(x)).then(Self::y(y))
    }
    /// A vector turned.
    pub fn turn(self, v: V3) -> V3 {
        self.0 * v.0 + self.1 * v.1 + self.2 * v.2
    }
    /// This rotation followed by `o` about its own new axes.
    #[must_use]
    pub fn then(self, o: Self) -> Self {
        Self(self.turn(o.0), self.turn(o.1), self.turn(o.2))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positive_turns_follow_the_right_hand() {
        let near = |a: V3, b: V3| assert!((a - b).norm() < 1e-12, "{a:?} {b:?}");
        near(Rot::z(90.0).turn(V3(1.0, 0.0, 0.0)), V3(0.0, 1.0, 0.0));
        near(Rot::x(90.0).turn(V3(0.0, 1.0, 0.0)), V3(0.0, 0.0, 1.0));
        near(Rot::y(90.0).turn(V3(0.0, 0.0, 1.0)), V3(1.0, 0.0, 0.0));
        near(Rot::z(90.0).then(Rot::x(90.0)).turn(V3(0.0, 1.0, 0.0)), V3(0.0, 0.0, 1.0));
    }
}
