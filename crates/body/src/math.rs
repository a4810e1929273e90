//! Plain three-dimensional algebra on `f64`, used where a model is resolved and compiled.
//!
//! Vectors are `[f64; 3]`; matrices are rows of columns (`m[row][column]`).

/// A vector or point, SI units.
pub type Vec3 = [f64; 3];
/// A 3 x 3 matrix, `m[row][column]`.
pub type Mat3 = [[f64; 3]; 3];

/// The unit matrix.
pub const IDENTITY: Mat3 = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];

/// a + b.
pub fn add(a: Vec3, b: Vec3) -> Vec3 {
    [a[0] + b[0], a[1] + b[1], a[2] + b[2]]
}

/// a - b.
pub fn sub(a: Vec3, b: Vec3) -> Vec3 {
    [a[0] - b[0], a[1] - b[1], a[2] - b[2]]
}

/// s a.
pub fn scale(a: Vec3, s: f64) -> Vec3 {
    [a[0] * s, a[1] * s, a[2] * s]
}

/// The scalar product.
pub fn dot(a: Vec3, b: Vec3) -> f64 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

/// The vector product a x b.
pub fn cross(a: Vec3, b: Vec3) -> Vec3 {
    [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
}

/// Euclidean length.
pub fn norm(a: Vec3) -> f64 {
    dot(a, a).sqrt()
}

/// The matrix times the vector.
pub fn mul_vec(m: &Mat3, v: Vec3) -> Vec3 {
    [dot(m[0], v), dot(m[1], v), dot(m[2], v)]
}

/// The transposed matrix times the vector.
pub fn mul_transposed(m: &Mat3, v: Vec3) -> Vec3 {
    [0, 1, 2].map(|c| m[0][c] * v[0] + m[1][c] * v[1] + m[2][c] * v[2])
}

/// The matrix product a b.
pub fn mul(a: &Mat3, b: &Mat3) -> Mat3 {
    a.map(|row| mul_transposed(b, row))
}

/// The transposed matrix.
pub fn transpose(m: &Mat3) -> Mat3 {
    [0, 1, 2].map(|c| [m[0][c], m[1][c], m[2][c]])
}

/// Rotation by `angle` \[rad\] about the unit vector `axis` (Rodrigues).
pub fn rotation(axis: Vec3, angle: f64) -> Mat3 {
    let (s, c) = angle.sin_cos();
    let t = 1.0 - c;
    let [x, y, z] = axis;
    [
        [t * x * x + c, t * x * y - s * z, t * x * z + s * y],
        [t * x * y + s * z, t * y * y + c, t * y * z - s * x],
        [t * x * z - s * y, t * y * z + s * x, t * z * z + c],
    ]
}

/// Body-fixed x-y-z rotation Rx(a) Ry(b) Rz(c), the convention of every `orientation` of OpenSim.
pub fn body_xyz(angles: Vec3) -> Mat3 {
    let x = rotation([1.0, 0.0, 0.0], angles[0]);
    let y = rotation([0.0, 1.0, 0.0], angles[1]);
    let z = rotation([0.0, 0.0, 1.0], angles[2]);
    mul(&mul(&x, &y), &z)
}

/// A rigid transform: `p_outer = r p_inner + p`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Transform {
    /// Rotation; its columns are the inner axes seen from the outer frame.
    pub r: Mat3,
    /// The inner origin in the outer frame \[m\].
    pub p: Vec3,
}

impl Transform {
    /// No motion.
    pub const IDENTITY: Self = Self { r: IDENTITY, p: [0.0; 3] };

    /// From a translation \[m\] and body-fixed x-y-z angles \[rad\].
    pub fn new(translation: Vec3, orientation: Vec3) -> Self {
        Self { r: body_xyz(orientation), p: translation }
    }

    /// The point `v` of the inner frame, in the outer frame.
    pub fn point(&self, v: Vec3) -> Vec3 {
        add(mul_vec(&self.r, v), self.p)
    }

    /// The direction `v` of the inner frame, in the outer frame.
    pub fn vector(&self, v: Vec3) -> Vec3 {
        mul_vec(&self.r, v)
    }

    /// First `inner`, then this one.
    #[must_use]
    pub fn then(&self, inner: &Self) -> Self {
        Self { r: mul(&self.r, &inner.r), p: self.point(inner.p) }
    }

    /// The transform back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        Self { r: transpose(&self.r), p: scale(mul_transposed(&self.r, self.p), -1.0) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_transform_and_its_inverse_cancel() {
        let x = Transform::new([0.1, -0.2, 0.3], [0.4, 0.5, -1.6]);
        let v = [0.7, 0.8, -0.9];
        let back = x.inverse().point(x.point(v));
        assert!(norm(sub(back, v)) < 1e-15);
    }

    #[test]
    fn body_xyz_turns_about_the_carried_axes() {
        let half = std::f64::consts::FRAC_PI_2;
        let r = body_xyz([half, half, 0.0]);
        // After the first turn the y axis points along the old z; the second turn carries x onto it.
        let image = mul_vec(&r, [0.0, 0.0, 1.0]);
        assert!(norm(sub(image, [1.0, 0.0, 0.0])) < 1e-15);
    }
}
