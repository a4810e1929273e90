//! Tables: header forms of all OpenSim versions, and what is wrong with some files.

use osim::table::{Digits, Format};
use osim::{ErrorKind, Limits, Table};
use proptest::prelude::*;

fn read(text: &str) -> (Table, String) {
    let (table, notes) = Table::parse(text.as_bytes(), &Limits::default()).expect(text);
    let notes: Vec<String> = notes.iter().map(|n| format!("{}: {}", n.line, n.message)).collect();
    (table, notes.join("\n"))
}

fn check_refused(text: &str, kind: ErrorKind, says: &str) {
    let e = Table::parse(text.as_bytes(), &Limits::default()).expect_err(text);
    assert_eq!(e.kind(), kind, "{e}");
    assert_eq!(e.to_string(), says);
}

#[test]
fn opensim_4_header() {
    let (t, notes) = read(
        "inDegrees=no\nnum_rows=2\nDataType=double\nversion=3\nOpenSimVersion=4.6\nendheader\ntime\ta\tb/value\n0\t1\t2\n0.5\t3\t4e-1\n",
    );
    assert_eq!(notes, "");
    assert_eq!((t.labels.len(), t.rows(), t.in_degrees), (2, 2, false));
    assert_eq!(t.column("b/value"), Some(&[2.0, 0.4][..]));
    assert_eq!(t.metadata[1], ("OpenSimVersion".to_owned(), "4.6".to_owned()));
}

#[test]
fn opensim_3_header_with_prose() {
    let (t, notes) = read(
        "Coordinates\r\nversion=1\r\nnRows=1\r\nnColumns=2\r\ninDegrees=yes\r\n\r\nUnits are S.I. units (second, meters, Newtons, ...)\r\nAngles are in degrees.\r\n\r\nendheader\r\n\r\ntime\ta\t\r\n0\t1\t\r\n\r\n",
    );
    assert_eq!(notes, "");
    assert_eq!((t.name.as_str(), t.in_degrees, t.rows()), ("Coordinates", true, 1));
}

#[test]
fn simm_motion_header_means_degrees() {
    let (t, notes) =
        read("name walk.mot\ndatacolumns 3\ndatarows 1\notherdata 1\nrange 0.0 1.0\nendheader\ntime a b\n 0.0  1 2\n");
    assert!(t.in_degrees && t.name == "walk.mot");
    assert_eq!(notes, "0: the header doesn't say inDegrees: angles taken as degrees");
}

#[test]
fn versioned_header_without_unit_means_radians() {
    let (t, _) = read("x\nversion=1\nendheader\ntime\ta\n0\t1\n");
    assert!(!t.in_degrees);
}

#[test]
fn csv_with_and_without_header() {
    let (t, notes) = read("time,\"a\",b\n0,1,\n1,,4\n");
    assert_eq!(notes, "0: the header doesn't say inDegrees: angles taken as radians\n0: 2 empty cells read as nan");
    assert!(t.columns[1][0].is_nan() && t.columns[0][1].is_nan());
    let (t, _) = read("inDegrees=yes,\nendheader,\ntime,a\n0,1\n");
    assert!(t.in_degrees && t.rows() == 1);
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_name() {
    let (t, _) = read("\u{feff}Coordinates\nversion=1\ninDegrees=no\nendheader\ntime\ta\n0\t1\n");
    assert_eq!(t.name, "Coordinates");
}

#[test]
fn repeated_and_unsorted_time_and_wrong_counts_are_reported() {
    let (t, notes) = read("x\nversion=1\nnRows=9\nnColumns=9\ninDegrees=no\nendheader\ntime\ta\n1\t0\n1\t0\n0\t0\n");
    assert_eq!(
        notes,
        "0: the header says 9 rows, there are 3\n0: the header says 9 columns, there are 2\n9: 1 of 3 rows repeat the time of the row before; rows are kept in file order\n10: 1 of 3 rows go back in time; rows are kept in file order"
    );
    assert_eq!(t.time_faults().repeated, [1]);
}

#[test]
fn a_missing_endheader_is_handled_where_the_labels_are_clear() {
    let (t, notes) = read("x\nversion=1\ninDegrees=no\ntime\ta\n0\t1\n");
    assert_eq!((t.rows(), notes.as_str()), (1, "4: no `endheader` line: the labels start here"));
}

#[test]
fn a_missing_endheader_is_an_error_where_they_are_not() {
    check_refused(
        "x\nversion=1\n0 1 2\n",
        ErrorKind::Table,
        "line 3: numbers before the end of the header: `endheader` or the labels are missing (valid: a line `endheader`, then column labels that start with `time`, then rows of numbers)",
    );
    check_refused(
        "x\nversion=1\n",
        ErrorKind::Table,
        "line 2: no `endheader` and no column labels (valid: a line `endheader`, then column labels that start with `time`)",
    );
    check_refused(
        "x\nendheader\n\n",
        ErrorKind::Table,
        "line 3: nothing after `endheader` (valid: a line of column labels that starts with `time`, then rows of numbers)",
    );
}

#[test]
fn bad_rows_and_labels_name_their_line() {
    check_refused("endheader\ntime\ta\n0\t1\n1\n", ErrorKind::Table, "line 4: 1 columns (valid: 2, as the labels say)");
    check_refused("endheader\ntime\ta\n0\t1\t2\n", ErrorKind::Table, "line 3: 3 columns (valid: 2, as the labels say)");
    check_refused(
        "endheader\ntime\ta\n0\tx\n",
        ErrorKind::Table,
        "line 3: column `a`: `x` is not a number (valid: like -1.5 or 2e-3, with a point)",
    );
    check_refused(
        "endheader\ntime\ta\nnan\t1\n",
        ErrorKind::Table,
        "line 3: column `time`: `nan` is not a number (valid: like -1.5 or 2e-3, with a point)",
    );
    check_refused("endheader\nframe\ta\n", ErrorKind::Table, "line 2: the first column is `frame` (valid: time)");
    check_refused(
        "endheader\ntime\ta\ta\n",
        ErrorKind::Duplicate,
        "line 2: column `a` stands there twice (valid: one column per label)",
    );
    check_refused(
        "DataType=Vec3\nendheader\ntime\ta\n",
        ErrorKind::Unsupported,
        "line 3: DataType=Vec3 is not supported (valid: double)",
    );
}

#[test]
fn control_characters_in_labels_are_refused() {
    let text = "endheader\ntime\ta\u{0}b\n0\t1\n";
    check_refused(
        text,
        ErrorKind::Table,
        "line 2: column label \"a\\0b\" holds a control character (valid: labels of letters, digits and signs)",
    );
}

#[test]
fn a_table_too_large_is_refused() {
    let limits = Limits { values: 5, ..Limits::default() };
    let e = Table::parse(b"endheader\ntime\ta\n0\t1\n1\t1\n2\t2\n", &limits).expect_err("six numbers");
    assert_eq!((e.kind(), e.line_number()), (ErrorKind::TooBig, 5));
}

#[test]
fn files_carry_their_name_into_errors() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let path = dir.path().join("walk.mot");
    let table = Table { labels: vec!["a".into()], time: vec![0.0], columns: vec![vec![1.5]], ..Table::default() };
    table.write(&path, Format::Sto, Digits::default()).expect("written");
    let (back, _) = Table::read(&path, &Limits::default()).expect("read");
    assert_eq!(back.columns, table.columns);
    std::fs::write(&path, "endheader\ntime\ta\n0\n").expect("written");
    let e = Table::read(&path, &Limits::default()).expect_err("a short row");
    assert_eq!(e.to_string(), format!("{}:3: 1 columns (valid: 2, as the labels say)", path.display()));
    let e = Table::read(&dir.path().join("no.mot"), &Limits::default()).expect_err("no such file");
    assert_eq!(e.kind(), ErrorKind::Io);
    assert_eq!(std::fs::read_dir(dir.path()).expect("the folder").count(), 1, "no part file stays behind");
}

proptest! {
    #[test]
    fn what_is_written_reads_back_the_same(
        rows in 0usize..6,
        columns in 1usize..5,
        seed in proptest::collection::vec(-1e6f64..1e6, 30),
        csv: bool,
        in_degrees: bool,
    ) {
        let value = |r: usize, c: usize| seed[(r * 5 + c) % 30];
        let table = Table {
            name: "walk".into(),
            labels: (0..columns).map(|c| format!("c{c}/value")).collect(),
            time: (0..rows).map(|r| r as f64 * 0.01).collect(),
            columns: (0..columns).map(|c| (0..rows).map(|r| value(r, c)).collect()).collect(),
            in_degrees,
            metadata: vec![("made".into(), "here".into())],
        };
        let format = if csv { Format::Csv } else { Format::Sto };
        let text = table.to_text(format, Digits::Shortest);
        let (back, _) = Table::parse(text.as_bytes(), &Limits::default()).expect("own text");
        prop_assert_eq!(&back.time, &table.time);
        prop_assert_eq!(&back.labels, &table.labels);
        prop_assert_eq!(&back.columns, &table.columns);
        if !csv {
            prop_assert_eq!(back, table);
        }
    }
}
