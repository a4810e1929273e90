//! Muscle parameters; what a file leaves out has OpenSim's default.

use body::model::{
    ActiveForceLengthCurve, DeGrooteFregly2016, FiberForceLengthCurve, Millard2012, MuscleModel, MuscleParameters,
    TendonForceLengthCurve, Thelen2003,
};

use super::Result;
use super::props::Props;

/// The parameters of a muscle; `None` for what is no muscle, or one whose curves are not computed.
pub(super) fn parameters(muscle: Props<'_>) -> Result<Option<MuscleParameters>> {
    let model = match muscle.element.tag.as_str() {
        "Thelen2003Muscle" => MuscleModel::Thelen2003(thelen(muscle, Thelen2003::default())?),
        "Thelen2003Muscle_Deprecated" => MuscleModel::Thelen2003(thelen(muscle, THELEN_DEPRECATED)?),
        "Millard2012EquilibriumMuscle" => MuscleModel::Millard2012(millard(muscle, 0.1)?),
        "Millard2012AccelerationMuscle" => MuscleModel::Millard2012(millard(muscle, 0.0)?),
        "DeGrooteFregly2016Muscle" => MuscleModel::DeGrooteFregly2016(de_groote(muscle)?),
        _ => return Ok(None),
    };
    Ok(Some(MuscleParameters {
        max_isometric_force: muscle.number("max_isometric_force", 1000.0)?,
        optimal_fiber_length: muscle.number("optimal_fiber_length", 0.1)?,
        tendon_slack_length: muscle.number("tendon_slack_length", 0.2)?,
        pennation_angle_at_optimal: muscle.number("pennation_angle_at_optimal", 0.0)?,
        max_contraction_velocity: muscle.number("max_contraction_velocity", 10.0)?,
        ignore_tendon_compliance: muscle.boolean("ignore_tendon_compliance", false)?,
        model,
    }))
}

/// Shape values of OpenSim's deprecated class where the file says nothing.
const THELEN_DEPRECATED: Thelen2003 = Thelen2003 {
    fmax_tendon_strain: 0.033,
    fmax_muscle_strain: 0.6,
    k_shape_active: 0.5,
    k_shape_passive: 4.0,
    af: 0.3,
    f_len: 1.8,
};

fn thelen(p: Props<'_>, d: Thelen2003) -> Result<Thelen2003> {
    Ok(Thelen2003 {
        fmax_tendon_strain: p.number("FmaxTendonStrain", d.fmax_tendon_strain)?,
        fmax_muscle_strain: p.number("FmaxMuscleStrain", d.fmax_muscle_strain)?,
        k_shape_active: p.number("KshapeActive", d.k_shape_active)?,
        k_shape_passive: p.number("KshapePassive", d.k_shape_passive)?,
        af: p.number("Af", d.af)?,
        f_len: p.number("Flen", d.f_len)?,
    })
}

fn millard(muscle: Props<'_>, minimum_value: f64) -> Result<Millard2012> {
    let mut curves = Millard2012::default();
    curves.active.minimum_value = minimum_value;
    curves.maximum_pennation_angle = muscle.number("maximum_pennation_angle", curves.maximum_pennation_angle)?;
    if let Some(p) = muscle.inside("ActiveForceLengthCurve") {
        curves.active = active(p, curves.active)?;
    }
    if let Some(p) = muscle.inside("FiberForceLengthCurve") {
        curves.passive = passive(p, curves.passive)?;
    }
    if let Some(p) = muscle.inside("TendonForceLengthCurve") {
        curves.tendon = tendon(p, curves.tendon)?;
    }
    Ok(curves)
}

fn active(p: Props<'_>, d: ActiveForceLengthCurve) -> Result<ActiveForceLengthCurve> {
    Ok(ActiveForceLengthCurve {
        min_norm_active_fiber_length: p.number("min_norm_active_fiber_length", d.min_norm_active_fiber_length)?,
        transition_norm_fiber_length: p.number("transition_norm_fiber_length", d.transition_norm_fiber_length)?,
        max_norm_active_fiber_length: p.number("max_norm_active_fiber_length", d.max_norm_active_fiber_length)?,
        shallow_ascending_slope: p.number("shallow_ascending_slope", d.shallow_ascending_slope)?,
        minimum_value: p.number("minimum_value", d.minimum_value)?,
    })
}

fn passive(p: Props<'_>, d: FiberForceLengthCurve) -> Result<FiberForceLengthCurve> {
    Ok(FiberForceLengthCurve {
        strain_at_zero_force: p.number("strain_at_zero_force", d.strain_at_zero_force)?,
        strain_at_one_norm_force: p.number("strain_at_one_norm_force", d.strain_at_one_norm_force)?,
        stiffness_at_low_force: p.optional_number("stiffness_at_low_force")?,
        stiffness_at_one_norm_force: p.optional_number("stiffness_at_one_norm_force")?,
        curviness: p.optional_number("curviness")?,
    })
}

fn tendon(p: Props<'_>, d: TendonForceLengthCurve) -> Result<TendonForceLengthCurve> {
    Ok(TendonForceLengthCurve {
        strain_at_one_norm_force: p.number("strain_at_one_norm_force", d.strain_at_one_norm_force)?,
        stiffness_at_one_norm_force: p.optional_number("stiffness_at_one_norm_force")?,
        norm_force_at_toe_end: p.optional_number("norm_force_at_toe_end")?,
        curviness: p.optional_number("curviness")?,
    })
}

fn de_groote(p: Props<'_>) -> Result<DeGrooteFregly2016> {
    let d = DeGrooteFregly2016::default();
    let strain = "passive_fiber_strain_at_one_norm_force";
    let tendon = "tendon_strain_at_one_norm_force";
    Ok(DeGrooteFregly2016 {
        active_force_width_scale: p.number("active_force_width_scale", d.active_force_width_scale)?,
        passive_fiber_strain_at_one_norm_force: p.number(strain, d.passive_fiber_strain_at_one_norm_force)?,
        tendon_strain_at_one_norm_force: p.number(tendon, d.tendon_strain_at_one_norm_force)?,
        ignore_passive_fiber_force: p.boolean("ignore_passive_fiber_force", d.ignore_passive_fiber_force)?,
    })
}
