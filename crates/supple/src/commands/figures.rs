//! `supple figures`: all pictures as files.

use care::{
    content::{Sides, exercises, poses},
    entry::{Profile, Side},
};
use server::app::figures::{self, Picture};

use crate::{
    cli::{Cli, Figures},
    context::Context,
    failure::Failure,
    out,
};

pub fn run(cli: &Cli, ask: &Figures) -> Result<(), Failure> {
    let context = Context::new(cli)?;
    let failed = |e: std::io::Error| Failure::failed("file", &format!("{}: {e}", ask.out.display()));
    std::fs::create_dir_all(&ask.out).map_err(failed)?;
    let mut count = 0;
    for slug in poses().keys() {
        let two = exercises().get(slug).is_none_or(|e| e.sides == Sides::Each);
        let sides: &[Side] = if two { &[Side::Left, Side::Right] } else { &[Side::Right] };
        for (side, (moment, at)) in sides.iter().flat_map(|side| [("start", 0.0), ("end", 1.0)].map(|m| (*side, m))) {
            let picture = Picture { at, side, view: None };
            let svg = figures::svg(slug, picture, &Profile::default(), &context.words)?;
            let side = match (two, side) {
                (false, _) => "",
                (true, Side::Left) => "-left",
                (true, Side::Right) => "-right",
            };
            std::fs::write(ask.out.join(format!("{slug}{side}-{moment}.svg")), svg).map_err(failed)?;
            count += 1;
        }
    }
    out::line(&context.say("figures.written", &[("n", &count), ("dir", &ask.out.display())]))
}
