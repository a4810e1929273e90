import { readFileSync } from "node:fs";
import { join } from "node:path";

import { describe, expect, it } from "vitest";

import type { Script } from "../../src/lib/api/types";
import { begin, elapsed, handle, left, standing, type Effect, type PlayerEvent, type PlayerState } from "../../src/lib/player/machine";

/** What care's player does: written by `crates/care/tests/shared_with_web.rs`. */
interface Fixture {
  scripts: Script[];
  runs: { script: number; steps: { event: PlayerEvent; effects: Effect[] }[] }[];
}
const { scripts, runs } = JSON.parse(readFileSync(join(import.meta.dirname, "../fixtures/player.json"), "utf8")) as Fixture;
const SESSION = "00000000-0000-0000-0000-000000000007";
const SCRIPT = scripts[0]!;

/** Plays events one after the other and tells what came of them. */
function play(events: PlayerEvent[], from: PlayerState = begin(SESSION, 15, 2), of = SCRIPT) {
  let state = from;
  const effects: Effect[] = [];
  for (const event of events) {
    const [next, more] = handle(of, state, event);
    state = next;
    effects.push(...more);
  }
  return { state, effects };
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe("the same player as care's", () => {
  it.each(runs.map((run, n) => [n, run] as const))("run %i", (_, run) => {
    let state = begin(SESSION, 15, 2);
    for (const [i, { event, effects }] of run.steps.entries()) {
      const [next, came] = handle(scripts[run.script]!, state, event);
      expect(plain(came), `event ${i}: ${JSON.stringify(event)}`).toEqual(effects);
      // Kept and found again, as after a reload: nothing that is decided later may depend on what isn't kept.
      state = plain(next) as PlayerState;
    }
  });

  it("is tried with every kind of event and effect", () => {
    const steps = runs.flatMap((run) => run.steps);
    expect(new Set(steps.map((s) => s.event.type)).size).toBe(12);
    expect(new Set(steps.flatMap((s) => s.effects.map((e) => e.type))).size).toBe(9);
    expect(new Set(steps.flatMap((s) => s.effects.flatMap((e) => (e.type === "decided" ? [e.decision.action] : [])))).size).toBe(5);
  });
});

describe("kept and found again", () => {
  it("stands still where it was", () => {
    const { state } = play([{ type: "start", at: 1000 }, { type: "tick", at: 5000 }]);
    const kept = standing(state, 6000);
    expect(kept.phase).toBe("paused");
    expect(elapsed(kept, 999_999)).toBe(5000);
    expect(left(SCRIPT, kept, 999_999)).toBe(15);
  });

  it("still asks what was open, with the answers that were given", () => {
    const sharp: PlayerEvent[] = [
      { type: "start", at: 0 },
      { type: "hurt", at: 1, intensity: 9, quality: "sharp" },
      { type: "answer", at: 2, item: SCRIPT.follow_ups[0]!.item, answer: "no" },
    ];
    const kept = standing(play(sharp).state, 3);
    expect(kept).toMatchObject({ phase: "asking", hurt: { quality: "sharp", intensity: 9 }, told: { [SCRIPT.follow_ups[0]!.item]: "no" } });
  });
});

it("ends the session where the table has a hole", () => {
  const holed = { ...SCRIPT, decisions: SCRIPT.decisions.filter((d) => d.quality !== "sharp") };
  const { state } = play([{ type: "start", at: 0 }, { type: "hurt", at: 1, intensity: 1, quality: "sharp" }], undefined, holed);
  expect(state).toMatchObject({ phase: "closing", completed: false });
});
