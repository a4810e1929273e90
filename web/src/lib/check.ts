/** The answers of a check that is under way. They are kept in the browser until the check is done. */
import { getJson, isDemo, postJson } from "./api/client";
import type { Answers, Entry, Outcome, Question, ScreenKind } from "./api/types";
import { app, noteChecked, refresh } from "./app.svelte";
import * as db from "./db";
import * as journal from "./journal";

const book = () => (isDemo() ? "demo" : "own");

/** The name of a kind in the address bar. */
export function kindOf(name: string): ScreenKind {
  return name === "short" ? "short" : name === "new" ? "something_new" : "full";
}

export function questions(kind: ScreenKind): Promise<Question[]> {
  return getJson<Question[]>("screen/questions", { kind });
}

export async function draft(kind: ScreenKind): Promise<Answers | null> {
  return (await db.get<Answers>("kept", `${book()}/answers/${kind}`)) ?? null;
}

export async function keepDraft(kind: ScreenKind, answers: Answers): Promise<void> {
  await db.put("kept", `${book()}/answers/${kind}`, { ...answers });
}

export async function forgetDraft(kind: ScreenKind): Promise<void> {
  await db.remove("kept", `${book()}/answers/${kind}`);
}

/** What these answers come to; answers of the short check count together with those of the last whole one. */
export function outcome(kind: ScreenKind, answers: Answers): Promise<Outcome> {
  const before = kind === "short" ? app.state?.answers : {};
  return postJson<Outcome>("screen/check", { answers: { ...before, ...answers } });
}

const EMERGENCY = () => `${book()}/emergency`;

export interface PendingEmergency {
  entry: Entry;
  advice: string[];
  /** Where the question is that led here. */
  from: string;
}

/**
 * An emergency answer is put aside at once and becomes part of the record when the page has been read, or at the next
 * opening. Only "I tapped the wrong answer" on the page itself takes it back.
 */
export async function raiseEmergency(kind: ScreenKind, answers: Answers, advice: string[], from: string): Promise<void> {
  const entry = journal.frame({ type: "screened", kind, answers: { ...answers } });
  await db.put("kept", EMERGENCY(), { entry, advice, from } satisfies PendingEmergency);
}

export async function pendingEmergency(): Promise<PendingEmergency | null> {
  return (await db.get<PendingEmergency>("kept", EMERGENCY())) ?? null;
}

export async function takeEmergencyBack(): Promise<void> {
  await db.remove("kept", EMERGENCY());
}

export async function settleEmergency(): Promise<void> {
  const pending = await pendingEmergency();
  if (!pending) return;
  await journal.write(pending.entry);
  await takeEmergencyBack();
}

const THEN = "supple.then";

/** Where the short check leads when nothing speaks against it; remembered over its follow-up questions. */
export function setThen(path: string): void {
  sessionStorage.setItem(THEN, path);
}

/**
 * Writes the short check down and tells where to go on: to the session, unless it found something. Somebody who waits
 * for a professional may go on to the quiet rest that is left.
 */
export async function finishShort(answers: Answers): Promise<string> {
  const before = app.state?.disposition;
  await journal.record({ type: "screened", kind: "short", answers });
  await forgetDraft("short");
  const pain = answers["pain_today"];
  noteChecked(typeof pain === "number" ? pain : null);
  await refresh();
  const changed = ["something_new", "new_signs"].some((id) => answers[id] === "yes" || answers[id] === "not_sure");
  if (changed) return "/check/new";
  const after = app.state?.disposition;
  const mayGo = !after || after.startsWith("proceed") || (after === "see_professional_first" && after === before);
  return mayGo ? (sessionStorage.getItem(THEN) ?? "/session") : "/today";
}
