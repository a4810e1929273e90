//! A plan in words.

use care::{
    plan::{Plan, Prescription},
    record::Record,
    screening::{Disposition, call_line},
};

use super::reason;
use crate::{context::Context, failure::Failure, out};

/// The plan of a person: what comes first, what is done and why, what is left out.
pub fn plan(plan: &Plan, record: &Record, context: &Context) -> Result<(), Failure> {
    let title = context.words.say("print.plan.title", &[("date", &plan.date)]);
    out::line(&console::style(title).bold().to_string())?;
    if plan.disposition == Some(Disposition::Emergency) {
        out::line(&format!("! {}", call_line(&record.profile().country, &context.words)))?;
    }
    for first in &plan.first {
        out::line(&format!("! {}", first.text))?;
    }
    if plan.blocks.is_empty() {
        out::line(&context.words.get("print.plan.nothing"))?;
    } else {
        out::line(&context.words.count("print.plan.minutes", plan.minutes, &[]))?;
    }
    for block in &plan.blocks {
        out::line(&format!("\n{}", console::style(&block.title).bold()))?;
        block.items.iter().try_for_each(|item| one(item, context))?;
    }
    if !plan.desk_breaks.is_empty() {
        out::line(&format!("\n{}", console::style(context.say("plan.breaks", &[])).bold()))?;
        plan.desk_breaks.iter().try_for_each(|item| one(item, context))?;
    }
    section(&context.say("plan.why", &[]), plan.reasons.iter().map(|r| reason(r, context)))?;
    let mut left_out: Vec<String> = plan.exclusions.iter().map(|e| e.text.clone()).collect();
    left_out.retain(|text| plan.first.iter().all(|first| first.text != *text));
    left_out.dedup();
    section(&context.words.get("print.plan.left_out"), left_out.into_iter())?;
    if plan.disposition >= Some(Disposition::SeeProfessionalFirst) {
        out::line(&format!("\n{}", context.say("plan.cleared", &[])))?;
    }
    Ok(())
}

fn one(item: &Prescription, context: &Context) -> Result<(), Failure> {
    out::line(&format!("  {}: {}  [{}]", item.name, item.dose, item.exercise))?;
    item.because.iter().try_for_each(|r| out::line(&format!("      {}", reason(r, context))))
}

fn section(title: &str, lines: impl Iterator<Item = String>) -> Result<(), Failure> {
    let lines: Vec<String> = lines.collect();
    if lines.is_empty() {
        return Ok(());
    }
    out::line(&format!("\n{title}"))?;
    lines.iter().try_for_each(|line| out::line(&format!("  - {line}")))
}
