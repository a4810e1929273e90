//! A pose and a body together: the posture at any moment between start and end.

use care::content::pose::{Orientation, Pose};

use crate::{
    Error, arrow,
    build::Build,
    contact::{Target, Touch, touches},
    fit::{Freedom, Task, asymmetry},
    flesh::Part,
    skeleton::{Angles, COORDINATES, Half, Skeleton, angles},
    vector::V3,
};

/// One posture.
#[derive(Clone, Debug)]
pub struct Posture {
    /// Joint angles [deg].
    pub angles: Angles,
    /// Middle of the hip joints [stature].
    pub root: V3,
    /// How far breathed in, 0 to 1.
    pub breath: f64,
}

/// A pose fitted to a body.
pub struct Scene<'a> {
    /// The pose.
    pub pose: &'a Pose,
    /// The body.
    pub build: Build,
    /// Its contacts.
    pub touches: Vec<Touch>,
    moments: Vec<Posture>,
    anchors: Vec<Option<V3>>,
    freedom: Freedom,
}

impl<'a> Scene<'a> {
    /// Fits every moment of a pose to a body.
    /// # Errors
    /// A name in the pose file that isn't known.
    pub fn new(pose: &'a Pose, build: Build) -> Result<Self, Error> {
        Self::with(pose, build, Freedom::DRAW)
    }

    /// As [`Scene::new`] with a freedom of one's own.
    /// # Errors
    /// A name in the pose file that isn't known.
    pub fn with(pose: &'a Pose, build: Build, freedom: Freedom) -> Result<Self, Error> {
        for (_, coordinates) in pose.moments() {
            if let Some(name) = coordinates.unknown().first() {
                return Err(Error::UnknownCoordinate((*name).to_owned()));
            }
        }
        if let Some(name) = pose.arrow.as_ref().filter(|name| !arrow::known(name)) {
            return Err(Error::UnknownArrow(name.clone()));
        }
        let touches = touches(pose)?;
        let anchors = vec![None; touches.len()];
        let mut scene = Self { pose, build, touches, moments: vec![], anchors, freedom };
        for (i, (_, coordinates)) in pose.moments().iter().enumerate() {
            let wish = angles(coordinates);
            let start = scene.moments.last().map_or_else(|| scene.drop(&wish), |p| p.root);
            let breath = scene.breath(i as f64);
            let posture = Posture { breath, ..scene.fit(&wish, start, &[i]) };
            scene.anchor(i, &posture);
            scene.moments.push(posture);
        }
        Ok(scene)
    }

    /// A posture with exactly these angles, its lowest point on the floor; contacts are left aside.
    pub(crate) fn resting(pose: &'a Pose, build: Build) -> Self {
        let angles = angles(&pose.end);
        let skeleton = Skeleton::new(&build, &angles, V3::default());
        let balls = Part::ALL.iter().flat_map(|part| part.chains(&build, &skeleton)).flatten();
        let height = balls.map(|(centre, radius)| radius - centre.1).fold(f64::NEG_INFINITY, f64::max);
        let posture = Posture { angles, root: V3(0.0, height, 0.0), breath: 0.0 };
        let moments = vec![posture; pose.moments().len()];
        Self { pose, build, touches: vec![], moments, anchors: vec![], freedom: Freedom::DRAW }
    }

    /// Number of moments: start, stages, end.
    pub fn len(&self) -> usize {
        self.moments.len()
    }

    /// Never true: a pose has at least start and end.
    pub fn is_empty(&self) -> bool {
        self.moments.is_empty()
    }

    /// The posture at one moment.
    pub fn moment(&self, i: usize) -> &Posture {
        &self.moments[i]
    }

    /// The posture at `at`, 0 at the start, 1 at the end, stages evenly between.
    pub fn at(&self, at: f64) -> Posture {
        let along = at.clamp(0.0, 1.0) * (self.moments.len() - 1) as f64;
        let before = (0..self.moments.len() - 2).take_while(|i| *i as f64 + 1.0 <= along).count();
        let t = along - before as f64;
        let (a, b) = (&self.moments[before], &self.moments[before + 1]);
        if t < 1e-9 {
            return a.clone();
        }
        if t > 1.0 - 1e-9 {
            return b.clone();
        }
        let mut wish = [0.0; COORDINATES];
        for (i, w) in wish.iter_mut().enumerate() {
            *w = a.angles[i] + (b.angles[i] - a.angles[i]) * t;
        }
        let posture = self.fit(&wish, a.root.lerp(b.root, t), &[before, before + 1]);
        Posture { breath: self.breath(along), ..posture }
    }

    /// How far breathed in `along` moments after the start.
    fn breath(&self, along: f64) -> f64 {
        if self.pose.breath { along / (self.pose.moments().len() - 1) as f64 } else { 0.0 }
    }

    /// Frames of a posture.
    pub fn skeleton(&self, posture: &Posture) -> Skeleton {
        Skeleton::new(&self.build, &posture.angles, posture.root)
    }

    /// Contacts that hold at all of these moments.
    pub fn touching(&self, moments: &[usize]) -> Vec<&Touch> {
        self.touches.iter().filter(|t| moments.iter().all(|m| t.during.contains(m))).collect()
    }

    /// Has the weight to be over the support?
    pub fn balances(&self) -> bool {
        matches!(self.pose.orientation, Orientation::Upright | Orientation::Kneeling)
    }

    /// The worked half of the body, when the pose isn't the same on both sides.
    pub fn works(&self) -> Option<Half> {
        let ends = [&self.pose.start, &self.pose.end];
        let uneven = ends.iter().any(|c| asymmetry(&angles(c)) > 1.0)
            || self.touches.iter().any(|t| t.point.stem() == "ball_spot");
        uneven.then_some(Half::Right)
    }

    fn fit(&self, wish: &Angles, root: V3, moments: &[usize]) -> Posture {
        let anchors = self.touches.iter().zip(&self.anchors).filter_map(|(touch, anchor)| {
            let holds = moments.iter().all(|m| touch.during.contains(m));
            anchor.filter(|_| holds).map(|at| (touch.point, at))
        });
        let task = Task {
            build: &self.build,
            wish: *wish,
            root,
            touches: self.touching(moments),
            anchors: anchors.collect(),
            props: &self.pose.props,
            balance: self.balances(),
            freedom: self.freedom,
        };
        let (angles, root) = task.solve();
        Posture { angles, root, breath: 0.0 }
    }

    /// Remembers where contacts that stay in place are, the first time they hold.
    fn anchor(&mut self, moment: usize, posture: &Posture) {
        let skeleton = self.skeleton(posture);
        for (touch, anchor) in self.touches.iter().zip(&mut self.anchors) {
            if touch.fixed && anchor.is_none() && touch.during.contains(&moment) {
                *anchor = Some(touch.point.ball(&self.build, &skeleton).centre);
            }
        }
    }

    /// A root from which the body hangs just above what carries it at the start.
    fn drop(&self, wish: &Angles) -> V3 {
        let skeleton = Skeleton::new(&self.build, wish, V3::default());
        let carried = self.touches.iter().filter(|t| t.carries && t.during.contains(&0));
        let height = carried.filter_map(|t| match t.target {
            Target::Patch(patch) => {
                let ball = t.point.ball(&self.build, &skeleton);
                Some(patch.middle.1 + ball.radius - ball.centre.1)
            }
            _ => None,
        });
        V3(0.0, height.fold(0.0, f64::max), 0.0)
    }
}
