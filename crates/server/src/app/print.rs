//! The plan on paper.

use std::fmt::Write;

use care::{
    entry::{Profile, Side},
    grade::Reason,
    plan::{Options, Plan, Prescription},
    screening::call_line,
    words::Words,
};
use chrono::NaiveDate;

use super::{
    App, AppError, catalogue,
    figures::{self, Picture},
};

const STYLE: &str = include_str!("print.css");

impl App {
    /// The plan of a day as a page that prints well. Its emergency number is that of `country` (two letters) while the profile
    /// names none.
    /// # Errors
    /// As [`App::plan`].
    pub async fn printed_plan(
        &self,
        date: Option<NaiveDate>,
        options: &Options,
        country: &str,
        words: &Words,
    ) -> Result<String, AppError> {
        let plan = self.plan(date, options, words).await?;
        let mut profile = self.record().await?.profile();
        if profile.country.is_empty() {
            country.clone_into(&mut profile.country);
        }
        Ok(page(&plan, &profile, self.demo, words))
    }
}

fn page(plan: &Plan, profile: &Profile, demo: bool, words: &Words) -> String {
    let title = words.say("print.plan.title", &[("date", &plan.date)]);
    let mut body = format!("<h1>{}</h1>\n", escape(&title));
    if demo {
        write_line(&mut body, "p class=\"note\"", &words.get("print.plan.sample"));
    }
    when_to_stop(&mut body, profile, words);
    reasons(&mut body, "first", &plan.first);
    if plan.blocks.is_empty() {
        write_line(&mut body, "p", &words.get("print.plan.nothing"));
    } else {
        write_line(&mut body, "p", &words.count("print.plan.minutes", plan.minutes, &[]));
    }
    for block in &plan.blocks {
        write_line(&mut body, "h2", &block.title);
        block.items.iter().for_each(|item| push_item(&mut body, item, profile, words));
    }
    if !plan.exclusions.is_empty() {
        write_line(&mut body, "h2", &words.get("print.plan.left_out"));
        let mut why: Vec<&str> = plan.exclusions.iter().map(|e| e.text.as_str()).collect();
        why.dedup();
        list(&mut body, "ul", why.into_iter());
    }
    write_line(&mut body, "p class=\"note\"", &words.get("print.plan.note"));
    format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n\
         <body>\n<main>\n{body}</main>\n</body>\n</html>\n",
        escape(words.locale()),
        escape(&title),
    )
}

/// The box at the top: whom to call, then what the player says to the same pain.
fn when_to_stop(body: &mut String, profile: &Profile, words: &Words) {
    let call = call_line(&profile.country, words);
    let mut lines = vec![words.say("print.plan.help", &[("call", &call)])];
    lines.extend(["tingling", "spreading"].map(|pain| {
        let said = words.get(&format!("session.decision.{pain}"));
        words.say(&format!("print.plan.pain.{pain}"), &[("said", &said)])
    }));
    lines.extend(words.list("print.plan.stop"));
    body.push_str("<section class=\"stop\">\n");
    write_line(body, "h2", &words.get("print.plan.stop_title"));
    list(body, "ul", lines.iter().map(String::as_str));
    body.push_str("</section>\n");
}

fn push_item(body: &mut String, item: &Prescription, profile: &Profile, words: &Words) {
    let side = item.bouts.first().and_then(|bout| bout.side).unwrap_or(Side::Right);
    body.push_str("<article>\n");
    let picture = Picture { at: 1.0, side, view: None };
    if let Ok(svg) = figures::svg(&item.exercise, picture, profile, words) {
        body.push_str("<figure>");
        body.push_str(&svg);
        body.push_str("</figure>\n");
    }
    body.push_str("<div>\n");
    write_line(body, "h3", &item.name);
    write_line(body, "p class=\"dose\"", &item.dose);
    if let Ok(view) = catalogue::exercise_on(&item.exercise, side, words) {
        list(body, "ol", view.steps.iter().map(String::as_str));
    }
    reasons(body, "because", &item.because);
    body.push_str("</div>\n</article>\n");
}

fn reasons(body: &mut String, class: &str, reasons: &[Reason]) {
    for reason in reasons {
        write_line(body, &format!("p class=\"{class}\""), &reason.text);
    }
}

fn list<'a>(body: &mut String, tag: &str, items: impl Iterator<Item = &'a str>) {
    writeln!(body, "<{tag}>").expect("memory takes everything");
    items.for_each(|item| write_line(body, "li", item));
    writeln!(body, "</{tag}>").expect("memory takes everything");
}

fn write_line(body: &mut String, tag: &str, text: &str) {
    let name = tag.split(' ').next().unwrap_or(tag);
    writeln!(body, "<{tag}>{}</{name}>", escape(text)).expect("memory takes everything");
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use care::record::Record;

    use super::*;

    #[test]
    fn when_to_stop_stands_first_with_the_number_to_call_and_no_milder_than_in_the_player() {
        let words = Words::load("en").expect("English is always there");
        let day = NaiveDate::from_ymd_opt(2026, 3, 2).expect("a day");
        let plan = care::plan::plan(&Record::fold(Vec::new()), day, &Options::default(), &words);
        let profile = Profile { country: "GB".to_owned(), ..Profile::default() };
        let page = page(&plan, &profile, false, &words);
        let stop =
            page.split_once("<section class=\"stop\">").expect("a box").1.split_once("</section>").expect("its end");
        assert!(stop.0.contains("Call 999 now.") && stop.0.contains("Worse straight after"), "{}", stop.0);
        for pain in ["tingling", "spreading"] {
            let said = words.get(&format!("session.decision.{pain}"));
            assert!(stop.0.contains(&said) && said.contains("professional before the next session"), "{said}");
        }
        assert!(!page.split_once("<section").expect("a box").0.contains("<h2>"), "something stands before it");
    }

    #[test]
    fn text_cannot_become_markup() {
        assert_eq!(escape("<b>\"a\" & b</b>"), "&lt;b&gt;&quot;a&quot; &amp; b&lt;/b&gt;");
    }
}
