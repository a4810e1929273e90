/** Every page of the app, and how to get there. The sample person's record fills them. */
import type { Page } from "playwright-core";

export interface View {
  name: string;
  path: string;
  /** What to do once there. */
  then?: (page: Page) => Promise<void>;
}

/** To the page before the player, through the short check when it is asked first. */
const ready = async (page: Page) => {
  await page.locator('.controls, input[name="sound"], input[name="pain_today"]').first().waitFor();
  if ((await page.locator('input[name="pain_today"]').count()) === 0) return;
  await page.locator('input[name="signs"][value="none"]').check();
  await page.locator('input[name="pain_today"][value="2"]').check({ force: true });
  await page.locator('button[type="submit"]').click();
  await page.locator('input[name="sound"]').first().waitFor();
};

/** Into the player, or, when a session is on, straight to it. */
const player = async (page: Page) => {
  await ready(page);
  if ((await page.locator(".controls").count()) > 0) return;
  await page.getByRole("button").last().click();
  await page.locator(".controls").waitFor();
};

const sheet = (key: string) => async (page: Page) => {
  await player(page);
  await page.keyboard.press(key);
  await page.locator("dialog").waitFor();
};

/** The movement in three dimensions, somewhere in its middle. */
const inSpace = async (page: Page) => {
  await page.locator(".in-space > button").click();
  await page.locator(".viewer[data-ready]").waitFor();
  await page.locator(".time input").focus();
  for (let i = 0; i < 44; i++) await page.keyboard.press("ArrowRight");
  await page.locator(".in-space").evaluate((element) => element.scrollIntoView({ block: "start" }));
};

/** The explorer in three dimensions, with a leg that is back and the names of the muscles. */
const explorer = async (page: Page) => {
  await page.locator(".presets button").nth(3).click();
  // The choice is remembered.
  if ((await page.locator(".viewer").count()) === 0) await page.locator(".stage > button").click();
  await page.locator(".viewer[data-ready] .legend").waitFor();
};

export const VIEWS: View[] = [
  { name: "welcome", path: "/welcome" },
  { name: "agree", path: "/welcome/agree" },
  { name: "today", path: "/today" },
  { name: "check", path: "/check/full" },
  { name: "question", path: "/check/full/saddle_now" },
  { name: "question-error", path: "/check/full/unwell_now", then: (page) => page.locator('button[type="submit"]').click() },
  { name: "number", path: "/check/full/age" },
  { name: "short-check", path: "/check/short" },
  { name: "answers", path: "/check/full/answers" },
  { name: "result", path: "/check/full/result" },
  { name: "emergency", path: "/emergency" },
  { name: "worse", path: "/worse" },
  { name: "pain", path: "/pain" },
  { name: "letter", path: "/letter" },
  { name: "cleared", path: "/cleared" },
  { name: "measure", path: "/measure" },
  { name: "measure-how", path: "/measure/thomas-floor" },
  {
    name: "measure-side",
    path: "/measure/thomas-floor/left",
    then: async (page) => {
      await page.locator("#reading-0").fill("12");
      await page.locator(".outcome").waitFor();
    },
  },
  { name: "bolster", path: "/measure/sit-to-lie/both" },
  { name: "you", path: "/you" },
  { name: "you-start", path: "/you/start" },
  { name: "you-body", path: "/you/body" },
  { name: "you-help", path: "/you/help" },
  { name: "data", path: "/data" },
  { name: "erase", path: "/data/erase" },
  { name: "progress", path: "/progress", then: (page) => page.locator(".chart canvas").first().waitFor() },
  { name: "library", path: "/library" },
  { name: "exercise", path: "/library/half-kneeling-tuck" },
  { name: "exercise-3d", path: "/library/half-kneeling-tuck", then: inSpace },
  { name: "programmes", path: "/programmes" },
  { name: "programme", path: "/programmes/stretch-rest-ball" },
  { name: "ball", path: "/ball" },
  { name: "learn", path: "/learn" },
  { name: "lesson", path: "/learn/what-to-expect" },
  { name: "claims", path: "/learn/claims" },
  { name: "explore", path: "/explore", then: (page) => page.locator(".plot svg").waitFor() },
  { name: "explore-3d", path: "/explore", then: explorer },
  { name: "sources", path: "/learn/sources" },
  { name: "ready", path: "/session", then: ready },
  { name: "player", path: "/session", then: player },
  { name: "player-hurt", path: "/session", then: sheet("h") },
  { name: "player-unwell", path: "/session", then: sheet("u") },
  { name: "player-help", path: "/session", then: sheet("?") },
];

/** Opens a view of the sample person's record. */
export async function visit(page: Page, url: string, view: View, query = ""): Promise<void> {
  await page.goto(`${url}${view.path}${query}`);
  await page.locator("h1").first().waitFor();
  await view.then?.(page);
  await page.waitForLoadState("networkidle");
}

export async function asSample(page: Page): Promise<void> {
  await page.addInitScript(() => sessionStorage.setItem("supple.demo", "yes"));
}

