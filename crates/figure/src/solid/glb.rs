//! Binary glTF 2.0: accessors, views and the two chunks of the file.

use serde_json::{Map, Value, json};

use crate::vector::V3;

/// `UNSIGNED_BYTE` and its kin, as the format numbers them.
const BYTE: u32 = 5120;
const UNSIGNED_BYTE: u32 = 5121;
const SHORT: u32 = 5122;
const UNSIGNED_SHORT: u32 = 5123;
const UNSIGNED_INT: u32 = 5125;
const FLOAT: u32 = 5126;
const ARRAY_BUFFER: u32 = 34962;
const ELEMENT_ARRAY_BUFFER: u32 = 34963;

/// A file in the making. Its numbers are places in its lists.
#[derive(Debug, Default)]
pub struct Glb {
    /// Everything but buffers, accessors and views.
    pub lists: Map<String, Value>,
    accessors: Vec<Value>,
    views: Vec<Value>,
    binary: Vec<u8>,
    quantized: bool,
    /// Shifts and changes of normals of all shapes, and the two views that they will be.
    pooled: [Vec<u8>; 2],
    pools: Option<[usize; 2]>,
}

impl Glb {
    /// Adds to a list of the file, such as `nodes`; gives its number.
    pub fn add(&mut self, list: &str, item: Value) -> usize {
        let Some(items) = self.lists.entry(list).or_insert_with(|| json!([])).as_array_mut() else {
            unreachable!("only lists are added to")
        };
        items.push(item);
        items.len() - 1
    }

    /// An item of a list.
    pub fn item(&mut self, list: &str, number: usize) -> &mut Value {
        &mut self.lists[list][number]
    }

    fn view(&mut self, bytes: &[u8], stride: Option<usize>, target: Option<u32>) -> usize {
        let view = self.append(bytes, stride, target);
        self.views.push(view);
        self.views.len() - 1
    }

    fn append(&mut self, bytes: &[u8], stride: Option<usize>, target: Option<u32>) -> Value {
        while !self.binary.len().is_multiple_of(4) {
            self.binary.push(0);
        }
        let mut view = json!({"buffer": 0, "byteOffset": self.binary.len(), "byteLength": bytes.len()});
        if let Some(stride) = stride {
            view["byteStride"] = json!(stride);
        }
        if let Some(target) = target {
            view["target"] = json!(target);
        }
        self.binary.extend_from_slice(bytes);
        view
    }

    fn accessor(&mut self, accessor: Value) -> usize {
        self.accessors.push(accessor);
        self.accessors.len() - 1
    }

    /// Points [m], to an eighth of a millimetre, which packs better.
    pub fn positions(&mut self, points: &[V3]) -> usize {
        let points: Vec<V3> = points.iter().map(|p| V3(settled(p.0), settled(p.1), settled(p.2))).collect();
        let view = self.view(&floats(points.iter().flat_map(|p| [p.0, p.1, p.2])), None, Some(ARRAY_BUFFER));
        let (min, max) = bounds(points.iter().map(|p| [p.0, p.1, p.2].map(narrow)));
        self.accessor(json!({
            "bufferView": view, "componentType": FLOAT, "count": points.len(), "type": "VEC3", "min": min, "max": max,
        }))
    }

    /// Directions of length 1, in steps of 1/127.
    pub fn normals(&mut self, normals: &[V3]) -> usize {
        self.quantized = true;
        let bytes: Vec<u8> = normals.iter().flat_map(|n| packed(*n, 127.0)).collect();
        let view = self.view(&bytes, Some(4), Some(ARRAY_BUFFER));
        self.accessor(json!({
            "bufferView": view, "componentType": BYTE, "normalized": true, "count": normals.len(), "type": "VEC3",
        }))
    }

    /// Up to four nodes for each point.
    pub fn joints(&mut self, joints: &[[u8; 4]]) -> usize {
        self.fours(joints, false)
    }

    /// Their shares in steps of 1/255; each four sum to 255.
    pub fn weights(&mut self, weights: &[[u8; 4]]) -> usize {
        self.fours(weights, true)
    }

    fn fours(&mut self, values: &[[u8; 4]], normalized: bool) -> usize {
        let view = self.view(values.as_flattened(), None, Some(ARRAY_BUFFER));
        let mut accessor = json!({
            "bufferView": view, "componentType": UNSIGNED_BYTE, "count": values.len(), "type": "VEC4",
        });
        if normalized {
            accessor["normalized"] = json!(true);
        }
        self.accessor(accessor)
    }

    /// Corners of triangles.
    pub fn faces(&mut self, faces: &[[u32; 3]], points: usize) -> usize {
        let corners = faces.as_flattened();
        let short = points < 65_535;
        let bytes: Vec<u8> = if short {
            corners.iter().flat_map(|c| u16::try_from(*c).expect("fewer points than that").to_le_bytes()).collect()
        } else {
            corners.iter().flat_map(|c| c.to_le_bytes()).collect()
        };
        let view = self.view(&bytes, None, Some(ELEMENT_ARRAY_BUFFER));
        let kind = if short { UNSIGNED_SHORT } else { UNSIGNED_INT };
        self.accessor(json!({"bufferView": view, "componentType": kind, "count": corners.len(), "type": "SCALAR"}))
    }

    /// Plain numbers: moments [s], shares.
    pub fn scalars(&mut self, values: &[f64]) -> usize {
        let view = self.view(&floats(values.iter().copied()), None, None);
        let (min, max) = bounds(values.iter().map(|v| [narrow(*v)]));
        self.accessor(json!({
            "bufferView": view, "componentType": FLOAT, "count": values.len(), "type": "SCALAR", "min": min, "max": max,
        }))
    }

    /// Places over time [m].
    pub fn translations(&mut self, values: &[V3]) -> usize {
        let view = self.view(&floats(values.iter().flat_map(|p| [p.0, p.1, p.2])), None, None);
        self.accessor(json!({"bufferView": view, "componentType": FLOAT, "count": values.len(), "type": "VEC3"}))
    }

    /// Turns over time, in steps of 1/32767.
    pub fn quaternions(&mut self, values: &[[f64; 4]]) -> usize {
        let step = |x: &f64| i16::try_from(round(x * 32767.0).clamp(-32767, 32767)).expect("clamped").to_le_bytes();
        let view = self.view(&values.iter().flatten().flat_map(step).collect::<Vec<u8>>(), None, None);
        self.accessor(json!({
            "bufferView": view, "componentType": SHORT, "normalized": true, "count": values.len(), "type": "VEC4",
        }))
    }

    /// Four by four matrices by column, of frames given as turn and shift.
    pub fn matrices(&mut self, frames: &[crate::skeleton::Frame]) -> usize {
        let columns = frames.iter().flat_map(|f| {
            let (r, o) = (f.r, f.o);
            [(r.0, 0.0), (r.1, 0.0), (r.2, 0.0), (o, 1.0)].into_iter().flat_map(|(v, w)| [v.0, v.1, v.2, w])
        });
        let view = self.view(&floats(columns), None, None);
        self.accessor(json!({"bufferView": view, "componentType": FLOAT, "count": frames.len(), "type": "MAT4"}))
    }

    /// Shifts of a few of many points [m].
    pub fn sparse_shifts(&mut self, shifts: &[V3]) -> usize {
        let moved = || shifts.iter().enumerate().filter(|s| s.1.norm() > 0.0);
        let count = moved().count();
        let places = moved().flat_map(|(i, _)| u32::try_from(i).expect("some thousand points").to_le_bytes());
        let indices = self.view(&places.collect::<Vec<u8>>(), None, None);
        let values = self.view(&floats(moved().flat_map(|(_, s)| [s.0, s.1, s.2])), None, None);
        let (min, max) = bounds(shifts.iter().map(|p| [p.0, p.1, p.2].map(narrow)));
        self.accessor(json!({
            "componentType": FLOAT, "count": shifts.len(), "type": "VEC3", "min": min, "max": max,
            "sparse": {
                "count": count,
                "indices": {"bufferView": indices, "componentType": UNSIGNED_INT},
                "values": {"bufferView": values},
            },
        }))
    }

    /// Shares of shapes at each moment, in steps of 1/255.
    pub fn whole_parts(&mut self, shares: &[Vec<f64>]) -> usize {
        let part = |share: &f64| u8::try_from(round(share * 255.0).clamp(0, 255)).expect("clamped");
        let bytes: Vec<u8> = shares.iter().flatten().map(part).collect();
        let view = self.view(&bytes, None, None);
        self.accessor(json!({
            "bufferView": view, "componentType": UNSIGNED_BYTE, "normalized": true, "count": bytes.len(), "type": "SCALAR",
        }))
    }

    /// Shifts of all points of several shapes [m], in steps of 1/32767 m, and changes of their normals in steps of 1/127. A shift may
    /// be up to a metre long; changes of more than 1 are cut off.
    pub fn shapes(&mut self, shapes: &[(Vec<V3>, Vec<V3>)]) -> Vec<[usize; 2]> {
        self.quantized = true;
        let views = *self.pools.get_or_insert_with(|| {
            // Their places in the file are known at its end.
            self.views.extend([Value::Null, Value::Null]);
            [self.views.len() - 2, self.views.len() - 1]
        });
        let mut first = self.pooled[1].len() / 4;
        self.pooled[0].extend(shapes.iter().flat_map(|s| &s.0).flat_map(|p| whole_steps(*p).1));
        self.pooled[1].extend(shapes.iter().flat_map(|s| &s.1).flat_map(|n| packed(*n, 127.0)));
        shapes
            .iter()
            .map(|(shifts, changes)| {
                let whole = || shifts.iter().map(|p| whole_steps(*p).0);
                let low: [i16; 3] = std::array::from_fn(|k| whole().map(|s| s[k]).min().unwrap_or(0));
                let high: [i16; 3] = std::array::from_fn(|k| whole().map(|s| s[k]).max().unwrap_or(0));
                let points = self.accessor(json!({
                    "bufferView": views[0], "byteOffset": first * 8, "componentType": SHORT, "normalized": true,
                    "count": shifts.len(), "type": "VEC3", "min": low, "max": high,
                }));
                let normals = self.accessor(json!({
                    "bufferView": views[1], "byteOffset": first * 4, "componentType": BYTE, "normalized": true,
                    "count": changes.len(), "type": "VEC3",
                }));
                first += shifts.len();
                [points, normals]
            })
            .collect()
    }

    /// The whole file.
    pub fn finish(mut self) -> Vec<u8> {
        if let Some(pools) = self.pools {
            for (pool, (bytes, stride)) in pools.into_iter().zip(std::mem::take(&mut self.pooled).iter().zip([8, 4])) {
                self.views[pool] = self.append(bytes, Some(stride), Some(ARRAY_BUFFER));
            }
        }
        self.lists.insert("asset".to_owned(), json!({"version": "2.0", "generator": "Supple"}));
        self.lists.insert("accessors".to_owned(), json!(self.accessors));
        self.lists.insert("bufferViews".to_owned(), json!(self.views));
        pad(&mut self.binary, 0);
        self.lists.insert("buffers".to_owned(), json!([{"byteLength": self.binary.len()}]));
        if self.quantized {
            let used = json!(["KHR_mesh_quantization"]);
            self.lists.insert("extensionsUsed".to_owned(), used.clone());
            self.lists.insert("extensionsRequired".to_owned(), used);
        }
        let mut text = Value::Object(self.lists).to_string().into_bytes();
        pad(&mut text, b' ');
        let whole = 12 + 8 + text.len() + 8 + self.binary.len();
        let mut out = Vec::with_capacity(whole);
        let word = |n: usize, out: &mut Vec<u8>| out.extend(u32::try_from(n).expect("a small file").to_le_bytes());
        out.extend(b"glTF");
        word(2, &mut out);
        word(whole, &mut out);
        word(text.len(), &mut out);
        out.extend(b"JSON");
        out.extend(&text);
        word(self.binary.len(), &mut out);
        out.extend(b"BIN\0");
        out.extend(&self.binary);
        out
    }
}

fn pad(bytes: &mut Vec<u8>, with: u8) {
    while !bytes.len().is_multiple_of(4) {
        bytes.push(with);
    }
}

fn floats(values: impl Iterator<Item = f64>) -> Vec<u8> {
    values.flat_map(|v| narrow(v).to_le_bytes()).collect()
}

/// To the nearest 1/8192.
fn settled(x: f64) -> f64 {
    (x * 8192.0).round() / 8192.0
}

#[expect(clippy::cast_possible_truncation, reason = "the format has single precision; -0 is written as 0")]
fn narrow(v: f64) -> f32 {
    v as f32 + 0.0
}

#[expect(clippy::cast_possible_truncation, reason = "small whole numbers")]
fn round(v: f64) -> i32 {
    v.round() as i32
}

fn packed(n: V3, steps: f64) -> [u8; 4] {
    let byte = |x: f64| {
        let whole = round((x * steps).clamp(-steps, steps));
        i8::try_from(whole).expect("clamped").to_le_bytes()[0]
    };
    [byte(n.0), byte(n.1), byte(n.2), 0]
}

/// A shift in steps of 1/32767, as numbers and as bytes with two to spare.
fn whole_steps(shift: V3) -> ([i16; 3], [u8; 8]) {
    let step = |x: f64| i16::try_from(round(x * 32767.0).clamp(-32767, 32767)).expect("clamped");
    let whole = [shift.0, shift.1, shift.2].map(step);
    let mut bytes = [0; 8];
    for (to, from) in bytes.chunks_exact_mut(2).zip(whole) {
        to.copy_from_slice(&from.to_le_bytes());
    }
    (whole, bytes)
}

fn bounds<const N: usize>(values: impl Iterator<Item = [f32; N]>) -> ([f32; N], [f32; N]) {
    values.fold(([f32::MAX; N], [f32::MIN; N]), |(low, high), v| {
        (std::array::from_fn(|k| low[k].min(v[k])), std::array::from_fn(|k| high[k].max(v[k])))
    })
}

/// Shares in steps of 1/255 that sum to 255.
pub fn whole_shares(shares: [f64; 4]) -> [u8; 4] {
    let mut out = shares.map(|s| u8::try_from(round(s * 255.0).clamp(0, 255)).expect("clamped"));
    let sum: i32 = out.iter().map(|s| i32::from(*s)).sum();
    // The largest share, which comes first, takes what rounding left.
    out[0] = u8::try_from((i32::from(out[0]) + 255 - sum).clamp(0, 255)).expect("clamped");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_sum_to_the_whole() {
        for shares in [[1.0, 0.0, 0.0, 0.0], [0.4, 0.3, 0.2, 0.1], [1.0 / 3.0, 1.0 / 3.0, 1.0 / 3.0, 0.0]] {
            assert_eq!(whole_shares(shares).iter().map(|s| u32::from(*s)).sum::<u32>(), 255);
        }
    }

    #[test]
    fn a_file_has_its_head_and_two_chunks() {
        let mut glb = Glb::default();
        glb.positions(&[V3(0.0, 1.0, 2.0)]);
        let bytes = glb.finish();
        let word = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().expect("four bytes")) as usize;
        assert_eq!(&bytes[..4], b"glTF");
        assert_eq!((word(4), word(8)), (2, bytes.len()));
        let text: Value = serde_json::from_slice(&bytes[20..20 + word(12)]).expect("JSON");
        assert_eq!(text["accessors"][0]["max"], json!([0.0, 1.0, 2.0]));
        assert_eq!(&bytes[24 + word(12)..28 + word(12)], b"BIN\0");
    }
}
