//! What holds for every pose of the catalogue, for a short woman, a tall man and the body that the poses are written for.

use std::{collections::BTreeSet, sync::LazyLock};

use care::{
    content::pose::{Orientation, PropKind, View, poses},
    entry::{Sex, Side},
};

use crate::{
    Error, Options,
    balance::overhang,
    fit::asymmetry,
    flesh::Part,
    frames,
    landmarks::Point,
    own::{self, bodies},
    range::range,
    scene::{Posture, Scene},
    skeleton::{Skeleton, angles, mirrored, names},
    surface,
};

/// Every exercise and measure of the product.
const SLUGS: [&str; 36] = [
    "abdominal-ball",
    "bed-edge-hang",
    "bolstered-rest",
    "bridge",
    "camel",
    "camel-hands-on-pelvis",
    "chair-hip-stretch",
    "chair-rest",
    "constructive-rest",
    "diaphragmatic-breathing",
    "half-kneeling-tuck",
    "hamstring-walkout",
    "heel-dig-bridge",
    "knee-hug-slide",
    "legs-up-rest",
    "low-lunge",
    "pelvic-tilt",
    "pendulum",
    "propped-rest",
    "runners-lunge",
    "seated-breathing",
    "seated-knee-lift",
    "seated-pelvic-tilt",
    "side-lying-hip-stretch",
    "side-lying-leg-lift",
    "side-lying-rest",
    "sit-to-lie",
    "sit-to-stand",
    "split-stance-tuck",
    "standing-hinge",
    "standing-hip-extension",
    "standing-lunge-reach",
    "standing-pelvic-tilt",
    "table-stretch",
    "thomas-floor",
    "thomas-table",
];

/// A picture of the body that the poses are written for.
fn svg(slug: &str, options: &Options) -> Result<String, Error> {
    crate::svg(slug, &bodies()[0], options)
}

/// One pose on one body, with its posture at every quarter of the way between moments.
struct Take {
    slug: &'static str,
    scene: Scene<'static>,
    postures: Vec<Posture>,
}

/// All poses on all bodies.
fn takes() -> &'static [Take] {
    static ALL: LazyLock<Vec<Take>> = LazyLock::new(|| {
        let all = poses().iter().flat_map(|(slug, pose)| bodies().iter().map(move |body| (slug, pose, body)));
        all.map(|(slug, pose, body)| {
            let scene = Scene::new(pose, body).unwrap_or_else(|e| panic!("{slug}: {e}"));
            let quarters = 4 * (scene.len() - 1);
            let postures = (0..=quarters).map(|i| scene.at(i as f64 / quarters as f64)).collect();
            Take { slug, scene, postures }
        })
        .collect()
    });
    &ALL
}

/// Runs a check on every pose, body and moment, quarters of the way between moments included, and lists what fails.
fn check(find: impl Fn(&Scene, &Posture, &Skeleton, &[usize]) -> Vec<String>) {
    let mut wrong = vec![];
    for Take { slug, scene, postures } in takes() {
        for (quarter, posture) in postures.iter().enumerate() {
            let skeleton = scene.skeleton(posture);
            let moments: &[usize] = if quarter % 4 == 0 { &[quarter / 4] } else { &[quarter / 4, quarter / 4 + 1] };
            for problem in find(scene, posture, &skeleton, moments) {
                wrong.push(format!("{slug}, quarter {quarter}, {:.2} m: {problem}", scene.build.height_m));
            }
        }
    }
    assert!(wrong.is_empty(), "{} problems:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_exercise_and_measure_has_a_pose() {
    let have: Vec<&str> = poses().keys().map(String::as_str).collect();
    assert_eq!(have, SLUGS);
    let exercises: BTreeSet<&str> = care::content::exercises().keys().map(String::as_str).collect();
    let missing: Vec<_> = exercises.iter().filter(|slug| !SLUGS.contains(slug)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_pose_draws_compactly_from_every_view() {
    for slug in SLUGS {
        for view in [None, Some(View::Side), Some(View::Front), Some(View::Top)] {
            let options = Options { view, title: "A & B".into(), ..Options::default() };
            let picture = svg(slug, &options).unwrap_or_else(|e| panic!("{slug}: {e}"));
            assert!(picture.starts_with("<svg ") && picture.ends_with("</svg>"), "{slug}");
            assert!(picture.contains("<title>A &amp; B</title>"), "{slug}");
            assert!(!picture.contains("NaN") && !picture.contains("inf"), "{slug}");
            assert!(picture.len() < 16_000, "{slug} {view:?}: {} bytes", picture.len());
        }
    }
}

#[test]
fn declared_contacts_are_within_two_centimetres() {
    check(|scene, _, skeleton, moments| {
        let miss = |t: &crate::contact::Touch| t.distance(&scene.build, skeleton) * scene.build.height_m;
        let missed = scene.touching(moments).into_iter().map(|t| (t.point.name(), miss(t))).filter(|m| m.1 > 0.02);
        missed.map(|(name, m)| format!("{name} misses by {:.1} cm", m * 100.0)).collect()
    });
}

#[test]
fn contacts_that_stay_dont_slide() {
    for Take { slug, scene, .. } in takes() {
        for touch in scene.touches.iter().filter(|t| t.fixed) {
            let centre = |i: usize| touch.point.ball(&scene.build, &scene.skeleton(scene.moment(i))).centre;
            for i in (1..scene.len()).filter(|i| touch.holds(&[i - 1, *i])) {
                let slide = (centre(i) - centre(i - 1)).norm() * scene.build.height_m;
                assert!(slide < 0.02, "{slug}: {} slides by {:.1} cm", touch.point.name(), slide * 100.0);
            }
        }
    }
}

#[test]
fn nothing_is_below_the_floor() {
    check(|scene, _, skeleton, _| {
        let depth = |y: f64, r: f64| (r - y) * scene.build.height_m;
        let points = Point::all().map(|p| (p.name(), p.ball(&scene.build, skeleton)));
        let named = points.map(|(name, b)| (name, depth(b.centre.1, b.radius), 0.01));
        let flesh = Part::ALL.iter().flat_map(|p| p.chains(&scene.build, skeleton)).flatten();
        let drawn = flesh.map(|(c, r)| ("flesh, more than it gives,".to_owned(), depth(c.1, r), 0.032));
        let wrong = named.chain(drawn).filter(|(_, deep, allowed)| deep > allowed);
        wrong.map(|(name, deep, _)| format!("{name} is {:.1} cm below the floor", deep * 100.0)).collect()
    });
}

#[test]
fn nobody_is_inside_furniture() {
    check(|scene, _, skeleton, _| {
        let hard = scene.pose.props.iter().filter(|p| !matches!(p.kind, PropKind::Bed | PropKind::Wedge));
        let mut out = vec![];
        for prop in hard {
            for point in Point::all() {
                let ball = point.ball(&scene.build, skeleton);
                let deep = surface::depth(prop, ball.centre, ball.radius) * scene.build.height_m;
                if deep > 0.025 {
                    out.push(format!("{} is {:.1} cm inside {}", point.name(), deep * 100.0, prop.id()));
                }
            }
        }
        out
    });
}

#[test]
fn standing_and_kneeling_bodies_balance() {
    check(|scene, _, skeleton, moments| {
        let over = overhang(&scene.build, skeleton, &scene.touching(moments)) * scene.build.height_m;
        let falls = scene.balances() && over > 0.01;
        falls.then(|| format!("weight is {:.1} cm outside the support", over * 100.0)).into_iter().collect()
    });
}

#[test]
fn joints_stay_in_their_range() {
    check(|_, posture, _, _| {
        let named = names().into_iter().zip(posture.angles);
        let outside = named.filter(|(name, q)| *q < range(name).0 - 1.0 || *q > range(name).1 + 1.0);
        outside.map(|(name, q)| format!("{name} = {q:.0}")).collect()
    });
}

#[test]
fn the_angles_of_the_files_are_what_is_drawn() {
    let mut wrong = vec![];
    for Take { slug, scene, .. } in takes().iter().step_by(3) {
        for (i, (moment, coordinates)) in scene.pose.moments().into_iter().enumerate() {
            for ((name, asked), drawn) in names().iter().zip(angles(coordinates)).zip(scene.moment(i).angles) {
                if (asked - drawn).abs() > 3.0 {
                    wrong.push(format!("{slug} {moment}: {name} is {asked}, drawn {drawn:.1}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} problems:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn exercises_for_both_sides_are_symmetric() {
    for slug in ["bridge", "constructive-rest", "legs-up-rest", "standing-hinge", "sit-to-stand", "pelvic-tilt"] {
        let scene = Scene::new(&poses()[slug], &bodies()[0]).expect("the catalogue's poses are right");
        for i in 0..scene.len() {
            let q = &scene.moment(i).angles;
            assert!(asymmetry(q) < 2.0, "{slug}: {:.1} degrees", asymmetry(q));
        }
    }
}

#[test]
fn a_mirrored_posture_puts_every_point_on_the_other_side() {
    let scene = Scene::new(&poses()["half-kneeling-tuck"], &bodies()[0]).expect("the catalogue's poses are right");
    let posture = scene.at(1.0);
    let turned = Skeleton::new(&scene.build, &mirrored(&posture.angles), posture.root.mirrored());
    let own = scene.skeleton(&posture);
    for point in Point::all().filter(|p| p.name().ends_with("_r")) {
        let twin = Point::named(&point.name().replace("_r", "_l"));
        let (a, b) = (point.ball(&scene.build, &own), twin[0].ball(&scene.build, &turned));
        assert!((a.centre.mirrored() - b.centre).norm() < 1e-9, "{}", point.name());
    }
}

#[test]
fn the_left_side_is_the_mirrored_picture() {
    let right = svg("table-stretch", &Options::default()).expect("a known slug");
    let left = svg("table-stretch", &Options { side: Side::Left, ..Options::default() }).expect("a known slug");
    let paths = |text: &str| text.matches("<path").count();
    assert_eq!(paths(&right), paths(&left));
    assert!(left.contains("matrix(-1 0 0 1 "));
}

#[test]
fn frames_share_one_picture_frame_and_move() {
    let shots = frames("camel", &bodies()[0], &Options::default(), 12).expect("a known slug");
    assert_eq!(shots.len(), 12);
    let view = |s: &str| s.split("viewBox=").nth(1).map(|v| v[..30].to_owned());
    assert!(shots.iter().all(|s| view(s) == view(&shots[0])));
    assert!(shots.windows(2).all(|w| w[0] != w[1]));
    let whole = svg("camel", &Options { at: 0.0, ..Options::default() }).expect("a known slug");
    assert_eq!(shots[0], whole);
}

/// Furniture that the exercise may ask for instead of a prop of this kind.
fn stands_for(kind: PropKind) -> &'static [&'static str] {
    match kind {
        PropKind::Mat => &["mat"],
        PropKind::Chair => &["chair"],
        PropKind::Bolster => &["bolster"],
        PropKind::Cushion | PropKind::Wedge => &["cushion", "bolster"],
        PropKind::Table => &["table"],
        PropKind::Bed => &["bed"],
        PropKind::Ball => &["ball"],
        PropKind::Block => &["block"],
        PropKind::Wall => &["wall"],
    }
}

#[test]
fn pictures_show_what_the_exercise_asks_for_and_nothing_else() {
    for (slug, exercise) in care::content::exercises() {
        let pose = &poses()[slug];
        let asked: BTreeSet<&str> = exercise.equipment.iter().flat_map(|item| item.split('|')).collect();
        for prop in &pose.props {
            let fits = stands_for(prop.kind).iter().any(|name| asked.contains(name));
            assert!(fits, "{slug}: the picture has {:?}, the exercise asks for {asked:?}", prop.kind);
        }
        let lies = ["supine", "prone", "side_lying"].contains(&exercise.position.as_str());
        let shown = matches!(pose.orientation, Orientation::Supine | Orientation::Prone | Orientation::SideLying);
        assert_eq!(lies, shown, "{slug}: {} and {:?}", exercise.position, pose.orientation);
    }
}

#[test]
fn a_tuck_tips_the_pelvis_back_and_opens_the_hip_by_as_much() {
    for slug in ["pelvic-tilt", "seated-pelvic-tilt", "standing-pelvic-tilt"] {
        let pose = &poses()[slug];
        let change = |name: &str| pose.end.get(name) - pose.start.get(name);
        let (tilt, hip) = (change("pelvis_tilt"), change("hip_flexion_r"));
        assert!(tilt > 8.0, "{slug}: {tilt}");
        assert!((tilt + hip).abs() < 10.0, "{slug}: the thigh turns by {} degrees", tilt + hip);
        assert!(change("lumbar_extension") < -8.0, "{slug}: the low back flattens");
    }
    let pose = &poses()["half-kneeling-tuck"];
    assert!(pose.end.get("pelvis_tilt") - pose.start.get("pelvis_tilt") > 8.0);
    assert!(pose.end.get("hip_flexion_r") < -10.0);
}

#[test]
fn pictures_are_well_formed_xml() {
    for slug in SLUGS {
        let picture = svg(slug, &Options { title: "<\"&\">".into(), ..Options::default() }).expect("a known slug");
        let mut reader = quick_xml::Reader::from_str(&picture);
        let mut paths = 0;
        loop {
            match reader.read_event().unwrap_or_else(|e| panic!("{slug}: {e}")) {
                quick_xml::events::Event::Empty(tag) if tag.name().as_ref() == "path" => paths += 1,
                quick_xml::events::Event::Eof => break,
                _ => {}
            }
        }
        assert!(paths > 12, "{slug}: {paths} paths");
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(24))]

    #[test]
    fn any_body_reaches_its_contacts_at_any_moment(
        height in 140.0..205.0_f64,
        sex in proptest::sample::select(vec![Sex::Female, Sex::Male, Sex::Unsaid]),
        slug in proptest::sample::select(SLUGS.to_vec()),
        at in 0.0..=1.0_f64,
    ) {
        let body = own::body(height, sex);
        let scene = Scene::new(&poses()[slug], &body).expect("the catalogue's poses are right");
        let skeleton = scene.skeleton(&scene.at(at));
        let always: Vec<usize> = (0..scene.len()).collect();
        for touch in scene.touching(&always).into_iter().filter(|t| t.lifts.is_empty()) {
            let miss = touch.distance(&scene.build, &skeleton) * scene.build.height_m;
            proptest::prop_assert!(miss < 0.02, "{} misses by {:.1} cm", touch.point.name(), miss * 100.0);
        }
    }
}

#[test]
fn names_that_dont_exist_are_refused() {
    assert_eq!(svg("handstand", &Options::default()), Err(Error::UnknownSlug("handstand".into())));
    let mut pose = poses()["bridge"].clone();
    pose.end.0.insert("knee_angel".into(), 3.0);
    assert_eq!(
        crate::draw(&pose, &bodies()[0], &Options::default()),
        Err(Error::UnknownCoordinate("knee_angel".into()))
    );
    let mut pose = poses()["bridge"].clone();
    pose.contacts[0].on = "ceiling".into();
    assert_eq!(crate::draw(&pose, &bodies()[0], &Options::default()), Err(Error::UnknownSurface("ceiling".into())));
}

#[test]
fn pictures_are_as_they_were() {
    for slug in ["constructive-rest", "half-kneeling-tuck", "seated-knee-lift"] {
        let options = Options { title: slug.to_owned(), ..Options::default() };
        insta::assert_snapshot!(slug, svg(slug, &options).expect("a known slug").replace("/><", "/>\n<"));
    }
}
