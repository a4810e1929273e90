//! Contacts resolved: which ball against which surface, and by how much it misses.

use care::content::pose::{Contact, Pose, PropKind};

use crate::{
    Error,
    build::Build,
    landmarks::Point,
    skeleton::Skeleton,
    surface::{self, Patch},
    vector::V3,
};

/// What a body point touches.
#[derive(Clone, Debug)]
pub enum Target {
    /// A flat surface.
    Patch(Patch),
    /// A rail, between two ends.
    Rail(V3, V3),
    /// Another point of the body.
    Body(Point),
}

/// One contact of one body point.
#[derive(Clone, Debug)]
pub struct Touch {
    /// The body point.
    pub point: Point,
    /// What it touches.
    pub target: Target,
    /// Does the surface carry weight (floor, props), so that one can stand on it?
    pub carries: bool,
    /// Stays where it first was.
    pub fixed: bool,
    /// Indices of the moments at which it holds.
    pub during: Vec<usize>,
    /// Indices of the moments on whose way it is lifted and set down anew.
    pub lifts: Vec<usize>,
}

/// All contacts of a pose, sides expanded.
/// # Errors
/// A body point, surface or moment that isn't known.
pub fn touches(pose: &Pose) -> Result<Vec<Touch>, Error> {
    let mut out = vec![];
    for contact in &pose.contacts {
        let points = Point::named(&contact.point);
        if points.is_empty() {
            return Err(Error::UnknownPoint(contact.point.clone()));
        }
        for point in points {
            let (target, carries) = target(pose, contact, point)?;
            let (during, lifts) = (during(pose, contact)?, indices(pose, &contact.lifts)?);
            out.push(Touch { point, target, carries, fixed: contact.fixed, during, lifts });
        }
    }
    Ok(out)
}

fn during(pose: &Pose, contact: &Contact) -> Result<Vec<usize>, Error> {
    if contact.during.is_empty() {
        return Ok((0..pose.moments().len()).collect());
    }
    indices(pose, &contact.during)
}

fn indices(pose: &Pose, names: &[String]) -> Result<Vec<usize>, Error> {
    let moments = pose.moments();
    let find =
        |name: &String| moments.iter().position(|(n, _)| n == name).ok_or_else(|| Error::UnknownMoment(name.clone()));
    names.iter().map(find).collect()
}

fn target(pose: &Pose, contact: &Contact, point: Point) -> Result<(Target, bool), Error> {
    let on = contact.on.as_str();
    if on == "floor" {
        return Ok((Target::Patch(Patch::FLOOR), true));
    }
    for prop in &pose.props {
        if prop.id() == on {
            return Ok((Target::Patch(surface::patch(prop)), prop.kind != PropKind::Wall));
        }
        if on.strip_suffix(".rest") == Some(prop.id().as_str()) {
            return Ok((Target::Patch(surface::backrest(prop)), false));
        }
        if on.strip_suffix(".back") == Some(prop.id().as_str()) {
            let (a, b) = surface::rail(prop);
            return Ok((Target::Rail(a, b), true));
        }
    }
    let bodies = Point::named(on);
    let same = bodies.iter().find(|b| b.half() == point.half()).or(bodies.first());
    same.map(|&b| (Target::Body(b), false)).ok_or_else(|| Error::UnknownSurface(on.to_owned()))
}

impl Touch {
    /// Does it hold at this moment, or on the whole way from the first of two neighbouring moments to the second?
    pub fn holds(&self, moments: &[usize]) -> bool {
        moments.iter().all(|m| self.during.contains(m)) && !(moments.len() > 1 && self.lifts.contains(&moments[1]))
    }

    /// By how much the contact misses, in stature units: along the surface's normal first, then sideways.
    pub fn miss(&self, build: &Build, skeleton: &Skeleton) -> [f64; 3] {
        let ball = self.point.ball(build, skeleton);
        match &self.target {
            Target::Patch(patch) => patch.gap(ball.centre, ball.radius),
            Target::Rail(a, b) => {
                let along = (*b - *a).unit();
                let t = (ball.centre - *a).dot(along).clamp(0.0, (*b - *a).norm());
                let d = ball.centre - (*a + along * t) - V3(0.0, ball.radius, 0.0);
                [d.0, d.1, d.2]
            }
            Target::Body(other) => {
                let to = other.ball(build, skeleton);
                let d = ball.centre - (to.centre + to.normal * (to.radius + ball.radius));
                [d.0, d.1, d.2]
            }
        }
    }

    /// Distance between the point and its surface [stature].
    pub fn distance(&self, build: &Build, skeleton: &Skeleton) -> f64 {
        let [a, b, c] = self.miss(build, skeleton);
        V3(a, b, c).norm()
    }
}
