//! Nothing of the five articles is missing, and nothing rests on something that isn't there.

use std::collections::BTreeSet;

use care::{
    content::{
        ClaimStatus, Mark, Statement, claims, exercises, inventory,
        inventory::{carriers, is_id},
        lessons, programmes, sources,
    },
    grade::Grade,
    words::Words,
};

/// Every graded statement with the key of its words.
fn statements() -> Vec<(String, &'static Statement)> {
    let mut all = vec![];
    for (slug, lesson) in lessons() {
        all.extend(lesson.statements.iter().map(|s| (format!("lessons.{slug}.statements.{}", s.id), s)));
    }
    for (slug, e) in exercises() {
        all.extend(e.rests_on.iter().map(|s| (format!("exercises.{slug}.rests_on.{}", s.id), s)));
    }
    for (slug, p) in programmes() {
        all.extend(p.disagree.iter().map(|s| (format!("programmes.{slug}.disagree.{}", s.id), s)));
    }
    all.extend(claims().iter().map(|(id, c)| (format!("claims.{id}.{}", c.literature.id), &c.literature)));
    all
}

fn numbered(prefix: &str, last: u32) -> impl Iterator<Item = String> {
    (1..=last).map(move |n| format!("{prefix}{n}"))
}

#[test]
fn the_inventory_is_whole() {
    let sizes = [
        ("A", 17),
        ("B", 7),
        ("C", 11),
        ("S", 10),
        ("TST", 8),
        ("R", 5),
        ("L", 4),
        ("ST", 7),
        ("G", 4),
        ("O", 9),
        ("W", 8),
        ("T", 17),
        ("X", 19),
    ];
    let expected: BTreeSet<String> = sizes.into_iter().flat_map(|(prefix, last)| numbered(prefix, last)).collect();
    assert_eq!(inventory().keys().cloned().collect::<BTreeSet<_>>(), expected);
    let evidence: BTreeSet<String> = numbered("F", 35).chain(numbered("M", 27)).collect();
    assert_eq!(sources().evidence.keys().cloned().collect::<BTreeSet<_>>(), evidence);
    assert_eq!(claims().keys().cloned().collect::<BTreeSet<_>>(), numbered("T", 17).collect());
    assert!(claims().values().all(|c| c.status == ClaimStatus::Computed));
}

#[test]
fn every_item_names_articles_that_exist_and_has_a_sentence() {
    let words = Words::load("en").expect("English is embedded");
    for (id, articles) in inventory() {
        assert!(!articles.is_empty(), "{id} comes from no article");
        assert!(articles.iter().all(|a| sources().articles.contains_key(a)), "{id}: {articles:?}");
    }
    assert_eq!(
        words.below("inventory").into_keys().collect::<BTreeSet<_>>(),
        inventory().keys().cloned().collect::<BTreeSet<_>>()
    );
    assert_eq!(
        words.below("sources").into_keys().collect::<BTreeSet<_>>(),
        sources().evidence.keys().cloned().collect::<BTreeSet<_>>()
    );
}

#[test]
fn every_item_is_carried_somewhere() {
    let carried = carriers();
    let missing: Vec<_> = inventory().keys().filter(|id| !carried.contains_key(*id)).collect();
    assert!(missing.is_empty(), "nothing carries {missing:?}");
}

#[test]
fn no_content_names_an_id_that_is_not_there() {
    for (id, places) in carriers() {
        let known = inventory().contains_key(&id) || sources().evidence.contains_key(&id);
        assert!(known, "{id} stands in {places:?} but in no list");
    }
}

#[test]
fn every_statement_has_words_and_rests_on_something_that_exists() {
    let words = Words::load("en").expect("English is embedded");
    for (key, s) in statements() {
        assert!(words.has(&key), "{key} has no words");
        assert!(!s.sources.is_empty(), "{key} rests on nothing");
        for source in &s.sources {
            let known = inventory().contains_key(source)
                || sources().evidence.contains_key(source)
                || sources().published.contains_key(source);
            assert!(known, "{key}: {source} is in no list");
        }
    }
}

#[test]
fn the_grade_fits_what_a_statement_rests_on() {
    let read = |source: &String| {
        sources().published.contains_key(source) || sources().evidence.get(source).is_some_and(|e| e.mark == Mark::Read)
    };
    let not_fact =
        |source: &String| sources().evidence.get(source).is_some_and(|e| matches!(e.mark, Mark::Recalled | Mark::Weak));
    for (key, s) in statements() {
        match s.grade {
            Grade::Literature => assert!(s.sources.iter().any(read), "{key}: no source that was read"),
            Grade::Article => {
                assert!(s.sources.iter().all(|id| inventory().contains_key(id)), "{key}: {:?}", s.sources);
            }
            Grade::Model => assert!(s.sources.iter().any(|id| id.starts_with(['T', 'X'])), "{key}: which claim?"),
            Grade::Opinion | Grade::CautiousRule => {}
        }
        if s.sources.iter().any(not_fact) {
            assert!(matches!(s.grade, Grade::Opinion | Grade::CautiousRule), "{key}: not to be shown as fact");
        }
    }
}

#[test]
fn lessons_have_all_their_words_and_no_others() {
    let words = Words::load("en").expect("English is embedded");
    let mut expected = BTreeSet::new();
    for (slug, lesson) in lessons() {
        expected.extend(["title", "short"].map(|key| format!("{slug}.{key}")));
        let ids: BTreeSet<_> = lesson.statements.iter().map(|s| format!("{slug}.statements.{}", s.id)).collect();
        assert_eq!(ids.len(), lesson.statements.len(), "{slug}: an id stands twice");
        expected.extend(ids);
    }
    assert_eq!(words.below("lessons").into_keys().collect::<BTreeSet<_>>(), expected);
    let orders: BTreeSet<u32> = lessons().values().map(|l| l.order).collect();
    assert_eq!(orders, (1..=u32::try_from(lessons().len()).expect("few")).collect(), "one place for each lesson");
    let claim_keys = |id: &String| ["claim", "computes", "literature"].map(|key| format!("{id}.{key}"));
    assert_eq!(
        words.below("claims").into_keys().collect::<BTreeSet<_>>(),
        claims().keys().flat_map(claim_keys).collect::<BTreeSet<_>>()
    );
}

#[test]
fn published_works_are_all_there_and_all_used() {
    let mut used: BTreeSet<&String> = sources().evidence.values().flat_map(|e| &e.published).collect();
    used.extend(statements().into_iter().flat_map(|(_, s)| &s.sources).filter(|id| !is_id(id)));
    assert_eq!(sources().published.keys().collect::<BTreeSet<_>>(), used);
    for (key, work) in &sources().published {
        assert!(work.doi.as_ref().is_none_or(|doi| doi.starts_with("10.")), "{key}");
        assert!(work.year.is_none_or(|year| (1950..=2026).contains(&year)), "{key}");
        assert!(work.pmcid.as_ref().is_none_or(|id| id.starts_with("PMC")), "{key}");
    }
}
