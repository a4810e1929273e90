/** Where the eye is: on a sphere around what it looks at. Angles in radians, lengths in metres; x forward, y up, z right. Pure. */

export type Vector = [number, number, number];

export interface Orbit {
  /** Turned from the right side towards the front. */
  yaw: number;
  /** Raised above the horizontal. */
  pitch: number;
  /** From the eye to what it looks at. */
  distance: number;
  target: Vector;
}

export type View = "side" | "front" | "back" | "above" | "hip";
export const VIEWS: View[] = ["side", "front", "back", "above", "hip"];

const degrees = (n: number) => (n * Math.PI) / 180;
const TURNS: Record<View, { yaw: number; pitch: number }> = {
  side: { yaw: degrees(16), pitch: degrees(8) },
  front: { yaw: degrees(78), pitch: degrees(8) },
  back: { yaw: degrees(-102), pitch: degrees(8) },
  above: { yaw: degrees(0), pitch: degrees(78) },
  hip: { yaw: degrees(42), pitch: degrees(6) },
};

/** Upright angle of the camera's picture. */
export const FIELD = degrees(28);
const STEEPEST = degrees(88);
const NEAREST = 0.35;
const FARTHEST = 9;

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));

/** A view that shows all of `points`, with so much room around each, in a picture so many times as wide as high. */
export function look(view: View, points: Vector[], room: number, aspect: number): Orbit {
  const low = [0, 1, 2].map((i) => Math.min(...points.map((p) => p[i]!)));
  const high = [0, 1, 2].map((i) => Math.max(...points.map((p) => p[i]!)));
  const target = low.map((from, i) => (from + high[i]!) / 2) as Vector;
  const orbit = { ...TURNS[view], target, distance: 1 };
  const [across, upwards, out] = [sideways(orbit), overhead(orbit), towards(orbit)];
  const tall = Math.tan(FIELD / 2);
  const needed = points.map((p) => {
    const from = p.map((x, i) => x - target[i]!) as Vector;
    const size = Math.max((Math.abs(dot(from, across)) + room) / (tall * aspect), (Math.abs(dot(from, upwards)) + room) / tall);
    return size + dot(from, out) + room;
  });
  return { ...orbit, distance: clamp(Math.max(...needed), NEAREST, FARTHEST) };
}

const dot = (a: Vector, b: Vector) => a.reduce((sum, x, i) => sum + x * b[i]!, 0);
/** Right and up in the picture, of length 1. */
const sideways = ({ yaw }: Orbit): Vector => [Math.cos(yaw), 0, -Math.sin(yaw)];
const overhead = ({ yaw, pitch }: Orbit): Vector => [
  -Math.sin(yaw) * Math.sin(pitch),
  Math.cos(pitch),
  -Math.cos(yaw) * Math.sin(pitch),
];

export function turn(orbit: Orbit, yaw: number, pitch: number): Orbit {
  return { ...orbit, yaw: orbit.yaw + yaw, pitch: clamp(orbit.pitch + pitch, -STEEPEST, STEEPEST) };
}

export function zoom(orbit: Orbit, factor: number): Orbit {
  return { ...orbit, distance: clamp(orbit.distance * factor, NEAREST, FARTHEST) };
}

/** From what is looked at to the eye, of length 1. */
export function towards({ yaw, pitch }: Orbit): Vector {
  return [Math.sin(yaw) * Math.cos(pitch), Math.sin(pitch), Math.cos(yaw) * Math.cos(pitch)];
}

export function eye(orbit: Orbit): Vector {
  const out = towards(orbit);
  return orbit.target.map((at, i) => at + out[i]! * orbit.distance) as Vector;
}

/** Moves what is looked at to the right and up, in parts of the picture's height. */
export function pan(orbit: Orbit, right: number, up: number): Orbit {
  const size = 2 * Math.tan(FIELD / 2) * orbit.distance;
  const [across, upwards] = [sideways(orbit), overhead(orbit)];
  const target = orbit.target.map((at, i) => at + size * (right * across[i]! + up * upwards[i]!)) as Vector;
  return { ...orbit, target };
}

/** On the way from one to another; the shorter way round. */
export function between(a: Orbit, b: Orbit, part: number): Orbit {
  const round = 2 * Math.PI;
  const way = ((((b.yaw - a.yaw + Math.PI) % round) + round) % round) - Math.PI;
  const mix = (from: number, to: number) => from + (to - from) * part;
  return {
    yaw: a.yaw + way * part,
    pitch: mix(a.pitch, b.pitch),
    distance: mix(a.distance, b.distance),
    target: a.target.map((from, i) => mix(from, b.target[i]!)) as Vector,
  };
}
