import { gzipSync } from "node:zlib";

import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";

import { launchDeep, newPage, press } from "./browser";
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

type Watched = Page & { faults: string[] };

async function sample(path: string, before?: (page: Page) => Promise<unknown>): Promise<Watched> {
  const page = await newPage(browser, { viewport: { width: 420, height: 800 }, serviceWorkers: "block" });
  await asSample(page);
  await before?.(page);
  await page.goto(`${supple.url}${path}`);
  return page;
}

async function viewer(slug = "half-kneeling-tuck"): Promise<Watched> {
  const page = await sample(`/library/${slug}`);
  await press(page, "See it move in 3D");
  await page.locator(".viewer[data-ready]").waitFor();
  return page;
}

const surface = (page: Page) => page.getByRole("application");

/** Share of the picture that isn't its commonest colour, once it has come to rest. */
async function filled(page: Page, where: Locator): Promise<number> {
  const png = (await settled(where)).toString("base64");
  return page.evaluate(async (png) => {
    const bytes = Uint8Array.from(atob(png), (c) => c.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const context = new OffscreenCanvas(image.width, image.height).getContext("2d")!;
    context.drawImage(image, 0, 0);
    const points = new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer);
    const counts = new Map<number, number>();
    for (const point of points) counts.set(point, (counts.get(point) ?? 0) + 1);
    return 1 - Math.max(...counts.values()) / points.length;
  }, png);
}

/** The picture once it is one of the last two: a part of a pixel to and fro is no change. */
async function settled(where: Locator): Promise<Buffer> {
  const last: Buffer[] = [];
  for (;;) {
    const now = await where.screenshot();
    if (last.some((before) => now.equals(before))) return last.concat(now).sort((a, b) => a.compare(b))[0]!;
    last.push(now);
    if (last.length > 2) last.shift();
  }
}

async function changes(page: Page, act: () => Promise<void>): Promise<void> {
  const before = await settled(surface(page));
  await act();
  await expect.poll(async () => (await settled(surface(page))).equals(before)).toBe(false);
}

it("shows a body, which turns, comes nearer, and can be looked into, by mouse and by keyboard", async () => {
  const page = await viewer();
  expect(await filled(page, surface(page))).toBeGreaterThan(0.08);
  await changes(page, () => page.getByRole("button", { name: "The front" }).click());
  await changes(page, () => page.getByRole("button", { name: "Bones" }).click());
  await changes(page, () => page.getByRole("button", { name: "See through the skin" }).click());
  expect(await page.getByRole("button", { name: "Bones" }).isDisabled()).toBe(true);
  await changes(page, async () => {
    const box = (await surface(page).boundingBox())!;
    await page.mouse.move(box.x + 200, box.y + 100);
    await page.mouse.down();
    await page.mouse.move(box.x + 260, box.y + 120);
    await page.mouse.up();
  });
  await surface(page).focus();
  for (const key of ["ArrowLeft", "ArrowUp", "+", "0"]) await changes(page, () => page.keyboard.press(key));
  expect(page.faults).toEqual([]);
});

it("stands still where less motion is asked for; plays, and can be moved through by keyboard", async () => {
  const page = await viewer();
  const moment = page.getByLabel("Moment of the movement");
  expect(await moment.inputValue()).toBe("0");
  await changes(page, async () => {
    await moment.focus();
    for (let i = 0; i < 8; i++) await page.keyboard.press("ArrowRight");
  });
  const after = Number(await moment.inputValue());
  expect(after).toBeCloseTo(2, 1);
  await press(page, "Play");
  await expect.poll(async () => Number(await moment.inputValue()) - after).not.toBe(0);
  await press(page, "Pause");
  expect(page.faults).toEqual([]);
});

it("lights the step that is being done, and names the muscles with how far they are stretched", async () => {
  const page = await viewer();
  await page.getByText("Step 1 of").waitFor();
  const moment = page.getByLabel("Moment of the movement");
  await moment.focus();
  for (let i = 0; i < 48; i++) await page.keyboard.press("ArrowRight");
  await page.getByText("Step 6 of").waitFor();
  await page.getByText("The muscles as a table").click();
  const row = page.getByRole("row", { name: "Psoas, from: Disc between L1 and L2, right" });
  await row.getByText(/more|strong/).waitFor();
  await row.getByRole("button").click();
  await page.locator(".surface .label", { hasText: "Psoas, from: Disc between L1 and L2, right" }).waitFor();
  await changes(page, () => page.getByRole("button", { name: "Names" }).click());
  await page.locator(".labels", { hasText: "Iliacus" }).waitFor();
  await page.getByRole("button", { name: "Hip flexors" }).click();
  expect(await page.getByRole("row", { name: /Psoas/ }).count()).toBe(0);
  expect(page.faults).toEqual([]);
});

it("a muscle under the finger says its name", async () => {
  const page = await viewer();
  await page.getByRole("button", { name: "The hip, near" }).click();
  await settled(surface(page));
  const box = (await surface(page).boundingBox())!;
  const label = page.locator(".surface .label");
  for (let y = 0.2; y < 0.8 && (await label.count()) === 0; y += 0.05) {
    for (let x = 0.3; x < 0.7 && (await label.count()) === 0; x += 0.05) {
      await page.mouse.click(box.x + x * box.width, box.y + y * box.height);
    }
  }
  await label.getByText(/Psoas|Iliacus|Rectus|Tensor|Sartorius/).waitFor();
  expect(await page.locator('.viewer > [role="status"]').innerText()).toBe(await label.innerText());
});

it("a drawing takes its place where there are no three dimensions", async () => {
  const page = await sample("/library/half-kneeling-tuck", (page) =>
    page.addInitScript(() => {
      const real = HTMLCanvasElement.prototype.getContext;
      HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string, ...rest: unknown[]) {
        return kind.startsWith("webgl") ? null : (real as (...all: unknown[]) => unknown).call(this, kind, ...rest);
      } as typeof real;
    }),
  );
  await press(page, "See it move in 3D");
  await page.getByText("This browser can't show the picture in 3D.").waitFor();
  await page.locator(".instead svg").waitFor();
  expect(page.faults).toEqual([]);
});

it("a drawing takes its place when the picture is lost, and 3D can be tried again", async () => {
  const page = await viewer();
  await page.evaluate(() => document.querySelector("canvas")!.getContext("webgl2")!.getExtension("WEBGL_lose_context")!.loseContext());
  await page.locator(".instead svg").waitFor();
  await press(page, "Try 3D again");
  await page.locator(".viewer[data-ready]").waitFor();
  expect(await filled(page, surface(page))).toBeGreaterThan(0.08);
});

it("brings at most 200 kB of code, and only when it is asked for", async () => {
  const page = await sample("/library/half-kneeling-tuck");
  await page.waitForLoadState("networkidle");
  const scripts: Promise<number>[] = [];
  page.on("response", (answer) => {
    if (/\.js$/.test(new URL(answer.url()).pathname)) scripts.push(answer.body().then((body) => gzipSync(body, { level: 9 }).length));
  });
  await press(page, "See it move in 3D");
  await page.locator(".viewer[data-ready]").waitFor();
  const total = (await Promise.all(scripts)).reduce((sum, bytes) => sum + bytes, 0);
  expect(total).toBeGreaterThan(50_000);
  expect(total).toBeLessThanOrEqual(200_000);
});
