//! What muscles are made of: parameters, and the shapes of their curves.

/// What all muscle models share, and what is special to one.
#[derive(Clone, Debug, PartialEq)]
pub struct MuscleParameters {
    /// \[N\], not negative.
    pub max_isometric_force: f64,
    /// \[m\], positive.
    pub optimal_fiber_length: f64,
    /// \[m\], not negative.
    pub tendon_slack_length: f64,
    /// \[rad\], 0 up to below pi/2.
    pub pennation_angle_at_optimal: f64,
    /// [optimal fiber lengths per second], positive.
    pub max_contraction_velocity: f64,
    /// Whether the file asks for a rigid tendon.
    pub ignore_tendon_compliance: bool,
    /// Curves of one published model.
    pub model: MuscleModel,
}

/// The published muscle model and its shape parameters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum MuscleModel {
    /// Thelen (2003).
    Thelen2003(Thelen2003),
    /// Millard et al. (2013), called Millard2012 in OpenSim.
    Millard2012(Millard2012),
    /// De Groote, Kinney, Rao and Fregly (2016).
    DeGrooteFregly2016(DeGrooteFregly2016),
}

/// Shape parameters of `Thelen2003Muscle`; [`Default`] is OpenSim's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Thelen2003 {
    /// Tendon strain at maximum isometric force.
    pub fmax_tendon_strain: f64,
    /// Passive fiber strain at maximum isometric force.
    pub fmax_muscle_strain: f64,
    /// Width of the Gaussian of the active curve.
    pub k_shape_active: f64,
    /// Steepness of the passive exponential.
    pub k_shape_passive: f64,
    /// Force-velocity shape.
    pub af: f64,
    /// Largest normalized lengthening force.
    pub f_len: f64,
}

impl Default for Thelen2003 {
    fn default() -> Self {
        Self {
            fmax_tendon_strain: 0.04,
            fmax_muscle_strain: 0.6,
            k_shape_active: 0.45,
            k_shape_passive: 5.0,
            af: 0.25,
            f_len: 1.4,
        }
    }
}

/// Shape parameters of the three length curves of `Millard2012EquilibriumMuscle`; [`Default`] is OpenSim's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Millard2012 {
    /// Active force over fiber length.
    pub active: ActiveForceLengthCurve,
    /// Passive force over fiber length.
    pub passive: FiberForceLengthCurve,
    /// Tendon force over tendon length.
    pub tendon: TendonForceLengthCurve,
    /// The largest angle between fiber and tendon \[rad\]: the fiber gets no shorter than it is there.
    pub maximum_pennation_angle: f64,
}

impl Default for Millard2012 {
    fn default() -> Self {
        Self {
            active: ActiveForceLengthCurve::default(),
            passive: FiberForceLengthCurve::default(),
            tendon: TendonForceLengthCurve::default(),
            maximum_pennation_angle: 0.1_f64.acos(),
        }
    }
}

/// `ActiveForceLengthCurve`; lengths are in optimal fiber lengths.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ActiveForceLengthCurve {
    /// Below this length only the minimum value is left.
    pub min_norm_active_fiber_length: f64,
    /// Where the steep becomes the shallow ascending limb.
    pub transition_norm_fiber_length: f64,
    /// Above this length only the minimum value is left.
    pub max_norm_active_fiber_length: f64,
    /// Slope of the shallow ascending limb.
    pub shallow_ascending_slope: f64,
    /// The value at both ends.
    pub minimum_value: f64,
}

impl Default for ActiveForceLengthCurve {
    fn default() -> Self {
        Self {
            min_norm_active_fiber_length: 0.47 - 0.0259,
            transition_norm_fiber_length: 0.73,
            max_norm_active_fiber_length: 1.8123,
            shallow_ascending_slope: 0.8616,
            minimum_value: 0.1,
        }
    }
}

/// `FiberForceLengthCurve`. Stiffness and curviness are left out of most files and then follow from the strain.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FiberForceLengthCurve {
    /// Strain at which force begins.
    pub strain_at_zero_force: f64,
    /// Strain at maximum isometric force.
    pub strain_at_one_norm_force: f64,
    /// Slope where the curve becomes nearly straight [normalized force per strain].
    pub stiffness_at_low_force: Option<f64>,
    /// Slope at maximum isometric force.
    pub stiffness_at_one_norm_force: Option<f64>,
    /// 0 (straight) to 1 (sharp bend).
    pub curviness: Option<f64>,
}

impl Default for FiberForceLengthCurve {
    fn default() -> Self {
        Self {
            strain_at_zero_force: 0.0,
            strain_at_one_norm_force: 0.7,
            stiffness_at_low_force: None,
            stiffness_at_one_norm_force: None,
            curviness: None,
        }
    }
}

/// `TendonForceLengthCurve`. What is left out of the file follows from the strain.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TendonForceLengthCurve {
    /// Strain at maximum isometric force.
    pub strain_at_one_norm_force: f64,
    /// Slope at maximum isometric force.
    pub stiffness_at_one_norm_force: Option<f64>,
    /// Normalized force at which the curve becomes straight.
    pub norm_force_at_toe_end: Option<f64>,
    /// 0 (straight) to 1 (sharp bend).
    pub curviness: Option<f64>,
}

impl Default for TendonForceLengthCurve {
    fn default() -> Self {
        Self {
            strain_at_one_norm_force: 0.049,
            stiffness_at_one_norm_force: None,
            norm_force_at_toe_end: None,
            curviness: None,
        }
    }
}

/// Shape parameters of `DeGrooteFregly2016Muscle`; [`Default`] is OpenSim's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DeGrooteFregly2016 {
    /// Factor on the width of the active curve.
    pub active_force_width_scale: f64,
    /// Passive fiber strain at maximum isometric force.
    pub passive_fiber_strain_at_one_norm_force: f64,
    /// Tendon strain at maximum isometric force.
    pub tendon_strain_at_one_norm_force: f64,
    /// Whether the passive force is left out.
    pub ignore_passive_fiber_force: bool,
}

impl Default for DeGrooteFregly2016 {
    fn default() -> Self {
        Self {
            active_force_width_scale: 1.0,
            passive_fiber_strain_at_one_norm_force: 0.6,
            tendon_strain_at_one_norm_force: 0.049,
            ignore_passive_fiber_force: false,
        }
    }
}
