import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";

import type { Entry, State } from "../../src/lib/api/types";
import { arrive, choose, jump, launch, newPage, open, pass, press, written } from "./browser";
import { consent, onboard, startSession } from "./person";
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

const entries = async () => (await supple.get<{ entries: Entry[] }>("export")).entries;
const screened = async () => (await entries()).filter((e) => e.type === "screened");

/** Through the beginning of a whole check to an emergency answer. */
async function sayYes(page: Page): Promise<void> {
  await press(page, "Start");
  await page.waitForURL(/unwell_now$/);
  await choose(page, "Yes");
  await press(page, "Continue");
}

it("the first emergency answer shows the emergency page at once, and a wrong tap can be taken back", async () => {
  const page = await newPage(browser);
  await open(page, supple.url, NOW);
  await consent(page);
  await press(page, "Start");
  await page.waitForURL(/unwell_now$/);

  // No answer is an error that leads to the field, never a "no".
  await press(page, "Continue");
  const problem = page.getByRole("alert");
  await problem.waitFor();
  await problem.getByRole("link").click();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("unwell_now");

  // "Not sure" is explained once more before it counts.
  await choose(page, "I'm not sure");
  await press(page, "Continue");
  await page.getByText("That is fine. Here is what we mean.").waitFor();
  await choose(page, "Yes");
  await press(page, "Continue");
  await arrive(page, "Get emergency help now");
  await page.locator('a[href="tel:112"]').waitFor();

  await press(page, "I tapped the wrong answer");
  await page.waitForURL(/unwell_now$/);
  expect(await page.getByLabel("Yes", { exact: true }).isChecked()).toBe(true);
  expect(await screened()).toEqual([]);

  await press(page, "Continue");
  await arrive(page, "Get emergency help now");
  await press(page, "I have read this");
  await arrive(page, "A letter for the doctor");
  expect(await screened()).toHaveLength(1);
  expect((await supple.get<State>("state?date=2026-03-02")).disposition).toBe("emergency");
  expect(page.faults).toEqual([]);
});

it("the number is that of the country that the device seems to be in, said as a guess that can be changed", async () => {
  await supple.post("erase", { confirm: "erase" });
  const page = await newPage(browser, { locale: "en-US", timezoneId: "America/New_York" });
  await open(page, supple.url, NOW);
  await consent(page);
  await page.getByText(/Call 911/).waitFor();
  await sayYes(page);
  await arrive(page, "Get emergency help now");
  await page.locator('a[href="tel:911"]').waitFor();
  await page.getByText("Call 911 now.").waitFor();
  await page.getByText(/This number is for: United States. We guess/).waitFor();
  await page.getByText("I am in another country").click();
  await page.locator("#country").selectOption("GB");
  await page.locator('a[href="tel:999"]').waitFor();
  await page.getByText("Call 999 now.").waitFor();
});

it("an emergency page that was closed still counts at the next opening", async () => {
  await supple.post("erase", { confirm: "erase" });
  const page = await newPage(browser);
  await open(page, supple.url, NOW);
  await consent(page);
  await sayYes(page);
  await arrive(page, "Get emergency help now");
  await page.goto(`${supple.url}/today`);
  await page.getByText("Get emergency help now").first().waitFor();
  expect(await screened()).toHaveLength(1);
});

it("the emergency page needs no answer of the server", async () => {
  await supple.post("erase", { confirm: "erase" });
  const page = await newPage(browser);
  await open(page, supple.url, NOW);
  await consent(page);
  supple.freeze();
  await sayYes(page);
  await arrive(page, "Get emergency help now");
  await press(page, "I tapped the wrong answer");
  await page.waitForURL(/unwell_now$/);
  supple.thaw();

  await page.route("**/screen/check", (route) => route.fulfill({ status: 500, json: { error: { code: "broken", message: "broken" } } }));
  await press(page, "Continue");
  await arrive(page, "Get emergency help now");
  await press(page, "I have read this");
  await arrive(page, "A letter for the doctor");
  expect(await screened()).toHaveLength(1);
});

it("while the emergency page is open, going back leads to it again", async () => {
  await supple.post("erase", { confirm: "erase" });
  const page = await newPage(browser);
  await open(page, supple.url, NOW);
  await consent(page);
  await sayYes(page);
  await arrive(page, "Get emergency help now");
  for (let i = 0; i < 2; i++) {
    await page.goBack();
    await page.waitForURL(/emergency$/);
    await arrive(page, "Get emergency help now");
  }
  await press(page, "I have read this");
  await arrive(page, "A letter for the doctor");
  await page.goBack();
  await page.waitForFunction(() => !location.pathname.startsWith("/letter"));
  expect(await screened()).toHaveLength(1);
});

it("a session that was begun ends with an emergency, and with its day", async () => {
  await supple.post("erase", { confirm: "erase" });
  await onboard(supple, NOW);
  const page = await newPage(browser);
  await open(page, supple.url, NOW, "/today");
  await startSession(page);
  await pass(page, 60);
  await written(page);
  await page.goto(`${supple.url}/today`);
  await page.getByRole("link", { name: "Go on with it" }).waitFor();

  // Three days later, the old session doesn't stand in for today's, and the short check is asked again.
  await jump(page, 3 * 86_400);
  await page.goto(`${supple.url}/today`);
  await page.getByRole("link", { name: "Start", exact: true }).waitFor();
  expect(await page.getByRole("link", { name: "Go on with it" }).count()).toBe(0);
  await startSession(page);
  await pass(page, 60);
  await written(page);

  await page.goto(`${supple.url}/check/new`);
  await sayYes(page);
  await arrive(page, "Get emergency help now");
  await press(page, "I have read this");
  await arrive(page, "A letter for the doctor");
  await page.goto(`${supple.url}/session`);
  await arrive(page, "Before you start");
  await page.goto(`${supple.url}/today`);
  await page.getByText("Get emergency help now").first().waitFor();
  expect(await page.getByRole("link", { name: "Go on with it" }).count()).toBe(0);
  expect((await entries()).filter((e) => e.type === "session_ended")).toHaveLength(2);
});

it("an emergency that the server doesn't know of yet stands on today's page all the same", async () => {
  await supple.post("erase", { confirm: "erase" });
  await onboard(supple, NOW);
  const page = await newPage(browser);
  await open(page, supple.url, NOW, "/check/new");
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await supple.kill();
  await sayYes(page);
  await arrive(page, "Get emergency help now");
  await press(page, "I have read this");
  await page.goto(`${supple.url}/today`);
  await page.getByRole("link", { name: "What to do now" }).waitFor();
  await supple.run();
});

it("an emergency answer given offline has its page at once and after a reload, and is in the record once the network is back", async () => {
  await supple.post("erase", { confirm: "erase" });
  await onboard(supple, NOW);
  const page = await newPage(browser, { locale: "en-US", timezoneId: "America/New_York" });
  await open(page, supple.url, NOW, "/check/new");
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await page.context().setOffline(true);
  await sayYes(page);
  const pageStands = async () => {
    await arrive(page, "Get emergency help now");
    await page.locator('a[href="tel:911"]').waitFor();
  };
  await pageStands();
  await page.reload();
  await pageStands();
  await press(page, "I have read this");
  await arrive(page, "A letter for the doctor");
  await page.getByRole("link", { name: "Back" }).click();
  await page.getByRole("link", { name: "What to do now" }).click();
  await pageStands();
  expect(await screened()).toHaveLength(1);

  await page.context().setOffline(false);
  await pass(page, 31);
  await expect.poll(async () => (await screened()).length).toBe(2);
  expect((await supple.get<State>("state?date=2026-03-02")).disposition).toBe("emergency");
  await page.goto(`${supple.url}/today`);
  await page.getByText("Get emergency help now").first().waitFor();
  expect(page.faults).toEqual([]);
});

it("a sharp pain outside a session is followed by the questions that a session asks", async () => {
  await supple.post("erase", { confirm: "erase" });
  await onboard(supple, NOW);
  const page = await newPage(browser);
  const report = async () => {
    await open(page, supple.url, NOW, "/pain");
    await choose(page, "Sharp");
    await page.locator('input[name="intensity"][value="4"]').check({ force: true });
    await press(page, "Save");
    await arrive(page, "Is it impossible to put weight on that leg?");
  };
  await report();
  for (let i = 1; i <= 5; i++) {
    await page.getByText(`Question ${i} of 5`).waitFor();
    await press(page, "No");
  }
  await page.waitForURL(/today$/);
  const state = () => supple.get<State>("state?date=2026-03-02");
  expect(await state()).toMatchObject({ disposition: "proceed", screening: { current: true } });

  await report();
  await press(page, "Yes");
  await arrive(page, "Get emergency help now");
  expect(await state()).toMatchObject({ disposition: "emergency" });
  expect((await entries()).filter((e) => e.type === "pain_reported")).toHaveLength(2);
  expect(page.faults).toEqual([]);
});
