//! Supple's own body at some sizes, for tests.

use std::{path::Path, sync::LazyLock};

use care::entry::Sex;

use crate::Body;

/// Supple's own body, scaled to a stature [cm].
pub fn body(height_cm: f64, sex: Sex) -> Body {
    static MODEL: LazyLock<body::Model> = LazyLock::new(|| {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models/supple.osim");
        osim::read_model(&file).expect("our own model").model
    });
    let size = mechanics::BodySize { height_m: height_cm / 100.0, sex, ..mechanics::BodySize::of_the_model() };
    let model = mechanics::sized(&MODEL, &size).expect("a size that people have");
    Body::new(model, size.height_m, sex).expect("our own model has all that poses need")
}

/// The body that the poses are written for, a short woman and a tall man.
pub fn bodies() -> &'static [Body; 3] {
    static ALL: LazyLock<[Body; 3]> =
        LazyLock::new(|| [body(170.0, Sex::Unsaid), body(150.0, Sex::Female), body(195.0, Sex::Male)]);
    &ALL
}
