/**
 * The player as a pure machine: a state, what happens, and what has to be said, rung or written down because of it.
 * Every decision about pain comes out of the script's own table.
 */
import type { Action, Decision, PainQuality, Script, Step, StepOutcome } from "../api/types";

export interface PlayerState {
  /** Step that is on. */
  index: number;
  /** Time spent in it before `since` [ms]. */
  spent: number;
  /** Running since this moment [ms]; `null` while paused. */
  since: number | null;
  /** Cues of this step that have been given. */
  given: number;
  /** Time done in earlier goes at this step [ms]. */
  carried: number;
  /** The step is done in a gentler way. */
  eased: boolean;
  /** Qualities of pain already met on the ball. */
  metOnBall: PainQuality[];
  /** How the session ended, once it has. */
  ended: "completed" | "stopped" | null;
}

export type PlayerEvent =
  | { type: "run" | "pause" | "tick" | "skip" | "back" | "leave_exercise" | "stop"; at: number }
  | { type: "decided"; at: number; action: Action; quality: PainQuality };

export type Effect =
  | { type: "say"; text: string }
  | { type: "bell" }
  | { type: "entered"; step: Step }
  | { type: "finished"; step: Step; seconds: number; outcome: StepOutcome }
  | { type: "ended"; completed: boolean };

/** A tick later than this after a step's end means that the device slept: the player waits instead of racing on. */
const SLEPT = 65_000;
/** Within this time, "back" goes to the step before instead of the beginning of this one. */
const JUST_BEGUN = 3_000;

export function begin(): PlayerState {
  return { index: 0, spent: 0, since: null, given: 0, carried: 0, eased: false, metOnBall: [], ended: null };
}

/** Time spent in the step that is on [ms]. */
export function elapsed(state: PlayerState, at: number): number {
  return state.spent + (state.since === null ? 0 : Math.max(0, at - state.since));
}

/** Seconds left in the step that is on. */
export function left(script: Script, state: PlayerState, at: number): number {
  const step = script.steps[state.index];
  return step ? Math.max(0, step.seconds - elapsed(state, at) / 1000) : 0;
}

/** The first row of the table that fits. */
export function decide(script: Script, step: Step, quality: PainQuality, pain: number, again: boolean): Decision {
  const row = script.decisions.find(
    (d) =>
      d.class === step.pain_class &&
      d.quality === quality &&
      d.pain_from <= pain &&
      pain <= d.pain_to &&
      d.again === again,
  );
  // A table with a hole never lets a hurting person go on.
  return row ?? { ...script.decisions[0]!, action: "end_session", ask_follow_ups: true, text: "", rule: "" };
}

export function handle(script: Script, state: PlayerState, event: PlayerEvent): [PlayerState, Effect[]] {
  if (state.ended) return [state, []];
  const run = new Run(script, { ...state }, event.at);
  switch (event.type) {
    case "run":
      run.resume();
      break;
    case "pause":
      run.pass();
      run.halt();
      break;
    case "tick":
      run.pass();
      break;
    case "skip":
      run.leave("skipped", run.state.index + 1);
      break;
    case "leave_exercise":
      run.leave("skipped", run.step.after_exercise);
      break;
    case "back":
      run.back();
      break;
    case "stop":
      run.leave("stopped", script.steps.length, false);
      break;
    case "decided":
      run.decided(event.action, event.quality);
      break;
  }
  return [run.state, run.effects];
}

class Run {
  readonly effects: Effect[] = [];

  constructor(
    private readonly script: Script,
    readonly state: PlayerState,
    private readonly at: number,
  ) {}

  get step(): Step {
    return this.script.steps[this.state.index]!;
  }

  resume(): void {
    if (this.state.since !== null) return;
    this.state.since = this.at;
    if (this.state.spent === 0 && this.state.given === 0) this.effects.push({ type: "entered", step: this.step });
    this.cues();
  }

  halt(): void {
    this.state.spent = elapsed(this.state, this.at);
    this.state.since = null;
  }

  /** Lets the time up to now pass: cues, ends of steps, the end. */
  pass(): void {
    while (this.state.since !== null && !this.state.ended) {
      this.cues();
      const over = elapsed(this.state, this.at) - this.step.seconds * 1000;
      if (over < 0) return;
      this.finish(this.state.eased ? "eased" : "done", this.step.seconds * 1000);
      this.enter(this.state.index + 1, over);
      if (over > SLEPT && !this.state.ended) this.restart();
    }
  }

  private cues(): void {
    const cues = this.step.cues;
    const seconds = elapsed(this.state, this.at) / 1000;
    for (let cue = cues[this.state.given]; cue && cue.at_s <= seconds; cue = cues[++this.state.given]) {
      if (cue.bell) this.effects.push({ type: "bell" });
      if (cue.say) this.effects.push({ type: "say", text: cue.say });
    }
  }

  /** Writes down what was done of this step; only work and rest are worth a line in the record. */
  private finish(outcome: StepOutcome, ms: number): void {
    const { step } = this;
    if (step.kind !== "work" && step.kind !== "rest") return;
    const seconds = Math.round((ms + this.state.carried) / 1000);
    this.effects.push({ type: "finished", step, seconds, outcome });
  }

  private enter(index: number, over = 0): void {
    Object.assign(this.state, { index, spent: 0, given: 0, carried: 0, eased: false });
    if (this.state.since !== null) this.state.since = this.at - over;
    if (index >= this.script.steps.length) {
      this.end(true);
      return;
    }
    this.effects.push({ type: "entered", step: this.step });
  }

  private restart(): void {
    this.state.spent = 0;
    this.state.given = 0;
    this.state.since = null;
  }

  private end(completed: boolean): void {
    this.state.since = null;
    this.state.index = Math.min(this.state.index, this.script.steps.length - 1);
    this.state.ended = completed ? "completed" : "stopped";
    this.effects.push({ type: "ended", completed });
  }

  /** Ends this step before its time and goes on at `to`; the steps in between are written down as skipped. */
  leave(outcome: StepOutcome, to: number, completed = true): void {
    this.finish(outcome, elapsed(this.state, this.at));
    if (!completed) {
      this.end(false);
      return;
    }
    for (let i = this.state.index + 1; i < to; i++) this.skipped(this.script.steps[i]);
    this.enter(to);
  }

  private skipped(step: Step | undefined): void {
    if (step?.kind === "work" || step?.kind === "rest") {
      this.effects.push({ type: "finished", step, seconds: 0, outcome: "skipped" });
    }
  }

  back(): void {
    const spent = elapsed(this.state, this.at);
    if (spent < JUST_BEGUN && this.state.index > 0) {
      this.enter(this.state.index - 1);
      return;
    }
    const { eased } = this.state;
    const carried = this.state.carried + spent;
    this.enter(this.state.index);
    Object.assign(this.state, { carried, eased });
  }

  decided(action: Action, quality: PainQuality): void {
    this.halt();
    if (this.step.pain_class === "ball") this.state.metOnBall = [...this.state.metOnBall, quality];
    switch (action) {
      case "continue":
        return;
      case "ease":
        this.state.eased = true;
        return;
      case "reposition_once":
        this.state.carried += this.state.spent;
        this.state.eased = true;
        this.restart();
        return;
      case "end_exercise":
        this.leave("stopped", this.step.after_exercise);
        return;
      case "quiet_rest_only":
        this.leave("stopped", this.step.after_stretches);
        return;
      case "end_session":
        this.leave("stopped", this.script.steps.length, false);
    }
  }
}
