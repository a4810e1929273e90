import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";

import type { State } from "../../src/lib/api/types";
import { launch, newPage, open, press } from "./browser";
import { onboard } from "./person";
import { Supple } from "./server";

const NOW = "2026-03-02T07:00:00Z";
let supple: Supple;
let browser: Browser;

beforeAll(async () => {
  supple = await Supple.start();
  await onboard(supple, NOW);
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
  await supple.end();
});

it("finds a bolster for those whose thighs stay down as well", async () => {
  const page = await newPage(browser);
  await open(page, supple.url, NOW, "/measure/sit-to-lie");
  await press(page, /^Begin$/);
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("alert").getByText("Say whether your thighs lifted.").waitFor();
  await page.locator('input[name="lifts"][value="no"]').check({ force: true });
  await page.getByText(/Your thighs stay down/).waitFor();
  await page.getByRole("button", { name: "Save" }).click();
  await page.waitForURL(/progress$/);
  expect((await supple.get<State>("state")).bolster_cm).toBe(16.5);
  expect(page.faults).toEqual([]);
});
