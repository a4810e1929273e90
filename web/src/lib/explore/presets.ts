/** Where to begin in the explorer, and how the state of the sliders goes into the address. */
import type { Degrees } from "../units";
import { SLIDERS, within, type Angles, type Coordinates } from "./pose";

export interface Preset {
  angles: Angles;
  /** How far the body leans back; lying is 90. */
  lean: Degrees;
  /** The joints that have no slider. */
  rest: Coordinates;
  /** The exercise whose things stand around it, while the legs stay near to where they begin. */
  propsOf?: string;
}

const level = { pelvis: 0, back: 0, bend: 0, turn: 0 };
const kneeling: Coordinates = {
  knee_angle_r: 78, knee_angle_l: 92, ankle_angle_r: -60, ankle_angle_l: 6, mtp_angle_r: -30,
  arm_flex: -18, arm_add: -32, arm_rot: 39, elbow_flex: 96, pro_sup: 91, wrist_flex: 3,
};
const hanging: Coordinates = { arm_add: -6, elbow_flex: 8, pro_sup: 60 };
const onTheThighs: Coordinates = { arm_flex: 22, arm_add: -8, elbow_flex: 42, pro_sup: 120 };

export const PRESETS = {
  stand: { angles: { right: 0, left: 0, ...level }, lean: 0, rest: hanging },
  sit: {
    angles: { right: 88, left: 88, ...level },
    lean: 0,
    rest: { knee_angle: 88, ...onTheThighs },
    propsOf: "seated-breathing",
  },
  lie: {
    angles: { right: 48, left: 48, ...level },
    lean: 90,
    rest: { neck_extension: 9, knee_angle: 108, ankle_angle: -29, arm_flex: -9, arm_add: -24, arm_rot: -10, elbow_flex: 8 },
    propsOf: "constructive-rest",
  },
  tuck: { angles: { right: -12, left: 87, ...level, pelvis: 8 }, lean: 0, rest: kneeling, propsOf: "half-kneeling-tuck" },
  arch: { angles: { right: -12, left: 87, ...level, pelvis: -12 }, lean: 0, rest: kneeling, propsOf: "half-kneeling-tuck" },
} satisfies Record<string, Preset>;

export type PresetName = keyof typeof PRESETS;
export const NAMES = Object.keys(PRESETS) as PresetName[];

/** The same presets, with what is left out as absent. */
export function preset(name: PresetName): Preset {
  return PRESETS[name];
}

/** How far the legs may go from where they began before the things around the body would be in their way. */
const NEAR: Degrees = 8;

export function propsOf(name: PresetName, angles: Angles): string | undefined {
  const { angles: start, propsOf: slug } = preset(name);
  const near = (["right", "left"] as const).every((leg) => Math.abs(angles[leg] - start[leg]) <= NEAR);
  return near ? slug : undefined;
}

export interface Place {
  from: PresetName;
  angles: Angles;
}

export function read(query: string): Place {
  const asked = new URLSearchParams(query);
  const from = NAMES.find((name) => name === asked.get("from")) ?? "stand";
  const angles = { ...preset(from).angles };
  for (const slider of SLIDERS) {
    const value = asked.get(slider);
    if (value !== null && /^-?\d+$/.test(value)) angles[slider] = within(slider, Number(value));
  }
  return { from, angles };
}

/** Only what differs from the preset, so that addresses stay short. */
export function write({ from, angles }: Place): string {
  const query = new URLSearchParams(from === "stand" ? {} : { from });
  for (const slider of SLIDERS) {
    if (angles[slider] !== preset(from).angles[slider]) query.set(slider, String(angles[slider]));
  }
  const text = query.toString();
  return text ? `?${text}` : "";
}
