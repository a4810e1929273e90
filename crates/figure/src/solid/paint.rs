//! Materials of the file: neutral colours that a viewer may replace by name.

use serde_json::{Value, json};

use super::glb::Glb;

/// Name, colour as sRGB, roughness.
const MATERIALS: [(&str, [u8; 3], f64); 14] = [
    ("skin", [199, 160, 138], 0.75),
    ("top", [111, 143, 153], 0.95),
    ("shorts", [70, 82, 104], 0.95),
    ("hair", [74, 62, 56], 0.90),
    ("bone", [226, 217, 198], 0.80),
    ("psoas", [186, 74, 66], 0.60),
    ("muscle", [173, 107, 96], 0.65),
    ("wood", [178, 143, 105], 0.80),
    ("linen", [214, 208, 198], 0.95),
    ("mat", [122, 150, 140], 0.95),
    ("cushion", [150, 140, 166], 0.95),
    ("bolster", [132, 126, 160], 0.95),
    ("ball", [196, 130, 92], 0.60),
    ("wall", [224, 222, 216], 0.95),
];

/// Number of a material of the file, which is added when it is first asked for.
pub fn number(glb: &mut Glb, name: &str) -> usize {
    let known = glb.lists.get("materials").and_then(Value::as_array);
    if let Some(place) = known.and_then(|all| all.iter().position(|m| m["name"] == name)) {
        return place;
    }
    let (name, colour, roughness) = MATERIALS.iter().find(|m| m.0 == name).unwrap_or(&MATERIALS[0]);
    glb.add("materials", material(name, *colour, *roughness))
}

fn material(name: &str, colour: [u8; 3], roughness: f64) -> Value {
    let [r, g, b] = colour.map(linear);
    json!({
        "name": name,
        "pbrMetallicRoughness": {"baseColorFactor": [r, g, b, 1.0], "metallicFactor": 0.0, "roughnessFactor": roughness},
    })
}

/// The light of a colour's part, to four digits.
fn linear(part: u8) -> f64 {
    let s = f64::from(part) / 255.0;
    let light = if s <= 0.04045 { s / 12.92 } else { ((s + 0.055) / 1.055).powf(2.4) };
    (light * 1e4).round() / 1e4
}
