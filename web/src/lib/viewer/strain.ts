/**
 * The colour of a muscle by how far its fibers are stretched: blue, grey, orange, in steps of lightness that people with
 * any kind of colour vision can tell apart. Pure.
 */

/** Fiber length less that in standing [percent of the optimal length]. */
export type Strain = number & { readonly unit?: "%" };
/** Red, green and blue from 0 to 255, as screens show them. */
export type Rgb = [number, number, number];

/** The same colours as `--strain-...` in `tokens.css`. */
const STOPS: { at: Strain; light: Rgb; dark: Rgb }[] = [
  { at: -30, light: [44, 74, 134], dark: [84, 124, 204] },
  { at: -10, light: [98, 122, 166], dark: [138, 165, 208] },
  { at: 0, light: [158, 164, 170], dark: [180, 190, 200] },
  { at: 4, light: [234, 178, 106], dark: [240, 198, 140] },
  { at: 9, light: [217, 100, 15], dark: [255, 145, 66] },
];

/** The strains that the legend goes through, from slack to strong. */
export const LEGEND: Strain[] = STOPS.map((stop) => stop.at);

export function colour(strain: Strain, dark: boolean): Rgb {
  const of = (stop: (typeof STOPS)[number]) => (dark ? stop.dark : stop.light);
  const after = STOPS.findIndex((stop) => stop.at >= strain);
  if (after === 0) return of(STOPS[0]!);
  if (after < 0) return of(STOPS.at(-1)!);
  const [a, b] = [STOPS[after - 1]!, STOPS[after]!];
  const part = (strain - a.at) / (b.at - a.at);
  return of(a).map((from, i) => Math.round(from + (of(b)[i]! - from) * part)) as Rgb;
}

export type Pull = "slack" | "less" | "standing" | "more" | "strong";

/** The same in words. */
export function pull(strain: Strain): Pull {
  if (strain < -10) return "slack";
  if (strain < -1.5) return "less";
  if (strain <= 1.5) return "standing";
  return strain < 6 ? "more" : "strong";
}

/** A value at moment `t` [s] between values at `times` [s]. */
export function at(times: ArrayLike<number>, values: ArrayLike<number>, t: number): number {
  const last = Math.min(times.length, values.length) - 1;
  if (last < 0) return 0;
  let i = 0;
  while (i < last && times[i + 1]! <= t) i += 1;
  if (i === last || t <= times[0]!) return values[i]!;
  const part = (t - times[i]!) / (times[i + 1]! - times[i]!);
  return values[i]! + (values[i + 1]! - values[i]!) * part;
}
