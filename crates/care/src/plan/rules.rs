//! The numbers of the rules (`content/plan.toml`) and the reasons that name them.

use std::{collections::BTreeMap, sync::LazyLock};

use serde::Deserialize;
use uuid::Uuid;

use crate::{
    content,
    grade::{Grade, Reason},
    words::{Args, Words},
};

/// All numbers of the plan's rules.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rules {
    pub caps: Caps,
    pub validity: Validity,
    pub level: LevelRules,
    pub climb: Climb,
    pub flare: Flare,
    pub persist: Persist,
    pub plateau: Plateau,
    pub pattern: PatternRules,
    pub strength: StrengthRules,
    pub time: Time,
    levels: Vec<LevelDose>,
    pub choose: Choose,
    pub waiting: Waiting,
    pub desk: Desk,
    rule: BTreeMap<String, RuleGrade>,
}

/// Caps of stretching per side [s] (M10).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_field_names, reason = "the unit stands in the name")]
pub(crate) struct Caps {
    pub session_s: u32,
    pub week_s: u32,
    pub before_run_s: u32,
}

/// How long a screening holds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Validity {
    pub days: u64,
}

/// When the level rises and falls.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LevelRules {
    pub up_after_weeks: Vec<u32>,
    pub good_share: f64,
    pub pain_up_to: f64,
    pub pain_down_from: f64,
    pub rise: f64,
    pub gap_one_days: i64,
    pub gap_two_days: i64,
    pub gap_long_days: i64,
    pub hurt_days: u64,
    pub pain_hurt: u8,
    pub older_from: u32,
    pub unsettled_down: usize,
    pub unsettled_stop: usize,
}

/// Pain that is worse right after a session (W4).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Flare {
    /// Any rise to this or more ...
    pub from: u8,
    /// ... or so many points more than before it.
    pub rise: u8,
}

/// Weekly pain that climbs.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Climb {
    pub weeks: usize,
    pub least: f64,
}

/// Pain that stays (W2).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Persist {
    pub from: u8,
    /// So many good days running, and it has gone.
    pub gone_after_days: usize,
    pub broken_by_days: i64,
}

/// Measurements that don't change.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Plateau {
    pub days: i64,
    pub back_days: i64,
    pub fresh_days: i64,
    pub refer_days: i64,
    pub broken_by_days: i64,
}

/// The long, weak pattern.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PatternRules {
    pub signs: usize,
    pub long_from_deg: f64,
    pub unmeasured_level: u32,
    pub severe_deg: f64,
    pub apart_days: i64,
    pub fresh_days: i64,
}

/// Days between two days of strength.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct StrengthRules {
    pub days_apart: i64,
}

/// Seconds around the exercises.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Time {
    pub floor_s: u32,
    pub switch_s: u32,
    pub pause_s: u32,
    pub set_pause_s: u32,
    pub finish_s: u32,
    pub rest_share: f64,
    pub least_minutes: u32,
    pub most_minutes: u32,
}

/// Dose of one level.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LevelDose {
    pub stretch_s: u32,
    pub hold_s: u32,
    pub strength_days: usize,
    pub sets: u32,
    pub effort: f64,
}

/// What is tried first.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Choose {
    pub rest: Vec<String>,
    pub rest_variants: Vec<String>,
    pub walk: Vec<String>,
    pub release: Vec<String>,
    pub ball: Vec<String>,
    pub breathing: Vec<String>,
    pub tuck: Vec<String>,
    pub hamstrings: Vec<String>,
    pub glutes: Vec<String>,
    pub knee_lift: Vec<String>,
    stretch: BTreeMap<String, Vec<String>>,
}

/// What stays while waiting for a professional.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Waiting {
    pub rest: Vec<String>,
    pub breathing: Vec<String>,
}

/// Breaks at the desk.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Desk {
    pub sitting_hours: f64,
    pub least_minutes: u32,
    pub most_minutes: u32,
    pub release: Vec<String>,
    pub rest: Vec<String>,
    pub tuck: Vec<String>,
    pub breathing: Vec<String>,
    pub stretch: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleGrade {
    grade: Grade,
    sources: Vec<String>,
}

impl Rules {
    /// Dose of a level, 1 to 5.
    pub fn dose(&self, level: u32) -> &LevelDose {
        let i = (level.max(1) as usize - 1).min(self.levels.len() - 1);
        &self.levels[i]
    }

    /// The highest level.
    pub fn top_level(&self) -> u32 {
        u32::try_from(self.levels.len()).expect("five levels")
    }

    /// Stretches of a level in order of preference.
    pub fn stretches(&self, level: u32) -> &[String] {
        &self.choose.stretch[&level.clamp(1, self.top_level()).to_string()]
    }
}

/// The rules, read once.
pub(crate) fn rules() -> &'static Rules {
    static RULES: LazyLock<Rules> = LazyLock::new(|| content::read_file("plan.toml"));
    &RULES
}

/// The reason of a rule: its grade and sources from `plan.toml`, its sentence from the words (`plan.because.<rule>`).
pub(crate) fn because(words: &Words, rule: &str, args: Args<'_>, entries: Vec<Uuid>) -> Reason {
    let known = rules().rule.get(rule).unwrap_or_else(|| panic!("content/plan.toml has no rule {rule}"));
    Reason {
        rule: format!("plan.{rule}"),
        sources: known.sources.clone(),
        grade: known.grade,
        text: words.say(&format!("plan.because.{rule}"), args),
        because: entries,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_its_sentence_and_every_sentence_its_rule() {
        let words = Words::load("en").expect("English is embedded");
        let said: Vec<String> = words.below("plan.because").into_keys().collect();
        let known: Vec<String> = rules().rule.keys().cloned().collect();
        assert_eq!(known, said);
    }

    #[test]
    fn what_is_tried_is_in_the_catalogue_and_of_its_kind() {
        use crate::content::Kind::{Drill, Release, Rest, Strength, Stretch};
        let r = rules();
        let lists = [
            (Rest, &r.choose.rest),
            (Rest, &r.choose.walk),
            (Rest, &r.waiting.rest),
            (Rest, &r.desk.rest),
            (Release, &r.choose.release),
            (Release, &r.choose.ball),
            (Release, &r.desk.release),
            (Drill, &r.choose.breathing),
            (Drill, &r.choose.tuck),
            (Drill, &r.waiting.breathing),
            (Drill, &r.desk.tuck),
            (Strength, &r.choose.hamstrings),
            (Strength, &r.choose.glutes),
            (Strength, &r.choose.knee_lift),
            (Stretch, &r.desk.stretch),
        ];
        let by_level =
            (1..=r.top_level()).map(|l| (Stretch, r.choose.stretch.get(&l.to_string()).expect("each level")));
        for (kind, list) in lists.into_iter().chain(by_level) {
            for slug in list {
                let exercise = content::exercises().get(slug).unwrap_or_else(|| panic!("no exercise {slug}"));
                assert_eq!(exercise.kind, kind, "{slug}");
            }
        }
    }

    #[test]
    fn what_stays_while_waiting_is_nothing_that_waiting_forbids() {
        let w = &rules().waiting;
        for slug in w.rest.iter().chain(&w.breathing) {
            let exercise = &content::exercises()[slug];
            assert!(!exercise.is_forbidden(content::Contraindication::AllButRest, None, None), "{slug}");
        }
    }
}
