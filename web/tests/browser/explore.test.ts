import { readFileSync } from "node:fs";

import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";

import { launchDeep, newPage } from "./browser";
import { Supple } from "./server";
import { asSample } from "./views";

let supple: Supple;
let browser: Browser;

beforeAll(async () => {
  supple = await Supple.start();
  browser = await launchDeep();
});
afterAll(async () => {
  await browser.close();
  await supple.end();
});

async function explorer(query = ""): Promise<Page & { faults: string[] }> {
  const page = await newPage(browser);
  await asSample(page);
  await page.goto(`${supple.url}/explore${query}`);
  await page.locator(".said").waitFor();
  await page.locator(".stage .picture svg").waitFor();
  return page;
}

const drawing = (page: Page) => page.locator(".stage .picture").innerHTML();
const right = (page: Page) => page.locator(".said > div").first();

it("a slider moved by keyboard changes words, picture, curve and address, and a reload keeps it", async () => {
  const page = await explorer();
  await right(page).getByText("As long as when you stand.").waitFor();
  const [picture, dot] = [await drawing(page), await page.locator(".plot circle.right").getAttribute("cy")];
  await page.getByLabel("Right leg").focus();
  for (let i = 0; i < 15; i++) await page.keyboard.press("ArrowLeft");
  await right(page).getByText(/About \d+ mm longer than when you stand/).waitFor();
  await right(page).getByText("strong").waitFor();
  expect(await page.getByLabel("Right leg").getAttribute("aria-valuetext")).toBe("15° back");
  await expect.poll(() => drawing(page)).not.toBe(picture);
  await expect.poll(() => page.locator(".plot circle.right").getAttribute("cy")).not.toBe(dot);
  await page.locator('[role="status"]', { hasText: "Right psoas: strong." }).waitFor({ state: "attached" });
  expect(page.url()).toMatch(/\/explore\?right=-15$/);
  await page.reload();
  await right(page).getByText("strong").waitFor();
  expect(await page.getByLabel("Right leg").inputValue()).toBe("-15");
  expect(page.faults).toEqual([]);
});

it("tucking lengthens what arching gives back, with the thigh in its place", async () => {
  const page = await explorer("?from=tuck");
  await right(page).getByText("strong").waitFor();
  await page.getByRole("button", { name: "Kneeling, back arched" }).click();
  await right(page).getByText(/gentle|moderate/).waitFor();
  expect(await page.getByLabel("Right leg").inputValue()).toBe("-12");
  await page.getByLabel("Pelvis").focus();
  await page.keyboard.press("End");
  await right(page).getByText("strong").waitFor();
  await page.getByRole("button", { name: "Back to how it was" }).click();
  await right(page).getByText(/gentle|moderate/).waitFor();
  expect(page.faults).toEqual([]);
});

it("the numbers are there as tables and as a file", async () => {
  const page = await explorer("?from=sit");
  await page.getByText("The numbers", { exact: true }).click();
  expect(await page.getByRole("region", { name: "Strands" }).locator("tbody tr").count()).toBe(24);
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Download as CSV" }).click()]);
  const text = readFileSync((await download.path())!, "utf8");
  expect(text).toContain("angle,,hip_flexion_r,88");
  expect(text.split("\r\n").filter((row) => row.startsWith("fascicle,"))).toHaveLength(22);
  expect(page.faults).toEqual([]);
});

it("both legs move together when asked to", async () => {
  const page = await explorer();
  await page.getByLabel("Move both legs together").check();
  await page.getByLabel(/^Both legs/).fill("-10");
  await page.waitForURL(/right=-10&left=-10/);
  for (const side of [0, 1]) await page.locator(".said > div").nth(side).getByText(/longer/).waitFor();
});

it("in three dimensions, a slider moves the body and colours the muscle; the choice is remembered", async () => {
  const page = await explorer();
  await page.getByRole("button", { name: "See it in 3D" }).click();
  await page.locator(".viewer[data-ready] .legend").waitFor();
  const surface = page.getByRole("application");
  const before = await surface.screenshot();
  await page.getByLabel("Right leg").fill("-25");
  await right(page).getByText("strong").waitFor();
  await expect.poll(async () => (await surface.screenshot()).equals(before)).toBe(false);
  await page.reload();
  await page.locator(".viewer[data-ready]").waitFor();
  expect(page.faults).toEqual([]);
});
