/** Which drawing of a movement belongs to which moment. All times are seconds. */
import type { Movement, Script, Step } from "./api/types";

type Phase = Movement["phases"][number]["phase"];

const phase = (movement: Movement, name: Phase) => movement.phases.find((p) => p.phase === name);

/** A breath in and out. */
const breath = (movement: Movement): number => movement.breath_s[0]! + movement.breath_s[1]!;

/** The drawing at a time of the cycle. */
export function drawingAt(movement: Movement, at: number): number {
  const time = within(at, movement.seconds);
  return movement.shots.findLast((shot) => shot.at_s <= time)?.drawing ?? 0;
}

/** The step of the exercise that is being done at a time of the cycle. */
export function stepAt(movement: Movement, at: number): number | null {
  const time = within(at, movement.seconds);
  return movement.steps.find((s) => s.from_s <= time && time < s.to_s)?.step ?? null;
}

/** A time of the cycle that shows a step well: three quarters through it. */
export function momentOf(movement: Movement, step: number): number {
  const mark = movement.steps.find((s) => s.step === step);
  return mark ? mark.from_s + (mark.to_s - mark.from_s) * 0.75 : 0;
}

function within(at: number, length: number): number {
  return ((at % length) + length) % length;
}

/** Time of the cycle `seconds` into a bout: in with the first breath, then what is held or repeated again and again. */
export function inBout(movement: Movement, seconds: number): number {
  const at = movement.lead_s + seconds;
  const [from, to] = movement.bout_s as [number, number];
  return at < to ? at : from + ((at - from) % (to - from));
}

/** Breathing in the starting position. */
export function atStart(movement: Movement, seconds: number): number {
  const ready = phase(movement, "enter")?.from_s ?? 0;
  return within(ready + (seconds % breath(movement)) - breath(movement), movement.seconds);
}

/** Coming back after a hold; null when that is over, or when there is nothing to come back from. */
export function comingBack(movement: Movement, seconds: number): number | null {
  const [hold, back] = [phase(movement, "hold"), phase(movement, "back")];
  if (!hold || !back || movement.bout_s[0] !== hold.from_s) return null;
  const at = back.from_s + seconds;
  return at < back.to_s ? at : null;
}

export const keyOf = (step: Step): string => `${step.exercise}/${step.side ?? ""}`;

const done = (step: Step | undefined): step is Step => step?.kind === "work" || step?.kind === "rest";

/** The one picture of an exercise: the end of the way, or the start while getting ready. */
export function stillIn(script: Script, index: number, movements: Record<string, Movement>) {
  const step = script.steps[index];
  const movement = step && movements[keyOf(step)];
  if (!movement) return null;
  return { movement, at: done(step) ? (phase(movement, "hold")?.from_s ?? 0) : atStart(movement, 0) };
}

/** What the player shows so many seconds into a step: the exercise itself, coming back from the last, or getting ready. */
export function shownIn(
  script: Script,
  index: number,
  seconds: number,
  movements: Record<string, Movement>,
): { movement: Movement; at: number } | null {
  const [before, step] = [script.steps[index - 1], script.steps[index]];
  if (!step) return null;
  const movement = movements[keyOf(step)];
  if (done(step)) return movement ? { movement, at: inBout(movement, seconds) } : null;
  const last = done(before) ? movements[keyOf(before)] : undefined;
  const back = last ? comingBack(last, seconds) : null;
  if (last && back !== null) return { movement: last, at: back };
  return movement ? { movement, at: atStart(movement, seconds) } : null;
}
