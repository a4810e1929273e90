import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import type { AxeResults } from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { launchDeep, newPage } from "./browser";
import { Supple } from "./server";
import { asSample, visit, VIEWS } from "./views";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const WIDTHS = [320, 375, 1280];
const SCHEMES = ["light", "dark"] as const;
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

let supple: Supple;
let browser: Browser;
let page: Page & { faults: string[] };

beforeAll(async () => {
  supple = await Supple.start();
  browser = await launchDeep();
  page = await newPage(browser);
  await asSample(page);
});
afterAll(async () => {
  await browser.close();
  await supple.end();
});

/** `tags`, or single rules. */
async function violations(runOnly: string[] | { type: "rule"; values: string[] } = TAGS, within = "html"): Promise<string[]> {
  const found = await page.evaluate(async ([runOnly, within]) => {
    const axe = (window as unknown as { axe: { run(on: object, options: object): Promise<AxeResults> } }).axe;
    return axe.run({ include: [within] }, { runOnly });
  }, [runOnly, within] as const);
  return found.violations.flatMap((v) => v.nodes.map((node) => `${v.id}: ${node.target.join(" ")} ${node.failureSummary ?? ""}`));
}

describe.each(VIEWS)("$name", (view) => {
  it("can be used by everybody, in light and dark, on every width", async () => {
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await visit(page, supple.url, view);
      await page.evaluate(AXE);
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 860 });
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(wide, `${width} px: scrolls sideways`).toBeLessThanOrEqual(0);
        expect((await violations()).join("\n"), `${width} px, ${colorScheme}`).toBe("");
      }
      // The player is read from two metres.
      if (!view.name.startsWith("player")) continue;
      expect((await violations({ type: "rule", values: ["color-contrast-enhanced"] }, ".world")).join("\n")).toBe("");
    }
    expect(page.faults).toEqual([]);
  });
});
