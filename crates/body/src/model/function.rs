//! Functions of one coordinate (a linear one: of several), with value and derivative.

mod spline;

pub use spline::Cubic;

/// A function as a model file gives it. Knots are (`x`, `y`) with `x` strictly ascending.
#[derive(Clone, Debug, PartialEq)]
pub enum Function {
    /// The same everywhere.
    Constant(f64),
    /// `LinearFunction`: one slope for each argument, then the offset: `sum c_i q_i + c_last`.
    Linear(Vec<f64>),
    /// The Forsythe-Malcolm-Moler spline; it goes on as a straight line outside its knots.
    SimmSpline {
        /// Knots [the coordinate's unit].
        x: Vec<f64>,
        /// Values at the knots.
        y: Vec<f64>,
    },
    /// `NaturalCubicSpline`: as OpenSim computes it, with no curvature at both ends; straight outside its knots.
    NaturalCubicSpline {
        /// Knots [the coordinate's unit].
        x: Vec<f64>,
        /// Values at the knots.
        y: Vec<f64>,
    },
    /// `PiecewiseLinearFunction`; its first and last piece go on outside the knots.
    PiecewiseLinear {
        /// Knots [the coordinate's unit].
        x: Vec<f64>,
        /// Values at the knots.
        y: Vec<f64>,
    },
    /// `PolynomialFunction`: coefficients, highest power first.
    Polynomial(Vec<f64>),
    /// `MultiplierFunction`.
    Multiplier {
        /// What is multiplied.
        function: Box<Function>,
        /// By how much.
        scale: f64,
    },
}

impl Function {
    /// The name of OpenSim's class.
    pub fn class(&self) -> &'static str {
        match self {
            Self::Constant(_) => "Constant",
            Self::Linear(_) => "LinearFunction",
            Self::SimmSpline { .. } => "SimmSpline",
            Self::NaturalCubicSpline { .. } => "NaturalCubicSpline",
            Self::PiecewiseLinear { .. } => "PiecewiseLinearFunction",
            Self::Polynomial(_) => "PolynomialFunction",
            Self::Multiplier { .. } => "MultiplierFunction",
        }
    }

    /// Why this function can't take `arguments` coordinates or isn't a function at all; `None` when all is well.
    pub fn fault(&self, arguments: usize) -> Option<String> {
        match self {
            Self::Constant(v) => not_finite(&[*v]),
            Self::Linear(c) => {
                let wanted = arguments + 1;
                not_finite(c).or_else(|| {
                    (c.len() != wanted)
                        .then(|| format!("has {} coefficients; {arguments} coordinates need {wanted}", c.len()))
                })
            }
            Self::Polynomial(c) => not_finite(c)
                .or_else(|| c.is_empty().then(|| "has no coefficients".to_owned()))
                .or_else(|| one_argument(arguments)),
            Self::SimmSpline { x, y } | Self::NaturalCubicSpline { x, y } | Self::PiecewiseLinear { x, y } => {
                knots_fault(x, y).or_else(|| one_argument(arguments))
            }
            Self::Multiplier { function, scale } => not_finite(&[*scale]).or_else(|| function.fault(arguments)),
        }
    }

    /// The function ready for evaluation: with spline coefficients solved and multipliers folded in.
    pub fn compile(&self) -> CompiledFunction {
        self.compile_scaled(1.0)
    }

    /// The value of a function that is the same everywhere and is written without an argument.
    pub(crate) fn compile_constant(&self) -> Option<f64> {
        match self {
            Self::Constant(v) if v.is_finite() => Some(*v),
            Self::Linear(c) if c.len() == 1 && c[0].is_finite() => Some(c[0]),
            Self::Multiplier { function, scale } => {
                function.compile_constant().map(|v| v * scale).filter(|v| v.is_finite())
            }
            _ => None,
        }
    }

    fn compile_scaled(&self, s: f64) -> CompiledFunction {
        let scaled = |y: &[f64]| y.iter().map(|v| v * s).collect::<Vec<_>>();
        match self {
            Self::Constant(v) => CompiledFunction::Constant(v * s),
            Self::Linear(c) if c.len() == 1 => CompiledFunction::Constant(c[0] * s),
            Self::Linear(c) => CompiledFunction::Linear(scaled(c)),
            Self::Polynomial(c) => CompiledFunction::Polynomial(scaled(c)),
            Self::SimmSpline { x, y } => CompiledFunction::Cubic(Cubic::simm(x, &scaled(y))),
            Self::NaturalCubicSpline { x, y } => CompiledFunction::Cubic(Cubic::natural(x, &scaled(y))),
            Self::PiecewiseLinear { x, y } => CompiledFunction::Cubic(Cubic::piecewise_linear(x, &scaled(y))),
            Self::Multiplier { function, scale } => function.compile_scaled(s * scale),
        }
    }
}

/// A function ready for evaluation.
#[derive(Clone, Debug, PartialEq)]
pub enum CompiledFunction {
    /// The same everywhere.
    Constant(f64),
    /// One slope for each argument, then the offset.
    Linear(Vec<f64>),
    /// Coefficients, highest power first.
    Polynomial(Vec<f64>),
    /// Piecewise cubic, straight outside its knots.
    Cubic(Cubic),
}

impl CompiledFunction {
    /// Value at `arguments`.
    pub fn value(&self, arguments: &[f64]) -> f64 {
        self.value_and_derivative(arguments, 0).0
    }

    /// Value, and partial derivative with respect to argument `which`.
    pub fn value_and_derivative(&self, arguments: &[f64], which: usize) -> (f64, f64) {
        match self {
            Self::Constant(v) => (*v, 0.0),
            Self::Linear(c) => {
                let sum = c.iter().zip(arguments).map(|(c, q)| c * q).sum::<f64>();
                (sum + c[c.len() - 1], if which < arguments.len() { c[which] } else { 0.0 })
            }
            Self::Polynomial(c) => c.iter().fold((0.0, 0.0), |(v, d), c| (v * arguments[0] + c, d * arguments[0] + v)),
            Self::Cubic(cubic) => cubic.value_and_derivative(arguments[0]),
        }
    }

    /// The value, when it is the same everywhere.
    pub fn constant(&self) -> Option<f64> {
        match self {
            Self::Constant(v) => Some(*v),
            Self::Linear(c) if c[..c.len() - 1].iter().all(|c| *c == 0.0) => c.last().copied(),
            _ => None,
        }
    }
}

fn not_finite(values: &[f64]) -> Option<String> {
    values.iter().find(|v| !v.is_finite()).map(|v| format!("has the value {v}, which is not a finite number"))
}

fn one_argument(arguments: usize) -> Option<String> {
    (arguments != 1).then(|| format!("takes one coordinate, not {arguments}"))
}

fn knots_fault(x: &[f64], y: &[f64]) -> Option<String> {
    if x.len() != y.len() {
        return Some(format!("has {} x values but {} y values", x.len(), y.len()));
    }
    if x.len() < 2 {
        return Some(format!("has {} knots; it needs at least 2", x.len()));
    }
    not_finite(x).or_else(|| not_finite(y)).or_else(|| {
        x.windows(2)
            .find(|w| w[0] >= w[1])
            .map(|w| format!("has knots that do not ascend: {} is followed by {}", w[0], w[1]))
    })
}

#[cfg(test)]
mod tests;
