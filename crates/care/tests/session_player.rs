//! The player: what it does with time, pauses, pain and signs; it never loses a second or an entry.

mod support;

use std::time::Duration;

use care::{
    entry::{self, Answer, Answers, PainQuality, StepOutcome},
    plan::Options,
    sample::Diary,
    session::{Effect, Event, Player, Script, StepKind, compile},
};
use proptest::prelude::*;
use support::{healthy, plan_with, record, words};
use uuid::Uuid;

const SESSION: Uuid = Uuid::from_u128(7);

fn script(diary: &Diary) -> Script {
    let options = Options { minutes: Some(15), ..Options::default() };
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
        let new = Player::new(script(&healthy()), SESSION, 15, 2);
        let mut played = Self { player: new, now: 1000, effects: vec![] };
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

    /// Plays on to the first step of an exercise that is work.
    fn at(mut self, exercise: &str) -> Self {
        while self.player.step().is_some_and(|s| s.exercise != exercise || s.kind != StepKind::Work) {
            self.wait(1);
        }
        self
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

fn no() -> Answers {
    let items = ["pain_no_weight", "pain_weak", "pain_numb", "pain_spreading", "pain_right_after_stretch"];
    items.into_iter().map(|i| (i.to_owned(), Answer::Word("no".into()))).collect()
}

fn said(item: &str, answer: &str) -> Answers {
    Answers::from([(item.to_owned(), Answer::Word(answer.to_owned()))])
}

#[test]
fn played_to_its_end_every_step_is_written_with_its_time() {
    let mut played = Played::new();
    let total = u64::from(played.player.script().total_s);
    played.wait(total);
    assert!(played.effects.contains(&Effect::AskPainAfter));
    played.then(Event::PainAfter(Some(1)));
    assert!(played.player.is_over());
    let steps = played.player.script().steps.iter().filter(|s| matches!(s.kind, StepKind::Work | StepKind::Rest));
    let expected: Vec<_> = steps.map(|s| (s.exercise.clone(), s.seconds, StepOutcome::Done)).collect();
    assert_eq!(played.finished(), expected);
    let writes = played.writes();
    assert!(matches!(writes[0], entry::Event::SessionStarted { pain: 2, .. }));
    assert!(matches!(writes.last(), Some(entry::Event::SessionEnded { completed: true, pain: Some(1), .. })));
    let said: Vec<&str> =
        played.effects.iter().filter_map(|e| if let Effect::Say(t) = e { Some(t.as_str()) } else { None }).collect();
    let cues = played.player.script().steps.iter().flat_map(|s| &s.cues).filter(|c| !c.say.is_empty());
    assert_eq!(said, cues.map(|c| c.say.as_str()).collect::<Vec<_>>(), "every cue once, in order");
}

#[test]
fn one_late_tick_catches_up_over_several_steps() {
    let mut played = Played::new();
    played.now += u64::from(played.player.script().total_s);
    played.then(Event::Tick);
    assert!(played.effects.contains(&Effect::AskPainAfter));
    assert_eq!(played.finished().iter().filter(|(_, _, o)| *o == StepOutcome::Done).count(), played.finished().len());
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
fn skipping_gives_the_whole_exercise_up_and_writes_what_was_done() {
    let mut played = Played::new().at("knee-hug-slide");
    played.wait(12);
    played.then(Event::Skip);
    assert_eq!(played.finished().last(), Some(&("knee-hug-slide".to_owned(), 12, StepOutcome::Skipped)));
    assert_ne!(played.exercise(), "knee-hug-slide");
}

#[test]
fn repeating_starts_the_step_again_and_keeps_what_was_done() {
    let mut played = Played::new().at("knee-hug-slide");
    played.wait(12);
    played.then(Event::Repeat);
    assert_eq!((played.exercise(), played.player.elapsed()), ("knee-hug-slide", Duration::ZERO));
    assert_eq!(played.finished().last().map(|f| f.1), Some(12), "counts towards the week");
}

#[test]
fn mild_pain_goes_on_and_more_eases_the_step() {
    let mut played = Played::new().at("knee-hug-slide");
    played.then(hurt(2, PainQuality::Stretch));
    played.then(hurt(4, PainQuality::Dull));
    played.wait(30);
    assert_eq!(played.finished().last().map(|f| f.2), Some(StepOutcome::Eased));
    let pains = played.writes().into_iter().filter(|e| matches!(e, entry::Event::PainReported { .. })).count();
    assert_eq!(pains, 2);
}

#[test]
fn pain_above_five_ends_the_exercise() {
    let mut played = Played::new().at("knee-hug-slide");
    played.wait(3);
    played.then(hurt(6, PainQuality::Dull));
    assert_eq!(played.finished().last(), Some(&("knee-hug-slide".to_owned(), 3, StepOutcome::Stopped)));
    assert_ne!(played.exercise(), "knee-hug-slide");
}

#[test]
fn sharp_pain_asks_and_then_leaves_only_quiet_rest() {
    let mut played = Played::new().at("knee-hug-slide");
    let effects = played.then(hurt(3, PainQuality::Sharp));
    assert!(effects.contains(&Effect::AskFollowUps));
    assert!(played.wait(60).is_empty(), "the clock stands still while the questions are open");
    played.then(Event::FollowUps(no()));
    let kinds = played.player.step().map(|s| s.kind);
    assert!(played.player.is_over() || kinds == Some(StepKind::Finish) || kinds == Some(StepKind::GetReady));
    played.wait(2000);
    let after = played.finished().into_iter().skip_while(|f| f.0 != "knee-hug-slide").skip(1);
    let kind = |slug: &str| care::content::exercises()[slug].kind;
    assert!(after.into_iter().all(|f| kind(&f.0) == care::content::Kind::Rest));
    let reported = played.writes().into_iter().find_map(|e| match e {
        entry::Event::PainReported { follow_up, exercise, .. } => Some((follow_up, exercise)),
        _ => None,
    });
    assert_eq!(reported, Some((no(), Some("knee-hug-slide".to_owned()))));
}

#[test]
fn a_follow_up_that_is_not_a_clear_no_shows_its_advice_and_ends_the_session() {
    for answer in ["yes", "not_sure"] {
        let mut played = Played::new().at("knee-hug-slide");
        played.then(hurt(3, PainQuality::Sharp));
        let effects = played.then(Event::FollowUps(said("pain_weak", answer)));
        assert!(effects.iter().any(|e| matches!(e, Effect::Advise(a) if !a.is_empty())), "{effects:?}");
        assert!(effects.contains(&Effect::AskPainAfter));
        played.then(Event::PainAfter(None));
        assert!(matches!(
            played.writes().last(),
            Some(entry::Event::SessionEnded { completed: false, pain: None, .. })
        ));
    }
}

#[test]
fn feeling_unwell_ends_the_session_at_any_moment_even_in_a_pause() {
    for pause in [false, true] {
        let mut played = Played::new();
        played.wait(40);
        if pause {
            played.then(Event::Pause);
        }
        let effects = played.then(Event::Unwell(said("unwell_chest_pain", "yes")));
        assert!(effects.iter().any(|e| matches!(e, Effect::Write { event: entry::Event::UnwellReported { .. }, .. })));
        assert!(effects.iter().any(|e| matches!(e, Effect::Advise(a) if !a.is_empty())));
        played.then(Event::PainAfter(Some(2)));
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
        1 => Just(Event::Repeat),
        1 => (0_u8..=10, quality).prop_map(|(intensity, quality)| Event::Hurt { intensity, quality }),
        2 => Just(Event::FollowUps(no())),
        1 => Just(Event::Quit),
        1 => Just(Event::PainAfter(Some(3))),
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
        prop_assert!(!over.any(|e| matches!(e, Effect::Show(_))), "nothing is shown after the end");
    }
}
