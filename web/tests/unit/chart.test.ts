import { expect, it } from "vitest";

import { columns, noon, short } from "../../src/lib/chart";

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
