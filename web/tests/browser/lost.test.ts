import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";

import type { Entry, Script } from "../../src/lib/api/types";
import { arrive, jump, launch, newPage, open, pass, written } from "./browser";
import { onboard, playToTheEnd, startSession } from "./person";
import { Supple } from "./server";

const NOW = "2026-03-02T07:00:00Z";
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

it("plays on when the network goes in mid-session and the server at its end, and every entry arrives once", async () => {
  const page = await newPage(browser);
  await onboard(supple, NOW);
  await open(page, supple.url, NOW, "/today");
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  const script = await supple.get<Script>("script?date=2026-03-02");
  await startSession(page);
  await pass(page, 90);

  // The network goes. The page is even loaded again, and the session is found where it stood, waiting.
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "Pause" }).click();
  const stood = await page.locator(".count").innerText();
  await written(page);
  await page.reload();
  await page.getByRole("button", { name: "Go on" }).waitFor();
  expect(await page.locator(".count").innerText()).toBe(stood);
  await page.getByRole("button", { name: "Go on" }).click();
  await playToTheEnd(page);

  // The server goes too, as in a power cut, while the last page is filled in.
  await supple.kill();
  await page.context().setOffline(false);
  await page.locator('input[name="pain"][value="2"]').check({ force: true });
  await page.getByRole("button", { name: "Save" }).click();
  await arrive(page, "It is in your record");
  await page.getByRole("link", { name: "Done" }).click();
  await page.getByText(/entries are kept here/).waitFor();

  await supple.run();
  await pass(page, 31);
  await page.getByText(/entries are kept here/).waitFor({ state: "detached" });

  const { entries } = await supple.get<{ entries: Entry[] }>("export");
  const session = entries.filter((e) => e.type === "session_started" || e.type === "step_finished" || e.type === "session_ended");
  const worked = script.steps.filter((s) => s.kind === "work" || s.kind === "rest");
  const steps = session.flatMap((e) => (e.type === "step_finished" ? [e.step] : []));
  expect(steps).toEqual(worked.map((s) => s.index));
  expect(session.filter((e) => e.type === "session_started")).toHaveLength(1);
  expect(session.at(-1)).toMatchObject({ type: "session_ended", completed: true, pain: 2 });
  expect(new Set(entries.map((e) => e.id)).size).toBe(entries.length);

  // Nothing is sent a second time.
  await jump(page, 60);
  await pass(page, 61);
  expect((await supple.get<{ entries: Entry[] }>("export")).entries).toEqual(entries);
  expect(page.faults).toEqual([]);
});
