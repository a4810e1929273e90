//! Closed lines as few cubic curves: Schneider's least-squares fit ("An algorithm for automatically fitting digitized
//! curves", Graphics Gems, 1990), written out with whole numbers.

#![expect(clippy::many_single_char_names, reason = "points, lengths and parameters of plane geometry")]

use std::fmt::Write as _;

use crate::camera::{P2, whole};

fn sub(a: P2, b: P2) -> P2 {
    (a.0 - b.0, a.1 - b.1)
}
fn add(a: P2, b: P2, k: f64) -> P2 {
    (a.0 + b.0 * k, a.1 + b.1 * k)
}
fn dot(a: P2, b: P2) -> f64 {
    a.0 * b.0 + a.1 * b.1
}
fn unit(a: P2) -> P2 {
    let n = a.0.hypot(a.1).max(1e-9);
    (a.0 / n, a.1 / n)
}

type Cubic = [P2; 4];

/// Path data of a closed smooth line, off by at most `tolerance` units.
pub fn closed(points: &[P2], tolerance: f64) -> String {
    let n = points.len();
    if n < 6 {
        return polygon(points);
    }
    // Cut the loop into four so that no piece closes on itself, with one tangent on both sides of each cut.
    let cuts = [0, n / 4, n / 2, 3 * n / 4];
    let tangent = |i: usize| unit(sub(points[(i + 2) % n], points[(i + n - 2) % n]));
    let mut curves = vec![];
    for (k, &from) in cuts.iter().enumerate() {
        let to = if k == 3 { n } else { cuts[k + 1] };
        let piece: Vec<P2> = (from..=to).map(|i| points[i % n]).collect();
        let end = tangent(to % n);
        fit(&piece, tangent(from), (-end.0, -end.1), tolerance, &mut curves);
    }
    write(&curves) + "z"
}

/// Path data of an open smooth line, off by at most `tolerance` units.
pub fn open(points: &[P2], tolerance: f64) -> String {
    let n = points.len();
    if n < 4 {
        return String::new();
    }
    let (start, end) = (unit(sub(points[2], points[0])), unit(sub(points[n - 3], points[n - 1])));
    let mut curves = vec![];
    fit(points, start, end, tolerance, &mut curves);
    write(&curves)
}

/// The stretches of a closed line whose points aren't left out.
pub fn runs(line: &[P2], left_out: impl Fn(&P2) -> bool) -> Vec<Vec<P2>> {
    let Some(first) = line.iter().position(&left_out) else {
        return vec![line.iter().chain(line.first()).copied().collect()];
    };
    let turned = line[first..].iter().chain(&line[..first]);
    let mut out = vec![vec![]];
    for p in turned {
        if left_out(p) {
            out.push(vec![]);
        } else if let Some(run) = out.last_mut() {
            run.push(*p);
        }
    }
    out.retain(|run| run.len() > 3);
    out
}

/// Points close together on a smooth line through a few given ones (Catmull-Rom).
pub fn rounded(points: &[P2]) -> Vec<P2> {
    let at = |i: usize| points[i.min(points.len() - 1)];
    let mut out = vec![];
    for i in 0..points.len().saturating_sub(1) {
        let (a, b, c, d) = (at(i.saturating_sub(1)), at(i), at(i + 1), at(i + 2));
        for k in 0..6 {
            let t = f64::from(k) / 6.0;
            let bend = |a: f64, b: f64, c: f64, d: f64| {
                b + 0.5 * t * (c - a + t * (2.0 * a - 5.0 * b + 4.0 * c - d + t * (3.0 * (b - c) + d - a)))
            };
            out.push((bend(a.0, b.0, c.0, d.0), bend(a.1, b.1, c.1, d.1)));
        }
    }
    out.extend(points.last());
    out
}

/// Path data of a closed line with straight edges.
pub fn polygon(points: &[P2]) -> String {
    let mut out = String::new();
    let mut last = (0, 0);
    for (i, p) in points.iter().enumerate() {
        let here = round(*p);
        let (letter, d) = if i == 0 { ("M", here) } else { ("l", (here.0 - last.0, here.1 - last.1)) };
        if i == 0 || d != (0, 0) {
            out.push_str(letter);
            pair(&mut out, d, true);
        }
        last = here;
    }
    out.push('z');
    out
}

fn round(p: P2) -> (i64, i64) {
    (whole(p.0), whole(p.1))
}

fn pair(out: &mut String, (x, y): (i64, i64), first: bool) {
    let gap = |v: i64| if v < 0 { "" } else { " " };
    let _ = write!(out, "{}{x}{}{y}", if first { "" } else { gap(x) }, gap(y));
}

fn write(curves: &[Cubic]) -> String {
    let mut out = String::from("M");
    let mut here = round(curves[0][0]);
    pair(&mut out, here, true);
    for curve in curves {
        let rest = [curve[1], curve[2], curve[3]].map(|p| {
            let r = round(p);
            (r.0 - here.0, r.1 - here.1)
        });
        out.push('c');
        for (i, p) in rest.iter().enumerate() {
            pair(&mut out, *p, i == 0);
        }
        here = round(curve[3]);
    }
    out
}

fn fit(points: &[P2], t1: P2, t2: P2, tolerance: f64, out: &mut Vec<Cubic>) {
    let (first, last) = (points[0], points[points.len() - 1]);
    if points.len() < 3 {
        let third = sub(last, first).0.hypot(sub(last, first).1) / 3.0;
        out.push([first, add(first, t1, third), add(last, t2, third), last]);
        return;
    }
    let mut u = chord(points);
    let mut curve = bezier(points, &u, t1, t2);
    let (mut worst, mut split) = error(points, &curve, &u);
    for _ in 0..3 {
        if worst < tolerance * tolerance {
            break;
        }
        reparametrize(points, &curve, &mut u);
        curve = bezier(points, &u, t1, t2);
        (worst, split) = error(points, &curve, &u);
    }
    if worst < tolerance * tolerance {
        out.push(curve);
        return;
    }
    let reach = 2.min(split).min(points.len() - 1 - split);
    let middle = unit(sub(points[split - reach], points[split + reach]));
    fit(&points[..=split], t1, middle, tolerance, out);
    fit(&points[split..], (-middle.0, -middle.1), t2, tolerance, out);
}

fn chord(points: &[P2]) -> Vec<f64> {
    let mut u = vec![0.0];
    for w in points.windows(2) {
        let d = sub(w[1], w[0]);
        u.push(u[u.len() - 1] + d.0.hypot(d.1));
    }
    let total = u[u.len() - 1].max(1e-9);
    u.iter().map(|v| v / total).collect()
}

fn basis(t: f64) -> [f64; 4] {
    let s = 1.0 - t;
    [s * s * s, 3.0 * t * s * s, 3.0 * t * t * s, t * t * t]
}

fn point(c: &Cubic, t: f64) -> P2 {
    let b = basis(t);
    (0..4).fold((0.0, 0.0), |p, i| add(p, c[i], b[i]))
}

fn bezier(points: &[P2], u: &[f64], t1: P2, t2: P2) -> Cubic {
    let (first, last) = (points[0], points[points.len() - 1]);
    let (mut c00, mut c01, mut c11, mut x0, mut x1) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for (p, &t) in points.iter().zip(u) {
        let b = basis(t);
        let (a1, a2) = ((t1.0 * b[1], t1.1 * b[1]), (t2.0 * b[2], t2.1 * b[2]));
        let rest = sub(*p, add(add((0.0, 0.0), first, b[0] + b[1]), last, b[2] + b[3]));
        c00 += dot(a1, a1);
        c01 += dot(a1, a2);
        c11 += dot(a2, a2);
        x0 += dot(a1, rest);
        x1 += dot(a2, rest);
    }
    let det = c00 * c11 - c01 * c01;
    let length = sub(last, first).0.hypot(sub(last, first).1);
    let (mut left, mut right) =
        if det.abs() > 1e-9 { ((x0 * c11 - x1 * c01) / det, (c00 * x1 - c01 * x0) / det) } else { (0.0, 0.0) };
    let small = 1e-3 * length;
    if left < small || right < small || left > 3.0 * length || right > 3.0 * length {
        (left, right) = (length / 3.0, length / 3.0);
    }
    [first, add(first, t1, left), add(last, t2, right), last]
}

fn error(points: &[P2], curve: &Cubic, u: &[f64]) -> (f64, usize) {
    let mut worst = (0.0, points.len() / 2);
    for i in 1..points.len() - 1 {
        let d = sub(point(curve, u[i]), points[i]);
        if dot(d, d) > worst.0 {
            worst = (dot(d, d), i);
        }
    }
    worst
}

/// One Newton step of every parameter towards the nearest point of the curve.
fn reparametrize(points: &[P2], c: &Cubic, u: &mut [f64]) {
    for (p, t) in points.iter().zip(u.iter_mut()) {
        let s = 1.0 - *t;
        let d = sub(point(c, *t), *p);
        let d1 = {
            let (a, b, e) = (sub(c[1], c[0]), sub(c[2], c[1]), sub(c[3], c[2]));
            add(add(add((0.0, 0.0), a, 3.0 * s * s), b, 6.0 * s * *t), e, 3.0 * *t * *t)
        };
        let d2 = {
            let a = add(sub(c[2], c[1]), sub(c[1], c[0]), -1.0);
            let b = add(sub(c[3], c[2]), sub(c[2], c[1]), -1.0);
            add(add((0.0, 0.0), a, 6.0 * s), b, 6.0 * *t)
        };
        let slope = dot(d1, d1) + dot(d, d2);
        if slope.abs() > 1e-9 {
            *t = (*t - dot(d, d1) / slope).clamp(0.0, 1.0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_circle_needs_few_curves() {
        let circle: Vec<P2> = (0..200)
            .map(|i| f64::from(i) * std::f64::consts::TAU / 200.0)
            .map(|a| (100.0 * a.cos(), 100.0 * a.sin()))
            .collect();
        let path = closed(&circle, 0.5);
        assert!(path.matches('c').count() <= 8, "{path}");
        assert!(path.starts_with("M100 0"), "{path}");
    }

    #[test]
    fn a_polygon_is_written_with_relative_steps() {
        assert_eq!(polygon(&[(0.0, 0.0), (10.0, 0.0), (10.0, -5.0)]), "M0 0l10 0l0-5z");
    }
}
