/** Debian's Chromium, and what every test does with a page. */
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";

const ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--mute-audio",
  "--autoplay-policy=no-user-gesture-required",
];

export function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium", args: ARGS });
}

/** The same with three dimensions drawn in software. */
export function launchDeep(): Promise<Browser> {
  const deep = ["--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"];
  const args = [...ARGS.filter((arg) => arg !== "--disable-gpu"), ...deep];
  return chromium.launch({ executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium", args });
}

/** A fresh profile: nothing kept from other tests. What goes wrong in the page fails the test that asks `faults`. */
export async function newPage(browser: Browser, options: BrowserContextOptions = {}): Promise<Page & { faults: string[] }> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 860 },
    timezoneId: "Europe/Berlin",
    reducedMotion: "reduce",
    ...options,
  });
  // Long enough for a busy machine; a test that passes never waits for it.
  context.setDefaultTimeout(45_000);
  const page = Object.assign(await context.newPage(), { faults: [] as string[] });
  page.on("pageerror", (error) => page.faults.push(error.message));
  page.on("console", (message) => {
    const expected = /ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED|ERR_FAILED|status of 4\d\d/;
    if (message.type() === "error" && !expected.test(message.text())) page.faults.push(message.text());
  });
  return page;
}

/** Opens the app with its clock in the test's hand. */
export async function open(page: Page, url: string, now: string, path = "/"): Promise<void> {
  await page.goto(`${url}${path}?clock=test&now=${encodeURIComponent(now)}`);
  await heading(page).waitFor();
}

export function heading(page: Page) {
  return page.locator("h1");
}

/** The page whose heading says this has come. */
export async function arrive(page: Page, title: string | RegExp): Promise<void> {
  await page.getByRole("heading", { level: 1, name: title }).waitFor();
}

export async function press(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole("button", { name }).or(page.getByRole("link", { name })).first().click();
}

export async function choose(page: Page, label: string | RegExp): Promise<void> {
  await page.getByLabel(label, typeof label === "string" ? { exact: true } : {}).first().check();
}

/** Lets time pass in the page: every timer of the app runs in its order. */
export async function pass(page: Page, seconds: number): Promise<void> {
  await page.evaluate((ms) => window.__clock!.advance(ms), seconds * 1000);
}

/** Waits until the browser's own database has written what the page has given it: a reader queues behind the writers. */
export async function written(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((done, fail) => {
        const opened = indexedDB.open("supple");
        opened.onerror = () => fail(opened.error);
        opened.onsuccess = () => {
          const transaction = opened.result.transaction("kept", "readonly");
          transaction.objectStore("kept").getAllKeys();
          transaction.oncomplete = () => {
            opened.result.close();
            done();
          };
        };
      }),
  );
}

/** Moves to a later moment without running what lies in between. */
export async function jump(page: Page, seconds: number): Promise<void> {
  await page.evaluate((ms) => window.__clock!.jump(ms), seconds * 1000);
}
