//! Text to table.

use super::header::Header;
use super::number::parse_number;
use super::{Note, Table};
use crate::xml::decode;
use crate::{Error, ErrorKind, Limits, Result};

pub(super) fn parse(bytes: &[u8], limits: &Limits) -> Result<(Table, Vec<Note>)> {
    if bytes.len() > limits.bytes {
        let most = format!("at most {} bytes", limits.bytes);
        return Err(Error::new(ErrorKind::TooBig, format!("{} bytes", bytes.len())).hint(most));
    }
    let text = decode(bytes)?;
    let mut lines = (1..).zip(text.lines());
    let mut notes = Vec::new();
    let top = read_top(&mut lines, &mut notes)?;
    let (in_degrees, said) = top.header.degrees(top.has_header);
    if !said {
        let unit = if in_degrees { "degrees" } else { "radians" };
        notes.push(Note { line: 0, message: format!("the header doesn't say inDegrees: angles taken as {unit}") });
    }
    let mut table = Table {
        name: top.header.name.clone(),
        columns: vec![Vec::new(); top.labels.len()],
        labels: top.labels,
        time: Vec::new(),
        in_degrees,
        metadata: top.header.metadata.clone(),
    };
    let row_lines = read_rows(lines, top.comma, &mut table, limits, &mut notes)?;
    compare_counts(&top.header, &table, &mut notes);
    note_time(&table, &row_lines, &mut notes);
    Ok((table, notes))
}

/// Everything above the first row of numbers.
struct Top {
    header: Header,
    has_header: bool,
    labels: Vec<String>,
    comma: bool,
}

fn table_error(line: usize, problem: impl Into<String>) -> Error {
    Error::new(ErrorKind::Table, problem).line(line)
}

fn read_top<'a>(lines: &mut impl Iterator<Item = (usize, &'a str)>, notes: &mut Vec<Note>) -> Result<Top> {
    let mut header = Header::default();
    let mut ended = false;
    let mut last = 0;
    for (line, text) in lines {
        last = line;
        let trimmed = text.trim();
        if !ended && trimmed.trim_end_matches(',').eq_ignore_ascii_case("endheader") {
            ended = true;
            continue;
        }
        if trimmed.is_empty() {
            continue;
        }
        let (labels, comma) = split_labels(text);
        let is_label_row = labels.first().is_some_and(|l| l.eq_ignore_ascii_case("time"));
        if !ended && !is_label_row {
            refuse_numbers(line, trimmed)?;
            header.take(trimmed);
            continue;
        }
        let has_header = ended || line > 1;
        if !ended && has_header {
            notes.push(Note { line, message: "no `endheader` line: the labels start here".to_owned() });
        }
        check_type(&header, line)?;
        let labels = check_labels(labels, line, notes)?;
        return Ok(Top { header, has_header, labels, comma });
    }
    let (problem, hint) = if ended {
        ("nothing after `endheader`", "a line of column labels that starts with `time`, then rows of numbers")
    } else {
        ("no `endheader` and no column labels", "a line `endheader`, then column labels that start with `time`")
    };
    Err(table_error(last, problem).hint(hint))
}

/// Numbers before the header's end mean that the end is missing.
fn refuse_numbers(line: usize, text: &str) -> Result<()> {
    let mut cells = text.split([',', '\t', ' ']).filter(|c| !c.is_empty()).peekable();
    let several = text.split([',', '\t', ' ']).filter(|c| !c.is_empty()).count() > 1;
    if several && cells.peek().is_some() && cells.all(|c| parse_number(c).is_some()) {
        let hint = "a line `endheader`, then column labels that start with `time`, then rows of numbers";
        return Err(
            table_error(line, "numbers before the end of the header: `endheader` or the labels are missing").hint(hint)
        );
    }
    Ok(())
}

fn split_labels(text: &str) -> (Vec<String>, bool) {
    let comma = text.contains(',') && !text.contains('\t');
    let clean = |l: &str| l.trim().trim_matches('"').to_owned();
    let labels: Vec<String> = if comma {
        text.trim_end().split(',').map(clean).collect()
    } else if text.trim().contains('\t') {
        text.trim().split('\t').map(clean).filter(|l| !l.is_empty()).collect()
    } else {
        text.split_whitespace().map(clean).collect()
    };
    (labels, comma)
}

fn check_type(header: &Header, line: usize) -> Result<()> {
    match header.data_type.as_deref() {
        None => Ok(()),
        Some(t) if t.eq_ignore_ascii_case("double") => Ok(()),
        Some(t) => {
            Err(Error::new(ErrorKind::Unsupported, format!("DataType={t} is not supported")).line(line).hint("double"))
        }
    }
}

fn check_labels(mut labels: Vec<String>, line: usize, notes: &mut Vec<Note>) -> Result<Vec<String>> {
    let first = labels.remove(0);
    if !first.eq_ignore_ascii_case("time") {
        return Err(table_error(line, format!("the first column is `{first}`")).hint("time"));
    }
    if labels.last().is_some_and(String::is_empty) {
        labels.pop();
        notes.push(Note { line, message: "a separator without a label at the end was left out".to_owned() });
    }
    let mut sorted: Vec<&str> = labels.iter().map(String::as_str).collect();
    sorted.sort_unstable();
    if let Some([twice, ..]) = sorted.windows(2).find(|w| w[0] == w[1]) {
        let e = Error::new(ErrorKind::Duplicate, format!("column `{twice}` stands there twice"));
        return Err(e.line(line).hint("one column per label"));
    }
    if let Some(odd) = labels.iter().find(|l| l.contains(char::is_control)) {
        let problem = format!("column label {odd:?} holds a control character");
        return Err(table_error(line, problem).hint("labels of letters, digits and signs"));
    }
    if labels.iter().any(String::is_empty) {
        return Err(table_error(line, "a column without a label").hint("a label for each column"));
    }
    Ok(labels)
}

fn read_rows<'a>(
    lines: impl Iterator<Item = (usize, &'a str)>,
    comma: bool,
    table: &mut Table,
    limits: &Limits,
    notes: &mut Vec<Note>,
) -> Result<Vec<usize>> {
    let mut row_lines = Vec::new();
    let mut empty_cells = 0_usize;
    for (line, text) in lines {
        if text.trim().is_empty() {
            continue;
        }
        if (row_lines.len() + 1).saturating_mul(table.labels.len() + 1) > limits.values {
            let most = format!("at most {} numbers", limits.values);
            return Err(Error::new(ErrorKind::TooBig, "too many numbers").line(line).hint(most));
        }
        if comma {
            let cells = text.trim_end().trim_end_matches(',').split(',').map(str::trim);
            let missing = (table.labels.len() + 1).saturating_sub(cells.clone().count());
            let trailing = text.trim_end().bytes().rev().take_while(|&b| b == b',').count();
            let cells = cells.chain(std::iter::repeat_n("", missing.min(trailing)));
            empty_cells += push_row(cells, line, table)?;
        } else {
            push_row(text.split_ascii_whitespace(), line, table)?;
        }
        row_lines.push(line);
    }
    if empty_cells > 0 {
        notes.push(Note { line: 0, message: format!("{empty_cells} empty cells read as nan") });
    }
    Ok(row_lines)
}

/// Adds one row; returns how many of its cells were empty.
fn push_row<'a>(cells: impl Iterator<Item = &'a str>, line: usize, table: &mut Table) -> Result<usize> {
    let expected = table.labels.len() + 1;
    let mut count = 0;
    let mut empty = 0;
    for cell in cells {
        if count < expected {
            let value = if cell.is_empty() && count > 0 {
                empty += 1;
                f64::NAN
            } else {
                parse_number(cell).ok_or_else(|| bad_cell(cell, count, line, table))?
            };
            match count {
                0 if !value.is_finite() => return Err(bad_cell(cell, 0, line, table)),
                0 => table.time.push(value),
                n => table.columns[n - 1].push(value),
            }
        }
        count += 1;
    }
    if count == expected {
        return Ok(empty);
    }
    Err(table_error(line, format!("{count} columns")).hint(format!("{expected}, as the labels say")))
}

fn bad_cell(cell: &str, column: usize, line: usize, table: &Table) -> Error {
    let label = if column == 0 { "time" } else { &table.labels[column - 1] };
    table_error(line, format!("column `{label}`: `{cell}` is not a number")).hint("like -1.5 or 2e-3, with a point")
}

fn compare_counts(header: &Header, table: &Table, notes: &mut Vec<Note>) {
    let mut compare = |what: &str, said: Option<usize>, is: usize| {
        if let Some(said) = said.filter(|&said| said != is) {
            notes.push(Note { line: 0, message: format!("the header says {said} {what}, there are {is}") });
        }
    };
    compare("rows", header.rows, table.rows());
    compare("columns", header.columns, table.labels.len() + 1);
}

fn note_time(table: &Table, lines: &[usize], notes: &mut Vec<Note>) {
    let faults = table.time_faults();
    let mut note = |rows: &[usize], what: &str| {
        if let Some(&first) = rows.first() {
            let n = rows.len();
            let message = format!("{n} of {} rows {what}; rows are kept in file order", table.rows());
            notes.push(Note { line: lines[first], message });
        }
    };
    note(&faults.repeated, "repeat the time of the row before");
    note(&faults.unsorted, "go back in time");
}
