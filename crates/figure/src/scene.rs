//! A pose and a body together: the posture at any moment between start and end.

use care::content::pose::{Orientation, Pose};

use crate::{
    Error, arrow,
    body::Body,
    build::Build,
    contact::{Target, Touch, touches},
    fit::{Effort, Freedom, Task, asymmetry},
    flesh::Part,
    groups::Group,
    landmarks::Point,
    skeleton::{Angles, Half, Skeleton, angles},
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

/// Points with the places where they are to be.
type Anchors = Vec<(Point, V3)>;

/// How high a step is lifted [stature].
const LIFT: f64 = 0.022;

impl Posture {
    /// Exactly these angles, the body's lowest point on the floor.
    pub(crate) fn resting(build: &Build, angles: &Angles) -> Self {
        let skeleton = Skeleton::new(build, angles, V3::default());
        let balls = Part::ALL.iter().flat_map(|part| part.chains(build, &skeleton)).flatten();
        let height = balls.map(|(centre, radius)| radius - centre.1).fold(f64::NEG_INFINITY, f64::max);
        Self { angles: *angles, root: V3(0.0, height, 0.0), breath: 0.0 }
    }
}

/// A pose fitted to a body.
pub struct Scene<'a> {
    /// The pose.
    pub pose: &'a Pose,
    /// The body.
    pub body: &'a Body,
    /// Its proportions.
    pub build: Build,
    /// Its contacts.
    pub touches: Vec<Touch>,
    moments: Vec<Posture>,
    /// Where contacts that stay in place are, by touch and moment.
    anchors: Vec<Vec<Option<V3>>>,
    freedom: Freedom,
}

impl<'a> Scene<'a> {
    /// Fits every moment of a pose to a body.
    /// # Errors
    /// A name in the pose file that isn't known.
    pub fn new(pose: &'a Pose, body: &'a Body) -> Result<Self, Error> {
        Self::with(pose, body, Freedom::DRAW)
    }

    /// As [`Scene::new`] with a freedom of one's own.
    /// # Errors
    /// A name in the pose file that isn't known.
    pub fn with(pose: &'a Pose, body: &'a Body, freedom: Freedom) -> Result<Self, Error> {
        for (_, coordinates) in pose.moments() {
            if let Some(name) = coordinates.unknown().first() {
                return Err(Error::UnknownCoordinate((*name).to_owned()));
            }
        }
        if let Some(name) = pose.felt.iter().find(|name| Group::named(name).is_none()) {
            return Err(Error::UnknownMuscle(name.clone()));
        }
        if let Some(name) = pose.arrow.as_ref().filter(|name| !arrow::known(name)) {
            return Err(Error::UnknownArrow(name.clone()));
        }
        let touches = touches(pose)?;
        let anchors = vec![vec![None; pose.moments().len()]; touches.len()];
        let mut scene = Self { pose, body, build: body.build, touches, moments: vec![], anchors, freedom };
        for (i, (_, coordinates)) in pose.moments().iter().enumerate() {
            let wish = angles(coordinates);
            let start = scene.moments.last().map_or_else(|| scene.drop(&wish), |p| p.root);
            let breath = scene.breath(i as f64);
            scene.keep_anchors(i);
            let posture = Posture { breath, ..scene.fit(&wish, start, &[i], scene.anchored(i)) };
            scene.drop_anchors(i, &posture);
            scene.moments.push(posture);
        }
        Ok(scene)
    }

    /// A posture with exactly these angles, its lowest point on the floor; contacts are left aside.
    pub(crate) fn resting(pose: &'a Pose, body: &'a Body) -> Self {
        let build = body.build;
        let posture = Posture::resting(&build, &angles(&pose.end));
        let moments = vec![posture; pose.moments().len()];
        Self { pose, body, build, touches: vec![], moments, anchors: vec![], freedom: Freedom::DRAW }
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
        let posture = self.between(before, t);
        Posture { breath: self.breath(along), ..posture }
    }

    /// About the posture at `at`: between moments the contacts are not brought together, which is quick.
    pub fn roughly(&self, at: f64) -> Posture {
        let along = at.clamp(0.0, 1.0) * (self.moments.len() - 1) as f64;
        let before = (0..self.moments.len() - 2).take_while(|i| *i as f64 + 1.0 <= along).count();
        let (angles, root) = self.mixed(before, along - before as f64);
        Posture { angles, root, breath: self.breath(along) }
    }

    /// Angles and place between a moment and the next as the moments alone give them.
    fn mixed(&self, before: usize, t: f64) -> (Angles, V3) {
        let weights = self.weights(before, t);
        let angles = std::array::from_fn(|i| weights.iter().map(|(k, w)| w * self.moments[*k].angles[i]).sum());
        (angles, weights.iter().fold(V3::default(), |sum, (k, w)| sum + self.moments[*k].root * *w))
    }

    /// The posture on the way from a moment to the next, `t` from 0 to 1.
    pub fn between(&self, before: usize, t: f64) -> Posture {
        let (a, b) = (&self.moments[before], &self.moments[before + 1]);
        if t < 1e-9 {
            return a.clone();
        }
        if t > 1.0 - 1e-9 {
            return b.clone();
        }
        let (wish, root) = self.mixed(before, t);
        let posture = self.fit(&wish, root, &[before, before + 1], self.carried(before, t));
        Posture { breath: self.breath(before as f64 + t), ..posture }
    }

    /// Is this moment passed without stopping?
    pub fn passes(&self, moment: usize) -> bool {
        moment > 0 && self.pose.stages.get(moment - 1).is_some_and(|stage| stage.through)
    }

    /// Shares of the moments in the way from `before` to the next: straight between stops, a smooth curve through moments
    /// that are passed.
    fn weights(&self, before: usize, t: f64) -> Vec<(usize, f64)> {
        let after = before + 1;
        let (t2, t3) = (t * t, t * t * t);
        let (leave, arrive) = (t3 - 2.0 * t2 + t, t3 - t2);
        let value = 3.0 * t2 - 2.0 * t3;
        let mut out = vec![(before, 1.0 - value), (after, value)];
        for (moment, slope) in [(before, leave), (after, arrive)] {
            let (from, to, k) = if self.passes(moment) { (moment - 1, moment + 1, 0.5) } else { (before, after, 1.0) };
            out.extend([(from, -k * slope), (to, k * slope)]);
        }
        out
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
        self.touches.iter().filter(|t| t.holds(moments)).collect()
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

    fn fit(&self, wish: &Angles, root: V3, moments: &[usize], anchors: Anchors) -> Posture {
        let task = Task {
            build: &self.build,
            wish: *wish,
            root,
            touches: self.touching(moments),
            anchors,
            props: &self.pose.props,
            balance: self.balances(),
            freedom: self.freedom,
            effort: if moments.len() > 1 { Effort::WAY } else { Effort::MOMENT },
        };
        let (angles, root) = task.solve();
        Posture { angles, root, breath: 0.0 }
    }

    /// A contact that goes on holding stays where it was at the moment before.
    fn keep_anchors(&mut self, moment: usize) {
        for (touch, anchors) in self.touches.iter().zip(&mut self.anchors) {
            if touch.fixed && moment > 0 && touch.holds(&[moment - 1, moment]) {
                anchors[moment] = anchors[moment - 1];
            }
        }
    }

    /// Remembers where contacts that begin to hold at this moment are.
    fn drop_anchors(&mut self, moment: usize, posture: &Posture) {
        let skeleton = self.skeleton(posture);
        for (touch, anchors) in self.touches.iter().zip(&mut self.anchors) {
            if touch.fixed && anchors[moment].is_none() && touch.during.contains(&moment) {
                anchors[moment] = Some(touch.point.ball(&self.build, &skeleton).centre);
            }
        }
    }

    /// Points that stay in place at a moment, or on the way between two neighbours, with where they are.
    pub fn staying(&self, moments: &[usize]) -> Vec<(Point, V3)> {
        let all = self.touches.iter().zip(&self.anchors).filter(|(touch, _)| touch.holds(moments));
        all.filter_map(|(touch, at)| Some((touch.point, at[moments[0]]?))).collect()
    }

    /// Points that stay, at a moment.
    fn anchored(&self, moment: usize) -> Anchors {
        let all = self.touches.iter().zip(&self.anchors);
        all.filter_map(|(touch, at)| at[moment].map(|at| (touch.point, at))).collect()
    }

    /// Points that stay or are carried through the air, on the way from a moment to the next.
    fn carried(&self, before: usize, t: f64) -> Anchors {
        let all = self.touches.iter().zip(&self.anchors);
        all.filter_map(|(touch, at)| {
            let (a, b) = (at[before]?, at[before + 1]?);
            let up = if touch.holds(&[before, before + 1]) { 0.0 } else { LIFT * 16.0 * (t * (1.0 - t)).powi(2) };
            Some((touch.point, a.lerp(b, t) + V3(0.0, up, 0.0)))
        })
        .collect()
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
