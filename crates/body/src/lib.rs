//! A musculoskeletal engine: model, kinematics, muscle paths, moment arms.
