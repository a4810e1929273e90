/** What the sliders mean, and the pose that they make. Pure. */
import type { Degrees } from "../units";

export const SLIDERS = ["right", "left", "pelvis", "back", "bend", "turn"] as const;
export type Slider = (typeof SLIDERS)[number];

/**
 * Angles as people see them, in a body that is upright or lies: legs and chest against the line of the body, not against
 * the pelvis, so that a tuck moves the pelvis alone. Forward, tucked under, bent back and right are positive.
 */
export type Angles = Record<Slider, Degrees>;

export interface Range {
  low: Degrees;
  high: Degrees;
}

export const RANGES: Record<Slider, Range> = {
  right: { low: -30, high: 120 },
  left: { low: -30, high: 120 },
  pelvis: { low: -20, high: 20 },
  back: { low: -30, high: 25 },
  bend: { low: -20, high: 20 },
  turn: { low: -20, high: 20 },
};

/** Angles by coordinate of the body model. */
export type Coordinates = Record<string, Degrees>;


/** The coordinates of `angles` in a body that leans back by `lean` (lying is 90), its other joints as in `rest`. */
export function coordinates(angles: Angles, lean: Degrees = 0, rest: Coordinates = {}): Coordinates {
  return {
    ...rest,
    pelvis_tilt: lean + angles.pelvis,
    hip_flexion_r: angles.right - angles.pelvis,
    hip_flexion_l: angles.left - angles.pelvis,
    lumbar_extension: angles.back - angles.pelvis,
    lumbar_bending: angles.bend,
    // The model counts turning to the left as positive.
    lumbar_rotation: angles.turn === 0 ? 0 : -angles.turn,
  };
}

export function within(slider: Slider, value: Degrees): Degrees {
  const { low, high } = RANGES[slider];
  return Math.round(Math.min(high, Math.max(low, value)));
}
