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
  await onboard(supple, NOW);
});
afterAll(async () => {
  await browser.close();
  await supple.end();
});

it("a language that isn't there leads to English", async () => {
  const page = await newPage(browser);
  await page.goto(`${supple.url}/today?locale=de&clock=test&now=${encodeURIComponent(NOW)}`);
  await arrive(page, /Monday 2 March/);
  await page.reload();
  await arrive(page, /Monday 2 March/);
  expect(page.faults).toEqual([]);
});

it("a record that can't be shown says why and leads to the own data", async () => {
  const page = await newPage(browser);
  const error = { code: "stored", message: "The record is damaged.", where: null, hint: null };
  await page.route("**/api/v1/state*", (route) => route.fulfill({ status: 409, json: { error } }));
  await page.goto(`${supple.url}/today`);
  await arrive(page, "This could not be loaded");
  await page.getByText("The record is damaged.").waitFor();
  await press(page, "Your data");
  await arrive(page, "Your data");
});

it("after an upgrade \"something new\" and a pain open without their old files, and other screens load the page once", async () => {
  const page = await newPage(browser, { serviceWorkers: "block" });
  await open(page, supple.url, NOW, "/today");
  let asked = 0;
  await page.route("**/assets/*.js", (route) => {
    asked += 1;
    return route.fulfill({ status: 404 });
  });
  await page.evaluate(() => history.pushState(null, "", "/worse"));
  await page.evaluate(() => dispatchEvent(new PopStateEvent("popstate")));
  await arrive(page, "Something new or worse");
  await press(page, "Write down a pain");
  await page.locator("h1").waitFor();
  expect(asked).toBe(0);

  await page.unroute("**/assets/*.js");
  let gone = true;
  await page.route("**/assets/Library-*.js", (route) => (gone ? route.fulfill({ status: 404 }) : route.continue()));
  page.on("load", () => (gone = false));
  await page.evaluate(() => history.pushState(null, "", "/library"));
  await page.evaluate(() => dispatchEvent(new PopStateEvent("popstate")));
  await arrive(page, "Library");
});
