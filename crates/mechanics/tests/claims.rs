//! Verdicts follow from the body: a psoas that ends on the pelvis gives others. Their figures are in `docs/claims.md`,
//! and a test of the pages shows any change of them.

mod own;

use mechanics::claims::{ClaimVerdict, Verdict, verdicts};
use mechanics::ending_at_the_pelvis;

#[test]
fn every_claim_of_the_list_has_a_verdict() {
    let all = verdicts(&own::model()).expect("our own model");
    for id in care::content::claims().keys() {
        assert!(all.iter().any(|c| c.id == *id), "{id}");
    }
}

#[test]
fn a_psoas_that_ends_on_the_pelvis_gives_other_verdicts() {
    let model = own::model();
    let (whole, short) = (
        verdicts(&model).expect("our own model"),
        verdicts(&ending_at_the_pelvis(&model).expect("a sound change")).expect("still a psoas"),
    );
    let of = |all: &[ClaimVerdict], id: &str| all.iter().find(|c| c.id == id).expect("a claim of the list").verdict;
    for (id, expected, with_short) in [
        ("T3", Verdict::Holds, Verdict::HoldsInPart),
        ("T4", Verdict::HoldsInPart, Verdict::DoesNotHold),
        ("T12", Verdict::Holds, Verdict::DoesNotHold),
    ] {
        assert_eq!((of(&whole, id), of(&short, id)), (expected, with_short), "{id}");
    }
}
