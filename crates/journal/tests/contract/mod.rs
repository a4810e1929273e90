//! What every journal promises, whatever it keeps its entries in.

use journal::{Appended, Entry, Journal, JournalError};

pub fn entry(n: u32, note: &str) -> Entry {
    let minute = n % 60;
    Entry::parse(&format!(
        r#"{{"id":"018f2d6e-0000-7000-8000-{n:012}","at":"2026-03-01T07:{minute:02}:00+01:00","device":"d","seq":{n},"note":"{note}"}}"#
    ))
    .expect("a test entry")
}

fn bodies(entries: &[Entry]) -> Vec<String> {
    entries.iter().map(|e| e.body().to_owned()).collect()
}

pub async fn what_was_appended_is_read_in_order_of_time(journal: &impl Journal) {
    let entries = [entry(1, "a"), entry(2, "b"), entry(3, "c")];
    for n in [2, 0, 1] {
        journal.append("me", vec![entries[n].clone()]).await.expect("appended");
    }
    assert_eq!(journal.read("me").await.expect("read"), bodies(&entries));
}

pub async fn time_then_device_then_count_then_id_decide_the_order(journal: &impl Journal) {
    let at = |id: u32, at: &str, device: &str, seq: u32| {
        Entry::parse(&format!(
            r#"{{"id":"018f2d6e-0000-7000-8000-{id:012}","at":"{at}","device":"{device}","seq":{seq}}}"#
        ))
        .expect("a test entry")
    };
    let ordered = [
        at(9, "2026-03-01T08:00:00+02:00", "z", 9),
        at(8, "2026-03-01T07:00:00+00:00", "a", 2),
        at(6, "2026-03-01T07:00:00+00:00", "a", 10),
        at(7, "2026-03-01T07:00:00+00:00", "a", 10),
        at(1, "2026-03-01T07:00:00+00:00", "b", 1),
    ];
    let shuffled = [3, 1, 4, 0, 2].map(|i: usize| ordered[i].clone());
    journal.append("me", shuffled.to_vec()).await.expect("appended");
    assert_eq!(journal.read("me").await.expect("read"), bodies(&ordered));
}

pub async fn the_same_entry_twice_changes_nothing(journal: &impl Journal) {
    let (a, b) = (entry(1, "a"), entry(2, "b"));
    let first = journal.append("me", vec![a.clone(), a.clone()]).await.expect("appended");
    assert_eq!(first, Appended { accepted: vec![a.id()], duplicates: vec![a.id()] });
    let position = journal.position("me").await.expect("position");
    let again = journal.append("me", vec![a.clone()]).await.expect("appended");
    assert_eq!(again, Appended { accepted: vec![], duplicates: vec![a.id()] });
    assert_eq!(journal.position("me").await.expect("position"), position);
    let mixed = journal.append("me", vec![a.clone(), b.clone()]).await.expect("appended");
    assert_eq!(mixed, Appended { accepted: vec![b.id()], duplicates: vec![a.id()] });
    assert!(journal.position("me").await.expect("position") > position);
}

pub async fn an_id_with_other_content_is_refused_and_nothing_of_that_append_is_kept(journal: &impl Journal) {
    let kept = entry(1, "a");
    journal.append("me", vec![kept.clone()]).await.expect("appended");
    let refused = journal.append("me", vec![entry(2, "b"), entry(1, "other")]).await;
    assert!(matches!(refused, Err(JournalError::Conflict(id)) if id == kept.id()), "{refused:?}");
    let twice = journal.append("me", vec![entry(3, "c"), entry(3, "other")]).await;
    assert!(matches!(twice, Err(JournalError::Conflict(id)) if id == entry(3, "c").id()), "{twice:?}");
    assert_eq!(journal.read("me").await.expect("read"), bodies(&[kept]));
}

pub async fn people_are_apart(journal: &impl Journal) {
    journal.append("ann", vec![entry(1, "a")]).await.expect("appended");
    journal.append("bob", vec![entry(1, "b")]).await.expect("the same id of another person");
    assert_eq!(journal.people().await.expect("people"), ["ann", "bob"]);
    assert_eq!(journal.erase("ann").await.expect("erased"), 1);
    assert_eq!(journal.people().await.expect("people"), ["bob"]);
    assert_eq!(journal.read("bob").await.expect("read"), bodies(&[entry(1, "b")]));
    assert_eq!(journal.position("ann").await.expect("position"), None);
}

pub async fn positions_never_come_back_after_an_erase(journal: &impl Journal) {
    journal.append("me", vec![entry(1, "a"), entry(2, "b")]).await.expect("appended");
    let before = journal.position("me").await.expect("position");
    journal.erase("me").await.expect("erased");
    journal.append("me", vec![entry(1, "a")]).await.expect("appended");
    assert!(journal.position("me").await.expect("position") > before);
}

pub async fn nobody_has_nothing(journal: &impl Journal) {
    assert_eq!(journal.append("me", vec![]).await.expect("appended"), Appended::default());
    assert_eq!(journal.read("me").await.expect("read"), Vec::<String>::new());
    assert_eq!(journal.position("me").await.expect("position"), None);
    assert_eq!(journal.people().await.expect("people"), Vec::<String>::new());
    assert_eq!(journal.erase("me").await.expect("erased"), 0);
}

pub async fn many_writers_at_once_lose_nothing(journal: &impl Journal) {
    let appends = (0..200).map(|n| journal.append("me", vec![entry(n, "a"), entry(n + 1, "a")]));
    let results = join_all(appends).await;
    let accepted: usize = results.iter().map(|r| r.as_ref().expect("appended").accepted.len()).sum();
    assert_eq!(accepted, 201);
    assert_eq!(journal.read("me").await.expect("read").len(), 201);
}

/// Polls all of them together, as many callers would.
async fn join_all<F: Future>(futures: impl Iterator<Item = F>) -> Vec<F::Output> {
    let mut waiting: Vec<_> = futures.map(|f| (Some(Box::pin(f)), None)).collect();
    std::future::poll_fn(|context| {
        for (future, output) in &mut waiting {
            let Some(running) = future else { continue };
            if let std::task::Poll::Ready(value) = running.as_mut().poll(context) {
                *output = Some(value);
                *future = None;
            }
        }
        if waiting.iter().any(|(future, _)| future.is_some()) {
            std::task::Poll::Pending
        } else {
            std::task::Poll::Ready(())
        }
    })
    .await;
    waiting.into_iter().map(|(_, output)| output.expect("all are done")).collect()
}
