//! A model written as a new document reads back as the same parts.

use body::Parts;
use osim::{Document, Limits};

fn parts(text: &str) -> Parts {
    let document = Document::parse(text.as_bytes(), "", &Limits::default()).expect("a document");
    document.import().expect("a model").model.parts().clone()
}

#[test]
fn a_written_model_reads_back_the_same() {
    for text in [include_str!("fixtures/every_element.osim"), include_str!("fixtures/third_generation.osim")] {
        let before = parts(text);
        let written = Document::from_parts(&before).to_xml();
        let after = parts(&written);
        assert_eq!(after.bodies, before.bodies);
        assert_eq!(after.joints, before.joints);
        assert_eq!(after.couplers, before.couplers);
        assert_eq!(after.wrap_objects, before.wrap_objects);
        assert_eq!(after.muscles, before.muscles);
        let sorted = |parts: &Parts| {
            let mut frames = parts.frames.clone();
            frames.sort_by(|a, b| a.name.cmp(&b.name));
            frames
        };
        assert_eq!(sorted(&after), sorted(&before));
        assert_eq!(after.name, before.name);
    }
}

#[test]
fn a_written_model_is_laid_out_for_reading() {
    let written = Document::from_parts(&parts(include_str!("fixtures/third_generation.osim"))).to_xml();
    assert!(written.contains("\n\t\t\t\t<Body name=\"a\">\n\t\t\t\t\t<WrapObjectSet"), "{written}");
    assert!(written.contains("<mass_center>0 -0.1 0</mass_center>"));
}
