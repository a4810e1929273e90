/** How a session ends, and who plays it. */
import type { Browser, Page } from "playwright-core";
import { afterEach, beforeEach, afterAll, beforeAll, expect, it } from "vitest";

import type { Entry } from "../../src/lib/api/types";
import { arrive, choose, launch, newPage, open, pass, press, written } from "./browser";
import { onboard, playToTheEnd, shortCheck, startSession } from "./person";
import { Supple } from "./server";

const NOW = "2026-03-02T07:00:00Z";
let supple: Supple;
let browser: Browser;

beforeAll(async () => void (browser = await launch()));
afterAll(() => browser.close());
beforeEach(async () => {
  supple = await Supple.start(NOW);
  await onboard(supple, NOW);
});
afterEach(() => supple.end());

const entries = async () => (await supple.get<{ entries: Entry[] }>("export")).entries;
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

async function begun(): Promise<Page & { faults: string[] }> {
  const page = await newPage(browser);
  await open(page, supple.url, NOW, "/today");
  await startSession(page);
  return page;
}

it("a session that was skipped through is over, not done", async () => {
  const page = await begun();
  for (let i = 0; i < 60 && (await button(page, "Skip").isVisible()); i++) await button(page, "Skip").click();
  await arrive(page, "The session is over");
  await page.locator('input[name="pain"][value="2"]').check({ force: true });
  await press(page, "Save");
  await arrive(page, "It is in your record");
  expect((await entries()).at(-1)).toMatchObject({ type: "session_ended", completed: false });
  expect(page.faults).toEqual([]);
  await page.context().close();
});

it("pain that is much worse afterwards is answered at once", async () => {
  const page = await begun();
  await playToTheEnd(page);
  await page.locator('input[name="pain"][value="9"]').check({ force: true });
  await press(page, "Save");
  await page.getByText("See a professional first").waitFor();
  expect(await page.getByRole("link", { name: "Measure now" }).count()).toBe(0);
  expect(page.faults).toEqual([]);
  await page.context().close();
});

it("mild pain that is fine goes on with one tap", async () => {
  const page = await begun();
  await pass(page, 40);
  await button(page, "That hurts").click();
  await button(page, "Dull or achy").click();
  await button(page, "Continue").click();
  await page.getByText("Choose a number from 0 to 10.").waitFor();
  await page.locator('dialog input[type="radio"][value="1"]').click({ force: true });
  await button(page, "Continue").click();
  await page.getByRole("dialog").getByRole("button", { name: "Go on" }).click();
  await button(page, "Pause").waitFor();
  await page.context().close();
});

it("one window plays the session, and another one can take it over", async () => {
  const first = await begun();
  await pass(first, 40);
  await written(first);
  const second = Object.assign(await first.context().newPage(), { faults: [] as string[] });
  await open(second, supple.url, NOW, "/session");
  await arrive(second, "Your session is open in another window");
  await press(second, "Go on here");
  await button(second, "Go on").click();
  await arrive(first, "Your session is open in another window");
  await playToTheEnd(second);
  await second.locator('input[name="pain"][value="2"]').check({ force: true });
  await press(second, "Save");
  await arrive(second, "It is in your record");
  const steps = (await entries()).flatMap((e) => (e.type === "step_finished" ? [e.step] : []));
  expect(steps.length).toBe(new Set(steps).size);
  expect((await entries()).filter((e) => e.type === "session_ended")).toHaveLength(1);
  await first.context().close();
});

it("sound that was bells only is bells only again after it was off", async () => {
  const page = await newPage(browser);
  await open(page, supple.url, NOW, "/today");
  await page.getByRole("link", { name: "Start", exact: true }).click();
  await shortCheck(page, 2);
  await arrive(page, "Get ready");
  await choose(page, "Bell only");
  await press(page, "Begin");
  const sound = () => page.evaluate(() => localStorage.getItem("supple.sound"));
  await button(page, "Sound on").click();
  expect(await sound()).toBe("off");
  await button(page, "Sound off").click();
  expect(await sound()).toBe("bell");
  await page.context().close();
});
