//! How fast an exercise is done: read from the catalogue.

use care::content::{self, Breath, Kind, pose::poses};

/// What is done with the movement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// Gone into slowly and held: stretches, measures.
    Hold,
    /// As [`Pace::Hold`], held for longer: quiet rests.
    Rest,
    /// There and back with each breath.
    Repeat,
    /// The movement is the breath itself.
    Breathe,
}

/// The pace of one exercise.
#[derive(Clone, Debug, PartialEq)]
pub struct Tempo {
    /// What is done with the movement.
    pub pace: Pace,
    /// Breathing in [s].
    pub in_s: f64,
    /// Breathing out [s].
    pub out_s: f64,
}

/// A calm breath, for measures [s].
const CALM: (f64, f64) = (4.0, 5.0);

impl Tempo {
    /// The tempo of an exercise: repeated with the breath when it has repetitions, held otherwise. A measure is held.
    pub fn of(slug: &str) -> Self {
        let exercise = content::exercises().get(slug);
        let pace = match exercise {
            _ if poses().get(slug).is_some_and(|pose| pose.breath) => Pace::Breathe,
            Some(e) if e.kind == Kind::Rest => Pace::Rest,
            Some(e) if e.dose.repetitions.is_some() => Pace::Repeat,
            _ => Pace::Hold,
        };
        let (in_s, out_s) = exercise.map_or(CALM, |e| {
            let Breath { in_s, out_s, .. } = e.breath;
            (in_s, out_s)
        });
        Self { pace, in_s, out_s }
    }

    /// One breath [s].
    pub fn breath_s(&self) -> f64 {
        self.in_s + self.out_s
    }

    /// How far breathed in at `t` [s] of a clock that begins with a breath in: 0 to 1, never still.
    pub fn breath(&self, t: f64) -> f64 {
        let into = t.rem_euclid(self.breath_s());
        let share = if into < self.in_s { into / self.in_s } else { 1.0 + (into - self.in_s) / self.out_s };
        0.5 - 0.5 * (share * std::f64::consts::PI).cos()
    }

    /// How deep such a breath is, beside the deepest.
    pub fn depth(&self) -> f64 {
        match self.pace {
            Pace::Breathe => 1.0,
            Pace::Rest => 0.6,
            _ => 0.45,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_catalogue_says_how_fast() {
        assert_eq!(Tempo::of("bridge"), Tempo { pace: Pace::Repeat, in_s: 3.0, out_s: 3.0 });
        assert_eq!(Tempo::of("half-kneeling-tuck").pace, Pace::Hold);
        assert_eq!(Tempo::of("legs-up-rest").pace, Pace::Rest);
        assert_eq!(Tempo::of("seated-breathing").pace, Pace::Breathe);
        assert_eq!(Tempo::of("thomas-floor"), Tempo { pace: Pace::Hold, in_s: 4.0, out_s: 5.0 });
    }

    #[test]
    fn a_breath_goes_in_and_out_and_never_stands_still() {
        let tempo = Tempo { pace: Pace::Hold, in_s: 4.0, out_s: 6.0 };
        assert!(tempo.breath(0.0).abs() < 1e-12 && (tempo.breath(4.0) - 1.0).abs() < 1e-12);
        assert!((tempo.breath(2.0) - 0.5).abs() < 1e-12 && (tempo.breath(17.0) - 0.5).abs() < 1e-12);
        let steps = (0..100).map(|i| tempo.breath(f64::from(i + 1) * 0.1) - tempo.breath(f64::from(i) * 0.1));
        assert!(steps.into_iter().all(|change| change.abs() > 1e-4));
    }
}
