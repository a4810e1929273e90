/** One running session: the machine, the clock, the voice and the record kept together. */
import type { Answers, Decision, SignVerdict, Step, Tone } from "../api/types";
import { raiseSigns, takeEmergencyBack } from "../check";
import * as clock from "../clock";
import * as journal from "../journal";
import { keepAwake, letSleep, type Awake } from "./awake";
import { ring, wakeBell } from "./bell";
import { forget, keep, keepPosition, type KeptSession } from "./kept";
import { decide, elapsed, handle, left, verdict, type Effect, type Happening } from "./machine";
import { hush, localVoice, say } from "./voice";

export type Sound = "voice" | "bell" | "off";

const SOUND = "supple.sound";
const AUDIBLE = "supple.sound.audible";

export class Session {
  kept: KeptSession;
  at = $state(clock.now());
  awake = $state<Awake | null>(null);
  /** What a screen reader is told: the step, when it changes. */
  told = $state("");
  /** What the table said about the last pain, until the person goes on. */
  decision = $state<Decision | null>(null);
  /** Signs of an emergency: told and kept at once, part of the session when their page has been read. */
  alarm = $state<{ signs: Answers; verdict: SignVerdict } | null>(null);
  sound = $state<Sound>((localStorage.getItem(SOUND) as Sound | null) ?? "voice");
  private ticks = 0;
  private stopTicks: (() => void) | null = null;

  constructor(kept: KeptSession) {
    this.kept = $state({ ...kept, movements: kept.movements ?? {} });
    const { hurt } = kept.state;
    if (hurt) this.decision = decide(kept.script, kept.state, hurt.quality, hurt.intensity) ?? null;
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
    return this.state.phase === "playing";
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
    if (sound !== "off") localStorage.setItem(AUDIBLE, sound);
    if (sound !== "voice") hush();
    if (sound !== "off") wakeBell();
  }

  /** Sound off, and on again as it was. */
  mute(): void {
    this.setSound(this.sound === "off" ? ((localStorage.getItem(AUDIBLE) as Sound | null) ?? "voice") : "off");
  }

  /** Movements that came after the beginning. */
  async addMovements(movements: KeptSession["movements"]): Promise<void> {
    this.kept.movements = movements;
    if (this.state.phase !== "over") await keep($state.snapshot(this.kept) as KeptSession, clock.now());
  }

  /** Begins, or goes on. */
  async run(): Promise<void> {
    wakeBell();
    await this.act({ type: this.state.phase === "waiting" ? "start" : "resume" });
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
    if (this.running) return this.handle({ type: "tick" });
  }

  /** What is being said stops first: what is said because of it is heard to its end. */
  async act(happening: Happening): Promise<void> {
    hush();
    await this.handle(happening);
  }

  async toggle(): Promise<void> {
    await (this.running ? this.act({ type: "pause" }) : this.run());
  }

  private async handle(happening: Happening): Promise<void> {
    const at = clock.now();
    const before = $state.snapshot(this.kept.state) as KeptSession["state"];
    const [state, effects] = handle(this.script, before, { ...happening, at });
    this.kept.state = state;
    this.at = at;
    this.ring(effects);
    for (const effect of effects) this.show(effect);
    if (happening.type !== "tick" || effects.length > 0 || this.ticks % 4 === 0) await this.save(effects);
  }

  private show(effect: Effect): void {
    if (effect.type === "say") this.speak(effect.text);
    if (effect.type === "show") this.told = this.step.headline || this.step.name;
    if (effect.type === "decided") {
      this.decision = effect.decision;
      this.speak(effect.decision.text);
    }
    if (effect.type === "judged" && !this.alarm) this.speak(effect.verdict?.advice[0] ?? "");
    if (effect.type === "ask_pain_after" || effect.type === "ended") this.close();
  }

  private get voice(): SpeechSynthesisVoice | null {
    return this.sound === "voice" ? localVoice(document.documentElement.lang) : null;
  }

  /** Of bells that fall together the last one is heard; what a voice says needs no ticks. */
  private ring(effects: Effect[]): void {
    const tones = effects.flatMap((effect): Tone[] => (effect.type === "bell" ? [effect.tone] : []));
    const tone = tones.at(-1);
    if (tone && this.sound !== "off" && !(tone === "tick" && this.voice)) ring(tone);
  }

  /** Says it where this device has a voice of its own. */
  speak(text: string): void {
    const { voice } = this;
    if (text && voice) say(text, voice);
  }

  /** An emergency among these answers doesn't wait for others: its page comes at once, and can still be taken back. */
  async raise(signs: Answers): Promise<boolean> {
    const found = $state.snapshot(verdict(this.script, signs));
    if (found?.disposition !== "emergency") return false;
    hush();
    this.alarm = { signs, verdict: found };
    this.speak(found.advice[0] ?? "");
    await raiseSigns({ type: "unwell_reported", session: this.state.session, signs }, found.advice);
    return true;
  }

  async takeBack(): Promise<void> {
    hush();
    this.alarm = null;
    await takeEmergencyBack();
  }

  /** The page of an emergency has been read: it ends the session. */
  async settle(): Promise<void> {
    if (!this.alarm) return;
    await this.handle({ type: "unwell", signs: $state.snapshot(this.alarm.signs) });
    await takeEmergencyBack();
  }

  private async save(effects: Effect[]): Promise<void> {
    const entries = effects.flatMap((e) => (e.type === "write" ? [journal.frame(e.event, this.at, e.id ?? undefined)] : []));
    await journal.write(...entries);
    await keepPosition($state.snapshot(this.kept.state) as KeptSession["state"], this.at);
    if (entries.length > 0) void journal.flush();
  }

  /** The session's last line in the record. */
  async finish(pain: number | null): Promise<void> {
    await this.handle({ type: "pain_after", pain });
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
