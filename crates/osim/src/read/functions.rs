//! Functions of coordinates.

use body::model::Function;

use super::props::Props;
use crate::xml::Element;
use crate::{ErrorKind, Result};

/// The classes that are read, for hints.
pub(super) const CLASSES: &str =
    "Constant, LinearFunction, SimmSpline, PiecewiseLinearFunction, PolynomialFunction, MultiplierFunction";

/// Properties of a transform axis or coupler that are no function.
const OTHERS: [&str; 3] = ["coordinates", "axis", "components"];

/// The function element of a transform axis: `<X name="function">`, or inside `<function>` as in 3.x.
pub(super) fn function_child(owner: &Element) -> Option<&Element> {
    match owner.child("function") {
        Some(holder) => holder.elements().next(),
        None => owner.elements().find(|e| !OTHERS.contains(&e.tag.as_str())),
    }
}

/// Reads a function that takes `arguments` coordinates. `owner` is named in errors, `label` says which
/// of the owner's functions it is.
pub(super) fn read(owner: Props<'_>, label: &str, element: &Element, arguments: usize) -> Result<Function> {
    let function = fit(parse(owner, label, element)?, arguments);
    if arguments == 0 && constant(&function).is_some() {
        return Ok(function);
    }
    match function.fault(arguments) {
        None => Ok(function),
        Some(what) => {
            let problem = format!("{label}: {} {what}", function.class());
            Err(owner.error(ErrorKind::BadValue, problem).line(element.line))
        }
    }
}

/// OpenSim evaluates a linear function by its first `arguments` slopes and the coefficient after them.
fn fit(function: Function, arguments: usize) -> Function {
    match function {
        Function::Linear(mut c) if c.len() > arguments + 1 => {
            c.truncate(arguments + 1);
            Function::Linear(c)
        }
        Function::Multiplier { function, scale } => {
            Function::Multiplier { function: Box::new(fit(*function, arguments)), scale }
        }
        other => other,
    }
}

/// The value of a function that is the same everywhere.
pub(super) fn constant(function: &Function) -> Option<f64> {
    match function {
        Function::Constant(v) => Some(*v),
        Function::Linear(c) if c.len() == 1 => c.first().copied(),
        Function::Multiplier { function, scale } => constant(function).map(|v| v * scale),
        _ => None,
    }
    .filter(|v| v.is_finite())
}

fn parse(owner: Props<'_>, label: &str, element: &Element) -> Result<Function> {
    let props = Props::new(element, None);
    let numbers = |tag: &str| {
        let found = props.numbers(tag).map_err(|e| name_owner(&e, owner, label))?;
        Ok(found.unwrap_or_default())
    };
    let number = |tag: &str, default| props.number(tag, default).map_err(|e| name_owner(&e, owner, label));
    Ok(match element.tag.as_str() {
        "Constant" => Function::Constant(number("value", 0.0)?),
        "LinearFunction" if element.child("coefficients").is_none() => Function::Linear(vec![1.0, 0.0]),
        "LinearFunction" => Function::Linear(numbers("coefficients")?),
        "PolynomialFunction" if element.child("coefficients").is_none() => Function::Polynomial(vec![1.0]),
        "PolynomialFunction" => Function::Polynomial(numbers("coefficients")?),
        "SimmSpline" => Function::SimmSpline { x: numbers("x")?, y: numbers("y")? },
        "PiecewiseLinearFunction" => Function::PiecewiseLinear { x: numbers("x")?, y: numbers("y")? },
        "MultiplierFunction" => {
            let inner = element.child("function").and_then(|f| f.elements().next());
            let inner = inner.or_else(|| element.elements().find(|e| e.tag != "scale"));
            let missing = || owner.error(ErrorKind::Missing, format!("{label}: MultiplierFunction has no function"));
            let inner = inner.ok_or_else(|| missing().line(element.line).hint(CLASSES))?;
            let scale = number("scale", 1.0)?;
            Function::Multiplier { function: Box::new(parse(owner, label, inner)?), scale }
        }
        other => {
            let problem = format!("{label}: function `{other}` is not supported");
            return Err(owner.error(ErrorKind::Unsupported, problem).line(element.line).hint(CLASSES));
        }
    })
}

/// The same error, about the part that uses the function.
fn name_owner(e: &crate::Error, owner: Props<'_>, label: &str) -> crate::Error {
    let problem = format!("{label}: {}", e.problem());
    owner.error(e.kind(), problem).line(e.line_number()).hint(e.what_is_valid())
}
