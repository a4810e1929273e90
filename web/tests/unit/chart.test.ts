import { expect, it } from "vitest";

import { columns, dayOf, noon, short, ticks } from "../../src/lib/chart";

it("series with different days stand side by side, with gaps where one has no point", () => {
  const left = { label: "left", look: "solid" as const, points: [{ date: "2026-03-02", value: 4, low: 1, high: 7 }] };
  const right = { label: "right", look: "dashed" as const, points: [{ date: "2026-03-01", value: 9 }] };
  expect(columns([left, right])).toEqual([
    [noon("2026-03-01"), noon("2026-03-02")],
    [null, 4],
    [null, 7],
    [null, 1],
    [9, null],
    [null, null],
    [null, null],
  ]);
});

it("numbers are said without needless digits", () => {
  expect([4, 4.04, 4.06, -0.5].map(short)).toEqual(["4", "4", "4.1", "-0.5"]);
});

it("dates stand below days that have a value, far enough apart, the same in every time zone", () => {
  const mondays = ["2026-03-02", "2026-03-09", "2026-03-16", "2026-03-23"].map(noon);
  const days = (weeks: number) => ticks(mondays, weeks * 7 * 86_400).map(dayOf);
  expect(days(1)).toEqual(["2026-03-02", "2026-03-09", "2026-03-16", "2026-03-23"]);
  expect(days(1.5)).toEqual(["2026-03-02", "2026-03-16"]);
  expect(days(9)).toEqual(["2026-03-02"]);
});
