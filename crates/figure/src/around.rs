//! What is around the body: ground, props and the shadow under it.

use care::content::pose::PropKind;

use crate::{
    flesh::{Ball, Part},
    paint::{Figure, Shape},
    skeleton::{Half, Segment},
    surface, things,
    vector::V3,
};

/// Where a thing stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// Drawn before the body.
    Behind,
    /// Drawn over it.
    Before,
}

impl Figure<'_> {
    /// Mats and walls.
    pub fn ground(&self) -> Vec<Shape> {
        let mats = self.scene.pose.props.iter().filter(|p| matches!(p.kind, PropKind::Mat | PropKind::Wall));
        mats.flat_map(|p| things::shapes(p, &self.camera)).collect()
    }

    /// Things that stand behind or before the body.
    pub fn props(&self, depth: Depth) -> Vec<Shape> {
        let trunk = self.camera.depth(self.skeleton.frame(Segment::Pelvis, Half::Right).o);
        let solid = self.scene.pose.props.iter().filter(|p| !matches!(p.kind, PropKind::Mat | PropKind::Wall));
        let mut chosen: Vec<_> = solid
            .map(|p| (self.camera.depth(V3(p.place[0], p.place[1] + p.size[1] / 2.0, p.place[2])), p))
            .filter(|(near, p)| {
                let close = *near > trunk + 0.14 && p.kind == PropKind::Cushion;
                let place = if close || p.kind == PropKind::Ball { Depth::Before } else { Depth::Behind };
                place == depth
            })
            .collect();
        chosen.sort_by(|a, b| a.0.total_cmp(&b.0));
        chosen.iter().flat_map(|(_, p)| things::shapes(p, &self.camera)).collect()
    }

    /// Where the body rests, a soft patch under it.
    pub fn shadow(&self) -> String {
        let mut chains: Vec<Vec<Ball>> = vec![];
        for chain in Part::ALL.iter().flat_map(|p| self.balls(*p)) {
            let mut last: Option<Ball> = None;
            for (centre, radius) in chain {
                let now = self.dropped(centre, radius);
                if let Some(ball) = now {
                    match chains.last_mut() {
                        Some(run) if last.is_some_and(|l| (l.0.1 - ball.0.1).abs() < 1e-6) => run.push(ball),
                        _ => chains.push(vec![ball]),
                    }
                }
                last = now;
            }
        }
        if chains.is_empty() { String::new() } else { self.outline(&chains, 0.022) }
    }

    /// A ball's shadow on what is right below it.
    fn dropped(&self, centre: V3, radius: f64) -> Option<Ball> {
        let tops = self.scene.pose.props.iter().filter(|p| {
            !matches!(p.kind, PropKind::Wall | PropKind::Mat | PropKind::Wedge | PropKind::Cushion | PropKind::Ball)
        });
        let under = tops.map(surface::patch).filter(|patch| patch.middle.1 < centre.1);
        let (floor, room) = under
            .filter_map(|patch| {
                let d = centre - patch.middle;
                let room = (patch.half.0 - d.dot(patch.axes.0).abs()).min(patch.half.1 - d.dot(patch.axes.2).abs());
                (room > 0.0).then_some((patch.middle.1, room))
            })
            .fold((0.0, f64::INFINITY), |a, b| if b.0 > a.0 { b } else { a });
        let height = centre.1 - radius - floor;
        let shadow = (radius * (1.0 - height * 6.0)).min(room);
        (height < 0.05 && shadow > 0.004).then_some((V3(centre.0, floor, centre.2), shadow))
    }
}
