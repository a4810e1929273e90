import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";

import type { Entry, Script, State } from "../../src/lib/api/types";
import { arrive, choose, jump, launch, newPage, open, pass, press, written } from "./browser";
import { finishedYesterday, measureSide, onboard, playToTheEnd, startSession } from "./person";
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

it("plays on when the network goes in mid-session and the server at its end, and every entry arrives once", async () => {
  const page = await newPage(browser);
  await onboard(supple, NOW);
  await open(page, supple.url, NOW, "/today");
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  const script = await supple.get<Script>("script?date=2026-03-02");
  await startSession(page);
  await pass(page, 90);

  // The network goes. The page is even loaded again, and the session is found where it stood, waiting.
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "Pause" }).click();
  const stood = await page.locator(".count").innerText();
  await written(page);
  await page.reload();
  await page.getByRole("button", { name: "Go on" }).waitFor();
  expect(await page.locator(".count").innerText()).toBe(stood);
  await page.getByRole("button", { name: "Go on" }).click();
  await playToTheEnd(page);

  // The server goes too, as in a power cut, while the last page is filled in.
  await supple.kill();
  await page.context().setOffline(false);
  await page.locator('input[name="pain"][value="2"]').check({ force: true });
  await page.getByRole("button", { name: "Save" }).click();
  await arrive(page, "It is in your record");
  await page.getByRole("link", { name: "Done" }).click();
  await page.getByText(/entries are kept here/).waitFor();

  await supple.run();
  await pass(page, 31);
  await page.getByText(/entries are kept here/).waitFor({ state: "detached" });

  const { entries } = await supple.get<{ entries: Entry[] }>("export");
  const session = entries.filter((e) => e.type === "session_started" || e.type === "step_finished" || e.type === "session_ended");
  const worked = script.steps.filter((s) => s.kind === "work" || s.kind === "rest");
  const steps = session.flatMap((e) => (e.type === "step_finished" ? [e.step] : []));
  expect(steps).toEqual(worked.map((s) => s.index));
  expect(session.filter((e) => e.type === "session_started")).toHaveLength(1);
  expect(session.at(-1)).toMatchObject({ type: "session_ended", completed: true, pain: 2 });
  expect(new Set(entries.map((e) => e.id)).size).toBe(entries.length);

  // Nothing is sent a second time.
  await jump(page, 60);
  await pass(page, 61);
  expect((await supple.get<{ entries: Entry[] }>("export")).entries).toEqual(entries);
  expect(page.faults).toEqual([]);
});

it("loses nothing of about you, a measurement and the morning while the server is away", async () => {
  await supple.post("erase", { confirm: "erase" });
  await onboard(supple, NOW);
  await finishedYesterday(supple, NOW);
  const page = await newPage(browser);
  await open(page, supple.url, NOW, "/today");
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await page.goto(`${supple.url}/measure/thomas-floor/left`);
  await arrive(page, "Left leg straight");
  await supple.kill();

  await measureSide(page, [14, 14.4, 13.8]);
  await page.getByText(/nothing is worked out now/).waitFor();
  await press(page, "Save, and on to the right leg");
  await arrive(page, "Right leg straight");

  await page.getByRole("link", { name: "Supple" }).click();
  await page.getByRole("heading", { name: "How was the morning after?" }).waitFor();
  await choose(page, "Yes, it had settled");
  await page.locator('input[name="morning-pain"][value="1"]').check({ force: true });
  await press(page, "Save");
  await page.getByRole("heading", { name: "How was the morning after?" }).waitFor({ state: "detached" });

  await page.getByRole("link", { name: "You", exact: true }).click();
  await page.getByRole("link", { name: /^Change: Height/ }).click();
  await page.locator("#height_cm").fill("181");
  await press(page, "Save");
  await arrive(page, "About you");
  await page.getByRole("link", { name: /^Change: .*kneel/ }).click();
  await page.locator('input[name="kneel"][value="no"]').check();
  await press(page, "Save");
  await arrive(page, "About you");
  await page.getByRole("link", { name: /^Change: .*sit on a usual day/ }).click();
  await press(page, "Save");
  await arrive(page, "About you");
  await page.getByText("181 cm").waitFor();

  await supple.run();
  await pass(page, 31);
  await page.getByText(/entries are kept here/).waitFor({ state: "detached" });
  const { entries } = await supple.get<{ entries: Entry[] }>("export");
  expect(entries.filter((e) => e.type === "morning_checked")).toHaveLength(1);
  expect(entries.filter((e) => e.type === "measured")).toHaveLength(1);
  expect((await supple.get<State>("state?date=2026-03-02")).profile).toMatchObject({ height_cm: 181, kneel: false, age_years: 45 });
  expect(page.faults).toEqual([]);
});

it("a page that can't be loaded says so, and how to get back", async () => {
  const page = await newPage(browser);
  await open(page, supple.url, NOW, "/today");
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await supple.kill();
  for (const path of ["/check/full", "/session", "/library/camel", "/you/body"]) {
    await page.goto(`${supple.url}${path}`);
    await arrive(page, "This could not be loaded");
    await page.getByRole("link", { name: "Back" }).waitFor();
  }
  await supple.run();
  await page.goto(`${supple.url}/check/full/nonsense`);
  await arrive(page, "There is no page here");
});
