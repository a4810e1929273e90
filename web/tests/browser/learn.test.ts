import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";

import { arrive, launch, newPage, press } from "./browser";
import { Supple } from "./server";
import { asSample } from "./views";

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

it("leads from a statement to the study or the article behind it", async () => {
  const page = await newPage(browser);
  await page.goto(`${supple.url}/learn/sources#M4`);
  await page.locator("#M4").getByRole("link", { name: "Preece and others, 2021" }).waitFor();
  await page.locator("#ST4").getByText("Article: How to Release Your Psoas").waitFor();
  const rows = await page.locator("dl").first().locator("dt").allInnerTexts();
  expect(rows.indexOf("F2")).toBeLessThan(rows.indexOf("F10"));
  expect(page.faults).toEqual([]);
});

it("has a page for addresses where nothing is, with a way back", async () => {
  const page = await newPage(browser);
  await asSample(page);
  const nothing = ["nope", "library/nope", "learn/nope", "programmes/nope", "measure/nope", "measure/thomas-floor/nope", "you/nope", "check/nope", "check/full/nope", "library/%E0%A4%A"];
  for (const path of nothing) {
    await page.goto(`${supple.url}/${path}`);
    await arrive(page, "There is no page here");
    expect(await page.title(), path).toContain("There is no page here");
  }
  await press(page, "Go to today");
  await page.waitForURL(/today$/);
  expect(page.faults).toEqual([]);
});

it("says of what is expected of stretching how well it is known", async () => {
  const page = await newPage(browser);
  await asSample(page);
  await page.goto(`${supple.url}/progress`);
  await page.locator("summary").first().click();
  await page.getByRole("link", { name: "M9" }).first().waitFor();
  expect(page.faults).toEqual([]);
});
