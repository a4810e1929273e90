import { describe, expect, it } from "vitest";

import type { Explored } from "../../src/lib/api/types";
import { csv } from "../../src/lib/explore/csv";
import { newest } from "../../src/lib/explore/newest";
import { across, axis, line, upwards, type Frame } from "../../src/lib/explore/plot";
import { coordinates, RANGES, SLIDERS, within } from "../../src/lib/explore/pose";
import { NAMES, preset, propsOf, read, write } from "../../src/lib/explore/presets";

const LEVEL = { right: 0, left: 0, pelvis: 0, back: 0, bend: 0, turn: 0 };

describe("sliders", () => {
  it("tuck the pelvis alone: thighs and chest stay where they are in the room", () => {
    const before = coordinates({ ...LEVEL, right: -12, left: 87, back: 3 });
    const after = coordinates({ ...LEVEL, right: -12, left: 87, back: 3, pelvis: 8 });
    for (const name of ["hip_flexion_r", "hip_flexion_l", "lumbar_extension"]) {
      expect(after["pelvis_tilt"]! + after[name]!).toBe(before["pelvis_tilt"]! + before[name]!);
    }
    expect(after["pelvis_tilt"]).toBe(8);
  });

  it("count a lying body's angles from its own line, and turning to the right as positive", () => {
    const pose = coordinates({ ...LEVEL, right: 48, turn: 10 }, 90, { knee_angle: 108 });
    expect(pose).toMatchObject({ pelvis_tilt: 90, hip_flexion_r: 48, lumbar_rotation: -10, knee_angle: 108 });
  });

  it("stay within their range, in whole degrees", () => {
    expect(within("right", 500)).toBe(RANGES.right.high);
    expect(within("pelvis", -500)).toBe(RANGES.pelvis.low);
    expect(within("back", 3.4)).toBe(3);
  });
});

describe("presets", () => {
  it.each(NAMES)("%s begins within the ranges of the sliders", (name) => {
    for (const slider of SLIDERS) expect(within(slider, preset(name).angles[slider])).toBe(preset(name).angles[slider]);
  });

  it("go into the address and come back, short where nothing was moved", () => {
    expect(write({ from: "stand", angles: preset("stand").angles })).toBe("");
    expect(write({ from: "tuck", angles: preset("tuck").angles })).toBe("?from=tuck");
    const moved = { from: "sit" as const, angles: { ...preset("sit").angles, right: -20, turn: 7 } };
    expect(write(moved)).toBe("?from=sit&right=-20&turn=7");
    expect(read(write(moved))).toEqual(moved);
  });

  it("take nothing wrong from an address", () => {
    expect(read("?from=headstand&right=999&pelvis=much")).toEqual({ from: "stand", angles: { ...LEVEL, right: RANGES.right.high } });
  });

  it("leave the chair when the legs do", () => {
    expect(propsOf("sit", preset("sit").angles)).toBe("seated-breathing");
    expect(propsOf("sit", { ...preset("sit").angles, left: 20 })).toBeUndefined();
  });
});

describe("newest", () => {
  it("asks one at a time, leaves out what was overtaken, and ends with the last", async () => {
    const asked: number[] = [];
    const used: number[] = [];
    const open: (() => void)[] = [];
    const ask = newest(
      (n: number) => {
        asked.push(n);
        return new Promise<number>((done) => open.push(() => done(n)));
      },
      (n) => used.push(n),
      () => expect.unreachable(),
    );
    [1, 2, 3, 4].forEach(ask);
    expect(asked).toEqual([1]);
    open[0]!();
    await expect.poll(() => asked).toEqual([1, 4]);
    open[1]!();
    await expect.poll(() => used).toEqual([1, 4]);
  });

  it("says when the last one failed, and goes on", async () => {
    const failed: unknown[] = [];
    const used: string[] = [];
    const ask = newest((ok: boolean) => (ok ? Promise.resolve("yes") : Promise.reject(new Error("no"))), (answer) => used.push(answer), (problem) => failed.push(problem));
    ask(false);
    await expect.poll(() => failed.length).toBe(1);
    ask(true);
    await expect.poll(() => used).toEqual(["yes"]);
  });
});

describe("plot", () => {
  const frame: Frame = { width: 200, height: 100, left: 20, right: 0, top: 0, bottom: 10 };

  it("has round steps around all values and zero", () => {
    expect(axis([-41.2, 8.3], 20)).toEqual({ low: -50, high: 10, ticks: [-50, -40, -30, -20, -10, 0, 10] });
    expect(axis([0.4], 20).high).toBeGreaterThanOrEqual(20);
  });

  it("puts more above less and ends at the edges", () => {
    const scale = axis([-10, 30], 10);
    expect(upwards(frame, scale, 30)).toBeLessThan(upwards(frame, scale, -10));
    expect(upwards(frame, scale, scale.low)).toBe(90);
    expect([across(frame, 0), across(frame, 1)]).toEqual([20, 200]);
    expect(line(frame, scale, [scale.low, scale.high])).toBe("M20.0 90.0L200.0 0.0");
  });
});

it("a table for other programs has every angle and every fascicle of both sides", () => {
  const fascicle = { name: "L1_tp", length_mm: 321.12345, change_mm: -1, fiber_percent: 99.9, strain_percent: -2, tier: "slack" as const };
  const side = { tier: "gentle" as const, length_mm: 300, change_mm: 0, strain_percent: 0, fascicles: [fascicle] };
  const rows = csv({ hip_flexion_r: -12 }, { right: side, left: side } satisfies Explored).trim().split("\r\n");
  expect(rows).toHaveLength(1 + 1 + 2 * 2);
  expect(new Set(rows.map((row) => row.split(",").length))).toEqual(new Set([9]));
  expect(rows[1]).toBe("angle,,hip_flexion_r,-12,,,,,");
  expect(rows[3]).toBe("fascicle,right,L1_tp,,321.123,-1,99.9,-2,slack");
});
