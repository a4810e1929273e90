import { expect, it } from "vitest";

import type { Movement } from "../../src/lib/api/types";
import { atStart, comingBack, drawingAt, inBout, momentOf, shownIn, stepAt, stillIn } from "../../src/lib/movement";

import { script, step } from "./script";

/** Start 4 s, there 5 s, held 18 s, back 4 s, and 5 s until the breath is out. */
function film(): Movement {
  return {
    drawings: ["start", "between", "end"],
    shots: [0, 5, 9, 28, 31].map((at_s, i) => ({ at_s, drawing: [0, 1, 2, 1, 0][i]! })),
    seconds: 36,
    phases: [
      { phase: "start", from_s: 0, to_s: 4 },
      { phase: "enter", from_s: 4, to_s: 9 },
      { phase: "hold", from_s: 9, to_s: 27 },
      { phase: "back", from_s: 27, to_s: 31 },
      { phase: "settle", from_s: 31, to_s: 36 },
    ],
    steps: [
      { step: 0, from_s: 0, to_s: 4 },
      { step: 1, from_s: 4, to_s: 9 },
    ],
    lead_s: 0,
    bout_s: [9, 27],
    breath_s: [4, 5],
  };
}

it("shows the drawing and the step of a moment, round after round", () => {
  expect([0, 6, 10, 35, 36 + 6, -1].map((at) => drawingAt(film(), at))).toEqual([0, 1, 2, 0, 1, 0]);
  expect([1, 6, 10].map((at) => stepAt(film(), at))).toEqual([0, 1, null]);
  expect(stepAt(film(), momentOf(film(), 1))).toBe(1);
});

it("enters a hold once and holds it for as long as the bout lasts", () => {
  expect([0, 4, 26.5, 27, 300].map((s) => inBout(film(), s))).toEqual([0, 4, 26.5, 9, 12]);
  const seconds = Array.from({ length: 120 }, (_, i) => 10 + i);
  expect(seconds.every((s) => drawingAt(film(), inBout(film(), s)) === 2)).toBe(true);
});

it("goes there and back with every breath of what is repeated", () => {
  const repeated = { ...film(), lead_s: 1, bout_s: [4, 10] as [number, number] };
  expect([0, 3, 8, 9, 15].map((s) => inBout(repeated, s))).toEqual([1, 4, 9, 4, 4]);
  expect(comingBack(repeated, 0)).toBeNull();
});

it("breathes in the starting position for as long as getting ready takes", () => {
  const seconds = Array.from({ length: 80 }, (_, i) => i * 0.7);
  expect(seconds.every((s) => drawingAt(film(), atStart(film(), s)) === 0)).toBe(true);
});

it("comes back from a hold before it gets ready for the next", () => {
  const movements = { "half-kneeling-tuck/left": film() };
  const two = { ...script(), steps: [step(0), step(1, { kind: "switch_side" })] };
  expect(shownIn(two, 1, 1, movements)?.at).toBe(28);
  expect(drawingAt(film(), shownIn(two, 1, 5, movements)!.at)).toBe(0);
  expect(shownIn(two, 0, 10, movements)?.at).toBe(10);
  expect(shownIn(two, 0, 10, {})).toBeNull();
});

it("stands still at the end of the way, or at the start while getting ready", () => {
  const movements = { "half-kneeling-tuck/left": film() };
  const two = { ...script(), steps: [step(0), step(1, { kind: "switch_side" })] };
  expect([0, 1].map((i) => drawingAt(film(), stillIn(two, i, movements)!.at))).toEqual([2, 0]);
});
