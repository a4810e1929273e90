import type { Script, Step } from "../../src/lib/api/types";

export function step(index: number, over: Partial<Step> = {}): Step {
  return {
    index,
    kind: "work",
    start_s: index * 10,
    seconds: 10,
    exercise: "half-kneeling-tuck",
    name: "Half-kneeling tuck",
    headline: `step ${index}`,
    side: "left",
    bout: null,
    repetitions: null,
    instructions: [],
    feel: "",
    not_feel: "",
    breath: null,
    silent: false,
    cues: [
      { at_s: 0, say: "begin", tone: "start" },
      { at_s: 5, say: "halfway", tone: null },
    ],
    pain_class: "stretch",
    after_exercise: index + 1,
    after_stretches: 4,
    ...over,
  };
}

/** Get ready, two bouts of a stretch, another stretch, rest. */
export function script(): Script {
  return {
    date: "2026-03-01",
    title: "Today",
    programme: null,
    total_s: 50,
    equipment: [],
    steps: [
      step(0, { kind: "get_ready", after_exercise: 3 }),
      step(1, { after_exercise: 3 }),
      step(2, { after_exercise: 3 }),
      step(3, { exercise: "low-lunge", after_exercise: 4 }),
      step(4, { kind: "rest", exercise: "constructive-rest", after_exercise: 5, after_stretches: 5, pain_class: "other" }),
    ],
    quiet: null,
    decisions: [],
    follow_ups: [],
    unwell: [],
    verdicts: [],
    unwell_rest: [],
  };
}
