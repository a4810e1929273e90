//! The programmes: as their authors give them, inside the catalogue, with all their words.

use std::collections::BTreeSet;

use care::{
    content::{Programme, exercises, programmes},
    words::Words,
};

fn shape(p: &Programme) -> String {
    let item = |i: &care::content::ProgrammeItem| {
        let given = if i.dose_given { "" } else { " (our dose)" };
        format!("{} {}x{}-{}s{given}", i.exercise, i.bouts, i.seconds[0], i.seconds[1])
    };
    p.items.iter().map(item).collect::<Vec<_>>().join("; ")
}

#[track_caller]
fn check_programme(slug: &str, article: &str, expected: &str) {
    let p = &programmes()[slug];
    assert_eq!(p.article.as_deref(), Some(article));
    assert_eq!(shape(p), expected);
}

#[test]
fn each_article_keeps_its_order_and_dose() {
    check_programme(
        "rest-release-stretch",
        "000",
        "legs-up-rest 1x300-600s; pendulum 1x60-60s; knee-hug-slide 1x30-30s",
    );
    check_programme(
        "stretch-and-hamstrings",
        "001",
        "runners-lunge 1x30-60s; table-stretch 1x30-60s; bridge 1x36-36s (our dose); \
         heel-dig-bridge 1x36-36s (our dose); standing-hinge 1x36-36s (our dose)",
    );
    check_programme("bolster-release", "002", "bolstered-rest 1x300-600s");
    check_programme(
        "stretch-rest-ball",
        "003",
        "half-kneeling-tuck 3x20-30s; constructive-rest 1x300-600s; abdominal-ball 1x30-60s",
    );
    check_programme(
        "lunges-and-camel",
        "004",
        "low-lunge 1x20-30s (our dose); standing-lunge-reach 1x15-30s (our dose); \
         camel-hands-on-pelvis 1x15-30s (our dose); camel 1x15-30s (our dose)",
    );
    assert_eq!(programmes().values().filter(|p| p.article.is_none()).count(), 1, "Supple's own");
}

#[test]
fn a_dose_of_ours_is_the_least_of_the_catalogue_and_every_dose_lies_inside_it() {
    for (slug, p) in programmes() {
        for item in &p.items {
            let e = exercises().get(&item.exercise).unwrap_or_else(|| panic!("{slug}: {}", item.exercise));
            let [least, most] = e.dose.seconds;
            assert!(least <= item.seconds[0] && item.seconds[1] <= most, "{slug}: {}", item.id);
            assert!(item.bouts <= e.dose.repeats[1], "{slug}: {}", item.id);
            assert!(p.days_per_week <= e.dose.days_per_week || e.gated, "{slug}: {}", item.id);
            if !item.dose_given {
                assert_eq!(item.bouts, e.dose.repeats[0], "{slug}: {}", item.id);
                assert_eq!(item.seconds[0], least, "{slug}: {}", item.id);
                assert_eq!(item.repetitions, e.dose.repetitions.map(|r| r[0]), "{slug}: {}", item.id);
            }
        }
    }
}

#[test]
fn every_programme_has_all_its_words_and_no_others() {
    let words = Words::load("en").expect("English is embedded");
    let mut expected = BTreeSet::new();
    for (slug, p) in programmes() {
        expected.extend(["name", "short", "idea", "author", "frequency"].map(|key| format!("{slug}.{key}")));
        expected.extend(p.items.iter().map(|i| format!("{slug}.items.{}", i.id)));
        expected.extend(p.tests.iter().map(|t| format!("{slug}.tests.{}", t.id)));
        expected.extend(p.disagree.iter().map(|s| format!("{slug}.disagree.{}", s.id)));
        if !p.tests.is_empty() {
            expected.insert(format!("{slug}.caveat"));
        }
    }
    assert_eq!(words.below("programmes").into_keys().collect::<BTreeSet<_>>(), expected);
}

#[test]
fn every_article_says_where_we_see_it_differently() {
    for (slug, p) in programmes().iter().filter(|(_, p)| p.article.is_some()) {
        assert!(!p.disagree.is_empty(), "{slug}");
        assert!(p.disagree.iter().all(|s| !s.sources.is_empty()), "{slug}: on what grounds?");
    }
}
