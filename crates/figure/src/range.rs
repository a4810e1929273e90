//! Ranges of motion that a pose may use [deg]: passive limits of a supple adult, rounded outwards, so that a wrong
//! sign or a knee bent backwards is found.

/// Lowest and highest angle of a coordinate, by its name without the side.
///
/// Hip, knee and ankle: the coordinate ranges of the Rajagopal model, wider where lying postures need it; the others
/// from general handbooks.
pub fn range(name: &str) -> (f64, f64) {
    let stem = name.strip_suffix("_r").or_else(|| name.strip_suffix("_l")).unwrap_or(name);
    match stem {
        "pelvis_tilt" | "pelvis_list" | "pelvis_rotation" => (-180.0, 180.0),
        "lumbar_extension" => (-55.0, 45.0),
        "lumbar_bending" => (-35.0, 35.0),
        "lumbar_rotation" => (-40.0, 40.0),
        "neck_extension" => (-60.0, 70.0),
        "neck_bending" => (-45.0, 45.0),
        "neck_rotation" => (-80.0, 80.0),
        "hip_flexion" => (-30.0, 130.0),
        "hip_adduction" => (-50.0, 30.0),
        "hip_rotation" => (-50.0, 45.0),
        "knee_angle" | "elbow_flex" => (0.0, 150.0),
        "ankle_angle" => (-60.0, 40.0),
        "mtp_angle" => (-30.0, 85.0),
        "arm_flex" => (-65.0, 185.0),
        "arm_add" => (-185.0, 60.0),
        "arm_rot" => (-110.0, 110.0),
        "pro_sup" => (-10.0, 180.0),
        "wrist_flex" => (-85.0, 85.0),
        _ => (0.0, 0.0),
    }
}
