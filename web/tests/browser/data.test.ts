import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";

import type { State } from "../../src/lib/api/types";
import { launch, newPage, open, press } from "./browser";
import { onboard } from "./person";
import { Supple } from "./server";
import { asSample } from "./views";

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

const file = (name: string, text: string) => ({ name, mimeType: "application/json", buffer: Buffer.from(text) });

it("takes in nothing but a copy of one's own record, and says in plain words what is wrong with another file", async () => {
  const sample = await newPage(browser);
  await asSample(sample);
  await sample.goto(`${supple.url}/data`);
  const [download] = await Promise.all([sample.waitForEvent("download"), press(sample, "Save a copy")]);
  expect(download.suggestedFilename()).toMatch(/^supple-sample-/);
  const copy = await download.path();
  expect(await sample.locator('input[type="file"]').count()).toBe(0);

  const page = await newPage(browser);
  await open(page, supple.url, NOW, "/data");
  const alert = page.getByRole("alert");
  await page.locator('input[type="file"]').setInputFiles(copy);
  await alert.getByText(/made from the sample person/).waitFor();
  await page.locator('input[type="file"]').setInputFiles(file("photo.json", "\u{fffd}PNG"));
  await alert.getByText(/not a copy from Supple/).waitFor();
  expect(await alert.getByText(/line 1/).isVisible()).toBe(false);
  await page.locator('input[type="file"]').setInputFiles(file("cut.json", '{"format": "supple-export", "version"'));
  await alert.getByText(/damaged/).waitFor();
  await page.locator('input[type="file"]').setInputFiles(file("empty.json", '{"format": "supple-export", "version": 1, "person": "me", "entries": []}'));
  await page.getByText("This copy holds no entries.").waitFor();
  expect(await alert.count()).toBe(0);
  expect((await supple.get<State>("state")).entries).toBe(0);
  expect(page.faults).toEqual([]);
});

it("says when the server is gone, erases nothing then, and can go on when it is back", async () => {
  await onboard(supple, NOW);
  const page = await newPage(browser);
  await open(page, supple.url, NOW, "/data");
  await press(page, "Erase my record");
  await page.getByRole("checkbox").check();
  await supple.kill();
  await press(page, "Erase everything");
  await page.getByRole("alert").getByText("Nothing was erased").waitFor();
  await page.goBack();
  await page.locator('input[type="file"]').setInputFiles(file("copy.json", "{}"));
  await page.getByRole("alert").getByText(/can't be reached/).waitFor();

  await supple.run();
  expect((await supple.get<State>("state")).entries).toBe(3);
  await page.goForward();
  await page.getByRole("checkbox").check();
  await press(page, "Erase everything");
  await page.waitForURL(/\/welcome/);
  expect((await supple.get<State>("state")).entries).toBe(0);
  expect(page.faults).toEqual([]);
});
