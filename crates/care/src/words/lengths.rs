//! Lengths in words: centimetres inside, the person's own unit in every sentence.

use super::Words;

const CM_PER_INCH: f64 = 2.54;

impl Words {
    /// The same words for a person who measures in inches (`true`) or centimetres.
    #[must_use]
    pub fn measuring_in(&self, inches: bool) -> Self {
        Self { inches, ..self.clone() }
    }

    /// A length as it was measured, to a tenth: "18.5 cm", "7.3 inches".
    pub fn length(&self, cm: f64) -> String {
        self.with_unit(to_a(0.1, self.in_unit(cm)))
    }

    /// A length to go by: "18 cm", "7 inches". Inches come in halves, below two inches in tenths.
    pub fn about_length(&self, cm: f64) -> String {
        self.with_unit(self.rounded(cm))
    }

    /// Two lengths to go by: "13 to 20 cm", "5 to 8 inches".
    pub fn length_range(&self, from_cm: f64, to_cm: f64) -> String {
        let [from, to] = [from_cm, to_cm].map(|cm| self.rounded(cm).to_string());
        self.unit_text("range").replace("{from}", &from).replace("{to}", &to)
    }

    /// A text with its lengths filled in: `{cm:13}`, `{cm:13-20}`, and `{length_unit}` for the name of the unit.
    pub(super) fn with_lengths(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, (lengths, after))) =
            rest.split_once("{cm:").and_then(|(b, a)| Some((b, a.split_once('}')?)))
        {
            out += before;
            out += &self.spelled(lengths);
            rest = after;
        }
        out += rest;
        if out.contains("{length_unit}") { out.replace("{length_unit}", self.unit_text("name")) } else { out }
    }

    /// `13` or `13-20`, as a content file writes it.
    fn spelled(&self, lengths: &str) -> String {
        let numbers: Option<Vec<f64>> = lengths.split('-').map(|n| n.parse().ok()).collect();
        match numbers.as_deref() {
            Some([cm]) => self.about_length(*cm),
            Some([from, to]) => self.length_range(*from, *to),
            _ => format!("{{cm:{lengths}}}"),
        }
    }

    fn in_unit(&self, cm: f64) -> f64 {
        if self.inches { cm / CM_PER_INCH } else { cm }
    }

    fn rounded(&self, cm: f64) -> f64 {
        let value = self.in_unit(cm);
        match (self.inches, value.abs() < 2.0) {
            (false, _) => to_a(1.0, value),
            (true, true) => to_a(0.1, value),
            (true, false) => to_a(0.5, value),
        }
    }

    fn with_unit(&self, value: f64) -> String {
        #[expect(clippy::float_cmp, reason = "rounded values are exact")]
        let form = if value == 1.0 { "one" } else { "other" };
        self.unit_text(form).replace("{n}", &value.to_string())
    }

    fn unit_text(&self, what: &str) -> &str {
        let unit = if self.inches { "inch" } else { "cm" };
        self.table.get(&format!("terms.length.{unit}.{what}")).map_or("", String::as_str)
    }
}

/// Rounded to a multiple of `step`, a tenth without its binary dust.
fn to_a(step: f64, value: f64) -> f64 {
    let steps = (1.0 / step).round();
    (value * steps).round() / steps
}

#[cfg(test)]
mod tests {
    use super::*;

    fn both(say: impl Fn(&Words) -> String) -> (String, String) {
        let cm = Words::load("en").expect("English is embedded");
        (say(&cm), say(&cm.measuring_in(true)))
    }

    fn pair(cm: &str, inches: &str) -> (String, String) {
        (cm.to_owned(), inches.to_owned())
    }

    #[test]
    fn a_place_is_filled_in_the_persons_unit() {
        let text = "Use {cm:13-20}, or {cm:4}. Write it in {length_unit}.";
        let filled = both(|words| words.with_lengths(text));
        assert_eq!(
            filled,
            pair(
                "Use 13 to 20 cm, or 4 cm. Write it in centimetres.",
                "Use 5 to 8 inches, or 1.6 inches. Write it in inches."
            )
        );
    }

    #[test]
    fn what_was_measured_is_said_as_it_was_typed() {
        assert_eq!(both(|words| words.length(76.2)), pair("76.2 cm", "30 inches"));
        assert_eq!(both(|words| words.about_length(17.78)), pair("18 cm", "7 inches"));
        assert_eq!(both(|words| words.length(2.54)), pair("2.5 cm", "1 inch"));
    }

    #[test]
    fn what_is_no_length_stays() {
        assert_eq!(both(|words| words.with_lengths("{cm} {cm:x} {side} {cm:1")).1, "{cm} {cm:x} {side} {cm:1");
    }
}
