/** The answers of a check that is under way. They are kept in the browser until the check is done. */
import { BRIEF, getJson, isDemo, Offline, postJson } from "./api/client";
import type { Answers, Entry, Event, Outcome, Question, ScreenKind } from "./api/types";
import { app, noteChecked, refresh } from "./app.svelte";
import * as clock from "./clock";
import { country } from "./country.svelte";
import * as db from "./db";
import * as journal from "./journal";
import { asked, mayBeEmergency } from "./screener";
import { endUnfinished } from "./unfinished";
import { list } from "./words";

const book = () => (isDemo() ? "demo" : "own");

/** The name of a kind in the address bar. */
export function kindOf(name: string): ScreenKind {
  return name === "short" ? "short" : name === "new" ? "something_new" : "full";
}

const lists = new Map<ScreenKind, Question[]>();

/** The questions of a check; fetched once, so that a check that has begun needs no network. */
export async function questions(kind: ScreenKind): Promise<Question[]> {
  const found = lists.get(kind) ?? (await getJson<Question[]>("screen/questions", { kind }, BRIEF));
  lists.set(kind, found);
  return found;
}

interface Draft {
  /** When the last answer was given. */
  at: number;
  answers: Answers;
}

const HOUR = 3_600_000;

/**
 * The answers of a check that was begun. After an hour, what can be new by then is asked again: the signs of an emergency, and
 * the whole short check. On another day everything is.
 */
export async function draft(kind: ScreenKind, list: Question[]): Promise<Answers | null> {
  const kept = await db.get<Draft>("kept", `${book()}/answers/${kind}`);
  if (!kept?.at) return null;
  if (clock.now() - kept.at < HOUR) return kept.answers;
  return kind !== "short" && clock.today(kept.at) === clock.today() ? lasting(list, kept.answers) : null;
}

/** The answers without those to questions that are always asked afresh. */
export function lasting(list: Question[], answers: Answers): Answers {
  const afresh = new Set(list.filter((q) => q.afresh).map((q) => q.id));
  return Object.fromEntries(Object.entries(answers).filter(([id]) => !afresh.has(id)));
}

export async function keepDraft(kind: ScreenKind, answers: Answers): Promise<void> {
  await db.put("kept", `${book()}/answers/${kind}`, { at: clock.now(), answers: { ...answers } } satisfies Draft);
}

export async function forgetDraft(kind: ScreenKind): Promise<void> {
  await db.remove("kept", `${book()}/answers/${kind}`);
}

/** The answers that were sent last, whatever has been begun since; also those that still wait for the server. */
export async function lastSent(): Promise<Answers> {
  await refresh();
  if (app.offline) throw new Offline();
  const whole = (await journal.waiting()).flatMap((e) => (e.type === "screened" && e.kind !== "short" ? [e] : []));
  return { ...(whole.at(-1)?.answers ?? app.state?.answers) } as Answers;
}

/**
 * What these answers come to; answers of the short check count together with those of the last whole one. While the questions
 * go on (`so_far`), a yes to a list waits for the questions about it.
 */
export function outcome(kind: ScreenKind, answers: Answers, so_far = false): Promise<Outcome> {
  const before = kind === "short" ? app.state?.answers : {};
  return postJson<Outcome>("screen/check", { so_far, answers: { ...before, ...answers, country: country() } }, BRIEF);
}

/**
 * Do the answers just given ask for help now? The server knows; when it can't say so in time, every yes that may be an
 * emergency does. `from` is the page to come back to after a wrong tap.
 */
export async function emergency(kind: ScreenKind, all: Question[], answers: Answers, given: Question[], from: string): Promise<boolean> {
  const told = asked(all, answers);
  const alarm = mayBeEmergency(all, told, given) ? list("emergency.advice") : null;
  const advice = await outcome(kind, told, true).then(
    (result) => (result.disposition === "emergency" ? result.advice : null),
    () => alarm,
  );
  if (advice) await raise(kind, told, advice, from);
  return advice !== null;
}

const EMERGENCY = () => `${book()}/emergency`;

export interface Emergency {
  entry: Entry;
  advice: string[];
  /** Where the question is that led here. */
  from: string;
  /** Has its page been read? Then it is part of the record, as soon as the server can be reached. */
  read: boolean;
}

/**
 * An emergency answer is put aside at once and becomes part of the record when the page has been read, or at the next
 * opening. Only "I tapped the wrong answer" on the page itself takes it back.
 */
async function raise(kind: ScreenKind, answers: Answers, advice: string[], from: string): Promise<void> {
  await putAside({ type: "screened", kind, answers }, advice, from);
}

/** The same for signs that were told in a session. */
export function raiseSigns(signs: Event, advice: string[]): Promise<void> {
  return putAside(signs, advice, "/session");
}

async function putAside(event: Event, advice: string[], from: string): Promise<void> {
  await db.put("kept", EMERGENCY(), { entry: journal.frame(event), advice, from, read: false } satisfies Emergency);
}

async function lastEmergency(): Promise<Emergency | null> {
  return (await db.get<Emergency>("kept", EMERGENCY())) ?? null;
}

/** What to do now, once the country is known better. */
export async function advice({ entry }: Emergency): Promise<string[]> {
  const told = entry.type === "screened" ? entry : null;
  const found = told && (await outcome(told.kind, told.answers as Answers).catch(() => null));
  return found?.advice ?? list("emergency.advice");
}

/** The emergency whose page is to be read first of all. */
export async function pendingEmergency(): Promise<Emergency | null> {
  const last = await lastEmergency();
  return last?.read ? null : last;
}

/** An emergency that the server doesn't know of yet. */
export async function unsentEmergency(): Promise<Emergency | null> {
  const last = await lastEmergency();
  if (!last?.read) return last;
  const waiting = await journal.waiting();
  return waiting.some(({ id }) => id === last.entry.id) ? last : null;
}

export async function takeEmergencyBack(): Promise<void> {
  await db.remove("kept", EMERGENCY());
}

export async function settleEmergency(): Promise<void> {
  const pending = await pendingEmergency();
  if (!pending) return;
  await endUnfinished();
  await journal.write(pending.entry);
  await db.put("kept", EMERGENCY(), { ...pending, read: true } satisfies Emergency);
}

const THEN = "supple.then";

/** Where the short check leads when nothing speaks against it; remembered over its follow-up questions. */
export function setThen(path: string): void {
  sessionStorage.setItem(THEN, path);
}

/** Writes the short check down and tells where it leads, as the server has it. Without the server no session can begin. */
export async function finishShort(answers: Answers): Promise<string> {
  await endUnfinished();
  await journal.record({ type: "screened", kind: "short", answers });
  await forgetDraft("short");
  const pain = answers["pain_today"];
  noteChecked(typeof pain === "number" ? pain : null);
  await refresh();
  const leads = app.offline ? "first" : (app.state?.onward ?? "first");
  return { short_check: "/check/short", full_check: "/check/new", first: "/today", session: sessionStorage.getItem(THEN) ?? "/session" }[leads];
}
