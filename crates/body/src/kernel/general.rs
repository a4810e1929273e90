//! Paths that only the general solver can do, lane by lane.

use super::Scratch;
use crate::lane::{Lane, One, Pose};
use crate::math::{add, scale};
use crate::path::{Node, PathProgram, Place, Trace, solve};
use crate::plan::WrapMode;
use crate::wrap::shape::S;

/// The length; line `k` becomes the sum of what pulls on link `links[k]`.
pub fn length<L: Lane>(mode: WrapMode, path: &PathProgram, links: &[usize], s: &mut Scratch<L>) -> L {
    let mut length = L::zero();
    let mut poses: Vec<Pose<S>> = vec![Pose::ground(); s.motion.poses.len()];
    for lane in 0..L::COUNT {
        let take = |v: &[L]| v.iter().map(|v| One(v.get(lane))).collect::<Vec<S>>();
        let (values, derivatives) = (take(&s.motion.values), take(&s.motion.derivatives));
        for link in links {
            let seen = &s.motion.poses[*link];
            poses[*link] =
                Pose { r: seen.r.map(|row| row.map(|v| One(v.get(lane)))), p: seen.p.map(|v| One(v.get(lane))) };
        }
        let trace = solve(path, &poses, &values, &derivatives, mode);
        length.set(lane, trace.length);
        let sums = pulls(path, &trace, links);
        for (line, sum) in s.lines.iter_mut().zip(&sums) {
            for part in 0..2 {
                for axis in 0..3 {
                    line[part][axis].set(lane, sum[part][axis]);
                }
            }
        }
    }
    length
}

/// For each link, then for each moving point: the sum of the lines that end there minus those that start there.
fn pulls(path: &PathProgram, trace: &Trace, links: &[usize]) -> Vec<[[f64; 3]; 2]> {
    let moving: Vec<usize> =
        (0..path.points.len()).filter(|i| matches!(path.points[*i].place, Place::Moving { .. })).collect();
    let mut sums = vec![[[0.0; 3]; 2]; links.len() + moving.len()];
    for i in 0..trace.nodes.len().saturating_sub(1) {
        let Some(line) = trace.line(i) else { continue };
        for (node, direction) in [(trace.nodes[i], -1.0), (trace.nodes[i + 1], 1.0)] {
            let at = match node {
                Node::Point(p) => path.points[p].link,
                Node::Reach(w) | Node::Leave(w) => path.wraps[w].link,
            };
            let slot = links.iter().position(|l| *l == at).expect("links holds all links of the path");
            add_line(&mut sums[slot], &line, direction);
            if let Some(k) = moving.iter().position(|m| node == Node::Point(*m)) {
                add_line(&mut sums[links.len() + k], &line, direction);
            }
        }
    }
    sums
}

fn add_line(sum: &mut [[f64; 3]; 2], line: &[[f64; 3]; 2], sign: f64) {
    for (sum, part) in sum.iter_mut().zip(line) {
        *sum = add(*sum, scale(*part, sign));
    }
}
