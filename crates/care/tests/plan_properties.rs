//! What holds for every plan, whoever the person and whatever the history.

mod support;

use care::{
    content::{self, Kind, Sides},
    entry::{Event, PainQuality, Profile, ScreenKind, Side},
    plan::{Bout, Options, Plan, plan},
    record::Record,
    sample::Diary,
    screening::{Disposition, Exclusion, screen},
    session::compile,
};
use chrono::Days;
use proptest::prelude::*;
use support::{answers, date, lines, words};

/// Something that a person may say in the safety check; most leave exercises out, some lock.
const SAID: [&str; 20] = [
    "",
    "moving=yes kneeling_hard=yes kneeling_side=left unsteady=no floor_hard=no",
    "moving=yes kneeling_hard=yes kneeling_side=both unsteady=no floor_hard=no",
    "moving=yes unsteady=yes floor_hard=no kneeling_hard=no",
    "moving=yes floor_hard=yes unsteady=no kneeling_hard=no",
    "moving=yes neck_shoulder=yes",
    "hip_replacement=yes hip_replacement_side=right hip_replacement_approach=front hip_replacement_weeks=60 hip_replacement_cleared=cleared",
    "hip_replacement=yes hip_replacement_side=left hip_replacement_approach=back hip_replacement_weeks=60 hip_replacement_cleared=cleared",
    "sex=female pregnancy=pregnant pregnancy_weeks=22 pregnancy_cleared=cleared supine_dizzy=no pelvic_girdle_pain=no",
    "bones=yes osteoporosis=yes steroids=no",
    "spine_known=yes spine_legs=no",
    "blood_thinners=yes thinners_signs=no thinners_agreed=agreed",
    "heart_pressure=yes blood_pressure=yes eye_pressure=yes reflux=yes",
    "heart_pressure=yes cannot_lie_flat=yes",
    "tummy_skin=yes tummy_condition=yes",
    "hernia=yes hernia_state=stable",
    "hip_mechanical=yes hip_catching=yes hip_told=no",
    "pain_lasting=over_six_weeks pain_care=no pain_agreed=not_agreed worse_after_stretch=no very_stiff=no belly_linked=no",
    "fever=yes fever_hip_bent=no fever_pain=yes hot_joint=no infection_risk=no",
    "thigh_burning=yes leg_nerve=yes leg_shooting=no groin_burning=no",
];

fn any_subset(all: &'static [&'static str]) -> impl Strategy<Value = Vec<String>> {
    prop::sample::subsequence(all.to_vec(), 0..=all.len())
        .prop_map(|some| some.into_iter().map(str::to_owned).collect())
}

fn any_profile() -> impl Strategy<Value = Profile> {
    let equipment =
        any_subset(&["mat", "cushion", "chair", "bolster", "block", "table", "bed", "ball", "wall", "blanket"]);
    let aims =
        any_subset(&["ease_pain", "move_better", "before_sleep", "before_run", "before_walk", "desk_break", "calm"]);
    let signs = any_subset(&["pelvis_forward", "upper_back_round", "weak_knee_lift", "no_front_pull"]);
    let can = (any::<bool>(), any::<bool>(), prop::bool::weighted(0.8));
    (equipment, aims, signs, can, 0_u32..60, 1_u32..8, 0.0..14.0_f64).prop_map(
        |(equipment, aims, long_weak_signs, (floor, kneel, lie_flat), minutes, days_per_week, sitting_hours)| Profile {
            age_years: 40,
            equipment,
            aims,
            long_weak_signs,
            floor,
            kneel,
            lie_flat,
            minutes,
            days_per_week,
            sitting_hours,
            ..Profile::default()
        },
    )
}

/// What happens on one day.
#[derive(Clone, Debug)]
struct Day {
    skip: u64,
    pain: u8,
    settled: bool,
    angle: Option<(f64, f64)>,
    hurt: Option<PainQuality>,
    swap: Option<usize>,
    ball: bool,
    programme: Option<usize>,
    minutes: Option<u32>,
}

fn any_day() -> impl Strategy<Value = Day> {
    let pain = prop_oneof![8 => 0_u8..3, 1 => 3_u8..9];
    let skip = prop_oneof![6 => Just(1_u64), 2 => 2_u64..4, 1 => 5_u64..30];
    let angle = prop::option::weighted(0.3, (-10.0..20.0_f64, -10.0..20.0_f64));
    let hurt = prop::option::weighted(0.05, prop_oneof![Just(PainQuality::Sharp), Just(PainQuality::Dull)]);
    let swap = prop::option::weighted(0.1, 0_usize..40);
    let programme = prop::option::weighted(0.05, 0_usize..10);
    let minutes = prop::option::weighted(0.3, 3_u32..50);
    (skip, pain, prop::bool::weighted(0.85), angle, hurt, swap, prop::bool::weighted(0.1), programme, minutes).prop_map(
        |(skip, pain, settled, angle, hurt, swap, ball, programme, minutes)| Day {
            skip,
            pain,
            settled,
            angle,
            hurt,
            swap,
            ball,
            programme,
            minutes,
        },
    )
}

/// Events with numbers and days that no device should write.
fn odd_event() -> impl Strategy<Value = Event> {
    let profile = |p: Profile| Event::ProfileSet { profile: Box::new(p) };
    prop::sample::select(vec![
        Event::Screened { kind: ScreenKind::Full, answers: answers("") },
        Event::SessionStarted { date: chrono::NaiveDate::MIN, minutes: u32::MAX, pain: 255, programme: None },
        Event::SessionStarted { date: chrono::NaiveDate::MAX, minutes: 0, pain: 3, programme: Some(String::new()) },
        Event::MorningChecked { about: chrono::NaiveDate::MAX, settled: false, pain: 255 },
        Event::MorningChecked { about: chrono::NaiveDate::MIN, settled: false, pain: 0 },
        Event::BolsterChosen { height_cm: f64::NAN },
        Event::ProgrammeChosen { programme: Some("no-such-thing".into()) },
        Event::ExerciseSwapped { from: "bridge".into(), to: Some("bridge".into()), reason: String::new() },
        profile(Profile {
            minutes: u32::MAX,
            days_per_week: u32::MAX,
            sitting_hours: f64::INFINITY,
            ..Profile::default()
        }),
        profile(Profile {
            minutes: 0,
            days_per_week: 0,
            sitting_hours: f64::NAN,
            equipment: vec![],
            ..Profile::default()
        }),
        Event::StepFinished {
            session: uuid::Uuid::from_u128(1),
            step: u32::MAX,
            exercise: "half-kneeling-tuck".into(),
            side: None,
            seconds: u32::MAX,
            outcome: care::entry::StepOutcome::Done,
        },
    ])
}

/// A diary that follows the plans, day by day; `look` sees each plan before it is done.
fn live(profile: &Profile, said: &str, days: &[Day], mut look: impl FnMut(&Record, &Plan, &Options)) {
    let mut diary = Diary::new("phone", date("2026-03-02"));
    diary.profile(profile.clone());
    let mut screened: Option<chrono::NaiveDate> = None;
    for day in days {
        if screened.is_none_or(|s| (diary.today() - s).num_days() > 28) {
            diary.screen(ScreenKind::Full, answers(said));
            screened = Some(diary.today());
        }
        happen(&mut diary, day);
        let record = Record::fold(diary.entries().to_vec());
        let options = Options { minutes: day.minutes, ..Options::default() };
        let plan = plan(&record, diary.today(), &options, words());
        look(&record, &plan, &options);
        let programme = (plan.programme != "supple").then(|| plan.programme.clone());
        let session = diary.write(Event::SessionStarted {
            date: diary.today(),
            minutes: plan.minutes,
            pain: day.pain,
            programme,
        });
        for (i, item) in lines(&plan).into_iter().enumerate() {
            for Bout { side, seconds } in &item.bouts {
                diary.step(session, u32::try_from(i).expect("few"), &item.exercise, *side, *seconds);
            }
        }
        diary.end(session, day.pain);
        let about = diary.today();
        diary.later(day.skip).morning(about, day.settled, day.pain);
    }
}

fn happen(diary: &mut Diary, day: &Day) {
    if let Some((left, right)) = day.angle {
        diary.measure(Side::Left, [left; 3]);
        diary.measure(Side::Right, [right; 3]);
    }
    if let Some(quality) = day.hurt {
        diary.pain(None, 3, quality);
    }
    if let Some(n) = day.swap {
        let slugs: Vec<&String> = content::exercises().keys().collect();
        let (from, to) = (slugs[n % slugs.len()].clone(), (n % 2 == 0).then(|| slugs[(n * 7) % slugs.len()].clone()));
        diary.write(Event::ExerciseSwapped { from, to, reason: "other".into() });
    }
    if day.ball {
        let no = || care::entry::Answer::Word("no".into());
        let answers = care::screening::ball::questions(words()).into_iter().map(|q| (q.id, no())).collect();
        diary.write(Event::BallRequested { answers });
    }
    if let Some(n) = day.programme {
        let slugs: Vec<&String> = content::programmes().keys().collect();
        let programme = slugs.get(n).map(|s| (*s).clone());
        diary.write(Event::ProgrammeChosen { programme });
    }
}

/// Does an exercise with this worked side have a tag that is excluded on the leg that the tag is about?
fn is_hit(slug: &str, worked: Option<Side>, Exclusion { tag, side, .. }: &Exclusion) -> bool {
    let exercise = &content::exercises()[slug];
    let both = exercise.sides == Sides::Both;
    let legs = [Side::Left, Side::Right];
    legs.into_iter().filter(|leg| side.is_none_or(|side| side == *leg) || !tag.is_of_one_leg()).any(|leg| {
        (both || worked == Some(leg)) && exercise.tags.contains(tag)
            || (both || worked != Some(leg)) && exercise.other_side_tags.contains(tag)
    })
}

/// Nothing in a plan or in the script that is played from it is hit by what was said, by the profile, or by the plan's own list.
fn check_exclusions(record: &Record, plan: &Plan, said: &[Exclusion]) {
    let items = lines(plan).into_iter().chain(&plan.desk_breaks);
    let bouts = items.flat_map(|item| item.bouts.iter().map(|bout| (item.exercise.clone(), bout.side)));
    let script = compile(plan, record, words());
    let steps = script.steps.into_iter().filter(|step| !step.exercise.is_empty());
    for (slug, side) in bouts.chain(steps.map(|step| (step.exercise, step.side))) {
        for exclusion in plan.exclusions.iter().chain(said) {
            assert!(!is_hit(&slug, side, exclusion), "{slug} {side:?} against {exclusion:?}");
        }
        assert!(content::exercises()[&slug].sides == Sides::Both || side.is_some(), "{slug}");
    }
}

/// Rest or release before a stretch; kinds in their order, a rest allowed at the end.
fn check_order(plan: &Plan) {
    let mut kinds: Vec<Kind> = plan.blocks.iter().map(|b| b.kind).collect();
    if kinds.len() > 1 && kinds.last() == Some(&Kind::Rest) {
        kinds.pop();
    }
    assert!(kinds.is_sorted(), "{kinds:?}");
    for list in [lines(plan), plan.desk_breaks.iter().collect()] {
        let first = list.iter().position(|i| i.kind == Kind::Stretch);
        let before = |at: usize| list[..at].iter().any(|i| matches!(i.kind, Kind::Rest | Kind::Release));
        assert!(first.is_none_or(before), "a stretch without rest or release before it");
    }
}

fn stretch_seconds(plan: &Plan, side: Side) -> u32 {
    let stretch = lines(plan)
        .into_iter()
        .chain(&plan.desk_breaks)
        .filter(|i| content::exercises()[&i.exercise].counts_as_stretch);
    stretch.flat_map(|i| &i.bouts).filter(|b| b.side.is_none_or(|s| s == side)).map(|b| b.seconds).sum()
}

/// With today's plan and break done, no side has more than 4 minutes today and 10 minutes in seven days (M10).
fn check_caps(record: &Record, plan: &Plan) {
    for side in [Side::Left, Side::Right] {
        let planned = stretch_seconds(plan, side);
        if planned > 0 {
            let today = record.stretch_seconds(side, plan.date, plan.date) + planned;
            let week = record.stretch_seconds(side, plan.date - Days::new(6), plan.date) + planned;
            assert!(today <= 240 && week <= 600, "{side:?}: {today} today, {week} in seven days");
        }
    }
}

fn check_doses(plan: &Plan) {
    for item in lines(plan) {
        let dose = &content::exercises()[&item.exercise].dose;
        for side in [None, Some(Side::Left), Some(Side::Right)] {
            let n = item.bouts.iter().filter(|b| b.side == side).count();
            assert!(n <= dose.repeats[1] as usize, "{} {n} times", item.exercise);
        }
        for bout in &item.bouts {
            assert!((dose.seconds[0]..=dose.seconds[1]).contains(&bout.seconds), "{} {}", item.exercise, bout.seconds);
        }
    }
}

/// No stretch for the long, weak pattern, no hip-flexor strength for any other, and never the ball without its own screen.
fn check_pattern(record: &Record, plan: &Plan) {
    for item in lines(plan).into_iter().chain(&plan.desk_breaks) {
        let exercise = &content::exercises()[&item.exercise];
        assert!(!exercise.long_weak_only || plan.pattern == "long_weak", "{}", item.exercise);
        assert!(!exercise.counts_as_stretch || plan.pattern != "long_weak", "{}", item.exercise);
        assert!(!exercise.gated || record.ball().is_some(), "{}", item.exercise);
    }
}

/// Strength has at least a day between and three days in seven at most.
fn check_strength(record: &Record, plan: &Plan) {
    if !lines(plan).iter().any(|i| i.kind == Kind::Strength) {
        return;
    }
    let own = record.sessions().iter().filter(|s| s.programme.is_none()).flat_map(|s| &s.steps);
    let strong = own.filter(|s| s.date < plan.date && content::exercises()[&s.exercise].kind == Kind::Strength);
    let ago: std::collections::BTreeSet<i64> = strong.map(|s| (plan.date - s.date).num_days()).collect();
    assert!(!ago.contains(&1) && ago.iter().filter(|d| **d < 7).count() < 3, "{ago:?} days ago");
}

fn check_minutes(record: &Record, plan: &Plan, options: &Options) {
    let script = compile(plan, record, words());
    assert!((plan.minutes * 60).abs_diff(script.total_s) <= 30, "{} min, {} s", plan.minutes, script.total_s);
    let asked = options.minutes.unwrap_or(record.profile().minutes).clamp(5, 45) * 60;
    assert!(plan.programme != "supple" || script.total_s <= asked + asked / 10, "{} s of {asked} s", script.total_s);
    let said = plan.reasons.iter().any(|r| r.rule == "plan.minutes_less");
    let waits = plan.disposition >= Some(Disposition::SeeProfessionalFirst);
    let own = plan.session_today && plan.programme == "supple" && !waits;
    assert!(!own || said || script.total_s * 10 >= asked * 9, "{} s of {asked} s, and nothing said", script.total_s);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn plans_keep_their_promises(
        profile in any_profile(),
        said in prop::collection::vec(0_usize..SAID.len(), 0..4),
        days in prop::collection::vec(any_day(), 1..14),
    ) {
        let said: String = said.iter().map(|i| SAID[*i]).collect::<Vec<_>>().join(" ");
        let left_out = screen(&answers(&said), words()).exclusions;
        live(&profile, &said, &days, |record, plan, options| {
            check_exclusions(record, plan, &left_out);
            check_minutes(record, plan, options);
            if plan.programme == "supple" {
                check_order(plan);
                check_caps(record, plan);
                check_doses(plan);
                check_pattern(record, plan);
                check_strength(record, plan);
            }
            assert!((1..=5).contains(&plan.level));
            match plan.disposition {
                None | Some(Disposition::Emergency | Disposition::UrgentSameDay) => assert!(plan.blocks.is_empty()),
                Some(Disposition::SeeProfessionalFirst) => {
                    let ok = ["constructive-rest", "side-lying-rest", "propped-rest", "chair-rest", "diaphragmatic-breathing", "seated-breathing"];
                    assert!(lines(plan).iter().all(|i| ok.contains(&i.exercise.as_str())));
                }
                Some(Disposition::ProceedWithExclusions | Disposition::Proceed) => {}
            }
        });
    }

    #[test]
    fn nothing_on_record_makes_planning_fail(
        entries in support::any_entries(),
        odd in prop::collection::vec((any::<prop::sample::Index>(), odd_event()), 0..6),
        years in prop::collection::vec((any::<prop::sample::Index>(), prop::sample::select(vec!["-9999-01-01T00:00:00Z", "9999-12-31T23:59:59+12:00", "+262000-01-01T00:00:00Z"])), 0..3),
        day in prop::sample::select(vec!["2026-04-01", "0001-01-01", "9999-12-31"]),
    ) {
        let mut entries = entries;
        for (i, event) in odd.into_iter().filter(|_| !entries.is_empty()).collect::<Vec<_>>() {
            let i = i.index(entries.len());
            entries[i].event = event;
        }
        for (i, at) in years.into_iter().filter(|_| !entries.is_empty()).collect::<Vec<_>>() {
            let i = i.index(entries.len());
            if let Ok(at) = at.parse() {
                entries[i].at = at;
            }
        }
        let record = Record::fold(entries);
        let plan = plan(&record, date(day), &Options::default(), words());
        let script = compile(&plan, &record, words());
        prop_assert!(plan.blocks.is_empty() == script.steps.is_empty());
    }

    #[test]
    fn the_same_record_and_day_give_the_same_plan_and_script(
        profile in any_profile(),
        days in prop::collection::vec(any_day(), 1..5),
        seed in any::<u64>(),
    ) {
        live(&profile, "", &days, |record, first, options| {
            let again = Record::fold(support::shuffled(record.all(), seed));
            let second = plan(&again, first.date, options, words());
            assert_eq!(first, &second);
            assert_eq!(compile(first, record, words()), compile(&second, &again, words()));
        });
    }
}

#[test]
fn what_is_said_in_these_properties_is_whole_and_leaves_something_out() {
    for said in SAID {
        let diary = support::person(Profile::default(), said);
        let standing = support::record(&diary).standing(diary.today(), words());
        assert!(standing.is_current(), "{said}: {:?}", care::screening::screen(&answers(said), words()).unanswered);
        let nothing = standing.exclusions.is_empty() && standing.locks.is_empty();
        assert_eq!(nothing, said.is_empty(), "{said}");
    }
}
