//! OpenSim's way around an ellipsoid: in one plane. All lengths here are in units of the mean half-axis.

use super::closest::on_ellipsoid;
use super::{Ellipsoid, tangent};
use crate::math::{Vec3, add, cross, dot, norm, scale, sub};
use crate::model::WrapMethod;

/// Below this steepness of the line to its most parallel axis, only the fan decides.
const FAN_ONLY: f64 = 0.7073;
/// Above this one, only the axis decides.
const AXIS_ONLY: f64 = 0.9;
/// Near the ends of the chord, over this part of it, the axis loses its say.
const FADE: f64 = 0.3;

/// What the straight piece does.
pub enum Section {
    Apart,
    Inside,
    Around(Found),
}

/// The way around.
pub struct Found {
    pub r1: Vec3,
    pub r2: Vec3,
    pub arc: f64,
    /// The arc is the longer one.
    pub far: bool,
}

/// The straight line inside the ellipsoid.
struct Chord {
    r1: Vec3,
    r2: Vec3,
}

impl Chord {
    fn at(&self, t: f64) -> Vec3 {
        add(self.r1, scale(sub(self.r2, self.r1), t))
    }
}

/// A point on the surface that the plane goes through, and how it was found.
struct Guide {
    c1: Vec3,
    /// The share of the fan; `None` when the fan was not asked.
    fan: Option<f64>,
    /// Steepness to the most parallel axis, after fading.
    mu: f64,
    /// Whether the tangent points are looked for from `c1` on.
    start_there: bool,
}

/// `a`: half-axes; `size`: one unit in metres; `samples`: of the fan (OpenSim takes 300).
pub fn section(e: &Ellipsoid, a: Vec3, [p1, p2]: [Vec3; 2], size: f64, samples: u32) -> Section {
    let level = |p: Vec3| (0..3).map(|i| (p[i] / a[i]).powi(2)).sum::<f64>() - 1.0;
    let levels = [level(p1), level(p2)];
    if levels.iter().any(|l| *l < -0.0001) {
        return Section::Inside;
    }
    let together = dot(normalized(p1), normalized(p2)) - 1.0;
    let Some(chord) = (if together.abs() < 0.0001 { None } else { chord(a, p1, p2) }) else {
        return Section::Apart;
    };
    let mut guide = guide(e.method, a, p1, p2, &chord, samples);
    let (mut r1, mut r2) = if guide.start_there { (guide.c1, guide.c1) } else { (chord.r1, chord.r2) };
    if let Some(side) = e.side {
        let up = guide.c1[side.axis] >= 0.0;
        if up != side.positive {
            (r1, r2) = flip(a, side.axis, &mut guide);
        }
    }
    let normal = normalized(cross(sub(p1, p2), sub(p1, guide.c1)));
    let offset = -dot(normal, guide.c1);
    r1 = tangent::tangent(levels[0], r1, p1, a, normal, offset);
    r2 = tangent::tangent(levels[1], r2, p2, a, normal, offset);
    let mut line = arc(a, r1, r2, normal, offset, size, false);
    let mut far = false;
    if e.side.is_some() && line.len() > 2 && turns_back(&line, p1, p2) {
        far = true;
        line = arc(a, r1, r2, normal, offset, size, true);
    }
    let length = line.windows(2).map(|w| norm(sub(w[1], w[0]))).sum();
    Section::Around(Found { r1, r2, arc: length, far })
}

fn normalized(v: Vec3) -> Vec3 {
    scale(v, 1.0 / norm(v))
}

/// Where the straight piece is inside.
fn chord(a: Vec3, p1: Vec3, p2: Vec3) -> Option<Chord> {
    let scaled = |v: Vec3| [v[0] / a[0], v[1] / a[1], v[2] / a[2]];
    let d = sub(p1, p2);
    let (f1, f2) = (scaled(d), scaled(p2));
    let (aa, bb, cc) = (dot(f1, f1), 2.0 * dot(f1, f2), dot(f2, f2) - 1.0);
    let discriminant = bb * bb - 4.0 * aa * cc;
    if discriminant < 0.0 {
        return None;
    }
    let root = discriminant.sqrt();
    let [l1, l2] = [(-bb + root) / (2.0 * aa), (-bb - root) / (2.0 * aa)];
    let between = |l: f64| 0.0 < l && l < 1.0;
    (between(l1) && between(l2)).then(|| Chord { r1: add(p2, scale(d, l1)), r2: add(p2, scale(d, l2)) })
}

fn guide(method: WrapMethod, a: Vec3, p1: Vec3, p2: Vec3, chord: &Chord, samples: u32) -> Guide {
    let middle = chord.at(0.5);
    let mu = normalized(sub(p1, p2)).map(f64::abs);
    let best = usize::from(mu[1] > mu[0]);
    let best = if mu[2] > mu[best] { 2 } else { best };
    let mut mu = mu[best];
    // Where the line crosses the coordinate plane across its most parallel axis.
    let t = -chord.r1[best] / (chord.r2[best] - chord.r1[best]);
    let axis_point = || on_ellipsoid(a, chord.at(t), Some(best)).unwrap_or(middle);
    match method {
        WrapMethod::Midpoint => {
            let c1 = on_ellipsoid(a, middle, None).unwrap_or(middle);
            Guide { c1, fan: None, mu, start_there: true }
        }
        WrapMethod::Axial => Guide { c1: axis_point(), fan: None, mu, start_there: t > 0.0 && t < 1.0 },
        WrapMethod::Hybrid => {
            if mu > FAN_ONLY {
                let s = (t.min(1.0 - t) / FADE).clamp(0.0, 1.0);
                mu = FAN_ONLY + s * (mu - FAN_ONLY);
            }
            if mu >= AXIS_ONLY {
                return Guide { c1: axis_point(), fan: None, mu, start_there: true };
            }
            let aim = add(middle, fan(a, chord, samples));
            let fan_point = on_ellipsoid(a, aim, None).unwrap_or(middle);
            if mu <= FAN_ONLY {
                return Guide { c1: fan_point, fan: Some(1.0), mu, start_there: true };
            }
            let axis_share = (mu - FAN_ONLY) / (AXIS_ONLY - FAN_ONLY);
            let blend = add(scale(axis_point(), axis_share), scale(fan_point, 1.0 - axis_share));
            let c1 = on_ellipsoid(a, blend, None).unwrap_or(fan_point);
            Guide { c1, fan: Some(1.0 - axis_share), mu, start_there: true }
        }
    }
}

/// The mean direction from the chord to the surface.
fn fan(a: Vec3, chord: &Chord, samples: u32) -> Vec3 {
    let mut sum = [0.0; 3];
    let mut nearest = None;
    for i in 1..samples - 1 {
        let p = chord.at(f64::from(i) / f64::from(samples));
        nearest = on_ellipsoid(a, p, None).or(nearest);
        if let Some(c) = nearest {
            sum = add(sum, normalized(sub(c, p)));
        }
    }
    normalized(sum)
}

/// Mirrors the guide to the allowed side, or, as far as the fan had a say, brings it to the border.
fn flip(a: Vec3, axis: usize, guide: &mut Guide) -> (Vec3, Vec3) {
    let before = guide.c1[axis];
    guide.c1[axis] = -before;
    let start = guide.c1;
    let fan = guide.fan.unwrap_or(1.0 - (guide.mu - FAN_ONLY) / (AXIS_ONLY - FAN_ONLY)).min(1.0);
    if fan > 0.0 {
        let border = f64::midpoint(before, guide.c1[axis]);
        guide.c1[axis] += fan * (border - guide.c1[axis]);
        guide.c1 = on_ellipsoid(a, guide.c1, None).unwrap_or(guide.c1);
    }
    (start, start)
}

/// Points of the surface in the plane, from r1 to r2, about a millimetre apart.
fn arc(a: Vec3, r1: Vec3, r2: Vec3, normal: Vec3, offset: f64, size: f64, far: bool) -> Vec<Vec3> {
    let distance = norm(sub(r1, r2)) * size;
    if distance < 0.001 {
        return vec![r1, r2];
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 1..=499 before")]
    let n = (distance / 0.001).trunc().clamp(1.0, 499.0) as u32;
    let steepest = (1..3).fold(0, |best, i| if normal[i].abs() > normal[best].abs() { i } else { best });
    let mut hub = [0.0; 3];
    hub[steepest] = -offset / normal[steepest];
    let (x, toward) = (normalized(sub(r1, hub)), normalized(sub(r2, hub)));
    let whole = dot(x, toward).clamp(-1.0, 1.0).acos();
    let whole = if far { whole - std::f64::consts::TAU } else { whole };
    let z = normalized(cross(x, toward));
    let y = cross(z, x);
    let mut line = vec![r1];
    line.extend((1..n).map(|i| {
        let (sin, cos) = (whole * f64::from(i) / f64::from(n)).sin_cos();
        outward(a, hub, add(scale(x, cos), scale(y, sin)))
    }));
    line.push(r2);
    line
}

/// Where the ray from `hub` along `d` leaves the ellipsoid.
fn outward(a: Vec3, hub: Vec3, d: Vec3) -> Vec3 {
    let scaled = |v: Vec3| [v[0] / a[0], v[1] / a[1], v[2] / a[2]];
    let (f1, f2) = (scaled(d), scaled(hub));
    let (aa, bb, cc) = (dot(f1, f1), 2.0 * dot(f1, f2), dot(f2, f2) - 1.0);
    let t = (-bb + (bb * bb - 4.0 * aa * cc).max(0.0).sqrt()) / (2.0 * aa);
    add(hub, scale(d, t))
}

/// Whether the first or last chord goes back to where the straight piece came from.
fn turns_back(line: &[Vec3], p1: Vec3, p2: Vec3) -> bool {
    let n = line.len();
    dot(sub(p1, line[0]), sub(line[1], line[0])) > 0.0 || dot(sub(p2, line[n - 1]), sub(line[n - 2], line[n - 1])) > 0.0
}
