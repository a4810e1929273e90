/** The pictures of the README. `npm run screenshots` writes them to `docs/screenshots/`; a plain test run only makes them. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";

import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { launchDeep, newPage, open, pass } from "./browser";
import { onboard } from "./person";
import { Supple } from "./server";
import { asSample, VIEWS, visit } from "./views";

const NOW = "2026-03-05T18:30:00Z";
const FOLDER = process.env["SUPPLE_SCREENSHOTS"] ? join(import.meta.dirname, "../../../docs/screenshots") : null;
const PHONE = { width: 375, height: 760 };
const LAPTOP = { width: 1180, height: 760 };

interface Shot {
  file: string;
  view: string;
  viewport: { width: number; height: number };
  dark?: boolean;
  /** Somebody who has just begun, instead of the sample person. */
  own?: boolean;
  /** Steps to skip in the session. */
  skip?: number;
}

const SHOTS: Shot[] = [
  { file: "today", view: "today", viewport: LAPTOP, own: true },
  { file: "check", view: "question", viewport: PHONE },
  { file: "measure", view: "measure-how", viewport: PHONE },
  { file: "exercise", view: "exercise", viewport: PHONE, dark: true },
  { file: "exercise-3d", view: "exercise-3d", viewport: { width: 1180, height: 900 } },
  { file: "explorer", view: "explore-3d", viewport: { width: 1280, height: 900 } },
  { file: "explorer-phone", view: "explore-3d", viewport: PHONE, dark: true },
  { file: "progress", view: "progress", viewport: { width: 1180, height: 1000 } },
  { file: "player", view: "player", viewport: LAPTOP, own: true, skip: 7 },
];

let supple: Supple;
let browser: Browser;

beforeAll(async () => {
  if (FOLDER) mkdirSync(FOLDER, { recursive: true });
  supple = await Supple.start(NOW);
  await onboard(supple, NOW);
  browser = await launchDeep();
});
afterAll(async () => {
  await browser.close();
  await supple.end();
});

async function take(page: Page, shot: Shot): Promise<Buffer> {
  const view = VIEWS.find((one) => one.name === shot.view)!;
  await open(page, supple.url, NOW, view.path);
  await visit(page, supple.url, view);
  for (let i = 0; i < (shot.skip ?? 0); i++) await page.keyboard.press("ArrowRight");
  if (shot.skip) {
    await pass(page, 3);
    // Pictures come in the order of the session; whoever skips ahead waits for them.
    await page.locator(".moving svg").waitFor();
  }
  return page.screenshot(FOLDER ? { path: join(FOLDER, `${shot.file}.png`) } : {});
}

describe.each(SHOTS)("$file", (shot) => {
  it("can be shown", async () => {
    const page = await newPage(browser, { viewport: shot.viewport, colorScheme: shot.dark ? "dark" : "light" });
    if (!shot.own) await asSample(page);
    const picture = await take(page, shot);
    expect(picture.length).toBeGreaterThan(10_000);
    expect(picture.length).toBeLessThan(300_000);
    expect(page.faults).toEqual([]);
  });
});
