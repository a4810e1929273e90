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
  await onboard(supple, NOW, { moving: "yes", kneeling_hard: "yes", kneeling_side: "left" });
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
  await supple.end();
});

it("says at the top of an exercise, and on its card, that it is not for this person", async () => {
  const page = await newPage(browser);
  await open(page, supple.url, NOW, "/library");
  const card = page.getByRole("link", { name: /Half-kneeling/ });
  await card.getByText("Not for you at the moment").waitFor();
  await card.click();
  await page.getByText(/With the left side worked:/).waitFor();
  await page.goto(`${supple.url}/library/bridge`);
  await arrive(page, "Bridge");
  expect(await page.getByText("Not for you at the moment").count()).toBe(0);
  await page.goto(`${supple.url}/library/abdominal-ball`);
  await page.getByText(/off until you ask for it/).waitFor();
  await press(page, "Go to the check for the ball");
  await arrive(page, "The abdominal ball");
  expect(page.faults).toEqual([]);
});

it("says how much of it, how often and with what, and where the author's tests stand in a programme", async () => {
  const page = await newPage(browser);
  await open(page, supple.url, NOW, "/library/bridge");
  for (const said of ["6 to 12 times", "up to 3 days", "a mat or carpet"]) await page.locator("dd").getByText(said).waitFor();
  await page.goto(`${supple.url}/programmes/bolster-release`);
  await arrive(page, "Bolster release");
  expect(await page.locator("ol h3").allInnerTexts()).toEqual(["First, the author's test", "Bolstered rest", "Afterwards, the same test"]);
  await page.goto(`${supple.url}/programmes/stretch-and-hamstrings`);
  await page.getByText("Our dose: 6 times").first().waitFor();
  expect(page.faults).toEqual([]);
});

it("finds the list again as it was left: what was chosen, and how far down", async () => {
  const page = await newPage(browser, { viewport: { width: 375, height: 812 } });
  await open(page, supple.url, NOW, "/library");
  await page.getByLabel("What it is for").selectOption("stretch");
  const card = page.locator("main li a").last();
  await card.scrollIntoViewIfNeeded();
  const y = await page.evaluate(() => scrollY);
  expect(y).toBeGreaterThan(200);
  await card.click();
  await page.getByRole("heading", { name: "How to do it" }).waitFor();
  await page.getByRole("link", { name: "Back" }).click();
  await arrive(page, "Library");
  await page.locator("main li a").last().waitFor();
  expect(await page.getByLabel("What it is for").inputValue()).toBe("stretch");
  expect(Math.abs((await page.evaluate(() => scrollY)) - y)).toBeLessThan(60);
  await page.reload();
  await page.locator("main li a").last().waitFor();
  expect(await page.getByLabel("What it is for").inputValue()).toBe("stretch");
  expect(page.faults).toEqual([]);
});
