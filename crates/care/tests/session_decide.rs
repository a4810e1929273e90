//! What happens when something hurts: the table says what `decide` says, for every input.

use care::{
    entry::PainQuality::{self, Dull, Sharp, Spreading, Stretch, Throbbing, Tingling},
    session::{
        Action::{self, Continue, Ease, EndExercise, QuietRestOnly, RepositionOnce},
        PainClass::{self, Ball, Other},
        decide, table,
    },
    words::Words,
};

const CLASSES: [PainClass; 3] = [Ball, PainClass::Stretch, Other];
const QUALITIES: [PainQuality; 6] = [Stretch, Dull, Sharp, Throbbing, Tingling, Spreading];

#[test]
fn exactly_one_row_fits_every_input_and_it_says_what_decide_says() {
    let words = Words::load("en").expect("English is embedded");
    let rows = table(&words);
    for class in CLASSES {
        for quality in QUALITIES {
            for pain in 0..=10 {
                for again in [false, true] {
                    let fit: Vec<_> = rows
                        .iter()
                        .filter(|r| r.class == class && r.quality == quality && r.again == again)
                        .filter(|r| (r.pain_from..=r.pain_to).contains(&pain))
                        .collect();
                    assert_eq!(fit.len(), 1, "{class:?} {quality:?} {pain} {again}");
                    assert_eq!(fit[0].action, decide(class, quality, pain, again));
                    assert_eq!(fit[0].ask_follow_ups, fit[0].action == QuietRestOnly);
                    assert!(!fit[0].text.is_empty() && !fit[0].text.contains('['), "{:?}", fit[0]);
                }
            }
        }
    }
}

#[test]
fn more_pain_or_the_same_again_is_never_answered_more_mildly() {
    for class in CLASSES {
        for quality in QUALITIES {
            for pain in 0..10 {
                assert!(decide(class, quality, pain, false) <= decide(class, quality, pain + 1, false));
                assert!(decide(class, quality, pain, false) <= decide(class, quality, pain, true));
            }
        }
    }
}

fn check(class: PainClass, quality: PainQuality, expected: [(u8, Action); 4]) {
    for (pain, action) in expected {
        assert_eq!(decide(class, quality, pain, false), action, "{class:?} {quality:?} {pain}");
    }
}

#[test]
fn a_pull_is_fine_up_to_two_eased_up_to_five_and_ended_above() {
    check(PainClass::Stretch, Stretch, [(2, Continue), (3, Ease), (5, Ease), (6, EndExercise)]);
    check(Other, Dull, [(0, Continue), (4, Ease), (7, EndExercise), (8, QuietRestOnly)]);
}

#[test]
fn sharp_pain_off_the_ball_ends_all_stretches_of_the_day_at_any_intensity() {
    check(PainClass::Stretch, Sharp, [(0, QuietRestOnly), (1, QuietRestOnly), (5, QuietRestOnly), (10, QuietRestOnly)]);
    check(Other, Throbbing, [(0, QuietRestOnly), (2, QuietRestOnly), (6, QuietRestOnly), (9, QuietRestOnly)]);
}

#[test]
fn on_the_ball_sharp_pain_repositions_once_and_then_ends_it() {
    check(Ball, Sharp, [(1, RepositionOnce), (3, RepositionOnce), (5, RepositionOnce), (6, EndExercise)]);
    assert_eq!(decide(Ball, Sharp, 2, true), EndExercise);
    assert_eq!(decide(Ball, Throbbing, 2, true), EndExercise);
}

#[test]
fn tingling_and_spreading_stop_everywhere() {
    for class in CLASSES {
        check(class, Tingling, [(0, QuietRestOnly), (2, QuietRestOnly), (5, QuietRestOnly), (8, QuietRestOnly)]);
        check(class, Spreading, [(1, QuietRestOnly), (2, QuietRestOnly), (5, QuietRestOnly), (8, QuietRestOnly)]);
    }
}
