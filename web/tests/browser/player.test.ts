import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";

import type { Entry, Question } from "../../src/lib/api/types";
import { arrive, launch, newPage, open, pass, press, written } from "./browser";
import { onboard, shortCheck, startSession } from "./person";
import { Supple } from "./server";

const NOW = "2026-03-02T07:00:00Z";
let supple: Supple;
let browser: Browser;

beforeAll(async () => {
  supple = await Supple.start();
  browser = await launch();
  await onboard(supple, NOW);
  // The programme that stretches, rests and then takes the ball, for somebody who asked for the ball and passed its check.
  const questions = await supple.get<Question[]>("ball/questions");
  await write(
    { type: "profile_set", profile: { age_years: 45, height_cm: 168, equipment: ["mat", "cushion", "chair", "ball"] } },
    { type: "programme_chosen", programme: "stretch-rest-ball" },
    { type: "ball_requested", answers: Object.fromEntries(questions.map((q) => [q.id, "no"])) },
  );
});
afterAll(async () => {
  await browser.close();
  await supple.end();
});

let seq = 100;
async function write(...events: object[]): Promise<void> {
  const at = new Date(Date.parse(NOW) - 60_000).toISOString();
  await supple.post("entries", events.map((e) => ({ ...e, id: crypto.randomUUID(), at, device: "test", seq: ++seq })));
}
const entries = async () => (await supple.get<{ entries: Entry[] }>("export")).entries;
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

/** A page whose device has a voice that writes down what it is told. */
async function begun(): Promise<Page & { faults: string[] }> {
  const page = await newPage(browser);
  await page.addInitScript(() => {
    const said: string[] = [];
    const voice = { localService: true, lang: "en-GB", default: true };
    const events = { addEventListener: () => undefined, removeEventListener: () => undefined };
    const speech = { getVoices: () => [voice], speak: (u: { text: string }) => said.push(u.text), cancel: () => said.push("-"), ...events };
    Object.defineProperty(window, "speechSynthesis", { value: speech });
    Object.assign(window, { said, SpeechSynthesisUtterance: class { constructor(readonly text: string) {} } });
  });
  await open(page, supple.url, NOW, "/today");
  await startSession(page);
  return page;
}

async function hurts(page: Page, quality: string, pain: number): Promise<void> {
  await button(page, "That hurts").click();
  await button(page, quality).click();
  await page.locator(`dialog input[type="radio"][value="${pain}"]`).click({ force: true });
  await button(page, "Continue").click();
}

async function noToAll(page: Page): Promise<void> {
  for (let n = 1; n <= 5; n++) {
    await page.getByText(`Question ${n} of 5`).waitFor();
    await button(page, "No").click();
  }
}

it("after sharp pain only quiet rest comes, also where the ball would follow the rest", async () => {
  const page = await begun();
  await pass(page, 40);
  await hurts(page, "Sharp", 6);
  await page.getByText("Stop. Come out of it slowly.").waitFor();
  await noToAll(page);
  await page.getByText("Only quiet rest is left for today").waitFor();
  await page.getByRole("dialog").getByRole("button", { name: "Go on" }).click();
  await page.getByRole("button", { name: "Back" }).click();
  const seen = new Set<string>();
  const over = page.getByRole("heading", { name: "The session is over" });
  for (let i = 0; i < 60 && !(await over.isVisible()); i++) {
    seen.add(await page.locator("h1").innerText());
    await pass(page, 20);
  }
  await over.waitFor();
  expect([...seen].join(" ")).not.toMatch(/ball|tuck/i);
  await page.locator('input[name="pain"][value="2"]').check({ force: true });
  await press(page, "Save");
  await arrive(page, "It is in your record");
  const steps = (await entries()).flatMap((e) => (e.type === "step_finished" ? [`${e.exercise} ${e.outcome}`] : []));
  expect(new Set(steps)).toEqual(new Set(["half-kneeling-tuck stopped", "half-kneeling-tuck skipped", "constructive-rest done", "abdominal-ball skipped"]));
  expect(page.faults).toEqual([]);
});

it("sharp pain is in the record at once, and after a reload the questions are still asked", async () => {
  const page = await begun();
  await pass(page, 40);
  const before = (await entries()).filter((e) => e.type === "pain_reported").length;
  await hurts(page, "Sharp", 9);
  await page.getByText("Question 1 of 5").waitFor();
  await button(page, "No").click();
  await page.getByText("Question 2 of 5").waitFor();
  await expect.poll(async () => (await entries()).filter((e) => e.type === "pain_reported").length).toBe(before + 1);
  await written(page);
  await page.reload();
  await page.getByText("Question 2 of 5").waitFor();
  await button(page, "I'm not sure").click();
  for (let n = 3; n <= 5; n++) {
    await page.getByText(`Question ${n} of 5`).waitFor();
    await button(page, "No").click();
  }

  // The advice stays until it has been read, too.
  await page.getByRole("heading", { name: "See a professional first" }).waitFor();
  await written(page);
  await page.reload();
  await page.getByRole("heading", { name: "See a professional first" }).waitFor();
  await press(page, "I have read this");
  await arrive(page, /Monday 2 March/);
  const told = (await entries()).flatMap((e) => (e.type === "unwell_reported" ? [e.signs] : []));
  expect(told).toContainEqual(expect.objectContaining({ pain_no_weight: "no", pain_weak: "not_sure", pain_numb: "no" }));
  expect(page.faults).toEqual([]);
  await write({ type: "cleared", by: "physiotherapist", statement: "Go on gently." });
});

it("the advice in an emergency is said to its end", async () => {
  const page = await begun();
  await button(page, "I feel unwell").click();
  await page.getByLabel(/chest/i).first().click();
  await page.getByRole("heading", { name: "Get emergency help now" }).waitFor();
  await pass(page, 5);
  const said = await page.evaluate(() => (window as unknown as { said: string[] }).said);
  expect(said.at(-1)).toMatch(/112/);
  expect(page.faults).toEqual([]);
});

it("asks for the screen lock once, and once more each time that the system has taken it away", async () => {
  const page = await newPage(browser);
  await page.addInitScript(() => {
    let shown = "visible";
    const counts = { asked: 0, held: 0 };
    const locks: { released: boolean }[] = [];
    const request = async () => {
      const lock = { released: false, release: async () => (counts.held -= lock.released ? 0 : 1, (lock.released = true)) };
      counts.asked += 1;
      counts.held += 1;
      locks.push(lock);
      return lock;
    };
    Object.defineProperty(navigator, "wakeLock", { value: { request } });
    Object.defineProperty(document, "visibilityState", { get: () => shown });
    // As a browser does: behind, every lock is taken away.
    const turn = (now: string) => {
      shown = now;
      if (now === "hidden") for (const lock of locks) if (!lock.released) (lock.released = true), (counts.held -= 1);
      document.dispatchEvent(new Event("visibilitychange"));
    };
    Object.assign(window, { counts, turn });
  });
  await open(page, supple.url, NOW, "/today");
  await startSession(page);
  const counts = () => page.evaluate("window.counts");
  const turn = (now: string) => page.evaluate(`window.turn("${now}")`);
  await expect.poll(counts).toEqual({ asked: 1, held: 1 });
  for (const asked of [2, 3]) {
    await turn("hidden");
    expect(await counts()).toMatchObject({ held: 0 });
    await turn("visible");
    await turn("visible");
    await expect.poll(counts).toEqual({ asked, held: 1 });
  }
  await button(page, "Pause").click();
  await button(page, "Go on").click();
  await pass(page, 1);
  expect(await counts()).toEqual({ asked: 3, held: 1 });
  await button(page, "End").click();
  await page.locator("dialog").getByRole("button", { name: /^End/ }).click();
  await expect.poll(counts).toMatchObject({ held: 0 });
});

it("on the smallest screens nothing is cut off or covered, with large text too", async () => {
  for (const [width, height, text] of [[320, 568, 1], [320, 568, 2], [375, 667, 2], [667, 375, 1], [667, 375, 2]] as const) {
    const page = await newPage(browser, { viewport: { width, height } });
    await open(page, supple.url, NOW, "/today");
    await startSession(page);
    await page.evaluate((size) => (document.documentElement.style.fontSize = size), `${text * 100}%`);
    const hidden = await page.locator(".player button").evaluateAll((buttons) =>
      buttons.flatMap((one) => {
        const { left, right, top, bottom } = one.getBoundingClientRect();
        const there = left >= 0 && right <= innerWidth && top >= 0 && bottom <= innerHeight;
        const over = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
        return there && one.contains(over) ? [] : [one.textContent];
      }),
    );
    expect(hidden, `${width} x ${height}, text ${text}`).toEqual([]);
    await page.context().close();
  }
});

// From here on an emergency is on record.
it("a wrong tap on a sign can be taken back; once its page has been read it counts", async () => {
  const page = await begun();
  const told = async () => (await entries()).filter((e) => e.type === "unwell_reported").length;
  const before = await told();
  await button(page, "I feel unwell").click();
  await page.getByLabel(/chest/i).first().click();
  await page.getByRole("heading", { name: "Get emergency help now" }).waitFor();
  await button(page, "I tapped the wrong answer").click();
  await page.getByRole("heading", { name: "What is it?" }).waitFor();
  await button(page, "It was nothing").click();
  await button(page, "Go on").click();
  await button(page, "Pause").waitFor();

  await hurts(page, "Sharp", 3);
  await page.getByText("Question 1 of 5").waitFor();
  await page.reload();
  await page.getByText("Question 1 of 5").waitFor();
  expect(await told()).toBe(before);
  await noToAll(page);
  await page.getByRole("dialog").getByRole("button", { name: "Go on" }).click();
  await button(page, "Pause").waitFor();

  await button(page, "I feel unwell").click();
  await page.getByLabel(/chest/i).first().click();
  await button(page, "I have read this").click();
  await arrive(page, /Monday 2 March/);
  await expect.poll(told).toBeGreaterThan(before);
  expect(page.faults).toEqual([]);
  await page.context().close();
});

it("with pain above five the session is quiet rest and says why", async () => {
  const quiet = await Supple.start();
  try {
    await onboard(quiet, NOW);
    const page = await newPage(browser);
    await open(page, quiet.url, NOW, "/today");
    await page.getByRole("link", { name: "Start", exact: true }).click();
    await shortCheck(page, 9);
    await arrive(page, "Get ready");
    await page.getByText("Your pain is 9 out of 10 today").waitFor();
    const script = await quiet.get<{ steps: { exercise: string }[] }>("script?date=2026-03-02");
    const slugs = new Set(script.steps.map((s) => s.exercise));
    expect(slugs).toEqual(new Set(["constructive-rest", "diaphragmatic-breathing", ""]));
    await press(page, "Begin");
    await page.getByRole("button", { name: "Pause" }).waitFor();
    const last = async () => (await quiet.get<{ entries: Entry[] }>("export")).entries.at(-1);
    await expect.poll(last).toMatchObject({ type: "session_started", pain: 9 });
  } finally {
    await quiet.end();
  }
});
