import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";

import { arrive, choose, jump, launch, newPage, open, press } from "./browser";
import { answerAll, consent, healthy, onboard } from "./person";
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

it("answers of another day are asked again, and signs of an emergency after an hour", async () => {
  await supple.post("erase", { confirm: "erase" });
  await onboard(supple, NOW);
  const page = await newPage(browser);
  await open(page, supple.url, NOW, "/check/short");
  await choose(page, "None of these");
  await page.locator('input[name="pain_today"][value="2"]').check({ force: true });
  await jump(page, 5 * 86_400);
  await page.goto(`${supple.url}/check/short`);
  await arrive(page, "Before you start");
  expect(await page.locator("input:checked").count()).toBe(0);

  await page.goto(`${supple.url}/check/full`);
  await press(page, "Start");
  for (const id of ["unwell_now", "belly_now"]) {
    await page.waitForURL(new RegExp(`${id}$`));
    await choose(page, "No");
    await press(page, "Continue");
  }
  await page.waitForURL(/saddle_now$/);
  await choose(page, "Yes");
  // The result is still that of the check that was sent, and what is under way stays.
  await page.goto(`${supple.url}/check/full/result`);
  await arrive(page, "You can go on");
  await jump(page, 2 * 3600);
  await page.goto(`${supple.url}/check/full`);
  await press(page, "Go on where you stopped");
  await page.waitForURL(/unwell_now$/);
  expect(await page.locator("input:checked").count()).toBe(0);
});

it("what is ticked before a session is asked in full, and the page says where an answer is missing", async () => {
  await supple.post("erase", { confirm: "erase" });
  await onboard(supple, NOW);
  const page = await newPage(browser, { viewport: { width: 375, height: 812 } });
  await open(page, supple.url, NOW, "/check/short");
  await press(page, "Continue");
  for (const text of ["Choose a number from 0 to 10.", 'Tick what is true, or "None of these".']) {
    expect(await page.getByText(text).count(), "in the summary and at the field").toBe(2);
  }
  await page.locator('input[name="pain_today"][value="3"]').check({ force: true });
  await choose(page, /Numb between the legs/);
  expect(await page.getByRole("alert").count()).toBe(0);
  await press(page, "Continue");
  await page.getByText("Numb or strange feeling between your legs or when you wipe").waitFor();
  await page.getByRole("link", { name: "Back" }).click();
  expect(await page.getByLabel(/Numb between the legs/).isChecked()).toBe(true);
  await choose(page, "None of these");
  expect(await page.getByLabel(/Numb between the legs/).isChecked()).toBe(false);
  await choose(page, /Numb between the legs/);
  await press(page, "Continue");
  await choose(page, "No");
  await press(page, "Continue");
  await arrive(page, "Check your answers");
  await page.getByText("Pain or tightness in your chest").waitFor();
  await press(page, "This is right");
  await arrive(page, "Get ready");
  await page.getByRole("link", { name: "Something new or worse?" }).waitFor();
  expect(await page.getByRole("button", { name: "Begin" }).evaluate((e) => e.getBoundingClientRect().bottom)).toBeLessThan(812);
  expect(page.faults).toEqual([]);
});
