/** What has to be read from two metres away, on screens of every kind. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";

import { launch, newPage, open, pass } from "./browser";
import { onboard, startSession } from "./person";
import { Supple } from "./server";

const NOW = "2026-03-02T07:00:00Z";
const SCREENS = [
  [320, 568],
  [320, 640],
  [375, 667],
  [375, 812],
  [568, 320],
  [640, 360],
  [667, 375],
  [812, 375],
  [844, 390],
  [768, 1024],
  [1024, 768],
  [1280, 800],
] as const;

let browser: Browser;
let supple: Supple;

beforeAll(async () => {
  browser = await launch();
  supple = await Supple.start(NOW);
  await onboard(supple, NOW);
});

afterAll(async () => {
  await browser.close();
  await supple.end();
});

test("the controls cover nothing, and side, breath and next step grow with the screen", async () => {
  const page = await newPage(browser, { viewport: { width: 375, height: 812 } });
  await open(page, supple.url, NOW, "/today");
  await startSession(page);
  for (let i = 0; i < 400 && (await page.getByText("1 of 2").count()) === 0; i++) await pass(page, 5);
  // The longest that the catalogue has.
  await page.evaluate(() => {
    document.querySelector(".player h1")!.textContent = "Put your right hand on the hip, left foot far, and ease on forwards";
    document.querySelector(".next")!.textContent = "Next: Kneeling runner's stretch";
    document.querySelector(".where + span")!.textContent = "12 times";
  });
  for (const [width, height] of SCREENS) {
    await page.setViewportSize({ width, height });
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    const seen = await page.evaluate(() => {
      const box = (of: string) => document.querySelector(of)!.getBoundingClientRect();
      const controls = box(".controls");
      const words = [".kind", ".count", ".player h1", ".next", ".ring p"];
      const covered = words.filter((of) => {
        const { left, right, top, bottom } = box(of);
        const apart = right <= controls.left || left >= controls.right || bottom <= controls.top || top >= controls.bottom;
        return !apart || bottom > innerHeight;
      });
      const size = (of: string) => parseFloat(getComputedStyle(document.querySelector(of)!).fontSize);
      return { covered, least: Math.min(size(".where"), size(".next"), size(".ring p")), wide: document.documentElement.scrollWidth };
    });
    expect(seen.covered, `${width} x ${height}`).toEqual([]);
    expect(seen.wide).toBeLessThanOrEqual(width);
    // A phone is about 16 cm long, so one pixel of its long side is 16 cm over their number.
    const millimetres = seen.least * 0.5 * (160 / Math.max(width, height));
    if (Math.max(width, height) <= 844) expect(millimetres, `${width} x ${height}`).toBeGreaterThan(1.9);
    else expect(seen.least).toBeGreaterThan(30);
  }
  expect(page.faults).toEqual([]);
  await page.context().close();
});
