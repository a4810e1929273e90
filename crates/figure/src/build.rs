//! Body dimensions from stature and sex.
//!
//! Everything is a fraction of stature. Heights and breadths: ANSUR II 2012 (men / women), segment lengths checked
//! against de Leva 1996 (both in EVIDENCE 2G); lumbar joints after Christophy 2012.

use care::entry::Sex;

/// One body's proportions, as fractions of stature unless a unit is given.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Build {
    /// Stature [m].
    pub height_m: f64,
    /// Hip joint to knee joint. ANSUR trochanterion and epicondyle heights; de Leva men 0.2425.
    pub thigh: f64,
    /// Knee joint to ankle joint.
    pub shank: f64,
    /// Half the distance of the hip joints (scaled models: 167 mm).
    pub hip_half: f64,
    /// Half the distance of the shoulder joints (ANSUR biacromial breadth less the acromion's overhang).
    pub shoulder_half: f64,
    /// Shoulder joint to elbow (de Leva).
    pub upper_arm: f64,
    /// Elbow to wrist (de Leva).
    pub forearm: f64,
    /// Breadth of the pelvis beside the average of women and men (ANSUR hip breadth).
    pub pelvis_breadth: f64,
    /// Breadth of the waist and chest beside the average.
    pub chest_breadth: f64,
    /// Share of each part in the body's mass (de Leva).
    pub mass: Masses,
}

/// Shares of body mass (de Leva 1996).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Masses {
    /// One thigh.
    pub thigh: f64,
    /// One shank.
    pub shank: f64,
    /// One foot.
    pub foot: f64,
    /// Pelvis and low belly.
    pub lower_trunk: f64,
    /// Belly and low ribs.
    pub mid_trunk: f64,
    /// Chest and shoulders.
    pub upper_trunk: f64,
    /// Head and neck.
    pub head: f64,
    /// One upper arm.
    pub upper_arm: f64,
    /// One forearm.
    pub forearm: f64,
    /// One hand.
    pub hand: f64,
    /// Distance of the thigh's centre from the hip, share of its length.
    pub thigh_centre: f64,
}

const MALE: Build = Build {
    height_m: 1.756,
    thigh: 0.240,
    shank: 0.241,
    hip_half: 0.0480,
    shoulder_half: 0.106,
    upper_arm: 0.1618,
    forearm: 0.1545,
    pelvis_breadth: 0.96,
    chest_breadth: 1.01,
    mass: Masses {
        thigh: 0.1416,
        shank: 0.0433,
        foot: 0.0137,
        lower_trunk: 0.1117,
        mid_trunk: 0.1633,
        upper_trunk: 0.1596,
        head: 0.0694,
        upper_arm: 0.0271,
        forearm: 0.0162,
        hand: 0.0061,
        thigh_centre: 0.4095,
    },
};

const FEMALE: Build = Build {
    height_m: 1.628,
    thigh: 0.238,
    shank: 0.245,
    hip_half: 0.0510,
    shoulder_half: 0.100,
    upper_arm: 0.1586,
    forearm: 0.1523,
    pelvis_breadth: 1.05,
    chest_breadth: 0.99,
    mass: Masses {
        thigh: 0.1478,
        shank: 0.0481,
        foot: 0.0129,
        lower_trunk: 0.1247,
        mid_trunk: 0.1465,
        upper_trunk: 0.1545,
        head: 0.0668,
        upper_arm: 0.0255,
        forearm: 0.0138,
        hand: 0.0056,
        thigh_centre: 0.3612,
    },
};

impl Build {
    /// The body of a person of this stature [cm]; `Sex::Unsaid` is the average of the two tables.
    pub fn new(height_cm: f64, sex: Sex) -> Self {
        let table = match sex {
            Sex::Male => MALE,
            Sex::Female => FEMALE,
            Sex::Unsaid => average(),
        };
        Self { height_m: height_cm / 100.0, ..table }
    }
}

fn average() -> Build {
    let mean = |get: fn(&Build) -> f64| f64::midpoint(get(&MALE), get(&FEMALE));
    Build {
        height_m: 1.70,
        thigh: mean(|b| b.thigh),
        shank: mean(|b| b.shank),
        hip_half: mean(|b| b.hip_half),
        shoulder_half: mean(|b| b.shoulder_half),
        upper_arm: mean(|b| b.upper_arm),
        forearm: mean(|b| b.forearm),
        pelvis_breadth: 1.0,
        chest_breadth: 1.0,
        mass: Masses {
            thigh: mean(|b| b.mass.thigh),
            shank: mean(|b| b.mass.shank),
            foot: mean(|b| b.mass.foot),
            lower_trunk: mean(|b| b.mass.lower_trunk),
            mid_trunk: mean(|b| b.mass.mid_trunk),
            upper_trunk: mean(|b| b.mass.upper_trunk),
            head: mean(|b| b.mass.head),
            upper_arm: mean(|b| b.mass.upper_arm),
            forearm: mean(|b| b.mass.forearm),
            hand: mean(|b| b.mass.hand),
            thigh_centre: mean(|b| b.mass.thigh_centre),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_weigh_as_much_as_the_whole() {
        for sex in [Sex::Female, Sex::Male, Sex::Unsaid] {
            let m = Build::new(170.0, sex).mass;
            let limbs = m.thigh + m.shank + m.foot + m.upper_arm + m.forearm + m.hand;
            let sum = 2.0 * limbs + m.lower_trunk + m.mid_trunk + m.upper_trunk + m.head;
            assert!((sum - 1.0).abs() < 0.01, "{sex:?}: {sum}");
        }
    }
}
