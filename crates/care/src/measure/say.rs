//! A result in plain sentences.

use super::{
    angle::{ThighLength, ThighSource},
    evaluate::{Check, degrees, whole},
    result::{Length, MeasureResult, TwoJoint},
    spec::Geometry,
};
use crate::{
    entry::{Context, PelvisControl, Side},
    words::Args,
};

impl Check<'_> {
    pub(super) fn say_angle(
        &self,
        mut result: MeasureResult,
        thigh: &ThighLength,
        geometry: &Geometry,
    ) -> MeasureResult {
        let words = self.words;
        result.sentences.push(self.value_sentence(&result));
        result.sentences.push(words.get(match result.length {
            Length::Short => "measures.result.length_short",
            Length::Unclear => "measures.result.length_unclear",
            Length::NotShort => "measures.result.length_not_short",
        }));
        if let (Some(knee), Some(limits)) = (result.knee_angle_deg, self.spec.two_joint) {
            let (two_joint, key) = match knee {
                k if k < limits.short_below => (TwoJoint::Short, "two_joint_short"),
                k if k <= limits.not_short_above => (TwoJoint::Between, "two_joint_between"),
                _ => (TwoJoint::NotShort, "two_joint_not_short"),
            };
            result.two_joint = Some(two_joint);
            result.sentences.push(words.say(&format!("measures.result.{key}"), &[("value", &whole(knee))]));
        }
        if self.m.context == Context::AfterSession {
            result.sentences.push(words.get("measures.result.immediate"));
        }
        result.how = self.how(&result, thigh, geometry);
        result.notes = self.notes(&result, thigh);
        result
    }

    fn value_sentence(&self, result: &MeasureResult) -> String {
        let value = result.hip_extension_deg.unwrap_or_default();
        let side = match self.m.side {
            Some(Side::Left) => self.words.get("measures.side_start.left"),
            _ => self.words.get("measures.side_start.right"),
        };
        let key = match whole(value) {
            _ if result.at_limit => "at_limit",
            0 => "level",
            1.. => "past",
            _ => "short",
        };
        let (value, error) = (degrees(value, self.words), whole(result.error));
        self.words.say(&format!("measures.result.{key}"), &[("side", &side), ("value", &value), ("error", &error)])
    }

    fn how(&self, result: &MeasureResult, thigh: &ThighLength, geometry: &Geometry) -> String {
        if result.by_angle {
            return self.words.get("measures.how.phone");
        }
        let source = self.words.get(match thigh.source {
            ThighSource::Measured => "measures.how.given",
            ThighSource::Stature => "measures.how.from_stature",
            ThighSource::Unknown => "measures.how.unknown",
        });
        let (level, thigh) = (self.words.length(geometry.level_cm), self.words.length(thigh.cm));
        let args: Args<'_> = &[("level", &level), ("thigh", &thigh), ("source", &source)];
        self.words.say("measures.how.height", args)
    }

    fn notes(&self, result: &MeasureResult, thigh: &ThighLength) -> Vec<String> {
        let words = self.words;
        let n = result.readings.len();
        let spread = degrees(result.spread, words);
        let notes = [
            (self.m.pelvis_control == PelvisControl::Arched, words.get("measures.note.arched")),
            (self.m.pelvis_control == PelvisControl::Unsure, words.get("measures.note.unsure")),
            (
                n < self.spec.repeats as usize,
                words.say("measures.note.few", &[("n", &n), ("wanted", &self.spec.repeats)]),
            ),
            (result.spread > self.spec.limits.spread_deg, words.say("measures.note.spread", &[("value", &spread)])),
            (!result.by_angle && thigh.source != ThighSource::Measured, words.get("measures.note.thigh")),
            (!result.by_angle && !self.m.helper, words.get("measures.note.alone")),
        ];
        notes.into_iter().filter(|(applies, _)| *applies).map(|(_, text)| text).collect()
    }
}
