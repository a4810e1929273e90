//! A table's columns as the coordinates of a model.

use body::Model;
use body::model::MotionType;

use crate::table::Note;
use crate::{Error, ErrorKind, Result, Table};

/// The poses of a trial, ready for the engine.
#[derive(Debug, Clone, PartialEq)]
pub struct Motion {
    /// Time of each frame [s].
    pub time: Vec<f64>,
    /// One vector per coordinate of the model, in its order [rad or m]; each as long as `time`.
    pub q: Vec<Vec<f64>>,
    /// What was assumed, converted, left out or lies outside of a coordinate's range.
    pub notes: Vec<Note>,
}

/// What a column holds.
enum Column<'a> {
    Value(&'a str),
    /// A speed, an activation, a force: nothing that makes a pose.
    Other,
}

impl Motion {
    /// Finds the model's coordinates among the table's columns.
    ///
    /// Columns are called as the coordinate, or by its path as in states files (`/jointset/hip_r/hip_flexion_r/value`).
    /// Coordinates without a column keep their default; coordinates that an enforced coupler drives follow it, whatever
    /// the file says. `in_degrees` overrules the table's header; only rotational coordinates are converted.
    ///
    /// # Errors
    /// [`ErrorKind::Unresolved`] when no column is a coordinate of the model, [`ErrorKind::Duplicate`] when two are the
    /// same one.
    pub fn new(model: &Model, table: &Table, in_degrees: Option<bool>) -> Result<Self> {
        let mut motion = Self { time: table.time.clone(), q: Vec::new(), notes: Vec::new() };
        let columns = motion.find_columns(model, table)?;
        let degrees = in_degrees.unwrap_or(table.in_degrees);
        for (i, coordinate) in model.coordinates().iter().enumerate() {
            let turn = degrees && model.motion_type(i) == MotionType::Rotational;
            let factor = if turn { 1.0_f64.to_radians() } else { 1.0 };
            motion.q.push(match columns[i] {
                Some(at) => table.columns[at].iter().map(|v| v * factor).collect(),
                None => vec![coordinate.default_value; table.rows()],
            });
        }
        motion.follow_couplers(model, &columns);
        motion.note_ranges(model);
        Ok(motion)
    }

    /// The number of frames.
    pub fn frames(&self) -> usize {
        self.time.len()
    }

    fn find_columns(&mut self, model: &Model, table: &Table) -> Result<Vec<Option<usize>>> {
        let mut columns = vec![None; model.coordinates().len()];
        let mut ignored = Vec::new();
        for (at, label) in table.labels.iter().enumerate() {
            let Column::Value(name) = column(label) else { continue };
            match model.coordinate_index(name) {
                Some(i) => {
                    if let Some(before) = columns[i].replace(at) {
                        let problem =
                            format!("columns `{}` and `{label}` are the same coordinate", table.labels[before]);
                        return Err(Error::new(ErrorKind::Duplicate, problem).hint("one column for each coordinate"));
                    }
                }
                None => ignored.push(label.as_str()),
            }
        }
        if columns.iter().all(Option::is_none) {
            let names: Vec<&str> = model.coordinates().iter().take(6).map(|c| c.name.as_str()).collect();
            let problem = "no column is a coordinate of this model";
            return Err(Error::new(ErrorKind::Unresolved, problem).hint(format!("{} ..", names.join(", "))));
        }
        self.note_list("columns that are no coordinate were not used", &ignored);
        let driven: Vec<&str> = model.couplers_in_order().iter().map(|c| c.dependent_coordinate.as_str()).collect();
        let absent = model.coordinates().iter().zip(&columns).filter(|(_, column)| column.is_none());
        let absent = absent.map(|(c, _)| c.name.as_str()).filter(|name| !driven.contains(name));
        let absent: Vec<&str> = absent.collect();
        self.note_list("coordinates without a column keep their default", &absent);
        Ok(columns)
    }

    fn follow_couplers(&mut self, model: &Model, columns: &[Option<usize>]) {
        let index = |name: &str| model.coordinate_index(name).expect("the model has checked its couplers");
        let mut overruled = Vec::new();
        for coupler in model.couplers_in_order() {
            let function = coupler.function.compile();
            let from: Vec<usize> = coupler.independent_coordinates.iter().map(|n| index(n)).collect();
            let to = index(&coupler.dependent_coordinate);
            let mut argument = vec![0.0; from.len()];
            for frame in 0..self.frames() {
                for (value, &i) in argument.iter_mut().zip(&from) {
                    *value = self.q[i][frame];
                }
                self.q[to][frame] = coupler.scale_factor * function.value(&argument);
            }
            if columns[to].is_some() {
                overruled.push(coupler.dependent_coordinate.as_str());
            }
        }
        self.note_list("columns that a coupler overrules", &overruled);
    }

    fn note_ranges(&mut self, model: &Model) {
        let mut notes = Vec::new();
        for (coordinate, q) in model.coordinates().iter().zip(&self.q) {
            let [low, high] = coordinate.range;
            let outside = q.iter().filter(|&&v| v < low - 1e-9 || v > high + 1e-9).count();
            if coordinate.clamped && outside > 0 {
                let message = format!("`{}` leaves its range {low:.4} {high:.4} in {outside} frames", coordinate.name);
                notes.push(Note { line: 0, message });
            }
            let empty = q.iter().filter(|v| !v.is_finite()).count();
            if empty > 0 {
                notes.push(Note { line: 0, message: format!("`{}` is no number in {empty} frames", coordinate.name) });
            }
        }
        self.notes.extend(notes);
    }

    fn note_list(&mut self, what: &str, names: &[&str]) {
        if names.is_empty() {
            return;
        }
        let more = if names.len() > 8 { ", .." } else { "" };
        let shown = names.iter().take(8).copied().collect::<Vec<_>>().join(", ");
        self.notes.push(Note { line: 0, message: format!("{what} ({}): {shown}{more}", names.len()) });
    }
}

fn column(label: &str) -> Column<'_> {
    let segments: Vec<&str> = label.split('/').collect();
    match segments.as_slice() {
        [_, .., "speed" | "activation" | "fiber_length" | "normalized_tendon_force"] | [] => Column::Other,
        [.., name, "value"] | [.., name] => Column::Value(name),
    }
}
