//! Evaluates one measurement.

use super::{
    angle::{ThighLength, ThighSource, from_height, height_bias, median, sd},
    error::MeasureError,
    result::{Length, MeasureResult},
    spec::{BolsterLimits, Geometry, Measure, MeasureKind, measure, measures},
};
use crate::{
    entry::{
        Measurement, PelvisControl, Profile, Reading,
        limits::{READINGS, Range, holds, limits},
    },
    words::{Args, Words, closest},
};

/// Inches and centimetres mixed: one reading is this many times another, within a tenth.
const INCH_CM: f64 = 2.54;
/// From a 95 % half-width of a difference of two results to that of one.
const ONE_OF_TWO: f64 = std::f64::consts::FRAC_1_SQRT_2;

/// Evaluates a measurement: one result with its error, in the person's words.
///
/// # Errors
/// [`MeasureError`] names the field that can't be right and what to do about it.
pub fn evaluate(m: &Measurement, profile: &Profile, words: &Words) -> Result<MeasureResult, MeasureError> {
    check(m, words)?;
    let spec = measure(&m.measure).expect("it was just checked");
    let check = Check { m, spec, words };
    match spec.kind {
        MeasureKind::SitToLie => check.bolster(),
        MeasureKind::ThomasFloor | MeasureKind::ThomasTable => check.angle(profile),
    }
}

/// Checks what a measurement says by itself, whoever was measured.
///
/// # Errors
/// As [`evaluate`].
pub fn check(m: &Measurement, words: &Words) -> Result<(), MeasureError> {
    let spec = measure(&m.measure).ok_or_else(|| unknown(&m.measure, words))?;
    Check { m, spec, words }.whole()
}

/// The bolster that a trial chooses [cm]; `None` for another measure, and for readings that can't be.
pub fn bolster_cm(m: &Measurement) -> Option<f64> {
    let spec = measure(&m.measure)?;
    let limits = spec.bolster.as_ref()?;
    let [lowest, highest] = spec.limits.height_cm;
    let heights: Vec<f64> = m.readings.iter().filter_map(|r| r.height_cm).collect();
    let can_be = !m.readings.is_empty() && heights.iter().all(|h| (lowest..=highest).contains(h));
    can_be.then(|| bolster_for(&heights, limits))
}

/// Thighs that never lift take the middle of what is usual.
fn bolster_for(heights: &[f64], limits: &BolsterLimits) -> f64 {
    let [from, to] = limits.usual_cm;
    half(if heights.is_empty() { f64::midpoint(from, to) } else { median(heights).min(limits.highest_cm) })
}

fn unknown(name: &str, words: &Words) -> MeasureError {
    let known = measures().keys().cloned().collect::<Vec<_>>().join(", ");
    let meant = closest(name, measures().keys().map(String::as_str)).map(str::to_owned);
    MeasureError {
        meant,
        ..MeasureError::new("unknown_measure", "measure", &[("name", &name), ("known", &known)], words)
    }
}

pub(super) struct Check<'a> {
    pub(super) m: &'a Measurement,
    pub(super) spec: &'static Measure,
    pub(super) words: &'a Words,
}

/// One reading, as an angle.
struct One {
    deg: f64,
    height_cm: Option<f64>,
    knee: Option<f64>,
}

impl Check<'_> {
    fn whole(&self) -> Result<(), MeasureError> {
        if self.spec.sided && self.m.side.is_none() {
            return Err(MeasureError::new("no_side", "side", &[], self.words));
        }
        if self.m.readings.is_empty() {
            return Err(MeasureError::new("no_readings", "readings", &[], self.words));
        }
        if self.m.readings.len() > READINGS {
            return Err(MeasureError::new("many_readings", "readings", &[("n", &READINGS)], self.words));
        }
        for (i, reading) in self.m.readings.iter().enumerate() {
            self.only_own_fields(i, reading)?;
            self.reading(i, reading)?;
        }
        self.mixed_units()
    }

    fn reading(&self, i: usize, r: &Reading) -> Result<(), MeasureError> {
        let limits = &self.spec.limits;
        if let (Some(knee), Some(range)) = (r.knee_angle_deg, limits.knee_deg) {
            self.in_range(knee, range, i, "knee_angle_deg", "knee_range")?;
        }
        if let (Some(angle), Some(range)) = (r.thigh_angle_deg, limits.angle_deg) {
            self.in_range(angle, range, i, "thigh_angle_deg", "angle_range")?;
        }
        let missing = match self.spec.kind {
            // Thighs that stay down have no height.
            MeasureKind::SitToLie => None,
            MeasureKind::ThomasFloor => Some("missing_height"),
            MeasureKind::ThomasTable => Some("missing_angle_or_height").filter(|_| r.thigh_angle_deg.is_none()),
        };
        match (r.height_cm, missing) {
            (Some(height), _) => self.height(height, i).map(drop),
            (None, Some(code)) => Err(MeasureError::new(code, at(i, "height_cm"), &[], self.words)),
            (None, None) => Ok(()),
        }
    }

    fn only_own_fields(&self, i: usize, reading: &Reading) -> Result<(), MeasureError> {
        let angle = self.spec.kind == MeasureKind::ThomasTable || reading.thigh_angle_deg.is_none();
        let knee = self.spec.limits.knee_deg.is_some() || reading.knee_angle_deg.is_none();
        for (own, name) in [(angle, "thigh_angle_deg"), (knee, "knee_angle_deg")] {
            if !own {
                let field = self.words.get(&format!("measures.field.{name}"));
                return Err(MeasureError::new("not_here", at(i, name), &[("field", &field)], self.words));
            }
        }
        Ok(())
    }

    fn in_range(&self, value: f64, range: Range, i: usize, name: &str, code: &str) -> Result<f64, MeasureError> {
        let [min, max] = range;
        if holds(range, value) {
            return Ok(value);
        }
        let shown =
            |number: f64| if name == "height_cm" { self.words.length(number) } else { trim(number).to_string() };
        let (min, max, value) = (shown(min), shown(max), shown(value));
        Err(MeasureError::new(code, at(i, name), &[("min", &min), ("max", &max), ("value", &value)], self.words))
    }

    fn height(&self, height: f64, i: usize) -> Result<f64, MeasureError> {
        // Half a centimetre below the floor is a tape that sags; more is a wrong sign.
        if self.spec.kind == MeasureKind::ThomasFloor && height < 0.0 {
            if height < -0.5 {
                return Err(MeasureError::new("height_below_floor", at(i, "height_cm"), &[], self.words));
            }
            return Ok(0.0);
        }
        self.in_range(height, self.spec.limits.height_cm, i, "height_cm", "height_range")
    }

    fn mixed_units(&self) -> Result<(), MeasureError> {
        let heights: Vec<(usize, f64)> = (self.m.readings.iter().enumerate())
            .filter_map(|(i, r)| r.height_cm.filter(|h| h.abs() >= 2.0).map(|h| (i, h)))
            .collect();
        for (i, a) in &heights {
            for (_, b) in &heights {
                // Far apart as well: two low readings may happen to stand in that ratio.
                if (b / a / INCH_CM - 1.0).abs() < 0.1 && (b - a).abs() > 5.0 {
                    return Err(MeasureError::new("mixed_units", at(*i, "height_cm"), &[], self.words));
                }
            }
        }
        Ok(())
    }

    fn thigh(&self, profile: &Profile, geometry: &Geometry) -> Result<ThighLength, MeasureError> {
        let limit = |value: Option<f64>, range: Range, field: &str, code: &str| match value {
            Some(v) if !holds(range, v) => {
                Err(MeasureError::new(code, field, &[("value", &self.words.length(v))], self.words))
            }
            _ => Ok(()),
        };
        limit(profile.thigh_length_cm, limits().thigh_length_cm, "profile.thigh_length_cm", "thigh_range")?;
        limit(profile.height_cm, limits().height_cm, "profile.height_cm", "stature_range")?;
        Ok(ThighLength::of(profile, geometry))
    }

    fn one(&self, i: usize, r: &Reading, thigh: &ThighLength, geometry: &Geometry) -> Result<One, MeasureError> {
        let range = self.spec.limits.angle_deg.unwrap_or([-90.0, 90.0]);
        let knee = r.knee_angle_deg;
        if let Some(deg) = r.thigh_angle_deg {
            return Ok(One { deg, height_cm: None, knee });
        }
        let height = r.height_cm.map(|height| self.height(height, i)).transpose()?.expect("it was checked to be there");
        let deg = from_height(height, thigh.cm, geometry).filter(|deg| holds(range, *deg));
        let unreachable = || {
            let thigh = self.words.length(thigh.cm);
            MeasureError::new("height_angle", at(i, "height_cm"), &[("thigh", &thigh)], self.words)
        };
        Ok(One { deg: deg.ok_or_else(unreachable)?, height_cm: Some(height), knee })
    }

    fn angle(&self, profile: &Profile) -> Result<MeasureResult, MeasureError> {
        let geometry = self.spec.geometry.as_ref().expect("an angle measure has its geometry: a test reads the file");
        let thigh = self.thigh(profile, geometry)?;
        let all = (self.m.readings.iter().enumerate())
            .map(|(i, r)| self.one(i, r, &thigh, geometry))
            .collect::<Result<Vec<One>, _>>()?;
        let by_angle = all.iter().any(|one| one.height_cm.is_none());
        let readings: Vec<f64> = all.iter().map(|one| one.deg).collect();
        let heights: Vec<f64> = all.iter().filter_map(|one| one.height_cm).collect();
        let value = median(&readings);
        let noise = self.noise(&readings);
        let tape = if by_angle { geometry.device_error_deg } else { height_bias(value, &thigh, geometry) };
        let knees: Vec<f64> = all.iter().filter_map(|one| one.knee).collect();
        let at_limit = geometry.flat_cm.is_some_and(|flat| !heights.is_empty() && median(&heights) <= flat);
        let error = (noise * ONE_OF_TWO).hypot(tape);
        let result = MeasureResult {
            hip_extension_deg: Some(value),
            error,
            noise,
            at_limit,
            length: self.length(value, error, at_limit, geometry.usual_deg),
            knee_angle_deg: (!knees.is_empty()).then(|| median(&knees)),
            thigh_length_cm: (!by_angle).then_some(thigh.cm),
            thigh_estimated: !by_angle && thigh.source != ThighSource::Measured,
            by_angle,
            ..self.blank(readings)
        };
        Ok(self.say_angle(result, &thigh, geometry))
    }

    /// The house's noise for three readings, wider for fewer, and never below the person's own repeat error.
    fn noise(&self, readings: &[f64]) -> f64 {
        let held = self.m.pelvis_control == PelvisControl::Held;
        let house = if held { self.spec.noise.same } else { self.spec.noise.otherwise };
        let n = readings.len() as f64;
        let few = (f64::from(self.spec.repeats) / n).sqrt().max(1.0);
        (house * few).max(own_noise(readings))
    }

    /// Short: the thigh does not reach level (clinical scoring, 2D), and the error leaves no room for a usual hip.
    fn length(&self, value: f64, error: f64, at_limit: bool, usual: f64) -> Length {
        if self.m.pelvis_control == PelvisControl::Arched {
            return Length::Unclear;
        }
        let flat = at_limit && self.m.pelvis_control == PelvisControl::Held;
        if value < 0.0 && value + error < usual && !at_limit {
            Length::Short
        } else if flat || value > error {
            Length::NotShort
        } else {
            Length::Unclear
        }
    }

    fn blank(&self, readings: Vec<f64>) -> MeasureResult {
        let highest = readings.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let lowest = readings.iter().copied().fold(f64::INFINITY, f64::min);
        MeasureResult {
            measure: self.m.measure.clone(),
            side: self.m.side,
            hip_extension_deg: None,
            error: self.spec.noise.same,
            noise: self.spec.noise.same,
            at_limit: false,
            spread: if readings.is_empty() { 0.0 } else { highest - lowest },
            repeat_sd: sd(&readings),
            readings,
            length: Length::Unclear,
            knee_angle_deg: None,
            two_joint: None,
            thigh_length_cm: None,
            thigh_estimated: false,
            bolster_cm: None,
            pelvis_control: self.m.pelvis_control,
            helper: self.m.helper,
            by_angle: false,
            context: self.m.context,
            sentences: vec![],
            how: String::new(),
            notes: vec![],
        }
    }

    fn bolster(&self) -> Result<MeasureResult, MeasureError> {
        let limits = self.spec.bolster.as_ref().expect("the bolster trial has its heights: a test reads the file");
        let words = self.words;
        let given = self.m.readings.iter().enumerate().filter_map(|(i, r)| r.height_cm.map(|h| (i, h)));
        let heights = given.map(|(i, h)| self.height(h, i)).collect::<Result<Vec<f64>, _>>()?;
        let mut result = self.blank(heights);
        result.noise = result.noise.max(own_noise(&result.readings));
        result.error = result.error.max(own_noise(&result.readings) * ONE_OF_TWO);
        result.bolster_cm = Some(bolster_for(&result.readings, limits));
        let sentence = if result.readings.is_empty() {
            let [from, to] = limits.usual_cm;
            words.say("measures.result.bolster_never", &[("usual", &words.length_range(from, to))])
        } else {
            let height = median(&result.readings);
            let about = |cm| words.about_length(cm);
            let key = if height > limits.highest_cm { "bolster_high" } else { "bolster" };
            let args: Args<'_> =
                &[("value", &about(height)), ("error", &about(result.error)), ("highest", &about(limits.highest_cm))];
            words.say(&format!("measures.result.{key}"), args)
        };
        result.sentences = vec![sentence, words.get("measures.result.bolster_worth")];
        result.how = words.get("measures.sit-to-lie.computed");
        if result.spread > 2.0 * self.spec.noise.same {
            result.notes.push(words.say("measures.note.spread_cm", &[("value", &words.about_length(result.spread))]));
        }
        Ok(result)
    }
}

/// From the scatter of some readings: how much two results of as many may differ by chance (95 %).
fn own_noise(readings: &[f64]) -> f64 {
    1.96 * std::f64::consts::SQRT_2 * sd(readings) / (readings.len().max(1) as f64).sqrt()
}

fn at(i: usize, field: &str) -> String {
    format!("readings[{i}].{field}")
}

/// Rounded to a whole number, for sentences.
#[expect(clippy::cast_possible_truncation, reason = "degrees and centimetres of a body are far below i64's range")]
pub(super) fn whole(value: f64) -> i64 {
    value.round() as i64
}

/// "one degree", "6 degrees": the size of a difference in whole degrees.
pub(crate) fn degrees(value: f64, words: &Words) -> String {
    words.count("measures.degrees", u32::try_from(whole(value.abs())).unwrap_or(u32::MAX), &[])
}

fn half(value: f64) -> f64 {
    (value * 2.0).round() / 2.0
}

/// Rounded to a tenth.
pub(super) fn trim(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}
