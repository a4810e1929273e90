//! The lines above `endheader`, in every form they have had.

/// What a header says.
#[derive(Debug, Default)]
pub(super) struct Header {
    pub name: String,
    pub version: Option<String>,
    pub in_degrees: Option<bool>,
    pub rows: Option<usize>,
    pub columns: Option<usize>,
    pub data_type: Option<String>,
    pub metadata: Vec<(String, String)>,
    lines: usize,
}

impl Header {
    /// Takes one line: `key=value`, SIMM's `key value`, free text, or (first) the table's name.
    pub(super) fn take(&mut self, line: &str) {
        let line = line.trim().trim_end_matches(',');
        if line.is_empty() {
            return;
        }
        self.lines += 1;
        if let Some((key, value)) = line.split_once('=') {
            self.pair(key.trim(), value.trim());
        } else if let Some((key, value)) = line.split_once(char::is_whitespace).filter(|(k, _)| is_simm_key(k)) {
            self.pair(key, value.trim());
        } else if line.eq_ignore_ascii_case("angles are in degrees.") && self.in_degrees.is_none() {
            self.metadata.push(("note".to_owned(), line.to_owned()));
        } else if self.lines == 1 {
            line.clone_into(&mut self.name);
        }
    }

    /// Whether angles are degrees, and whether the header says so itself.
    ///
    /// OpenSim takes files without a version (SIMM's, and its own before 1.9) to be in degrees, and
    /// later ones that don't say to be in radians.
    pub(super) fn degrees(&self, has_header: bool) -> (bool, bool) {
        match self.in_degrees {
            Some(said) => (said, true),
            None => (has_header && self.version.is_none(), false),
        }
    }

    fn pair(&mut self, key: &str, value: &str) {
        match key.to_ascii_lowercase().as_str() {
            "name" => value.clone_into(&mut self.name),
            "version" => self.version = Some(value.to_owned()),
            "indegrees" => {
                let v = value.to_ascii_lowercase();
                self.in_degrees = Some(matches!(v.as_str(), "yes" | "y" | "true" | "1"));
            }
            "nrows" | "datarows" => self.rows = value.parse().ok(),
            "ncolumns" | "datacolumns" => self.columns = value.parse().ok(),
            "datatype" => self.data_type = Some(value.to_owned()),
            _ => self.metadata.push((key.to_owned(), value.to_owned())),
        }
    }
}

fn is_simm_key(key: &str) -> bool {
    ["name", "datacolumns", "datarows", "otherdata", "range", "nrows", "ncolumns", "indegrees", "version"]
        .iter()
        .any(|k| key.eq_ignore_ascii_case(k))
}
