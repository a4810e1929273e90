import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { named as countries } from "../../src/lib/countries";
import { launchDeep, newPage } from "./browser";
import { Supple } from "./server";
import { asSample, visit, VIEWS } from "./views";

let supple: Supple;
let browser: Browser;
let page: Page;

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

/** Words of the countries' names, which the browser knows. */
const COUNTRIES = new Set(countries().flatMap(({ name }) => name.split(" ")));
/** What may stand in any language: ids, keys, the name, the file, countries and titles of works. */
const NAMES = /^(Supple|[A-Z]{1,3}\d{1,2}|doi:\S+|PMID|PMC\d+|Esc|\S*\.db|x)$/;

function spoken(): string[] {
  const skip = 'script, style, code, select, [lang]:not(html), [translate="no"], svg title';
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts: string[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (element && !element.closest(skip) && element.getClientRects().length > 0) texts.push(node.textContent ?? "");
  }
  const labels = [...document.querySelectorAll("[aria-label], [title], [placeholder]")];
  for (const element of labels)
    for (const name of ["aria-label", "title", "placeholder"]) {
      const text = element.getAttribute(name);
      if (text) texts.push(text);
    }
  return texts;
}

describe.each(VIEWS)("$name", (view) => {
  it("says nothing that isn't in the words", async () => {
    await visit(page, supple.url, view, "?locale=pseudo");
    const texts = (await page.evaluate(spoken)).map((text) => text.trim());
    expect(texts.some((text) => /[áéíóú]/.test(text))).toBe(true);
    const plain = texts.flatMap((text) => text.split(/[\s,;()°·]+/).filter((word) => /^[\x21-\x7e]*[A-Za-z]{2,}[\x21-\x7e]*$/.test(word) && !NAMES.test(word.replace(/[.:]$/, "")) && !COUNTRIES.has(word)));
    expect(plain).toEqual([]);
  });
});
