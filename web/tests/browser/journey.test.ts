import { readFileSync } from "node:fs";

import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";

import type { Entry, State } from "../../src/lib/api/types";
import { arrive, jump, launch, newPage, open, pass, press } from "./browser";
import { consent, measureSide, playToTheEnd, screen, shortCheck } from "./person";
import { Supple } from "./server";

const MONDAY = "2026-03-02T07:00:00Z";
const DAY_S = 86_400;

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

interface Exported {
  entries: Entry[];
}
const entries = async () => (await supple.get<Exported>("export")).entries;
const types = (all: Entry[]) => all.map((entry) => entry.type);

async function aboutYou(page: Page): Promise<void> {
  await press(page, "Next: about you");
  await press(page, "Continue");
  await arrive(page, "Your body");
  await page.locator("#height_cm").fill("168");
  for (const title of ["Your body", "Getting about", "Your day", "How you stand", "Your sport", "What you want from it", "What you have at hand", "Help and guidance"]) {
    await arrive(page, title);
    await press(page, "Continue");
  }
  await arrive(page, "Measure");
}

async function measure(page: Page, left: number[], right: number[]): Promise<void> {
  await press(page, "Hip angle on the floor");
  await press(page, "Begin with the left leg");
  await arrive(page, "Left leg straight");
  await measureSide(page, left);
  await page.getByRole("heading", { name: "What comes out" }).waitFor();
  await press(page, "Save, and on to the right leg");
  await arrive(page, "Right leg straight");
  await measureSide(page, right);
  await press(page, "Save");
  await arrive(page, "Progress");
}

async function begin(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Start", exact: true }).click();
  await shortCheck(page, 2);
  await arrive(page, "Get ready");
  await press(page, "Begin");
  await page.getByRole("button", { name: "Pause" }).waitFor();
}

it("goes the whole way, from consent to the same record after erasing and bringing it back", async () => {
  const page = await newPage(browser);
  await open(page, supple.url, MONDAY);

  await consent(page);
  await screen(page, supple);
  await arrive(page, "You can go on");
  await aboutYou(page);
  await measure(page, [14, 14.4, 13.8], [7, 7.2, 6.9]);

  // A full session, second by second, on a clock that runs faster.
  await page.getByRole("link", { name: "Today", exact: true }).click();
  await page.getByRole("heading", { name: /Today: about 15 minutes/ }).waitFor();
  await begin(page);
  await playToTheEnd(page);
  await page.locator('input[name="pain"][value="1"]').check({ force: true });
  await press(page, "Save");
  await arrive(page, "It is in your record");
  await press(page, "Measure now");
  await arrive(page, "Measure");
  await measure(page, [13, 13.2, 12.9], [6.5, 6.4, 6.6]);
  await page.getByRole("heading", { name: /Hip angle on the floor/ }).waitFor();

  const first = await supple.get<State>("state?date=2026-03-02");
  expect(first.sessions).toBe(1);
  const done = (await entries()).filter((e) => e.type === "step_finished");
  expect(done.length).toBeGreaterThan(4);
  expect(done.every((e) => e.type === "step_finished" && e.outcome === "done")).toBe(true);
  const measured = (await entries()).flatMap((e) => (e.type === "measured" ? [e.measurement.context] : []));
  expect(measured).toEqual(["before_session", "before_session", "after_session", "after_session"]);

  // The next morning is asked about, then a warning sign comes up in the player while the network is away.
  await jump(page, DAY_S);
  await page.getByRole("link", { name: "Today", exact: true }).click();
  await page.getByRole("heading", { name: "How was the morning after?" }).waitFor();
  await page.getByLabel("Yes, it had settled").check();
  await page.locator('input[name="morning-pain"][value="1"]').check({ force: true });
  await press(page, "Save");
  await page.getByRole("heading", { name: "How was the morning after?" }).waitFor({ state: "detached" });
  await begin(page);
  await page.context().setOffline(true);
  await pass(page, 40);
  await press(page, "I feel unwell");
  await page.getByLabel(/chest/i).first().click();
  await page.getByRole("heading", { name: "Get emergency help now" }).waitFor();
  await page.locator('a[href="tel:112"]').waitFor();
  await press(page, "I have read this");
  await arrive(page, /Tuesday 3 March/);
  expect(types(await entries())).not.toContain("unwell_reported");
  await page.context().setOffline(false);
  await page.getByText("Get emergency help now").first().waitFor();
  expect(types(await entries()).filter((type) => type === "unwell_reported")).toHaveLength(1);

  // A letter for the doctor, in a tab of its own.
  await page.goto(`${supple.url}/letter`);
  const [letter] = await Promise.all([page.waitForEvent("popup"), press(page, "Open the letter")]);
  await letter.waitForLoadState();
  expect(await letter.locator("body").innerText()).toMatch(/chest/i);
  await letter.close();

  // A copy, everything erased, and back again.
  await page.goto(`${supple.url}/data`);
  const [download] = await Promise.all([page.waitForEvent("download"), press(page, "Save a copy")]);
  const copy = await download.path();
  const before = await supple.get<State>("state?date=2026-03-03");
  await press(page, "Erase my record");
  await page.getByRole("checkbox").check();
  await press(page, "Erase everything");
  await page.waitForURL(/\/welcome/);
  expect((await supple.get<State>("state")).entries).toBe(0);
  await page.goto(`${supple.url}/data`);
  await page.locator('input[type="file"]').setInputFiles(copy);
  await page.getByText(/This copy holds \d+ entries, from 2 March 2026 to 3 March 2026/).waitFor();
  expect((await supple.get<State>("state")).entries).toBe(0);
  await press(page, "Add these entries");
  await page.getByText(/entries were added/).waitFor();
  const { backup_due: _, ...after } = await supple.get<State>("state?date=2026-03-03");
  expect({ ...after, backup_due: before.backup_due }).toEqual(before);
  expect(await entries()).toEqual((JSON.parse(readFileSync(copy, "utf8")) as Exported).entries);
  expect(page.faults).toEqual([]);
});
