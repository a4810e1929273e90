import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";

import { arrive, launch, newPage, open, press } from "./browser";
import { answerAll, consent, healthy } from "./person";
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

it("going back and loading again lose no answer, and the result says what is left out and why", async () => {
  const page = await newPage(browser);
  await open(page, supple.url, NOW);
  await consent(page);
  await press(page, "Start");
  const answers = await healthy(supple, { moving: "yes", kneeling_hard: "yes", kneeling_side: "left" });
  await answerAll(page, supple, answers);
  await arrive(page, "Check your answers");

  await press(page, /^Change: How old are you/);
  await page.waitForURL(/age\?change$/);
  expect(await page.locator("#age").inputValue()).toBe("45");
  await page.locator("#age").fill("forty");
  await press(page, "Continue");
  await page.getByRole("alert").getByRole("link").click();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("age");
  await page.locator("#age").fill("46");
  await press(page, "Continue");
  await arrive(page, "Check your answers");
  await page.reload();
  await arrive(page, "Check your answers");
  await page.getByText("46 years").waitFor();

  await press(page, "This is right, show the result");
  const title = "You can go on, with some things left out";
  await arrive(page, title);
  await page.getByText(/Left out: .*left side/).first().waitFor();
  await page.reload();
  await arrive(page, title);
  expect(page.faults).toEqual([]);
});
