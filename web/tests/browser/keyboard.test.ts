import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";

import type { Entry, Question } from "../../src/lib/api/types";
import { visible } from "../../src/lib/screener";
import { arrive, launch, newPage, open, pass } from "./browser";
import { healthy, onboard } from "./person";
import { Supple } from "./server";

const NOW = "2026-03-02T07:00:00Z";
let supple: Supple;
let browser: Browser;

beforeAll(async () => {
  supple = await Supple.start();
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
  await supple.end();
});

/** Moves on with Tab until `selector` has the focus. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let i = 0; i < 80; i++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((s) => document.activeElement?.matches(s) ?? false, selector)) return;
  }
  throw new Error(`Tab never reaches ${selector}`);
}

/** Gives an answer without a mouse. */
async function answer(page: Page, question: Question, value: string | number): Promise<void> {
  if (question.kind.type === "number") {
    await tabTo(page, `#${question.id}`);
    await page.keyboard.type(String(value));
  } else {
    await tabTo(page, `input[name="${question.id}"]`);
    const radios = page.locator(`input[name="${question.id}"]`);
    const wanted = await radios.evaluateAll((all, v) => all.findIndex((r) => (r as HTMLInputElement).value === v), value);
    await page.keyboard.press("Space");
    for (let i = 0; i < wanted; i++) await page.keyboard.press("ArrowDown");
  }
  await page.keyboard.press("Enter");
}

it("the safety check can be done by keyboard alone", async () => {
  const page = await newPage(browser);
  await open(page, supple.url, NOW);
  await tabTo(page, "a.main");
  await page.keyboard.press("Enter");
  await tabTo(page, "#agree");
  await page.keyboard.press("Space");
  await tabTo(page, "button.main");
  await page.keyboard.press("Enter");
  await arrive(page, "Safety check");
  await tabTo(page, "a.main");
  await page.keyboard.press("Enter");
  const questions = await supple.get<Question[]>("screen/questions?kind=full");
  const answers = await healthy(supple);
  for (const question of visible(questions, answers)) {
    await page.waitForURL(new RegExp(`/${question.id}$`));
    await page.waitForFunction(() => document.activeElement?.tagName === "H1");
    await answer(page, question, answers[question.id]!);
  }
  await arrive(page, "Check your answers");
  await tabTo(page, "button.main");
  await page.keyboard.press("Enter");
  await arrive(page, "You can go on");
  expect(page.faults).toEqual([]);
});

it("the player can be used by keyboard alone, and says the same to a screen reader", async () => {
  await onboard(supple, NOW);
  const page = await newPage(browser);
  await open(page, supple.url, NOW, "/session");
  // No session begins without the short check.
  await arrive(page, "Before you start");
  await tabTo(page, 'input[name="pain_today"]');
  await page.keyboard.press("Space");
  await tabTo(page, 'input[name="signs"][value="none"]');
  await page.keyboard.press("Space");
  await page.keyboard.press("Enter");
  await arrive(page, "Get ready");
  await tabTo(page, "button.main");
  await page.keyboard.press("Enter");
  const pause = page.getByRole("button", { name: "Pause" });
  const goOn = page.getByRole("button", { name: "Go on" });
  await pause.waitFor();

  const told = page.locator('[aria-live="polite"]');
  expect(await told.innerText()).toBe(await page.locator("h1").innerText());
  await page.keyboard.press("Space");
  await goOn.waitFor();
  await page.keyboard.press("Space");
  await pause.waitFor();

  await page.keyboard.press("ArrowRight");
  await pass(page, 4);
  const during = await page.locator(".count").innerText();
  await page.keyboard.press("ArrowLeft");
  await page.waitForFunction((before) => document.querySelector(".count")?.textContent !== before, during);

  await page.keyboard.press("h");
  await page.getByRole("heading", { name: "Stop. Come out of it slowly. What does it feel like?" }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });

  // Every number can be reached, and counts once it is sent off.
  await page.keyboard.press("h");
  await tabTo(page, "dialog .choices button:nth-child(2)");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "How strong is it?" }).waitFor();
  await tabTo(page, 'dialog input[type="radio"]');
  await page.keyboard.press("Space");
  for (let i = 0; i < 4; i++) await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowLeft");
  await tabTo(page, "dialog button.main");
  await page.keyboard.press("Enter");
  await page.getByText("Go on more gently").waitFor();
  await tabTo(page, "dialog button.main");
  await page.keyboard.press("Enter");
  await pause.waitFor();
  const reports = async () => (await supple.get<{ entries: Entry[] }>("export")).entries.filter((e) => e.type === "pain_reported");
  await expect.poll(async () => (await reports()).map((e) => e.type === "pain_reported" && e.intensity)).toEqual([3]);
  await page.keyboard.press("u");
  await page.getByRole("heading", { name: "What is it?" }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });

  await page.keyboard.press("Escape");
  await page.getByRole("heading", { name: "End the session?" }).waitFor();
  await tabTo(page, "dialog button:last-of-type");
  await page.keyboard.press("Enter");
  await arrive(page, "The session is over");
  await tabTo(page, 'input[name="pain"]');
  await page.keyboard.press("Space");
  await tabTo(page, "button.main");
  await page.keyboard.press("Enter");
  await arrive(page, "It is in your record");
  const { entries } = await supple.get<{ entries: Entry[] }>("export");
  expect(entries.at(-1)).toMatchObject({ type: "session_ended", completed: false, pain: 0 });
  expect(page.faults).toEqual([]);
});
