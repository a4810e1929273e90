//! What holds for every movement of the catalogue, thirty times in a cycle, on three bodies.

use std::sync::LazyLock;

use care::content::pose::{PropKind, poses};

use super::*;
use crate::{
    balance::overhang,
    camera::steps,
    landmarks::Point,
    own::bodies,
    range::range,
    skeleton::{Skeleton, names},
    surface,
};

const SAMPLES: u32 = 30;

struct Take {
    slug: &'static str,
    scene: Scene<'static>,
    movement: Movement,
}

fn takes() -> &'static [Take] {
    static ALL: LazyLock<Vec<Take>> = LazyLock::new(|| {
        let all = poses().iter().flat_map(|(slug, pose)| bodies().iter().map(move |body| (slug, pose, body)));
        all.map(|(slug, pose, body)| {
            let scene = Scene::new(pose, body).unwrap_or_else(|e| panic!("{slug}: {e}"));
            let movement = Movement::new(&scene, Tempo::of(slug));
            Take { slug, scene, movement }
        })
        .collect()
    });
    &ALL
}

/// Runs a check at thirty times of every movement and lists what fails.
fn check(find: impl Fn(&Take, f64, &Skeleton, &[usize]) -> Vec<String>) {
    let mut wrong = vec![];
    for take in takes() {
        for i in 0..SAMPLES {
            let t = take.movement.duration() * f64::from(i) / f64::from(SAMPLES);
            let skeleton = take.scene.skeleton(&take.movement.at(t));
            for problem in find(take, t, &skeleton, &take.movement.between(t)) {
                wrong.push(format!("{}, {t:.1} s, {:.2} m: {problem}", take.slug, take.scene.build.height_m));
            }
        }
    }
    assert!(wrong.is_empty(), "{} problems:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn contacts_hold_and_those_that_stay_dont_slide() {
    check(|Take { scene, .. }, _, skeleton, moments| {
        let metres = scene.build.height_m;
        let held = scene.touching(moments).into_iter();
        let missed = held.map(|t| (t.point.name(), "misses", t.distance(&scene.build, skeleton)));
        let anchors = scene.staying(moments).into_iter();
        let slid = anchors
            .map(|(point, at)| (point.name(), "slides", (point.ball(&scene.build, skeleton).centre - at).norm()));
        let wrong = missed.chain(slid).filter(|(_, _, by)| by * metres > 0.01);
        wrong.map(|(name, does, by)| format!("{name} {does} by {:.1} cm", by * metres * 100.0)).collect()
    });
}

#[test]
fn nothing_sinks() {
    check(|Take { scene, .. }, _, skeleton, _| {
        let hard = |p: &&care::content::pose::Prop| !matches!(p.kind, PropKind::Bed | PropKind::Wedge);
        let mut out = vec![];
        for point in Point::all() {
            let ball = point.ball(&scene.build, skeleton);
            let into = |depth: f64| depth * scene.build.height_m;
            if into(ball.radius - ball.centre.1) > 0.01 {
                out.push(format!(
                    "{} is {:.1} cm below the floor",
                    point.name(),
                    into(ball.radius - ball.centre.1) * 100.0
                ));
            }
            for prop in scene.pose.props.iter().filter(hard) {
                let deep = into(surface::depth(prop, ball.centre, ball.radius));
                // Flesh gives more on furniture than the balls do.
                if deep > 0.025 {
                    out.push(format!("{} is {:.1} cm inside {}", point.name(), deep * 100.0, prop.id()));
                }
            }
        }
        out
    });
}

#[test]
fn joints_stay_in_their_range_and_turn_slowly() {
    let mut wrong = vec![];
    for Take { slug, scene, movement } in takes() {
        let n = steps(movement.duration() / 0.05);
        let each = movement.duration() / n as f64;
        let mut before = movement.at(0.0).angles;
        for i in 1..=n {
            let t = each * i as f64;
            let now = movement.at(t).angles;
            for (k, name) in names().iter().enumerate() {
                let speed = (now[k] - before[k]).abs() / each;
                let (low, high) = range(name);
                if speed > 120.0 || now[k] < low - 1.0 || now[k] > high + 1.0 {
                    let metres = scene.build.height_m;
                    wrong.push(format!("{slug}, {t:.1} s, {metres:.2} m: {name} {:.0} at {speed:.0} deg/s", now[k]));
                }
            }
            before = now;
        }
    }
    assert!(wrong.is_empty(), "{} problems:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_cycle_ends_as_it_begins_and_breathing_never_stops() {
    for Take { slug, movement, .. } in takes() {
        let end = movement.duration();
        let (first, last) = (movement.at(0.0), movement.at(end - 1e-6));
        let apart = first.angles.iter().zip(&last.angles).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
        assert!(apart < 0.1 && (first.root - last.root).norm() < 1e-3, "{slug}: {apart} degrees");
        let breaths = end / movement.tempo().breath_s();
        assert!((breaths - breaths.round()).abs() < 1e-6, "{slug}: {breaths} breaths");
        let breath = |t: f64| movement.at(t).breath;
        let moves = |t: f64| (breath(t + 0.5) - breath(t)).abs() + (breath(t + 0.25) - breath(t)).abs() > 1e-3;
        assert!((0..steps(end)).all(|i| moves(i as f64)), "{slug} holds its breath");
        let idle = movement.span(Phase::Enter).from + end - movement.span(Phase::Back).to;
        assert!(
            movement.tempo().pace == Pace::Breathe || idle > movement.tempo().breath_s() - 1e-9,
            "{slug}: {idle} s at the start"
        );
        let mut at = 0.0;
        for span in movement.spans() {
            assert!((span.from - at).abs() < 1e-9 && span.to > span.from, "{slug}: {span:?}");
            at = span.to;
        }
        assert!((at - end).abs() < 1e-9, "{slug}");
    }
}

#[test]
fn those_who_stand_or_kneel_balance() {
    check(|Take { scene, .. }, _, skeleton, moments| {
        let over = overhang(&scene.build, skeleton, &scene.touching(moments)) * scene.build.height_m;
        let falls = scene.balances() && over > 0.015;
        falls.then(|| format!("weight is {:.1} cm outside the support", over * 100.0)).into_iter().collect()
    });
}

#[test]
fn a_stretch_is_entered_within_a_few_breaths_and_held_for_whole_ones() {
    for Take { slug, movement, .. } in takes().iter().filter(|take| take.movement.tempo().pace == Pace::Hold) {
        let (enter, hold) = (movement.span(Phase::Enter), movement.span(Phase::Hold));
        assert!((3.0..=20.0).contains(&(enter.to - enter.from)), "{slug}: {enter:?}");
        let breaths = (hold.to - hold.from) / movement.tempo().breath_s();
        assert!(breaths > 1.9 && (breaths - breaths.round()).abs() < 1e-6, "{slug}: {breaths} breaths");
    }
}

#[test]
fn every_step_of_an_exercise_is_shown_once_and_long_enough_to_read() {
    let words = care::words::Words::load("en").expect("English is embedded");
    for Take { slug, movement, .. } in takes().iter().step_by(3) {
        let n = words.list(&format!("exercises.{slug}.steps")).len();
        let mut steps: Vec<usize> = movement.marks().iter().map(|m| m.step).collect();
        steps.sort_unstable();
        assert_eq!(steps, (0..n).collect::<Vec<_>>(), "{slug}");
        for mark in movement.marks() {
            assert!(mark.to - mark.from > 0.85, "{slug}: {mark:?}");
        }
    }
}

#[test]
fn films_are_fine_where_something_moves_and_short() {
    for Take { slug, movement, .. } in takes() {
        let times = movement.times();
        assert!(times.windows(2).all(|w| w[1] > w[0] && w[1] - w[0] < 0.76), "{slug}");
        assert!(times.len() < 160, "{slug}: {}", times.len());
        for pair in times.windows(2) {
            let (a, b) = (movement.at(pair[0]), movement.at(pair[1]));
            let turn = a.angles.iter().zip(&b.angles).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
            assert!(turn < 37.0, "{slug}: {turn} degrees at {:.1} s", pair[0]);
        }
    }
}

/// What is meant to slide.
const SLIDING: [(&str, &str); 3] =
    [("knee-hug-slide", "heel"), ("chair-hip-stretch", "toe"), ("chair-hip-stretch", "ball")];

#[test]
fn what_rests_on_something_stays_where_it_is() {
    let mut wrong = vec![];
    for Take { slug, scene, .. } in takes() {
        let rests = scene.touches.iter().filter(|t| t.carries && !SLIDING.contains(&(*slug, t.point.stem())));
        for touch in rests {
            for i in (1..scene.len()).filter(|i| touch.holds(&[i - 1, *i])) {
                let at = |i: usize| touch.point.ball(&scene.build, &scene.skeleton(scene.moment(i))).centre;
                let slid = (at(i) - at(i - 1)).norm() * scene.build.height_m;
                // A rolling ball of flesh moves by that much.
                if slid > 0.045 {
                    let metres = scene.build.height_m;
                    wrong.push(format!(
                        "{slug}, {metres:.2} m: {} slides by {:.1} cm",
                        touch.point.name(),
                        slid * 100.0
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} problems:\n{}", wrong.len(), wrong.join("\n"));
}
