//! Verdicts follow from the body: a psoas that ends on the pelvis gives others. Their figures are in `docs/claims.md`,
//! and a test of the pages shows any change of them.

mod own;

use care::words::Words;
use mechanics::claims::{ClaimVerdict, Outcome, Verdict, verdicts};
use mechanics::{ending_at_the_pelvis, say};
use std::collections::BTreeSet;

#[test]
fn every_claim_and_every_item_that_says_what_is_has_one_verdict_in_order() {
    let all = verdicts(&own::model()).expect("our own model");
    let ids: Vec<&str> = all.iter().map(|c| c.id.as_str()).collect();
    let numbered = |prefix: &'static str, last: u32| (1..=last).map(move |n| format!("{prefix}{n}"));
    let groups = [("T", 17), ("A", 17), ("B", 7), ("C", 11), ("X", 19)];
    assert_eq!(ids, groups.into_iter().flat_map(|(prefix, last)| numbered(prefix, last)).collect::<Vec<_>>());
    for c in &all {
        assert_eq!(c.verdict == Verdict::NotMechanical, c.findings.is_empty(), "{}", c.id);
    }
}

#[test]
fn a_verdict_has_all_its_words_and_no_others() {
    let words = Words::load("en").expect("English is always there");
    let mut wanted = BTreeSet::new();
    for c in verdicts(&own::model()).expect("our own model") {
        let own = |key: &str| format!("{}.{key}", c.id);
        wanted.insert(own("method"));
        wanted.extend(c.untested_part.then(|| own("untested")));
        wanted.extend(c.findings.iter().flat_map(|f| [own(&f.key), own(&format!("{}_no", f.key))]));
    }
    // A sentence for when it depends on the body is there where it is needed; a general one serves elsewhere.
    let open: Vec<String> =
        wanted.iter().filter_map(|key| Some(format!("{}_open", key.strip_suffix("_no")?))).collect();
    let said = words
        .below("mechanics.claims")
        .into_keys()
        .filter(|key| !open.contains(key))
        .filter(|key| key.split_once('.').is_none_or(|(_, part)| part != "claim"));
    assert_eq!(said.collect::<BTreeSet<_>>(), wanted);
}

#[test]
fn what_speaks_against_a_claim_follows_from_its_figures() {
    let words = Words::load("en").expect("English is always there");
    for c in verdicts(&own::model()).expect("our own model") {
        let against = say::against(&c, &words);
        let disputed = matches!(c.verdict, Verdict::HoldsInPart | Verdict::DoesNotHold);
        assert_eq!(against.is_empty(), !disputed, "{}: {against:?}", c.id);
        for f in &c.findings {
            let no = words.get(&format!("mechanics.claims.{}.{}_no", c.id, f.key));
            assert_eq!(against.contains(&no), f.outcome == Outcome::False, "{}: {no}", c.id);
        }
    }
}

#[test]
fn the_studies_beside_a_claim_are_ids_of_results() {
    for ids in mechanics::settings::settings().studies.values() {
        assert!(ids.iter().all(|id| care::content::sources().evidence.contains_key(id)), "{ids:?}");
    }
}

#[test]
fn one_other_muscle_is_enough_against_the_only_one_and_an_arch_is_no_test() {
    let all = verdicts(&own::model()).expect("our own model");
    let of = |id: &str| all.iter().find(|c| c.id == id).expect("a claim of the list").verdict;
    assert_eq!([of("A14"), of("X4")], [Verdict::DoesNotHold; 2]);
    assert_eq!(of("X14"), Verdict::NotMechanical, "a stiff muscle that arches the back does not show the converse");
    assert_eq!(of("T11"), Verdict::HoldsInPart, "whether the pull lifts the thighs is another claim");
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
