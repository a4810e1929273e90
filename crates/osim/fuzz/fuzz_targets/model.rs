//! Any bytes as a model file: an error or a model, never a panic; what is read is written back unchanged.
#![no_main]

use libfuzzer_sys::fuzz_target;
use osim::{Document, Limits};

fuzz_target!(|data: &[u8]| {
    let limits = Limits { bytes: 1 << 20, depth: 64, elements: 20_000, values: 100_000 };
    let Ok(document) = Document::parse(data, "", &limits) else { return };
    let again = Document::parse(document.to_xml().as_bytes(), "", &limits).expect("what is written can be read");
    assert_eq!(again.to_xml(), document.to_xml());
    let first = document.import().map(|i| i.model.parts().clone());
    let second = again.import().map(|i| i.model.parts().clone());
    assert_eq!(first.is_ok(), second.is_ok());
});
