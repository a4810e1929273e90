//! The body beside published figures: every row says what was expected, what came out, and whether it is inside.

use crate::engine::{Engine, Half, pose};
use crate::passive::{LUMBAR, Passive, riener};
use crate::settings::settings;
use crate::{Error, HipGeometry, with_hip_geometry};
use body::Model;
use serde::Serialize;

/// One comparison.
#[derive(Clone, Debug, Serialize)]
pub struct Check {
    /// What is compared.
    pub what: String,
    /// The published figure with its source.
    pub expected: String,
    /// What this body gives.
    pub found: String,
    /// Is it inside? Nothing where the figure is stated and not judged.
    pub inside: Option<bool>,
}

fn check(what: impl Into<String>, expected: impl Into<String>, found: impl Into<String>, inside: bool) -> Check {
    Check { inside: Some(inside), ..stated(what, expected, found) }
}

fn stated(what: impl Into<String>, expected: impl Into<String>, found: impl Into<String>) -> Check {
    Check { what: what.into(), expected: expected.into(), found: found.into(), inside: None }
}

/// All comparisons of a model with the muscles of `models/supple.osim`.
///
/// # Errors
/// [`Error::MissingPart`] when the model lacks a muscle or a coordinate.
pub fn validate(model: &Model) -> Result<Vec<Check>, Error> {
    let engine = Engine::new(model.clone())?;
    let points = Engine::new(with_hip_geometry(model, HipGeometry::Points)?)?;
    let mut checks = moment_arms(&engine)?;
    checks.extend(passive_hip(&engine));
    checks.extend(lumbar_arms(&engine)?);
    checks.extend(lengths_by_pose(&engine, &points));
    checks.push(force_ratios(&engine));
    checks.extend(gait(&engine, &points));
    Ok(checks)
}

fn arm_mm(engine: &Engine, muscle: &str, hip: f64) -> Result<f64, Error> {
    let index = engine
        .model()
        .muscle_index(muscle)
        .ok_or_else(|| Error::MissingPart { model: engine.model().name().to_owned(), what: muscle.to_owned() })?;
    Ok(engine.moment_arms(&pose(&[("hip_flexion", hip)]), "hip_flexion_r")?[index] * 1e3)
}

fn moment_arms(engine: &Engine) -> Result<Vec<Check>, Error> {
    let mut checks = Vec::new();
    for (name, muscle) in [("psoas", "psoas_L3_tp_r"), ("iliacus", "iliacus_r")] {
        let angles: Vec<f64> = (-30..=120).map(f64::from).collect();
        let arms = angles.iter().map(|a| arm_mm(engine, muscle, *a)).collect::<Result<Vec<f64>, _>>()?;
        let span = |from: f64, to: f64| {
            let own = angles.iter().zip(&arms).filter(|(a, _)| (from..=to).contains(*a)).map(|(_, v)| *v);
            own.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| (low.min(v), high.max(v)))
        };
        for (from, to) in [(-30.0, 100.0), (100.0, 120.0)] {
            let (low, high) = span(from, to);
            let inside = low >= 20.0 && high <= 45.0;
            let what = format!("{name}, moment arm about hip flexion, {from} to {to} degrees");
            checks.push(check(what, "20 to 45 mm (two published hips)", format!("{low:.1} to {high:.1} mm"), inside));
        }
        let what = format!("{name}, sign of the moment arm, -30 to 120 degrees");
        let (low, _) = span(-30.0, 120.0);
        checks.push(check(what, "bends the hip throughout", format!("smallest {low:.1} mm"), low > 0.0));
        let jump = arms.windows(2).map(|w| (w[1] - w[0]).abs()).fold(0.0, f64::max);
        let what = format!("{name}, largest step of the moment arm from degree to degree");
        checks.push(check(what, "smooth: at most 2 mm", format!("{jump:.2} mm"), jump <= 2.0));
    }
    Ok(checks)
}

fn passive_hip(engine: &Engine) -> Vec<Check> {
    let mut checks = Vec::new();
    for law in &settings().laws {
        let passive = Passive::new(engine, law);
        let at = |hip: f64, knee: f64| passive.hip(&pose(&[("hip_flexion", hip), ("knee_angle", knee)]));
        let (mut worst, mut least) = ((0.0, 0.0, 0.0), f64::INFINITY);
        for hip in (-20..=60).step_by(5).map(f64::from) {
            for knee in [0.0, 10.0, 20.0, 30.0, 45.0] {
                let moment = at(hip, knee);
                let error: f64 = (moment.total() - riener(hip, knee)).abs();
                least = least.min(moment.residual_flexor.min(moment.residual_extensor));
                if error > worst.0 {
                    worst = (error, hip, knee);
                }
            }
        }
        let name = &law.name;
        checks.push(check(
            format!("passive hip moment, {name} law, hip -20 to 60, knee 0 to 45: largest error"),
            "1.5 Nm (Riener and Edrich 1999)",
            format!("{:.2} Nm (hip {}, knee {})", worst.0, worst.1, worst.2),
            worst.0 <= 1.5,
        ));
        checks.push(check(
            format!("residual of the {name} law: smallest part"),
            "not negative",
            format!("{least:.2} Nm"),
            least >= 0.0,
        ));
        for hip in [-20.0, -10.0, 0.0] {
            let m = at(hip, 0.0);
            let percent = |part: f64, whole: f64| (100.0 * part / whole).round() + 0.0;
            let bends = m.psoas + m.iliacus + m.others + m.residual_flexor;
            checks.push(stated(
                format!("share of what bends the hip at {hip} degrees, {name} law"),
                "residual stated beside the muscles",
                format!(
                    "psoas {} %, iliacus {} %, other muscles {} %, residual {} % of {bends:.1} Nm",
                    percent(m.psoas, bends),
                    percent(m.iliacus, bends),
                    percent(m.others, bends),
                    percent(m.residual_flexor, bends)
                ),
            ));
        }
        for knee in [0.0, 10.0] {
            let (found, published) = (crossing(|hip| at(hip, knee).total()), crossing(|hip| riener(hip, knee)));
            checks.push(check(
                format!("hip angle without net passive moment, knee {knee}, {name} law"),
                format!("{published:.1} degrees, half a degree either way (Riener and Edrich 1999)"),
                format!("{found:.1} degrees"),
                (found - published).abs() <= 0.5,
            ));
        }
    }
    let found = crossing(|hip| engine.fiber(&pose(&[("hip_flexion", hip)]), Half::Right) - 1.0);
    checks.push(check(
        "hip angle at which the psoas fibers go slack, spine as in standing",
        "27 to 33 degrees",
        format!("{found:.1} degrees"),
        (27.0..=33.0).contains(&found),
    ));
    checks
}

/// The hip flexion from 0 to 60 [deg] at which a falling value becomes 0.
fn crossing(value: impl Fn(f64) -> f64) -> f64 {
    let (mut low, mut high) = (0.0, 60.0);
    for _ in 0..16 {
        let middle = f64::midpoint(low, high);
        if value(middle) > 0.0 {
            low = middle;
        } else {
            high = middle;
        }
    }
    f64::midpoint(low, high)
}

fn lumbar_arms(engine: &Engine) -> Result<Vec<Check>, Error> {
    let mut checks = Vec::new();
    for (joint, arches) in LUMBAR[..5].iter().zip([Some(false), Some(false), None, Some(true), Some(true)]) {
        let arms = engine.psoas_arms(&pose(&[]), &format!("{joint}_extension"))?;
        let own: Vec<f64> = arms.iter().map(|arm| arm * 1e3).collect();
        // Only fascicles that cross the joint have an arm; the mean is over what crosses, by force.
        let crossing = engine.fascicles().iter().zip(&own).filter(|(f, a)| f.half == Half::Right && a.abs() > 1e-9);
        let (sum, weight) = crossing.fold((0.0, 0.0), |(s, w), (f, a)| (s + f.force * a, w + f.force));
        let mean = sum / weight;
        let (low, high) = own.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), a| (l.min(*a), h.max(*a)));
        checks.push(check(
            format!("{joint}, moment arm of psoas, arching positive"),
            format!(
                "at most 20 mm; {} (Bogduk 1992)",
                match arches {
                    Some(true) => "arches the upper joints",
                    Some(false) => "bends the lower joints",
                    None => "between the two",
                }
            ),
            format!("mean {mean:+.1} mm ({low:+.1} to {high:+.1})"),
            arches.is_none_or(|arches| (mean > 0.0) == arches) && mean.abs() <= 20.0,
        ));
    }
    Ok(checks)
}

/// Poses of the splice calculation: name, hip, lumbar change, length change with Delp's hip [mm].
const BY_POSE: [(&str, f64, f64, f64); 9] = [
    ("legs on a chair, 90/90", 90.0, -30.0, -69.0),
    ("sitting upright", 75.0, -15.0, -57.0),
    ("lying, feet near the pelvis", 60.0, -25.0, -47.0),
    ("constructive rest", 45.0, -20.0, -35.0),
    ("bolster, legs straight", 15.0, -13.0, -12.0),
    ("lying flat", 0.0, -13.0, -1.0),
    ("half-kneeling, pelvis level", -10.0, 0.0, 6.5),
    ("half-kneeling, tucked", -15.0, -10.0, 8.8),
    ("camel-like", -15.0, 20.0, 9.7),
];

fn lengths_by_pose(engine: &Engine, points: &Engine) -> Vec<Check> {
    let change = |e: &Engine, hip: f64, lumbar: f64| {
        let at = pose(&[("hip_flexion", hip), ("lumbar_extension", lumbar)]);
        (e.length(&at, Half::Right) - e.length(&pose(&[]), Half::Right)) * 1e3
    };
    let row = |(name, hip, lumbar, published): &(&str, f64, f64, f64)| {
        let (own, other) = (change(engine, *hip, *lumbar), change(points, *hip, *lumbar));
        let within = |v: f64| (v - published).abs() <= 0.35 * published.abs() + 1.5;
        check(
            format!("psoas length, {name} (hip {hip}, lumbar {lumbar:+})"),
            format!("{published:+} mm, 35 % and 1.5 mm either way (Delp's hip on the lifting spine)"),
            format!("{own:+.1} mm; with Delp's hip {other:+.1}"),
            within(own) && within(other),
        )
    };
    BY_POSE.iter().map(row).collect()
}

/// Areas of the fascicles, upper ones first [mm2] (Bogduk 1992, as quoted by Christophy 2012).
const AREAS: [f64; 11] = [211.0, 61.0, 120.0, 211.0, 119.0, 101.0, 36.0, 161.0, 79.0, 173.0, 191.0];

fn force_ratios(engine: &Engine) -> Check {
    let own: Vec<f64> = engine.fascicles().iter().filter(|f| f.half == Half::Right).map(|f| f.force).collect();
    let (total, area): (f64, f64) = (own.iter().sum(), AREAS.iter().sum());
    let off = own.iter().zip(AREAS).map(|(f, a)| (f / total / (a / area) - 1.0).abs()).fold(0.0, f64::max);
    check(
        "forces of the eleven fascicles beside their areas",
        "in proportion (Bogduk 1992)",
        format!("largest difference {:.1} %", 100.0 * off),
        own.len() == AREAS.len() && off < 0.01,
    )
}

fn gait(engine: &Engine, points: &Engine) -> Vec<Check> {
    let change = |e: &Engine, hip: f64| {
        (e.length(&pose(&[("hip_flexion", hip)]), Half::Right) - e.length(&pose(&[]), Half::Right)) * 1e3
    };
    let late = -settings().walking.comfortable_extension;
    let peak = (-15..=35).map(f64::from).map(|hip| (hip, change(engine, hip))).filter(|(hip, _)| *hip >= late);
    let longest = peak.fold((0.0, f64::NEG_INFINITY), |best, at| if at.1 > best.1 { at } else { best });
    vec![
        check(
            "walking, hip 11 degrees back (M16)",
            "+4.6 mm (this hip), +7 mm (Delp's)",
            format!("{:+.1} mm; with Delp's hip {:+.1}", change(engine, late), change(points, late)),
            (change(engine, late) - 4.6).abs() < 0.5 && (change(points, late) - 7.0).abs() < 0.7,
        ),
        check(
            "walking, hip angle at which psoas is longest",
            "the end of stance",
            format!("{} degrees", longest.0),
            (longest.0 - late).abs() < f64::EPSILON,
        ),
    ]
}
