import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";

import type { Entry, State } from "../../src/lib/api/types";
import { arrive, choose, launch, newPage, open, press } from "./browser";
import { consent } from "./person";
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

const screened = async () => (await supple.get<{ entries: Entry[] }>("export")).entries.filter((e) => e.type === "screened");

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

it("an emergency page that was closed still counts at the next opening", async () => {
  await supple.post("erase", { confirm: "erase" });
  const page = await newPage(browser);
  await open(page, supple.url, NOW);
  await consent(page);
  await press(page, "Start");
  await choose(page, "Yes");
  await press(page, "Continue");
  await arrive(page, "Get emergency help now");
  await page.goto(`${supple.url}/today`);
  await page.getByText("Get emergency help now").first().waitFor();
  expect(await screened()).toHaveLength(1);
});
