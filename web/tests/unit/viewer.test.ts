import { describe, expect, it } from "vitest";

import { place } from "../../src/lib/viewer/labels";
import { parts } from "../../src/lib/viewer/names";
import { between, eye, FIELD, look, pan, towards, turn, VIEWS, zoom, type Orbit, type Vector } from "../../src/lib/viewer/orbit";
import { LEVELS, Pace } from "../../src/lib/viewer/quality";
import { at, colour, LEGEND, pull, type Rgb } from "../../src/lib/viewer/strain";

describe("the eye", () => {
  const body: Vector[] = [[0, 1.8, 0], [0.1, 0, 0.2], [-0.1, 0.2, -0.2], [0, 1, 0]];
  const start = look("side", body, 0.1, 1);

  /** Where a point is in the picture: from -1 to 1 across and up. */
  function seen(orbit: Orbit, aspect: number, point: Vector): [number, number] {
    const from = point.map((x, i) => x - eye(orbit)[i]!);
    const along = (to: number[]) => from.reduce((sum, x, i) => sum + x * to[i]!, 0);
    const { yaw, pitch } = orbit;
    const depth = -along(towards(orbit)) * Math.tan(FIELD / 2);
    const up = [-Math.sin(yaw) * Math.sin(pitch), Math.cos(pitch), -Math.cos(yaw) * Math.sin(pitch)];
    return [along([Math.cos(yaw), 0, -Math.sin(yaw)]) / depth / aspect, along(up) / depth];
  }

  it.each(VIEWS)("sees the whole body from %s, also in a narrow picture, and not from needlessly far", (view) => {
    for (const aspect of [0.5, 1, 2]) {
      const all = body.flatMap((point) => seen(look(view, body, 0.1, aspect), aspect, point)).map(Math.abs);
      expect(Math.max(...all)).toBeLessThan(1);
      expect(Math.max(...all)).toBeGreaterThan(0.35);
    }
  });

  it("stands on the right for the side view and before the body for the front view", () => {
    const [side, front, back, above] = (["side", "front", "back", "above"] as const).map((view) => eye(look(view, body, 0.1, 1)));
    expect(side![2]).toBeGreaterThan(Math.abs(side![0]));
    expect(front![0]).toBeGreaterThan(Math.abs(front![2]));
    expect(back![0]).toBeLessThan(-Math.abs(back![2]));
    expect(above![1] - start.target[1]).toBeGreaterThan(Math.hypot(above![0], above![2]));
  });

  it("never goes over the top, too near or too far", () => {
    let orbit = start;
    for (let i = 0; i < 100; i++) orbit = zoom(turn(orbit, 0, 0.2), 1.3);
    expect(orbit.pitch).toBeLessThan(Math.PI / 2);
    expect(orbit.distance).toBeLessThan(10);
    for (let i = 0; i < 100; i++) orbit = zoom(orbit, 0.7);
    expect(orbit.distance).toBeGreaterThan(0.2);
  });

  it("keeps its distance while it turns and pans", () => {
    for (const moved of [turn(start, 1, 0.3), pan(start, 0.2, -0.1)]) {
      expect(Math.hypot(...eye(moved).map((x, i) => x - moved.target[i]!))).toBeCloseTo(start.distance, 9);
    }
    // To the right of a side view is forward or backward, never up.
    expect(pan(start, 0.5, 0).target[1]).toBeCloseTo(start.target[1], 9);
  });

  it("glides the shorter way round, from one end to the other", () => {
    const to = { ...start, yaw: start.yaw - Math.PI * 1.5 };
    expect(between(start, to, 0.5).yaw).toBeCloseTo(start.yaw + Math.PI * 0.25, 9);
    expect(between(start, to, 0).yaw).toBe(start.yaw);
    expect(Math.cos(between(start, to, 1).yaw)).toBeCloseTo(Math.cos(to.yaw), 9);
  });
});

describe("the colour of strain", () => {
  /** Lightness as the eye takes it, without hue. */
  const lightness = (rgb: Rgb) => rgb.reduce((sum, part, i) => sum + (part / 255) ** 2.2 * [0.2126, 0.7152, 0.0722][i]!, 0);

  it.each([false, true])("goes from blue to orange without a jump (dark: %s)", (dark) => {
    let before = colour(-60, dark);
    expect(before[2]).toBeGreaterThan(before[0]);
    for (let strain = -60; strain <= 30; strain += 0.25) {
      const now = colour(strain, dark);
      expect(Math.max(...now.map((part, i) => Math.abs(part - before[i]!)))).toBeLessThan(8);
      before = now;
    }
    expect(before[0]).toBeGreaterThan(before[2]);
  });

  it("tells slack, standing and strong apart by lightness or by the blue-yellow that all eyes share", () => {
    const [slack, standing, strong] = [LEGEND[0]!, 0, LEGEND.at(-1)!].map((strain) => colour(strain, false));
    expect(lightness(standing!)).toBeGreaterThan(2.5 * lightness(slack!));
    const warm = (rgb: Rgb) => (rgb[0] + rgb[1]) / 2 - rgb[2];
    expect(warm(strong!) - warm(slack!)).toBeGreaterThan(150);
  });

  it("has a word for every strain, in order", () => {
    expect([-40, -5, 0, 4, 12].map(pull)).toEqual(["slack", "less", "standing", "more", "strong"]);
  });

  it("is read between moments", () => {
    expect(at([0, 2, 4], [0, 10, -10], 1)).toBe(5);
    expect(at([0, 2, 4], [0, 10, -10], 9)).toBe(-10);
    expect(at([0], [7], 3)).toBe(7);
    expect(at([], [], 3)).toBe(0);
  });
});

describe("pace", () => {
  it("gives way where frames are slow, and stops at the coarsest", () => {
    const pace = new Pace();
    const run = (ms: number, frames: number) => Array.from({ length: frames }, () => pace.frame(ms)).filter(Boolean).length;
    expect(run(16, 60)).toBe(0);
    expect(pace.quality).toEqual(LEVELS[0]);
    expect(run(60, 12)).toBe(1);
    expect(run(60, 600)).toBe(LEVELS.length - 2);
    expect(pace.quality).toEqual(LEVELS.at(-1));
  });

  it("does not count a few slow frames", () => {
    const pace = new Pace();
    for (let i = 0; i < 120; i++) pace.frame(i % 4 === 0 ? 90 : 16);
    expect(pace.level).toBe(0);
  });
});

describe("labels", () => {
  it("never lie on each other, stay inside, and keep the order of what they name", () => {
    const spots = [90, 91, 10, 93, 99].map((y, i) => ({ text: `${i}`, spot: [5, y] as [number, number] }));
    const placed = place(spots, 120, 20);
    expect(placed.map((one) => one.text)).toEqual(["2", "0", "1", "3", "4"]);
    placed.slice(1).forEach((one, i) => expect(one.y - placed[i]!.y).toBeGreaterThanOrEqual(20 - 1e-9));
    expect(placed[0]!.y).toBeGreaterThanOrEqual(10 - 1e-9);
    expect(placed.at(-1)!.y).toBeLessThanOrEqual(110 + 1e-9);
  });

  it("stand beside what they name where there is room", () => {
    expect(place([{ text: "a", spot: [0, 40] }], 100, 20)[0]!.y).toBe(40);
  });
});

it("a strand's name is taken apart", () => {
  expect(parts("psoas_L1L2_disc_r")).toEqual({ muscle: "psoas", strand: "L1L2_disc", half: "right" });
  expect(parts("iliacus_l")).toEqual({ muscle: "iliacus", strand: null, half: "left" });
  expect(parts("glmax2_r")).toEqual({ muscle: "glmax", strand: null, half: "right" });
});
