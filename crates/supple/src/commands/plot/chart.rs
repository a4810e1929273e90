//! A line chart of one or more panels over one axis, as SVG that reads well in light and dark.

use std::fmt::Write as _;

/// Everything that is drawn.
pub struct Chart {
    pub title: String,
    pub x_label: String,
    pub x: Vec<f64>,
    /// Label of the axis, and the lines.
    pub panels: Vec<(String, Vec<Line>)>,
}

/// One line of a panel.
pub struct Line {
    pub name: String,
    pub y: Vec<f64>,
}

const WIDTH: f64 = 760.0;
const PANEL: f64 = 260.0;
const LEFT: f64 = 78.0;
const RIGHT: f64 = 170.0;
const TOP: f64 = 48.0;
const GAP: f64 = 34.0;
const BOTTOM: f64 = 52.0;
const INNER: f64 = WIDTH - LEFT - RIGHT;
/// Okabe and Ito's colours, which colour-blind people can tell apart; dashes after the first round.
const COLOURS: [&str; 6] = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"];
const STYLE: &str = "text{font:13px system-ui,sans-serif;fill:#222}.t{font-size:15px;font-weight:600}\
.g{stroke:#ccc;stroke-width:1}.l{fill:none;stroke-width:2}\
@media(prefers-color-scheme:dark){text{fill:#eee}.g{stroke:#555}}";

impl Chart {
    /// The picture.
    pub fn svg(&self) -> String {
        let height = TOP + self.panels.len() as f64 * (PANEL + GAP) + BOTTOM - GAP;
        let title = escape(&self.title);
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-label=\"{title}\">\
             <title>{title}</title><style>{STYLE}</style><text class=\"t\" x=\"{LEFT}\" y=\"26\">{title}</text>\n"
        );
        for (i, (label, lines)) in self.panels.iter().enumerate() {
            self.panel(&mut svg, TOP + i as f64 * (PANEL + GAP), label, lines, i + 1 == self.panels.len());
        }
        let (middle, low) = (LEFT + INNER / 2.0, height - 10.0);
        text(&mut svg, middle, low, "middle", &self.x_label);
        self.legend(&mut svg);
        svg.push_str("</svg>\n");
        svg
    }

    fn panel(&self, svg: &mut String, top: f64, label: &str, lines: &[Line], last: bool) {
        let xs = Scale::new(self.x.iter().copied(), LEFT, LEFT + INNER, false);
        let ys = Scale::new(lines.iter().flat_map(|l| l.y.iter().copied()), top + PANEL, top, true);
        for (value, name) in ys.ticks(5) {
            let y = ys.at(value);
            grid(svg, LEFT, y, LEFT + INNER, y);
            text(svg, LEFT - 8.0, y + 4.0, "end", &name);
        }
        for (value, name) in xs.ticks(7) {
            let x = xs.at(value);
            grid(svg, x, top, x, top + PANEL);
            if last {
                text(svg, x, top + PANEL + 18.0, "middle", &name);
            }
        }
        let middle = top + PANEL / 2.0;
        let label = escape(label);
        push(
            svg,
            format_args!(
                "<text transform=\"translate(18 {middle}) rotate(-90)\" text-anchor=\"middle\">{label}</text>\n"
            ),
        );
        for (i, line) in lines.iter().enumerate() {
            push(svg, format_args!("<path class=\"l\" {} d=\"", stroke(i)));
            let mut pen = 'M';
            for (&x, &y) in self.x.iter().zip(&line.y) {
                if y.is_finite() {
                    push(svg, format_args!("{pen}{:.1} {:.1}", xs.at(x), ys.at(y)));
                }
                pen = if y.is_finite() { 'L' } else { 'M' };
            }
            push(svg, format_args!("\"><title>{}</title></path>\n", escape(&line.name)));
        }
    }

    fn legend(&self, svg: &mut String) {
        let lines = self.panels.first().map(|(_, lines)| lines.as_slice()).unwrap_or_default();
        for (i, line) in lines.iter().enumerate() {
            let (x, y) = (WIDTH - RIGHT + 16.0, TOP + 8.0 + 20.0 * i as f64);
            let (end, y1) = (x + 22.0, y - 4.0);
            push(svg, format_args!("<path class=\"l\" {} d=\"M{x} {y1}H{end}\"/>", stroke(i)));
            text(svg, x + 28.0, y, "start", &line.name);
        }
    }
}

fn push(svg: &mut String, piece: std::fmt::Arguments<'_>) {
    svg.write_fmt(piece).expect("writing to a String never fails");
}

fn stroke(i: usize) -> String {
    let dash = if i < COLOURS.len() { "" } else { " stroke-dasharray=\"6 3\"" };
    format!("stroke=\"{}\"{dash}", COLOURS[i % COLOURS.len()])
}

fn grid(svg: &mut String, x1: f64, y1: f64, x2: f64, y2: f64) {
    push(svg, format_args!("<path class=\"g\" d=\"M{x1:.1} {y1:.1}L{x2:.1} {y2:.1}\"/>"));
}

fn text(svg: &mut String, x: f64, y: f64, anchor: &str, words: &str) {
    push(svg, format_args!("<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\">{}</text>\n", escape(words)));
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

/// From values to places.
struct Scale {
    low: f64,
    high: f64,
    start: f64,
    end: f64,
}

impl Scale {
    fn new(values: impl Iterator<Item = f64>, start: f64, end: f64, margin: bool) -> Self {
        let finite = values.filter(|v| v.is_finite());
        let (low, high) = finite.fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), v| (l.min(v), h.max(v)));
        let (low, high) = if low <= high { (low, high) } else { (0.0, 1.0) };
        let least = 1e-6 * low.abs().max(high.abs()).max(1.0);
        let space = if margin { 0.06 * (high - low) } else { 0.0 };
        let space = if high - low < least { least } else { space };
        Self { low: low - space, high: high + space, start, end }
    }

    fn at(&self, value: f64) -> f64 {
        self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)
    }

    /// About `wanted` round values with their names.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a handful of ticks and digits")]
    fn ticks(&self, wanted: usize) -> Vec<(f64, String)> {
        let rough = (self.high - self.low) / wanted as f64;
        let power = 10_f64.powf(rough.log10().floor());
        let step = [1.0, 2.0, 5.0, 10.0].map(|m| m * power).into_iter().find(|s| *s >= rough).unwrap_or(10.0 * power);
        let digits = (-step.log10().floor()).max(0.0) as usize;
        let first = (self.low / step).ceil();
        let count = ((self.high / step).floor() - first).max(-1.0) as usize + 1;
        let values = (0..count.min(100)).map(|i| (first + i as f64) * step);
        values.map(|v| (v, format!("{:.digits$}", if v == 0.0 { 0.0 } else { v }))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_inside() {
        let scale = Scale::new([-30.0, 120.0].into_iter(), 0.0, 100.0, false);
        let names: Vec<String> = scale.ticks(7).into_iter().map(|(_, name)| name).collect();
        assert_eq!(names, ["0", "50", "100"]);
        let flat = Scale::new([0.25, 0.25].into_iter(), 0.0, 1.0, true);
        assert!(flat.at(0.25).is_finite());
    }

    #[test]
    fn gaps_lift_the_pen_and_names_are_escaped() {
        let y = vec![0.0, f64::NAN, 1.0];
        let lines = vec![Line { name: "a<b".to_owned(), y }];
        let chart = Chart {
            title: "t".to_owned(),
            x_label: "q".to_owned(),
            x: vec![0.0, 1.0, 2.0],
            panels: vec![("y".to_owned(), lines)],
        };
        let svg = chart.svg();
        assert!(svg.contains("a&lt;b") && !svg.contains("a<b") && !svg.contains("NaN"));
        let path = svg.lines().find(|l| l.contains("class=\"l\"")).expect("a line");
        assert_eq!(path.matches('M').count(), 2);
    }
}
