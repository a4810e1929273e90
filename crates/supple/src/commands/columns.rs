//! Plain tables for a terminal.

/// A head and rows, each column as wide as its widest cell; numbers stand to the right.
pub fn columns<const N: usize>(head: &[String; N], rows: &[[String; N]]) -> String {
    let width = |i: usize| std::iter::once(head).chain(rows).map(|r| r[i].chars().count()).max().unwrap_or(0);
    let widths: [usize; N] = std::array::from_fn(width);
    let numeric: [bool; N] = std::array::from_fn(|i| !rows.is_empty() && rows.iter().all(|r| is_number(&r[i])));
    let line = |row: &[String; N]| {
        let cells = (0..N).map(|i| {
            let (cell, width) = (&row[i], widths[i]);
            if numeric[i] { format!("{cell:>width$}") } else { format!("{cell:<width$}") }
        });
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    std::iter::once(head).chain(rows).map(line).collect::<Vec<_>>().join("\n")
}

fn is_number(cell: &str) -> bool {
    cell == "-" || cell.parse::<f64>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up() {
        let row = |a: &str, b: &str| [a.to_owned(), b.to_owned()];
        let text = columns(&row("muscle", "m"), &[row("psoas", "0.25"), row("iliacus", "-")]);
        assert_eq!(text, "muscle      m\npsoas    0.25\niliacus     -");
    }
}
