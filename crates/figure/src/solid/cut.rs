//! Cuts a mesh along lines, so that cloth and hair end in clean edges.

use std::collections::HashMap;

use super::nets::Triangles;
use crate::vector::V3;

/// Points nearer to a line than this lie on it [unit of the field].
const ON: f64 = 1e-6;

/// Cuts every face that a field's zero line crosses, in two. The mesh stays closed.
pub fn cut(mesh: &mut Triangles, field: &dyn Fn(V3) -> f64) {
    let mut values: Vec<f64> = mesh.points.iter().map(|p| settled(field(*p))).collect();
    let mut crossings = HashMap::new();
    let faces = std::mem::take(&mut mesh.faces);
    for face in faces {
        let loop_: Vec<u32> = (0..3)
            .flat_map(|k| {
                let (a, b) = (face[k], face[(k + 1) % 3]);
                [Some(a), crossing(mesh, &mut values, &mut crossings, a, b)]
            })
            .flatten()
            .collect();
        for side in [-1.0, 1.0] {
            let part: Vec<u32> = loop_.iter().copied().filter(|c| values[*c as usize] * side >= 0.0).collect();
            // A face that only touches the line belongs to the side of its other corners.
            if part.iter().any(|c| values[*c as usize] * side > 0.0) {
                (1..part.len().saturating_sub(1)).for_each(|k| mesh.faces.push([part[0], part[k], part[k + 1]]));
            }
        }
        if face.iter().all(|c| values[*c as usize] == 0.0) {
            mesh.faces.push(face);
        }
    }
}

fn settled(value: f64) -> f64 {
    if value.abs() < ON { 0.0 } else { value }
}

fn crossing(
    mesh: &mut Triangles,
    values: &mut Vec<f64>,
    known: &mut HashMap<(u32, u32), u32>,
    a: u32,
    b: u32,
) -> Option<u32> {
    let (u, v) = (values[a as usize], values[b as usize]);
    if u * v >= 0.0 {
        return None;
    }
    Some(*known.entry((a.min(b), a.max(b))).or_insert_with(|| {
        let new = u32::try_from(mesh.points.len()).expect("a few thousand points");
        mesh.points.push(mesh.points[a as usize].lerp(mesh.points[b as usize], u / (u - v)));
        values.push(0.0);
        new
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_square_keeps_its_area_and_has_a_straight_edge() {
        let points = vec![V3(0.0, 0.0, 0.0), V3(1.0, 0.0, 0.0), V3(1.0, 1.0, 0.0), V3(0.0, 1.0, 0.0)];
        let mut square = Triangles { points, faces: vec![[0, 1, 2], [0, 2, 3]] };
        cut(&mut square, &|p| p.0 - 0.3);
        let p = |i: u32| square.points[i as usize];
        let area = |f: &[u32; 3]| (p(f[1]) - p(f[0])).cross(p(f[2]) - p(f[0])).2 / 2.0;
        assert!((square.faces.iter().map(area).sum::<f64>() - 1.0).abs() < 1e-12);
        for face in &square.faces {
            let sides = face.map(|c| p(c).0 - 0.3);
            assert!(sides.iter().all(|s| *s < 1e-9) || sides.iter().all(|s| *s > -1e-9));
        }
    }
}
