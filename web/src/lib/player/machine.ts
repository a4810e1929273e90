/**
 * The player as a pure machine: a state, what happens, and what has to be said, rung, asked or written down because of
 * it. It is the twin of `care::session::Player`: both play `tests/fixtures/player.json` alike. What pain and signs lead
 * to stands in the script's own tables.
 */
import type { Answer, Answers, Decision, Event, PainQuality, Script, Sign, Step, StepOutcome, SignVerdict, Tone } from "../api/types";

export type Phase = "waiting" | "playing" | "paused" | "asking" | "closing" | "over";

export interface PlayerState {
  /** Id of the session's first entry. */
  session: string;
  minutes: number;
  /** Pain before it, 0 to 10. */
  pain: number;
  phase: Phase;
  /** Step that is on. */
  index: number;
  /** Time spent in it before `since` [ms]. */
  spent: number;
  /** Playing since this moment [ms]. */
  since: number;
  /** Cues of this step that have been given. */
  given: number;
  /** Time done in earlier goes at this step [ms]. */
  carried: number;
  /** The step is done in a gentler way. */
  eased: boolean;
  /** Only quiet rest is left of today. */
  quiet: boolean;
  /** No step before this one is gone back to: it was stopped. */
  floor: number;
  /** Sharp or throbbing pain was told on the ball. */
  ballHurt: boolean;
  /** Nothing was done so far, something was done to its end (if more gently), or something was stopped. */
  went: "nothing" | "done" | "stopped";
  /** The pain that the open questions are about, while there are any. */
  hurt: { quality: PainQuality; intensity: number } | null;
  /** Answers to the follow-up questions that are open. */
  told: Answers;
  /** What signs have ended the session with; without a verdict there is nothing but rest. */
  judged: { verdict: SignVerdict | null } | null;
  /** Was it played to its end, with something done and nothing stopped? */
  completed: boolean;
}

export type Happening =
  | { type: "start" | "tick" | "pause" | "resume" | "skip" | "leave_exercise" | "back" | "quit" }
  | { type: "hurt"; intensity: number; quality: PainQuality }
  | { type: "answer"; item: string; answer: Answer }
  | { type: "unwell"; signs: Answers }
  | { type: "pain_after"; pain: number | null };
export type PlayerEvent = Happening & { at: number };

export type Effect =
  | { type: "write"; id: string | null; event: Event }
  | { type: "show"; step: number }
  | { type: "bell"; tone: Tone }
  | { type: "say"; text: string }
  | { type: "decided"; decision: Decision }
  | { type: "ask"; sign: Sign }
  | { type: "judged"; verdict: SignVerdict | null }
  | { type: "ask_pain_after" }
  | { type: "ended" };

/** A tick later than this after a step's end means that the device slept: the player waits instead of racing on. */
const SLEPT = 65_000;
/** Within this time, "back" goes to the step before instead of the beginning of this one. */
const JUST_BEGUN = 3_000;

export function begin(session: string, minutes: number, pain: number): PlayerState {
  return {
    session,
    minutes,
    pain,
    phase: "waiting",
    index: 0,
    spent: 0,
    since: 0,
    given: 0,
    carried: 0,
    eased: false,
    quiet: false,
    floor: 0,
    ballHurt: false,
    went: "nothing",
    hurt: null,
    told: {},
    judged: null,
    completed: false,
  };
}

/** Time spent in the step that is on [ms]. */
export function elapsed(state: PlayerState, at: number): number {
  return state.spent + (state.phase === "playing" ? Math.max(0, at - state.since) : 0);
}

/** The same player standing still: how it is kept. */
export function standing(state: PlayerState, at: number): PlayerState {
  return { ...state, spent: elapsed(state, at), phase: state.phase === "playing" ? "paused" : state.phase };
}

/** Seconds left in the step that is on. */
export function left(script: Script, state: PlayerState, at: number): number {
  const step = script.steps[state.index];
  return step ? Math.max(0, step.seconds - elapsed(state, at) / 1000) : 0;
}

/** What the table says about pain in the step that is on. */
export function decide(script: Script, state: PlayerState, quality: PainQuality, pain: number): Decision | undefined {
  const step = script.steps[state.index];
  return script.decisions.find(
    (row) =>
      row.class === step?.pain_class &&
      row.quality === quality &&
      row.again === state.ballHurt &&
      row.pain_from <= pain &&
      pain <= row.pain_to,
  );
}

/** The worst that these answers lead to, if they aren't all a clear no. */
export function verdict(script: Script, answers: Answers): SignVerdict | null {
  const told = (answer: Answer | undefined) => (answer === undefined || answer === "no" ? null : answer === "yes" ? "yes" : "not_sure");
  return script.verdicts.find((row) => told(answers[row.item]) === row.answer) ?? null;
}

/** The follow-up question that is open. */
export function open(script: Script, state: PlayerState): Sign | undefined {
  return script.follow_ups.find(({ item }) => state.told[item] === undefined);
}

export function handle(script: Script, state: PlayerState, event: PlayerEvent): [PlayerState, Effect[]] {
  const run = new Run(script, { ...state, told: { ...state.told } }, event.at);
  run.pass();
  run.take(event);
  if (run.state.phase === "playing") run.cues();
  return [run.state, run.effects];
}

class Run {
  readonly effects: Effect[] = [];

  constructor(
    private readonly script: Script,
    readonly state: PlayerState,
    private readonly at: number,
  ) {}

  take(event: PlayerEvent): void {
    const { phase } = this.state;
    if (phase === "waiting" && event.type === "start") this.start();
    if (phase === "closing" && event.type === "pain_after") this.end(event.pain);
    if (phase === "asking" && event.type === "answer") this.answer(event.item, event.answer);
    if (phase === "playing" || phase === "paused") this.act(event);
    if (phase === "playing" || phase === "paused" || phase === "asking") {
      if (event.type === "unwell") this.unwell(event.signs);
      if (event.type === "quit") this.quit();
    }
  }

  private act(event: PlayerEvent): void {
    switch (event.type) {
      case "pause":
        return this.halt("paused");
      case "resume":
        if (this.state.phase === "paused") Object.assign(this.state, { phase: "playing", since: this.at });
        return;
      case "skip":
        return this.leave("skipped", this.state.index + 1);
      case "leave_exercise":
        return this.leave("skipped", this.afterExercise);
      case "back":
        return this.back();
      case "hurt":
        return this.hurts(event.quality, event.intensity);
    }
  }

  private get step(): Step {
    return this.script.steps[this.state.index]!;
  }

  private get spent(): number {
    return elapsed(this.state, this.at);
  }

  private get afterExercise(): number {
    return Math.max(this.step.after_exercise, this.state.index + 1);
  }

  private start(): void {
    const { session, minutes, pain } = this.state;
    const { date, programme } = this.script;
    this.write({ type: "session_started", date, minutes, pain, programme }, session);
    Object.assign(this.state, { phase: "playing", since: this.at });
    this.enter(0);
  }

  private halt(phase: Phase): void {
    Object.assign(this.state, { spent: this.spent, phase });
  }

  /** Lets the time up to now pass: cues, ends of steps, the end. */
  pass(): void {
    while (this.state.phase === "playing") {
      this.cues();
      const over = this.spent - this.step.seconds * 1000;
      if (over < 0) return;
      Object.assign(this.state, { spent: this.step.seconds * 1000, since: this.at });
      this.leave(this.state.eased ? "eased" : "done", this.state.index + 1);
      if (over > SLEPT && this.state.phase === "playing") this.halt("paused");
      this.state.since = this.at - over;
    }
  }

  cues(): void {
    const cues = this.step.cues;
    const seconds = this.spent / 1000;
    for (let cue = cues[this.state.given]; cue && cue.at_s <= seconds; cue = cues[++this.state.given]) {
      if (cue.tone) this.effects.push({ type: "bell", tone: cue.tone });
      if (cue.say) this.effects.push({ type: "say", text: cue.say });
    }
  }

  /**
   * Ends this step and goes on at `to`; what lies between counts as skipped. Once only quiet rest is left, an exercise
   * that ends leads on to the next rest, and there is no way back.
   */
  private leave(outcome: StepOutcome, to: number): void {
    let next = to;
    if (this.state.quiet && to >= this.afterExercise) {
      next = Math.max(this.step.after_stretches, this.state.index + 1);
      this.state.floor = next;
    }
    this.finish(outcome);
    for (let i = this.state.index + 1; i < next; i++) this.writeStep(this.script.steps[i], 0, "skipped");
    this.enter(next);
  }

  private enter(index: number): void {
    Object.assign(this.state, { index, spent: 0, since: this.at, given: 0, carried: 0, eased: false });
    if (index >= this.script.steps.length) return this.close(this.state.went === "done");
    this.effects.push({ type: "show", step: index });
  }

  private back(): void {
    if (this.spent < JUST_BEGUN && this.state.index > this.state.floor) return this.enter(this.state.index - 1);
    this.restart();
    this.effects.push({ type: "show", step: this.state.index });
  }

  /** This step from its beginning; what was done of it counts. */
  private restart(): void {
    Object.assign(this.state, { carried: this.state.carried + this.spent, spent: 0, since: this.at, given: 0 });
  }

  private finish(outcome: StepOutcome): void {
    this.writeStep(this.step, this.spent + this.state.carried, outcome);
  }

  /** Writes a step down; only work and rest are worth a line in the record. */
  private writeStep(step: Step | undefined, ms: number, outcome: StepOutcome): void {
    if (step?.kind !== "work" && step?.kind !== "rest") return;
    const { index, exercise, side } = step;
    const seconds = Math.round(ms / 1000);
    if (outcome === "stopped") this.state.went = "stopped";
    else if (outcome !== "skipped" && this.state.went === "nothing") this.state.went = "done";
    this.write({ type: "step_finished", session: this.state.session, step: index, exercise, side, seconds, outcome });
  }

  private write(event: Event, id: string | null = null): void {
    this.effects.push({ type: "write", id, event });
  }

  /** Looks the pain up and does what the table says; the person goes on when ready. */
  private hurts(quality: PainQuality, intensity: number): void {
    const row = decide(this.script, this.state, quality, intensity);
    if (this.step.pain_class === "ball" && (quality === "sharp" || quality === "throbbing")) this.state.ballHurt = true;
    this.report(quality, intensity);
    this.halt("paused");
    if (row) this.effects.push({ type: "decided", decision: row });
    switch (row?.action) {
      case "continue":
        return;
      case "ease":
        this.state.eased = true;
        return;
      case "reposition_once":
        this.restart();
        this.state.eased = true;
        return;
      case "end_exercise":
        this.leave("stopped", this.afterExercise);
        this.state.floor = this.state.index;
        return;
      case "quiet_rest_only":
        Object.assign(this.state, { quiet: true, phase: "asking", hurt: { quality, intensity } });
        return this.ask();
      default:
        // A table with a hole never lets a hurting person go on.
        return this.quit();
    }
  }

  /** The pain is in the record as soon as it is told, whatever becomes of the questions after it. */
  private report(quality: PainQuality, intensity: number): void {
    const { index: step, exercise, side } = this.step;
    const session = this.state.session;
    this.write({ type: "pain_reported", session, step, exercise, side, intensity, quality, follow_up: {} });
  }

  /** The next question; after the last one, what the answers come to. */
  private ask(): void {
    const sign = open(this.script, this.state);
    if (sign) this.effects.push({ type: "ask", sign });
    else this.asked();
  }

  /** Takes an answer. An emergency doesn't wait for the other questions. */
  private answer(item: string, answer: Answer): void {
    this.state.told[item] = answer;
    if (verdict(this.script, this.state.told)?.disposition === "emergency") this.asked();
    else this.ask();
  }

  /** Any sign that isn't a clear no ends the session; otherwise quiet rest is left. */
  private asked(): void {
    const found = verdict(this.script, this.state.told);
    this.tell();
    if (found) {
      this.finish("stopped");
      return this.judge(found);
    }
    this.state.phase = "paused";
    this.leave("stopped", this.afterExercise);
  }

  /** Writes down the answers to the follow-up questions so far. */
  private tell(): void {
    const { session, told: signs } = this.state;
    Object.assign(this.state, { told: {}, hurt: null });
    if (Object.keys(signs).length > 0) this.write({ type: "unwell_reported", session, signs });
  }

  private unwell(chosen: Answers): void {
    const signs = { ...chosen, ...this.state.told };
    const found = verdict(this.script, signs);
    this.write({ type: "unwell_reported", session: this.state.session, signs });
    this.finish("stopped");
    this.judge(found);
  }

  /** Nobody who is told to get help is asked for a number first. */
  private judge(found: SignVerdict | null): void {
    Object.assign(this.state, { told: {}, hurt: null, judged: { verdict: found } });
    this.effects.push({ type: "judged", verdict: found });
    this.end(null);
  }

  private quit(): void {
    this.tell();
    this.finish("stopped");
    this.close(false);
  }

  private close(completed: boolean): void {
    this.halt("closing");
    this.state.index = Math.min(this.state.index, this.script.steps.length - 1);
    this.state.completed = completed;
    this.effects.push({ type: "ask_pain_after" });
  }

  private end(pain: number | null): void {
    const { session, completed } = this.state;
    this.state.phase = "over";
    this.write({ type: "session_ended", session, completed, pain });
    this.effects.push({ type: "ended" });
  }
}
