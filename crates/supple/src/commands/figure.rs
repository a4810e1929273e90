//! `supple figure`: one exercise or measure as a picture, or as a body in space.

use std::{
    io::{IsTerminal, Write, stdout},
    path::PathBuf,
};

use care::entry::{Profile, Sex, Side};
use clap::{Args, ValueEnum};
use figure::{View, solid::Detail};
use server::app::{
    AppError,
    figures::{self, Picture},
    solids,
};

use crate::{cli::Cli, context::Context, failure::Failure, out};

/// Name that stands for the body itself, standing.
const BODY: &str = "body";

/// The worked side.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Worked {
    Left,
    Right,
}

/// From where.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum From {
    Side,
    Front,
    Top,
}

/// Whose proportions.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Proportions {
    Female,
    Male,
}

/// A number of a range, with its ends.
fn within(text: &str, low: f64, high: f64) -> Result<f64, String> {
    let value = text.parse().map_err(|_| "it isn't a number".to_owned())?;
    if (low..=high).contains(&value) { Ok(value) } else { Err(format!("it has to lie between {low} and {high}")) }
}

/// A file whose ending says what is written.
fn drawn_file(text: &str) -> Result<PathBuf, String> {
    let file = PathBuf::from(text);
    let known = file.extension().is_some_and(|e| e.eq_ignore_ascii_case("svg") || e.eq_ignore_ascii_case("glb"));
    if known { Ok(file) } else { Err("it has to end in .svg (a picture) or .glb (a body in space)".to_owned()) }
}

/// `supple figure`.
#[derive(Debug, Args)]
#[command(after_help = "\
A file that ends in .glb is a body in space (binary glTF 2.0) with bones, muscles, things and one animation, `movement`;
one that ends in .svg is a picture. `supple figure body --out body.glb` writes the body alone, standing.

Examples:
  supple figure low-lunge --out lunge.svg
  supple figure low-lunge --side left --height 182 --out lunge.glb")]
pub struct Figure {
    /// Permanent name of the exercise or measure (`supple exercises` lists them); `body` is the body standing.
    slug: String,
    /// Where to write, FILE.svg or FILE.glb; without it the picture goes to standard output.
    #[arg(long, value_name = "FILE", value_parser = drawn_file)]
    out: Option<PathBuf>,
    /// The worked side.
    #[arg(long, value_enum, default_value = "right")]
    side: Worked,
    /// Moment of a picture, from 0 (start) to 1 (end).
    #[arg(long, default_value = "1", value_parser = |text: &str| within(text, 0.0, 1.0))]
    at: f64,
    /// From where a picture is drawn; without it from where the pose shows best.
    #[arg(long, value_enum)]
    view: Option<From>,
    /// Height of the person in centimetres, from 140 to 210.
    #[arg(long, value_name = "CM", value_parser = |text: &str| within(text, 140.0, 210.0))]
    height: Option<f64>,
    /// Whose proportions; without it the average.
    #[arg(long, value_enum)]
    sex: Option<Proportions>,
    /// Fewer triangles in space.
    #[arg(long)]
    low: bool,
}

impl Figure {
    fn side(&self) -> Side {
        match self.side {
            Worked::Left => Side::Left,
            Worked::Right => Side::Right,
        }
    }

    fn profile(&self) -> Profile {
        let sex = match self.sex {
            Some(Proportions::Female) => Sex::Female,
            Some(Proportions::Male) => Sex::Male,
            None => Sex::Unsaid,
        };
        Profile { height_cm: self.height, sex, ..Profile::default() }
    }

    fn in_space(&self) -> bool {
        let ending = self.out.as_ref().and_then(|file| file.extension());
        ending.is_some_and(|e| e.eq_ignore_ascii_case("glb"))
    }

    fn solid(&self) -> Result<Vec<u8>, AppError> {
        let detail = if self.low { Detail::Low } else { Detail::Full };
        let made = if self.slug == BODY {
            solids::body(detail, &self.profile())
        } else {
            solids::movement(&self.slug, self.side(), detail, &self.profile())?
        };
        Ok(made.to_vec())
    }

    fn picture(&self, context: &Context) -> Result<Vec<u8>, AppError> {
        let view = self.view.map(|view| match view {
            From::Side => View::Side,
            From::Front => View::Front,
            From::Top => View::Top,
        });
        let picture = Picture { at: self.at, side: self.side(), view };
        Ok(figures::svg(&self.slug, picture, &self.profile(), &context.words)?.into_bytes())
    }
}

/// Draws what was asked for.
pub fn run(cli: &Cli, ask: &Figure) -> Result<(), Failure> {
    let context = Context::new(cli)?;
    let bytes = if ask.in_space() { ask.solid()? } else { ask.picture(&context)? };
    let Some(file) = &ask.out else {
        let mut to = stdout().lock();
        to.write_all(&bytes)?;
        if to.is_terminal() {
            writeln!(to)?;
        }
        return Ok(to.flush()?);
    };
    std::fs::write(file, bytes).map_err(|e| Failure::failed("file", &format!("{}: {e}", file.display())))?;
    out::tell(&context.say("figure.written", &[("file", &file.display())]));
    Ok(())
}
