//! The letter for a professional: one page that prints well.
//!
//! It tells what was asked, measured and done, with errors; it names no illness.

mod html;
mod parts;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;

use self::html::{Page, escape};
use crate::{progress::progress, record::Record, words::Words};

/// The letter as a whole HTML page without any outside file. All that a person wrote is escaped. That of the `sample`
/// person says so.
pub fn letter(record: &Record, today: NaiveDate, sample: bool, words: &Words) -> String {
    let standing = record.standing(today, words);
    let progress = progress(record, today, words);
    let mut page = Page::new(words);
    page.raw(&head(record, today, words));
    if sample {
        page.worst(&words.get("referral.sample"));
    }
    parts::why(&mut page, record, &standing);
    parts::answers(&mut page, record);
    parts::measures(&mut page, &progress);
    parts::done(&mut page, record, today);
    parts::pain(&mut page, record, &progress, today);
    page.section("tell.title");
    page.items(&words.list("referral.tell.items"));
    page.finish()
}

fn head(record: &Record, today: NaiveDate, words: &Words) -> String {
    let profile = record.profile();
    let sex = serde_json::to_value(profile.sex).expect("a sex is a word");
    let sex = words.get(&format!("referral.sex.{}", sex.as_str().unwrap_or_default()));
    let person = match profile.age_years {
        0 => words.say("referral.person_no_age", &[("sex", &sex)]),
        age => words.say("referral.person", &[("age", &age), ("sex", &sex)]),
    };
    let blank = |key: &str| format!("<span class=\"blank\">{}</span>", escape(&words.get(&format!("referral.{key}"))));
    format!(
        "<h1>{}</h1><p class=\"head\">{} {}</p><p class=\"head\">{} · {}</p>",
        escape(&words.get("referral.title")),
        blank("name"),
        blank("born"),
        escape(&person),
        escape(&words.say("referral.date", &[("date", &today)])),
    )
}
