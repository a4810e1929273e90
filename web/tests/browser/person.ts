/** What a person does in the app, step by step. */
import type { Page } from "playwright-core";

import type { Answers, Question } from "../../src/lib/api/types";
import { visible } from "../../src/lib/screener";
import { arrive, choose, pass, press } from "./browser";
import type { Supple } from "./server";

/** The mildest answer to every question; what differs is put on top. */
export async function healthy(supple: Supple, over: Answers = {}): Promise<Answers> {
  const questions = await supple.get<Question[]>("screen/questions?kind=full");
  const mild: Answers = {};
  for (const { id, kind } of questions) {
    if (kind.type === "yes_no") mild[id] = "no";
    else if (kind.type === "choice") mild[id] = kind.options[0]!.value;
  }
  return { ...mild, age: 45, sex: "female", ...over };
}

export async function consent(page: Page): Promise<void> {
  await press(page, "Start");
  await page.getByRole("checkbox").check();
  await press(page, "Continue");
  await arrive(page, "Safety check");
}

/** Answers one question after the other, as they come. */
export async function answerAll(page: Page, supple: Supple, answers: Answers, kind = "full"): Promise<void> {
  const questions = await supple.get<Question[]>(`screen/questions?kind=${kind}`);
  for (const question of visible(questions, answers)) {
    await page.waitForURL(new RegExp(`/check/\\w+/${question.id}$`));
    await give(page, question, answers[question.id]!);
    await press(page, "Continue");
  }
}

async function give(page: Page, question: Question, answer: string | number): Promise<void> {
  if (question.kind.type === "number" && question.kind.max !== 10) await page.locator(`#${question.id}`).fill(String(answer));
  else if (question.kind.type === "number") await page.locator(`input[name="${question.id}"][value="${answer}"]`).check();
  else await page.locator(`input[name="${question.id}"][value="${answer}"]`).check();
}

export async function screen(page: Page, supple: Supple, over: Answers = {}): Promise<void> {
  await press(page, "Start");
  await answerAll(page, supple, await healthy(supple, over));
  await arrive(page, "Check your answers");
  await press(page, "This is right, show the result");
}

/** The short check before a session, with nothing new, and the pain of today. */
export async function shortCheck(page: Page, pain: number): Promise<void> {
  await arrive(page, "Before you start");
  await choose(page, "None of these");
  await page.locator(`input[name="pain_today"][value="${pain}"]`).check({ force: true });
  await press(page, "Continue");
}

export async function measureSide(page: Page, readings: number[]): Promise<void> {
  for (const [i, reading] of readings.entries()) await page.locator(`#reading-${i}`).fill(String(reading));
  await choose(page, /low back stayed flat/);
}

/** Lets the session run to its end, half a minute at a time. */
export async function playToTheEnd(page: Page): Promise<void> {
  const over = page.getByRole("heading", { name: "That was today's session" });
  for (let i = 0; i < 120 && !(await over.isVisible()); i++) await pass(page, 30);
  await over.waitFor();
}

let seq = 0;

/** Writes entries of somebody who is ready for a session straight to the server. */
export async function onboard(supple: Supple, now: string, over: Answers = {}): Promise<void> {
  const answers = await healthy(supple, over);
  const events = [
    { type: "consent_given", version: 1 },
    { type: "screened", kind: "full", answers },
    { type: "profile_set", profile: { age_years: 45, sex: "female", height_cm: 168, aims: ["move_better"] } },
  ];
  const at = new Date(Date.parse(now) - 3_600_000).toISOString();
  const frame = (event: object) => ({ ...event, id: crypto.randomUUID(), at, device: "test", seq: ++seq });
  await supple.post("entries", events.map(frame));
}

/** A session of the day before, so that its morning is asked about. */
export async function finishedYesterday(supple: Supple, now: string): Promise<void> {
  const at = new Date(Date.parse(now) - 86_400_000).toISOString();
  const frame = (event: object) => ({ id: crypto.randomUUID(), ...event, at, device: "test", seq: ++seq });
  const start = frame({ type: "session_started", date: at.slice(0, 10), minutes: 15, pain: 2, programme: null });
  const step = { type: "step_finished", session: start.id, step: 1, exercise: "constructive-rest", side: null, seconds: 600, outcome: "done" };
  await supple.post("entries", [start, frame(step), frame({ type: "session_ended", session: start.id, completed: true, pain: 2 })]);
}

/** From today's page through the short check into the player. */
export async function startSession(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Start", exact: true }).click();
  await shortCheck(page, 2);
  await arrive(page, "Get ready");
  await press(page, "Begin");
  await page.getByRole("button", { name: "Pause" }).waitFor();
}
