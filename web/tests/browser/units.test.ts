import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";

import { arrive, launch, newPage, open, press } from "./browser";
import { onboard } from "./person";
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

it("speaks of inches to those who chose them, in steps, results and errors", async () => {
  await onboard(supple, NOW);
  const page = await newPage(browser);
  const says = async () => (await page.locator("main").innerText()).toLowerCase();
  await open(page, supple.url, NOW, "/you/body");
  await page.getByLabel("inches").check();
  await page.locator("#height_cm").fill("172");
  await press(page, "Save");
  await page.getByRole("alert").getByText(/in inches as a number, for example 68/).waitFor();
  await page.locator("#height_cm").fill("66");
  await press(page, "Save");
  await arrive(page, "About you");

  await page.goto(`${supple.url}/measure/thomas-floor`);
  await page.getByText(/crease at the back of the knee, in inches/).waitFor();
  await page.locator("summary").last().click();
  expect(await says()).not.toMatch(/\bcm\b|centimetre/);
  await page.goto(`${supple.url}/measure/thomas-floor/left`);
  await page.locator("#reading-0").fill("8");
  await page.locator(".outcome").waitFor();
  await page.locator("summary").last().click();
  expect(await says()).not.toMatch(/\bcm\b|centimetre/);
  for (const i of [0, 1, 2]) await page.locator(`#reading-${i}`).fill("30");
  await page.getByLabel(/low back stayed flat/).check();
  await press(page, "Save, and on to the right leg");
  await page.getByRole("alert").getByText(/You wrote 30 inches/).waitFor();
  expect(page.faults).toEqual([]);
});
