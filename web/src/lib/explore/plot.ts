/** Where things are in the plot of length against angle. Pure. */

export interface Frame {
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export interface Axis {
  low: number;
  high: number;
  ticks: number[];
}

/** An axis over all `values` with round steps, at least `least` long; it always holds 0. */
export function axis(values: number[], least: number, about = 5): Axis {
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values, low + least);
  const step = round((high - low) / about);
  const first = Math.floor(low / step);
  const last = Math.ceil(high / step);
  return { low: first * step, high: last * step, ticks: Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step) };
}

/** The next step of 1, 2 or 5 times a power of ten. */
function round(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step));
  return [1, 2, 5, 10].map((n) => n * power).find((n) => n >= step * 0.999) ?? step;
}

export const across = (frame: Frame, part: number) => frame.left + part * (frame.width - frame.left - frame.right);
export const upwards = (frame: Frame, { low, high }: Axis, value: number) =>
  frame.height - frame.bottom - ((value - low) / (high - low)) * (frame.height - frame.top - frame.bottom);

/** A line through values that stand evenly side by side. */
export function line(frame: Frame, scale: Axis, values: number[]): string {
  const point = (value: number, i: number) => `${across(frame, i / (values.length - 1)).toFixed(1)} ${upwards(frame, scale, value).toFixed(1)}`;
  return `M${values.map(point).join("L")}`;
}
