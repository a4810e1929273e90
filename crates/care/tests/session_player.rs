//! The player: what it does with time, pauses, pain and signs; it never loses a second or an entry.

mod support;

use std::time::Duration;

use care::{
    content::{Kind, exercises},
    entry::{self, Answer, Answers, PainQuality, StepOutcome},
    plan::Options,
    sample::Diary,
    session::{Effect, Event, Player, Script, StepKind, compile},
};
use proptest::prelude::*;
use support::{healthy, plan_with, record, stretch_rest_ball, words};
use uuid::Uuid;

const SESSION: Uuid = Uuid::from_u128(7);

fn script(diary: &Diary, minutes: u32) -> Script {
    let options = Options { minutes: Some(minutes), ..Options::default() };
    compile(&plan_with(diary, &options), &record(diary), words())
}

/// A player with a clock of its own and everything that it asked for.
struct Played {
    player: Player,
    now: u64,
    effects: Vec<Effect>,
}

impl Played {
    fn new() -> Self {
        Self::of(script(&healthy(), 15))
    }

    fn of(script: Script) -> Self {
        let mut played = Self { player: Player::new(script, SESSION, 15, 2), now: 1000, effects: vec![] };
        played.then(Event::Start);
        played
    }

    fn then(&mut self, event: Event) -> Vec<Effect> {
        let effects = self.player.handle(Duration::from_secs(self.now), event);
        self.effects.extend(effects.clone());
        effects
    }

    fn wait(&mut self, seconds: u64) -> Vec<Effect> {
        (0..seconds)
            .flat_map(|_| {
                self.now += 1;
                self.then(Event::Tick)
            })
            .collect()
    }

    /// Plays on to the first step of an exercise that is work or rest.
    fn at(mut self, exercise: &str) -> Self {
        let there = |kind| matches!(kind, StepKind::Work | StepKind::Rest);
        while self.player.step().is_some_and(|s| s.exercise != exercise || !there(s.kind)) {
            self.wait(1);
        }
        self
    }

    /// Answers the follow-up questions, all with no.
    fn all_no(&mut self) {
        while let Some(Effect::Ask { sign }) = self.effects.last() {
            let item = sign.item.clone();
            self.then(answer(&item, "no"));
        }
    }

    /// Goes on, plays to the end and tells which exercises still came.
    fn rest_of_it(&mut self) -> Vec<String> {
        let from = self.effects.len();
        self.then(Event::Resume);
        self.wait(4000);
        let steps = &self.player.script().steps;
        let shown = self.effects[from..].iter().filter_map(|e| match e {
            Effect::Show { step } => Some(steps[*step].exercise.clone()),
            _ => None,
        });
        shown.collect()
    }

    fn writes(&self) -> Vec<entry::Event> {
        let event = |e: &Effect| if let Effect::Write { event, .. } = e { Some(event.clone()) } else { None };
        self.effects.iter().filter_map(event).collect()
    }

    fn finished(&self) -> Vec<(String, u32, StepOutcome)> {
        let done = |e| match e {
            entry::Event::StepFinished { exercise, seconds, outcome, .. } => Some((exercise, seconds, outcome)),
            _ => None,
        };
        self.writes().into_iter().filter_map(done).collect()
    }

    fn exercise(&self) -> &str {
        self.player.step().map_or("over", |s| &s.exercise)
    }
}

fn hurt(intensity: u8, quality: PainQuality) -> Event {
    Event::Hurt { intensity, quality }
}

fn answer(item: &str, answer: &str) -> Event {
    Event::Answer { item: item.into(), answer: Answer::Word(answer.into()) }
}

fn said(item: &str, answer: &str) -> Answers {
    Answers::from([(item.to_owned(), Answer::Word(answer.to_owned()))])
}

fn actions(effects: &[Effect]) -> Vec<String> {
    let rule =
        |e: &Effect| if let Effect::Decided { decision } = e { Some(format!("{:?}", decision.action)) } else { None };
    effects.iter().filter_map(rule).collect()
}

#[test]
fn played_to_its_end_every_step_is_written_with_its_time() {
    let mut played = Played::new();
    let total = u64::from(played.player.script().total_s);
    played.wait(total);
    assert!(played.effects.contains(&Effect::AskPainAfter));
    played.then(Event::PainAfter { pain: Some(1) });
    assert!(played.player.is_over());
    let steps = played.player.script().steps.iter().filter(|s| matches!(s.kind, StepKind::Work | StepKind::Rest));
    let expected: Vec<_> = steps.map(|s| (s.exercise.clone(), s.seconds, StepOutcome::Done)).collect();
    assert_eq!(played.finished(), expected);
    let writes = played.writes();
    assert!(matches!(writes[0], entry::Event::SessionStarted { pain: 2, .. }));
    assert!(matches!(writes.last(), Some(entry::Event::SessionEnded { completed: true, pain: Some(1), .. })));
    let said: Vec<&str> = played
        .effects
        .iter()
        .filter_map(|e| if let Effect::Say { text } = e { Some(text.as_str()) } else { None })
        .collect();
    let cues = played.player.script().steps.iter().flat_map(|s| &s.cues).filter(|c| !c.say.is_empty());
    assert_eq!(said, cues.map(|c| c.say.as_str()).collect::<Vec<_>>(), "every cue once, in order");
}

#[test]
fn a_late_tick_catches_up_and_after_a_sleep_the_player_waits() {
    let mut played = Played::new();
    let first = u64::from(played.player.script().steps[0].seconds);
    played.now += first + 60;
    played.then(Event::Tick);
    assert!(!played.player.is_paused() && played.player.elapsed() == Duration::from_mins(1));
    played.now += 3600;
    played.then(Event::Tick);
    assert!(played.player.is_paused() && played.player.elapsed() == Duration::ZERO);
    assert_eq!(played.player.step().map(|s| s.index), Some(2), "nothing is raced through");
}

#[test]
fn a_pause_stops_the_clock() {
    let mut played = Played::new().at("knee-hug-slide");
    played.wait(5);
    let before = played.player.elapsed();
    played.then(Event::Pause);
    assert!(played.wait(600).is_empty() && played.player.is_paused());
    played.then(Event::Resume);
    assert_eq!(played.player.elapsed(), before);
    played.wait(1);
    assert_eq!(played.player.elapsed(), before + Duration::from_secs(1));
}

#[test]
fn leaving_an_exercise_gives_all_of_it_up_and_writes_what_was_done() {
    let mut played = Played::new().at("knee-hug-slide");
    played.wait(12);
    played.then(Event::LeaveExercise);
    let left: Vec<_> = played.finished().into_iter().filter(|f| f.0 == "knee-hug-slide").collect();
    assert_eq!(left[0], ("knee-hug-slide".to_owned(), 12, StepOutcome::Skipped));
    assert!(left.len() > 1 && left[1..].iter().all(|f| (f.1, f.2) == (0, StepOutcome::Skipped)), "{left:?}");
    assert_ne!(played.exercise(), "knee-hug-slide");
}

#[test]
fn skipping_goes_on_to_the_next_step() {
    let mut played = Played::new().at("knee-hug-slide");
    let at = played.player.step().map(|s| s.index + 1);
    played.wait(4);
    played.then(Event::Skip);
    assert_eq!(played.player.step().map(|s| s.index), at);
    assert_eq!(played.finished().last(), Some(&("knee-hug-slide".to_owned(), 4, StepOutcome::Skipped)));
}

#[test]
fn back_begins_the_step_again_and_keeps_what_was_done() {
    let mut played = Played::new().at("knee-hug-slide");
    let seconds = played.player.step().map_or(0, |s| s.seconds);
    played.wait(12);
    played.then(Event::Back);
    assert_eq!((played.exercise(), played.player.elapsed()), ("knee-hug-slide", Duration::ZERO));
    played.wait(u64::from(seconds));
    assert_eq!(played.finished().last().map(|f| f.1), Some(12 + seconds), "counts towards the week");
}

#[test]
fn back_goes_to_the_step_before_when_this_one_has_just_begun() {
    let mut played = Played::new().at("knee-hug-slide");
    let before = played.player.step().map(|s| s.index - 1);
    played.wait(2);
    played.then(Event::Back);
    assert_eq!(played.player.step().map(|s| s.index), before);
}

#[test]
fn mild_pain_goes_on_and_more_eases_the_step() {
    let mut played = Played::new().at("knee-hug-slide");
    played.then(hurt(2, PainQuality::Stretch));
    assert!(played.player.is_paused(), "the person goes on when ready");
    played.then(hurt(4, PainQuality::Dull));
    played.then(Event::Resume);
    played.wait(30);
    assert_eq!(played.finished().last().map(|f| f.2), Some(StepOutcome::Eased));
    let pains = played.writes().into_iter().filter(|e| matches!(e, entry::Event::PainReported { .. })).count();
    assert_eq!(pains, 2);
}

#[test]
fn pain_above_five_ends_the_exercise_for_good() {
    let mut played = Played::new().at("knee-hug-slide");
    played.wait(3);
    played.then(hurt(6, PainQuality::Dull));
    let stopped = played.finished().into_iter().find(|f| f.0 == "knee-hug-slide");
    assert_eq!(stopped, Some(("knee-hug-slide".to_owned(), 3, StepOutcome::Stopped)));
    assert_ne!(played.exercise(), "knee-hug-slide");
    played.then(Event::Back);
    assert_ne!(played.exercise(), "knee-hug-slide", "back doesn't lead to what was stopped");
}

#[test]
fn sharp_then_throbbing_on_the_ball_is_the_second_time_and_ends_it() {
    let mut played = Played::of(script(&stretch_rest_ball(), 15)).at("abdominal-ball");
    assert_eq!(actions(&played.then(hurt(3, PainQuality::Sharp))), ["RepositionOnce"]);
    played.then(Event::Resume);
    assert_eq!(actions(&played.then(hurt(3, PainQuality::Throbbing))), ["EndExercise"]);
    assert_ne!(played.exercise(), "abdominal-ball");
}

#[test]
fn sharp_pain_is_in_the_record_before_the_questions_are_answered() {
    let mut played = Played::new().at("knee-hug-slide");
    played.then(hurt(9, PainQuality::Sharp));
    let reported = played.writes().into_iter().rfind(|e| matches!(e, entry::Event::PainReported { .. }));
    assert!(matches!(
        reported,
        Some(entry::Event::PainReported { intensity: 9, exercise: Some(slug), .. }) if slug == "knee-hug-slide"
    ));
    assert!(played.wait(60).is_empty(), "the clock stands still while the questions are open");
    played.then(answer("pain_no_weight", "no"));
    played.then(Event::Quit);
    let told = played.writes().into_iter().find_map(|e| match e {
        entry::Event::UnwellReported { signs, .. } => Some(signs),
        _ => None,
    });
    assert_eq!(told, Some(said("pain_no_weight", "no")), "what was answered is kept");
}

#[test]
fn after_sharp_pain_nothing_but_quiet_rest_comes_wherever_the_rests_are() {
    let rest_in_the_middle = (script(&stretch_rest_ball(), 15), "half-kneeling-tuck");
    let stretches_after_the_rest = (script(&healthy(), 45), "constructive-rest");
    for (script, hurts_at) in [rest_in_the_middle, stretches_after_the_rest] {
        let kinds = |s: &str| exercises().get(s).is_none_or(|e| e.kind == Kind::Rest);
        let mut played = Played::of(script).at(hurts_at);
        let last = played.player.script().steps.iter().rfind(|s| !kinds(&s.exercise)).map(|s| s.index);
        assert!(last > played.player.step().map(|s| s.index), "something would follow");
        assert_eq!(actions(&played.then(hurt(6, PainQuality::Sharp))), ["QuietRestOnly"]);
        played.all_no();
        played.then(Event::Back);
        assert!(kinds(played.exercise()), "no way back to {}", played.exercise());
        let came = played.rest_of_it();
        assert!(came.iter().all(|slug| kinds(slug)), "{came:?}");
        assert!(played.effects.contains(&Effect::AskPainAfter));
    }
}

#[test]
fn quiet_rest_stays_quiet_whatever_is_tapped() {
    for tap in [Event::Skip, Event::LeaveExercise, Event::Back] {
        let mut played = Played::of(script(&stretch_rest_ball(), 15)).at("half-kneeling-tuck");
        played.then(hurt(6, PainQuality::Sharp));
        played.all_no();
        for _ in 0..20 {
            played.then(tap.clone());
            let slug = played.exercise();
            assert!(["", "over", "constructive-rest"].contains(&slug), "{tap:?} leads to {slug}");
        }
    }
}

#[test]
fn a_follow_up_that_is_not_a_clear_no_ends_the_session_with_its_advice() {
    for told in ["yes", "not_sure"] {
        let mut played = Played::new().at("knee-hug-slide");
        played.then(hurt(3, PainQuality::Sharp));
        played.then(answer("pain_weak", told));
        played.all_no();
        let verdict =
            played.effects.iter().find_map(|e| if let Effect::Judged { verdict } = e { verdict.clone() } else { None });
        assert_eq!(verdict.map(|v| v.item).as_deref(), Some("pain_weak"));
        assert!(played.player.is_over());
        assert!(matches!(
            played.writes().last(),
            Some(entry::Event::SessionEnded { completed: false, pain: None, .. })
        ));
    }
}

#[test]
fn an_emergency_does_not_wait_for_the_other_questions() {
    let mut played = Played::new().at("knee-hug-slide");
    played.then(hurt(3, PainQuality::Sharp));
    let effects = played.then(answer("pain_no_weight", "yes"));
    assert!(effects.iter().any(|e| matches!(e, Effect::Judged { verdict: Some(v) } if !v.advice.is_empty())));
}

#[test]
fn feeling_unwell_ends_the_session_at_any_moment_even_in_a_pause_or_without_a_sign() {
    for (pause, chest) in [(false, "yes"), (true, "yes"), (false, "no")] {
        let mut played = Played::new();
        played.wait(40);
        if pause {
            played.then(Event::Pause);
        }
        let effects = played.then(Event::Unwell { signs: said("unwell_chest_pain", chest) });
        assert!(effects.iter().any(|e| matches!(e, Effect::Write { event: entry::Event::UnwellReported { .. }, .. })));
        let judged = effects
            .iter()
            .find_map(|e| if let Effect::Judged { verdict } = e { Some(verdict.is_some()) } else { None });
        assert_eq!(judged, Some(chest == "yes"));
        assert!(played.player.is_over());
    }
}

fn any_event() -> impl Strategy<Value = Event> {
    use PainQuality::{Dull, Sharp, Spreading, Stretch, Throbbing, Tingling};
    let quality = prop::sample::select(vec![Stretch, Dull, Sharp, Throbbing, Tingling, Spreading]);
    prop_oneof![
        6 => Just(Event::Tick),
        1 => Just(Event::Pause),
        3 => Just(Event::Resume),
        1 => Just(Event::Skip),
        1 => Just(Event::LeaveExercise),
        1 => Just(Event::Back),
        1 => (0_u8..=10, quality).prop_map(|(intensity, quality)| Event::Hurt { intensity, quality }),
        3 => prop::sample::select(vec!["pain_no_weight", "pain_weak", "pain_numb", "pain_spreading", "pain_right_after_stretch"])
            .prop_map(|item| answer(item, "no")),
        1 => Just(Event::Quit),
        1 => Just(Event::PainAfter { pain: Some(3) }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_no_second_is_counted_twice_and_it_ends_once(
        events in prop::collection::vec((0_u64..200, any_event()), 1..60),
    ) {
        let mut played = Played::new();
        let start = played.now;
        for (seconds, event) in events {
            played.now += seconds;
            played.then(event);
        }
        let counted: u64 = played.finished().iter().map(|f| u64::from(f.1)).sum();
        prop_assert!(counted <= played.now - start, "{counted} s in {} s", played.now - start);
        let ends = played.writes().iter().filter(|e| matches!(e, entry::Event::SessionEnded { .. })).count();
        prop_assert_eq!(ends, usize::from(played.player.is_over()));
        let mut over = played.effects.iter().skip_while(|e| **e != Effect::AskPainAfter);
        prop_assert!(!over.any(|e| matches!(e, Effect::Show { .. })), "nothing is shown after the end");
    }
}

#[test]
fn a_session_counts_as_completed_only_when_something_was_done_and_nothing_stopped() {
    let completed = |mut played: Played| {
        played.then(Event::Resume);
        played.wait(4000);
        played.then(Event::PainAfter { pain: Some(1) });
        match played.writes().last() {
            Some(entry::Event::SessionEnded { completed, .. }) => *completed,
            last => panic!("{last:?}"),
        }
    };
    let mut skipped = Played::new();
    while skipped.player.step().is_some() {
        skipped.then(Event::Skip);
    }
    assert!(!completed(skipped), "skipped from beginning to end");
    let mut one_left_out = Played::new();
    one_left_out.then(Event::LeaveExercise);
    assert!(completed(one_left_out), "one exercise left out");
    let mut eased = Played::new().at("knee-hug-slide");
    eased.then(hurt(4, PainQuality::Stretch));
    assert!(completed(eased), "done more gently");
    let mut sharp = Played::new().at("knee-hug-slide");
    sharp.then(hurt(4, PainQuality::Sharp));
    sharp.all_no();
    assert!(!completed(sharp), "cut short by sharp pain");
}
