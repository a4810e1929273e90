/** The moving figure: on an exercise's page with the step that is being done, and in the player. */
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";

import { launch, newPage, pass, press } from "./browser";
import { Supple } from "./server";
import { asSample, VIEWS } from "./views";

/** A movement on its way, packed as the server sends it; and all drawings of one [bytes]. */
const MOST_SENT = 150_000;

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

type Watched = Page & { faults: string[]; sent: number[] };

async function sample(path: string, options: BrowserContextOptions = {}): Promise<Watched> {
  const plain = await newPage(browser, { reducedMotion: "no-preference", viewport: { width: 375, height: 740 }, ...options });
  const page = Object.assign(plain, { sent: [] as number[] });
  page.on("requestfinished", async (request) => {
    if (request.url().includes("/movement")) page.sent.push((await request.sizes()).responseBodySize);
  });
  await asSample(page);
  await page.goto(`${supple.url}${path}?clock=test`);
  return page;
}

const drawn = (page: Page) => page.locator(".moving svg").first().innerHTML();
const doing = (page: Page) => page.locator('li[aria-current="step"]').innerText();

it("an exercise moves, says which step is being done, and stops when asked", async () => {
  const page = await sample("/library/half-kneeling-tuck");
  await press(page, "Show the movement");
  await page.locator(".moving svg").waitFor();
  await pass(page, 1);
  const [start, first] = [await drawn(page), await doing(page)];
  expect(first).toContain("Kneel with your right knee on a cushion");
  await pass(page, 6);
  expect(await drawn(page)).not.toBe(start);
  expect(await doing(page)).not.toBe(first);
  await press(page, "Pause");
  const paused = await drawn(page);
  await pass(page, 5);
  expect(await drawn(page)).toBe(paused);
  await press(page, "Play");
  await pass(page, 20);
  expect(await drawn(page)).not.toBe(paused);
  await press(page, "Show start and end");
  expect(await page.locator('li[aria-current="step"]').count()).toBe(0);
  expect(page.sent).toHaveLength(1);
  expect(page.sent[0]).toBeLessThan(MOST_SENT);
  expect(page.faults).toEqual([]);
});

it("a device that asks for less motion gets a picture of each step instead", async () => {
  const page = await sample("/library/bridge", { reducedMotion: "reduce" });
  await press(page, "Show each step");
  await page.locator(".stills svg").first().waitFor();
  const pictures = await page.locator(".stills svg").evaluateAll((all) => all.map((svg) => svg.innerHTML));
  expect(pictures).toHaveLength(await page.locator("ol:not(.stills) > li").count());
  expect(new Set(pictures).size).toBeGreaterThan(2);
  expect(page.faults).toEqual([]);
});

it("the figure of the player does the exercise in time with the session", async () => {
  const page = await sample("/session");
  await VIEWS.find((view) => view.name === "player")!.then!(page);
  await page.locator(".moving svg").waitFor();
  // Every exercise gets ready first: the same picture comes back with every breath. Then something is done.
  const seen = new Set<string>();
  for (let i = 0; i < 60; i++) {
    await pass(page, 1.3);
    seen.add(await drawn(page));
  }
  expect(seen.size).toBeGreaterThan(4);
  await page.keyboard.press(" ");
  const paused = await drawn(page);
  await pass(page, 5);
  expect(await drawn(page)).toBe(paused);
  expect(Math.max(...page.sent)).toBeLessThan(MOST_SENT);
  expect(page.faults).toEqual([]);
});
