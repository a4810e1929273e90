import { describe, expect, it } from "vitest";

import { begin, decide, elapsed, handle, left, type Effect, type PlayerEvent, type PlayerState } from "../../src/lib/player/machine";
import { QUALITIES, script, step } from "./script";

const SCRIPT = script();

/** Plays events one after the other and tells what came of them. */
function play(events: PlayerEvent[], from: PlayerState = begin(), of = SCRIPT) {
  let state = from;
  const effects: Effect[] = [];
  for (const event of events) {
    const [next, more] = handle(of, state, event);
    state = next;
    effects.push(...more);
  }
  return { state, effects };
}

const ticks = (from: number, to: number, every = 250): PlayerEvent[] =>
  Array.from({ length: Math.floor((to - from) / every) + 1 }, (_, i) => ({ type: "tick", at: from + i * every }));
const run = (at = 0): PlayerEvent => ({ type: "run", at });
const finished = (effects: Effect[]) =>
  effects.flatMap((e) => (e.type === "finished" ? [`${e.step.index} ${e.outcome} ${e.seconds}`] : []));

describe("a whole session", () => {
  const { state, effects } = play([run(), ...ticks(0, 50_000)]);

  it("does every step for its full time and ends", () => {
    expect(finished(effects)).toEqual(["1 done 10", "2 done 10", "3 done 10", "4 done 10"]);
    expect(state.ended).toBe("completed");
    expect(effects.at(-1)).toEqual({ type: "ended", completed: true });
  });

  it("gives each cue once", () => {
    expect(effects.filter((e) => e.type === "say" && e.text === "begin")).toHaveLength(5);
    expect(effects.filter((e) => e.type === "say" && e.text === "halfway")).toHaveLength(5);
    expect(effects.filter((e) => e.type === "bell")).toHaveLength(5);
  });

  it("listens to nothing after its end", () => {
    expect(play([{ type: "skip", at: 60_000 }], state)).toEqual({ state, effects: [] });
  });
});

describe("pause", () => {
  it("stands still, and goes on where it stood", () => {
    const { state } = play([run(), ...ticks(0, 4_000), { type: "pause", at: 4_000 }, ...ticks(4_250, 60_000)]);
    expect(state.index).toBe(0);
    expect(elapsed(state, 60_000)).toBe(4_000);
    expect(left(SCRIPT, play([run(60_000), { type: "tick", at: 62_000 }], state).state, 62_000)).toBe(4);
  });

  it("is entered by itself when the device slept through more than a minute", () => {
    const { state, effects } = play([run(), { type: "tick", at: 120_000 }]);
    expect(state).toMatchObject({ index: 1, since: null, ended: null, spent: 0 });
    expect(finished(effects)).toEqual([]);
  });

  it("is not entered when ticks are only late", () => {
    const { state } = play([run(), { type: "tick", at: 35_500 }]);
    expect(state.index).toBe(3);
    expect(elapsed(state, 35_500)).toBe(5_500);
  });
});

describe("skip and back", () => {
  it("skip writes down what was done", () => {
    const { state, effects } = play([run(), ...ticks(0, 13_000), { type: "skip", at: 13_000 }]);
    expect(finished(effects)).toEqual(["1 skipped 3"]);
    expect(state.index).toBe(2);
  });

  it("leaving an exercise skips its other bouts", () => {
    const { state, effects } = play([run(), ...ticks(0, 13_000), { type: "leave_exercise", at: 13_000 }]);
    expect(finished(effects)).toEqual(["1 skipped 3", "2 skipped 0"]);
    expect(state.index).toBe(3);
  });

  it("back begins the step again and counts what was done", () => {
    const { state, effects } = play([run(), ...ticks(0, 16_000), { type: "back", at: 16_000 }, ...ticks(16_250, 26_000)]);
    expect(finished(effects)).toEqual(["1 done 16"]);
    expect(state.index).toBe(2);
  });

  it("back goes to the step before when this one has just begun", () => {
    expect(play([run(), ...ticks(0, 11_000), { type: "back", at: 11_000 }]).state.index).toBe(0);
  });

  it("the last step can be skipped", () => {
    const skips: PlayerEvent[] = [1, 2, 3, 4, 5].map((at) => ({ type: "skip", at }));
    expect(play([run(), ...skips]).state.ended).toBe("completed");
  });
});

describe("pain", () => {
  const working = play([run(), ...ticks(0, 13_000)]).state;
  const decided = (action: "continue" | "ease" | "end_exercise" | "quiet_rest_only" | "end_session" | "reposition_once") =>
    play([{ type: "decided", at: 13_000, action, quality: "sharp" }], working);

  it("going on waits for the person", () => {
    expect(decided("continue").state).toMatchObject({ index: 1, since: null, eased: false });
  });

  it("easing marks the step", () => {
    const eased = play([run(13_000), ...ticks(13_000, 21_000)], decided("ease").state);
    expect(finished(eased.effects)).toEqual(["1 eased 10"]);
  });

  it("ending the exercise leaves out its other bouts", () => {
    const { state, effects } = decided("end_exercise");
    expect(finished(effects)).toEqual(["1 stopped 3", "2 skipped 0"]);
    expect(state).toMatchObject({ index: 3, since: null });
  });

  it("quiet rest only leaves out all other stretches", () => {
    const { state, effects } = decided("quiet_rest_only");
    expect(finished(effects)).toEqual(["1 stopped 3", "2 skipped 0", "3 skipped 0"]);
    expect(state).toMatchObject({ index: 4, since: null });
  });

  it("ending the session ends it as not completed", () => {
    const { state, effects } = decided("end_session");
    expect(state.ended).toBe("stopped");
    expect(effects.at(-1)).toEqual({ type: "ended", completed: false });
  });

  it("repositioning begins the step again and remembers the pain on the ball", () => {
    const ball = { ...SCRIPT, steps: SCRIPT.steps.map((s) => ({ ...s, pain_class: "ball" as const })) };
    const { state } = play([{ type: "decided", at: 13_000, action: "reposition_once", quality: "sharp" }], working, ball);
    expect(state).toMatchObject({ index: 1, spent: 0, since: null, eased: true, metOnBall: ["sharp"] });
  });
});

describe("the decision table", () => {
  it("has an answer for every step, quality and pain", () => {
    for (const quality of QUALITIES)
      for (let pain = 0; pain <= 10; pain++)
        for (const again of [false, true]) {
          const row = decide(SCRIPT, step(0), quality, pain, again);
          expect(row).toMatchObject({ quality, again, class: "stretch" });
        }
  });

  it("ends the session where the table has a hole", () => {
    const holed = { ...SCRIPT, decisions: SCRIPT.decisions.filter((d) => d.quality !== "sharp") };
    expect(decide(holed, step(0), "sharp", 3, false).action).toBe("end_session");
  });
});
