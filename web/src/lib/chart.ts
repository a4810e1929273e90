/** Series with error bands, in the shape that the chart wants; pure. */

export interface Band {
  label: string;
  /** `solid`, `dashed`, `bars`, or single `dots`. */
  look: "solid" | "dashed" | "bars" | "dots";
  points: { date: string; value: number; low?: number; high?: number }[];
}

/** Seconds since 1970 at noon of a day, so that no time zone moves it. */
export function noon(date: string): number {
  return Date.parse(`${date.slice(0, 10)}T12:00:00Z`) / 1000;
}

/** One row of moments, then for each series its values, upper ends and lower ends; `null` where it has no point. */
export function columns(bands: Band[]): [number[], ...(number | null)[][]] {
  const dates = [...new Set(bands.flatMap((band) => band.points.map((p) => p.date)))].sort();
  const column = (band: Band, read: (p: Band["points"][number]) => number | undefined) => {
    const byDate = new Map(band.points.map((p) => [p.date, read(p)]));
    return dates.map((date) => byDate.get(date) ?? null);
  };
  const rows = bands.flatMap((band) => [
    column(band, (p) => p.value),
    column(band, (p) => p.high),
    column(band, (p) => p.low),
  ]);
  return [dates.map(noon), ...rows];
}

/** Which of the moments get a date below them: days that have a value, `gap` seconds apart or more. */
export function ticks(moments: ArrayLike<number>, gap: number): number[] {
  const chosen: number[] = [];
  for (const at of Array.from(moments)) if (chosen.length === 0 || at - chosen.at(-1)! >= gap) chosen.push(at);
  return chosen;
}

/** The day of a moment that `noon` made, wherever the browser is. */
export function dayOf(moment: number): string {
  return new Date(moment * 1000).toISOString().slice(0, 10);
}

/** A number as people read it: one digit after the point, no needless zero. */
export function short(value: number): string {
  return String(Math.round(value * 10) / 10);
}
