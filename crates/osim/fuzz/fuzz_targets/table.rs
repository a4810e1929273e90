//! Any bytes as a table: an error or a table, never a panic; what is read is written and read again as the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use osim::table::{Digits, Format};
use osim::{Limits, Table};

fuzz_target!(|data: &[u8]| {
    let limits = Limits { bytes: 1 << 20, values: 100_000, ..Limits::default() };
    let Ok((table, _)) = Table::parse(data, &limits) else { return };
    assert!(table.columns.iter().all(|c| c.len() == table.rows()));
    let text = table.to_text(Format::Sto, Digits::Shortest);
    let (again, _) = Table::parse(text.as_bytes(), &Limits::default()).expect("what is written can be read");
    assert_eq!(again.time, table.time);
    assert_eq!(again.labels, table.labels);
});
