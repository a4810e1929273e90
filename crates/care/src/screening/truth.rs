//! Four-valued truth of a condition.

/// How true a condition is, from "does not hold" to "holds". Turning an answer towards yes never lowers it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Truth {
    /// It does not hold.
    No,
    /// An answer that it needs is missing: counts as not sure for the result so far, but never as part of a yes (F28).
    Missing,
    /// The person is not sure.
    NotSure,
    /// It holds.
    Yes,
}

/// A truth, and whether it rests on a warning sign (rather than on age, sex, weeks or a choice alone).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Weighed {
    pub(crate) truth: Truth,
    pub(crate) sign: bool,
}

impl Weighed {
    pub(crate) fn sign(truth: Truth) -> Self {
        Self { truth, sign: true }
    }

    pub(crate) fn context(truth: Truth) -> Self {
        Self { truth, sign: false }
    }
}

/// At least `count` of the parts hold. Where one sign is present and the others are "not sure", the whole counts as
/// present (F27).
pub(crate) fn at_least(count: usize, mut parts: Vec<Weighed>) -> Weighed {
    let sign = parts.iter().any(|p| p.sign);
    parts.sort_by_key(|p| std::cmp::Reverse(p.truth));
    let truth = parts.get(count.saturating_sub(1)).map_or(Truth::No, |p| p.truth);
    let present = parts.iter().any(|p| p.sign && p.truth == Truth::Yes);
    let truth = if truth == Truth::NotSure && present { Truth::Yes } else { truth };
    Weighed { truth, sign }
}

#[cfg(test)]
mod tests {
    use super::{Truth::*, *};

    fn signs(parts: &[Truth]) -> Vec<Weighed> {
        parts.iter().map(|&t| Weighed::sign(t)).collect()
    }

    #[test]
    fn all_is_the_weakest_part() {
        assert_eq!(at_least(2, signs(&[Yes, No])).truth, No);
        assert_eq!(at_least(2, signs(&[NotSure, NotSure])).truth, NotSure);
        assert_eq!(at_least(2, signs(&[Yes, Yes])).truth, Yes);
    }

    #[test]
    fn a_present_sign_turns_not_sure_into_yes_but_never_a_missing_answer() {
        assert_eq!(at_least(2, signs(&[Yes, NotSure])).truth, Yes);
        assert_eq!(at_least(2, signs(&[Yes, Missing])).truth, Missing);
    }

    #[test]
    fn context_does_not_turn_not_sure_into_yes() {
        let parts = vec![Weighed::context(Yes), Weighed::sign(NotSure)];
        assert_eq!(at_least(2, parts).truth, NotSure);
    }

    #[test]
    fn raising_a_part_never_lowers_the_whole() {
        let all = [No, Missing, NotSure, Yes];
        for count in 1..=3 {
            for a in all {
                for b in all {
                    for c in all {
                        let low = at_least(count, signs(&[a, b, c])).truth;
                        for raised in all.into_iter().filter(|&r| r > a) {
                            assert!(at_least(count, signs(&[raised, b, c])).truth >= low, "{count} {a:?} {b:?} {c:?}");
                        }
                    }
                }
            }
        }
    }
}
