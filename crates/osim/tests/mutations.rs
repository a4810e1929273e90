//! Files that were damaged anyhow give an error or a model, never a panic; what is read is written back unchanged.

use osim::table::{Digits, Format};
use osim::{Document, Limits, Table};
use proptest::prelude::*;

const MODELS: [&str; 2] = [include_str!("fixtures/every_element.osim"), include_str!("fixtures/third_generation.osim")];
const TABLE: &str =
    "inDegrees=no\nversion=3\nendheader\ntime\t/jointset/pin/pin_angle/value\tslide\n0\t1\t-2e-3\n1\tnan\t4\n";
/// Pieces that are more likely to find something than any bytes.
const PIECES: [&str; 16] =
    ["<", ">", "/", "&", "\"", "nan", "-1", "1e999", "", "\n", "<objects>", "</objects>", "<!--", "]]>", "\t", "0 0 0"];

/// One damage: where (in parts of the whole), how much is taken out, and what is put there.
type Damage = (f64, usize, usize);

fn damages() -> impl Strategy<Value = Vec<Damage>> {
    proptest::collection::vec((0.0..1.0, 0_usize..40, 0..PIECES.len()), 1..6)
}

fn damaged(text: &str, damages: &[Damage]) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for &(place, length, piece) in damages {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place inside the text")]
        let at = (place * bytes.len() as f64) as usize;
        let end = (at + length).min(bytes.len());
        bytes.splice(at..end, PIECES[piece].bytes());
    }
    bytes
}

proptest! {
    #[test]
    fn a_damaged_model_never_panics(which in 0..MODELS.len(), damages in damages()) {
        let bytes = damaged(MODELS[which], &damages);
        if let Ok(document) = Document::parse(&bytes, "", &Limits::default()) {
            let written = document.to_xml();
            prop_assert_eq!(written.as_bytes(), bytes.as_slice());
            if let Err(e) = document.import() {
                prop_assert!(!e.problem().is_empty());
            }
        }
    }

    #[test]
    fn a_damaged_table_never_panics(damages in damages()) {
        let bytes = damaged(TABLE, &damages);
        if let Ok((table, _)) = Table::parse(&bytes, &Limits::default()) {
            let text = table.to_text(Format::Sto, Digits::Shortest);
            let (again, _) = Table::parse(text.as_bytes(), &Limits::default()).expect("own text");
            prop_assert_eq!(again.time, table.time);
            prop_assert_eq!(again.labels, table.labels);
        }
    }
}
