//! A picture of any angles, for somebody who moves a body joint by joint.

use care::content::pose::{Coordinates, Orientation, Pose, Prop, Shown, View};

use crate::{
    Body, Error, Options,
    camera::{Camera, SCALE},
    paint,
    scene::Scene,
    vector::V3,
};

/// What a free pose may reach, from the floor under the hips [stature]: so far to every side, and so far up.
const REACH: [f64; 3] = [0.56, 1.06, 0.30];

/// A body with exactly these angles, its lowest point on the floor, `props` around it.
///
/// The frame is that of the view alone, so that pictures of different angles can take each other's place.
/// # Errors
/// [`Error::UnknownCoordinate`] for an angle that no body has.
pub fn free(coordinates: &Coordinates, props: &[Prop], body: &Body, options: &Options) -> Result<String, Error> {
    if let Some(name) = coordinates.unknown().first() {
        return Err(Error::UnknownCoordinate((*name).to_owned()));
    }
    let pose = Pose {
        view: View::Side,
        orientation: Orientation::Upright,
        camera: None,
        breath: false,
        arrow: None,
        felt: vec![],
        swing_s: None,
        steps: Shown::default(),
        props: props.to_vec(),
        contacts: vec![],
        start: coordinates.clone(),
        stages: vec![],
        end: coordinates.clone(),
    };
    let scene = Scene::resting(&pose, body);
    let camera = Camera::of(options.view.unwrap_or(View::Side));
    let sheet = paint::Sheet {
        camera,
        arrow: None,
        side: options.side,
        layers: options.layers,
        tint: options.tint,
        title: &options.title,
        description: &options.description,
    };
    Ok(paint::document(&scene, scene.moment(0), &sheet, frame(&camera)))
}

/// The frame around everything within reach: left, top, width, height.
fn frame(camera: &Camera) -> [f64; 4] {
    let [forward, up, across] = REACH;
    let corners = (0..8).map(|i| {
        let pick = |bit: usize, high: f64, low: f64| if i & bit == 0 { high } else { low };
        camera.project(V3(pick(1, forward, -forward), pick(2, up, 0.0), pick(4, across, -across)))
    });
    let margin = 0.02 * SCALE;
    let mut b = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
    for (x, y) in corners {
        b = [b[0].min(x - margin), b[1].min(y - margin), b[2].max(x + margin), b[3].max(y + margin)];
    }
    [b[0], b[1], b[2] - b[0], b[3] - b[1]]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::own::bodies;

    fn coordinates(angles: &[(&str, f64)]) -> Coordinates {
        Coordinates(angles.iter().map(|(name, angle)| ((*name).to_owned(), *angle)).collect())
    }

    fn drawn(angles: &[(&str, f64)]) -> String {
        free(&coordinates(angles), &[], &bodies()[0], &Options::default()).expect("known angles")
    }

    #[test]
    fn other_angles_give_another_picture_in_the_same_frame() {
        let view_box = |svg: &str| svg.split("viewBox=\"").nth(1).and_then(|s| s.split('"').next()).map(str::to_owned);
        let (stand, step) = (drawn(&[]), drawn(&[("hip_flexion_r", -20.0)]));
        assert_ne!(stand, step);
        assert!(view_box(&stand).is_some());
        assert_eq!(view_box(&stand), view_box(&step));
    }

    #[test]
    fn nothing_is_below_the_floor_or_outside_the_frame() {
        for angles in [
            &[][..],
            &[("pelvis_tilt", 90.0)],
            &[("hip_flexion", 90.0), ("knee_angle", 90.0)],
            &[("hip_flexion_r", -20.0), ("knee_angle_r", 80.0), ("hip_flexion_l", 90.0), ("knee_angle_l", 90.0)],
        ] {
            let pose = coordinates(angles);
            let pose = Pose { start: pose.clone(), end: pose, ..care::content::poses()["bridge"].clone() };
            let scene = Scene::resting(&pose, &bodies()[0]);
            let whole = paint::frame(&scene, &Camera::of(View::Side), &[]);
            let reach = frame(&Camera::of(View::Side));
            let skeleton = scene.skeleton(scene.moment(0));
            let balls = crate::flesh::Part::ALL.iter().flat_map(|part| part.chains(&scene.build, &skeleton)).flatten();
            let lowest = balls.map(|(centre, radius)| centre.1 - radius).fold(f64::INFINITY, f64::min);
            assert!(lowest.abs() < 1e-9, "{angles:?}: {lowest}");
            let (right, bottom) = (whole[0] + whole[2], whole[1] + whole[3]);
            let margin = 0.03 * SCALE + 30.0;
            assert!(
                whole[0] + margin > reach[0] && right - margin < reach[0] + reach[2],
                "{angles:?}: {whole:?} {reach:?}"
            );
            assert!(
                whole[1] + margin > reach[1] && bottom - margin < reach[1] + reach[3],
                "{angles:?}: {whole:?} {reach:?}"
            );
        }
    }

    #[test]
    fn an_unknown_angle_is_refused() {
        let wrong = free(&coordinates(&[("hip_flexon", 1.0)]), &[], &bodies()[0], &Options::default());
        assert_eq!(wrong, Err(Error::UnknownCoordinate("hip_flexon".to_owned())));
    }
}
