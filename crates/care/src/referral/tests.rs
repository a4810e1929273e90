use chrono::NaiveDate;
use proptest::prelude::*;

use super::letter;
use crate::{
    entry::{Answer, Answers, Event, PainQuality, Profile, ScreenKind, Sex, Side},
    record::Record,
    sample::{Diary, healthy_answers},
    words::Words,
};

fn words() -> &'static Words {
    static WORDS: std::sync::LazyLock<Words> = std::sync::LazyLock::new(|| Words::load("en").unwrap());
    &WORDS
}

fn yes() -> Answer {
    Answer::Word("yes".to_owned())
}

fn start() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 2).unwrap()
}

/// Five weeks of sessions and measurements, with a warning sign at the end.
fn diary() -> Diary {
    let mut diary = Diary::new("test", start());
    diary.profile(Profile { age_years: 47, sex: Sex::Female, ..Profile::default() });
    let mut answers = healthy_answers(ScreenKind::Full, 47, words());
    answers.insert("neck_shoulder".to_owned(), yes());
    diary.screen(ScreenKind::Full, answers);
    for week in 0..5u8 {
        diary.measure(Side::Left, [-6.0 + f64::from(week); 3]);
        let session = diary.start(10, 4);
        diary.step(session, 0, "constructive-rest", None, 300);
        diary.step(session, 1, "half-kneeling-tuck", Some(Side::Left), 90);
        diary.end(session, 3);
        diary.later(7);
    }
    diary.pain(None, 6, PainQuality::Sharp);
    let signs = Answers::from([("unwell_weak_leg".to_owned(), yes())]);
    diary.write(Event::UnwellReported { session: None, signs });
    diary
}

fn text_of(diary: &Diary) -> String {
    let html = letter(&Record::fold(diary.entries().to_vec()), diary.today(), false, words());
    let body = html.split_once("<main>").unwrap().1.split_once("</main>").unwrap().0;
    let mut text = String::new();
    for part in body.split('<').skip(1) {
        let (tag, inner) = part.split_once('>').unwrap();
        text.push_str(if tag.starts_with('/') && !tag.starts_with("/t") { "\n" } else { " " });
        text.push_str(inner);
    }
    text.lines().map(str::trim).filter(|l| !l.is_empty()).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_whole_letter() {
    insta::assert_snapshot!(text_of(&diary()));
}

#[test]
fn an_empty_record_has_a_letter_too() {
    let html = letter(&Record::default(), start(), false, words());
    assert!(html.contains("No full safety check") && html.contains("No session yet") && html.contains("Not measured"));
}

#[test]
fn the_sample_persons_letter_says_so() {
    let says = |sample| letter(&Record::default(), start(), sample, words()).contains("a sample person");
    assert!(says(true) && !says(false));
}

#[test]
fn the_letter_names_no_illness_and_claims_no_finding_of_its_own() {
    let text = text_of(&diary()).to_lowercase();
    assert!(!text.contains("diagnos"), "{text}");
}

#[test]
fn it_fits_one_page_however_long_the_history() {
    let mut long = diary();
    for _ in 0..300 {
        let session = long.start(10, 4);
        long.step(session, 0, "camel", None, 60);
        long.end(session, 3);
        long.pain(None, 7, PainQuality::Throbbing);
        long.later(1);
    }
    // An A4 page at the printed size holds about 60 lines of about 110 letters.
    let lines: usize = text_of(&long).lines().map(|l| 1 + l.len() / 110).sum();
    assert!(lines <= 60, "{lines} lines");
}

#[test]
fn every_text_is_in_the_words_of_each_locale() {
    for locale in ["en", "pseudo"] {
        let html = letter(
            &Record::fold(diary().into_entries()),
            start() + chrono::Days::new(36),
            true,
            &Words::load(locale).unwrap(),
        );
        assert!(!html.contains("[referral.") && !html.contains("[terms.") && !html.contains("[exercises."), "{html}");
    }
}

proptest! {
    #[test]
    fn what_a_person_writes_never_becomes_markup(statement in ".{0,60}", by in ".{0,20}", slug in ".{0,20}") {
        let mut diary = diary();
        diary.write(Event::Cleared { by: format!("<b>{by}"), statement: format!("<script>{statement}</script>") });
        let session = diary.start(10, 4);
        diary.step(session, 0, &format!("<i>{slug}"), None, 9000);
        let html = letter(&Record::fold(diary.entries().to_vec()), diary.today(), false, words());
        prop_assert!(!html.contains("<script") && !html.contains("<b>") && !html.contains("<i>"));
        prop_assert!(html.contains("&lt;script&gt;"));
    }
}
