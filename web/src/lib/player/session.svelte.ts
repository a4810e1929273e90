/** One running session: the machine, the clock, the voice and the record kept together. */
import type { Answers, Decision, Disposition, PainQuality, Sign, Step } from "../api/types";
import * as clock from "../clock";
import * as journal from "../journal";
import { keepAwake, letSleep, type Awake } from "./awake";
import { ring, wakeBell } from "./bell";
import { forget, keep, keepPosition, type KeptSession } from "./kept";
import { decide, elapsed, handle, left, type Effect, type PlayerEvent } from "./machine";
import { hush, localVoice, say } from "./voice";

export type Sound = "voice" | "bell" | "off";

const SOUND = "supple.sound";
const SEVERITY: Disposition[] = [
  "proceed",
  "proceed_with_exclusions",
  "see_professional_first",
  "urgent_same_day",
  "emergency",
];

export function worse(a: Disposition, b: Disposition): Disposition {
  return SEVERITY.indexOf(a) >= SEVERITY.indexOf(b) ? a : b;
}

/** The sign with the most severe consequence among the answers, if any. */
export function worstSign(signs: Sign[], answers: Answers): { sign: Sign; disposition: Disposition } | null {
  let worst: { sign: Sign; disposition: Disposition } | null = null;
  for (const sign of signs) {
    const answer = answers[sign.item];
    if (answer !== "yes" && answer !== "not_sure") continue;
    const disposition = answer === "yes" ? sign.disposition : sign.not_sure;
    if (!worst || worse(disposition, worst.disposition) !== worst.disposition) worst = { sign, disposition };
  }
  return worst;
}

export class Session {
  kept: KeptSession;
  at = $state(clock.now());
  awake = $state<Awake | null>(null);
  /** What a screen reader is told: the step, when it changes. */
  told = $state("");
  sound = $state<Sound>((localStorage.getItem(SOUND) as Sound | null) ?? "voice");
  private ticks = 0;
  private stopTicks: (() => void) | null = null;

  constructor(kept: KeptSession) {
    this.kept = $state({ ...kept, movements: kept.movements ?? {} });
  }

  get script() {
    return this.kept.script;
  }
  get state() {
    return this.kept.state;
  }
  get step(): Step {
    return this.script.steps[this.state.index]!;
  }
  get next(): Step | null {
    const { exercise, side } = this.step;
    const other = (s: Step) => s.kind !== "pause" && (s.exercise !== exercise || s.side !== side);
    return this.script.steps.slice(this.state.index + 1).find(other) ?? null;
  }
  get running(): boolean {
    return this.state.since !== null;
  }
  get secondsLeft(): number {
    return left(this.script, this.state, this.at);
  }
  get secondsIn(): number {
    return elapsed(this.state, this.at) / 1000;
  }
  /** As `secondsIn`, to the moment: for what moves. */
  secondsNow(): number {
    return Math.min(elapsed(this.state, clock.now()) / 1000, this.step.seconds);
  }
  /** Part of the whole session that is behind, 0 to 1. */
  get done(): number {
    return Math.min(1, (this.step.start_s + Math.min(this.secondsIn, this.step.seconds)) / this.script.total_s);
  }

  setSound(sound: Sound): void {
    this.sound = sound;
    localStorage.setItem(SOUND, sound);
    if (sound !== "voice") hush();
    if (sound !== "off") wakeBell();
  }

  /** Movements that came after the beginning. */
  async addMovements(movements: KeptSession["movements"]): Promise<void> {
    this.kept.movements = movements;
    if (!this.state.ended) await keep($state.snapshot(this.kept) as KeptSession, clock.now());
  }

  async run(): Promise<void> {
    wakeBell();
    await this.handle({ type: "run", at: clock.now() });
    this.stopTicks ??= clock.every(250, () => void this.tick());
    await this.stayAwake();
  }

  /** Keeps the screen on; again, when the page comes back from behind. */
  async stayAwake(): Promise<void> {
    this.awake = await keepAwake();
  }

  private tick(): Promise<void> | void {
    this.at = clock.now();
    this.ticks += 1;
    if (this.running) return this.handle({ type: "tick", at: this.at });
  }

  async act(type: "pause" | "skip" | "back" | "leave_exercise" | "stop"): Promise<void> {
    hush();
    await this.handle({ type, at: clock.now() });
  }

  async toggle(): Promise<void> {
    await (this.running ? this.act("pause") : this.run());
  }

  private async handle(event: PlayerEvent): Promise<void> {
    const before = this.state;
    const [state, effects] = handle(this.script, $state.snapshot(this.kept.state) as typeof before, event);
    this.kept.state = state;
    this.at = event.at;
    for (const effect of effects) this.show(effect);
    if (event.type !== "tick" || effects.length > 0 || this.ticks % 4 === 0) await this.save(effects);
  }

  private show(effect: Effect): void {
    if (effect.type === "bell" && this.sound !== "off") ring();
    if (effect.type === "say") this.speak(effect.text);
    if (effect.type === "entered") this.told = effect.step.headline || effect.step.name;
    if (effect.type === "ended") this.close();
  }

  /** Says it; without a voice of this device, the bell marks the moment. */
  speak(text: string): void {
    const voice = this.sound === "voice" ? localVoice(document.documentElement.lang) : null;
    if (voice) say(text, voice);
    else if (this.sound !== "off") ring();
  }

  private async save(effects: Effect[]): Promise<void> {
    await keepPosition($state.snapshot(this.kept.state) as KeptSession["state"], this.at);
    const entries = effects.flatMap((effect) => (effect.type === "finished" ? [this.finished(effect)] : []));
    if (entries.length === 0) return;
    await journal.write(...entries);
    void journal.flush();
  }

  private finished(effect: Extract<Effect, { type: "finished" }>) {
    const { step, seconds, outcome } = effect;
    const { index, exercise, side } = step;
    return journal.frame({ type: "step_finished", session: this.kept.id, step: index, exercise, side, seconds, outcome });
  }

  decision(quality: PainQuality, pain: number): Decision {
    const again = this.step.pain_class === "ball" && this.state.metOnBall.includes(quality);
    return decide(this.script, this.step, quality, pain, again);
  }

  /** Writes the pain down and does what the table says. */
  async hurt(quality: PainQuality, intensity: number, follow_up: Answers, decision: Decision): Promise<void> {
    const { index, exercise, side } = this.step;
    const session = this.kept.id;
    await journal.write(
      journal.frame({ type: "pain_reported", session, step: index, exercise, side, intensity, quality, follow_up }),
    );
    const worst = worstSign(this.script.follow_ups, follow_up);
    const action = worst ? "end_session" : decision.action;
    await this.handle({ type: "decided", at: clock.now(), action, quality });
    void journal.flush();
  }

  async unwell(signs: Answers): Promise<void> {
    await journal.write(journal.frame({ type: "unwell_reported", session: this.kept.id, signs }));
    await this.act("stop");
    void journal.flush();
  }

  /** The session's last line in the record. */
  async finish(pain: number | null): Promise<void> {
    const completed = this.state.ended === "completed";
    await journal.write(journal.frame({ type: "session_ended", session: this.kept.id, completed, pain }));
    await forget();
    await journal.flush();
  }

  /** Stops what runs in the background; the session itself stays kept. */
  close(): void {
    this.stopTicks?.();
    this.stopTicks = null;
    this.awake = null;
    void letSleep();
  }
}
