import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";

import { launch, newPage } from "./browser";
import { Supple } from "./server";

const ROOT = join(import.meta.dirname, "../..");
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

/** The types alone: a comment may be reworded. */
const bare = (types: string) => types.replace(/\/\*[\s\S]*?\*\//g, "").replace(/\s+/g, " ").trim();

it("the app's types are those that the server describes (otherwise: npm run api)", () => {
  const tool = join(ROOT, "node_modules/.bin/openapi-typescript");
  const made = execFileSync(tool, [`${supple.url}/api/v1/openapi.json`, "--default-non-nullable", "false"], { encoding: "utf8" });
  const kept = readFileSync(join(ROOT, "src/lib/api/schema.d.ts"), "utf8");
  expect(bare(kept)).toBe(bare(made));
});

it("the first load is small: at most 10 requests and 90 kB before charts and figures", async () => {
  const page = await newPage(browser, { serviceWorkers: "block" });
  const bodies: Promise<[string, number]>[] = [];
  page.on("response", (response) => {
    const size = async (): Promise<[string, number]> => {
      const body = await response.body();
      return [new URL(response.url()).pathname, response.url().endsWith(".woff2") ? body.length : gzipSync(body, { level: 9 }).length];
    };
    bodies.push(size());
  });
  await page.goto(supple.url);
  await page.waitForLoadState("networkidle");
  const loaded = (await Promise.all(bodies)).filter(([path]) => !path.includes("/figures/"));
  expect(loaded.length).toBeLessThanOrEqual(10);
  const total = loaded.reduce((sum, [, bytes]) => sum + bytes, 0);
  expect(total).toBeLessThanOrEqual(90_000);
  expect(total).toBeGreaterThan(20_000);
});
